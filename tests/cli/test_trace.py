"""A form's author tests a form: what each step changes, in words and for programs."""

import io
import json
import sys
from pathlib import Path

import pytest

from surveykit.cli import main
from tests.form.building import question, workbook

FROZEN = ["--now", "2026-06-01T12:00:00Z"]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEYKIT_LANGUAGE", "en")


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form in two languages with a list beside it."""
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "towns.csv").write_text("name,label\na,Aa\nb,Bb\n", encoding="utf-8")
    rows = [
        _row("integer", "age", "How old?", "Wie alt?", constraint=". < 120"),
        _row("text", "work", "Work?", "Arbeit?", relevant="${age} >= 16", required="yes"),
        _row("select_one_from_file towns.csv", "town", "Town?", "Ort?"),
        _row("begin_repeat", "child", "Child", "Kind"),
        _row("text", "name", "Name?", "Name?"),
        {"type": "end_repeat"},
        question("calculate", "day", calculation="today()"),
    ]
    return workbook(tmp_path / "family.xlsx", rows, (), default_language="English (en)")


def _row(kind: str, name: str, english: str, german: str, **cells: str) -> dict[str, str]:
    labels = {"label::English (en)": english, "label::Deutsch (de)": german}
    return {"type": kind, "name": name, **labels, **cells}


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    path = tmp_path / "steps.json"
    taken = [
        {"set": "/data/age", "value": 30},
        {"addRepeat": "/data/child"},
        {"set": "/data/child[2]/name", "value": "Eva"},
        {"set": "/data/town", "value": "b"},
        {"set": "/data/nowhere", "value": "x"},
    ]
    path.write_text(json.dumps(taken), encoding="utf-8")
    return path


def test_every_step_is_told_in_words(
    form: Path, steps: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["form", "trace", str(form), str(steps), "--media", str(form.parent / "media")]) == 0
    )
    told = capsys.readouterr().out
    assert '1. {"set": "/data/age", "value": 30}' in told
    assert "/data/age: “” → “30”" in told
    assert "/data/work: asked now" in told
    assert "/data/child[2]: added" in told
    assert "/data/town: “” → “b”" in told
    assert "Not done: The form has no “/data/nowhere” now." in told
    assert told.endswith("At the end\n    /data/work: Please answer this question.\n")


def test_programs_get_every_node_after_every_step(
    form: Path, steps: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["form", "trace", str(form), str(steps), "--json", *FROZEN]
    assert main([*command, "--media", str(form.parent / "media")]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"]
    assert told["languages"] == ["English (en)", "Deutsch (de)"]
    nodes = {node["ref"]: node for node in told["steps"][3]["nodes"]}
    assert nodes["/data/child"] | {"type": "", "label": {}} == {
        "ref": "/data/child", "type": "", "valueType": None, "relevant": True, "required": False,
        "readonly": False, "count": 2, "label": {},
    }  # fmt: skip
    assert nodes["/data/day"]["value"].startswith("2026-06-01")
    assert [choice["value"] for choice in nodes["/data/town"]["choices"]] == ["a", "b"]
    final = {node["ref"]: node for node in told["steps"][-1]["nodes"]}
    assert final["/data/age"]["label"] == {"English (en)": "How old?", "Deutsch (de)": "Wie alt?"}
    assert told["status"] == "pending"
    assert told["violations"] == [{"ref": "/data/work", "condition": "required", "message": None}]
    assert "<name>Eva</name>" in told["submission"]


def test_a_frozen_clock_gives_the_same_trace_every_time(
    form: Path, steps: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["form", "trace", str(form), str(steps), "--json", *FROZEN]
    main(command)
    first = capsys.readouterr().out
    main(command)
    assert capsys.readouterr().out == first


def test_steps_come_from_standard_input(
    form: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = '[{"set": "/data/child[1]/name", "value": "Zoë"}]'.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert main(["form", "trace", str(form), "-"]) == 0
    assert "“Zoë”" in capsys.readouterr().out


def test_a_list_that_is_nowhere_is_told_and_empty(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["form", "trace", str(form), "--json"]) == 0
    told = capsys.readouterr()
    assert "towns.csv" in told.err
    (town,) = (one for one in json.loads(told.out)["initial"] if one["ref"] == "/data/town")
    assert town["choices"] == []


@pytest.mark.parametrize("language", ["Deutsch (de)", "de"])
def test_the_form_begins_in_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    rows = [
        _row("integer", "age", "How old?", "Wie alt?"),
        question("calculate", "said", calculation="jr:itext('/data/age:label')"),
    ]
    path = workbook(tmp_path / "form.xlsx", rows, (), default_language="English (en)")
    assert main(["form", "trace", str(path), "--json", "--language", language]) == 0
    nodes = json.loads(capsys.readouterr().out)["initial"]
    assert [node["value"] for node in nodes if node["ref"] == "/data/said"] == ["Wie alt?"]


def test_the_language_of_the_program_need_not_be_one_of_the_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path / "form.xlsx", [question("text", "a")], ())
    assert main(["form", "trace", str(path), "--language", "de"]) == 0
    assert "Am Anfang" in capsys.readouterr().out


def test_a_language_that_nobody_knows_is_refused(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["form", "trace", str(form), "--language", "Latin"]) == 2
    assert "Deutsch (de)" in capsys.readouterr().err


def test_a_form_that_cannot_be_loaded_is_told_with_its_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path / "bad.xlsx", [question("text", "a", relevant="${nobody} = 1")], ())
    assert main(["form", "trace", str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["stage"]) == (False, "load")
    assert "bad.xlsx" in told["error"]
    assert [fault["sheet"] for fault in told["faults"]] == ["survey"]
    assert main(["form", "trace", str(path)]) == main(["form", "check", str(path)]) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[\n7 8]", "it is not JSON from line 2, character 3 on"),
        ("{}", "it is no list"),
        ("[7]", "step 1 is no object in braces"),
        ("[" * 100_000, "its lists lie too deep in one another"),
        ("\N{LATIN SMALL LETTER SHARP S}".encode("latin-1"), "it is not UTF-8"),
    ],
    ids=["broken", "no list", "no object", "deep", "no UTF-8"],
)
def test_a_file_without_steps_is_refused(
    form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | bytes, said: str
) -> None:
    path = tmp_path / "steps.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert main(["form", "trace", str(form), str(path)]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "steps.json" in told


def test_a_moment_that_is_none_is_refused(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["form", "trace", str(form), "--now", "yesterday"])
    assert "“yesterday” is no moment" in capsys.readouterr().err


def test_nothing_that_was_typed_reaches_the_terminal_as_a_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path / "form.xlsx", [question("text", "a")], ())
    steps = tmp_path / "steps.json"
    steps.write_text(json.dumps([{"set": "/data/a", "value": "x\x1b[2Jy"}]), encoding="utf-8")
    assert main(["form", "trace", str(path), str(steps)]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_the_readme_shows_what_happens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(__file__).parents[2]
    blocks = (root / "README.md").read_text(encoding="utf-8").split("```")
    steps = next(block for block in blocks if block.startswith("json\n"))
    shown = next(block for block in blocks if block.startswith("\n$ surveykit form trace"))
    command, _line, printed = shown.strip().partition("\n")
    given = tmp_path / "steps.json"
    given.write_text(steps.removeprefix("json"), encoding="utf-8")
    monkeypatch.chdir(root)
    arguments = command.removeprefix("$ surveykit ").split()
    assert main([str(given) if word == "steps.json" else word for word in arguments]) == 0
    assert capsys.readouterr().out.strip() == printed
