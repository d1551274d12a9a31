"""Draw a question with its editor: every kind of control on paper of any size."""

from surveykit.asking.page import Control
from surveykit.tui.answering import (
    Chooser,
    Editor,
    GridChooser,
    Ranker,
    RowChooser,
    Searcher,
    Slider,
    Writer,
)
from surveykit.tui.typography import measure_of, wrap
from surveykit.tui.widgets.drawing.answers import draw_answers
from surveykit.tui.widgets.drawing.fields import draw_field, draw_slider
from surveykit.tui.widgets.drawing.lists import draw_ranking, draw_search
from surveykit.tui.widgets.drawing.paper import Drawing, head_of
from surveykit.tui.widgets.drawing.rows import draw_row
from surveykit.tui.widgets.drawing.slots import draw_slots
from surveykit.tui.widgets.painted import Run


def draw(editor: Editor, width: int, height: int, complaint: str = "", title: str = "") -> Drawing:
    """The question with its answers, airy if that fits into `height` lines."""
    measure = measure_of(width)
    wide = measure_of(width, languages=2) if editor.asked.beside else measure
    drawing = Drawing(head=head_of(editor, wide, complaint, title))
    room = height - len(drawing.head) - 1
    match editor:
        case GridChooser():
            draw_slots(drawing, editor, wide, room)
        case Searcher():
            draw_search(drawing, editor, wide, room)
        case RowChooser() if editor.asked.control is Control.ROW and not editor.asked.beside:
            draw_row(drawing, editor, measure, room)
        case Chooser():
            draw_answers(drawing, editor, wide, room)
        case Ranker():
            draw_ranking(drawing, editor, measure, room)
        case Slider():
            draw_slider(drawing, editor, measure)
        case Writer():
            draw_field(drawing, editor, measure, room)
        case _ if said := editor.asked.said():
            drawing.body = [(Run("    "), Run(text)) for text in wrap(said, measure)]
    if drawing.body:
        drawing.head.append(())
    if len(drawing.head) + len(drawing.body) > height and not title:
        del drawing.head[0]  # give up the blank line above before anything scrolls
    return drawing
