"""The cells of an XLSForm, whatever kind of file it is: to say in which one a fault stands."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveykit.errors import Fault
from surveykit.form.xlsform.headings import (
    CHOICES,
    SHEETS,
    SURVEY,
    base,
    column_name,
    known_columns,
)
from surveykit.text import _
from surveykit.text.clean import clean, short

_NAME = re.compile(r"[^\W\d][\w.\-]*")
_LAST_EMPTY_ROW = 60
_LAST_EMPTY_COLUMN = 20
"""After so many empty ones pyxform takes a sheet to be at its end; so do we."""

Cells = Sequence[str]
NumberedRow = tuple[int, Cells]
"""A row with its number in the file, from 1."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with a heading; `name` is what `headings.py` calls it, `letter` is for Excel."""

    name: str
    heading: str
    letter: str
    place: int = 0
    """Columns before it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its number in the file, and its cells by column without empty ones."""

    number: int
    cells: Mapping[str, str]
    """Column → text. Translations are columns of their own: `label::English (en)`."""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with a heading; `name` as the author wrote it."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    heading: int = 1
    """The number of the row with the headings."""

    def column(self, name: str) -> Column | None:
        """The first column of this name."""
        return next((column for column in self.columns if column.name == name), None)

    def row(self, number: int) -> Row | None:
        """The row with this number in the file; None if it is empty or a heading."""
        at = bisect_left(self.rows, number, key=lambda row: row.number)
        return self.rows[at] if at < len(self.rows) and self.rows[at].number == number else None

    def cell(self, row: int, column: str) -> str:
        """The name of a cell: `F12`, or the row and the column's heading if letters mean nothing.

        The row alone if there is no such column, and nothing for the sheet as a whole.
        """
        found = self.column(column)
        if not row:
            return ""
        if found is not None and found.letter:
            return f"{found.letter}{row}"
        if found is not None:
            return _("row {row}, {column}").format(row=row, column=clean(found.heading))
        return _("row {row}").format(row=row)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong in a form's file, before it is told: where, what, and how to mend it.

    `row` 0 is the sheet as a whole. `instead` is what the cell may hold so that the search
    for faults can go on behind it.
    """

    sheet: str
    row: int
    column: str
    what: str
    mend: str
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of an XLSForm by their name in small letters; `names` are all the file has."""

    sheets: Mapping[str, Sheet]
    names: tuple[str, ...]

    def rows(self, sheet: str) -> tuple[Row, ...]:
        """The rows of a sheet; none if it is missing."""
        return self.sheets[sheet].rows if sheet in self.sheets else ()

    def fault(self, flaw: Flaw) -> Fault:
        """A flaw as it is told."""
        sheet = self.sheets.get(flaw.sheet)
        what, mend = clean(flaw.what), clean(flaw.mend)
        if sheet is None:
            return Fault(flaw.sheet, "", "", what, mend)
        row = sheet.row(flaw.row)
        value = short(row[flaw.column] if row else "")
        return Fault(clean(sheet.name), sheet.cell(flaw.row, flaw.column), value, what, mend)


def unnamed(column: Column) -> bool:
    """Whether a column of choices has a heading of its author's that no expression can name."""
    of_odk = base(column.name) in known_columns(CHOICES)
    return not of_odk and _NAME.fullmatch(column.heading) is None


def book_of(tables: Sequence[tuple[str, Iterator[NumberedRow]]], *, letters: bool) -> Book:
    """The sheets of a form from the rows of its tables; an only table is the survey.

    `letters` tells that columns have letters, as in Excel.
    """
    sheets: dict[str, Sheet] = {}
    for title, rows in tables:
        name = title.strip().lower()
        if name not in SHEETS and len(tables) == 1:
            name = SURVEY
        if name in SHEETS:
            sheets[name] = _sheet(name, title, rows, letters=letters)
    return Book(sheets, tuple(title for title, _rows in tables))


def _sheet(kind: str, title: str, rows: Iterator[NumberedRow], *, letters: bool) -> Sheet:
    number, heading = next(rows, (1, ()))
    columns = tuple(_columns(kind, heading, letters=letters))
    seen: set[str] = {""}
    names = [_once(column.name, seen) for column in columns]
    found: list[Row] = []
    last = number
    for here, row in rows:
        cells = {name: text for name, text in zip(names, row, strict=False) if name and text}
        if cells:
            last = here
            found.append(Row(here, cells))
        elif here - last > _LAST_EMPTY_ROW:
            break
    return Sheet(title, tuple(column for column in columns if column.heading), tuple(found), number)


def _once(name: str, seen: set[str]) -> str:
    """The name of a column, or nothing where a heading stands for the second time."""
    if name in seen:
        return ""
    seen.add(name)
    return name


def _columns(kind: str, heading: Cells, *, letters: bool) -> Iterator[Column]:
    """A column for every place; those without a heading have no name either."""
    double = any("::" in text for text in heading)
    empty = 0
    for place, text in enumerate(heading):
        words = " ".join(text.split())
        empty = 0 if words else empty + 1
        if empty > _LAST_EMPTY_COLUMN:
            return
        name = column_name(kind, words, double=double) if words else ""
        yield Column(name, words, letter(place) if letters else "", place)


def letter(place: int) -> str:
    """The letter of a column in Excel by its place from 0: A, …, Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
