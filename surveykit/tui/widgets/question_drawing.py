"""Draw a question: its text with a rule at the side, its answers with a key cap each.

Plain functions from an editor and a width to lines, so that every layout can be tested at
every size without a terminal.
"""

from dataclasses import dataclass, field

from rich.cells import cell_len

from surveykit.text import _
from surveykit.tui.answering import Chooser, Editor, GridChooser, Writer
from surveykit.tui.forgiving import shown
from surveykit.tui.page import Answer, Asked, Kind
from surveykit.tui.typography import MEASURE, fit, set_line, wrap
from surveykit.tui.widgets.painted import Line, Role, Run

MARGIN = 4
"""Cells left of the question's text; the rule and the pointer stand in them."""

_CAP = 5  # cells from a key cap's left edge to the answer's mark
_SHORT = {Kind.INTEGER: 16, Kind.DECIMAL: 16, Kind.DATE: 18, Kind.TIME: 14}


@dataclass(slots=True)
class Drawing:
    """A question on paper: what stays in place, what scrolls, where the cursor is."""

    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    mark: tuple[int, int] = (0, 0)
    """First and last line of the body that must be visible."""
    caret: tuple[int, int] | None = None
    """Column and line of the body where the next letter goes."""
    rows: dict[int, int] = field(default_factory=dict)
    """Line of the body → number of the answer drawn there."""


def draw(editor: Editor, width: int, height: int, complaint: str = "") -> Drawing:
    """The question with its answers, airy if that fits into `height` lines."""
    measure = measure_of(width)
    drawing = Drawing(head=head_of(editor.asked, measure, complaint))
    room = height - len(drawing.head) - 1
    match editor:
        case GridChooser():
            _draw_grid(drawing, editor, measure, room)
        case Chooser():
            _draw_answers(drawing, editor, measure, room)
        case Writer():
            _draw_field(drawing, editor, measure, room)
    if drawing.body:
        drawing.head.append(())
    if len(drawing.head) + len(drawing.body) > height:
        del drawing.head[0]  # give up the blank line above before anything scrolls
    return drawing


def measure_of(width: int) -> int:
    """Cells for a line of text in a region of this width."""
    return max(min(width - MARGIN - 4, MEASURE), 20)


def head_of(asked: Asked, measure: int, complaint: str = "") -> list[Line]:
    """The question in bold with the rule at its side, its hint, and what is wrong."""
    lines: list[Line] = [()]
    for text in wrap(asked.label, measure):
        set_text = set_line(text, measure, from_right=asked.from_right)
        lines.append((Run("  "), Run("▌", "rule"), Run(" "), Run(set_text, "strong")))
    for text in wrap(asked.hint, measure) if asked.hint else []:
        lines.append(
            (Run("    "), Run(set_line(text, measure, from_right=asked.from_right), "quiet"))
        )
    for text in wrap(complaint, measure - 2) if complaint else []:
        lines.append((Run("    "), Run(f" {fit(text, measure - 2)} ", "complaint")))
    return lines


def summary_of(asked: Asked, width: int) -> list[Line]:
    """A question of a group that is not being answered: label and answer in one line."""
    measure = measure_of(width)
    said = shown(asked.kind, asked.said())
    room = measure - min(cell_len(said), measure // 2) - 2
    label = fit(asked.label, min(cell_len(asked.label), room))
    gap = " " * max(measure - cell_len(label) - cell_len(said), 2)
    answer = fit(said, min(cell_len(said), measure - cell_len(label) - 2))
    return [(Run("    "), Run(label, "quiet"), Run(gap), Run(answer))]


def aside_of(editor: Chooser, at: str = "") -> Line:
    """The fixed row of don't know and no answer; `at` is the code under the cursor."""
    runs: list[Run] = [Run("  ")]
    for answer in editor.asked.aside:
        on = answer.code in editor.chosen
        runs.append(Run("›" if answer.code == at else " ", "rule"))
        runs.append(Run(f" {answer.key.upper()} ", "chosen" if on else "cap"))
        label = f" {_mark(editor, answer)} {answer.label} "
        runs.append(Run(label, "chosen" if on else "text"))
        runs.append(Run("   "))
    return runs


def _draw_answers(drawing: Drawing, editor: Chooser, measure: int, room: int) -> None:
    listed = editor.asked.answers
    blocks = [_answer(editor, n, answer, measure) for n, answer in enumerate(listed)]
    tight = sum(map(len, blocks))
    airy = tight + len(blocks) - 1 <= room
    if editor.asked.ladder and tight > room:
        _draw_ladder(drawing, editor, measure, room)
        return
    for n, block in enumerate(blocks):
        if n and airy:
            drawing.body.append(())
        start = len(drawing.body)
        drawing.body.extend(block)
        drawing.rows.update(dict.fromkeys(range(start, len(drawing.body)), n))
        if n == editor.cursor:
            drawing.mark = (start, len(drawing.body) - 1)
    if editor.cursor >= len(blocks):
        drawing.mark = (0, 0) if not blocks else (len(drawing.body) - 1,) * 2


def _answer(editor: Chooser, n: int, answer: Answer, measure: int) -> list[Line]:
    """One answer: pointer, key cap, mark, label; a single chosen one as a solid bar."""
    on = answer.code in editor.chosen
    mark = _mark(editor, answer)
    cap_role: Role = "chosen" if on else "cap"
    many = editor.asked.kind is Kind.MANY
    rest: Role = "text" if not on else ("strong" if many else "chosen")
    lines: list[Line] = []
    for i, text in enumerate(wrap(answer.label, measure - _CAP)):
        pointer = Run("›" if n == editor.cursor and i == 0 else " ", "rule")
        label = set_line(text, measure - _CAP, from_right=editor.asked.from_right)
        cap = Run(f" {answer.key.upper() or ' '} ", cap_role) if i == 0 else Run("   ", rest)
        lines.append((Run("  "), pointer, cap, Run(f" {mark if i == 0 else ' '} {label} ", rest)))
    return lines


def _mark(editor: Chooser, answer: Answer) -> str:
    """A box where several answers are possible, a circle elsewhere; full if it is chosen."""
    on = answer.code in editor.chosen
    if editor.asked.kind is Kind.MANY:
        return "■" if on else "□"
    return "●" if on else "○"


def _draw_ladder(drawing: Drawing, editor: Chooser, measure: int, room: int) -> None:
    """The steps 0 to 10 side by side, with the words of the one under the cursor."""
    runs: list[Run] = [Run("   ")]
    for n, answer in enumerate(editor.asked.answers):
        on = answer.code in editor.chosen
        runs.append(Run(f" {answer.key.upper()} ", "chosen" if on else "cap"))
        runs.append(Run("‹" if n == editor.cursor else " ", "rule"))
    at = editor.all[editor.cursor]
    role: Role = "chosen" if at.code in editor.chosen else "text"
    drawing.body.append(runs)
    drawing.body.extend([()] if room > 3 else [])
    for text in wrap(at.label, measure - 1):
        drawing.body.append((Run("   "), Run(f" {fit(text, measure)}", role)))
    drawing.mark = (0, len(drawing.body) - 1)


def _draw_grid(drawing: Drawing, editor: GridChooser, measure: int, room: int) -> None:
    """Days in rows, time bands in columns with the key of each; the other answers beneath."""
    grid = editor.grid
    name = min(max(map(cell_len, grid.rows), default=0), measure // 3)
    band = min((measure - name - 2) // max(grid.columns, 1), 13)
    keys = [Run(" " * (MARGIN + name + 1))]
    for n in range(grid.columns):
        keys.extend([Run(f" {n + 1} ", "cap"), Run(" " * (band - 3))])
    drawing.body.append(keys)
    for row, day in enumerate(grid.rows):
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


def _draw_rest(drawing: Drawing, editor: GridChooser, measure: int, room: int) -> None:
    """What is no time band: any of them, none of them."""
    if len(drawing.body) + len(editor.asked.answers) < room:
        drawing.body.append(())
    for n, answer in enumerate(editor.asked.answers):
        start = len(drawing.body)
        block = _answer(editor, n if not editor.on_grid else -1, answer, measure)
        if not editor.on_grid and n == editor.cursor:
            drawing.mark = (start, start + len(block) - 1)
        drawing.rows.update(dict.fromkeys(range(start, start + len(block)), n))
        drawing.body.extend(block)


def _band(editor: GridChooser, row: int, column: int, width: int) -> list[Run]:
    cell = editor.grid.at(row, column)
    if cell is None:
        return [Run(" " * width)]
    on = cell.code in editor.chosen
    here = editor.on_grid and (row, column) == (editor.row, editor.column)
    box = f" {'■' if on else '□'} " if width >= cell_len(cell.label) + 4 else ""
    text = fit(f"{box}{cell.label}", width - 1)
    role: Role = "chosen" if on else ("field" if here else "text")
    return [Run(text, role), Run("‹" if here else " ", "rule")]


def _draw_field(drawing: Drawing, editor: Writer, measure: int, room: int) -> None:
    """The field with its text, the caret in it, and how dates and times may be typed."""
    width = min(_SHORT.get(editor.asked.kind, measure), measure)
    inner = width - 4
    secret = editor.asked.kind is Kind.SECRET
    typed = "•" * len(editor.typed) if secret else editor.typed
    rows, (row, column) = laid_out(typed, editor.caret, inner)
    tall = 3 if editor.asked.kind is Kind.LINES and room >= 6 else 1
    rows += [""] * (tall - len(rows))
    edge = Run("   ")
    drawing.body.append((edge, Run("┏" + "━" * (width - 2) + "┓", "rule")))
    for n, text in enumerate(rows):
        letters = _with_caret(text, column, inner) if n == row else [Run(fit(text, inner), "field")]
        side, gap = Run("┃", "rule"), Run(" ", "field")
        drawing.body.append((edge, side, gap, *letters, gap, side))
    drawing.body.append((edge, Run("┗" + "━" * (width - 2) + "┛", "rule")))
    advice = advice_for(editor.asked.kind)
    for text in wrap(advice, measure) if advice else []:
        drawing.body.append((Run("    "), Run(text, "quiet")))
    drawing.caret = (5 + cell_len(rows[row][:column]), 1 + row)
    drawing.mark = (row, row + 2)


def _with_caret(text: str, column: int, width: int) -> list[Run]:
    """A row of the field with the letter at the caret inverted."""
    under = text[column : column + 1] or " "
    after = fit(text[column + 1 :], width - cell_len(text[:column]) - cell_len(under))
    return [Run(text[:column], "field"), Run(under, "caret"), Run(after, "field")]


def laid_out(text: str, caret: int, width: int) -> tuple[list[str], tuple[int, int]]:
    """The typed text in rows of at most `width` cells, and the caret's row and letter in it.

    Rows break after a space where there is one; the caret always finds a cell of its own.
    """
    rows: list[str] = []
    place = (0, 0)
    start = 0
    while True:
        end, following = _row_end(text, start, width)
        if start <= caret and (caret < following or following > len(text)):
            place = len(rows), caret - start
        rows.append(text[start:end])
        if following > len(text):
            return rows, place
        start = following


def _row_end(text: str, start: int, width: int) -> tuple[int, int]:
    """Where the row that begins at `start` ends, and where the next begins.

    Beyond the text if there is no next row.
    """
    cells, space = 0, start
    for n in range(start, len(text)):
        if text[n] == "\n":
            return n, n + 1
        cells += cell_len(text[n])
        if cells > width - (n == len(text) - 1):
            end = space if space > start else max(n, start + 1)
            return end, end
        if text[n] == " ":
            space = n + 1
    return len(text), len(text) + 1


def advice_for(kind: Kind) -> str:
    """How this kind of answer may be typed; empty where there is nothing to say."""
    match kind:
        case Kind.DATE:
            return _("Day, month, year: 14.3.2027 or 14.3. – today is a full stop, yesterday -1.")
        case Kind.TIME:
            return _("Hours and minutes: 9, 930 or 9:30.")
        case Kind.LINES:
            return _("Enter goes on; Ctrl+J begins a new line.")
        case _:
            return ""
