"""The workbook prints page by page, filters where it is long, and is saved whole."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from openpyxl import Workbook
from PIL import Image

from surveykit.assess.hour.plan import Plan
from surveykit.assess.words.report import Report
from surveykit.export.flyers.calendar import vevent
from surveykit.export.results import Results
from surveykit.export.workbook import write_workbook
from surveykit.files import CannotWriteError
from surveykit.printing import flyers
from surveykit.text import speaking

from .conftest import Read
from .sheets import texts

LONG = {"Parameters": "Parameters", "Ideas by place": "Ideas", "Codebook": "Codebook",
        "Responses door_interest": "Responses"}  # fmt: skip


def test_the_sheets_stand_in_the_order_of_reading(workbooks: dict[str, Workbook]) -> None:
    assert workbooks["C"].sheetnames[:14] == [
        "Summary", "Calculation", "Parameters", "What if", "Method", "Doors and rates", "Times",
        "Times × places", "Places and partners", "Costs", "Topics", "Ideas by place",
        "Responses door_interest", "Codebook",
    ]  # fmt: skip


def test_every_sheet_has_a_print_area_and_fits_the_width_of_its_paper(
    workbooks: dict[str, Workbook],
) -> None:
    for sheet in workbooks["C"].worksheets:
        assert sheet.print_area
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth
        assert sheet.page_setup.paperSize == (11 if sheet.title.startswith("Flyer") else 9)


def test_every_sheet_but_the_flyers_says_at_its_foot_what_it_is(
    workbooks: dict[str, Workbook],
) -> None:
    for sheet in workbooks["C"].worksheets:
        foot = sheet.oddFooter
        assert foot is not None
        if sheet.title.startswith("Flyer"):
            assert not foot.left.text
        else:
            assert foot.left.text == f"Sonnenberg-Ring – {sheet.title}"
            assert foot.right.text == "Page &[Page] of &N" or "&P" in str(foot.right.text)
            assert sheet.page_margins.bottom > sheet.page_margins.footer


@pytest.mark.parametrize(("sheet", "name"), LONG.items())
def test_long_sheets_are_tables_with_filter_frozen_header_and_repeated_titles(
    workbooks: dict[str, Workbook], sheet: str, name: str
) -> None:
    found = workbooks["C"][sheet]
    table = found.tables[name]
    assert table.autoFilter is not None
    header = [cell.value for cell in found[table.ref][0]]
    assert [column.name for column in table.tableColumns] == header
    assert len({str(text).casefold() for text in header}) == len(header)
    top = found[table.ref][0][0].row
    assert found.freeze_panes in (f"A{top + 1}", f"B{top + 1}")
    assert found.print_title_rows == f"${top}:${top}"


def test_there_is_one_page_of_a5_per_flyer_language(workbooks: dict[str, Workbook]) -> None:
    pages = [sheet for sheet in workbooks["C"].worksheets if sheet.title.startswith("Flyer")]
    titles = [sheet.title for sheet in pages]
    assert {"Flyer Deutsch", "Flyer English", "Flyer العربية"} <= set(titles)
    assert "Flyer in einfacher Sprache" in titles  # cut to what Excel takes
    assert workbooks["C"]["Flyer in einfacher Sprache"]["A1"].value == (
        "in einfacher Sprache (Entwurf)"
    )
    for sheet in pages:
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
        assert sheet.sheet_view.rightToLeft == (sheet.title == "Flyer العربية") or None


def test_files_and_sheets_are_in_the_languages_that_the_report_names(
    results: dict[str, Results], workbooks: dict[str, Workbook], tmp_path: Path
) -> None:
    report = results["B"].report
    assert isinstance(report, Report)
    assert (
        "Flyers always in: German, plain German, English, Arabic; "
        "chosen by enough households: Russian, Turkish."
    ) in report.notes
    files = [path.stem for path in flyers(results["B"], tmp_path)]
    assert files == [
        f"flyer_{'a4' if code == 'de-simple' else 'a5'}_{code}"
        for code in ("de", "de-simple", "en", "tr", "ar", "ru")
    ]
    sheets = [name for name in workbooks["B"].sheetnames if name.startswith("Flyer")]
    assert sheets == [
        "Flyer Deutsch",
        "Flyer in einfacher Sprache",
        "Flyer English",
        "Flyer Türkçe",
        "Flyer العربية",
        "Flyer Русский",
    ]


def test_arabic_is_written_from_the_right(workbooks: dict[str, Workbook]) -> None:
    cell = workbooks["C"]["Flyer العربية"]["A2"]
    assert cell.alignment.readingOrder == 2
    assert cell.alignment.horizontal == "right"


@pytest.mark.parametrize(
    ("sheet", "language"),
    [("Flyer Deutsch", "de"), ("Flyer English", "en"), ("Flyer العربية", "ar")],
)
def test_the_code_on_a_flyer_is_the_hour_as_a_calendar_entry(
    workbooks: dict[str, Workbook], results: dict[str, Results], sheet: str, language: str
) -> None:
    plan = results["C"].plan
    assert isinstance(plan, Plan)
    (picture,) = workbooks["C"][sheet]._images  # type: ignore[attr-defined]
    found = zxingcpp.read_barcode(Image.open(picture.ref).convert("L"))
    assert found is not None
    assert found.text == vevent(results["C"].site, plan, language)


def test_without_an_hour_there_is_no_flyer(results: dict[str, Results], read: Read) -> None:
    names = read(replace(results["A"], plan=None)).sheetnames
    assert not [name for name in names if name.startswith("Flyer")]


def test_flyers_that_lack_a_fact_say_which(results: dict[str, Results], read: Read) -> None:
    site = results["C"].site
    silent = site.organiser.model_copy(update={"address": "", "publisher_address": ""})
    found = read(replace(results["C"], site=site.model_copy(update={"organiser": silent})))
    assert "• the publisher's postal address (press law)" in set(texts(found))


def test_a_site_named_like_a_command_of_the_footer_stays_a_name(
    results: dict[str, Results], read: Read
) -> None:
    site = results["A"].site.model_copy(update={"label": "Haus &P & Co: [1] =1+1"})
    sheet = read(replace(results["A"], site=site))["Summary"]
    assert sheet.oddFooter is not None
    assert str(sheet.oddFooter.left.text).startswith("Haus &&P && Co")


def test_the_same_results_give_the_same_bytes(results: dict[str, Results], tmp_path: Path) -> None:
    digests = set()
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(results["B"], tmp_path / name)
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_the_file_carries_the_day_of_the_results(results: dict[str, Results], read: Read) -> None:
    properties = read(replace(results["A"], made_on=date(2027, 5, 3))).properties
    assert properties.modified is not None
    assert (properties.modified.date(), properties.creator) == (date(2027, 5, 3), "surveykit")


def test_an_unwritable_place_is_told_with_what_to_do(
    results: dict[str, Results], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with speaking("en"), pytest.raises(CannotWriteError) as caught:
        write_workbook(results["A"], tmp_path / "file" / "results.xlsx")
    assert "cannot be written" in caught.value.what
    assert caught.value.advice == "Choose another folder."


def test_a_workbook_open_in_excel_stays_as_it_was(
    results: dict[str, Results], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "results.xlsx"
    path.write_bytes(b"old")

    def refuse(self: Path, target: Path) -> Path:  # as Windows does
        raise PermissionError(13, "The process cannot access the file", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with speaking("en"), pytest.raises(CannotWriteError) as caught:
        write_workbook(results["A"], path)
    assert "Close the file if it is open in another program" in caught.value.advice
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
