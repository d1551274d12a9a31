"""Pictures and sounds that are rows of segments: those that tell of their making are left out.

The picture itself is not written anew, so that not a shade of it changes.
"""

import struct
from collections.abc import Callable, Iterator

_JPEG_START, _JPEG_END, _SCAN, _COMMENT, _EXIF = 0xD8, 0xD9, 0xDA, 0xFE, 0xE1
_ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length; the latter also within a scan
_APPLICATION = range(0xE0, 0xF0)
_KEPT_OF_JPEG = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""What says how to show the colours."""

_KEPT_OF_PNG = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP"}
    | {b"sBIT", b"bKGD", b"acTL", b"fcTL", b"fdAT"}
)
_TOLD_BY_WEBP = frozenset({b"EXIF", b"XMP "})
_KEPT_OF_WAV = frozenset({b"fmt ", b"fact", b"data"})
_UPRIGHT = 1
_ORIENTATION = 0x0112


def jpeg(content: bytes) -> bytes:
    """A JPEG without Exif, comments and what hangs behind it; only how it is turned is kept.

    Raises:
        ValueError, IndexError: it does not hang together.
    """
    kept, turned = [], _UPRIGHT
    for marker, segment in _of_jpeg(content):
        if marker == _EXIF and segment[4:10] == b"Exif\0\0":
            turned = _orientation(segment[10:]) or turned
        elif marker in _APPLICATION:
            begins = _KEPT_OF_JPEG.get(marker)
            if begins and segment[4:].startswith(begins):
                kept.append(_without_thumbnail(segment) if marker == 0xE0 else segment)
        elif marker != _COMMENT:
            kept.append(segment)
    head = b"\xff\xd8" + (_exif(turned) if turned != _UPRIGHT else b"")
    return head + b"".join(kept) + b"\xff\xd9"


def png(content: bytes) -> bytes:
    """A PNG with nothing but the picture and its colours.

    Raises:
        ValueError, struct.error: it does not hang together.
    """
    at, kept = 8, [content[:8]]
    while True:
        length = int.from_bytes(content[at : at + 4])
        kind, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise ValueError("a PNG that is cut off")
        if kind in _KEPT_OF_PNG:
            kept.append(content[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end


def webp(content: bytes) -> bytes:
    """A WebP without Exif and XMP."""

    def kept(kind: bytes, chunk: bytes) -> bytes:
        if kind == b"VP8X":  # its flags say that the two are there
            return chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]
        return b"" if kind in _TOLD_BY_WEBP else chunk

    return _riff(content, kept)


def wav(content: bytes) -> bytes:
    """A WAV with nothing but the sound."""
    return _riff(content, lambda kind, chunk: chunk if kind in _KEPT_OF_WAV else b"")


def mp3(content: bytes) -> bytes:
    """An MP3 without its tags in front and behind."""
    start, end = 0, len(content)
    while content.startswith(b"ID3", start):
        size = 0
        for byte in content[start + 6 : start + 10]:
            size = size << 7 | byte & 0x7F
        start += 10 + size
    if content.startswith(b"TAG", max(end - 128, start)):
        end -= 128
    return content[start:end]


def _of_jpeg(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Markers with their segments, scans with their data, up to the end of the first picture."""
    at = 2
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        marker = content[at + 1]
        if content[at] != 0xFF or marker == 0:
            raise ValueError("a JPEG with something between its segments")
        if marker == _JPEG_END:
            return
        end = at + 2
        if marker not in _ALONE:
            end += int.from_bytes(content[end : end + 2])
        if end > len(content):
            raise ValueError("a JPEG that is cut off")
        if marker == _SCAN:
            end = _end_of_scan(content, end)
        yield marker, content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    while True:
        at = content.index(b"\xff", at)
        if content[at + 1] not in (0, *range(0xD0, 0xD8)):
            return at
        at += 2


def _without_thumbnail(segment: bytes) -> bytes:
    """The JFIF segment, which may hold a small picture of what was there before it was edited."""
    head = segment[4:16]
    return b"\xff\xe0" + (16).to_bytes(2) + head + b"\0\0"


def _orientation(tiff: bytes) -> int | None:
    """How a picture is turned, from 1 to 8, as its Exif says; None if it does not."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return None
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for n in range(count):
            tag, _kind, _many, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * n)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else None
    except struct.error:
        return None
    return None


def _exif(turned: int) -> bytes:
    """An Exif segment that says how the picture is turned, and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
    content = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2) + content


def _riff(content: bytes, kept: Callable[[bytes, bytes], bytes]) -> bytes:
    end = 8 + int.from_bytes(content[4:8], "little")
    at, chunks = 12, []
    while at < min(end, len(content)):
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        after = at + 8 + length + length % 2
        if at + 8 + length > len(content):
            raise ValueError("a file that is cut off")
        chunks.append(kept(content[at : at + 4], content[at:after]))
        at = after
    body = content[8:12] + b"".join(chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
