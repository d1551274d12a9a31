"""What is no fault of a form but worth knowing is told once for each matter."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from surveykit.bundled import FORMS
from surveykit.form import load
from surveykit.form.check import check
from surveykit.text import speaking

from .building import YES_NO, Cells, begin, question, workbook

XFORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms"><h:head>
 <h:title>T</h:title><model><instance><data id="t"><q/><r/></data></instance>
 <instance id="used"><root><item><name>a</name></item></root></instance>
 <instance id="unused"><root><item><name>a</name></item></root></instance>
 <instance id="far" src="jr://file/far.xml"/><bind nodeset="/data/q" type="string"/></model>
 </h:head><h:body><select1 ref="/data/q"><itemset nodeset="instance('used')/root/item">
 <value ref="name"/><label ref="name"/></itemset></select1>
 <input ref="/data/r" query="instance('x')/root/item"><label>R</label></input></h:body></h:html>"""


def _notices(
    folder: Path, *survey: Cells, choices: Sequence[Cells] = (), **settings: str
) -> list[tuple[str, str, str]]:
    """(cell or questions, matter, sentence) of every notice."""
    settings = {"form_id": "t", **settings}
    path = workbook(folder / "form.xlsx", survey, choices or [{}], **settings)
    return [(one.cell, one.value, one.what) for one in check(path).notices]


A = question("text", "a")


def test_a_form_that_needs_nothing_explained(tmp_path: Path) -> None:
    survey = question("select_one yn", "b", appearance="minimal")
    assert _notices(tmp_path, A, survey, choices=YES_NO) == []


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.xlsx")), ids=lambda path: path.stem)
def test_nothing_is_to_be_said_about_the_bundled_forms(path: Path) -> None:
    given = ("sites.csv", "blocks.csv", "buildings.csv", "places.csv")
    assert check(path, given=given).notices == ()


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("start-geopoint", "It stays empty: a laptop has no GPS."),
        ("background-audio", "Nothing is recorded in the background."),
        ("simserial", "It stays empty: a laptop has no such number."),
        ("geopoint", "The position is typed: latitude, longitude. There is no map."),
        ("barcode", "The code is typed, or read by a scanner that types."),
        (
            "image",
            "A file is chosen and kept in the project, without the time, place and device that "
            "stand in pictures, sounds and films. What is seen and heard stays: a name plate, a "
            "door, a voice.",
        ),
    ],
)
def test_what_a_laptop_cannot_is_named_once(tmp_path: Path, kind: str, told: str) -> None:
    rows = (question(kind, "one"), question(kind, "two"), A)
    assert (", ".join(("one", "two")), kind, told) in _notices(tmp_path, *rows)


def test_many_questions_are_counted_and_kinds_of_one_sentence_told_together(
    tmp_path: Path,
) -> None:
    rows = [question(kind, f"q{n}") for n, kind in enumerate(["image", "audio", "video"] * 2)]
    ((cell, value, _what),) = _notices(tmp_path, *rows)
    assert (cell, value) == ("q0, q3, q1 and 3 more", "image, audio, video")


def test_appearances_are_told_and_mistyped_ones_found(tmp_path: Path) -> None:
    rows = (
        question("image", "a", appearance="signature"),
        question("text", "b", appearance="multilin"),
        question("text", "c", appearance="ex:org.app(x='1') w4"),
        question("text", "d", appearance="my-own-word"),
    )
    told = {value: what for _cell, value, what in _notices(tmp_path, *rows)}
    assert told["signature"] == "A file is chosen: a laptop has no camera and no pen."
    assert told["ex:"] == "No other app is started; the answer is typed."
    assert told["multilin"] == "ODK knows no such appearance."
    assert "my-own-word" not in told
    assert "w4" not in told


def test_choices_that_are_looked_up_by_search_are_told(tmp_path: Path) -> None:
    survey = question("select_one yn", "a", appearance="minimal search('towns')")
    ((cell, value, _what),) = _notices(tmp_path, survey, choices=YES_NO)
    assert (cell, value) == ("a", "search()")


def test_a_repeat_that_is_filtered_from_outside(tmp_path: Path) -> None:
    rows = (
        question("begin_repeat", "person"),
        question("integer", "age"),
        question("end_repeat", ""),
        question("calculate", "adults", calculation="count(${person}[${age} >= 18])"),
        question("calculate", "fine", calculation="count(${person}[./age >= 18])"),
    )
    ((cell, _value, what),) = _notices(tmp_path, *rows)
    assert cell == "adults"
    assert what.startswith("ODK filters this by the first of the repeat")


def test_missing_translations_are_counted_by_language(tmp_path: Path) -> None:
    rows = (
        {"type": "text", "name": "a", "label::Deutsch (de)": "A", "label::English (en)": "A"},
        {"type": "text", "name": "b", "label::Deutsch (de)": "B", "hint::Deutsch (de)": "H"},
    )
    assert _notices(tmp_path, *rows) == [
        ("", "English (en)", "2 texts are missing in this language, for: b.")
    ]


def test_languages_without_a_code_or_a_name(tmp_path: Path) -> None:
    rows = ({"type": "text", "name": "a", "label": "A", "label::Deutsch": "A"},)
    told = _notices(tmp_path, *rows)
    assert ("", "Deutsch") in [(cell, value) for cell, value, _what in told]
    assert any("“default” is offered as one" in what for _cell, _value, what in told)


def test_what_shows_in_the_cells_only(tmp_path: Path) -> None:
    rows = (
        {"type": "text", "name": "a", "label": "A", "appearence": "x", "Notiz": "", "label_en": ""},
        {"type": "text", "name": "A", "label": "A", "Bemerkung": "mine"},
        {"hint": "nobody reads me"},
        {"Bemerkung": "only mine"},
        {"type": "begin_repeat", "name": "r"},
        {"type": "text", "name": "a", "label": "A"},
        {"type": "end_repeat"},
    )
    choices = (
        {"list_name": "left", "name": "over", "label": "L", "my region": ""},
        {"list_name": "left", "name": "n"},
    )
    told = _notices(tmp_path, *rows, choices=choices, form_id="")
    assert [(cell, what) for cell, _value, what in told] == [
        ("D1", "The column “appearence” is not read."),
        ("E1", "The column “Notiz” is not read."),
        ("F1", "The column “label_en” is not read."),
        ("B3", "“a” differs by capital letters only; some programs take both for one."),
        ("A4", "This row is not read: it has no type."),
        ("C6", "The repeat has no label; its name is shown instead."),
        ("D1", "The column “my region” is not read: its heading holds a space."),
        ("A2", "No question offers this list."),
        ("C3", "The choice has no label; its code is shown instead."),
        ("", "The form has no “form_id” and is called after its file."),
    ]


def test_a_mistyped_sheet_is_named_with_what_was_meant(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = workbook(tmp_path / "form.xlsx", [A], form_id="t")
    book = load_workbook(path)
    book["settings"].title = "Setings"
    del book["choices"]
    book.create_sheet("Auswertung")
    book.save(path)
    first = check(path).notices[0]
    told = (first.sheet, first.what, first.mend)
    assert told == ("Setings", "This sheet is not read.", "Did you mean “settings”?")


def test_an_xform_tells_its_missing_and_unused_lists(tmp_path: Path) -> None:
    (tmp_path / "form.xml").write_text(XFORM, encoding="utf-8")
    told = {(one.value, one.what) for one in check(tmp_path / "form.xml").notices}
    assert told == {
        ("unused", "No question offers these lists."),
        ("far.xml", "The file is missing; the list is empty."),
        ("query", "The code is typed. Send the Excel file instead: then the choices are offered."),
    }


@pytest.mark.parametrize("place", ["beside", "form-media", "elsewhere"])
def test_attachments_are_found_where_odk_and_pyxform_lay_them(tmp_path: Path, place: str) -> None:
    folder = tmp_path if place == "beside" else tmp_path / place
    folder.mkdir(exist_ok=True)
    (folder / "far.csv").write_text("name,label\na,A\n", encoding="utf-8")
    survey = [question("select_one_from_file far.csv", "a", image="a.png")]
    path = workbook(tmp_path / "form.xlsx", survey, form_id="t")
    media = folder if place == "elsewhere" else None
    values = [one.value for one in check(path, media=media).notices]
    assert values == ["yn", "a.png", "a.png"]  # a picture that is not shown, and not there
    (folder / "a.png").write_bytes(b"")
    assert [one.value for one in check(path, media=media).notices] == ["yn", "a.png"]


def test_columns_and_settings_without_effect_are_told_once(tmp_path: Path) -> None:
    rows = (A | {"sms_field": "x", "intent": "org.app", "compact_tag": "y"},)
    told = _notices(tmp_path, *rows, prefix="J1", style="theme-grid pages", auto_delete="yes")
    assert [(cell, what) for cell, _value, what in told] == [
        ("D1", "Nothing is sent by text message."),
        ("E1", "No other app is started; the answer is typed."),
        ("C1", "Pages look as everywhere in this program."),
        ("D1", "Nothing is deleted by itself."),
    ]


def test_a_broken_attachment_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "far.csv").write_bytes("name,label\nk,Köln".encode("cp1252"))
    path = workbook(tmp_path / "form.xlsx", [question("select_one_from_file far.csv", "a")])
    assert [fault.sheet for fault in check(path).faults] == ["far.csv"]


def test_notices_are_told_along_with_faults(tmp_path: Path) -> None:
    rows = (question("txt", "a"), question("geopoint", "b", requierd="yes"), question("text", "c"))
    checked = check(workbook(tmp_path / "form.xlsx", rows, YES_NO, form_id="t"))
    assert checked.form is None
    assert [(one.sheet, one.cell) for one in checked.faults] == [("survey", "A2")]
    told = [(one.sheet, one.cell, one.value) for one in checked.notices]
    assert told == [("survey", "D1", ""), ("choices", "A2", "yn"), ("", "b", "geopoint")]


def test_faults_and_notices_speak_german(tmp_path: Path) -> None:
    with speaking("de"):
        ((_cell, _value, what),) = _notices(tmp_path, question("start-geopoint", "here"), A)
    assert what == "Das bleibt leer: Ein Laptop hat kein GPS."


def _imported(*modules: str, run: str) -> list[str]:
    """Which of these modules a fresh Python has imported after `run`."""
    source = f"import sys\n{run}\nprint(*[name for name in {modules} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_the_second_start_of_a_form_needs_neither_pyxform_nor_openpyxl(tmp_path: Path) -> None:
    heavy = ("pyxform", "openpyxl", "xlrd", "pydantic")
    read = (
        "from pathlib import Path\nfrom surveykit.form import load\n"
        f"load(Path({str(FORMS / 'callback.xlsx')!r}), cache=Path({str(tmp_path)!r}))"
    )
    assert "pyxform" in _imported(*heavy, run=read)
    assert _imported(*heavy, run=read) == []


def test_looking_through_a_known_form_needs_no_pyxform(tmp_path: Path) -> None:
    look = (
        "from pathlib import Path\nfrom surveykit.form.check import check\n"
        f"check(Path({str(FORMS / 'callback.xlsx')!r}), cache=Path({str(tmp_path)!r}))"
    )
    assert _imported("pyxform", run=look) == ["pyxform"]
    assert _imported("pyxform", run=look) == []


def test_a_rule_that_calls_an_unknown_function_is_told_of_and_holds_nothing_back(
    tmp_path: Path,
) -> None:
    path = tmp_path / "f.xml"
    rule = '<bind nodeset="/data/q" constraint="wq:length(.) = 5"'
    path.write_text(XFORM.replace('<bind nodeset="/data/q"', rule), encoding="utf-8")
    checked = check(path)
    assert checked.faults == ()
    told = [notice for notice in checked.notices if "wq:length" in notice.what]
    assert [notice.cell for notice in told] == ["q"]


def test_what_calls_an_unknown_function_is_left_out_where_odk_finds_out_late(
    tmp_path: Path,
) -> None:
    """JavaRosa loads such a form, and fails at these places only."""
    label = 'Q <output value="foo(/data/r)"/>!'
    xform = XFORM.replace('root/item">', 'root/item[name = count()]">', 1)
    xform = xform.replace("<label>R</label>", f"<label>{label}</label>")
    path = tmp_path / "form.xml"
    path.write_text(xform.replace('type="string"/>', 'type="string" constraint="bar()"/>'))
    told = [(one.cell, one.what) for one in check(path).notices if "()" in one.what]
    assert told == [
        ("q", "This rule is not applied: ODK knows no function bar()."),
        ("q", "This question offers no choices: count() is given 0 arguments."),
        ("r", "The words leave this out: ODK knows no function foo()."),
    ]
    for cache in (None, tmp_path, tmp_path):
        one = begin(load(path, cache=cache))
        assert one.node("/data/q").choices == ()
        assert one.node("/data/r").label == "Q !"
