"""Opens an Excel workbook from outside with care and takes the bare cells out of it."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from surveykit.errors import Fault, FaultyFileError
from surveykit.files import reason
from surveykit.text import _
from surveykit.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell

MOST_BYTES = 50_000_000
"""A larger file is no site workbook."""

MOST_UNPACKED_BYTES = 100_000_000
"""A file that unpacks to more is meant to fill the memory."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Old Excel files begin with this, and so do encrypted new ones."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell without a usable value: `shown` stands there; a formula, or Excel's error."""

    shown: str
    formula: bool


Raw = str | bool | int | float | datetime | date | time | timedelta | Broken | None
"""What Excel keeps in a cell."""

Grid = dict[int, dict[int, Raw]]
"""A sheet: row number → column number → what stands there; empty cells are left out."""


def read_grids(path: Path) -> dict[str, Grid]:
    """The cells of all sheets, by the sheet's name in small letters.

    Raises:
        FaultyFileError: the file cannot be read, or is no Excel workbook, or has a password.
    """
    _refuse_what_is_no_workbook(path)
    formulas = _load(path, values=False)
    if not any(isinstance(raw, Broken) and raw.formula for raw in _cells(formulas)):
        return formulas
    return _with_values(formulas, _load(path, values=True))


def _cells(grids: dict[str, Grid]) -> Iterator[Raw]:
    return (raw for grid in grids.values() for row in grid.values() for raw in row.values())


def _with_values(formulas: dict[str, Grid], values: dict[str, Grid]) -> dict[str, Grid]:
    """Put in place of each formula the value Excel last computed, where it kept one."""

    def value(name: str, line: int, place: int, raw: Raw) -> Raw:
        if not isinstance(raw, Broken) or not raw.formula:
            return raw
        return values[name].get(line, {}).get(place, raw)

    return {
        name: {
            line: {place: value(name, line, place, raw) for place, raw in row.items()}
            for line, row in grid.items()
        }
        for name, grid in formulas.items()
    }


def _refuse_what_is_no_workbook(path: Path) -> None:
    """Look at the size and the first bytes, before anything is unpacked."""
    from zipfile import BadZipFile, ZipFile

    try:
        if path.stat().st_size > MOST_BYTES:
            raise _refusal(path, _("The file is far too large for a site workbook."))
        with path.open("rb") as file:
            if file.read(len(_OLE)) == _OLE:
                raise _ole_refusal(path, file.read())
        with ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except OSError as error:
        what = _("The file cannot be read: {reason}.").format(reason=reason(error))
        raise _refusal(path, what, _("Check that it exists and is not open elsewhere.")) from None
    except (BadZipFile, ValueError, NotImplementedError):
        raise _refusal(path, _("This is no Excel workbook.")) from None
    if unpacked > MOST_UNPACKED_BYTES:
        raise _refusal(path, _("The file would unpack to far more than a site workbook holds."))


def _ole_refusal(path: Path, rest: bytes) -> FaultyFileError:
    if "EncryptedPackage".encode("utf-16-le") in rest:
        what = _("The workbook is protected by a password.")
        return _refusal(path, what, _("Save it without a password and try again."))
    return _refusal(path, _("This is a workbook of an old Excel, or none at all."))


def _refusal(path: Path, what: str, mend: str | None = None) -> FaultyFileError:
    advice = mend or _("Save it in Excel or LibreOffice as an Excel workbook (.xlsx).")
    return FaultyFileError(path, [Fault("", "", "", what, advice)])


def _load(path: Path, *, values: bool) -> dict[str, Grid]:
    """Read all cells, with formulas or with the values computed for them."""
    from zipfile import BadZipFile
    from zlib import error as ZlibError  # noqa: N812

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    # openpyxl checks little: in a damaged archive it stumbles over whatever comes first.
    # SyntaxError is the parent of the parse errors of both XML libraries it may use.
    stumbles = (
        InvalidFileException, BadZipFile, SyntaxError, ZlibError, OSError, EOFError, RuntimeError,
        KeyError, IndexError, ValueError, TypeError, AttributeError, AssertionError,
        OverflowError, RecursionError, NotImplementedError, MemoryError,
    )  # fmt: skip
    try:
        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")  # about styles and extensions that nobody needs here
            workbook = load_workbook(file, read_only=True, data_only=values)
            return _grids(workbook)
    except stumbles:
        what = _("The workbook is damaged or was not made by Excel or LibreOffice.")
        raise _refusal(path, what) from None


def _grids(workbook: Workbook) -> dict[str, Grid]:
    grids: dict[str, Grid] = {}
    for page in workbook.worksheets:
        page.reset_dimensions()  # other programs write wrong ones, and rows would be lost
        grid = grids.setdefault(clean(page.title).casefold(), {})
        for line, row in enumerate(page.iter_rows(), start=1):
            cells = {place: _raw(cell) for place, cell in enumerate(row, start=1)}
            full: dict[int, Raw] = {place: raw for place, raw in cells.items() if raw is not None}
            if full:
                grid[line] = full
    return grids


def _raw(cell: Cell | MergedCell) -> Raw:
    """What stands in the cell; text of nothing but blanks counts as nothing."""
    value = cell.value
    match cell.data_type:
        case "f":
            return Broken(str(getattr(value, "text", value)), formula=True)
        case "e":
            return Broken(str(value), formula=False)
    match value:
        case str():
            return clean(value) or None
        case bool() | int() | float() | datetime() | date() | time() | timedelta():
            return value
        case _:
            return None
