"""`form check`: what an author is told, what a program is told, and the exit code."""

import json
from pathlib import Path

import pytest

from surveykit.bundled import FORMS
from surveykit.cli import main

GOOD = "survey\n,type,name,label\n,text,a,A\n,image,b,B\n,select_one_from_file c.csv,c,C\n"
BAD = "survey\n,type,name,label,relevant\n,text,a,A,${b} = 1\n,txet,c,C,\n"
SETTINGS = "settings\n,form_id,form_title,version\n,f,Frühling,7\n"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEYKIT_LANGUAGE", "en")


def _file(folder: Path, text: str, name: str = "form.csv") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_sound_form_and_what_is_worth_knowing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["form", "check", _file(tmp_path, GOOD + SETTINGS)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Frühling (f, version 7): 3 questions. No fault.",
        "2 things are worth knowing:",
        "  b “image”: A file is chosen and kept in the project, without the time, place and device"
        " that stand in pictures, sounds and films. What is seen and heard stays: a name plate, a"
        " door, a voice.",
        "  “c.csv”: The file is missing; the list is empty. Put it beside the form, or into a"
        " folder “form-media”.",
    ]


def test_faults_are_told_on_standard_error_with_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["form", "check", _file(tmp_path, BAD)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines()[1:] == [
        "  survey row 3, relevant “${b} = 1”: The form has no question “b”. Mend the name between"
        " the braces.",
        "  survey row 4, type “txet”: ODK knows no type “txet”. Did you mean “text”?",
        "Mend the file and try again. Nothing was changed.",
        "1 thing is worth knowing:",
        "  settings: The form has no “form_id” and is called after its file. Write one: then the"
        " file may be renamed.",
    ]


def test_a_program_gets_faults_and_notices_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["form", "check", _file(tmp_path, GOOD + SETTINGS), "--json"]) == 0
    good = json.loads(capsys.readouterr().out)
    assert good["ok"]
    assert good["faults"] == []
    assert [notice["value"] for notice in good["notices"]] == ["image", "c.csv"]
    assert good["form"] == {
        "id": "f", "title": "Frühling", "version": "7", "languages": [], "questions": 3,
        "external": ["c.csv"],
    }  # fmt: skip

    assert main(["form", "check", _file(tmp_path, BAD), "--json"]) == 1
    bad = json.loads(capsys.readouterr().out)
    assert not bad["ok"]
    assert set(bad["faults"][0]) == {"sheet", "cell", "value", "what", "mend"}
    assert [notice["sheet"] for notice in bad["notices"]] == ["settings"]


def test_the_folder_with_the_lists_may_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lists").mkdir()
    _file(tmp_path / "lists", "name,label\na,A\n", "c.csv")
    form = _file(tmp_path, GOOD + SETTINGS)
    assert main(["form", "check", form, "--media", str(tmp_path / "lists")]) == 0
    assert "c.csv" not in capsys.readouterr().out


@pytest.mark.parametrize("name", ["nowhere.xlsx", "form.docx", "empty.xlsx"])
def test_what_is_no_form_at_all_is_exit_code_2(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if name != "nowhere.xlsx":
        (tmp_path / name).write_bytes(b"")
    assert main(["form", "check", str(tmp_path / name)]) == 2
    assert "Mend the file" in capsys.readouterr().err


@pytest.mark.parametrize("form", sorted(FORMS.glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_bundled_form_is_sound_and_needs_no_remark(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["form", "check", str(form), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["notices"] == []
