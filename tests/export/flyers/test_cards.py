"""The cards for the erasure code: all languages, all of the text, and no two cards different."""

from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveykit.errors import SurveykitError
from surveykit.export.flyers import Order, set_sheet, write_sheets
from surveykit.export.flyers.sheets import erasure
from surveykit.export.flyers.typeset import Printed
from surveykit.site.model import Organiser, Site
from tests.export.flyers.test_typeset import MM, Box, every_language, left_to_right, share_a_spot

NOVEMBER = date(2026, 11, 20)
LANGUAGES = ("de", "de-simple", "en", "tr", "ar", "uk", "ru", "pl")
WIDTH, HEIGHT = 105 * MM, 74.25 * MM
DEPTH = 297 * MM


def with_organiser(site: Site, **changes: str) -> Site:
    return site.model_copy(update={"organiser": site.organiser.model_copy(update=changes)})


@pytest.fixture(scope="session")
def cards(site: Site) -> dict[str, Printed]:
    """The sheet in every language, set once for all tests."""
    return {code: set_sheet("erasure", Order(site, NOVEMBER), [code]) for code in LANGUAGES}


def boxes_by_card(pdf: bytes) -> list[list[Box]]:
    """Each stretch of text, card by card, seen from the card's lower left corner."""
    (page,) = pdfium.PdfDocument(pdf)
    text = page.get_textpage()
    found: dict[tuple[int, int], list[Box]] = {}
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        column, row = int((left + right) / 2 // WIDTH), int((DEPTH - top) // HEIGHT)
        x, y = column * WIDTH, DEPTH - (row + 1) * HEIGHT
        found.setdefault((row, column), []).append((left - x, bottom - y, right - x, top - y))
    return [found[place] for place in sorted(found)]


def words_of(pdf: bytes) -> str:
    (page,) = pdfium.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_range().split())


@every_language
def test_a_sheet_of_a4_has_eight_cards_that_are_all_alike(
    cards: dict[str, Printed], language: str
) -> None:
    (page,) = pdfium.PdfDocument(cards[language].pdf)
    assert page.get_size() == pytest.approx((210 * MM, 297 * MM), abs=0.5)
    first, *others = boxes_by_card(cards[language].pdf)
    assert len(others) == 7
    for other in others:
        assert [pytest.approx(box, abs=0.1) for box in first] == other


@every_language
def test_no_card_has_a_number_or_code_of_its_own(cards: dict[str, Printed], language: str) -> None:
    (page,) = pdfium.PdfDocument(cards[language].pdf)
    text = page.get_textpage()
    said = {
        text.get_text_bounded(
            x * WIDTH, DEPTH - (y + 1) * HEIGHT, (x + 1) * WIDTH, DEPTH - y * HEIGHT
        )
        for x in range(2)
        for y in range(4)
    }
    assert len(said) == 1


@every_language
def test_nothing_is_cut_off_by_scissors_or_printer(
    cards: dict[str, Printed], language: str
) -> None:
    for card in boxes_by_card(cards[language].pdf):
        for left, bottom, right, top in card:
            assert left >= 5 * MM
            assert bottom >= 5 * MM
            assert right <= WIDTH - 5 * MM
            assert top <= HEIGHT - 5 * MM


@left_to_right
def test_no_text_lies_over_another(cards: dict[str, Printed], language: str) -> None:
    card, *_others = boxes_by_card(cards[language].pdf)
    assert not [pair for pair in combinations(card, 2) if share_a_spot(*pair, tolerance=0.8)]


@every_language
def test_the_text_is_larger_than_the_smallest_size(
    cards: dict[str, Printed], language: str
) -> None:
    assert cards[language].size("card") > 9.5


@pytest.mark.parametrize(
    ("language", "purpose", "alphabet"),
    [
        ("de", "Mit diesem Code löschen wir Ihre Antworten überall", "0 ist die Ziffer Null"),
        ("de-simple", "Wir löschen die Antworten überall", "kein I, kein L, kein O und kein U"),
        ("en", "we delete your answers everywhere", "The letters I, L, O and U are not used"),
        ("tr", "kayıtlı oldukları her yerden sileriz", "0 sıfır rakamıdır"),
        ("uk", "ми видалимо ваші відповіді всюди", "I, L, O та U не вживаються"),
        ("ru", "мы удалим ваши ответы везде", "I, L, O и U не используются"),
        ("pl", "usuniemy Państwa odpowiedzi wszędzie", "0 to cyfra zero"),
    ],
)
def test_a_resident_reads_what_it_is_for_whom_to_call_and_how_long(
    cards: dict[str, Printed], language: str, purpose: str, alphabet: str
) -> None:
    words = words_of(cards[language].pdf)
    for block in (
        purpose,
        alphabet,
        "Ayşe Muster",
        "Quartiersmanagement Sonnenberg",
        "030 23125 303",
        "24",  # months, the default period for answers in the forms overview
        "Herausgeber und v. i. S. d. P.: Quartiersmanagement Sonnenberg, Sonnenberg-Ring 3, "
        "00001 Auenstadt · Druck: Eigendruck · Stand: 11/2026",
    ):
        assert words.count(block) >= 8, block


def test_in_arabic_the_number_keeps_its_order_and_the_title_stands_right(
    cards: dict[str, Printed],
) -> None:
    (page,) = pdfium.PdfDocument(cards["ar"].pdf)
    text = page.get_textpage()
    first, last = (text.get_charbox(text.search(part).get_next()[0]) for part in ("030", "303"))
    assert first[2] < last[0]
    assert last[2] > WIDTH / 2, "the telephone number stands at the right"


@every_language
def test_a_code_is_written_into_three_groups_of_four_boxes(
    cards: dict[str, Printed], language: str
) -> None:
    page = pdfium.PdfDocument(cards[language].pdf)[0].render(scale=4).to_pil().convert("L")
    _left, bottom, *_rest = max(boxes_by_card(cards[language].pdf)[0], key=lambda box: box[3])
    widest = 0
    for y in range(round(4 * (HEIGHT - bottom)), round(4 * HEIGHT)):  # a line through the boxes
        row = [page.getpixel((x, y)) < 128 for x in range(round(4 * WIDTH))]
        edges = [x for x, dark in enumerate(row) if dark and not row[x - 1]]
        steps = [round((b - a) / 4 / MM, 1) for a, b in pairwise(edges)]
        if steps == pytest.approx([6, 6, 6, 6, 4, 6, 6, 6, 6, 4, 6, 6, 6, 6], abs=0.3):
            widest += 1
    assert widest / 4 / MM >= 7, "boxes at least 7 mm high"


def test_plain_german_is_a_draft_until_it_has_been_checked(site: Site) -> None:
    assert erasure(Order(site, NOVEMBER), "de-simple")["name"] == "in einfacher Sprache (Entwurf)"


def test_each_language_becomes_a_file_and_the_same_order_the_same_bytes(
    site: Site, tmp_path: Path
) -> None:
    order = Order(site, NOVEMBER)
    one = write_sheets(order, ["erasure"], ("ar", "de"), tmp_path / "one")
    two = write_sheets(order, ["erasure"], ("ar", "de"), tmp_path / "two")
    assert [path.name for path in one] == ["erasure_ar.pdf", "erasure_de.pdf"]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_everything_missing_is_told_at_once(site: Site, tmp_path: Path) -> None:
    empty = site.model_copy(update={"organiser": Organiser(name="", phone="")})
    with pytest.raises(SurveykitError) as refusal:
        write_sheets(Order(empty, NOVEMBER), ["erasure"], ["de"], tmp_path)
    for fact in ("telephone", "publisher", "postal address", "name of the organiser"):
        assert fact in refusal.value.what
    assert not list(tmp_path.iterdir())


def test_a_character_without_a_glyph_is_named(site: Site, tmp_path: Path) -> None:
    with pytest.raises(SurveykitError, match=r"cards for the erasure code.*“☎” \(U\+260E\)"):
        write_sheets(
            Order(with_organiser(site, name="☎ Laden"), NOVEMBER), ["erasure"], ["de"], tmp_path
        )


@pytest.mark.parametrize(
    ("changes", "block"),
    [
        ({"contact_name": "Nachbarschaft und Teilhabe im Quartier " * 6}, "contact"),
        ({"phone": "030 23125 303 oder 030 23125 304 oder 0170 1234567 und 1"}, "contact"),
        ({"publisher_address": "Haus der Begegnung im Hinterhof " * 20}, "imprint"),
        ({"name": "Quartiersmanagementgesellschaft" * 3}, "contact"),
    ],
)
def test_a_fact_that_does_not_fit_is_refused_by_name(
    site: Site, tmp_path: Path, changes: dict[str, str], block: str
) -> None:
    with pytest.raises(SurveykitError) as refusal:
        write_sheets(
            Order(with_organiser(site, **changes), NOVEMBER), ["erasure"], ["en", "de"], tmp_path
        )
    assert block in refusal.value.what
    assert "9.0 points" in refusal.value.what
    assert not list(tmp_path.iterdir()), "no sheet is written if one is refused"


names = st.lists(st.text("aämoſWßżіЯ-#$*@", min_size=1, max_size=22), min_size=1, max_size=9)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=names, person=names, language=st.sampled_from(LANGUAGES))
def test_long_names_are_set_smaller_or_refused_but_never_cut_off(
    site: Site, name: list[str], person: list[str], language: str
) -> None:
    other = with_organiser(site, name=" ".join(name), contact_name=" ".join(person))
    try:
        sheet = set_sheet("erasure", Order(other, NOVEMBER), [language])
    except SurveykitError as refusal:
        if "does not fit" not in refusal.what:
            raise
        return
    assert len(pdfium.PdfDocument(sheet.pdf)) == 1
    for left, bottom, right, top in boxes_by_card(sheet.pdf)[0]:
        assert left >= 5 * MM
        assert bottom >= 5 * MM
        assert right <= WIDTH - 5 * MM
        assert top <= HEIGHT - 5 * MM
