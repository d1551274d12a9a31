"""The dashboard on the screen: one long page of panels, the mark going from figure to figure."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message

from surveykit.desk.figures import Board, Figure, Panel, Share, Table
from surveykit.text import _
from surveykit.tui.typography import fit, heading, wrap
from surveykit.tui.widgets.drawing.charts import cell, curve, mark_of
from surveykit.tui.widgets.painted import Line, Painted, Role, Run

WIDEST = 116
"""Cells."""
_LEAST_CELL = 10
_HEAD = 3
"""Lines above a column."""
_CURVE = 9
"""Lines of the curve."""


class BoardView(Painted):
    """Paints a board around the marked figure."""

    def __init__(self) -> None:
        super().__init__()
        self._panels: Sequence[Panel] = ()
        self._at = (0, 0)
        """Panel, and figure in it."""
        self._top = 0
        self._jumped = False
        self._unmarked: dict[tuple[int, int], Sequence[Block]] = {}
        self._rows: dict[int, tuple[int, int]] = {}
        """Line on the screen → panel and figure drawn there."""

    @property
    def widest(self) -> int:
        """Charts take more than a text would."""
        return WIDEST

    def show(self, board: Board) -> None:
        """Show this one; the mark stays where it was, if there is still such a figure."""
        marked = self.figure
        self._panels = board.panels
        self._unmarked.clear()
        found = [
            (n, place)
            for n, panel in enumerate(board.panels)
            for place, one in enumerate(panel.all)
            if marked and one.key == marked.key
        ]
        panel, place = min(found, key=lambda at: abs(at[0] - self._at[0]), default=self._at)
        self._go(min(panel, len(board.panels) - 1), place)

    @property
    def figure(self) -> Figure | None:
        """The marked one; None on an empty panel."""
        panel, place = self._at
        figures = self._panels[panel].all if self._panels else ()
        return figures[place] if place < len(figures) else None

    class Chosen(Message):
        """The marked figure was clicked once more."""

    def on_click(self, event: events.Click) -> None:
        """A click marks a figure; another one asks for more."""
        event.stop()
        here = self._rows.get(event.y)
        if here is None:
            return
        if here == self._at:
            self.post_message(self.Chosen())
        else:
            self._go(*here)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.press("down")

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.press("up")

    def press(self, key: str) -> bool:
        """Move the mark; False for keys that mean nothing here."""
        if not self._panels:
            return False
        panel = self._at[0]
        if key in ("tab", "pagedown", "shift+tab", "pageup"):
            step = 1 if key in ("tab", "pagedown") else -1
            self._jump((panel + step) % len(self._panels))
        elif key.isdecimal():
            self._jump(min((int(key) or 10) - 1, len(self._panels) - 1))
        elif key in ("home", "end"):
            self._jump(0 if key == "home" else len(self._panels) - 1)
        elif key in ("up", "down"):
            self._along(-self._stride if key == "up" else self._stride)
        elif key in ("left", "right"):
            self._aside(1 if key == "right" else -1)
        else:
            return False
        return True

    @property
    def _stride(self) -> int:
        """Figures from one line to the next: in a table a row of them, past a curve all."""
        panel, place = self._panels[self._at[0]], self._at[1]
        if panel.table and place >= len(panel.figures):
            return len(panel.table.columns)
        return len(panel.series.figures) if panel.series else 1

    def _along(self, by: int) -> None:
        """Up or down; past the end of a panel to the next one."""
        panel, place = self._at
        listed = len(self._panels[panel].figures)
        to = place + by
        if 0 <= to <= self._last(panel):
            self._go(panel, to)
        elif by < 0 and listed and place >= listed:  # out of a table, into the list above it
            self._go(panel, listed - 1)
        elif by < 0 and panel:
            self._go(panel - 1, self._last(panel - 1))
        elif by > 0 and panel + 1 < len(self._panels):
            self._go(panel + 1, 0)

    def _aside(self, by: int) -> None:
        """Left or right in a row of a table, or along a curve; a list has but one column."""
        panel, place = self._at
        shown = self._panels[panel]
        start = len(shown.figures)
        if place < start:
            return
        width = self._stride
        row = (place - start) // width * width + start
        self._go(panel, max(row, min(place + by, row + width - 1)))

    def _last(self, panel: int) -> int:
        return max(len(self._panels[panel].all) - 1, 0)

    def _jump(self, panel: int) -> None:
        """To the beginning of a panel, which comes to stand at the top."""
        self._jumped = True
        self._go(panel, 0)

    def _go(self, panel: int, place: int) -> None:
        self._at = max(panel, 0), min(place, self._last(max(panel, 0))) if self._panels else 0
        self.repaint()

    def _blocks(self, number: int, width: int, marked: int | None) -> "Sequence[Block]":
        """A panel's lines; without the mark they stay the same until another board is shown."""
        if marked is not None:
            return [*_draw(self._panels[number], width, marked)]
        if (number, width) not in self._unmarked:
            self._unmarked[number, width] = [*_draw(self._panels[number], width, None)]
        return self._unmarked[number, width]

    def lines(self, size: Size) -> Sequence[Line]:
        """The part of the page around the mark; its panel from the title on, if that fits."""
        if not self._panels:
            return [(), (Run("    "), Run(_("One moment …"), "quiet"))]
        everything: list[Line] = []
        first = last = start_of_marked = 0
        rows: dict[int, tuple[int, int]] = {}
        for number, panel in enumerate(self._panels):
            start = len(everything)
            everything.append(())
            everything.append(_title(number, panel, size.width))
            marked = self._at[1] if number == self._at[0] else None
            drawn = self._blocks(number, size.width, marked)
            for lines, is_marked, figure in drawn:
                if figure is not None:
                    rows |= dict.fromkeys(
                        range(len(everything), len(everything) + len(lines)), (number, figure)
                    )
                if is_marked:
                    first, last = len(everything), len(everything) + len(lines)
                everything.extend(lines)
            if number == self._at[0]:
                last = max(last, start + 2)
                first = start if last - start <= size.height else first
                start_of_marked = start + 1
        self._top = max(min(self._top, first), last - size.height, 0)
        if self._jumped:
            self._top, self._jumped = start_of_marked, False
        self._top = max(min(self._top, len(everything) - size.height), 0)
        self._rows = {line - self._top: here for line, here in rows.items()}
        shown = everything[self._top : self._top + size.height]
        if shown and self._top + size.height < len(everything):
            shown[-1] = (*_cut(shown[-1], size.width - 3), Run("▼", "rule"))
        return shown


Block = tuple[list[Line], bool, int | None]
"""Lines that stay together, whether the mark is in them, and the figure that a click marks."""


def _title(number: int, panel: Panel, width: int) -> Line:
    key = str((number + 1) % 10)
    return (Run("  "), Run(f" {key} ", "cap"), Run(fit(f" {panel.title}", width - 7), "strong"))


def _draw(panel: Panel, width: int, marked: int | None) -> Iterator[Block]:
    if panel.series:
        lines: list[Line] = [
            (Run("   "), *line) for line in curve(panel.series, width - 5, _CURVE, marked)
        ]
        if marked is not None:
            one = panel.series.figures[marked]
            told = fit(f"‹ › {one.name}: {one.shown}", width - 6)
            lines.append((Run("    "), Run(told, "chosen")))
        yield lines, marked is not None, 0 if marked is None else marked
    names = min(max((cell_len(one.name) for one in panel.figures), default=0), width * 2 // 5)
    for place, one in enumerate(panel.figures):
        yield [*_figure(one, width, names, marked=place == marked)], place == marked, place
    if panel.table:
        in_table = None if marked is None else marked - len(panel.figures)
        yield from _table(panel.table, width, in_table, len(panel.figures))
    for note in panel.notes:
        yield [(Run("    "), Run(line, "quiet")) for line in wrap(note, width - 6)], False, None


def _figure(one: Figure, width: int, names: int, *, marked: bool) -> Iterator[Line]:
    """Name, bar, value; a long value wraps beside its name."""
    bar = (width - names - 8) // 2 if one.mark else 0
    room = width - names - bar - 7
    role: Role = "chosen" if marked else "text"
    pairs = zip_longest(wrap(one.name, names), wrap(one.shown, room), fillvalue="")
    for line, (name, shown) in enumerate(pairs):
        drawn = mark_of(one.mark, bar) if one.mark and not line else [Run(" " * bar)]
        yield (
            Run("  "),
            Run("› " if marked and not line else "  ", "rule"),
            Run(fit(name, names), role),
            Run(" "),
            *drawn,
            Run(" "),
            Run(fit(shown, room), "strong" if not marked else "chosen"),
        )


def _table(table: Table, width: int, marked: int | None, start_at: int) -> Iterator[Block]:
    """The map; where it is too wide, the columns around the mark."""
    names = min(max((cell_len(name) for name, _row in table.rows), default=0), width // 3)
    fits = max((width - names - 6) // _LEAST_CELL, 1)
    at = marked % len(table.columns) if marked is not None and marked >= 0 else 0
    start = max(min(at - fits // 2, len(table.columns) - fits), 0)
    columns = range(start, min(start + fits, len(table.columns)))
    room = min((width - names - 6) // max(len(columns), 1), 22)
    most = max(
        (one.mark.value for _n, row in table.rows for one in row if isinstance(one.mark, Share)),
        default=0.0,
    )
    yield [*_heads(table, columns, names, room)], False, None
    for place, (name, row) in enumerate(table.rows):
        here = None if marked is None else marked - place * len(table.columns)
        runs = [cell(row[n], room, most, marked=n == here) for n in columns]
        in_row = here is not None and 0 <= here < len(table.columns)
        pointer = Run("› " if in_row else "  ", "rule")
        line = (Run("  "), pointer, Run(fit(name, names)), Run(" "), *runs)
        yield [line], in_row, start_at + place * len(table.columns)


def _heads(table: Table, columns: Sequence[int], names: int, room: int) -> Iterator[Line]:
    heads = [heading(table.columns[n], room - 1, _HEAD) for n in columns]
    for pieces in zip_longest(*heads, fillvalue=""):
        texts = "".join(fit(f" {piece}", room) for piece in pieces)
        yield (Run(" " * (names + 5)), Run(texts, "quiet"))


def _cut(line: Line, width: int) -> list[Run]:
    """The line in exactly `width` cells."""
    left, runs = width, []
    for run in line:
        text = fit(run.text, left) if cell_len(run.text) > left else run.text
        runs.append(Run(text, run.role))
        left -= cell_len(text)
        if left <= 0:
            return runs
    return [*runs, Run(" " * left)]
