"""What the text of an answer means to expressions: a number, a truth, a date, or just the text."""

import re
from functools import lru_cache

WHOLE = frozenset({"int", "integer", "long"})
DECIMAL = frozenset({"decimal", "double"})
NUMERIC = WHOLE | DECIMAL
"""Data types of binds that hold numbers."""
LONGEST = 1_000_000
"""Characters that an expression makes at most of several texts: nothing may fill the memory."""
_DATES = frozenset({"date", "dateTime"})
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)", re.ASCII)

Atom = str | float | bool
"""What one node means."""


class Moment(str):
    """A date, or a date with its time, as ISO text; as a text it is its day alone (JavaRosa)."""

    __slots__ = ()

    @property
    def day(self) -> str:
        """The date in ISO form."""
        return self[:10]


def meaning(text: str, kind: str) -> Atom:
    """What a text means in a node of this data type."""
    if kind in NUMERIC:
        number = number_in(text)
        return text if number is None else number
    return Moment(text) if text and kind in _DATES else text


@lru_cache(maxsize=1024)
def number_in(text: str) -> float | None:
    """The number that a text is, if it is one; the same few are read again and again."""
    return float(text) if _NUMBER.fullmatch(text) else None
