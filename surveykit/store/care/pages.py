"""Rows straight from the pages of an SQLite file, where its own tree can no longer be walked.

SQLite gives up at the first damaged page, and with it at everything that hangs below. But each
page of an index tree, as our tables are, holds whole rows; so every page that can be read gives
its rows up by itself. Source of the format: https://sqlite.org/fileformat2.html, sections 1.5
to 2.1.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Value = str | int | float | bytes | None
Pages = Callable[[int], bytes | None]
"""A page by its number, from 1; None where it cannot be read."""

_INTERIOR_INDEX, _INTERIOR_TABLE, _LEAF_INDEX, _LEAF_TABLE = 2, 5, 10, 13
_KINDS = {_INTERIOR_INDEX, _INTERIOR_TABLE, _LEAF_INDEX, _LEAF_TABLE}
_INTERIOR = {_INTERIOR_INDEX, _INTERIOR_TABLE}
_HEADER = 100  # bytes of the file's own header, at the beginning of page 1
_WIDTHS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
_REAL, _ZERO, _ONE, _BLOB = 7, 8, 9, 12


class BrokenRowError(ValueError):
    """A row does not hang together, or part of it lies on a page that cannot be read."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The pages of one file; `usable` is how many bytes of each hold content."""

    pages: Pages
    usable: int

    def is_part(self, number: int) -> bool:
        """Whether the page can be read and is, by what it says of itself, one of a tree."""
        page = self.pages(number)
        if page is None or page[_start(number)] not in _KINDS:
            return False
        start = _start(number)
        return len([*_cells(page, number)]) == int.from_bytes(page[start + 3 : start + 5])

    def children(self, number: int) -> Iterator[int]:
        """The pages right below this one; none below a leaf or a page that cannot be read."""
        page = self.pages(number)
        if page is None or page[_start(number)] not in _INTERIOR:
            return
        for at in _cells(page, number):
            yield int.from_bytes(page[at : at + 4])
        yield int.from_bytes(page[_start(number) + 8 : _start(number) + 12])

    def rows(self, number: int) -> Iterator[tuple[Value, ...] | BrokenRowError]:
        """The rows that stand on this page; a broken one as the fault itself."""
        page = self.pages(number)
        if page is None or page[_start(number)] not in _KINDS - {_INTERIOR_TABLE}:
            return
        for at in _cells(page, number):
            try:
                yield _values(self._payload(page, at, page[_start(number)]))
            except (IndexError, UnicodeDecodeError, BrokenRowError):
                yield BrokenRowError(f"page {number}, byte {at}")

    def _payload(self, page: bytes, at: int, kind: int) -> bytes:
        length, at = _varint(page, at + (4 if kind == _INTERIOR_INDEX else 0))
        if kind == _LEAF_TABLE:
            _rowid, at = _varint(page, at)
        here = _local(length, self.usable, kind)
        payload = page[at : at + here]
        if here < length:
            next_page = int.from_bytes(page[at + here : at + here + 4])
            payload += self._overflow(next_page, length - here)
        if len(payload) != length:
            raise BrokenRowError
        return payload

    def _overflow(self, number: int, length: int) -> bytes:
        content = bytearray()
        while len(content) < length:
            page = self.pages(number) if number else None
            if page is None:
                raise BrokenRowError
            content += page[4 : min(self.usable, 4 + length - len(content))]
            number = int.from_bytes(page[:4])
        return bytes(content)


def _start(number: int) -> int:
    return _HEADER if number == 1 else 0


def _cells(page: bytes, number: int) -> Iterator[int]:
    """Where the rows of a page begin; nothing of a page that contradicts itself."""
    start = _start(number)
    first = start + (12 if page[start] in _INTERIOR else 8)
    count = int.from_bytes(page[start + 3 : start + 5])
    if first + 2 * count > len(page):
        return
    for at in range(first, first + 2 * count, 2):
        cell = int.from_bytes(page[at : at + 2])
        if first + 2 * count <= cell < len(page) - 4:
            yield cell


def _local(length: int, usable: int, kind: int) -> int:
    """How many bytes of a row stand on the page itself; the rest on overflow pages."""
    most = usable - 35 if kind == _LEAF_TABLE else (usable - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    here = least + (length - least) % (usable - 4)
    return here if here <= most else least


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing begins."""
    number = 0
    for n in range(8):
        byte = content[at + n]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + n + 1
    return number << 8 | content[at + 8], at + 9


def _values(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    if not 1 <= end <= len(payload):
        raise BrokenRowError
    values: list[Value] = []
    place = end
    while at < end:
        serial, at = _varint(payload, at)
        width = (serial - _BLOB) // 2 if serial >= _BLOB else _WIDTHS.get(serial, -1)
        if width < 0 or place + width > len(payload):
            raise BrokenRowError
        values.append(_value(serial, payload[place : place + width]))
        place += width
    return tuple(values)


def _value(serial: int, content: bytes) -> Value:
    if serial >= _BLOB:
        return content.decode() if serial % 2 else content
    if serial == 0:
        return None
    if serial in (_ZERO, _ONE):
        return serial - _ZERO
    if serial == _REAL:
        return float(struct.unpack(">d", content)[0])
    return int.from_bytes(content, signed=True)
