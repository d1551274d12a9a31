"""Several questions on one page: the one being answered in full, the others in short."""

from collections.abc import Sequence

from textual.geometry import Size

from surveykit.asking.page import Control
from surveykit.asking.written import Kind
from surveykit.tui.answering import Chooser, Editor
from surveykit.tui.typography import fit, measure_of, wrap
from surveykit.tui.widgets.drawing import draw
from surveykit.tui.widgets.drawing.answers import aside_of
from surveykit.tui.widgets.drawing.paper import Drawing, summary_of, unpinned
from surveykit.tui.widgets.drawing.rows import fits_table, table_heading, table_row
from surveykit.tui.widgets.painted import Run

QUESTION = "question:"
"""Beginning of what a click on a question presses; its place on the page comes behind."""


def draw_group(
    editors: Sequence[Editor], at: int, size: Size, complaint: str = "", title: str = ""
) -> Drawing:
    """The whole page; `at` is the place of the question being answered."""
    head = [(), (Run("    "), Run(fit(title, size.width - 8), "quiet"))]
    whole = Drawing(head=[*head])
    before: Editor | None = None
    for n, editor in enumerate(editors):
        if isinstance(editor, Chooser) and _in_table(editor, size):
            _draw_in_table(whole, editor, before, size, complaint if n == at else None)
        elif n == at:
            _draw_in_full(whole, editor, len(editors), size, complaint)
        elif editor.asked.kind is Kind.NOTE:
            words = wrap(editor.asked.label, measure_of(size.width))
            whole.body.extend((Run("    "), Run(text, "quiet")) for text in words)
        else:
            whole.body.extend(summary_of(editor.asked, size.width, f"{QUESTION}{n}"))
        before = editor
    return whole


def _in_table(editor: Chooser, size: Size) -> bool:
    in_table = editor.asked.control is Control.TABLE
    return in_table and fits_table(editor.asked.answers, measure_of(size.width))


def _draw_in_table(
    whole: Drawing, editor: Chooser, before: Editor | None, size: Size, complaint: str | None
) -> None:
    """A row of a table, above the first one its heading; `complaint` is None elsewhere."""
    measure = measure_of(size.width)
    if before is None or before.asked.answers != editor.asked.answers:
        whole.body.extend([(), *table_heading(editor.asked.answers, measure)])
    start = len(whole.body)
    whole.body.extend(table_row(editor, measure, here=complaint is not None))
    if complaint is None:
        return
    words = wrap(complaint, measure - 2) if complaint else []
    whole.body.extend((Run("    "), Run(f" {text} ", "complaint")) for text in words)
    if editor.asked.aside:
        whole.body.append(aside_of(editor, size.width))
    whole.mark = (start, len(whole.body) - 1)


def _draw_in_full(whole: Drawing, editor: Editor, among: int, size: Size, complaint: str) -> None:
    """The question being answered; the part with the cursor must be seen, all of it if it fits."""
    room = size.height - among - 4
    drawing = unpinned(draw(editor, size.width, room, complaint))
    if whole.body and drawing.body[0]:
        whole.body.append(())
    start = len(whole.body)
    whole.body.extend(drawing.body)
    if isinstance(editor, Chooser) and editor.asked.aside:
        whole.body.extend([(), aside_of(editor, size.width)])
    whole.body.append(())
    fits = drawing.mark[1] < size.height - 4
    whole.mark = (start if fits else start + drawing.mark[0], start + drawing.mark[1])
    if isinstance(editor, Chooser) and editor.cursor >= len(editor.asked.answers):
        whole.mark = (len(whole.body) - 2, len(whole.body) - 1)
    if drawing.caret:
        whole.caret = (drawing.caret[0], drawing.caret[1] + start)
    whole.rows = {row + start: answer for row, answer in drawing.rows.items()}
