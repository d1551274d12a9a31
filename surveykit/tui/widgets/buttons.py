"""Plain buttons: a key cap and a word each, in as many columns as fit."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.geometry import Size

from surveykit.tui.typography import fit
from surveykit.tui.widgets.painted import COLUMN, Line, Painted, Run


class Buttons(Painted):
    """What can be recorded here with one key."""

    def __init__(self, buttons: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._buttons = tuple(buttons)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the columns need."""
        return len(self.lines(Size(min(width, COLUMN), 0)))

    def lines(self, size: Size) -> Sequence[Line]:
        """Rows of buttons, read from left to right, each column as wide as it must be."""
        for columns in range(len(self._buttons), 0, -1):
            widths = [
                max(cell_len(word) for _key, word in self._buttons[column::columns]) + 6
                for column in range(columns)
            ]
            if sum(widths) + 2 <= size.width or columns == 1:
                starts = range(0, len(self._buttons), columns)
                return [_row(self._buttons[start : start + columns], widths) for start in starts]
        return ()


def _row(buttons: Sequence[tuple[str, str]], widths: Sequence[int]) -> Line:
    runs = [Run("  ")]
    for (key, word), width in zip(buttons, widths, strict=False):
        runs.extend([Run(f" {key} ", "cap"), Run(fit(f" {word}", width - 3))])
    return runs
