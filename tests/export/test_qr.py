import io
from xml.etree import ElementTree

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from surveykit.export import qr

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=120
)


def read(picture: bytes) -> str:
    """What a scanner makes of a picture."""
    image = Image.open(io.BytesIO(picture)).convert("L")
    (code,) = zxingcpp.read_barcodes(image)
    return code.text


@settings(max_examples=40, deadline=None)
@given(text=texts)
def test_a_scanner_reads_back_what_was_written(text: str) -> None:
    assert read(qr.png(qr.matrix(text), scale=3)) == text


def test_arabic_and_cyrillic_come_back_unharmed() -> None:
    for text in ("ساعة استشارة", "Години консультацій", "Größe ſ ß €"):
        assert read(qr.png(qr.matrix(text))) == text


def test_a_code_has_the_size_its_version_promises() -> None:
    # ISO/IEC 18004, table 7: 213 bytes at error correction M need version 10, one more version 11.
    assert len(qr.matrix("x" * 213)) == 57
    assert qr.version(qr.matrix("x" * 213)) == 10
    assert qr.version(qr.matrix("x" * 214)) == 11


def test_the_picture_is_black_and_white_with_four_modules_of_white_around() -> None:
    modules = qr.matrix("tel:+493023125303")
    image = Image.open(io.BytesIO(qr.png(modules, scale=5)))
    assert image.mode == "1"
    assert image.size == ((len(modules) + 8) * 5,) * 2
    dark = image.convert("L").point(lambda grey: 255 - grey).getbbox()
    assert dark == (20, 20, image.size[0] - 20, image.size[1] - 20)


def test_the_vector_draws_exactly_the_dark_modules() -> None:
    modules = qr.matrix("one path, no seams")
    root = ElementTree.fromstring(qr.svg(modules))  # noqa: S314  (our own drawing)
    path = root[1].attrib["d"]
    dark = set()
    for run in path.strip("Mz").split("zM"):
        start, rest = run.split("h", 1)
        x, y = map(int, start.split())
        dark |= {(x + step, y) for step in range(int(rest.split("v")[0]))}
    assert dark == {
        (x + 4, y + 4) for y, row in enumerate(modules) for x, on in enumerate(row) if on
    }
    assert root.attrib["viewBox"] == f"0 0 {len(modules) + 8} {len(modules) + 8}"


def test_the_same_text_gives_the_same_bytes() -> None:
    assert qr.png(qr.matrix("again")) == qr.png(qr.matrix("again"))
    assert qr.svg(qr.matrix("again")) == qr.svg(qr.matrix("again"))


@pytest.mark.parametrize("text", ["", "x" * 2332])
def test_what_no_code_can_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="QR code"):
        qr.matrix(text)
