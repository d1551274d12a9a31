"""Flyers as files: all of them, the same ones, or a sentence that helps."""

import sys
from datetime import date, time
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from surveykit.assess.hour.plan import Plan
from surveykit.errors import SurveykitError
from surveykit.export.flyers import Order, flyer_languages, write_sheets
from surveykit.site.model import Organiser, Site

NOVEMBER = date(2026, 11, 20)


def with_place(site: Site, **changes: str) -> Site:
    places = tuple(place.model_copy(update=changes) for place in site.places)
    return site.model_copy(update={"places": places})


def with_organiser(site: Site, **changes: str) -> Site:
    return site.model_copy(update={"organiser": site.organiser.model_copy(update=changes)})


def words_of(path: Path) -> str:
    pages = pdfium.PdfDocument(path.read_bytes())
    found = "\n".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(found.split())


def test_each_language_becomes_a_file_of_its_name(site: Site, plan: Plan, tmp_path: Path) -> None:
    paths = write_sheets(Order(site, NOVEMBER, plan), ["flyer_a5"], ("ar", "de"), tmp_path / "new")
    assert [path.name for path in paths] == ["flyer_a5_ar.pdf", "flyer_a5_de.pdf"]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "flyer_a5_ar.pdf",
        "flyer_a5_de.pdf",
    ]


def test_the_same_hour_gives_the_same_bytes(site: Site, plan: Plan, tmp_path: Path) -> None:
    (one,) = write_sheets(Order(site, NOVEMBER, plan), ["flyer_a5"], ["uk"], tmp_path / "one")
    (two,) = write_sheets(Order(site, NOVEMBER, plan), ["flyer_a5"], ["uk"], tmp_path / "two")
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("language", flyer_languages())
def test_the_landlords_own_hour_with_steps_fits_in_every_language(
    site: Site, plan: Plan, tmp_path: Path, language: str
) -> None:
    rented = with_organiser(site, name="Städtische Wohnen Auenstadt")
    monthly = Plan("sa", time(9, 30), time(12), "monthly_last", "C-P2", plan.dates, "C-K2")
    (path,) = write_sheets(Order(rented, NOVEMBER, monthly), ["flyer_a5"], [language], tmp_path)
    assert {"23125", "220"} <= set(words_of(path).replace("،", " ").split())


@pytest.mark.parametrize(
    "hostile",
    ['#panic("x")', "$x^2$", "[Raum] ]", "@ref <label>", "= Titel", "*fett* _x_", "{place_name}",
     "\\u{41} `x`", "// weg", "A\x00B\x1b[31mC"],
)  # fmt: skip
def test_what_looks_like_code_is_printed_as_it_was_typed(
    site: Site, plan: Plan, tmp_path: Path, hostile: str
) -> None:
    named = with_place(site, label=hostile)
    (path,) = write_sheets(Order(named, NOVEMBER, plan), ["flyer_a5"], ["de"], tmp_path)
    assert hostile.replace("\x00", "").replace("\x1b", "") in words_of(path)


def test_a_long_way_in_is_set_smaller(site: Site, plan: Plan, tmp_path: Path) -> None:
    hint = "Eingang vom Hof, Klingel 2, dann mit dem Aufzug in den dritten Stock, Tür links"
    (path,) = write_sheets(
        Order(with_place(site, hint=hint), NOVEMBER, plan), ["flyer_a5"], ["de"], tmp_path
    )
    assert hint in words_of(path)


@pytest.mark.parametrize(
    ("changes", "block"),
    [
        ({"label": "Sonnenbergstadtteilladengemeinschaftsraum"}, "time and place"),
        ({"label": "Raum der Nachbarschaft " * 12}, "time and place"),
        ({"hint": "durch den Hof und die Treppe hinauf, " * 20}, "time and place"),
    ],
)
def test_a_place_that_does_not_fit_is_refused_by_name(
    site: Site, plan: Plan, tmp_path: Path, changes: dict[str, str], block: str
) -> None:
    with pytest.raises(SurveykitError) as refusal:
        write_sheets(
            Order(with_place(site, **changes), NOVEMBER, plan), ["flyer_a5"], ["en", "de"], tmp_path
        )
    assert block in refusal.value.what
    assert "English" in refusal.value.what or "Deutsch" in refusal.value.what
    assert not list(tmp_path.iterdir()), "no flyer is written if one is refused"


def test_an_organiser_that_does_not_fit_is_refused_by_name(
    site: Site, plan: Plan, tmp_path: Path
) -> None:
    endless = with_organiser(site, name="Arbeitsgemeinschaft der Nachbarschaften " * 20)
    with pytest.raises(SurveykitError, match="contact, organiser and partners"):
        write_sheets(Order(endless, NOVEMBER, plan), ["flyer_a5"], ["en"], tmp_path)


def test_a_character_without_a_glyph_is_named(site: Site, plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(SurveykitError, match=r"“☎” \(U\+260E\)"):
        write_sheets(
            Order(with_place(site, label="☎ Laden"), NOVEMBER, plan), ["flyer_a5"], ["de"], tmp_path
        )


def test_everything_missing_is_told_at_once(site: Site, plan: Plan, tmp_path: Path) -> None:
    empty = with_place(
        site.model_copy(update={"organiser": Organiser(name="", phone="")}), address=""
    )
    with pytest.raises(SurveykitError) as refusal:
        write_sheets(Order(empty, NOVEMBER, plan), ["flyer_a5"], ["de"], tmp_path)
    for fact in ("address of the place", "telephone", "publisher", "postal address", "organiser"):
        assert fact in refusal.value.what


def test_an_unknown_language_is_refused(site: Site, plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(SurveykitError, match="tlh"):
        write_sheets(Order(site, NOVEMBER, plan), ["flyer_a5"], ["tlh"], tmp_path)


def test_a_folder_that_cannot_be_made_is_told(site: Site, plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "exports"
    file.write_text("in the way", encoding="utf-8")
    with pytest.raises(SurveykitError, match="cannot be written"):
        write_sheets(Order(site, NOVEMBER, plan), ["flyer_a5"], ["de"], file)
    assert file.read_text(encoding="utf-8") == "in the way"


def test_a_flyer_in_the_way_stays_whole(site: Site, plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "flyer_a5_de.pdf").mkdir()
    with pytest.raises(SurveykitError, match="cannot be written"):
        write_sheets(Order(site, NOVEMBER, plan), ["flyer_a5"], ["de"], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["flyer_a5_de.pdf"]


def test_a_computer_without_typst_is_sent_to_the_workbook(
    site: Site, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(SurveykitError) as refusal:
        write_sheets(Order(site, NOVEMBER, plan), ["flyer_a5"], ["de"], tmp_path)
    assert "workbook" in refusal.value.advice
