"""Everything that is printed looks as it did when somebody last looked at it."""

import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.export.flyers.pictures import SHOWN, path_of, picture


@pytest.mark.parametrize(("kind", "language"), SHOWN)
def test_a_sheet_looks_like_the_approved_picture(kind: str, language: str) -> None:
    """Out of focus, so that how edges are smoothed makes no difference."""
    approved, drawn = Image.open(path_of(kind, language)).convert("L"), picture(kind, language)
    assert drawn.size == pytest.approx(approved.size, abs=1)
    one, two = (
        sheet.crop((0, 0, *approved.size)).filter(ImageFilter.BoxBlur(3))
        for sheet in (approved, drawn)
    )
    difference = ImageChops.difference(one, two)
    far_off = sum(value > 40 for value in difference.tobytes())
    assert far_off < 0.002 * approved.width * approved.height


def test_another_layout_does_not_pass_for_the_approved_one() -> None:
    """The comparison sees a flyer whose blocks have moved by a line."""
    approved = Image.open(path_of("flyer_a5", "de")).convert("L")
    moved = ImageChops.offset(approved, 0, 4)
    one, two = (sheet.filter(ImageFilter.BoxBlur(3)) for sheet in (approved, moved))
    difference = ImageChops.difference(one, two)
    far_off = sum(value > 40 for value in difference.tobytes())
    assert far_off > 0.002 * approved.width * approved.height
