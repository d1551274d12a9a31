"""Plain buttons: a key cap and a word each, in as many columns as fit."""

from collections.abc import Sequence

from textual.geometry import Size

from surveykit.tui.lines import button_lines
from surveykit.tui.widgets.painted import COLUMN, Line, Painted


class Buttons(Painted):
    """What can be recorded here with one key."""

    def __init__(self, buttons: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._buttons = tuple(buttons)

    def show(self, buttons: Sequence[tuple[str, str]]) -> None:
        """Offer these."""
        self._buttons = tuple(buttons)
        self.refresh(layout=True)
        self.repaint()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the columns need."""
        return len(self.lines(Size(min(width, COLUMN), 0)))

    def lines(self, size: Size) -> Sequence[Line]:
        """Rows of buttons."""
        return button_lines(self._buttons, size.width)
