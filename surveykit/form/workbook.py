"""The cells of an XLSForm workbook: to say in which one a fault stands."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SURVEY_SHEETS = ("survey", "choices", "settings")
_FIRST_ROW = 2


class NoWorkbookError(ValueError):
    """The bytes are no Excel workbook."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its number in Excel, and its cells by column without empty ones."""

    number: int
    cells: Mapping[str, str]
    """Column → text. Translations are columns of their own: `label::English (en)`."""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with a heading. Columns are written small, with `_` for spaces."""

    name: str
    letters: Mapping[str, str]
    """Column → letter in Excel."""
    rows: tuple[Row, ...]

    def cell(self, row: int, column: str) -> str:
        """The name of a cell, `F12`; the row alone if there is no such column."""
        return f"{self.letters.get(column, '')}{row}" if row else ""


def read_sheets(workbook: bytes) -> Mapping[str, Sheet]:
    """The sheets survey, choices and settings, as far as they are there.

    An only sheet is the survey, whatever its name.

    Raises:
        NoWorkbookError: the bytes are no workbook that Excel could open.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings(action="ignore"):  # of decoration that openpyxl cannot read
            book = load_workbook(BytesIO(workbook), read_only=True, data_only=True)
            with closing(book):
                return dict(_sheets(book.worksheets))
    except (BadZipFile, InvalidFileException, OSError, LookupError, ValueError, TypeError) as error:
        raise NoWorkbookError(str(error)) from error
    except SyntaxError as error:  # what ElementTree raises for broken XML inside
        raise NoWorkbookError(str(error)) from error


def _sheets(worksheets: Sequence["Worksheet"]) -> Iterator[tuple[str, Sheet]]:
    for sheet in worksheets:
        name = sheet.title.strip().lower()
        if name not in _SURVEY_SHEETS and len(worksheets) == 1:
            name = "survey"
        if name in _SURVEY_SHEETS:
            yield name, _sheet(sheet.title, sheet.iter_rows(values_only=True))


def _sheet(name: str, rows: Iterator[tuple[object, ...]]) -> Sheet:
    from openpyxl.utils import get_column_letter

    heading = [_column(_text(cell)) for cell in next(rows, ())]
    letters = {name: get_column_letter(at) for at, name in enumerate(heading, 1) if name}
    found = []
    for number, row in enumerate(rows, _FIRST_ROW):
        cells = {
            column: text
            for column, cell in zip(heading, row, strict=False)
            if column and (text := _text(cell))
        }
        if cells:
            found.append(Row(number, cells))
    return Sheet(name, letters, tuple(found))


def _column(heading: str) -> str:
    base, colons, language = heading.partition("::")
    base = "_".join(base.strip().lower().split())
    return language.strip().lower() if base == "bind" else f"{base}{colons}{language}"


def _text(cell: object) -> str:
    """A cell as pyxform reads it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\N{NO-BREAK SPACE}", " ").strip()
