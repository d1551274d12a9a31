"""What comes out of the printer: pages rendered, read and measured again."""

from datetime import date
from itertools import combinations

import pypdfium2 as pdfium
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveykit.assess.hour.plan import Plan
from surveykit.errors import SurveykitError
from surveykit.export import qr
from surveykit.export.flyers import Order, set_sheet
from surveykit.export.flyers.calendar import vevent
from surveykit.export.flyers.typeset import Printed
from surveykit.site.model import Site

LANGUAGES = ("de", "de-simple", "en", "tr", "ar", "uk", "ru", "pl")
NOVEMBER = date(2026, 11, 1)
MM = 72 / 25.4
Box = tuple[float, float, float, float]  # left, bottom, right, top in points


def paper(language: str) -> tuple[int, int]:
    return (210, 297) if language == "de-simple" else (148, 210)


every_language = pytest.mark.parametrize("language", LANGUAGES)
left_to_right = pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "ar"])


def words_of(flyer: Printed) -> str:
    """The words of both sides on one line, as a reader of the PDF finds them."""
    pages = pdfium.PdfDocument(flyer.pdf)
    found = "\n".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(found.split())


def read_code(flyer: Printed, dpi: int) -> zxingcpp.Barcode:
    image = pdfium.PdfDocument(flyer.pdf)[1].render(scale=dpi / 72).to_pil().convert("L")
    (code,) = zxingcpp.read_barcodes(image)
    return code


def text_boxes(flyer: Printed, page: int) -> list[Box]:
    """Each stretch of text on a page."""
    text = pdfium.PdfDocument(flyer.pdf)[page].get_textpage()
    return [text.get_rect(index) for index in range(text.count_rects())]


def box_of(flyer: Printed, page: int, token: str) -> Box:
    """The first place of a word on a page."""
    text = pdfium.PdfDocument(flyer.pdf)[page].get_textpage()
    index, count = text.search(token).get_next()
    boxes = [text.get_charbox(index + step) for step in range(count)]
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def share_a_spot(one: Box, other: Box, tolerance: float = 0.5) -> bool:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width > tolerance and height > tolerance


@every_language
def test_a_flyer_has_two_sides_of_a5_and_of_a4_in_plain_language(
    flyers: dict[str, Printed], language: str
) -> None:
    document = pdfium.PdfDocument(flyers[language].pdf)
    assert len(document) == 2
    for page in document:
        assert page.get_size() == pytest.approx([s * MM for s in paper(language)], abs=0.5)


@every_language
@pytest.mark.parametrize("dpi", [100, 150, 300])
def test_the_code_on_the_page_is_the_calendar_event(
    flyers: dict[str, Printed], site: Site, plan: Plan, language: str, dpi: int
) -> None:
    assert read_code(flyers[language], dpi).text == vevent(site, plan, language)


@every_language
def test_the_code_is_large_enough_and_has_its_white_margin(
    flyers: dict[str, Printed], site: Site, plan: Plan, language: str
) -> None:
    corners = read_code(flyers[language], 300).position
    side = (corners.top_right.x - corners.top_left.x) / 300 * 25.4
    correction: qr.Correction = "Q" if language == "de-simple" else "M"
    module = side / len(qr.matrix(vevent(site, plan, language), correction))
    assert module >= 0.5
    page_height = paper(language)[1] * MM
    white: Box = (
        (corners.top_left.x / 300 * 25.4 - 4 * module) * MM,
        page_height - (corners.bottom_left.y / 300 * 25.4 + 4 * module) * MM,
        (corners.top_right.x / 300 * 25.4 + 4 * module) * MM,
        page_height - (corners.top_left.y / 300 * 25.4 - 4 * module) * MM,
    )
    assert not [box for box in text_boxes(flyers[language], 1) if share_a_spot(box, white)]


@every_language
def test_nothing_is_cut_off_where_office_printers_stop(
    flyers: dict[str, Printed], language: str
) -> None:
    width, height = paper(language)
    for page in (0, 1):
        for left, bottom, right, top in text_boxes(flyers[language], page):
            assert left >= 5 * MM
            assert bottom >= 5 * MM
            assert right <= (width - 5) * MM
            assert top <= (height - 4.2) * MM


@left_to_right
def test_no_text_lies_over_another(flyers: dict[str, Printed], language: str) -> None:
    for page in (0, 1):
        boxes = text_boxes(flyers[language], page)
        assert not [pair for pair in combinations(boxes, 2) if share_a_spot(*pair)]


@every_language
def test_both_sides_fit_above_the_smallest_size(flyers: dict[str, Printed], language: str) -> None:
    smallest = {"de-simple": 16}.get(language, 12.4)
    for side in flyers[language].sides:
        assert side.size >= smallest
        assert side.spare >= 0
        assert side.too_long == ()


@pytest.mark.parametrize(
    ("language", "time", "topic"),
    [
        ("de", "15:00 bis 18:00 Uhr", "Älterwerden und Pflege – auch bei Angehörigen"),
        ("de-simple", "Von 15:00 bis 18:00 Uhr", "Älter werden. Pflege für Sie"),
        ("en", "15:00 to 18:00", "growing older and care – also for relatives"),
        ("tr", "Saat 15:00–18:00", "yaşlanma ve bakım – yakınlarınız için de"),
        ("uk", "15:00–18:00", "літній вік і догляд – зокрема за рідними"),
        ("ru", "15:00–18:00", "пожилой возраст и уход – в том числе за близкими"),
        ("pl", "Godz. 15:00–18:00", "starzeniu się i opiece – także nad bliskimi"),
    ],
)
def test_everything_a_resident_needs_stands_in_words(
    flyers: dict[str, Printed], language: str, time: str, topic: str
) -> None:
    words = words_of(flyers[language])
    for block in (
        time,
        topic,
        "Stadtteilladen Sonnenberg",
        "Sonnenberg-Ring 3",
        "13.01.2027",
        "13.01. 20.01. 27.01. 03.02. 10.02. 17.02.",
        "Ayşe Muster",
        "030 23125 303",
        "sonnenberg@example.org",
        "Quartiersmanagement Sonnenberg",
        "112",
        "Herausgeber und v. i. S. d. P.: Quartiersmanagement Sonnenberg, Sonnenberg-Ring 3, "
        "00001 Auenstadt · Druck: Eigendruck · Stand: 11/2026",
    ):
        assert block in words


def test_arabic_reads_from_right_to_left_but_its_figures_do_not(flyers: dict[str, Printed]) -> None:
    arabic = flyers["ar"]
    start, end = box_of(arabic, 0, "15:00"), box_of(arabic, 0, "18:00")
    assert end[2] < start[0], "from 15:00 stands to the right of to 18:00"
    first, last = box_of(arabic, 0, "13.01. "), box_of(arabic, 0, "17.02.")
    assert last[2] < first[0], "the first date stands at the right"
    area, number = box_of(arabic, 1, "030"), box_of(arabic, 1, "303")
    assert area[2] < number[0], "a telephone number keeps its order"
    street, house = box_of(arabic, 0, "Ring"), box_of(arabic, 0, "3 Ring")
    assert house[2] > street[2], "the house number follows the street, as on its sign"


def test_a_screen_reader_is_told_title_language_and_what_the_code_does(
    flyers: dict[str, Printed],
) -> None:
    document = pdfium.PdfDocument(flyers["en"].pdf)
    assert document.get_metadata_value("Title") == "Open hour for tenants"
    assert b"/Lang(en)" in flyers["en"].pdf
    assert b"/MarkInfo" in flyers["en"].pdf
    assert b"/Alt" in flyers["en"].pdf


names = st.lists(st.text("aämoſWßżіЯ-", min_size=1, max_size=22), min_size=1, max_size=14)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(label=names, hint=names, organiser=names, mail=names, language=st.sampled_from(["de", "ar"]))
def test_long_names_are_set_smaller_or_refused_but_never_cut_off(
    site: Site,
    plan: Plan,
    label: list[str],
    hint: list[str],
    organiser: list[str],
    mail: list[str],
    language: str,
) -> None:
    places = tuple(
        place.model_copy(update={"label": " ".join(label), "hint": " ".join(hint)})
        for place in site.places
    )
    office = site.organiser.model_copy(
        update={"name": " ".join(organiser), "email": "".join(mail) + "@example.org"}
    )
    other = site.model_copy(update={"places": places, "organiser": office})
    try:
        flyer = set_sheet("flyer_a5", Order(other, NOVEMBER, plan), [language])
    except SurveykitError as refusal:
        if "does not fit" not in refusal.what:
            raise
        return
    assert len(pdfium.PdfDocument(flyer.pdf)) == 2
    for page in (0, 1):
        for left, bottom, right, top in text_boxes(flyer, page):
            assert left >= 5 * MM
            assert bottom >= 5 * MM
            assert right <= (148 - 5) * MM
            assert top <= (210 - 4.2) * MM
