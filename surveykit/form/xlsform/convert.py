"""An XLSForm → Form through pyxform, with every fault in its cell."""

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.parsers.expat import ExpatError

from surveykit.errors import Fault, FaultyFileError
from surveykit.form.errors import FaultyFormError
from surveykit.form.model import Form
from surveykit.form.xform.findings import BrokenXFormError, Finding
from surveykit.form.xform.reader import form_from_xml
from surveykit.form.xlsform.checks import check_book
from surveykit.form.xlsform.draft import Draft
from surveykit.form.xlsform.headings import CHOICES, SHEETS, SURVEY
from surveykit.form.xlsform.kobo import kobo_flaws, written_out
from surveykit.form.xlsform.refusals import told
from surveykit.form.xlsform.sheets import Book, Flaw, Row
from surveykit.form.xlsform.survey_checks import asked_rows, begins_or_ends, too_deep
from surveykit.form.xlsform.workbook import NoWorkbookError, read_book
from surveykit.text import _
from surveykit.text.clean import short

_MOST_REFUSALS = 25
"""How often pyxform is asked again for what else it refuses."""
_MOST_COLUMNS = 60
"""Columns that are left out one after the other to find the one pyxform trips over."""
_COLUMNS = {"calculate": "calculation", "readonly": "read_only"}
"""Parts of a bind that the author's column calls otherwise."""


def form_from_workbook(content: bytes, file: Path) -> Form:
    """Convert and read an XLSForm; `file` is what to call it, and tells by its ending what it is.

    Raises:
        FaultyFileError: with everything that is wrong in it, in the order of the cells; a
            FaultyFormError unless it cannot be read at all.
    """
    written = book_from(content, file)
    book = written_out(written)
    flaws = list(dict.fromkeys(check_book(book)))
    draft = Draft(book, file.stem)
    for flaw in flaws:
        draft.mend(flaw)
    xml = _converted(book, draft, flaws) if _can_be_converted(book) else b""
    form, found = _read(xml, book, flaws)
    flaws.extend(kobo_flaws(written))
    if form is not None and not flaws:
        return form
    faults = [written.fault(flaw) for flaw in sorted(flaws, key=lambda flaw: _place(flaw, book))]
    raise FaultyFormError(file, [*dict.fromkeys(faults), *found], form)


def book_from(content: bytes, file: Path) -> Book:
    """The cells of an XLSForm.

    Raises:
        FaultyFileError: it is no such file, or too large.
    """
    try:
        return read_book(content, file.suffix.lower())
    except NoWorkbookError as error:
        raise FaultyFileError(file, [Fault("", "", "", error.what, error.mend)]) from error


def _can_be_converted(book: Book) -> bool:
    survey = book.sheets.get(SURVEY)
    if survey is None or not survey.rows or too_deep(book):
        return False
    return all(map(survey.column, ("type", "name")))


def _converted(book: Book, draft: Draft, flaws: list[Flaw]) -> bytes:
    """The XForm of what is left when every cell is put right that pyxform refuses.

    Appends to `flaws` what only pyxform finds. Nothing if it cannot be brought to go on.
    """
    from pyxform.errors import PyXFormError

    for _attempt in range(_MOST_REFUSALS):
        try:
            return _pyxform(draft)
        except PyXFormError as error:
            flaw = told(str(error), book, draft)
        except _STUMBLES as error:
            flaw = _stumble(book, draft, str(error) or type(error).__name__)
        if not _known(flaw, flaws):
            flaws.append(flaw)
        if not draft.mend(flaw):
            break
    return b""


_STUMBLES = (AttributeError, ExpatError, LookupError, TypeError, ValueError)
"""What pyxform raises where it trips over a cell instead of refusing it."""


def _pyxform(draft: Draft, *, without: str = "") -> bytes:
    """The XForm, perhaps without a column of the survey; raises what pyxform raises."""
    from pyxform.xls2xform import convert

    # A question called as the root of the form would be mistaken for it.
    name = "form_data" if draft.names("data") else None
    with warnings.catch_warnings(action="ignore"):
        xform: str = convert(draft.tables(without=without), form_name=name).xform
        return xform.encode()


def _stumble(book: Book, draft: Draft, message: str) -> Flaw:
    """In which column pyxform trips: the one without which it does not."""
    from pyxform.errors import PyXFormError

    survey = book.sheets[SURVEY]
    for column in survey.columns[:_MOST_COLUMNS]:
        if column.name in ("type", "name"):
            continue
        try:
            _pyxform(draft, without=column.name)
        except PyXFormError:
            pass  # it got further
        except _STUMBLES:
            continue
        what = _("The converter for XLSForms cannot read this column: {message}")
        mend = _("Compare its cells with the examples on xlsform.org.")
        what = what.format(message=short(message))
        return Flaw(SURVEY, survey.heading, column.name, what, mend)
    return told(message, book, draft)


def _known(flaw: Flaw, flaws: Sequence[Flaw]) -> bool:
    """Whether this has been told already, or only follows from a type that was.

    Of a form as a whole nothing more is told than that it is faulty.
    """
    if not flaw.row:
        return bool(flaws)
    if flaw.column == "type" and any(map(_of_choices, flaws)):
        return True
    same = {known.column for known in flaws if (known.sheet, known.row) == (flaw.sheet, flaw.row)}
    return bool(same & {flaw.column, "type"})


def _of_choices(flaw: Flaw) -> bool:
    """Whether a heading is missing without which no list can be found."""
    return flaw.sheet == CHOICES and flaw.column == "list_name" and flaw.instead is None


def _read(xml: bytes, book: Book, flaws: list[Flaw]) -> tuple[Form | None, list[Fault]]:
    """The form, or what the engine finds; appends to `flaws` what belongs to a cell."""
    if not xml:
        return None, []
    try:
        return form_from_xml(xml), []
    except BrokenXFormError as error:
        places = dict(_paths(book))
        found = [(finding, places.get(_inside(finding))) for finding in error.findings]
    for finding, row in found:
        if row is not None:
            flaw = _flaw(finding, row)
            flaws.extend([] if flaw.row and _known(flaw, flaws) else [flaw])
    return None, [finding.fault for finding, row in found if row is None]


def _inside(finding: Finding) -> str:
    """The path of a finding below the root, whose name is the converter's business."""
    return finding.path.split("/", 2)[-1]


def _flaw(finding: Finding, row: Row) -> Flaw:
    column = _COLUMNS.get(finding.part, finding.part)
    column = column if column in row.cells else "name"
    return Flaw(SURVEY, row.number, column, finding.what, finding.mend)


def _paths(book: Book) -> Iterator[tuple[str, Row]]:
    """The path below the root of every row with a name."""
    groups: list[str] = []
    for row in asked_rows(book):
        edge = begins_or_ends(row)
        if edge and edge[0] == "end":
            del groups[-1:]
            continue
        yield "/".join((*groups, row["name"])), row
        if edge:
            groups.append(row["name"])


def _place(flaw: Flaw, book: Book) -> tuple[int, int, int]:
    """Where a flaw stands in the file, to sort by: sheet, row and column."""
    sheet = book.sheets.get(flaw.sheet)
    names = [column.name for column in sheet.columns] if sheet else []
    column = names.index(flaw.column) if flaw.column in names else len(names)
    return (SHEETS.index(flaw.sheet) if sheet else len(SHEETS)), flaw.row, column
