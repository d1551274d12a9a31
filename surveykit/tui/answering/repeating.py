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
            return self._remove_marked()
        return super().press(key, character)

    def _remove_marked(self) -> Effect:
        """Remove what is marked; without a mark, show where it is first."""
        if self.pointing:
            return Effect.REMOVE if self.marked != ADD else Effect.MOVED
        return self._move(self.cursor, "minus")

    def text(self) -> str:
        """No answer."""
        return self.asked.value

    def enter(self) -> Effect:
        """What the mark was led to; without that only on, behind the repeat."""
        return self.take(self.cursor) if self._moved else Effect.NOTHING

    def take(self, n: int) -> Effect:
        """Open this instance, or add one."""
        self.cursor, self._moved = n, True
        return Effect.ADD if self.all[n].code == ADD else Effect.OPEN
