"""The cells of a screen as pixels, as a terminal with well-made blocks paints them."""

from PIL import Image
from rich.color import Color
from rich.segment import Segment
from textual.strip import Strip

WIDTH, HEIGHT = 6, 12
"""Pixels of a cell: three for a module of a code that is shown as small as possible."""


def picture(strips: list[Strip]) -> Image.Image:
    """Backgrounds, and of the letters the half blocks; others do not matter to a camera."""
    width = max(strip.cell_length for strip in strips)
    image = Image.new("RGB", (width * WIDTH, len(strips) * HEIGHT))
    for y, strip in enumerate(strips):
        x = 0
        for segment in strip:
            for letter in segment.text:
                _cell(image, x, y, letter, segment)
                x += 1
    return image


def _cell(image: Image.Image, x: int, y: int, letter: str, segment: Segment) -> None:
    assert segment.style
    ground, ink = _rgb(segment.style.bgcolor), _rgb(segment.style.color)
    upper, lower = {"▀": (ink, ground), "▄": (ground, ink)}.get(letter, (ground, ground))
    left, top, middle = x * WIDTH, y * HEIGHT, y * HEIGHT + HEIGHT // 2
    image.paste(upper, (left, top, left + WIDTH, middle))
    image.paste(lower, (left, middle, left + WIDTH, top + HEIGHT))


def _rgb(color: Color | None) -> tuple[int, int, int]:
    assert color
    return tuple(color.get_truecolor())  # type: ignore[return-value]
