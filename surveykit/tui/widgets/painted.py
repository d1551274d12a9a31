"""Paint lines of text in roles; see `themes` for what a role looks like.

One painted widget per region keeps the next question within a few milliseconds, where
composing widgets anew would take ten times as long. Users' text goes into runs, never through
markup, and no control character gets out of them: a name from a spreadsheet can neither style
nor crash the screen, nor steer the terminal.
"""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from surveykit.tui import COLOURS
from surveykit.tui.lines import COLUMN, Line, Run, as_shown, width_of
from surveykit.tui.themes import Role, styles

__all__ = ["COLUMN", "Line", "Painted", "Role", "Run", "width_of"]

_CHARACTERS = {"question_mark": "?", "plus": "+", "minus": "-", "space": " "}


class Painted(Widget):
    """A region drawn from values: subclasses give its lines, anew whenever they change."""

    GROUND: ClassVar[Role] = "text"
    """The role that fills the rest of every line."""

    def lines(self, size: Size) -> Sequence[Line]:
        """The lines to show in a region of this size; missing ones stay blank."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Draw again, once all is said: the values have changed."""
        self._changed = True
        self.check_idle()

    def on_idle(self) -> None:
        """Draw what has changed; lines that look as before are left as they are."""
        if not self._changed:
            return
        self._changed = False
        if not self.size or self._drawn_size != self.size:
            self._drawn_size = Size(0, 0)
            self.refresh()
            return
        before = self._drawn
        self._draw()
        for y in range(self.size.height):
            if _line(before, y) != _line(self._drawn, y):
                self.refresh(Region(0, y, self.size.width, 1))

    column = COLUMN
    """Cells of the column; a screen whose text needs more makes all its parts wider."""

    @property
    def widest(self) -> int:
        """Cells that the column may take where the window has them."""
        return self.column

    @property
    def margin(self) -> int:
        """Cells left of the column in which everything stands; wide windows centre it."""
        return max(self.size.width - self.widest, 0) // 2

    def key_at(self, x: int, y: int) -> str:
        """The key that a click there presses; empty if there is none."""
        at = 0
        for run in _line(self._drawn, y):
            at += cell_len(run.text)
            if x < at:
                return run.key if x >= at - cell_len(run.text) else ""
        return ""

    def on_click(self, event: events.Click) -> None:
        """What stands there for a key presses it."""
        if key := self.key_at(event.x, event.y):
            event.stop()
            self.screen.post_message(
                events.Key(key, _CHARACTERS.get(key, key[:1] * (len(key) == 1)))
            )

    def render_line(self, y: int) -> Strip:
        """One line of the region."""
        if self._drawn_size != self.size:
            self._draw()
        return self.strip(_line(self._drawn, y), self.size.width)

    _drawn: Sequence[Line] = ()
    """What stands there, with the margin."""
    _drawn_size = Size(0, 0)
    _changed = False

    def _draw(self) -> None:
        size = self.size
        margin = Run(" " * self.margin, self.GROUND)
        column = Size(min(size.width, self.widest), size.height)
        self._drawn = [(margin, *line) for line in self.lines(column)]
        self._drawn_size = size

    def strip(self, line: Line, width: int) -> Strip:
        """The line as Textual wants it, exactly `width` cells wide."""
        roles = styles(self.app.theme, COLOURS)
        segments = [Segment(as_shown(run), roles[run.role]) for run in line]
        return Strip(segments).adjust_cell_length(width, roles[self.GROUND])


def _line(drawn: Sequence[Line], y: int) -> Line:
    """A line of what was drawn; those below the last one are blank."""
    return drawn[y] if y < len(drawn) else ()
