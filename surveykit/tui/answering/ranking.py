"""All answers brought into an order, by moving them."""

from surveykit.asking.page import Answer, Asked
from surveykit.tui.answering.editor import Editor, Effect


class Ranker:
    """Answers in an order: a figure is the marked answer's new place, the space bar lifts it.

    There is no answer before something has been moved or lifted.
    """

    typing = False

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        by_code = {answer.code: answer for answer in (*asked.answers, *asked.aside)}
        ranked = [by_code.pop(code) for code in asked.codes if code in by_code]
        self.order: list[Answer] = [*ranked, *by_code.values()]
        self.ranked = bool(ranked)
        self.cursor = 0
        self.lifted = False
        self._pending = False

    def text(self) -> str:
        """The codes from the first place to the last."""
        if not self._pending:
            return self.asked.value
        return " ".join(answer.code for answer in self.order) if self.ranked else ""

    def recorded(self) -> None:
        """The order is the form's value now."""
        self._pending = False

    def follow(self, before: Editor) -> None:
        """The cursor stays, and so does an order that is not recorded yet."""
        if isinstance(before, Ranker):
            if before._pending:
                self.order, self.ranked, self._pending = before.order, before.ranked, True
            self.cursor = max(0, min(before.cursor, len(self.order) - 1))
            self.lifted = before.lifted

    def press(self, key: str, character: str | None) -> Effect:
        """Move the mark, or the answer under it."""
        if not self.order:
            return Effect.NOTHING
        match key:
            case "up" | "down":
                return self._step(1 if key == "down" else -1)
            case "space":
                return self._lift()
            case "delete" if self.ranked:
                self.ranked, self.lifted, self._pending = False, False, True
                return Effect.CHOSEN
        if character and character in "123456789"[: len(self.order)]:
            return self._place(int(character) - 1)
        return Effect.NOTHING

    def enter(self) -> Effect:
        """Put down what is lifted, and on."""
        self.lifted = False
        return Effect.NOTHING

    def _step(self, by: int) -> Effect:
        to = self.cursor + by
        if not 0 <= to < len(self.order):
            if self.lifted:
                return Effect.MOVED
            return Effect.LEFT_ABOVE if by < 0 else Effect.LEFT_BELOW
        if self.lifted:
            self._move(to)
        self.cursor = to
        return Effect.MOVED

    def _lift(self) -> Effect:
        """Lift the marked answer, or put it down: then the order counts."""
        self.lifted = not self.lifted
        self.ranked = self._pending = True
        return Effect.MOVED if self.lifted else Effect.CHOSEN

    def _place(self, to: int) -> Effect:
        """Give the marked answer this place; the mark goes on to the next one to be placed."""
        self._move(to)
        self.ranked, self._pending, self.lifted = True, True, False
        self.cursor = min(to + 1, len(self.order) - 1)
        return Effect.CHOSEN

    def _move(self, to: int) -> None:
        self.order.insert(to, self.order.pop(self.cursor))
