"""A QR code over the whole window, for a telephone that is held up to it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from textual import events
from textual.filter import LineFilter
from textual.geometry import Size
from textual.message import Message

from surveykit.asking.phone_codes import PhoneCode, Shown, least_window, shown
from surveykit.export.qr import Half
from surveykit.text import _
from surveykit.tui.typography import fit, wrap
from surveykit.tui.widgets.painted import Line, Painted, Run

_MARGIN = 2


class PhoneCard(Painted):
    """The code as large as it fits; words beside it only where they take nothing from it."""

    class Clicked(Message):
        """Somebody clicked on it."""

    def __init__(self, code: PhoneCode) -> None:
        super().__init__()
        self._code = code
        self._shown: Shown | None = None
        self._shown_in = Size(0, 0)

    @property
    def widest(self) -> int:
        """All of the window."""
        return self.size.width

    def get_line_filters(self) -> Sequence[LineFilter]:
        """None: where NO_COLOR is set, the code is still black on white."""
        return ()

    def on_click(self, _event: events.Click) -> None:
        self.post_message(self.Clicked())

    def lines(self, size: Size) -> Sequence[Line]:
        """The code in the middle, or what window it needs."""
        if self._shown_in != size:
            self._shown, self._shown_in = shown(self._code, size.width, size.height), size
        if self._shown is None:
            return _too_small(self._code, size)
        code = [_cells(row, size.width) for row in self._shown.cells]
        free = size.height - len(code)
        above = [_words(self._code.title, size.width), ()] if free > 3 else []
        below = [_words(_("Any key closes this."), size.width)] if free else []
        space = (free - len(above) - len(below)) // 2
        return [*([()] * space), *above, *code, *below]


def _cells(row: Sequence[Half], width: int) -> Line:
    """A line of the code; whole cells are painted as ground, for blocks of some fonts leave seams.

    So a cell with two equal modules is a blank, and only one with two different ones a block.
    """
    return [Run(" " * ((width - len(row)) // 2)), *_runs(row)]


def _runs(row: Sequence[Half]) -> Iterator[Run]:
    for (upper, lower), cells in groupby(row):
        glyph = " " if upper == lower else "▀" if upper else "▄"
        yield Run(glyph * len(list(cells)), "dark" if upper and lower else "light")


def _words(text: str, width: int) -> Line:
    shown_words = fit(text, min(cell_len(text), width))
    return [Run(" " * ((width - cell_len(shown_words)) // 2)), Run(shown_words, "strong")]


def _too_small(code: PhoneCode, size: Size) -> list[Line]:
    columns, rows = least_window(code)
    needed = _("This code needs {columns} by {rows} characters; this window has {w} by {h}.")
    words = needed.format(columns=columns, rows=rows, w=size.width, h=size.height)
    advice = _("Make the window larger, or the letters smaller. Any key closes this.")
    measure = size.width - 2 * _MARGIN
    return [
        (),
        *((Run(" " * _MARGIN), Run(line, "strong")) for line in wrap(words, measure)),
        *((Run(" " * _MARGIN), Run(line)) for line in wrap(advice, measure)),
    ]
