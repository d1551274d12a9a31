"""The streamed rows are cells like all others, and none is lost when there are very many."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import to_excel
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from surveykit.excel import save
from surveykit.export.columns import Value
from surveykit.export.results import Results
from surveykit.export.workbook import page as pages
from surveykit.export.workbook.page import Book
from tests.export.examples import MADE_ON
from tests.export.test_cells import what_a_file_can_hold

from .conftest import Read
from .sheets import rows as lines

values = st.one_of(
    st.none(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.sampled_from(["=1+1", "  +49 171", "#N/A", "_x0041_", "<b>&amp;", " ", "00012", "\t@x"]),
)


def written(path: Path, found: Sequence[Sequence[Value]], formats: Sequence[str]) -> Worksheet:
    """One sheet with these rows, read again."""
    book = Book("site")
    page = book.page("Rows", [10.0] * len(formats))
    header = [f"name {number}" for number in range(len(formats))]
    page.streamed("Rows", header, found, len(found), formats=formats)
    page.finish()
    save(book.workbook, path, dated=MADE_ON, rows=book.streams)
    sheet = load_workbook(path).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


@given(found=st.lists(st.tuples(st.just("row"), values, values).map(list), min_size=1, max_size=6))
def test_whatever_is_written_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, found: list[list[Value]]
) -> None:
    path = tmp_path_factory.mktemp("stream") / "r.xlsx"
    read = lines(written(path, found, ["General"] * 3))[1:]
    for row, cells in zip(found, read, strict=True):
        for value, cell in zip(row, cells, strict=True):
            match value:
                case str():
                    assert unescape(str(cell or "")) == what_a_file_can_hold(value)
                case date():
                    assert cell == to_excel(value)  # type: ignore[no-untyped-call]
                case _:
                    assert cell == value


def test_a_text_never_becomes_a_formula_when_its_cell_is_edited(tmp_path: Path) -> None:
    sheet = written(tmp_path / "r.xlsx", [["=1+1"], ["Treppe"]], [""])
    assert [(cell.data_type, cell.quotePrefix) for (cell,) in sheet.iter_rows(min_row=2)] == [
        ("s", True), ("s", False),
    ]  # fmt: skip


def test_days_times_and_zeros_have_their_formats(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    row: list[Value] = [date(2027, 2, 1), datetime(2027, 2, 1, 17, 30), time(9, 15), "007"]  # noqa: DTZ001
    sheet = written(path, [row], ["yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm", ""])
    assert [cell.value for cell in sheet[2]] == [
        datetime(2027, 2, 1), datetime(2027, 2, 1, 17, 30), time(9, 15), "007",  # noqa: DTZ001
    ]  # fmt: skip
    for engine in ("openpyxl", "calamine"):
        read = pandas.read_excel(path, dtype={"name 3": str}, engine=engine).iloc[0]
        assert [str(value) for value in read] == [
            "2027-02-01 00:00:00", "2027-02-01 17:30:00", "09:15:00", "007",
        ]  # fmt: skip


def test_the_sheet_knows_how_far_it_reaches(tmp_path: Path) -> None:
    sheet = written(tmp_path / "r.xlsx", [[number, "a"] for number in range(30)], ["0", ""])
    assert sheet.dimensions == sheet.tables["Rows"].ref == "A1:B31"
    assert str(sheet.print_area).replace("$", "").endswith("A1:B31")


def test_more_rows_than_a_sheet_can_hold_go_on_in_the_next(
    results: dict[str, Results], read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "LONGEST_SHEET", 100)
    workbook = read(results["C"])
    sheets = [name for name in workbook.sheetnames if name.startswith("Responses")]
    assert sheets == [
        "Responses door_interest", "Responses door_interest (2)", "Responses door_interest (3)",
    ]  # fmt: skip
    assert sum(map(len, map(body, (workbook[name] for name in sheets)))) == 214
    monkeypatch.undo()
    whole = body(read(replace(results["C"]))["Responses door_interest"])
    assert [line for name in sheets for line in body(workbook[name])] == whole
    assert max(workbook[name].max_row for name in sheets) == 100


def body(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The rows of its table, without the header."""
    (table,) = sheet.tables.values()
    return [tuple(cell.value for cell in line) for line in sheet[table.ref][1:]]


def test_an_empty_table_keeps_its_header(tmp_path: Path) -> None:
    sheet = written(tmp_path / "r.xlsx", [], ["", "0"])
    assert lines(sheet)[0] == ("name 0", "name 1")
    assert sheet.tables["Rows"].ref == "A1:B2"


def test_an_ordinary_workbook_needs_no_rows(tmp_path: Path) -> None:
    save(Workbook(), tmp_path / "plain.xlsx", dated=MADE_ON)
    assert load_workbook(tmp_path / "plain.xlsx").sheetnames == ["Sheet"]
