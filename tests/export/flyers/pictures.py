"""Pictures of everything that is printed: `python -m tests.export.flyers.pictures` approves them.

Look at `tests/export/flyers/approved/*.png` before you keep them. They are small: what shifts a
block by a line or swaps a side is seen, what another version of the renderer smooths is not.
"""

import sys
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from surveykit.export.flyers import KINDS, set_sheet
from tests.export.flyers.conftest import made_order

APPROVED = Path(__file__).parent / "approved"
HEIGHT = 220
"""Pixels of a page."""

SHOWN = [
    (kind, language)
    for kind, how in KINDS.items()
    for language in ("de", "ar")
    if not (how.foreign and language == "de") and not (how.joint and language == "ar")
]
"""One language that reads from the left, and the one that reads from the right."""


def picture(kind: str, language: str) -> Image.Image:
    """All pages side by side, in sixteen greys."""
    languages = ("de", "en", "tr", "ar", "ru") if KINDS[kind].joint else (language,)
    pages = [
        page.render(scale=HEIGHT / page.get_size()[1]).to_pil().convert("L")
        for page in pdfium.PdfDocument(set_sheet(kind, made_order(), languages).pdf)
    ]
    sheet = Image.new("L", (sum(page.width for page in pages), HEIGHT + 1), 255)
    across = 0
    for page in pages:
        sheet.paste(page, (across, 0))
        across += page.width
    return sheet.point([value // 17 * 17 for value in range(256)])


def path_of(kind: str, language: str) -> Path:
    return APPROVED / f"{kind}_{language}.png"


def main() -> None:
    APPROVED.mkdir(exist_ok=True)
    for kind, language in SHOWN:
        drawn = picture(kind, language).quantize(16)
        drawn.save(path_of(kind, language), optimize=True)
        sys.stdout.write(f"{path_of(kind, language)}\n")


if __name__ == "__main__":
    main()
