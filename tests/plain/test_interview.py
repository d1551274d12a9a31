"""Interviews line by line: safe at every moment, and the same as by any other way."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveykit import text
from surveykit.fieldwork.record import Mode
from surveykit.form import Form, InvalidAnswerError, load
from surveykit.interviewing import begin
from surveykit.plain.dialogue import Dialogue
from surveykit.plain.interview import PlainInterview
from surveykit.workflow import Project, open_project
from tests.form.building import question, workbook
from tests.plain.conftest import NOW, go_round


def test_a_key_that_means_nothing_is_told_before_the_list_comes_again(project: Project) -> None:
    said = go_round(project, "\nm\n<\n:quit\n")
    assert "“m” is none of the answers.\n1: " in said
    assert project.attempts() == ()


def test_the_end_of_the_lines_keeps_the_interview_and_says_so(project: Project) -> None:
    said = go_round(project, "1\n\n\n1\n1\n")
    assert "This interview is not finished. Its answers are saved" in said.splitlines()[-1]
    (draft,) = project.drafts()
    assert dict(draft.answers)["/data/consent"] == "yes"
    again = go_round(project, "1\n\n<\n")
    assert "Enter goes on with the interview." in again or "Go on with an interview?" in again
    assert "Bisherige" not in again
    assert "Answer so far: Ja, jetzt" in again


def test_killed_in_the_middle_nothing_is_lost(example: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(example, tmp_path / "killed.survey"))
    command = [sys.executable, "-m", "surveykit", "interview", str(path), "--plain"]
    speaking = {**os.environ, "SURVEYKIT_LANGUAGE": "en", "PYTHONIOENCODING": "utf-8"}
    running = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=speaking,
        text=True,
        encoding="utf-8",
    )
    assert running.stdin
    assert running.stdout
    running.stdin.write("1\n\n\n1\n1\n")
    running.stdin.flush()
    for line in running.stdout:
        if line == "Saved: Ja, jetzt\n":
            break
    running.kill()
    running.communicate()

    resumed = subprocess.run(
        command,
        input="1\n:jump\n\n",
        capture_output=True,
        env=speaking,
        encoding="utf-8",
        check=False,
    )
    assert "Answer so far: Ja, jetzt" in resumed.stdout
    assert resumed.returncode == 2
    assert "What was saved so far is safe" in resumed.stderr
    with open_project(path) as project:
        (draft,) = project.drafts()
        assert dict(draft.answers)["/data/consent"] == "yes"


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """A form with branches, a group and several kinds of answers."""
    rows = [
        question("select_one c", "one"),
        question("select_multiple c", "many", relevant="${one} != 'z'"),
        question("begin_group", "g", appearance="field-list"),
        question("integer", "number", constraint=". < 50"),
        question("date", "day", relevant="${number} > 10"),
        question("end_group", ""),
        question("rank c", "order"),
        question("text", "words"),
    ]
    choices = [{"list_name": "c", "name": code, "label": f"Label {code}"} for code in "xyz"]
    file = tmp_path_factory.mktemp("survey") / "survey.xlsx"
    return load(workbook(file, rows, choices, form_id="survey"))


@pytest.fixture(scope="module")
def shared(
    example: Path, survey: Form, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Project]:
    """One project for many interviews."""
    path = Path(shutil.copy(example, tmp_path_factory.mktemp("shared") / "p.survey"))
    with open_project(path) as opened:
        opened.add_forms([survey])
        yield opened


NAMES = ("one", "many", "number", "day", "order", "words")
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "one": st.sampled_from("xyz"),
        "many": st.sets(st.sampled_from("xyz"), min_size=1).map(
            lambda codes: " ".join(sorted(codes))
        ),
        "number": st.integers(0, 60).map(str),
        "day": st.dates().map(str).filter(lambda day: day > "1000"),
        "order": st.permutations("xyz").map(" ".join),
        "words": st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20),
    },
)


class Person(io.StringIO):
    """Somebody who hears which question is asked, and types an answer once."""

    def __init__(self, given: dict[str, str], said: io.StringIO) -> None:
        super().__init__()
        self._given, self._said, self._heard = given, said, 0

    def readline(self, _size: int = -1, /) -> str:  # type: ignore[override]
        """The answer to the question said since the last line; else nothing, to go on."""
        fresh = self._said.getvalue()[self._heard :]
        self._heard += len(fresh)
        asked = [line for line in fresh.splitlines() if line.startswith("Question ")]
        name = asked[-1].rpartition(": ")[2].lower() if asked else ""
        answer = self._given.get(name, "")
        if name in ("one", "many", "order"):
            answer = ",".join(str("xyz".index(code) + 1) for code in answer.split())
        return ("\\" if answer[:1] in ("?", "<", ":", "\\") else "") + answer + "\n"


@settings(max_examples=25)
@given(given=ANSWERS)
def test_the_same_answers_give_the_same_record(shared: Project, given: dict[str, str]) -> None:
    before = {record.id for record in shared.records()}
    plain = begin(shared, "survey", mode=Mode.HALLWAY, clock=lambda: NOW)
    said = io.StringIO()
    with text.speaking("en"):
        PlainInterview(plain, Dialogue(Person(given, said), said), lambda: None).run()
    (typed,) = [record for record in shared.records() if record.id not in before]

    direct = begin(shared, "survey", mode=Mode.HALLWAY, clock=lambda: NOW)
    for name in NAMES:
        ref = direct.form.question(name).ref
        if given.get(name) and direct.entry.instance.node(ref).relevant:
            with suppress(InvalidAnswerError):
                direct.answer(ref, given[name])
    direct.finish()
    (other,) = [record for record in shared.records() if record.id not in {*before, typed.id}]
    assert typed.answers == other.answers


def test_a_time_that_has_passed_is_asked_for_again_and_words_are_kept_by_enter(
    project: Project,
) -> None:
    said = go_round(project, "\n3\ngestern 18 Uhr\nDi abend\n\n3\nbald\n\n:quit\n", "de")
    assert "„gestern 18 Uhr“ liegt in der Vergangenheit: verstanden als gestern 18:00" in said
    assert "später: Di 19.1. Abend" in said
    assert "„bald“ ist nicht als Tag und Zeit zu verstehen. Daran wird niemand erinnert." in said
    kept = {attempt.call_back for attempt in project.attempts()}
    assert kept == {"2027-01-19Tevening", "bald"}
