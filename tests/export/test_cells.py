"""Text that people typed stays text, whatever it looks like."""

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.escape import unescape

from surveykit.export.cells import LONGEST_TEXT, sheet_name, text_cell

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://example.org","click")',
    "=cmd|' /C calc'!A0",
    "+49 30 23125 101",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    "#N/A",
    "#DIV/0!",
    "TRUE",
    "00012",
    "1e9",
    "2027-01-14",
    "'quoted",
    "_x0041_",
    "_x005F_x0041_",
    "ساعة استشارة",
    "نص \u2066Beispielweg 8\u2069",
    "🏠 und ﷽",
    "  spaces  ",
    "two\nlines",
)
ANY_TEXT = st.text(st.characters(codec=None), max_size=60) | st.sampled_from(HOSTILE)


def written_and_read(texts: list[str]) -> list[Cell]:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row, text in enumerate(texts, 1):
        cell = sheet.cell(row, 1)
        assert isinstance(cell, Cell)
        text_cell(cell, text)
    file = BytesIO()
    workbook.save(file)
    read = load_workbook(BytesIO(file.getvalue())).worksheets[0]
    cells = [found for (found,) in read.iter_rows(max_row=len(texts), max_col=1)]
    return [cell for cell in cells if isinstance(cell, Cell)]


def as_shown(cell: Cell) -> str:
    return unescape(str(cell.value or ""))


def what_a_file_can_hold(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "", lines)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_a_string_and_no_formula(text: str) -> None:
    (cell,) = written_and_read([text])
    assert cell.data_type == "s"
    assert as_shown(cell) == what_a_file_can_hold(text)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", " =1", "＝1"])
def test_what_looks_like_a_formula_is_marked_as_text_for_the_next_edit(text: str) -> None:
    (cell,) = written_and_read([text])
    assert cell.quotePrefix


def test_an_ordinary_text_is_not_marked() -> None:
    (cell,) = written_and_read(["Mehr Licht auf dem Parkdeck"])
    assert not cell.quotePrefix


@given(texts=st.lists(ANY_TEXT, min_size=1, max_size=8))
def test_any_text_comes_back_as_it_was_typed(texts: list[str]) -> None:
    cells = written_and_read(texts)
    assert [as_shown(cell) for cell in cells] == [what_a_file_can_hold(text) for text in texts]
    assert all(cell.data_type == "s" for cell in cells if cell.value is not None)


@pytest.mark.parametrize("letter", ["a", "🏠", "_x0041_"])
def test_a_text_too_long_for_excel_ends_with_an_ellipsis(letter: str) -> None:
    cell = Workbook().worksheets[0].cell(1, 1)
    assert isinstance(cell, Cell)
    assert text_cell(cell, letter * (LONGEST_TEXT + 1))
    stored = str(cell.value)
    assert stored.endswith("…")
    assert len(stored.encode("utf-16-le")) // 2 <= LONGEST_TEXT


def test_a_text_that_just_fits_is_not_cut() -> None:
    cell = Workbook().worksheets[0].cell(1, 1)
    assert isinstance(cell, Cell)
    assert not text_cell(cell, "a" * LONGEST_TEXT)
    assert cell.value == "a" * LONGEST_TEXT


@given(names=st.lists(st.text(max_size=50), min_size=1, max_size=12))
def test_sheet_names_are_legal_and_unique(names: list[str]) -> None:
    taken: set[str] = set()
    found = [sheet_name(name, taken) for name in names]
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"
