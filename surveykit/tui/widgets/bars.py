"""The bars around every screen: where we are, how far, and which keys work."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.geometry import Size

from surveykit.tui.lines import key_lines, keys_width, progress_line, reminder_line, top_line
from surveykit.tui.widgets.painted import Line, Painted, Role


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
        """One line."""
        return [top_line(self._left, self._right, self.mark, size.width)]


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
        """One line."""
        return [progress_line(self._done, self._total, self._words, size.width)]


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
        return [reminder_line(self._words, size.width)]


class KeyBar(Painted):
    """The keys that work here, in words; the first ones are the last to go when space is short."""

    GROUND: ClassVar[Role] = "bar"

    def __init__(self, keys: Sequence[tuple[str, str]] = (), *, most: int = 1) -> None:
        """`most` is how many lines it may take in a narrow window."""
        super().__init__()
        self._keys, self._most = tuple(keys), most

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
        return max(self.column, keys_width(self._keys, "   "))

    def lines(self, size: Size) -> Sequence[Line]:
        """As many as the keys need, and it may take."""
        return key_lines(self._keys, size.width, self._most)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(Size(min(width, self.widest), 1)))
