"""Kinds of answers, and what is stored in the form in which a person would write it.

The other way round, from hasty typing to what is stored, is the form's business.
"""

import re
from datetime import date, time
from enum import Enum, auto

from surveykit.text.clean import without_controls

GAP = "\N{NO-BREAK SPACE}"
"""Between thousands, in every language."""

_GROUPS = re.compile(r"(?<=\d)(?=(?:\d{3})+(?!\d))")


class Kind(Enum):
    """How a question is answered."""

    NOTE = auto()
    ONE = auto()
    MANY = auto()
    RANK = auto()
    """All answers, brought into an order."""
    REPEAT = auto()
    """The instances of a repeat: opened, added, removed."""
    RANGE = auto()
    """A number with a beginning, an end and steps."""
    TEXT = auto()
    LINES = auto()
    """Text with line breaks."""
    SECRET = auto()
    """Text that is not shown while it is typed."""
    FIGURES = auto()
    """Text of figures, such as a telephone number."""
    CODE = auto()
    """What a scanner types, or a person reads off."""
    INTEGER = auto()
    THOUSANDS = auto()
    """A whole number with gaps between the thousands."""
    DECIMAL = auto()
    DATE = auto()
    MONTH = auto()
    YEAR = auto()
    TIME = auto()
    MOMENT = auto()
    """A date with a time."""
    POINT = auto()
    TRACE = auto()
    SHAPE = auto()
    FILE = auto()


COMPLETED = frozenset({Kind.DATE, Kind.MONTH, Kind.TIME, Kind.MOMENT})
"""What the form completes as it reads it: the year of `24.12.` is shown once it is chosen."""

_FIGURES = "0123456789"
ALLOWED = {
    Kind.INTEGER: _FIGURES + "+- ",
    Kind.THOUSANDS: _FIGURES + "+-",
    Kind.DECIMAL: _FIGURES + "+-.,eE ",
    Kind.RANGE: _FIGURES + "-.,",
    Kind.FIGURES: _FIGURES + "+-.,/()*# ",
}
"""The characters of a field; anything else is a slip of the hand."""


def written(kind: Kind, stored: str) -> str:
    """The stored text as a person would type it, in one line, safe to show."""
    shown = without_controls(stored)
    try:
        return _written(kind, shown) if shown else ""
    except ValueError:
        return shown


def _written(kind: Kind, stored: str) -> str:
    match kind:
        case Kind.DATE:
            return f"{date.fromisoformat(stored[:10]):%d.%m.%Y}"
        case Kind.MONTH:
            return f"{date.fromisoformat(stored[:10]):%m.%Y}"
        case Kind.YEAR:
            return stored[:4]
        case Kind.TIME:
            return f"{time.fromisoformat(stored[:5]):%H:%M}"
        case Kind.MOMENT:
            clock = time.fromisoformat(stored[11:16])
            return f"{date.fromisoformat(stored[:10]):%d.%m.%Y} {clock:%H:%M}"
        case Kind.THOUSANDS:
            return grouped(stored)
        case Kind.POINT | Kind.TRACE | Kind.SHAPE:
            return "; ".join(_point(point) for point in stored.split(";"))
        case Kind.SECRET:
            return "•" * len(stored)
        case Kind.LINES:
            return stored.replace("\n", " ")
        case _:
            return stored


def grouped(figures: str) -> str:
    """A whole number with gaps between the thousands: `1 234 567`."""
    return _GROUPS.sub(GAP, figures)


def _point(stored: str) -> str:
    """Latitude and longitude; altitude and accuracy only where they are known."""
    numbers = [part.removesuffix(".0") for part in stored.split()]
    while len(numbers) > 2 and numbers[-1] == "0":
        numbers.pop()
    return " ".join(numbers)
