"""Which codes a phone reads, and under what: `python -m tests.export.flyers.decoding [KIND …]`.

Every kind of sheet that has a code is printed in every content it can hold, as the printer sees it
(300 and 150 dots per inch), and looked at from the distance for which the code is made: with four
pixels of the telephone's picture for a module. Then it is turned, tilted, out of focus, in poor
light on grey paper, or has a scratch or a blot.
"""

import sys
from collections.abc import Callable
from dataclasses import replace

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from surveykit.errors import SurveykitError
from surveykit.export.flyers import KINDS, Order, set_sheet

PIXELS_PER_MODULE = 4
"""Of the picture that a telephone analyses, at the distance of the code's use."""

DPI = (300, 150)
CONTENTS = ("calendar", "contact", "phone", "mail", "web")
KINDS_WITH_CODE = tuple(name for name, kind in KINDS.items() if kind.code)


def clean(picture: Image.Image) -> Image.Image:
    return picture


def turned(picture: Image.Image) -> Image.Image:
    return picture.rotate(37, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)


def tilted(picture: Image.Image) -> Image.Image:
    """The paper seen from the side: the far edge is a fifth shorter."""
    width, height = picture.size
    inset = width // 10
    corners = (-inset, -inset, 0, height, width, height, width + inset, -inset)
    return picture.transform(
        picture.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=255
    )


def blurred(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(0.9))


def grey(picture: Image.Image) -> Image.Image:
    """Black as dark grey, white as the grey of recycled paper in a stairwell."""
    return picture.point([110 + value * 80 // 255 for value in range(256)])


def scratched(picture: Image.Image) -> Image.Image:
    """A white line of a pin across the code, as wide as a module."""
    marked, (left, top, right, bottom) = picture.copy(), _code_box(picture)
    ends = (left, top + (bottom - top) * 0.62, right, top + (bottom - top) * 0.5)
    ImageDraw.Draw(marked).line(ends, fill=255, width=PIXELS_PER_MODULE)
    return marked


def blotted(picture: Image.Image) -> Image.Image:
    """A drop of ink, a seventh of the side across."""
    marked, (left, top, right, bottom) = picture.copy(), _code_box(picture)
    x, y, radius = left + (right - left) * 0.55, top + (bottom - top) * 0.7, (right - left) / 14
    ImageDraw.Draw(marked).ellipse((x - radius, y - radius, x + radius, y + radius), fill=0)
    return marked


CONDITIONS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "clean": clean, "turned": turned, "tilted": tilted, "blurred": blurred, "grey": grey,
    "scratched": scratched, "blotted": blotted,
}  # fmt: skip


def printed(pdf: bytes, page: int, dpi: int, module: float) -> Image.Image:
    """The page as dots of the printer, in the resolution of a camera for such modules (mm)."""
    found = pdfium.PdfDocument(pdf)[page]
    dots: Image.Image = found.render(scale=dpi / 72).to_pil().convert("L")
    across = round(found.get_size()[0] / 72 * 25.4 / module * PIXELS_PER_MODULE)
    return dots.resize((across, round(across * dots.height / dots.width)), Image.Resampling.BICUBIC)


def part_with_code(pdf: bytes, page: int, dpi: int, module: float) -> Image.Image:
    """What is in the camera's view: the code with a hand's breadth around it."""
    picture = printed(pdf, page, dpi, module)
    left, top, right, bottom = _code_box(picture)
    room = round(12 / module * PIXELS_PER_MODULE)
    return picture.crop((max(0, left - room), max(0, top - room), right + room, bottom + room))


def read(picture: Image.Image) -> set[str]:
    return {code.text for code in zxingcpp.read_barcodes(picture)}


def _code_box(picture: Image.Image) -> tuple[int, int, int, int]:
    corners = zxingcpp.read_barcodes(picture)[0].position
    points = (corners.top_left, corners.top_right, corners.bottom_left, corners.bottom_right)
    across, down = [point.x for point in points], [point.y for point in points]
    return min(across), min(down), max(across), max(down)


def page_with_code(pdf: bytes) -> int:
    """The first page on which a code is read when it is clean."""
    for page in range(len(pdfium.PdfDocument(pdf))):
        if read(printed(pdf, page, 300, 0.3)):
            return page
    raise AssertionError("no page has a code that can be read")


def outcomes(order: Order, kind: str, content: str, language: str) -> dict[tuple[str, int], bool]:
    """Whether one code is read, by condition and dots per inch."""
    pdf = set_sheet(kind, order, [language], content).pdf
    use, page = KINDS[kind].code, page_with_code(pdf)
    module = use.module if use else 0
    expected = read(printed(pdf, page, 300, 0.3))
    found = {}
    for dpi in DPI:
        part = part_with_code(pdf, page, dpi, module)
        for name, change in CONDITIONS.items():
            found[name, dpi] = read(change(part)) == expected
    return found


def main() -> None:
    from tests.export.flyers.conftest import made_order

    order = made_order()
    order = replace(order, given={**order.given, "web": "https://example.org/sprechstunde"})
    heads = [f"{name}/{dpi}" for dpi in DPI for name in CONDITIONS]
    told = [f"{'':28}" + " ".join(f"{head:>13}" for head in heads)]
    for kind in sys.argv[1:] or KINDS_WITH_CODE:
        for content in CONTENTS:
            row = f"{kind:15} {content:12} "
            try:
                found = outcomes(order, kind, content, "de")
            except SurveykitError as error:
                told.append(row + error.what)
                continue
            read_as = [found[name, dpi] for dpi in DPI for name in CONDITIONS]
            told.append(row + " ".join(f"{'read' if ok else '-':>13}" for ok in read_as))
    sys.stdout.write("\n".join(told) + "\n")


if __name__ == "__main__":
    main()
