"""What newcomers to XLSForms do: each slip is told in its cell, with what was meant."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from surveykit.form.check import check

from .building import YES_NO, Cells, question, workbook

A = question("text", "a")
B = question("select_one yn", "b")
SEVERAL = question("select_multiple yn", "several")

Told = tuple[str, str, str]


def _faults(folder: Path, *survey: Cells, choices: Sequence[Cells] = YES_NO) -> list[Told]:
    checked = check(workbook(folder / "form.xlsx", survey, choices, form_id="t"))
    return [(one.cell, one.what, one.mend) for one in checked.faults]


def _notices(folder: Path, *survey: Cells, choices: Sequence[Cells] = YES_NO) -> list[Told]:
    checked = check(workbook(folder / "form.xlsx", survey, choices, form_id="t"))
    assert checked.faults == ()
    return [(one.cell, one.what, one.mend) for one in checked.notices]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (". => 18", ". >= 18"),
        (". == 18", ". = 18"),
        (". <> 3", ". != 3"),
        ("> 18 and < 60", ". > 18 and . < 60"),
        (". > 1 && . < 3", ". > 1 and . < 3"),
        (". ≥ 3", ". >= 3"),
        (".>18 AND .<60", ".>18 and .<60"),
        ("IF(. > 1; 2; 3)", "if(. > 1, 2, 3)"),
        (".>1,5", ".>1.5"),
        ("not . = 3", "not(. = 3)"),
        ("(. > 3", "(. > 3)"),
        ("len(.) > 3", "string-length(.) > 3"),
        (". = „x“", '. = "x"'),
        ("$ {b} = 'yes'", "${b} = 'yes'"),
        ("$(b) = 'yes'", "${b} = 'yes'"),
        ("{b} = 'yes'", "${b} = 'yes'"),
        ("$b = 'yes'", "${b} = 'yes'"),
        ("${b = 'yes'", "${b} = 'yes'"),
        ("${ b } = 'yes'", "${b} = 'yes'"),
    ],
)
def test_an_expression_as_in_other_programs_is_put_right(
    tmp_path: Path, written: str, meant: str
) -> None:
    ((cell, _what, mend),) = _faults(tmp_path, B, question("text", "c", constraint=written))
    assert (cell, mend) == ("D3", f"Write: {meant}")


@pytest.mark.parametrize("prose", ["must be positive", "between 1 and 5"])
def test_prose_is_not_turned_into_an_expression(tmp_path: Path, prose: str) -> None:
    ((_cell, _what, mend),) = _faults(tmp_path, question("text", "c", constraint=prose))
    assert mend == "Check brackets, commas and operators."


@pytest.mark.parametrize(
    ("column", "written", "what", "mend"),
    [
        ("required", "ja", "nothing is required", "Write: yes"),
        ("required", "x", "nothing is required", "Write: yes"),
        ("required", "maybe", "nothing is required", "Write yes or no, or a condition."),
        ("relevant", "always", "never asked", "Write a condition, or empty the cell."),
        ("relevant", "1=1", "the same for all answers", "Empty the cell, or write a condition."),
        ("constraint", "18-99", "not look at the answer", "Empty the cell, or write a condition."),
        ("relevant", "b = 'yes'", "has no braces", "Write: ${b}"),
        ("relevant", "${b} = yes", "always empty", "Write text in quotation marks: 'yes'."),
        ("relevant", "${b} = 'Yes'", "no code of the choices", "Did you mean “yes”?"),
        ("relevant", "${b} = 'ja'", "no code of the choices", "The codes are: yes, no."),
        ("relevant", "selected(${b}, 'yess')", "no code", "Did you mean “yes”?"),
        ("relevant", "${several} = 'yes'", "alone", "Write: selected(${several}, 'yes')"),
    ],
)
def test_what_can_be_calculated_but_is_hardly_meant(
    tmp_path: Path, column: str, written: str, what: str, mend: str
) -> None:
    rows = (B, SEVERAL, question("text", "c", **{column: written}))
    ((cell, told, how),) = _notices(tmp_path, *rows)
    assert cell == "D4"
    assert what in told
    assert how == mend


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("required", "1"),
        ("required", "${b} = 'yes'"),
        ("relevant", "selected(${several}, 'yes') and ${b} != ''"),
        ("relevant", "${b} = 'yes' or ${b} = ‘no’"),
        ("relevant", "../b = 'yes'"),
        ("relevant", "true()"),
        ("relevant", "${several} = 'yes no'"),
        ("constraint", ". > 3 and . < ${b}"),
        ("calculation", "if(${b} = 'yes', 'x', 'y')"),
        ("calculation", "instance('yn')/root/item[name = ${b}]/label"),
    ],
)
def test_nothing_is_said_of_what_is_in_order(tmp_path: Path, column: str, written: str) -> None:
    assert _notices(tmp_path, B, SEVERAL, question("text", "c", **{column: written})) == []


def test_a_filter_that_names_no_column(tmp_path: Path) -> None:
    choices = [{**row, "region": "x"} for row in YES_NO]
    filtered = question("select_one yn", "c", choice_filter="regoin = ${a}")
    ((cell, what, mend),) = _notices(tmp_path, A, filtered, choices=choices)
    assert (cell, mend) == ("D3", "Did you mean “region”?")
    assert "has no column “regoin”" in what


@pytest.mark.parametrize(
    ("kind", "mend"),
    [
        ("Text", "Did you mean “text”?"),
        ("number", "Did you mean “integer”?"),
        ("Select-One yn", "Did you mean “select_one yn”?"),
        ("checkbox", "Write “select_multiple” with the name of a list behind it, as in:"),
        ("paragraph", "Write “text”, and “multiline” into the column “appearance”."),
        ("select_one YN", "Did you mean “yn”?"),
        ("select_one yes no", "Write one word, the name of a list;"),
    ],
)
def test_types_of_other_programs(tmp_path: Path, kind: str, mend: str) -> None:
    ((cell, _what, told),) = _faults(tmp_path, A, question(kind, "c"), question("text", "d"))
    assert cell == "A3"
    assert told.startswith(mend)


def test_groups_however_they_are_spelled_are_told_once_and_nothing_else(tmp_path: Path) -> None:
    end = {"type": "End Group"}
    told = _faults(tmp_path, question("group", "g"), A, end, question("text", "c"))
    assert [(cell, mend) for cell, _what, mend in told] == [
        ("A2", "Did you mean “begin_group”?"),
        ("A4", "Did you mean “end_group”?"),
    ]


def test_the_group_that_is_not_closed_is_the_inner_one(tmp_path: Path) -> None:
    rows = (question("begin_group", "g"), question("begin_repeat", "r"), A, {"type": "end_group"})
    ((cell, what, mend),) = _faults(tmp_path, *rows)
    assert (cell, what) == ("A3", "This repeat is never closed.")
    assert mend == "Add a row “end_repeat” before row 5."


@pytest.mark.parametrize(
    ("name", "what", "mend"),
    [
        ("my name", "This is no name.", "Write for instance: my_name"),
        ("1st", "This is no name.", "Write for instance: q_1st"),
        (
            "b\N{ZERO WIDTH SPACE}",
            "In this name there is a character that cannot be seen (U+200B).",
            "Write for instance: b",
        ),
    ],
)
def test_names_that_are_none(tmp_path: Path, name: str, what: str, mend: str) -> None:
    assert _faults(tmp_path, question("text", name)) == [("B2", what, mend)]


def test_a_note_that_is_required_and_a_repeat_of_none(tmp_path: Path) -> None:
    rows = (
        question("note", "n", required="yes"),
        question("begin_repeat", "r", repeat_count="0"),
        A,
        {"type": "end_repeat"},
    )
    told = _notices(tmp_path, *rows, choices=[{}])
    assert [(cell, what.partition(":")[0]) for cell, what, _mend in told] == [
        ("D2", "A note cannot be answered"),
        ("E3", "The repeat is never asked"),
    ]


def test_what_a_spreadsheet_program_makes_of_cells(tmp_path: Path) -> None:
    choices = [
        {"list_name": "yn", "name": "1.0", "label": "Same"},
        {"list_name": "yn", "name": "2", "label": "Same"},
        {"list_name": "yn", "name": "3", "label": "#NAME?"},
    ]
    path = workbook(tmp_path / "form.xlsx", [B], choices, form_id="t")
    book = load_workbook(path)
    book["choices"]["B4"] = datetime(2026, 2, 1, tzinfo=UTC).replace(tzinfo=None)
    book.save(path)
    told = [(one.cell, one.what.split(":")[0]) for one in check(path).notices]
    assert set(told) == {
        ("C4", "The spreadsheet program could not calculate this cell."),
        ("B4", "The spreadsheet program has made a date of this."),
        ("B2", "This code is “1.0”, not “1” as others of the list."),
        ("C3", "The choice “1.0” of row 2 has the same label."),
    }


def test_a_formula_that_was_never_calculated(tmp_path: Path) -> None:
    book = Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    survey.append(["type", "name", "label", "hint"])
    survey.append(["text", "a", "A", "=B2"])
    path = tmp_path / "form.xlsx"
    book.save(path)
    ((cell, what),) = [(one.cell, one.what) for one in check(path).notices if one.sheet == "survey"]
    assert cell == "D2"
    assert what.endswith("the cell counts as empty: =B2")


def test_one_language_under_two_names(tmp_path: Path) -> None:
    rows = {"type": "text", "name": "a", "label::English (en)": "A", "hint::english (en)": "H"}
    told = [(one.value, one.what) for one in check(workbook(tmp_path / "f.xlsx", [rows])).notices]
    assert (
        "English (en), english (en)",
        "These look like one language, but are offered as two.",
    ) in told


@pytest.mark.parametrize(
    ("column", "written", "mend"),
    [
        ("constraint", ". > 2020-01-31", "Write: date('2020-01-31')"),
        ("constraint", ". <= '2020-01-31'", "Write: date('2020-01-31')"),
        ("constraint", ". >= date('31.01.2020')", "Write: date('2020-01-31')"),
        ("constraint", ". <= today", "Write: today()"),
        ("default", "31.12.2020", "Write: 2020-12-31"),
        ("default", "today", "Write: today()"),
    ],
)
def test_days_that_odk_does_not_read_as_days(
    tmp_path: Path, column: str, written: str, mend: str
) -> None:
    ((cell, _what, told),) = _notices(
        tmp_path, question("date", "d", **{column: written}), choices=[{}]
    )
    assert (cell, told) == ("D2", mend)


@pytest.mark.parametrize("written", [". = '2020-01-31'", ". > date('2020-01-31')", ". < today()"])
def test_days_that_are_in_order(tmp_path: Path, written: str) -> None:
    assert _notices(tmp_path, question("date", "d", constraint=written), choices=[{}]) == []


@pytest.mark.parametrize(
    ("kind", "default", "what"),
    [
        ("select_one yn", "ja", "The list has no code “ja”."),
        ("select_multiple yn", "yes, no", "The list has no code “yes,”."),
        ("integer", "two", "“two” is no number as ODK reads it."),
        ("decimal", "1,5", "“1,5” is no number as ODK reads it."),
    ],
)
def test_defaults_that_no_answer_can_be(tmp_path: Path, kind: str, default: str, what: str) -> None:
    told = _notices(tmp_path, B, question(kind, "c", default=default))
    assert [(cell, words) for cell, words, _mend in told] == [("D3", what)]


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("[0-9]{10", True),
        ("[0-9]{10}", False),
        (r"\(\d+\)", False),
        ("[(]x[)]", False),
        ("[^]]+", False),
    ],
)
def test_patterns_that_are_not_complete(tmp_path: Path, pattern: str, told: bool) -> None:
    found = _notices(tmp_path, B, question("text", "c", constraint=f"regex(., '{pattern}')"))
    assert [what for _cell, what, _mend in found] == (
        [f"The pattern “{pattern}” is not complete."] if told else []
    )


def test_what_stands_where_it_is_not_read(tmp_path: Path) -> None:
    group = (
        question("begin_group", "g"),
        A,
        {"type": "end_group", "relevant": "${b} = 'yes'"},
        B,
        question("text", "c", relevant="${g} = 'x'"),
    )
    choices = [*YES_NO, {"name": "maybe", "label": "Maybe"}]
    told = [(cell, what) for cell, what, _mend in _notices(tmp_path, *group, choices=choices)]
    assert sorted(told) == [
        ("B4", "This choice belongs to no list and is not read."),
        ("D4", "Where a group ends, this is not read."),
        ("D6", "“g” is a group and holds no answer."),
    ]


def test_headings_below_a_title_and_sheets_under_other_names(tmp_path: Path) -> None:
    book = Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    for row in (["My form"], [], ["type", "name", "label"], ["text", "a", "A"]):
        survey.append(row)
    book.save(tmp_path / "title.xlsx")
    told = [one.mend for one in check(tmp_path / "title.xlsx").faults]
    assert set(told) == {"The headings stand in row 3: delete the rows above it."}

    path = workbook(tmp_path / "form.xlsx", [B], YES_NO)
    book = load_workbook(path)
    book["choices"].title = "choice"
    book.save(path)
    assert [one.mend for one in check(path).faults] == ["Rename the sheet “choice” to “choices”."]


def test_a_heading_that_is_missing_is_told_and_not_what_follows_from_it(tmp_path: Path) -> None:
    choices = [{"list": "yn", "name": "yes", "label": "Yes"}]
    (fault,) = check(workbook(tmp_path / "form.xlsx", [B], choices)).faults
    assert (fault.sheet, fault.mend) == ("choices", "Write it instead of “list”.")


def test_a_form_without_questions_is_looked_through_all_the_same(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "choices"
    book.create_sheet("Umfrage")
    book.save(tmp_path / "form.xlsx")
    assert [one.sheet for one in check(tmp_path / "form.xlsx").faults] == ["survey"]


def test_end_alone_ends_the_group_that_is_open(tmp_path: Path) -> None:
    told = _faults(tmp_path, question("begin_group", "g"), A, {"type": "end"})
    assert [(cell, mend) for cell, _what, mend in told] == [("A4", "Did you mean “end_group”?")]
