"""Every code is read from the printed page, whatever happens to paper and light."""

from dataclasses import replace

import pypdfium2 as pdfium
import pytest
import zxingcpp

from surveykit.errors import SurveykitError
from surveykit.export.flyers import KINDS, Order, set_sheet
from surveykit.export.flyers.codes import IN_HAND, ON_THE_WALL, TORN_OFF, Use, drawn
from tests.export.flyers import decoding
from tests.export.flyers.conftest import LANGUAGES, flyer_kind

WEB = {"web": "https://example.org/sprechstunde?von=haus"}

USES = [("flyer_a5", content) for content in decoding.CONTENTS]
USES += [("poster", "calendar"), ("poster", "mail"), ("strips", "phone"), ("missed", "phone")]


@pytest.mark.parametrize(("kind", "content"), USES)
def test_a_code_is_read_turned_tilted_blurred_grey_and_damaged(
    order: Order, kind: str, content: str
) -> None:
    told = replace(order, given={**order.given, **WEB})
    found = decoding.outcomes(told, kind, content, "de")
    assert [condition for condition, is_read in found.items() if not is_read] == []


@pytest.mark.parametrize("kind", decoding.KINDS_WITH_CODE)
def test_every_kind_has_a_code_that_is_read_in_every_language(order: Order, kind: str) -> None:
    pdf = set_sheet(kind, order, LANGUAGES).pdf
    pages = range(len(pdfium.PdfDocument(pdf)))
    found = [page for page in pages if decoding.read(decoding.printed(pdf, page, 150, 0.3))]
    assert len(found) == (1 if KINDS[kind].joint else len(LANGUAGES))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("phone", "tel:03023125303"),
        ("mail", "mailto:sonnenberg@example.org?subject=C-B1-tr"),
        ("web", "https://example.org/sprechstunde?von=haus&b=C-B1-tr"),
        (
            "contact",
            "MECARD:N:Ayşe Muster\\, Quartiersmanagement Sonnenberg;TEL:03023125303;"
            "EMAIL:sonnenberg@example.org;ADR:Sonnenberg-Ring 3\\, 00001 Auenstadt;;",
        ),
    ],
)
def test_a_code_holds_what_was_asked_for_and_the_mark_of_block_and_language(
    order: Order, content: str, expected: str
) -> None:
    told = replace(order, given={**order.given, **WEB})
    pdf = set_sheet("flyer_a5", told, ["tr"], content, "C-B1").pdf
    assert decoding.read(decoding.printed(pdf, 1, 300, 0.3)) == {expected}


def test_the_mark_tells_no_persons_apart(order: Order) -> None:
    """Two copies of one block and language are the same to the last byte."""
    one, two = (set_sheet("flyer_a5", order, ["tr"], "mail", "C-B1").pdf for _ in range(2))
    assert one == two


@pytest.mark.parametrize("use", [IN_HAND, TORN_OFF, ON_THE_WALL])
def test_a_module_takes_four_pixels_of_what_a_phone_analyses(use: Use) -> None:
    """Measured: 0.58, 0.86 and 1.44 mm at 20, 30 and 50 cm."""
    assert use.module == pytest.approx(use.distance * 0.58 / 20, abs=0.01)


def test_a_code_that_would_be_too_dense_is_refused(order: Order) -> None:
    with pytest.raises(SurveykitError, match="too dense"):
        drawn("x" * 300, TORN_OFF, "")
    with pytest.raises(SurveykitError, match="too dense"):
        set_sheet("strips", order, ["de"], "calendar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_dark_stands_in_the_white_margin(order: Order, language: str) -> None:
    pdf = set_sheet(flyer_kind(language), order, [language]).pdf
    picture = decoding.printed(pdf, 1, 300, 0.3)
    corners = zxingcpp.read_barcodes(picture)[0].position
    use = KINDS[flyer_kind(language)].code
    assert use is not None
    quiet = round(4 * use.module / 0.3 * decoding.PIXELS_PER_MODULE) - 2
    left, top = corners.top_left.x, corners.top_left.y
    right, bottom = corners.bottom_right.x, corners.bottom_right.y
    around = [
        (left - quiet, top - quiet, right + quiet, top - 2),
        (left - quiet, bottom + 3, right + quiet, bottom + quiet),
        (left - quiet, top - quiet, left - 2, bottom + quiet),
        (right + 3, top - quiet, right + quiet, bottom + quiet),
    ]
    for box in around:
        assert min(picture.crop(box).tobytes()) > 200
