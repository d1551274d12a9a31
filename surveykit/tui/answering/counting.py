"""Numbers that are stepped as well as typed: a counter, and a range on its scale."""

from surveykit.tui.answering.editor import Effect
from surveykit.tui.answering.writing import Writer

MOST = 999_999_999
"""Where Collect's counter ends; it begins at 0."""


class Counter(Writer):
    """A whole number counted with + and -, as well as typed."""

    def press(self, key: str, character: str | None) -> Effect:
        """One more, one less, or a figure."""
        if character in ("+", "-"):
            return self._count(1 if character == "+" else -1)
        return super().press(key, character)

    def _count(self, by: int) -> Effect:
        now = int(self.typed) if self.typed.isdecimal() else 0
        self.typed = str(max(0, min(now + by, MOST)))
        self.caret = len(self.typed)
        self._untouched = False
        return Effect.MOVED


class Slider(Writer):
    """A range: arrows go along its steps, figures name one of them."""

    def press(self, key: str, character: str | None) -> Effect:
        """A step, an end, or a figure."""
        scale = self.asked.scale
        match key:
            case "right" | "left":
                return self._go_to(self._next(1 if key == "right" else -1))
            case "home" | "end":
                return self._go_to(0 if key == "home" else len(scale) - 1)
        return super().press(key, character)

    @property
    def place(self) -> int | None:
        """The step that stands in the field, counted from 0; None if none does."""
        number = _number(self.typed)
        found = (n for n, step in enumerate(self.asked.scale) if _number(step) == number)
        return None if number is None else next(found, None)

    def _next(self, by: int) -> int:
        """The neighbouring step; from an empty field the first or the last one."""
        last = len(self.asked.scale) - 1
        place = self.place
        if place is None:
            return 0 if by > 0 else last
        return max(0, min(place + by, last))

    def _go_to(self, place: int) -> Effect:
        self.typed = self.asked.scale[place]
        self.caret = len(self.typed)
        self._untouched = False
        return Effect.MOVED


def _number(typed: str) -> float | None:
    try:
        return float(typed.replace(",", "."))
    except ValueError:
        return None
