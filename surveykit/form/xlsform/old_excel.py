"""Workbooks of before 2007 (.xls) → their rows, through xlrd.

xlrd follows the chains of sectors of such a file wherever they lead, in circles too, and fills
the memory; so the workbook is taken out of its container here, and only that is given to xlrd.
The container is described in [MS-CFB], Compound File Binary File Format.
"""

import struct
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING

from surveykit.form.xlsform.sheets import NumberedRow

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_SECTORS = 109
"""Sectors of the allocation table that the header itself names."""
_LAST_SECTOR = 0xFFFFFFF9
_ENTRY, _STREAM, _ROOT = 128, 2, 5


class OldWorkbookError(ValueError):
    """The bytes are no such workbook, or a damaged one."""


class ProtectedError(OldWorkbookError):
    """A workbook under a password."""


def sheets_of(content: bytes) -> Iterator[tuple[str, Iterator[NumberedRow]]]:
    """The sheets in order, each with its rows, which are read when they are asked for.

    Raises:
        OldWorkbookError: it cannot be read; also while the rows are read.
    """
    from xlrd import open_workbook
    from xlrd.biffh import XLRDError

    stream = _workbook_stream(content)
    try:
        book = open_workbook(
            file_contents=stream, logfile=StringIO(), on_demand=True, ragged_rows=True
        )
    except XLRDError as error:
        if "encrypted" in str(error).lower():
            raise ProtectedError(str(error)) from error
        raise OldWorkbookError(str(error)) from error
    except _STUMBLES as error:
        raise OldWorkbookError(str(error)) from error
    for name in book.sheet_names():
        yield name, _rows(book, name)


_STUMBLES = (
    *(LookupError, ValueError, TypeError, AttributeError, AssertionError, ArithmeticError),
    *(struct.error, RecursionError),
)
"""What xlrd raises where it trips over a damaged file."""


def _rows(book: "Book", name: str) -> Iterator[NumberedRow]:
    from xlrd.biffh import XLRDError

    try:
        sheet = book.sheet_by_name(name)
        for here in range(sheet.nrows):
            cells = [_text(book, sheet, here, at) for at in range(sheet.row_len(here))]
            yield here + 1, cells
        book.unload_sheet(name)
    except (XLRDError, *_STUMBLES) as error:
        raise OldWorkbookError(str(error)) from error


def _text(book: "Book", sheet: "Sheet", row: int, column: int) -> str:
    """A cell as pyxform reads it."""
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR
    from xlrd.xldate import XLDateError, xldate_as_tuple

    value, kind = sheet.cell_value(row, column), sheet.cell_type(row, column)
    if kind == XL_CELL_ERROR:
        return ""
    if kind == XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == XL_CELL_DATE and isinstance(value, float):
        try:
            parts = xldate_as_tuple(value, book.datemode)
        except XLDateError:
            return str(value)
        return str(datetime(*parts) if any(parts[:3]) else time(*parts[3:]))  # noqa: DTZ001
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\N{NO-BREAK SPACE}", " ").strip()


def _workbook_stream(content: bytes) -> bytes:
    """What the container holds under the name Workbook (or Book, before 1997)."""
    try:
        return _Container(content).workbook()
    except (struct.error, LookupError, UnicodeDecodeError) as error:
        raise OldWorkbookError(str(error)) from error


class _Container:
    """A compound file: sectors, chained by an allocation table."""

    def __init__(self, content: bytes) -> None:
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if not (9 <= shift <= 12 and 6 <= small_shift <= shift):
            raise OldWorkbookError(shift)
        self._content = content
        self._size, self._small_size = 1 << shift, 1 << small_shift
        first, _transaction, self._cutoff, small, _count = struct.unpack_from("<5I", content, 48)
        self._most = len(content) // self._size  # sectors there can be
        self._table = self._numbers(islice(self._table_sectors(), self._most))
        self._directory = self._joined(first)
        self._small_table = self._numbers(self._chain(small, self._table, self._most))

    def workbook(self) -> bytes:
        """Its bytes; raises OldWorkbookError if there is none."""
        entries = {
            entry[:64].decode("utf-16-le").partition("\0")[0].lower(): entry
            for at in range(0, len(self._directory) - _ENTRY + 1, _ENTRY)
            if (entry := self._directory[at : at + _ENTRY])[66] in (_STREAM, _ROOT)
        }
        if "encryptedpackage" in entries:
            raise ProtectedError
        found = entries.get("workbook", entries.get("book"))
        if found is None:
            raise OldWorkbookError
        start, size = struct.unpack_from("<II", found, 116)
        if size >= self._cutoff:
            return self._joined(start)[:size]
        inner = self._joined(struct.unpack_from("<I", entries["root entry"], 116)[0])
        most = len(inner) // self._small_size
        places = (at * self._small_size for at in self._chain(start, self._small_table, most))
        return b"".join(inner[at : at + self._small_size] for at in places)[:size]

    def _sector(self, at: int) -> bytes:
        start = (at + 1) * self._size
        if start >= len(self._content):
            raise OldWorkbookError(at)
        return self._content[start : start + self._size]

    def _joined(self, first: int) -> bytes:
        return b"".join(map(self._sector, self._chain(first, self._table, self._most)))

    def _chain(self, first: int, table: list[int], most: int) -> Iterator[int]:
        """The sectors that follow each other; more of them than there are go in circles."""
        at = first
        for _sector in range(most + 1):
            if at > _LAST_SECTOR:
                return
            yield at
            at = table[at]
        raise OldWorkbookError(first)

    def _table_sectors(self) -> Iterator[int]:
        """The sectors of the allocation table itself."""
        yield from self._named(struct.unpack_from(f"<{_HEADER_SECTORS}I", self._content, 76))
        at, count = struct.unpack_from("<II", self._content, 68)
        for _sector in range(min(count, self._most)):
            *named, at = self._numbers([at])
            yield from self._named(named)

    def _named(self, sectors: Iterable[int]) -> Iterator[int]:
        return (at for at in sectors if at <= _LAST_SECTOR)

    def _numbers(self, sectors: Iterable[int]) -> list[int]:
        content = b"".join(map(self._sector, sectors))
        return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))
