"""The cells of a screen as pixels, as a terminal with well-made blocks paints them."""

from dataclasses import dataclass
from typing import Self

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from textual.strip import Strip

Box = tuple[float, float, float, float]

BLOCKS: dict[str, Box] = {
    "▀": (0, 0, 1, 1 / 2), "█": (0, 0, 1, 1), "▐": (1 / 2, 0, 1, 1),
    **{chr(0x2580 + n): (0, 1 - n / 8, 1, 1) for n in range(1, 8)},  # ▁ to ▇
    **{chr(0x2590 - n): (0, 0, n / 8, 1) for n in range(1, 8)},  # ▏ to ▉
}  # fmt: skip
"""Left, top, right and bottom of the ink in its cell: fonts leave gaps between them."""


@dataclass(frozen=True)
class Pen:
    """Pixels of a cell, and the letters in it if somebody is to read them."""

    width: int
    height: int
    plain: ImageFont.FreeTypeFont | None = None
    bold: ImageFont.FreeTypeFont | None = None

    @classmethod
    def with_letters(cls) -> Self:
        """DejaVu Sans Mono, whose letters are nine pixels wide at this size."""
        plain, bold = (
            ImageFont.truetype(f"{name}.ttf", 15, layout_engine=ImageFont.Layout.BASIC)
            for name in ("DejaVuSansMono", "DejaVuSansMono-Bold")
        )
        return cls(9, 18, plain, bold)


FOR_A_CAMERA = Pen(6, 12)
"""Three pixels for a module of a code that is shown as small as possible; no letters."""


def picture(strips: list[Strip], pen: Pen = FOR_A_CAMERA) -> Image.Image:
    """Backgrounds and blocks, and the letters if the pen has any."""
    width = max(strip.cell_length for strip in strips)
    image = Image.new("RGB", (width * pen.width, len(strips) * pen.height))
    draw = ImageDraw.Draw(image)
    for y, strip in enumerate(strips):
        x = 0
        for segment in strip:
            for letter in segment.text:
                _cell(draw, pen, (x * pen.width, y * pen.height), letter, segment)
                x += cell_len(letter)
    return image


def _cell(
    draw: ImageDraw.ImageDraw, pen: Pen, at: tuple[int, int], letter: str, segment: Segment
) -> None:
    style = segment.style
    assert style
    if cells := cell_len(letter):  # an accent goes onto the letter before it
        _fill(draw, pen, at, (0, 0, cells, 1), _rgb(style.bgcolor))
    if letter in BLOCKS:
        _fill(draw, pen, at, BLOCKS[letter], _rgb(style.color))
    elif pen.plain and letter != " ":
        font = pen.bold if style.bold else pen.plain
        draw.text(at, letter, fill=_rgb(style.color), font=font)


def _fill(
    draw: ImageDraw.ImageDraw, pen: Pen, at: tuple[int, int], box: Box, ink: tuple[int, int, int]
) -> None:
    left, top, right, bottom = box
    width, height = pen.width, pen.height
    draw.rectangle(
        (at[0] + round(left * width), at[1] + round(top * height),
         at[0] + round(right * width) - 1, at[1] + round(bottom * height) - 1),
        fill=ink,
    )  # fmt: skip


def _rgb(color: Color | None) -> tuple[int, int, int]:
    assert color
    return tuple(color.get_truecolor())  # type: ignore[return-value]
