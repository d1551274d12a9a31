"""A form that cannot be used says everything that is wrong with it, and where."""

from collections.abc import Callable
from pathlib import Path

import pytest

from surveykit.bundled import FORMS
from surveykit.errors import Fault, FaultyFileError
from surveykit.form import load, read_xform

from .building import YES_NO, form, question, workbook


def _faults(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(FaultyFileError) as refusal:
        load(path)
    assert "Traceback" not in str(refusal.value)
    return refusal.value.faults


def _places(folder: Path, *survey: dict[str, str]) -> list[tuple[str, str]]:
    faults = _faults(workbook(folder / "f.xlsx", survey))
    return [(fault.cell, fault.what) for fault in faults]


def test_all_faults_are_told_at_once_each_in_its_cell(tmp_path: Path) -> None:
    survey = (
        question("text", "a", relevant="${b} = 'x' and ("),
        question("select_one ny", "b", constraint=". > foor(1)"),
        question("text", "a"),
        question("begin_group", "g"),
        {"type": "note", "name": "n", "label": "Dear ${nobody}"},
        question("calculate", "c", calculation="selected(${a})"),
        question("calculate", "d"),
        {"type": "text", "name": "", "label": "No name"},
        question("text", "two words"),
    )
    assert _places(tmp_path, *survey) == [
        ("D2", "The expression ends too early."),
        ("A3", "The sheet “choices” has no list “ny”."),
        ("E3", "ODK knows no function foor()."),
        ("B4", "Row 2 has the same name."),
        ("A5", "This group is never closed."),
        ("C6", "The form has no question “nobody”."),
        ("F7", "selected() is given 1 arguments."),
        ("F8", "Nothing is calculated here."),
        ("B9", "The name is missing."),
        ("B10", "This is no name."),
    ]


def test_a_fault_says_what_stands_there_and_what_to_do(tmp_path: Path) -> None:
    rows = (question("text", "name"), question("text", "b", relevant="${nmae} = 'x'"))
    (fault,) = _faults(workbook(tmp_path / "f.xlsx", rows))
    assert fault.sheet == "survey"
    assert fault.value == "${nmae} = 'x'"
    assert fault.mend == "Did you mean “name”?"


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("1 +", "The expression ends too early."),
        ("${a} ${a}", "“${a}” at position 6 does not belong there."),
        ("'open", "The quotation mark at position 1 is never closed."),
        (". = „x“", "Typographic quotation marks mean nothing in an expression."),
        ("${a} # 1", "“#” at position 6 means nothing in an expression."),
        ("foo-bar(${a}, 1)", "ODK knows no function foo-bar()."),
        ("if(${a}, 1)", "if() is given 2 arguments."),
        ("sideways::x", "ODK knows no axis “sideways”."),
        ("(" * 80 + "1" + ")" * 80, "The expression is nested too deeply."),
    ],
)
def test_a_broken_expression_is_explained(tmp_path: Path, expression: str, told: str) -> None:
    survey = (question("text", "a"), question("text", "b", relevant=expression))
    assert (("D3", told)) in _places(tmp_path, *survey)


def test_quotation_marks_that_pyxform_straightens_are_no_fault(tmp_path: Path) -> None:
    one = form(tmp_path, question("text", "a"), question("text", "b", relevant="${a} = ‘x’"))
    assert [item.name for item in one.questions] == ["a", "b"]


def test_a_code_may_be_repeated_if_the_settings_say_so(tmp_path: Path) -> None:
    choices = (*YES_NO, {"list_name": "yn", "name": "no", "label": "Never"})
    survey = question("select_one yn", "a")
    one = form(tmp_path, survey, choices=choices, allow_choice_duplicates="yes")
    assert [choice.code for choice in one.choices("yn")] == ["yes", "no", "no"]


def test_questions_that_wait_for_each_other_are_named(tmp_path: Path) -> None:
    survey = (
        question("text", "a", relevant="${c} = 'x'"),
        question("text", "b", relevant="${a} = 'x'"),
        question("calculate", "c", calculation="${b}"),
        question("text", "d", relevant="${a} = 'x'"),
    )
    ((cell, told),) = _places(tmp_path, *survey)
    assert cell in ("D2", "D3", "E4")
    assert "a → c → b → a" in told


@pytest.mark.parametrize("column", ["relevant", "calculation"])
def test_a_question_that_waits_for_itself_is_named(tmp_path: Path, column: str) -> None:
    ((_cell, told),) = _places(tmp_path, question("integer", "a", **{column: "${a} > 1"}))
    assert "a → a" in told


def test_a_group_must_not_wait_for_a_question_inside(tmp_path: Path) -> None:
    survey = (
        question("begin_group", "g", relevant="${a} = 'x'"),
        question("text", "a"),
        question("end_group", ""),
    )
    ((_cell, told),) = _places(tmp_path, *survey)
    assert "g → g" in told


def test_choices_without_or_with_the_same_code_are_told(tmp_path: Path) -> None:
    choices = (*YES_NO, {"list_name": "yn", "name": "no", "label": "Nope"})
    survey = [question("select_one yn", "a")]
    (fault,) = _faults(workbook(tmp_path / "f.xlsx", survey, choices))
    assert (fault.sheet, fault.cell, fault.value) == ("choices", "B4", "no")


def test_what_only_pyxform_finds_is_told_at_its_place(tmp_path: Path) -> None:
    ((cell, told),) = _places(tmp_path, question("txet", "a"))
    assert cell == "A2"
    assert told == "ODK knows no type “txet”."


def test_a_form_that_asks_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path / "f.xlsx", [{}])
    assert {fault.what for fault in _faults(path)} == {
        "The column “type” is missing.",
        "The column “name” is missing.",
    }


def test_a_workbook_without_questions(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.create_sheet("choices").append(["list_name", "name", "label"])
    book.save(tmp_path / "f.xlsx")
    faults = _faults(tmp_path / "f.xlsx")
    assert (faults[0].sheet, faults[0].what) == ("survey", "The sheet is missing.")


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 cut off"])
def test_what_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f.xlsx").write_bytes(content)
    (fault,) = _faults(tmp_path / "f.xlsx")
    assert fault.what == "This is no Excel workbook."


def test_a_workbook_cut_short_is_no_workbook(tmp_path: Path) -> None:
    whole = (FORMS / "callback.xlsx").read_bytes()
    (tmp_path / "f.xlsx").write_bytes(whole[: len(whole) // 2])
    (fault,) = _faults(tmp_path / "f.xlsx")
    assert fault.what == "This is no Excel workbook."


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (fault,) = _faults(tmp_path / "nowhere.xlsx")
    assert fault.what.startswith("The file cannot be read: ")


@pytest.mark.parametrize("xml", [b"", b"<a>", b"<a/>", b"\xff\xfe<", b"name,label"])
def test_xml_that_is_no_form(xml: bytes) -> None:
    with pytest.raises(FaultyFileError) as refusal:
        read_xform(xml)
    assert refusal.value.faults[0].what == "This is no form."


def test_a_sign_of_xml_that_stands_in_an_expression_is_pointed_at() -> None:
    with pytest.raises(FaultyFileError) as refusal:
        read_xform(b'<a>\n <bind constraint=". < 30"/></a>')
    (fault,) = refusal.value.faults
    assert fault.what == "What stands in line 2, column 22 may not stand there in XML."
    assert fault.mend == "In texts and expressions write &lt; for <, and &amp; for &."


BROKEN = (
    b'<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">'
    b'<h:head><h:title>T</h:title><model><instance><data id="t"><q/></data></instance>'
    b'<bind nodeset="/data/q" relevant="1 +"/></model></h:head><h:body/></h:html>'
)


def test_a_broken_xform_names_the_node() -> None:
    with pytest.raises(FaultyFileError) as refusal:
        read_xform(BROKEN)
    (fault,) = refusal.value.faults
    assert (fault.cell, fault.value) == ("/data/q", "1 +")


def test_a_form_read_again_from_its_xml_is_the_same() -> None:
    one = load(FORMS / "hallway_quick.xlsx")
    again = read_xform(one.xml)
    assert (again.id, again.version, again.languages) == (one.id, one.version, one.languages)
    assert again.questions == one.questions


def test_a_converted_form_is_taken_from_the_cache(tmp_path: Path) -> None:
    first = load(FORMS / "callback.xlsx", cache=tmp_path / "cache")
    (kept,) = (tmp_path / "cache").glob("*.xml")
    assert kept.read_bytes() == first.xml
    renamed = first.xml.replace(b"<h:title>", b"<h:title>From the cache: ")
    kept.write_bytes(renamed)
    assert load(FORMS / "callback.xlsx", cache=tmp_path / "cache").title.startswith(
        "From the cache"
    )


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    first = load(FORMS / "callback.xlsx", cache=tmp_path)
    (kept,) = tmp_path.glob("*.xml")
    kept.write_bytes(first.xml[:100])
    assert load(FORMS / "callback.xlsx", cache=tmp_path).xml == first.xml
    assert kept.read_bytes() == first.xml


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: b"",
        lambda kept: kept[:-1],
        lambda kept: kept[: len(kept) // 2],
        lambda kept: kept.replace(b"0", b"1"),
        lambda kept: kept.partition(b"\n")[2],
        lambda kept: b"{}",
        lambda kept: b"\xff" * 100,
        lambda kept: b"cbuiltins\nexit\n(tR.",
        lambda kept: b"0" * 64 + b"\n" + kept.partition(b"\n")[2],
    ],
)
def test_damaged_wiring_is_found_out_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    first = load(FORMS / "callback.xlsx", cache=tmp_path)
    (kept,) = tmp_path.glob("*.json")
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    again = load(FORMS / "callback.xlsx", cache=tmp_path)
    assert again.definition.graph.wiring == first.definition.graph.wiring
    assert kept.read_bytes() == whole


def test_wiring_left_by_another_version_is_found_out_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(FORMS / "callback.xlsx", cache=tmp_path)
    (kept,) = tmp_path.glob("*.json")
    now = kept.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("surveykit.form.kept._THIS_CODE", b"0.0.1")
        load(FORMS / "callback.xlsx", cache=tmp_path)
    assert kept.read_bytes() != now
    load(FORMS / "callback.xlsx", cache=tmp_path)
    assert kept.read_bytes() == now


def test_an_xform_in_the_cache_is_trusted_only_as_it_was_checked(tmp_path: Path) -> None:
    load(FORMS / "callback.xlsx", cache=tmp_path)
    (kept,) = tmp_path.glob("*.xml")
    broken = kept.read_bytes().replace(b"<bind ", b'<bind constraint="1 +" ', 1)
    with pytest.raises(FaultyFileError) as refusal:
        read_xform(broken, cache=tmp_path)
    assert [fault.value for fault in refusal.value.faults] == ["1 +"]


def test_a_faulty_xform_is_refused_every_time(tmp_path: Path) -> None:
    for _time in range(2):
        with pytest.raises(FaultyFileError) as refusal:
            read_xform(BROKEN, cache=tmp_path)
        assert [fault.value for fault in refusal.value.faults] == ["1 +"]
    assert not [*tmp_path.iterdir()]


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert load(FORMS / "callback.xlsx", cache=tmp_path / "file").id == "callback"


def test_a_question_called_data_is_not_taken_for_the_form(tmp_path: Path) -> None:
    one = form(tmp_path, question("text", "data"), question("text", "b", relevant="${data} = 'x'"))
    assert [item.name for item in one.questions] == ["data", "b"]


def test_brackets_without_end_are_refused(tmp_path: Path) -> None:
    deep = "not(" * 5000 + "1" + ")" * 5000
    assert _places(tmp_path, question("text", "a", relevant=deep))[0][0] == "D2"
