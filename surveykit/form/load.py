"""A file → Form: an XLSForm workbook through pyxform, or an XForm as it is."""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from uuid import uuid4
from xml.parsers.expat import ExpatError

from surveykit.errors import Fault, FaultyFileError
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


def load(path: Path, *, cache: Path | None = None) -> Form:
    """Read an XLSForm workbook (.xlsx) or an XForm (.xml).

    A workbook that was converted before is taken from the folder `cache`, by its content and
    the version of pyxform; a folder that cannot be written to does no harm.

    Raises:
        FaultyFileError: with everything that is wrong in it.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        what = _("The file cannot be read: {reason}.").format(reason=error.strerror or error)
        raise FaultyFileError(
            path, [Fault("", "", "", what, _("Check name, folder and permissions."))]
        ) from error
    if path.suffix.lower() == ".xml":
        return read_xform(content, file=path)
    return _converted(path, content, cache)


def read_xform(xml: bytes, *, file: Path = Path("form.xml")) -> Form:
    """Read an XForm that is already in memory, as the project file stores it.

    `file` is what to call it if it is faulty.

    Raises:
        FaultyFileError: with everything that is wrong in it.
    """
    try:
        return form_from_xml(xml)
    except BrokenXFormError as error:
        faults = [
            Fault("", finding.path, finding.source, finding.what, finding.mend)
            for finding in error.findings
        ]
        raise FaultyFileError(file, faults) from error


def _converted(path: Path, workbook: bytes, cache: Path | None) -> Form:
    from hashlib import sha256
    from importlib.metadata import version

    key = sha256(workbook + version("pyxform").encode()).hexdigest()
    known = cache / f"{key}.xml" if cache is not None else None
    if known is not None:
        with suppress(OSError, BrokenXFormError):
            return form_from_xml(known.read_bytes())
    form = _convert(path, workbook)
    if known is not None:
        with suppress(OSError):
            _write_whole(known, form.xml)
    return form


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{uuid4().hex}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _convert(path: Path, workbook: bytes) -> Form:
    from surveykit.form.checks import check_sheets

    try:
        sheets = read_sheets(workbook)
    except NoWorkbookError as error:
        what = _("This is no Excel workbook.")
        mend = _("Open it in a spreadsheet program and save it as .xlsx.")
        raise FaultyFileError(path, [Fault("", "", "", what, mend)]) from error
    faults = list(check_sheets(sheets))
    xml, refusal = _pyxform(workbook, sheets)
    if refusal is not None:
        faults += _unless_known(_refused(refusal, sheets), faults)
    if not faults:
        try:
            return form_from_xml(xml)
        except BrokenXFormError as error:
            faults = [_found(finding, sheets) for finding in error.findings]
    raise FaultyFileError(path, sorted(faults, key=_row_number))


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
    row, place = _ROW.search(message), _PLACE.search(message)
    sheet = place[1] if place else "survey" if row else ""
    number = int(row[1]) if row else 0
    at, value = (str(number) if row else ""), ""
    unknown = _UNKNOWN_TYPE.search(message)
    if unknown and "survey" in sheets:
        sheet, place = "survey", None
        rows = (one.number for one in sheets[sheet].rows if one["type"] == unknown[1])
        at, value = sheets[sheet].cell(next(rows, 0), "type"), unknown[1]
    if place and sheet in sheets:
        at = sheets[sheet].cell(number, place[2])
        value = next((one[place[2]] for one in sheets[sheet].rows if one.number == number), "")
    words = " ".join(_ROW.sub("", message).split())
    return Fault(
        sheet,
        at,
        value,
        _("The converter for XLSForms refuses this: {message}").format(message=words),
        _("The rules are explained on xlsform.org."),
    )


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
