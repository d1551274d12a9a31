"""Answers to choose from: by their keys, with arrows, or side by side."""

from collections.abc import Callable, Sequence
from time import monotonic

from surveykit.asking.page import Asked, Control
from surveykit.asking.written import Kind
from surveykit.tui.answering.editor import Editor, Effect

TWO_DIGITS = 0.8
"""Seconds within which 1 and 0 are one number; after them a 0 corrects the 1."""


class Chooser:
    """Answers to choose from, by their keys or with arrows and the space bar."""

    typing = False

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.chosen = asked.codes
        self.all = (*asked.answers, *asked.aside)
        chosen = frozenset(self.chosen)
        found = (n for n, answer in enumerate(self.all) if answer.code in chosen)
        self.cursor = next(found, 0) if chosen else 0
        self.pressed: tuple[str, ...] = ()
        """The codes that the last key added."""
        self._one_at = -TWO_DIGITS
        self._moved = False
        self._pending = False

    def text(self) -> str:
        """The chosen codes, in the order of the list once one has been chosen."""
        return " ".join(self.chosen)

    def recorded(self) -> None:
        """What is chosen is the form's value now."""
        self._pending = False

    def follow(self, before: Editor) -> None:
        """The cursor stays where it was, and so does what is not recorded yet."""
        if isinstance(before, Chooser):
            if before._pending:
                self.chosen, self._pending = before.chosen, True
            self._one_at, self.pressed, self._moved = before._one_at, before.pressed, before._moved
            self.cursor = max(0, min(before.cursor, len(self.all) - 1))

    def press(self, key: str, character: str | None) -> Effect:
        """Choose, toggle, clear, or move the cursor."""
        one_at, self._one_at = self._one_at, -TWO_DIGITS
        if move := _MOVES.get(key):
            return self._move(move(self.cursor), key)
        if key == "space":
            return self._take_marked() if self.all else Effect.NOTHING
        if key == "delete" and self.chosen:
            self._change(set())
            return Effect.CHOSEN
        pressed = ASIDE_KEYS.get(key) or (character or "").lower()
        if self.asked.ladder and pressed == "0" and monotonic() - one_at < TWO_DIGITS:
            pressed = "x"  # typed 1 and 0 at one go, and meant ten; later it corrects the 1
        if self.asked.ladder and pressed == "1":
            self._one_at = monotonic()
        found = (n for n, answer in enumerate(self.all) if answer.key and answer.key == pressed)
        place = next(found, None)
        return Effect.NOTHING if place is None else self.take(place)

    def enter(self) -> Effect:
        """Choose the answer under the cursor if somebody led it there and chose nothing.

        In a menu Enter takes the marked row; who has learned that must not skip a question.
        """
        if self.enter_takes:
            self.take(self.cursor)
        return Effect.NOTHING

    @property
    def enter_takes(self) -> bool:
        """Whether Enter is an answer, because of where the mark was led."""
        unanswered = self.asked.kind is Kind.ONE and not self.chosen
        return unanswered and self._moved and bool(self.all)

    def keep(self, codes: Sequence[str]) -> None:
        """Of all that is chosen, keep only these codes."""
        self.chosen = tuple(code for code in self.chosen if code in codes)

    @property
    def may_become_ten(self) -> bool:
        """Whether a 1 on the scale from 0 to 10 is waiting for its 0."""
        return self.asked.ladder and self._one_at > 0

    @property
    def pointing(self) -> bool:
        """Whether an answer is marked: what Enter would not take must not look as if it did."""
        return self._moved or bool(self.chosen) or self.asked.menu

    @property
    def pointer(self) -> int:
        """Which answer is marked; -1 before anybody led the mark into the list."""
        return self.cursor if self.pointing else -1

    @property
    def marked(self) -> str:
        """The code under the mark; empty where there is none."""
        return self.all[self.cursor].code if self.all and self.pointing else ""

    def _take_marked(self) -> Effect:
        """Choose the answer under the mark; without one, show where it is first."""
        return self.take(self.cursor) if self.pointing else self._move(self.cursor, "space")

    def _move(self, to: int, key: str) -> Effect:
        if not self.pointing and to > self.cursor and key in ("down", "right"):
            to = self.cursor  # the first arrow only brings the mark
        if to < 0 and key == "up":
            return Effect.LEFT_ABOVE
        if to >= len(self.all) and key == "down":
            return Effect.LEFT_BELOW
        self.cursor = max(0, min(to, len(self.all) - 1))
        self._moved = True
        return Effect.MOVED

    def take(self, n: int) -> Effect:
        """Choose the answer with this number, or take it back; what a key or a click does."""
        self.cursor = n
        return self._choose(self.all[n].code)

    def _choose(self, code: str) -> Effect:
        if self.asked.kind is Kind.MANY:
            self._change(set(self.chosen) ^ {code})
        elif self.chosen == (code,):
            return Effect.CONFIRMED
        else:
            self._change({code})
        return Effect.CHOSEN

    def _change(self, codes: set[str]) -> None:
        before, self.chosen = self.chosen, tuple(self._in_order(codes))
        self.pressed = tuple(code for code in self.chosen if code not in before)
        self._pending = True

    def _in_order(self, codes: set[str]) -> list[str]:
        cells = self.asked.grid.cells if self.asked.grid else ()
        listed = [cell.code for cell in cells] + [answer.code for answer in self.all]
        return [code for code in listed if code in codes] + sorted(codes.difference(listed))


class RowChooser(Chooser):
    """Answers side by side: left and right move among them; in a table up and down leave it."""

    def press(self, key: str, character: str | None) -> Effect:
        """As in any list, turned by a quarter."""
        if key in ("left", "right") and self.all:
            return self._move(self.cursor + (1 if key == "right" else -1), key)
        if self.asked.control is Control.TABLE and key in ("up", "down"):
            return Effect.LEFT_ABOVE if key == "up" else Effect.LEFT_BELOW
        return super().press(key, character)


_MOVES: dict[str, Callable[[int], int]] = {
    "up": lambda n: n - 1,
    "down": lambda n: n + 1,
    "home": lambda n: 0,
    "end": lambda n: n + 1_000_000,
}

ASIDE_KEYS = {"f8": "d", "f9": "r"}
"""Don't know and no answer where letters cannot be keys."""
