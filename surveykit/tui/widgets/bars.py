"""The bars around every screen: where we are, how far, and which keys work."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.geometry import Size

from surveykit.text import _
from surveykit.tui.typography import fit
from surveykit.tui.widgets.painted import Line, Painted, Role, Run


class TopBar(Painted):
    """Place on the left, language and state of saving on the right."""

    GROUND: ClassVar[Role] = "bar"

    def __init__(self, left: str = "", right: str = "") -> None:
        super().__init__()
        self._left, self._right = left, right
        self.mark = ""
        """Stands before the place, in every window alike."""

    def show(self, left: str, right: str) -> None:
        """Say where we are, and what is saved."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.repaint()

    @property
    def words(self) -> str:
        """Everything the bar says."""
        return f"{self._left}  {self._right}"

    @property
    def widest(self) -> int:
        """Wider than the text below it before a word is cut off."""
        words = self._left, self._right, self.mark
        return max(self.column, sum(map(cell_len, words)) + 6)

    def lines(self, size: Size) -> Sequence[Line]:
        """One line; the right side is never cut, it says whether the answer is safe."""
        right = fit(self._right, min(cell_len(self._right), size.width - 2))
        mark = f" {self.mark} " if self.mark else ""
        left = fit(self._left, max(size.width - cell_len(right) - cell_len(mark) - 4, 0))
        return [(Run(mark, "complaint"), Run(f" {left}  ", "bar"), Run(f"{right} ", "bar"))]


class ProgressLine(Painted):
    """How much is done: as a length, so that it reads without colours, and in words."""

    def __init__(self) -> None:
        super().__init__()
        self._done, self._total, self._words = 0, 1, ""

    def show(self, done: int, total: int, words: str) -> None:
        """Show `done` of `total`, and the words for it."""
        if (done, total, words) != (self._done, self._total, self._words):
            self._done, self._total, self._words = done, total, words
            self.repaint()

    @property
    def words(self) -> str:
        """What stands beside the line."""
        return self._words

    def lines(self, size: Size) -> Sequence[Line]:
        """A thick line for what is done, a thin one for what is left."""
        words = fit(self._words, min(cell_len(self._words), size.width - 4))
        room = max(size.width - cell_len(words) - 4, 0)
        thick = round(room * min(self._done / max(self._total, 1), 1.0))
        line = Run("━" * thick, "rule"), Run("─" * (room - thick), "quiet")
        return [(Run(" "), *line, Run(f" {words} ", "strong"))]


class Reminder(Painted):
    """One line that stands out, and takes no room while there is nothing to be reminded of."""

    GROUND: ClassVar[Role] = "complaint"

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.display = False

    def show(self, words: str) -> None:
        """Say this, or nothing any more."""
        if words != self._words:
            self._words, self.display = words, bool(words)
            self.repaint()

    def lines(self, size: Size) -> Sequence[Line]:
        """The words, as far as they fit."""
        return [(Run(fit(f"  {self._words}", size.width), "complaint"),)]


class KeyBar(Painted):
    """The keys that work here, in words; the first ones are the last to go when space is short."""

    GROUND: ClassVar[Role] = "bar"

    def __init__(self, keys: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._keys = tuple(keys)

    def show(self, keys: Sequence[tuple[str, str]]) -> None:
        """Offer these keys."""
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self.repaint()

    @property
    def words(self) -> str:
        """Everything the bar says."""
        return "  ".join(f"{key} {word}" for key, word in self._keys)

    @property
    def widest(self) -> int:
        """Wider than the text above it before a key is left out."""
        return max(self.column, _width(self._keys, "   "))

    def lines(self, size: Size) -> Sequence[Line]:
        """As many keys as fit, the last one always among them: it leads to all the others."""
        kept = list(self._keys)
        for gap in ("   ", "  "):
            if _width(kept, gap) <= size.width:
                return [_line(kept, gap)]
        while len(kept) > 1 and _width(kept, "  ") > size.width:
            del kept[-2]
        return [_line(kept, "  ")]


def _width(keys: Sequence[tuple[str, str]], gap: str) -> int:
    return 1 + sum(cell_len(f"{key} {word}") for key, word in keys) + len(gap) * (len(keys) - 1)


def _line(keys: Sequence[tuple[str, str]], gap: str) -> Line:
    runs = [Run(" ", "bar")]
    for shown, word in keys:
        key = _key_of(shown)
        runs.extend([Run(shown, "key", key), Run(f" {word}", "bar", key), Run(gap, "bar")])
    return runs


def _key_of(shown: str) -> str:
    """The key that a bar shows, as Textual names it; empty where it shows several."""
    named = {
        _("Backspace"): "backspace", _("PgUp"): "pageup", _("Any key"): "space",
        "Esc": "escape", "?": "question_mark", "+": "plus", "-": "minus",
    }  # fmt: skip
    if shown in named or len(shown) == 1 or shown == "Enter" or shown[1:].isdecimal():
        return named.get(shown, shown.lower())
    return ""
