"""Films, sounds and pictures that are boxes within boxes (MP4, MOV, M4A, HEIC, AVIF).

Nothing moves: what tells of their making is filled with zeros in place, for other boxes say at
which byte of the file the pictures lie. Source of the format: ISO/IEC 14496-12 and 23008-12.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_WITH_BOXES = frozenset({b"moov", b"trak", b"mdia"})
_TELLING = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"XMP_"})
_TIMES = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_INSTEAD = {b"Exif": b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0", b"mime": b"", b"uri ": b""}
"""Items that tell, and what is written over them: of Exif an empty one, for zeros are refused."""


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    at: int
    inside: int
    """Where its content begins."""
    end: int


def film(content: bytes) -> bytes:
    """A film or sound without times, place, device and notes.

    Raises:
        ValueError, IndexError: it does not hang together.
    """
    silent = bytearray(content)
    _silence(silent, 0, len(silent))
    return bytes(silent)


def picture(content: bytes) -> bytes:
    """A HEIC or AVIF picture without Exif and XMP; how it is turned stands elsewhere in it.

    Raises:
        ValueError, IndexError: it does not hang together.
    """
    silent = bytearray(content)
    for box in _boxes(silent, 0, len(silent)):
        if box.kind == b"meta":
            for kind, start, end in _telling_items(silent, box):
                _blank(silent, start, end, _INSTEAD[kind])
        elif box.kind in _TELLING:
            _blank(silent, box.inside, box.end)
        elif box.kind == b"moov":
            _silence(silent, box.at, box.end)
    return bytes(silent)


def _silence(content: bytearray, start: int, end: int) -> None:
    for box in _boxes(content, start, end):
        if box.kind in _WITH_BOXES:
            _silence(content, box.inside, box.end)
        elif box.kind in _TELLING:
            content[box.at + 4 : box.at + 8] = b"free"
            _blank(content, box.inside, box.end)
        elif box.kind in _TIMES:
            long = content[box.inside] == 1
            _blank(content, box.inside + 4, box.inside + (20 if long else 12))


def _boxes(content: bytearray, start: int, end: int) -> Iterator[_Box]:
    at = start
    while at + 8 <= end:
        size, inside = int.from_bytes(content[at : at + 4]), at + 8
        if size == 1:
            size, inside = int.from_bytes(content[at + 8 : at + 16]), at + 16
        elif size == 0:  # up to the end of the file
            size = end - at
        if size < inside - at or at + size > end:
            raise ValueError("a box that is larger than what it is in")
        yield _Box(bytes(content[at + 4 : at + 8]), at, inside, at + size)
        at += size


def _telling_items(content: bytearray, meta: _Box) -> Iterator[tuple[bytes, int, int]]:
    """Where the bytes of Exif and the like lie."""
    inner = {box.kind: box for box in _boxes(content, meta.inside + 4, meta.end)}
    telling = dict(_items_that_tell(content, inner[b"iinf"])) if b"iinf" in inner else {}
    if not telling or b"iloc" not in inner:
        return
    data = inner[b"idat"].inside if b"idat" in inner else 0
    for item, in_data, start, length in _places(content, inner[b"iloc"]):
        if item in telling:
            start += data if in_data else 0
            if start + length > len(content):
                raise ValueError("an item that is outside of the file")
            yield telling[item], start, start + length if length else len(content)


def _items_that_tell(content: bytearray, box: _Box) -> Iterator[tuple[int, bytes]]:
    count = 2 if content[box.inside] == 0 else 4
    for entry in _boxes(content, box.inside + 4 + count, box.end):
        wide = 4 if content[entry.inside] == 3 else 2
        at = entry.inside + 4
        kind = bytes(content[at + wide + 2 : at + wide + 6])
        if kind in _INSTEAD:
            yield int.from_bytes(content[at : at + wide]), kind


def _places(content: bytearray, box: _Box) -> Iterator[tuple[int, bool, int, int]]:
    """Item, whether its place is within `idat`, place and length, for every piece of every item."""
    version, at = content[box.inside], box.inside + 4

    def number(width: int) -> int:
        nonlocal at
        at += width
        if at > box.end:
            raise ValueError("places that are cut off")
        return int.from_bytes(content[at - width : at])

    sizes = number(2)
    place, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    if not place + length:
        raise ValueError("places that say nothing")  # and could be counted up without an end
    for _item in range(number(4 if version == 2 else 2)):
        item = number(4 if version == 2 else 2)
        in_data = version > 0 and number(2) & 15 == 1
        number(2)
        begins = number(base)
        for _piece in range(number(2)):
            number(index if version > 0 else 0)
            start = begins + number(place)
            yield item, in_data, start, number(length)


def _blank(content: bytearray, start: int, end: int, instead: bytes = b"") -> None:
    """Write zeros, or something else that is not longer and zeros behind it."""
    length = end - start
    content[start:end] = (instead if len(instead) <= length else b"").ljust(length, b"\0")
