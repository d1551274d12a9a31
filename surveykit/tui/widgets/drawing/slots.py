"""Days by time bands, with the other answers beneath."""

from itertools import zip_longest

from rich.cells import cell_len

from surveykit.tui.answering import BAND, GridChooser
from surveykit.tui.typography import MARGIN, fit
from surveykit.tui.widgets.drawing.answers import answer_lines
from surveykit.tui.widgets.drawing.paper import Drawing
from surveykit.tui.widgets.painted import Role, Run

_BOX = 4  # cells of a band beside its label


def draw_slots(drawing: Drawing, editor: GridChooser, measure: int, room: int) -> None:
    """Days in rows, time bands in columns with the key of each; the other answers beneath."""
    grid = editor.grid
    widest = max(cell_len(cell.label) for cell in grid.cells) + _BOX
    days = _days(editor, measure - 2 - grid.columns * widest)
    name = min(max(map(cell_len, days), default=0), measure // 3)
    band = min((measure - name - 2) // max(grid.columns, 1), 13)
    keys = [Run(" " * (MARGIN + name + 1))]
    for n in range(grid.columns):
        keys.extend([Run(f" {n + 1} ", "cap"), Run(" " * (band - 3))])
    drawing.body.append(keys)
    for row, day in enumerate(days):
        here = editor.on_grid and row == editor.row
        line = [Run("  "), Run("› " if here else "  ", "rule")]
        line.append(Run(fit(day, name), "strong" if here else "text"))
        line.append(Run(" "))
        for column in range(grid.columns):
            line.extend(_band(editor, row, column, band))
        drawing.body.append(line)
        if here:
            drawing.mark = (len(drawing.body) - 1,) * 2
    _draw_rest(drawing, editor, measure, room)


def _days(editor: GridChooser, room: int) -> list[str]:
    """The days in the languages they are shown in; in one where bands would lose their boxes."""
    beside = editor.asked.beside
    others = beside.days if beside and len(beside.days) == len(editor.grid.rows) else ()
    pairs = zip_longest(editor.grid.rows, others, fillvalue="")
    both = [" · ".join(dict.fromkeys(filter(None, pair))) for pair in pairs]
    return both if max(map(cell_len, both), default=0) <= room else [*editor.grid.rows]


def _draw_rest(drawing: Drawing, editor: GridChooser, measure: int, room: int) -> None:
    """What is no time band: any of them, none of them."""
    if len(drawing.body) + len(editor.asked.answers) < room:
        drawing.body.append(())
    for n, answer in enumerate(editor.asked.answers):
        start = len(drawing.body)
        block = answer_lines(editor, n if not editor.on_grid else -1, answer, measure)
        if not editor.on_grid and n == editor.cursor:
            drawing.mark = (start, start + len(block) - 1)
        drawing.add(block, n)


def _band(editor: GridChooser, row: int, column: int, width: int) -> list[Run]:
    cell = editor.grid.at(row, column)
    if cell is None:
        return [Run(" " * width)]
    on = cell.code in editor.chosen
    here = editor.on_grid and (row, column) == (editor.row, editor.column)
    box = f" {'■' if on else '□'} " if width >= cell_len(cell.label) + _BOX else ""
    text = fit(f"{box}{cell.label}", width - 1)
    role: Role = "chosen" if on else ("field" if here else "text")
    return [Run(text, role, f"{BAND}{row}:{column}"), Run("‹" if here else " ", "rule")]
