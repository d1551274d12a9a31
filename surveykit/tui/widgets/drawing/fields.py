"""Fields to type into, with the caret and a word on how the answer may be typed."""

from rich.cells import cell_len

from surveykit.asking.written import Kind
from surveykit.text import _
from surveykit.tui.answering import Counter, Slider, Writer
from surveykit.tui.typography import MARGIN, fit, wrap
from surveykit.tui.widgets.drawing.paper import Drawing
from surveykit.tui.widgets.painted import Line, Run, width_of

_SHORT = {
    Kind.INTEGER: 16, Kind.THOUSANDS: 20, Kind.DECIMAL: 20, Kind.DATE: 18, Kind.MONTH: 18,
    Kind.YEAR: 12, Kind.TIME: 14, Kind.MOMENT: 24, Kind.RANGE: 14, Kind.FIGURES: 30,
}  # fmt: skip


def draw_field(drawing: Drawing, editor: Writer, measure: int, room: int) -> None:
    """The field with its text, the caret in it, and how dates and times may be typed."""
    width = min(_SHORT.get(editor.asked.kind, measure), measure)
    inner = width - 4
    secret = editor.asked.kind is Kind.SECRET
    typed = "•" * len(editor.typed) if secret else editor.typed
    rows, (row, column) = laid_out(typed, editor.caret, inner)
    tall = editor.asked.rows if editor.asked.kind is Kind.LINES else 1
    rows += [""] * (min(tall, room - 3) - len(rows))
    edge = Run("   ")
    drawing.body.append((edge, Run("┏" + "━" * (width - 2) + "┓", "rule")))
    for n, text in enumerate(rows):
        letters = [Run(fit(text, inner), "field")]
        if editor.offered:
            letters = [Run(text, "chosen"), Run(" " * (inner - cell_len(text)), "field")]
        elif n == row:
            letters = with_caret(text, column, inner)
        side, gap = Run("┃", "rule"), Run(" ", "field")
        drawing.body.append((edge, side, gap, *letters, gap, side))
    drawing.body.append((edge, Run("┗" + "━" * (width - 2) + "┛", "rule")))
    for text in wrap(advice, measure) if (advice := advice_for(editor)) else []:
        drawing.body.append((Run("    "), Run(text, "quiet")))
    drawing.caret = (5 + cell_len(rows[row][:column]), 1 + row)
    drawing.mark = (row, row + 2)


def draw_slider(drawing: Drawing, editor: Slider, measure: int) -> None:
    """The steps from end to end with the present one marked, and the field beneath."""
    drawing.body.append(_bar(editor, measure))
    first, last = editor.asked.scale[0], editor.asked.scale[-1]
    gap = " " * max(width_of(drawing.body[0]) - MARGIN - cell_len(first) - cell_len(last), 1)
    drawing.body.append((Run("    "), Run(f"{first}{gap}{last}", "quiet")))
    above = len(drawing.body)
    draw_field(drawing, editor, measure, 3)
    if drawing.caret:
        drawing.caret = drawing.caret[0], drawing.caret[1] + above
    drawing.mark = (0, above + 2)


def _bar(editor: Slider, measure: int) -> Line:
    """A bar as long as the value is high; a rating shows its steps one by one."""
    steps, place = len(editor.asked.scale), editor.place
    if editor.asked.stars and steps * 2 <= measure:
        filled = 0 if place is None else place + 1
        marks = [Run("■", "rule")] * filled + [Run("□", "quiet")] * (steps - filled)
        return [Run("   "), *(run for mark in marks for run in (Run(" "), mark))]
    if place is None:
        return [Run("    "), Run("─" * measure, "quiet")]
    at = round(place * (measure - 1) / max(steps - 1, 1))
    rest = "─" * (measure - 1 - at)
    return [Run("    "), Run("━" * at, "rule"), Run("●", "rule"), Run(rest, "quiet")]


def with_caret(text: str, column: int, width: int) -> list[Run]:
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


def advice_for(editor: Writer) -> str:
    """How this kind of answer may be typed; empty where there is nothing to say."""
    if isinstance(editor, Counter):
        return _("+ counts up, - counts down.")
    match editor.asked.kind:
        case Kind.DATE:
            return _("Day, month, year: 14.3.2027 or 14.3. – today is a full stop, yesterday -1.")
        case Kind.MONTH:
            return _("Month and year: 3.2027 or March 2027.")
        case Kind.YEAR:
            return _("Four figures, such as 2027.")
        case Kind.TIME:
            return _("Hours and minutes: 9, 930 or 9:30.")
        case Kind.MOMENT:
            return _("Date and time: 14.3.2027 9:30, today 9:30, or now.")
        case Kind.LINES:
            return _("Enter goes on; Ctrl+J begins a new line.")
        case Kind.RANGE:
            return _("Left and right go by steps.")
        case Kind.POINT:
            return _("Latitude and longitude: 52.52 13.405")
        case Kind.TRACE:
            return _("Two points or more, a semicolon between: 52.5 13.4; 52.6 13.5")
        case Kind.SHAPE:
            return _("Three corners or more, a semicolon between: 52.5 13.4; 52.6 13.5; 52.4 13.5")
        case Kind.FILE:
            return _("Where the file is. It can also be dropped here.")
        case _:
            return ""
