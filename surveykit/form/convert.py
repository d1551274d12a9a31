"""An XLSForm workbook → Form through pyxform, with every fault in its cell."""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.parsers.expat import ExpatError

from surveykit.errors import Fault, FaultyFileError
from surveykit.form.checks import check_sheets
from surveykit.form.findings import BrokenXFormError, Finding
from surveykit.form.model import Form
from surveykit.form.workbook import NoWorkbookError, Row, Sheet, read_sheets
from surveykit.form.xform import form_from_xml
from surveykit.text import _

_ROW = re.compile(r"\[row : (\d+)\]\s*")
_PLACE = re.compile(r"On the '([^']+)' sheet, the '([^']+)' value")
_UNKNOWN_TYPE = re.compile(r"Unknown question type '([^']+)'")
_COLUMNS = {
    "relevant": ("relevant", "relevance"),
    "calculate": ("calculation", "calculate"),
    "readonly": ("read_only", "readonly"),
}
"""Parts of a bind → the columns they may come from, if these have other names."""


def form_from_workbook(workbook: bytes, file: Path) -> Form:
    """Convert and read a workbook; `file` is what to call it.

    Raises:
        FaultyFileError: with everything that is wrong in it, in the order of the cells.
    """
    try:
        sheets = read_sheets(workbook)
    except NoWorkbookError as error:
        what = _("This is no Excel workbook.")
        mend = _("Open it in a spreadsheet program and save it as .xlsx.")
        raise FaultyFileError(file, [Fault("", "", "", what, mend)]) from error
    faults = list(check_sheets(sheets))
    xml, refusal = _pyxform(workbook, sheets)
    if refusal is not None:
        faults += _unless_known(_refused(refusal, sheets), faults)
    if not faults:
        try:
            return form_from_xml(xml)
        except BrokenXFormError as error:
            faults = [_found(finding, sheets) for finding in error.findings]
    raise FaultyFileError(file, sorted(faults, key=_row_number))


def _pyxform(workbook: bytes, sheets: Mapping[str, Sheet]) -> tuple[bytes, str | None]:
    """The XForm, or nothing and why pyxform refuses the workbook."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    survey = sheets.get("survey")
    names = {row["name"] for row in survey.rows} if survey else set[str]()
    try:
        # A question called as the root of the form would be mistaken for it.
        name = "form_data" if "data" in names else None
        with warnings.catch_warnings(action="ignore"):
            return convert(workbook, form_name=name, file_type=".xlsx").xform.encode(), None
    except PyXFormError as error:
        return b"", str(error)
    except (AttributeError, ExpatError, LookupError, TypeError, ValueError) as error:
        # pyxform trips over some cells instead of refusing them.
        return b"", str(error) or type(error).__name__


def _refused(message: str, sheets: Mapping[str, Sheet]) -> Fault:
    """What pyxform says, at the place it says it."""
    words = " ".join(_ROW.sub("", message).split())
    sheet, number, column = _place(message, sheets)
    cell, value = str(number or ""), ""
    if sheet in sheets and column:
        cell = sheets[sheet].cell(number, column)
        value = next((row[column] for row in sheets[sheet].rows if row.number == number), "")
    return Fault(
        sheet,
        cell,
        value,
        _("The converter for XLSForms refuses this: {message}").format(message=words),
        _("The rules are explained on xlsform.org."),
    )


def _place(message: str, sheets: Mapping[str, Sheet]) -> tuple[str, int, str]:
    """Sheet, row and column that a refusal names, as far as it does."""
    unknown, row, place = (pattern.search(message) for pattern in (_UNKNOWN_TYPE, _ROW, _PLACE))
    if unknown and "survey" in sheets:
        numbers = (one.number for one in sheets["survey"].rows if one["type"] == unknown[1])
        return "survey", next(numbers, 0), "type"
    number = int(row[1]) if row else 0
    if place:
        return place[1], number, place[2]
    return ("survey" if row else ""), number, ""


def _unless_known(refusal: Fault, faults: Iterable[Fault]) -> list[Fault]:
    """The refusal of pyxform, unless our own checks have named the fault already."""
    rows = {(fault.sheet.lower(), _digits(fault.cell)) for fault in faults}
    known = bool(rows) and (
        not refusal.cell or (refusal.sheet.lower(), _digits(refusal.cell)) in rows
    )
    return [] if known else [refusal]


def _row_number(fault: Fault) -> tuple[bool, int]:
    return fault.sheet.lower() != "survey", int(_digits(fault.cell) or 0)


def _digits(cell: str) -> str:
    return re.sub(r"\D", "", cell)


def _found(finding: Finding, sheets: Mapping[str, Sheet]) -> Fault:
    """A finding in the XForm, at the cell it comes from."""
    survey = sheets["survey"]
    # The root's name is the converter's business.
    inside = finding.path.split("/", 2)[-1]
    row = next((row for path, row in _paths(survey) if path == inside), None)
    if row is None:
        return Fault("", finding.path, finding.source, finding.what, finding.mend)
    columns = _COLUMNS.get(finding.part, (finding.part,))
    column = next((name for name in columns if name in row.cells), "name")
    return Fault(
        survey.name,
        survey.cell(row.number, column),
        row[column],
        finding.what,
        finding.mend,
    )


def _paths(survey: Sheet) -> Iterator[tuple[str, Row]]:
    """The path below the root of every row with a name."""
    groups: list[str] = []
    for row in survey.rows:
        kind = row["type"].lower().replace("_", " ")
        if kind.startswith("end ") and groups:
            groups.pop()
            continue
        yield "/".join((*groups, row["name"])), row
        if kind.startswith("begin "):
            groups.append(row["name"])
