"""What can be told from the cells of an XLSForm: every fault at once, each in its cell.

pyxform stops at the first fault and often names no cell; so the common ones are found here.
What only pyxform finds is told by `refusals.py`.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from surveykit.form.xlsform.headings import (
    CHOICES,
    EXTERNAL_CHOICES,
    SETTINGS,
    SURVEY,
    base,
    known_columns,
)
from surveykit.form.xlsform.sheets import Book, Column, Flaw, Row, Sheet
from surveykit.form.xlsform.survey_checks import YES, check_survey
from surveykit.text import _
from surveykit.text.clean import clean

_FIRST_ROWS = 10


def check_book(book: Book) -> Iterator[Flaw]:
    """All faults that show in the cells, in the order of the sheets."""
    survey = book.sheets.get(SURVEY)
    if survey is None:
        yield _no_survey(book)
        return
    for kind, sheet in book.sheets.items():
        yield from _twice(kind, sheet)
    missing = [name for name in ("type", "name") if survey.column(name) is None]
    for name in missing:
        yield _missing(SURVEY, survey, name)
    if missing:
        return
    if not survey.rows:
        what, mend = _("The form asks nothing."), _("Write questions into it.")
        yield Flaw(SURVEY, 0, "", what, mend)
    yield from check_survey(book)
    if CHOICES in book.sheets:
        yield from _choices(CHOICES, book, repeated=codes_may_repeat(book))
    if EXTERNAL_CHOICES in book.sheets:
        yield from _choices(EXTERNAL_CHOICES, book, repeated=True)


def codes_may_repeat(book: Book) -> bool:
    """Whether the settings let two choices of a list have one code."""
    return any(row["allow_choice_duplicates"] in YES for row in book.rows(SETTINGS)[:1])


def _no_survey(book: Book) -> Flaw:
    mend = _("Give the questions a sheet “survey”.")
    close = get_close_matches(SURVEY, [name.strip().lower() for name in book.names], n=1)
    if close:
        found = next(name for name in book.names if name.strip().lower() == close[0])
        mend = _("Rename the sheet “{name}” to “survey”.").format(name=clean(found))
    return Flaw(SURVEY, 0, "", _("The sheet is missing."), mend)


def _missing(kind: str, sheet: Sheet, column: str) -> Flaw:
    mend = _("Write it into the first row.")
    heading = next((row.number for row in sheet.rows[:_FIRST_ROWS] if _is_heading(row)), 0)
    if heading:
        mend = _("The headings stand in row {row}: delete the rows above it.").format(row=heading)
    unread = [one.heading for one in sheet.columns if base(one.name) not in known_columns(kind)]
    close = get_close_matches(column, map(str.lower, unread), n=1)
    if close:
        mend = _("Write it instead of “{name}”.").format(name=clean(close[0]))
    what = _("The column “{column}” is missing.").format(column=column)
    return Flaw(kind, sheet.heading, column, what, mend)


def _is_heading(row: Row) -> bool:
    """Whether a row holds the headings, below a title or empty rows."""
    return any(text.lower() in ("type", "list_name", "list name") for text in row.cells.values())


def _twice(kind: str, sheet: Sheet) -> Iterator[Flaw]:
    """Headings that mean a column that is there already; the later one is not read."""
    seen: dict[str, Column] = {}
    for column in sheet.columns:
        first = seen.setdefault(column.name, column)
        if first is not column:
            what = _("The heading “{heading}” stands here twice.")
            if first.heading != column.heading:
                what = _("The headings “{first}” and “{heading}” mean the same column.")
            what = what.format(first=clean(first.heading), heading=clean(column.heading))
            mend = _("Delete or rename one of the two columns.")
            yield Flaw(kind, sheet.heading, column.name, what, mend)


def _choices(kind: str, book: Book, *, repeated: bool) -> Iterator[Flaw]:
    sheet = book.sheets[kind]
    missing = [name for name in ("list_name", "name") if sheet.column(name) is None]
    for name in missing if sheet.rows else ():
        yield _missing(kind, sheet, name)
    if missing:
        return
    seen: dict[tuple[str, str], int] = {}
    for row in sheet.rows:
        key = (row["list_name"], row["name"])
        if not key[0]:
            continue
        if not key[1]:
            what, mend = _("The code of the choice is missing."), _("Give it one.")
            yield Flaw(kind, row.number, "name", what, mend, f"row_{row.number}")
        elif key in seen and not repeated:
            what = _("Row {row} has the same code.").format(row=seen[key])
            mend = _("Give each choice of a list its own code.")
            yield Flaw(kind, row.number, "name", what, mend, f"{key[1]}_{row.number}")
        seen.setdefault(key, row.number)
