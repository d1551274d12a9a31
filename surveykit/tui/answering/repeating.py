"""The instances of a repeat as a list: one opens, one more is added, one is removed."""

from surveykit.asking.repeats import ADD
from surveykit.tui.answering.choosing import Chooser
from surveykit.tui.answering.editor import Editor, Effect


class RepeatList(Chooser):
    """Instances to open by their key; nothing here is an answer of its own."""

    def follow(self, before: Editor) -> None:
        """As ever, but where one was removed nobody has led the mark to its neighbour yet."""
        super().follow(before)
        if isinstance(before, Chooser) and len(self.all) < len(before.all):
            self._moved = False

    def press(self, key: str, character: str | None) -> Effect:
        """Add, remove, open, or move the mark."""
        if key in ("delete", "minus") or character == "-":
            return Effect.REMOVE if self.marked not in ("", ADD) else Effect.MOVED
        return super().press(key, character)

    def text(self) -> str:
        """No answer."""
        return self.asked.value

    def enter(self) -> Effect:
        """What the mark was led to; without that only on, behind the repeat."""
        return self.take(self.cursor) if self._moved else Effect.NOTHING

    def take(self, n: int) -> Effect:
        """Open this instance, or add one."""
        self.cursor = n
        return Effect.ADD if self.all[n].code == ADD else Effect.OPEN
