"""A planner's and a volunteer's way through the commands, and what they are told on the way."""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from PIL import Image

from surveykit.bundled import FORMS, SITES
from surveykit.cli import console, main
from surveykit.fieldwork.record import Mode
from surveykit.interviewing import begin
from surveykit.store.connect import PAGE_SIZE
from surveykit.workflow import open_project
from tests.form.building import question, workbook
from tests.site.workbooks import write_a

PASSPHRASE = "drei rote Äpfel"  # noqa: S105 - of projects that live for one test


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEYKIT_LANGUAGE", "en")
    monkeypatch.setenv("SURVEYKIT_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "muehlgraben.survey"
    assert main(["new", str(path), "--site", str(SITES / "A.xlsx")]) == 0
    return path


def test_a_planner_makes_a_template_and_is_told_what_to_fill_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template = tmp_path / "site.xlsx"
    assert main(["site", "template", str(template)]) == 0
    capsys.readouterr()
    assert main(["site", "check", str(template), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert not told["ok"]
    assert all(fault["what"] and fault["mend"] for fault in told["faults"])


def test_a_sound_workbook_is_told_to_be_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["site", "check", str(SITES / "C.xlsx")]) == 0
    assert "420 dwellings" in capsys.readouterr().out


@pytest.mark.parametrize("form", sorted(FORMS.glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_bundled_form_is_sound(form: Path) -> None:
    assert main(["form", "check", str(form)]) == 0


def test_data_files_lie_in_a_folder_marked_internal_and_the_planner_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = tmp_path / "demo"
    assert main(["demo", "--site", "A", "--out", str(demo)]) == 0
    capsys.readouterr()
    (project,) = demo.glob("*.survey")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SURVEYKIT_PASSPHRASE", "mietersprechstunde")
        told = main(["export", str(project), "--format", "csv, codebook", "--out", str(tmp_path)])
    assert told == 0
    files = {path.name for path in (tmp_path / "A-internal").iterdir()}
    assert files >= {"README.txt", "datapackage.json", "door_interest-internal.csv"}
    assert not list(tmp_path.glob("*.xlsx"))
    assert "must not leave the team" in capsys.readouterr().err


def test_without_interviews_the_answer_is_to_go_on_asking(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["assess", str(project), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["verdict"] == "continue_survey"


def test_a_damaged_page_is_told_by_every_command_that_opens_the_project(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with project.open("r+b") as file:
        file.seek(9000)
        file.write(bytes(16))
    for command in (["assess", str(project)], ["export", str(project), "--out", str(tmp_path)]):
        capsys.readouterr()
        main(command)
        told = capsys.readouterr().err
        assert "1 page of the file was changed or lost." in told
        assert f"surveykit recover {project} NEW.survey" in told


def test_what_a_damaged_file_still_holds_can_be_handed_over(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with project.open("ab") as file:
        file.write(bytes(2048))  # a page behind all that is in use
    assert main(["handover", str(project), str(tmp_path / "saved.handover"), "--unsealed"]) == 0
    assert "1 page of the file was changed or lost." in capsys.readouterr().err


def test_two_laptops_of_one_workbook_merge(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laptop = tmp_path / "laptop.survey"
    assert main(["new", str(laptop), "--site", str(SITES / "A.xlsx")]) == 0
    given = tmp_path / "stick.handover"
    assert main(["handover", str(laptop), str(given), "--unsealed"]) == 0
    assert main(["merge", str(project), str(given)]) == 0
    assert "0 questionnaires before, 0 new, 0 conflicts, 0 lost" in capsys.readouterr().out


def test_a_handover_of_another_site_is_refused(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.survey"
    assert main(["new", str(other), "--site", str(SITES / "B.xlsx")]) == 0
    given = tmp_path / "stick.handover"
    assert main(["handover", str(other), str(given), "--unsealed"]) == 0
    assert main(["merge", str(project), str(given)]) == 2
    assert "Lindenhof" in capsys.readouterr().err


def test_a_wrong_passphrase_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SURVEYKIT_PASSPHRASE", "vier grüne Äpfel")
    assert main(["status", str(project)]) == 2
    assert "passphrase" in capsys.readouterr().err.lower()


def test_a_project_is_never_written_over(project: Path) -> None:
    before = project.read_bytes()
    assert main(["new", str(project), "--site", str(SITES / "B.xlsx")]) == 2
    assert project.read_bytes() == before


@pytest.mark.parametrize(
    "command",
    [
        ["status", "absent.survey"],
        ["new", "x.survey", "--site", "absent.xlsx"],
        ["site", "check", "absent.xlsx"],
        ["form", "check", "absent.xlsx"],
    ],
    ids=" ".join,
)
def test_a_missing_file_is_told_in_a_sentence(
    command: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(command) == 2
    told = capsys.readouterr().err
    assert "absent" in told
    assert "Traceback" not in told
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - names are enough


def test_a_missing_postal_address_is_told_before_anybody_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_a(tmp_path / "A.xlsx", {"sites": {"U2": None, "W2": None}})
    assert main(["site", "check", str(site)]) == 0
    assert "not even the cards for the erasure code" in capsys.readouterr().out
    project = tmp_path / "A.survey"
    assert main(["new", str(project), "--site", str(site)]) == 0
    assert "not even the cards for the erasure code" in capsys.readouterr().err
    assert main(["cards", str(project), "--out", str(tmp_path / "cards")]) == 2
    assert "write a handover of this project and merge it" in capsys.readouterr().err


def test_a_text_file_is_no_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pretender = tmp_path / "site.xlsx"
    pretender.write_text("not a workbook", encoding="utf-8")
    assert main(["new", str(tmp_path / "x.survey"), "--site", str(pretender)]) == 2
    assert "site.xlsx" in capsys.readouterr().err
    assert not (tmp_path / "x.survey").exists()


def test_a_good_handover_is_taken_in_though_the_next_one_is_bad(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, bad = tmp_path / "1.handover", tmp_path / "2.handover"
    assert main(["handover", str(project), str(given), "--unsealed"]) == 0
    bad.write_bytes(b"no handover")
    capsys.readouterr()
    assert main(["merge", str(project), str(tmp_path / "*.handover")]) == 2
    told = capsys.readouterr()
    assert "1.handover" in told.out
    assert "2.handover" in told.err


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["asess"], "There is no command “asess”.\nDid you mean “assess”?\n"),
        (["dance"], "There is no command “dance”.\n“surveykit --help” lists all commands.\n"),
        (["assess", "x.survey", "--quatsch"],
         "“surveykit assess” does not know: --quatsch\n“surveykit assess --help” shows"),
    ],
)  # fmt: skip
def test_a_slip_of_the_finger_gets_the_help_it_needs(
    typed: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(typed) == 2
    assert capsys.readouterr().err.startswith(told)


@pytest.mark.parametrize("code", ["EN", "en_GB", "en-US"])
def test_a_language_may_be_written_as_systems_write_it(
    project: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["--language", code, "status", str(project)]) == 0
    assert "The project is encrypted." in capsys.readouterr().out


def test_an_unknown_language_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["site", "check", str(SITES / "A.xlsx"), "--language", "fr"]) == 2
    assert "de, en" in capsys.readouterr().err


def test_the_help_is_german_to_the_last_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SURVEYKIT_LANGUAGE", "de")
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert "Aufruf:" in told
    assert "usage" not in told
    assert "options" not in told


def test_the_program_tells_the_version_that_was_installed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    declared = (Path(__file__).parents[2] / "surveykit" / "__init__.py").read_text("utf-8")
    assert (
        f'__version__ = "{capsys.readouterr().out.removeprefix("surveykit ").strip()}"' in declared
    )


def test_at_a_terminal_a_passphrase_is_asked_for_until_it_is_good_and_typed_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SURVEYKIT_PASSPHRASE")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    typed = iter(["short", PASSPHRASE, "drei rote Apfel", PASSPHRASE, PASSPHRASE])
    monkeypatch.setattr(console, "getpass", lambda _prompt: next(typed))
    project = tmp_path / "new.survey"
    assert main(["new", str(project), "--site", str(SITES / "A.xlsx")]) == 0
    told = capsys.readouterr().err
    assert "too short" in told
    assert "The two passphrases differ." in told
    open_project(project, PASSPHRASE).close()


def test_a_short_passphrase_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SURVEYKIT_PASSPHRASE", "kurz")
    assert main(["new", str(tmp_path / "x.survey"), "--site", str(SITES / "A.xlsx")]) == 2
    assert not (tmp_path / "x.survey").exists()


def test_the_terminal_app_says_that_it_needs_a_terminal(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["interview", str(project)]) == 2
    assert "terminal" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["interview"], ["form", "preview"]])
def test_a_wrong_file_is_told_before_the_want_of_a_terminal(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "letter.xlsx"
    wrong.write_text("Dear tenants", encoding="utf-8")
    for file in (wrong, tmp_path / "absent.xlsx"):
        assert main([*command, str(file)]) in (1, 2)
        told = capsys.readouterr().err
        assert file.name in told
        assert "keyboard" not in told


def test_a_project_is_looked_after_with_three_commands(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(project)]) == 0
    assert "is whole" in capsys.readouterr().out
    assert main(["backup", str(project), str(tmp_path / "copy.survey")]) == 0
    assert "second copy" in capsys.readouterr().out
    content = bytearray((tmp_path / "copy.survey").read_bytes())
    content[-5000] ^= 1
    (tmp_path / "copy.survey").write_bytes(content)
    assert main(["verify", str(tmp_path / "copy.survey"), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["damaged_pages"] == [(len(content) - 5000) // PAGE_SIZE + 1]
    new = tmp_path / "new.survey"
    code = main(["recover", str(tmp_path / "copy.survey"), str(new), "--json"])
    assert json.loads(capsys.readouterr().out)["complete"] == (code == 0)
    assert main(["verify", str(new)]) in (0, 1)
    assert main(["verify", str(tmp_path / "none.survey")]) == 2


def test_a_folder_takes_a_file_and_a_file_is_no_folder(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick, missing, book = tmp_path / "stick", tmp_path / "copies", tmp_path / "book.xlsx"
    stick.mkdir()
    assert main(["handover", str(project), str(stick), "--unsealed"]) == 0
    assert main(["handover", str(project), str(stick), "--unsealed"]) == 0
    assert len([*stick.glob(f"{project.stem}-*.handover")]) == 2

    assert main(["backup", str(project), str(missing)]) == 2
    assert not missing.exists()
    assert main(["backup", str(project), str(stick)]) == 0
    capsys.readouterr()
    assert main(["backup", str(project), str(stick)]) == 2
    assert "move the older copy away" in capsys.readouterr().err

    for command in ("export", "flyers", "cards"):
        assert main([command, str(project), "--out", str(book)]) == 2
        assert "--out names a folder" in capsys.readouterr().err
        assert not book.exists()
    book.write_text("not ours")
    assert main(["export", str(project), "--out", str(book)]) == 2
    assert "--out names a folder" in capsys.readouterr().err


def test_a_second_folder_for_copies_is_named_once(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert main(["backup", str(project), "--automatic", str(stick)]) == 0
    [copy] = stick.iterdir()
    assert str(copy) in capsys.readouterr().out
    assert main(["verify", str(copy)]) == 0
    assert main(["backup", str(project), "--automatic-off"]) == 0
    assert main(["backup", str(project)]) == 2
    assert "Name a file or a folder" in capsys.readouterr().err


def test_pictures_go_with_the_handover_and_come_out_only_where_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = workbook(tmp_path / "bench.xlsx", [question("image", "bench")], form_id="bench")
    paths = [tmp_path / "volunteer.survey", tmp_path / "planner.survey"]
    for path in paths:
        main(["new", str(path), "--site", str(SITES / "A.xlsx"), "--form", str(form)])
    Image.new("RGB", (40, 30), "green").save(tmp_path / "IMG_0815.jpg", comment="at door 3")
    with open_project(paths[0], PASSPHRASE) as volunteer:
        now = datetime(2027, 1, 14, 17, 5, tzinfo=UTC)
        interview = begin(volunteer, "bench", mode=Mode.HALLWAY, clock=lambda: now)
        interview.attach("/data/bench", str(tmp_path / "IMG_0815.jpg"))
        interview.finish()
    given, out = tmp_path / "given", tmp_path / "out"
    assert main(["handover", str(paths[0]), str(given), "--unsealed"]) == 0
    assert "Pictures and other files: 1." in capsys.readouterr().out
    assert main(["merge", str(paths[1]), str(given)]) == 0
    assert "New files: 1." in capsys.readouterr().out
    assert main(["export", str(paths[1]), "--out", str(out)]) == 0
    assert {file.suffix for file in out.iterdir()} == {".xlsx"}
    capsys.readouterr()
    assert main(["export", str(paths[1]), "--out", str(out), "--files"]) == 0
    told = capsys.readouterr()
    assert "Internal only" in told.err
    picture = Path(told.out.splitlines()[-1])
    with Image.open(picture) as shown:
        assert shown.size == (40, 30)
    assert b"at door 3" not in picture.read_bytes()
    assert "IMG" not in picture.name


def test_a_reader_that_has_seen_enough_is_no_fault(project: Path) -> None:
    command = [sys.executable, "-m", "surveykit", "status", str(project)]
    with Popen(command, stdout=PIPE, stderr=PIPE) as told:
        assert told.stdout
        assert told.stderr
        told.stdout.close()
        assert told.stderr.read() == b""
    assert told.returncode == 0


def test_lines_are_broken_between_words_and_paths_stay_whole() -> None:
    line = "  Keep it and its passphrase apart: C:/a-very-long-folder/planner.key"
    assert console.broken_between_words(line, 24).split("\n") == [
        "  Keep it and its",
        "  passphrase apart:",
        "  C:/a-very-long-folder/planner.key",
    ]
    assert console.broken_between_words(line, 0) == line
