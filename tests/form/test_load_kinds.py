"""Whatever kind of file a form comes in, and however its columns are spelled, it is the same."""

from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from surveykit.errors import FaultyFileError
from surveykit.form import Form, load

from .building import begin

FILES = Path(__file__).parent / "files"
Table = Sequence[Sequence[object]]

FLAT: dict[str, Table] = {
    "survey": [
        ["type", "name", "label::Deutsch (de)", "required", "default", "relevant"],
        ["date", "moved_in", "Seit wann wohnen Sie hier?", True, date(2020, 5, 17), None],
        ["time", "opens", "Ab wann?", False, time(14, 30), None],
        ["integer", "rooms", "Wie viele Zimmer?", None, 3, None],
        ["decimal", "area", "Fläche?", None, 64.5, None],
        ["select_one yn", "balcony", "Balkon?", None, 1, "${rooms} > 1"],
    ],
    "choices": [["list name", "name", "label::Deutsch (de)"], ["yn", 1, "Ja"], ["yn", 0, "Nein"]],
    "settings": [["form_title", "form_id", "version"], ["Alt", "old", 2026]],
}

MARKDOWN = """
# a comment
| survey |
| | type | name | label::Deutsch (de) | required | default | relevant |
| |---|---|---|---|---|---|
| | date | moved_in | Seit wann wohnen Sie hier? | TRUE | 2020-05-17 | |
| | time | opens | Ab wann? | FALSE | 14:30:00 | | # another
| | integer | rooms | Wie viele Zimmer? | | 3 | |
| | decimal | area | Fläche? | | 64.5 | |
| | select_one yn | balcony | Balkon? | | 1 | ${rooms} > 1 |
| choices | list name | name | label::Deutsch (de) |
| | yn | 1 | Ja |
| | yn | 0 | Nein |
| settings |
| | form_title | form_id | version |
| | Alt | old | 2026 |
"""

CSV = """survey,,,,,,
,type,name,label::Deutsch (de),required,default,relevant
,date,moved_in,Seit wann wohnen Sie hier?,TRUE,2020-05-17,
,time,opens,Ab wann?,FALSE,14:30:00,
,integer,rooms,Wie viele Zimmer?,,3,
,decimal,area,Fläche?,,64.5,
,select_one yn,balcony,"Balkon?",,1,${rooms} > 1
choices,list name,name,label::Deutsch (de)
,yn,1,Ja
,yn,0,Nein
settings
,form_title,form_id,version
,Alt,old,2026
"""


def _workbook(path: Path, sheets: dict[str, Table]) -> Path:
    book = Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(path)
    return path


def _text(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _flat(folder: Path) -> dict[str, Path]:
    return {
        "new Excel": _workbook(folder / "a.xlsx", FLAT),
        "with macros": _workbook(folder / "a.xlsm", FLAT),
        "old Excel": FILES / "flat.xls",
        "Markdown": _text(folder / "a.md", MARKDOWN),
        "CSV": _text(folder / "a.csv", CSV),
        "CSV with semicolons and a mark": _text(
            folder / "b.csv", "\N{BYTE ORDER MARK}" + CSV.replace(",", ";")
        ),
    }


def test_a_form_is_the_same_in_every_kind_of_file(tmp_path: Path) -> None:
    forms = {kind: load(path) for kind, path in _flat(tmp_path).items()}
    assert {form.xml for form in forms.values()} == {forms["new Excel"].xml}
    one = forms["new Excel"]
    assert (one.id, one.version, one.title) == ("old", "2026", "Alt")
    assert begin(one).answers() == {
        "moved_in": "2020-05-17",
        "opens": "14:30:00.000Z",
        "rooms": "3",
        "area": "64.5",
        "balcony": "1",
    }


def test_an_xform_is_read_as_it_is(tmp_path: Path) -> None:
    one = load(_workbook(tmp_path / "a.xlsx", FLAT))
    (tmp_path / "a.XML").write_bytes(one.xml)
    assert load(tmp_path / "a.XML").questions == one.questions


def test_a_workbook_is_taken_for_what_it_is_whatever_its_name(tmp_path: Path) -> None:
    new, old = tmp_path / "new.xls", tmp_path / "old.xlsx"
    _workbook(tmp_path / "a.xlsx", FLAT).rename(new)
    old.write_bytes((FILES / "flat.xls").read_bytes())
    assert load(new).xml == load(old).xml


@pytest.mark.parametrize("name", ["form.docx", "form.ods", "form", "form.pdf"])
def test_another_kind_of_file_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"whatever")
    with pytest.raises(FaultyFileError) as refusal:
        load(tmp_path / name)
    (fault,) = refusal.value.faults
    assert (fault.what, fault.mend) == ("This is no form.", "Give .xlsx, .xls, .csv, .md or .xml.")


@pytest.mark.parametrize(
    ("name", "place"), [("a.csv", "row 4, label"), ("a.md", "row 5, label"), ("a.xlsx", "C4")]
)
def test_a_fault_is_placed_as_its_file_counts(tmp_path: Path, name: str, place: str) -> None:
    rows = [["type", "name", "label"], ["text", "a", "A"], ["text", "b", "${nobody}"]]
    if name == "a.xlsx":
        path = _workbook(tmp_path / name, {"survey": [*rows[:2], [], rows[2]]})
    elif name == "a.md":
        lines = ["| | " + " | ".join(row) + " |" for row in rows]
        path = _text(tmp_path / name, "\n".join(["", "| survey |", *lines]))
    else:
        path = _text(tmp_path / name, "survey\n" + "\n".join("," + ",".join(row) for row in rows))
    with pytest.raises(FaultyFileError) as refusal:
        load(path)
    assert [fault.cell for fault in refusal.value.faults] == [place]


def _form(folder: Path, **sheets: Table) -> Form:
    return load(_workbook(folder / "form.xlsx", dict(sheets)))


SPELLINGS: dict[str, Table] = {
    "relevance": [["Type", "Name", "Caption", "Relevance"], ["text", "a", "A", ""],
                  ["text", "b", "B", "${a} = 'x'"]],
    "bind": [["type", "name", "label", "bind::relevant", "bind::jr:constraintMsg",
              "bind::constraint"],
             ["text", "a", "A", "", "no", ". != ''"], ["text", "b", "B", "${a} = 'x'", "", ""]],
    "one colon": [["command", "tag", "label:english", "label:deutsch (de)", "bind:relevant"],
                  ["text", "a", "A", "A", ""], ["text", "b", "B", "B", "${a} = 'x'"]],
    "spaces": [["type", "value", "label :: English (en)", "Constraint Message", "relevant"],
               ["text", "a", "A", "x", ""], ["text", "b", "B", "x", "${a} = 'x'"]],
    "media and body": [["type", "name", "label", "media::image::English (en)",
                        "body::appearance", "relevant"],
                       ["text", "a", "A", "a.png", "multiline", ""],
                       ["text", "b", "B", "", "", "${a} = 'x'"]],
}  # fmt: skip


@pytest.mark.parametrize("survey", SPELLINGS.values(), ids=SPELLINGS)
def test_old_spellings_of_columns_mean_the_same(tmp_path: Path, survey: Table) -> None:
    instance = begin(_form(tmp_path, survey=survey))
    assert not instance.node("/data/b").relevant
    instance.answer("/data/a", "x")
    assert instance.node("/data/b").relevant


@pytest.mark.parametrize("kind", ["select one from", "select1", "select one", "select_one",
                                  "add select one prompt using"])  # fmt: skip
def test_old_words_for_types_mean_the_same(tmp_path: Path, kind: str) -> None:
    survey: Table = [
        ["type", "name", "label"],
        ["begin group", "g", "G"],
        [f"{kind} yn", "a", "A"],
        ["end group", None, None],
    ]
    choices: Table = [["list name", "value", "caption"], ["yn", 1.0, "Ja"], ["yn", 2, "Nein"]]
    one = _form(tmp_path, survey=survey, choices=choices)
    assert one.question("a").type == "select_one"
    assert [option.value for option in begin(one).node("/data/g/a").choices] == ["1", "2"]


def test_an_only_sheet_is_the_survey_and_others_are_the_authors_business(tmp_path: Path) -> None:
    survey = [["type", "name", "label"], ["text", "a", "A"]]
    assert [item.name for item in _form(tmp_path, Tabelle1=survey).questions] == ["a"]
    one = _form(tmp_path, Notizen=[["x"], ["y"]], Survey=survey, Auswertung=[[1, 2]])
    assert [item.name for item in one.questions] == ["a"]


def test_merged_cells_hidden_rows_gaps_and_formulas(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = _workbook(
        tmp_path / "form.xlsx",
        {
            "survey": [
                ["type", "name", "label", None, "hint"],
                ["text", "a", "A", "nobody reads this", "H"],
                [],
                ["text", "b", "B"],
            ],
            "settings": [["form_id"], ["=A1"]],
        },
    )
    book = load_workbook(path)
    sheet = book["survey"]
    sheet.merge_cells("E2:E4")
    sheet.row_dimensions[4].hidden = True
    book.save(path)
    one = load(path)
    assert [item.name for item in one.questions] == ["a", "b"]
    assert one.id == "form"  # a formula nobody has calculated yet is an empty cell


def test_a_form_without_an_id_is_called_after_its_file(tmp_path: Path) -> None:
    survey = [["type", "name", "label"], ["text", "a", "A"]]
    cache = tmp_path / "cache"
    first = load(_workbook(tmp_path / "one.xlsx", {"survey": survey}), cache=cache)
    (tmp_path / "two.xlsx").write_bytes((tmp_path / "one.xlsx").read_bytes())
    assert (first.id, load(tmp_path / "two.xlsx", cache=cache).id) == ("one", "two")


def test_the_old_external_choices_are_offered_and_filtered(tmp_path: Path) -> None:
    survey = [
        ["type", "name", "label", "choice_filter"],
        ["select_one state", "state", "State", ""],
        ["select_one_external city", "city", "City", "state = ${state}"],
    ]
    choices = [["list_name", "name", "label"], ["state", "by", "BY"], ["state", "sn", "SN"]]
    cities = [
        ["list name", "name", "label", "state"],
        ["city", "m", "München", "by"],
        ["city", "n", "Neustadt", "by"],
        ["city", "n", "Neustadt", "sn"],
        ["street", "x", "X", "sn"],
    ]
    one = _form(tmp_path, survey=survey, choices=choices, external_choices=cities)
    instance = begin(one)
    instance.answer("/data/state", "sn")
    assert [option.label for option in instance.node("/data/city").choices] == ["Neustadt"]
    instance.answer("/data/state", "by")
    assert [option.value for option in instance.node("/data/city").choices] == ["m", "n"]


def test_faults_behind_faults_are_told_too(tmp_path: Path) -> None:
    survey: Table = [
        ["type", "name", "label", "parameters", "relevant"],
        ["txet", "a", "A", None, None],
        ["begin_group", "g", "G", None, None],
        ["text", "b", "", None, "${a} = ("],
        ["end_repeat", None, None, None, None],
        ["range", "c", "C", "step=0", None],
        ["text", "two words", "D", "rows=x", None],
        ["text", "e", "E", None, "${f} = 1"],
        ["text", "f", "F", None, "${e} = 1"],
    ]
    with pytest.raises(FaultyFileError) as refusal:
        _form(tmp_path, survey=survey)
    told = [(fault.cell, fault.what) for fault in refusal.value.faults]
    assert told == [
        ("A2", "ODK knows no type “txet”."),
        ("C4", "This question has no words: label and hint are missing."),
        ("E4", "The expression ends too early."),
        ("A5", "This ends a repeat, but what is open is the group of row 3."),
        ("D6", "“step” is zero."),
        ("B7", "This is no name."),
        ("D7", "“rows” is no whole number."),
        ("E8", "These questions wait for each other: e → f → e."),
    ]
