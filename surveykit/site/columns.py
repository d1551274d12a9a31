"""What a sheet and a column of the site workbook are; `sheets` declares them all.

One declaration serves everyone: the template writes headings, comments and drop-downs
from it, the reader checks cells against it, and the lists for the forms follow it.
"""

from dataclasses import dataclass
from typing import Literal

from surveykit.text import language

Kind = Literal[
    "key",  # a short name without blanks that other rows refer to
    "reference",  # the key of a row on another sheet
    "text",
    "words",  # short words in one cell, separated by blanks or commas
    "choice",  # one of a few codes
    "day",  # a day of the week, by its code or its German or English name
    "yes_no",
    "whole",
    "number",
    "date",
    "time",
    "hours",  # when a room may be used: `Mo–Fr 9–18`
    "any",  # read later, by what another cell says
    "note",  # for people only, never read
]

EXAMPLE_MARKS = {"de": "Beispiel:", "en": "Example:"}
"""A row whose key cell begins with one of these is an example and is not read."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what people are told about it, and what may stand in it.

    `field` is what it fills in the model (dots lead into a part: `organiser.name`); empty
    for a cross-check, which must agree with what the other sheets say. `low` and `high`
    are the least and the greatest number, both allowed; `pattern` is what each of several
    words must match. `extra` columns stay out of the lists that forms use.
    """

    name: str
    kind: Kind
    title: str
    meaning: str
    field: str = ""
    required: bool = True
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    low: float | None = None
    high: float | None = None
    pattern: str = ""
    example: str | float = ""
    width: int = 12
    extra: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, what it holds, its columns; `unique` columns tell rows apart.

    Rows where the column `skipped[0]` holds the code `skipped[1]` are not read.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...]
    may_be_empty: bool = False
    skipped: tuple[str, str] = ("", "")

    @property
    def key(self) -> Column:
        """The first column; other sheets refer to it."""
        return self.columns[0]

    def column(self, name: str) -> Column:
        """The column of this heading."""
        return next(column for column in self.columns if column.name == name)


def example_mark() -> str:
    """What marks an example row, in the language in use."""
    return EXAMPLE_MARKS.get(language(), EXAMPLE_MARKS["de"])


def is_example(key: object) -> bool:
    """Whether a row with this key is an example, in any language."""
    text = str(key).strip().casefold()
    return text.startswith(tuple(mark.casefold() for mark in EXAMPLE_MARKS.values()))
