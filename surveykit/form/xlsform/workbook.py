"""Files with XLSForms → their cells: Excel workbooks, old and new, CSV and Markdown.

What a stranger sends is measured before it is unpacked: every limit is stated below.
"""

import re
import warnings
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, redirect_stdout
from io import BytesIO, StringIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from surveykit.form.tables import NoTableError, decode, records
from surveykit.form.xlsform.old_excel import SIGNATURE, OldWorkbookError, ProtectedError, sheets_of
from surveykit.form.xlsform.sheets import Book, NumberedRow, book_of
from surveykit.text import _, number

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

EXCEL = (".xlsx", ".xlsm", ".xls")
TEXT = (".csv", ".md")

LARGEST_FILE = 20_000_000
"""Bytes of a form's file."""
LARGEST_INSIDE = 64_000_000
"""Bytes of XML that a workbook may unpack to."""
MOST_ROWS = 100_000
"""Rows of a sheet."""
MOST_CELLS = 2_000_000
"""Cells of a workbook."""

_FORMULA = re.compile(rb"<f[ >]")
_ZIP = b"PK\x03\x04"
_PIPE = re.compile(r"(?<!\\)\|")
_COMMENT = re.compile(r"(.*\|)\s*#[^|]*")
_RULE = re.compile(r"[|\-: ]+")


class NoWorkbookError(ValueError):
    """The bytes cannot be read as a form; `what` and `mend` are whole sentences."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


def read_book(content: bytes, suffix: str) -> Book:
    """The sheets of an XLSForm in a file of this kind (`.xlsx`, `.xlsm`, `.xls`, `.csv`, `.md`).

    A workbook is taken for what it is, whatever its name says.

    Raises:
        NoWorkbookError: the file is no workbook, is damaged, protected or too large.
    """
    if len(content) > LARGEST_FILE:
        raise _too_large(_("The file is larger than {n} bytes."), LARGEST_FILE)
    budget = _Budget()
    if suffix in TEXT:
        return _text_book(content, suffix, budget)
    if content.startswith(_ZIP):
        return _excel(content, budget)
    if content.startswith(SIGNATURE):
        return _old_excel(content, budget)
    raise _no_workbook()


def _no_workbook() -> NoWorkbookError:
    return NoWorkbookError(
        _("This is no Excel workbook."),
        _("Open it in a spreadsheet program and save it as .xlsx."),
    )


def _too_large(what: str, limit: int) -> NoWorkbookError:
    return NoWorkbookError(
        what.format(n=number(limit)),
        _("No questionnaire needs that much; delete what is not part."),
    )


class _Budget:
    """Counts rows and cells while they are read, and stops at the limits."""

    def __init__(self) -> None:
        self._cells = 0

    def count(self, rows: Iterable[NumberedRow]) -> Iterator[NumberedRow]:
        for place, (here, cells) in enumerate(rows):
            self._cells += len(cells)
            if place > MOST_ROWS:
                raise _too_large(_("A sheet has more than {n} rows."), MOST_ROWS)
            if self._cells > MOST_CELLS:
                raise _too_large(_("The file has more than {n} cells."), MOST_CELLS)
            yield here, cells


def _excel(content: bytes, budget: _Budget) -> Book:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _measure(content)
        # openpyxl warns of decoration that it cannot read, and even prints.
        with warnings.catch_warnings(action="ignore"), redirect_stdout(StringIO()):
            book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
            with closing(book):
                sheets = [
                    (sheet.title, budget.count(_excel_rows(sheet))) for sheet in book.worksheets
                ]
                return book_of(sheets, letters=True)
    except NoWorkbookError:
        raise
    except (BadZipFile, InvalidFileException, zlib.error, EOFError) as error:
        raise _no_workbook() from error
    except (OSError, LookupError, ValueError, TypeError, ArithmeticError) as error:
        raise _no_workbook() from error
    except (SyntaxError, AttributeError, RuntimeError) as error:
        # Broken XML inside; parts that openpyxl misses; members that are encrypted.
        raise _no_workbook() from error


def formulas(content: bytes, book: Book) -> dict[str, dict[tuple[int, str], str]]:
    """The formulas in a new Excel workbook that was read as `book`.

    By sheet, then by row and column; the book itself holds what they showed last.
    """
    if not content.startswith(_ZIP) or not _has_formulas(content):
        return {}
    from openpyxl import load_workbook

    found: dict[str, dict[tuple[int, str], str]] = {}
    with warnings.catch_warnings(action="ignore"), redirect_stdout(StringIO()):
        written = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        with closing(written):
            for kind, sheet in book.sheets.items():
                rows = _excel_rows(written[sheet.name])
                places = {column.place: column.name for column in sheet.columns}
                found[kind] = {
                    (here, places[place]): text
                    for here, row in rows
                    for place, text in enumerate(row)
                    if place in places and text.startswith("=") and here > sheet.heading
                }
    return found


def _has_formulas(content: bytes) -> bool:
    with ZipFile(BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(_FORMULA.search(archive.read(name)) for name in sheets)


def _measure(content: bytes) -> None:
    """Refuse what would unpack to more than a form can be; pictures are never unpacked."""
    with ZipFile(BytesIO(content)) as archive:
        inside = sum(
            entry.file_size
            for entry in archive.infolist()
            if entry.filename.endswith((".xml", ".rels"))
        )
    if inside > LARGEST_INSIDE:
        raise _too_large(_("The workbook unpacks to more than {n} bytes."), LARGEST_INSIDE)


def _excel_rows(sheet: "Worksheet") -> Iterator[NumberedRow]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # some programs write a wrong size
    for here, row in enumerate(sheet.iter_rows(values_only=True), 1):
        yield here, [_text(cell) for cell in row]


def _text(cell: object) -> str:
    """A cell as pyxform reads it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\N{NO-BREAK SPACE}", " ").strip()


def _old_excel(content: bytes, budget: _Budget) -> Book:
    """A workbook of before 2007, or a new one under a password: both begin alike."""
    try:
        sheets = [(name, budget.count(rows)) for name, rows in sheets_of(content)]
        return book_of(sheets, letters=True)
    except ProtectedError as error:
        raise NoWorkbookError(
            _("The workbook is protected by a password."),
            _("Save it without a password in your spreadsheet program."),
        ) from error
    except OldWorkbookError as error:
        raise _no_workbook() from error


def _markdown(text: str) -> Iterator[NumberedRow]:
    """The rows of a Markdown form, laid out as in CSV: the first column names a sheet."""
    for here, whole in enumerate(text.split("\n"), 1):
        comment = _COMMENT.fullmatch(whole.strip())
        line = comment[1] if comment else whole.strip()
        if line.startswith("|") and line.endswith("|") and not _RULE.fullmatch(line):
            yield here, [cell.replace(r"\|", "|") for cell in _PIPE.split(line[1:-1])]


def _text_book(content: bytes, suffix: str, budget: "_Budget") -> Book:
    try:
        text = decode(content)
        rows = _markdown(text) if suffix == ".md" else records(text)
        return book_of(list(_by_sheet(budget.count(rows))), letters=False)
    except NoTableError as error:
        raise NoWorkbookError(error.what, error.mend) from error


def _by_sheet(rows: Iterable[NumberedRow]) -> Iterator[tuple[str, Iterator[NumberedRow]]]:
    named: dict[str, list[NumberedRow]] = {}
    name = ""
    for here, row in rows:
        name = (row[0].strip() if row else "") or name
        cells = [_text(cell) for cell in row[1:]]
        of_sheet = named.setdefault(name, [])
        if any(cells):
            of_sheet.append((here, cells))
    return ((title, iter(found)) for title, found in named.items() if title)
