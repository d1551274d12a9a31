"""Draw a text as a QR code: a vector for paper, a small picture for a sheet.

`qrcode` computes the modules; the drawing is ours. That is ten times faster than its
own images, needs no Pillow, and gives the same bytes for the same text.
"""

import struct
import zlib
from contextlib import suppress
from itertools import pairwise
from typing import Literal, TypeAlias

Modules: TypeAlias = tuple[tuple[bool, ...], ...]
"""Rows from top to bottom, True is dark, without the white margin."""

Correction: TypeAlias = Literal["L", "M", "Q", "H"]
"""Of errors: 7, 15, 25 or 30 % of a code may be lost (ISO/IEC 18004)."""

Half: TypeAlias = tuple[bool, bool]
"""Of one cell of a terminal, whether its upper and its lower half are dark."""

QUIET = 4
"""Modules of white on every side, as ISO/IEC 18004 asks."""

_HALVES = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
_MASK = 0
# Any fixed mask reads as well as the best of the eight, which costs eight drawings to find.


def matrix(text: str, correction: Correction = "M") -> Modules:
    """The modules of the smallest QR code that holds `text` with this error correction.

    The text is stored as UTF-8. Raises ValueError if it is empty or too long: beyond 2,331 bytes
    with M.
    """
    from qrcode import constants
    from qrcode.exceptions import DataOverflowError
    from qrcode.image.base import BaseImage
    from qrcode.main import QRCode

    if not text:
        raise ValueError("a QR code needs a text")
    level = int(getattr(constants, f"ERROR_CORRECT_{correction}"))
    code = QRCode[BaseImage](error_correction=level, border=0, mask_pattern=_MASK)
    code.add_data(text, optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        size = len(text.encode())
        raise ValueError(f"{size} bytes do not fit into a QR code") from error
    return tuple(tuple(bool(dark) for dark in row) for row in code.modules)


def on_a_screen(text: str) -> Modules:
    """The modules of the smallest QR code of all that holds `text`.

    A screen is neither creased nor soiled, so error correction L will do, and larger modules read
    from farther away than more of them would. Where the same size has room for more correction,
    it has that. Raises ValueError if the text is empty or beyond 2,953 bytes.
    """
    smallest = matrix(text, "L")
    for correction in ("H", "Q", "M"):
        with suppress(ValueError):  # it would not fit into the largest code
            sturdier = matrix(text, correction)
            if len(sturdier) == len(smallest):
                return sturdier
    return smallest


def version(modules: Modules) -> int:
    """The version of a code, 1 to 40: it has 17 + 4 · version modules on each side."""
    return (len(modules) - 17) // 4


def half_blocks(modules: Modules) -> tuple[str, ...]:
    """The code as lines of text, two rows of modules in one line, margin included.

    Blocks are the light modules: on the dark ground of a terminal it reads as on paper. On a light
    ground it is inverted, which the cameras of telephones read too.
    """
    return tuple("".join(map(_HALVES.__getitem__, line)) for line in halves(modules))


def halves(modules: Modules, scale: int = 1) -> tuple[tuple[Half, ...], ...]:
    """The code as cells of a terminal, which are twice as high as wide: two modules in each.

    The upper and the lower one, margin included; every module `scale` times as wide and high.
    """
    margin = (False,) * QUIET
    blank = ((False,) * (len(modules) + 2 * QUIET),)
    rows = (*blank * QUIET, *(margin + row + margin for row in modules), *blank * QUIET)
    large = [tuple(on for on in row for _ in range(scale)) for row in rows for _ in range(scale)]
    if len(large) % 2:
        large.append((False,) * len(large[0]))
    return tuple(
        tuple(zip(upper, lower, strict=True))
        for upper, lower in zip(large[::2], large[1::2], strict=True)
    )


def svg(modules: Modules) -> str:
    """The code as an SVG of one path on a white square, one unit per module, margin included.

    One path, not one square per module: no hairlines between neighbours in any viewer.
    """
    side = len(modules) + 2 * QUIET
    path = "".join(
        f"M{QUIET + start} {QUIET + y}h{end - start}v1h{start - end}z"
        for y, row in enumerate(modules)
        for start, end in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'width="{side}" height="{side}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{path}"/></svg>'
    )


def png(modules: Modules, *, scale: int = 8) -> bytes:
    """The code as a 1-bit grey PNG, `scale` pixels per module, margin included."""
    if scale < 1:
        raise ValueError(f"a module needs at least one pixel, not {scale}")
    side = (len(modules) + 2 * QUIET) * scale
    margin = (False,) * QUIET
    blank = (False,) * (len(modules) + 2 * QUIET)
    rows = [blank] * QUIET + [margin + row + margin for row in modules] + [blank] * QUIET
    pixels = b"".join((b"\0" + _packed(row, scale)) * scale for row in rows)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(pixels))
        + _chunk(b"IEND", b"")
    )


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Start and end of every stretch of dark modules, ends exclusive."""
    framed = (False, *row, False)
    edges = [x for x, (left, right) in enumerate(pairwise(framed)) if left != right]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _packed(row: tuple[bool, ...], scale: int) -> bytes:
    """One line of pixels, eight to a byte, 0 is black; the last byte is filled with white."""
    bits = "".join(("0" if dark else "1") * scale for dark in row)
    bits += "1" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
