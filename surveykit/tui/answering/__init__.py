"""Turn keys into an answer: what is typed or toggled before it is recorded.

One editor per question on the page. It knows the question's value and nothing of forms or
files; the card paints it, the screen records what it holds.
"""

from surveykit.asking.page import Asked, Control
from surveykit.asking.written import Kind
from surveykit.tui.answering.choosing import Chooser, RowChooser
from surveykit.tui.answering.counting import Counter, Slider
from surveykit.tui.answering.editor import Editor, Effect, Reader
from surveykit.tui.answering.ranking import Ranker
from surveykit.tui.answering.repeating import RepeatList
from surveykit.tui.answering.searching import Searcher
from surveykit.tui.answering.slots import BAND, GridChooser
from surveykit.tui.answering.writing import Writer

__all__ = [
    "BAND",
    "Chooser",
    "Counter",
    "Editor",
    "Effect",
    "GridChooser",
    "Ranker",
    "Reader",
    "RepeatList",
    "RowChooser",
    "Searcher",
    "Slider",
    "Writer",
    "editor_of",
]

_BY_CONTROL = {
    Control.SEARCH: Searcher,
    Control.ROW: RowChooser,
    Control.TABLE: RowChooser,
    Control.SLOTS: GridChooser,
}


def editor_of(asked: Asked) -> Editor:
    """The editor for a question, holding the answer given so far."""
    if asked.readonly:
        return Reader(asked)
    match asked.kind:
        case Kind.NOTE:
            return Reader(asked)
        case Kind.ONE | Kind.MANY:
            return _BY_CONTROL.get(asked.control, Chooser)(asked)
        case Kind.RANK:
            return Ranker(asked)
        case Kind.REPEAT:
            return RepeatList(asked)
        case Kind.RANGE if asked.scale:
            return Slider(asked)
        case _:
            return Counter(asked) if asked.control is Control.COUNTER else Writer(asked)
