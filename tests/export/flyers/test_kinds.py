"""Everything that is printed, in every language: whole, legible, and open to screen readers."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from surveykit.errors import SurveykitError
from surveykit.export.flyers import (
    DOOR_KINDS,
    HOUR_KINDS,
    KINDS,
    MissingFactsError,
    Order,
    chosen_kinds,
    kind_words,
    read_facts,
    set_sheet,
    write_sheets,
)
from surveykit.export.flyers.kinds import check
from surveykit.export.flyers.typeset import Printed
from surveykit.export.flyers.words import words
from tests.export.flyers.conftest import LANGUAGES, NOVEMBER

MM = 72 / 25.4
BODY = {"flyer_a6": 11, "all_languages": 10, "strips": 9, "missed": 9.5, "erasure": 9}
"""Smallest size of type in points where paper is small; 12 elsewhere, 14 on notices."""
NOTICES = ("announce", "week", "day", "after", "cancel", "change", "survey", "flyer_a4")
FORMS = Path(__file__).parents[3] / "forms"
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="session")
def prints(order: Order) -> dict[str, Printed]:
    """Every kind in all languages, set once for all tests."""
    return {kind: set_sheet(kind, order, LANGUAGES) for kind in KINDS}


def words_of(pdf: bytes, page: int | None = None) -> str:
    pages = list(pdfium.PdfDocument(pdf))
    shown = pages if page is None else [pages[page]]
    found = "\n".join(each.get_textpage().get_text_range() for each in shown)
    return " ".join(unicodedata.normalize("NFC", found).split())


def test_every_kind_is_offered_once_and_has_a_name() -> None:
    assert sorted((*HOUR_KINDS, *DOOR_KINDS)) == sorted(KINDS)
    assert kind_words().keys() == KINDS.keys()


@every_kind
def test_letters_are_large_enough_for_readers_of_65_and_over(
    prints: dict[str, Printed], kind: str
) -> None:
    smallest = 14 if kind in NOTICES else BODY.get(kind, 12)
    if kind != "result":
        assert min(side.size for side in prints[kind].sides) >= smallest


@every_kind
def test_nothing_is_cut_off_where_office_printers_stop(
    prints: dict[str, Printed], kind: str
) -> None:
    blank = 4.2
    for page in pdfium.PdfDocument(prints[kind].pdf):
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            assert left >= blank * MM
            assert bottom >= 4 * MM
            assert right <= width - blank * MM
            assert top <= height - 4 * MM


@every_kind
def test_fonts_are_our_own_and_embedded(prints: dict[str, Printed], kind: str) -> None:
    with pikepdf.open(BytesIO(prints[kind].pdf)) as pdf:
        fonts = [one for one in pdf.objects if _is(one, "/FontDescriptor")]
        assert fonts
        for font in fonts:
            assert re.search("NotoSans(Arabic)?-(Regular|Bold)", str(font.FontName))
            assert "/FontFile2" in font or "/FontFile3" in font


@every_kind
def test_a_screen_reader_finds_title_language_and_a_tagged_text(
    prints: dict[str, Printed], kind: str
) -> None:
    """What the Matterhorn protocol lets one check without seeing the page."""
    with pikepdf.open(BytesIO(prints[kind].pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang)
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as told:
            assert told["dc:title"]
            assert told["pdfuaid:part"] == "1"
            assert told["pdfaid:part"] == "2"
        tags = list(_tags(pdf.Root.StructTreeRoot))
        headings = [tag for tag, _element in tags if re.fullmatch("/H[1-6]", tag)]
        assert headings[0] == "/H1"
        for tag, element in tags:
            if tag == "/Figure":
                assert str(element.get("/Alt", "")), "a picture says what it shows"
        for page in pdf.pages:
            assert page.get("/Tabs", "/S") == "/S"
            assert "/StructParents" in page


@every_kind
def test_the_reading_order_begins_with_the_title_and_ends_with_the_imprint(
    order: Order, kind: str
) -> None:
    if KINDS[kind].joint:
        return  # its title stands in each language, below the time
    text = words_of(set_sheet(kind, order, ["en"]).pdf)
    title = str(KINDS[kind].build(order, "en")["title"])
    assert 0 <= text.index(title) < text.index("Herausgeber und v. i. S. d. P.")


INVITING = ("flyer_a5", "flyer_a5x2", "flyer_a6", "flyer_a4", "poster", "strips", "all_languages",
            "announce", "week", "day")  # fmt: skip


@pytest.mark.parametrize("kind", INVITING)
def test_an_invitation_says_all_that_it_must(prints: dict[str, Printed], kind: str) -> None:
    """The blocks that the method asks for, in German and in Russian."""
    text = words_of(prints[kind].pdf)
    for code in ("de", "ru"):
        said = words(code).words
        can, cannot = (("can1", "cannot4"), ("can_short", "cannot_short"))[
            kind not in ("flyer_a5", "flyer_a5x2", "flyer_a6", "flyer_a4")
        ]
        for key in ("beyond", can, cannot, "conf", "step_yes"):
            assert _squeezed(said[key]) in _squeezed(text), key
    for block in ("15:00", "18:00", "Stadtteilladen Sonnenberg", "Sonnenberg-Ring 3",
                  "13.01. 20.01. 27.01. 03.02. 10.02. 17.02.", "Stand: 11/2026", "Fassung",
                  "17.02.2027" if kind not in ("week", "day") else "13.01.2027",
                  "Quartiersmanagement Sonnenberg"):  # fmt: skip
        assert _squeezed(block) in _squeezed(text), block


def test_the_dates_leave_out_what_has_passed_and_the_one_that_is_cancelled(order: Order) -> None:
    text = words_of(set_sheet("cancel", order, ["en"]).pdf)
    assert "session on 13.01.2027 is cancelled. Next date: 20.01.2027" in text
    assert "20.01. 27.01. 03.02. 10.02. 17.02." in text
    assert "13.01. 20.01." not in text


def test_a_cancelled_session_does_not_move_the_first_one(order: Order) -> None:
    later = replace(order, given={**order.given, "date": "27.01.2027"})
    text = words_of(set_sheet("announce", later, ["en"]).pdf)
    assert "from 13.01.2027 there will be an open hour" in text


@pytest.mark.parametrize(("visits", "told"), [("4", False), ("5", True), ("12", True)])
def test_few_visits_are_not_told(order: Order, *, visits: str, told: bool) -> None:
    few = Order(order.site, order.as_of, order.plan, {**order.given, "visits": visits})
    text = words_of(set_sheet("after", few, ["en"]).pdf)
    assert (f"There were {visits} visits" in text) is told


@pytest.mark.parametrize("kind", ["poster", "week", "missed", "privacy", "show_cards"])
def test_arabic_begins_where_german_ends(order: Order, kind: str) -> None:
    """Where the ink of the headline lies: left in German, right in Arabic."""
    german, arabic = (
        _headline_ink(set_sheet(kind, order, [code]).pdf, kind) for code in ("de", "ar")
    )
    assert german[0] > 1.2 * german[1]
    assert arabic[1] > 1.2 * arabic[0]


def _headline_ink(pdf: bytes, kind: str) -> tuple[int, int]:
    """Dark dots in the left and in the right half of the uppermost part of the first page."""
    page = pdfium.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("L")
    width = page.width // (2 if kind == "missed" else 1)
    deep = page.height // (20 if kind == "missed" else 8)
    halves = (page.crop((0, 0, width // 2, deep)), page.crop((width // 2, 0, width, deep)))
    left, right = (sum(value < 128 for value in half.tobytes()) for half in halves)
    return left, right


@pytest.mark.parametrize(
    ("language", "form", "heading"),
    [
        ("de", "door_interest", "label::Deutsch (de)"),
        ("de-simple", "door_interest", "label::Leichte Sprache (de-simple)"),
        ("en", "door_interest", "label::English (en)"),
        ("tr", "hallway_quick", "label::Türkçe (tr)"),
        ("ar", "hallway_quick", "label::العربية (ar)"),
        ("uk", "hallway_quick", "label::Українська (uk)"),
        ("ru", "hallway_quick", "label::Русский (ru)"),
    ],
)
def test_show_cards_say_what_the_questionnaire_says(language: str, form: str, heading: str) -> None:
    rows = list(load_workbook(FORMS / f"{form}.xlsx")["choices"].iter_rows(values_only=True))
    column = rows[0].index(heading)

    def labels(name: str) -> list[str]:
        return [str(row[column]) for row in rows if row[0] == name and row[1] not in UNSAID]

    shown = words(language).lists
    assert [f"{step} – {told}" for step, told in enumerate(shown["ladder"])] == labels("prob")
    if form == "door_interest":
        assert list(shown["show_topics"]) == labels("topics")
        assert list(shown["providers"]) == labels("provider")


UNSAID = ("dont_know", "no_answer")


def test_everything_missing_is_told_at_once_with_the_name_to_give_it_by(
    order: Order, tmp_path: Path
) -> None:
    bare = Order(order.site.model_copy(update={"first_session": None, "region": ""}),
                 NOVEMBER, order.plan)  # fmt: skip
    with pytest.raises(MissingFactsError) as refusal:
        write_sheets(bare, ["after", "privacy", "missed", "result"], ["de", "tr"], tmp_path)
    named = {fact.name for fact in refusal.value.missing}
    assert named == {"visits", "next_steps", "tr.next_steps", "dpo_contact",
                     "supervisory_authority", "verify_phone", ""}  # fmt: skip
    assert "tr.next_steps" in refusal.value.what
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("told", ["nix", "nix=1", "de.nix=1", "date=32.01.2027", "date=morgen"])
def test_a_fact_that_is_none_is_refused(told: str) -> None:
    with pytest.raises(SurveykitError):
        read_facts([told])


@pytest.mark.parametrize(
    ("early", "late"),
    [("survey_from=01.03.2027", "survey_to=20.02.2027"), ("first_date=27.01.2027",
                                                          "date=28.11.2020")],
)  # fmt: skip
def test_what_ends_before_it_begins_is_refused(early: str, late: str) -> None:
    with pytest.raises(SurveykitError, match="before"):
        read_facts([late, early])


def test_no_notice_tells_of_a_day_that_is_over(order: Order, tmp_path: Path) -> None:
    late = replace(order, given={**order.given, "date": "28.11.2020"})
    with pytest.raises(SurveykitError, match=r"28\.11\.2020"):
        write_sheets(late, ["cancel"], ["de"], tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_sentences_that_end_in_a_full_stop_get_no_second_one(
    order: Order, language: str
) -> None:
    organiser = order.site.organiser.model_copy(update={"name": "Mieterrat e. V."})
    site = order.site.model_copy(update={"organiser": organiser})
    told = {name: f"{text}." for name, text in order.given.items() if "next_steps" in name}
    stopped = replace(order, site=site, given={**order.given, **told})
    for name, kind in KINDS.items():
        said = str(kind.build(stopped, language))
        assert not re.search(r"(?<!\.)\.[\u2066-\u2069]*\.(?!\.)", said), name


@pytest.mark.parametrize("kind", ["cancel", "week", "day"])
@pytest.mark.parametrize(
    ("told", "following"),
    [
        ("14.01.2027", "20.01.2027, 27.01.2027, 03.02.2027"),
        ("06.01.2027", "13.01.2027, 20.01.2027, 27.01.2027"),  # before the first one
        ("12.05.2027", ""),
        ("13.05.2027", "19.05.2027, 26.05.2027, 02.06.2027"),
    ],
)
def test_a_notice_is_about_a_day_with_a_session(
    order: Order, kind: str, told: str, following: str
) -> None:
    asked = replace(order, given={**order.given, "date": told})
    if not following:
        assert check(kind, asked, ["de"], "calendar") == ()
        return
    with pytest.raises(SurveykitError, match=f"{told}.*{following}"):
        check(kind, asked, ["de"], "calendar")


@pytest.mark.parametrize("told", ["date=13.01.2027", "date=2027-01-13", "tr.next_steps=a = b"])
def test_facts_are_read(told: str) -> None:
    name, _equals, text = told.partition("=")
    assert read_facts([told]) == {name: text}


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(SurveykitError) as refusal:
        chosen_kinds(["plakat"], HOUR_KINDS)
    assert "poster" in refusal.value.advice


def test_in_german_no_card_for_doors_without_a_shared_language(
    order: Order, tmp_path: Path
) -> None:
    written = write_sheets(order, ["conversation"], ["de", "de-simple", "tr"], tmp_path)
    assert [path.name for path in written] == ["conversation_tr.pdf"]
    with pytest.raises(SurveykitError, match="another language"):
        write_sheets(order, ["conversation"], ["de"], tmp_path)


hostile = st.one_of(
    st.text(max_size=60),
    st.text('#$*_`<>@\\/[]{}"=~-+|', max_size=30),
    st.sampled_from(['#panic("x")', "{place_name}", "$x^2$", "]#[", "\u202eabc", "\\"]),
)
FIELDS = ("name", "phone", "email", "contact_name", "address", "publisher", "publisher_address",
          "printer", "printer_address")  # fmt: skip


@settings(max_examples=40, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(data=st.data())
def test_hostile_text_in_any_field_is_printed_or_refused_in_words(
    order: Order, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    language = data.draw(st.sampled_from(["tr", "ar"]))
    office = order.site.organiser.model_copy(
        update=data.draw(st.dictionaries(st.sampled_from(FIELDS), hostile, max_size=3))
    )
    place = st.dictionaries(st.sampled_from(["label", "address", "hint"]), hostile, max_size=2)
    places = tuple(one.model_copy(update=data.draw(place)) for one in order.site.places)
    told = {key: data.draw(hostile) for key in ("tr.next_steps", "ar.next_steps", "box_place")}
    site = order.site.model_copy(update={"organiser": office, "places": places})
    folder = tmp_path_factory.mktemp("hostile")
    asked = Order(site, date(2026, 11, 20), order.plan, {**order.given, **told}, order.answered)
    block, refused = data.draw(hostile), ""
    try:
        write_sheets(asked, [kind], [language], folder, block=block)
    except SurveykitError as refusal:
        refused = refusal.what
    assert "does not work" not in refused, "text is never taken for layout"
    assert len(list(folder.iterdir())) == (0 if refused else 1)


def _squeezed(text: str) -> str:
    """Without white space and case: lines end, and begin with a capital, where the layout says."""
    return "".join(unicodedata.normalize("NFC", text).split()).casefold()


def _is(one: pikepdf.Object, kind: str) -> bool:
    return isinstance(one, pikepdf.Dictionary) and str(one.get("/Type", "")) == kind


def _tags(element: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    """Every structure element in reading order."""
    children = element.get("/K", pikepdf.Array())
    for child in list(children) if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield str(child.S), child
            yield from _tags(child)
