"""What is kept for whom and how long, by the commands that a planner and a volunteer type."""

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
import zxingcpp
from PIL import Image

from surveykit.bundled import SITES
from surveykit.cli import main
from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.erasure_code import id_of, new_code
from surveykit.fieldwork.record import Mode, Record
from surveykit.workflow import Project, open_project

PASSPHRASE = "drei rote Äpfel"  # noqa: S105 - of projects that live for one test
KEY_PASSPHRASE = "vier grüne Birnen"  # noqa: S105
CODE = new_code(123456789)

Run = Callable[..., str]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEYKIT_LANGUAGE", "en")
    monkeypatch.setenv("SURVEYKIT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SURVEYKIT_KEY_PASSPHRASE", KEY_PASSPHRASE)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command and returns what it printed; it must end as expected."""

    def command(*arguments: object, ends: int = 0) -> str:
        capsys.readouterr()
        assert main([str(argument) for argument in arguments]) == ends
        told = capsys.readouterr()
        return told.out + told.err

    return command


@pytest.fixture
def key(tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "planner.key"
    run("keys", "new", path)
    return path


@pytest.fixture
def project(tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "laptop.survey"
    run("new", path, "--site", SITES / "A.xlsx")
    return path


def a_record(note: str = "3", *, code: str = "", supersedes: tuple[str, ...] = ()) -> Record:
    return Record(
        id=id_of(code) if code else uuid4(),
        form="door_interest",
        form_version="2026112801",
        mode=Mode.DOOR,
        day=date(2027, 1, 1),
        minutes=4,
        language="Deutsch (de)",
        answers={"consent": "yes", "prob": note},
        supersedes=supersedes,
    )


def test_cards_are_written_in_the_languages_spoken_here(
    project: Path, tmp_path: Path, run: Run
) -> None:
    # Site A speaks German and Polish; German, plain German, English and Arabic come always.
    told = run("cards", project, "--out", tmp_path / "print")
    written = {path.name for path in (tmp_path / "print").iterdir()}
    assert written == {f"erasure_{code}.pdf" for code in ("ar", "de", "de-simple", "en", "pl")}
    assert all(name in told for name in written)


def test_cards_in_a_language_without_texts_are_refused(
    project: Path, tmp_path: Path, run: Run
) -> None:
    told = run("cards", project, "--languages", "de,tlh", "--out", tmp_path / "print", ends=2)
    assert "tlh" in told
    assert not (tmp_path / "print").exists()


def test_what_can_be_printed_is_listed_with_its_words(project: Path, run: Run) -> None:
    told = run("cards", project, "--kinds", "list")
    assert "missed" in told
    assert "privacy" in told
    assert "poster" in run("flyers", project, "--kinds", "list")


def test_facts_that_are_missing_are_asked_for_by_name_and_then_printed(
    project: Path, tmp_path: Path, run: Run
) -> None:
    asked = ("cards", project, "--kinds", "missed,privacy", "--languages", "de", "--out", tmp_path)
    told = run("cards", project, "--kinds", "missed,privacy,erasure", "--out", tmp_path, ends=2)
    assert "(verify_phone): missed" in told
    assert "(dpo_contact): privacy" in told
    assert "Nothing is missing for --kinds erasure." in told
    known = {
        "verify_phone": "030 115",
        "dpo_contact": "Frau Muster",
        "supervisory_authority": "LDI",
    }
    facts = [word for name, text in known.items() for word in ("--fact", f"{name}={text}")]
    run(*asked, *facts)
    assert {path.name for path in tmp_path.glob("*_de.pdf")} == {"missed_de.pdf", "privacy_de.pdf"}


@pytest.mark.parametrize("option", [("--kinds", "nix"), ("--fact", "nix=1"), ("--code", "nix")])
def test_what_cannot_be_printed_is_told(
    project: Path, tmp_path: Path, run: Run, option: tuple[str, str]
) -> None:
    told = run("cards", project, "--kinds", "missed", *option, "--out", tmp_path / "x", ends=2)
    assert "nix" in told
    assert not (tmp_path / "x").exists()


def opened(path: Path) -> Project:
    return open_project(path, PASSPHRASE)


def test_a_public_key_is_shown_as_a_code_that_a_telephone_reads(key: Path, run: Run) -> None:
    shown = run("keys", "show", key.with_suffix(".pub")).splitlines()
    text, _blank, _words, groups, _space, *code = shown
    [found] = zxingcpp.read_barcodes(_picture(code))
    assert found.text == text
    assert text == key.with_suffix(".pub").read_text(encoding="utf-8").strip()
    assert groups.replace(" ", "") == text


def test_a_key_typed_from_the_screen_is_taken_and_a_slip_is_noticed(
    key: Path, project: Path, run: Run
) -> None:
    groups = run("keys", "show", key.with_suffix(".pub")).splitlines()[3]
    at = groups.rindex("q") if "q" in groups[5:] else 20
    for place in (10, at, len(groups) - 1):
        wrong = "p" if groups[place] in " q" else "q"
        slip = groups[:place] + wrong + groups[place + 1 :]
        assert "mistyped" in run("keys", "use", project, slip, ends=2)
    assert "No planner's key is set" in run("status", project)
    assert "sealed for the planner's key" in run("keys", "use", project, f" {groups.upper()} ")


def _picture(lines: list[str]) -> Image.Image:
    """The terminal's half blocks as pixels, light on dark."""
    picture = Image.new("L", (len(lines[0]), 2 * len(lines)))
    for y, line in enumerate(lines):
        for x, block in enumerate(line):
            picture.putpixel((x, 2 * y), 255 * (block in "█▀"))
            picture.putpixel((x, 2 * y + 1), 255 * (block in "█▄"))
    return picture.resize((8 * picture.width, 8 * picture.height), Image.Resampling.NEAREST)


def test_the_secret_key_lies_nowhere_in_clear(key: Path, tmp_path: Path) -> None:
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"AGE-SECRET-KEY" not in written
    assert key.read_bytes().startswith(b"-----BEGIN AGE ENCRYPTED FILE-----")


def test_a_handover_is_sealed_for_the_planner_and_merges_with_the_secret_key_only(
    key: Path, project: Path, tmp_path: Path, run: Run
) -> None:
    planner, stick = tmp_path / "planner.survey", tmp_path / "stick.handover"
    run("new", planner, "--site", SITES / "A.xlsx")
    run("keys", "use", project, key.with_suffix(".pub"))
    with opened(project) as laptop:
        laptop.add_records([a_record()])

    assert "sealed" in run("handover", project, stick)
    assert b"SVKHAND" not in stick.read_bytes()
    assert "--key" in run("merge", planner, stick, ends=2)
    assert "0 questionnaires before, 1 new, 0 conflicts, 0 lost" in run(
        "merge", planner, stick, "--key", key
    )
    assert "stick.handover: 1 questionnaires, 1 of them new" in run("log", planner)


def test_another_planners_key_opens_nothing(
    key: Path, project: Path, tmp_path: Path, run: Run
) -> None:
    other, stick = tmp_path / "other.key", tmp_path / "stick.handover"
    run("keys", "new", other)
    run("keys", "use", project, key.with_suffix(".pub"))
    run("handover", project, stick)
    assert "another key" in run("merge", project, stick, "--key", other, ends=2)
    assert "already seals" in run("keys", "use", project, other.with_suffix(".pub"), ends=2)
    run("keys", "use", project, other.with_suffix(".pub"), "--replace")


def test_without_a_key_a_handover_is_written_only_if_it_is_to_lie_open(
    project: Path, tmp_path: Path, run: Run
) -> None:
    stick = tmp_path / "stick.handover"
    assert "--unsealed" in run("handover", project, stick, ends=2)
    assert not stick.exists()
    assert "NOT sealed" in run("handover", project, stick, "--unsealed")
    assert "No planner's key is set" in run("status", project)


def test_contacts_are_read_with_the_planners_secret_key_only(
    key: Path, project: Path, run: Run
) -> None:
    assert "Nobody wants to be reached." in run("contacts", project)
    with opened(project) as laptop:
        said = {"consent_contact": "yes", "name": "Ada", "purpose": "start help", "mobile": "7"}
        laptop.add_contact(said, date(2027, 1, 14))
    told = run("--language", "de", "contacts", project)
    assert "Kontakt mit Einwilligung" in told
    assert told.splitlines()[1].strip() == "Name: Ada", "who it is comes first"
    purposes = "Bescheid geben, wenn die Sprechstunde beginnt, wegen Mitmachen melden"
    assert f"Wofür dürfen wir Sie ansprechen?: {purposes}" in told
    assert "mobile: 7" in told  # of an older form
    run("keys", "use", project, key.with_suffix(".pub"))
    assert "Ada" not in run("contacts", project)
    assert "Ada" in run("contacts", project, "--key", key)


def test_a_project_opens_with_its_new_passphrase_only(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(project) as laptop:
        laptop.add_records([a_record()])
    monkeypatch.setenv("SURVEYKIT_NEW_PASSPHRASE", "fünf blaue Pflaumen")
    run("passphrase", project)
    assert "passphrase" in run("status", project, ends=2)
    with open_project(project, "fünf blaue Pflaumen") as laptop:
        assert laptop.counts().records == 1
    for copy in (project.parent / "copies").iterdir():
        open_project(copy, "fünf blaue Pflaumen").close()


def test_a_short_new_passphrase_changes_nothing(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = project.read_bytes()
    monkeypatch.setenv("SURVEYKIT_NEW_PASSPHRASE", "kurz")
    run("passphrase", project, ends=2)
    assert project.read_bytes() == before


def test_an_interview_is_erased_by_its_code_and_comes_back_with_no_handover(
    project: Path, tmp_path: Path, run: Run
) -> None:
    stick = tmp_path / "stick.handover"
    with opened(project) as laptop:
        laptop.add_records([a_record(code=CODE), a_record()])
    run("handover", project, stick, "--unsealed")
    assert "not an erasure code" in run("erase", project, "0000-0000-0001", "--yes", ends=2)
    assert "Erased" in run("erase", project, CODE.lower().replace("-", " "), "--yes")
    told = run("merge", project, stick)
    assert "0 new" in told
    assert "Erased on request, here or elsewhere: 1 not taken in, 0 removed" in told
    with opened(project) as laptop:
        assert len(laptop.records()) == 1
    assert "will not be taken in" in run("erase", project, new_code(5), "--yes", ends=1)


def test_what_a_code_erases_is_told_before_it_is_erased(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(project) as laptop:
        laptop.add_records([a_record(code=CODE)])
    asked: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)

    def says_no(prompt: str) -> str:
        asked.append(prompt)
        return "n"

    monkeypatch.setattr("builtins.input", says_no)
    assert "Nothing was erased." in run("erase", project, CODE, ends=1)
    assert "This is an interview: " in asked[0]
    run("erase", project, new_code(5), ends=1)
    assert "Nothing here has this code." in asked[1]
    with opened(project) as laptop:
        assert len(laptop.records()) == 1


def test_what_is_due_is_listed_and_deleted_on_confirmation(project: Path, run: Run) -> None:
    from datetime import UTC, datetime

    with opened(project) as laptop:
        dwelling = laptop.site.dwellings[0].name
        long_ago = datetime(2020, 3, 1, 12, tzinfo=UTC)
        laptop.add_attempt(Attempt(uuid4(), dwelling, Outcome.NOT_HOME, long_ago))
        laptop.add_contact({"consent_contact": "yes", "name": "Ada"}, date(2020, 3, 2))
    listed = {one["kind"]: one for one in json.loads(run("retention", project, "--json"))}
    assert (listed["sheet"]["due"], listed["contact"]["due"], listed["answers"]["due"]) == (1, 1, 0)
    kept = json.loads(run("retention", project, "--json", "--period", "contact=36500"))
    assert [one["due"] for one in kept] == [1, 0, 0, 0]
    assert "Contact sheet: 1 held, period 14 days, due: 1, first on 2020-03-15" in run(
        "retention", project
    )
    run("retention", project, "--delete", ends=2)
    run("retention", project, "--delete", "--yes")
    with opened(project) as laptop:
        assert (laptop.attempts(), laptop.contacts()) == ((), ())


def test_a_contradiction_is_shown_question_by_question_and_settled(
    project: Path, tmp_path: Path, run: Run
) -> None:
    first = a_record("3", code=CODE)
    with opened(project) as laptop:
        laptop.add_records(
            [first, *(a_record(n, code=CODE, supersedes=(first.revision,)) for n in "79")]
        )
    copy, stick, other = (tmp_path / name for name in ("copy.survey", "s.handover", "o.survey"))
    for told in (run("verify", project), run("handover", project, stick, "--unsealed")):
        assert "Questionnaires: 1," in told or "holds 1 questionnaires" in told
        assert "Corrections of them: 2." in told
    assert "is a second copy: 1 questionnaires." in run("backup", project, copy)
    run("new", other, "--site", SITES / "A.xlsx")
    assert "0 questionnaires before, 1 new, 1 conflict, 0 lost. New corrections: 2." in run(
        "merge", other, stick
    )
    assert "1 questionnaire before, 0 new, 1 conflict, 0 lost." in run("merge", other, stick)
    shown = run("conflicts", project, ends=1)
    assert "[prob]" in shown
    told = json.loads(run("conflicts", project, "--json", ends=1).partition("\nPlease")[0])
    [difference] = told["conflicts"][0]["differences"]
    [letter] = [letter for letter, answer in difference["answers"].items() if answer == "9"]
    assert difference["question"] == "prob"
    assert "do not differ in “age”" in run(
        "conflicts", project, "--settle", 1, "--keep", "A", "--take", "age=B", ends=2
    )
    assert "no version C" in run("conflicts", project, "--settle", 1, "--keep", "C", ends=2)
    run("conflicts", project, "--settle", 1, "--keep", letter)
    with opened(project) as laptop:
        assert [record.answers["prob"] for record in laptop.records()] == ["9"]
    assert "2 versions settled, If this hour existed: " in run("log", project)
    log = json.loads(run("log", project, "--json").partition("\nPlease")[0])
    assert sorted(one["settled"] for one in log["corrections"]) == [0, 0, 2]
    assert "No corrections contradict each other" in run("conflicts", project)


def test_the_minutes_until_the_app_locks_can_be_chosen(project: Path, run: Run) -> None:
    assert "locks after 5 minutes" in run("autolock", project)
    assert "locks after 1 minute " in run("autolock", project, 1)
    assert "Choose 1 to 60 minutes." in run("autolock", project, 0, ends=2)
    assert "locks after 1 minute " in run("status", project)
