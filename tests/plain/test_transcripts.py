"""Whole conversations as they were held, in both languages: what is typed in, what is said out.

After a change of wording that is meant, `python -m tests.plain.test_transcripts` writes them anew;
read the difference before it is kept.
"""

import re
import shutil
import tempfile
from pathlib import Path

import pytest

from surveykit.fieldwork.attempt import Outcome
from surveykit.fieldwork.notes import Note
from surveykit.fieldwork.record import DOOR_FORM, Mode
from surveykit.interviewing import begin
from surveykit.setting_up import new_example
from surveykit.workflow import Project
from tests.plain.conftest import NOW, go_round

TRANSCRIPTS = Path(__file__).parent / "transcripts"
_BY_CHANCE = re.compile(
    r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b|^[0-9A-Z]{4}: .*$|\b\d\d:\d\d$", re.MULTILINE
)
"""The erasure code with its spelling, and the time in the zone of the machine."""


ROUNDS, CORRECTIONS = ("de", "en"), ("correction.de", "correction.en")


def held(project: Project, name: str) -> str:
    """What is said when these lines are typed; a correction is of an interview held before."""
    lines = (TRANSCRIPTS / f"{name}.in").read_text(encoding="utf-8")
    if name in CORRECTIONS:
        lines = lines.replace("{code}", _interviewed(project))
    return _BY_CHANCE.sub("…", go_round(project, lines, name[-2:]))


def _interviewed(project: Project) -> str:
    """The erasure code of an interview at the first door."""
    dwelling = project.site.dwellings[0]
    interview = begin(project, DOOR_FORM, mode=Mode.DOOR, dwelling=dwelling, clock=lambda: NOW)
    for name, answer in (("adult", "yes"), ("consent", "yes"), ("prob", "3"), ("visits", "once"),
                         ("contact_wish", "no")):  # fmt: skip
        interview.answer(interview.form.question(name).ref, answer)
    interview.finish()
    return interview.erasure_code


@pytest.mark.parametrize("name", [*ROUNDS, *CORRECTIONS])
def test_a_conversation_is_held_word_for_word(project: Project, name: str) -> None:
    said = (TRANSCRIPTS / f"{name}.out").read_text(encoding="utf-8")
    assert held(project, name) == said


def test_what_was_corrected_line_by_line_is_a_new_revision_with_its_reason(
    project: Project,
) -> None:
    held(project, "correction.en")
    first, corrected = sorted(project.corrections(), key=lambda record: bool(record.supersedes))
    assert corrected.supersedes == (first.revision,)
    assert (first.answers["prob"], corrected.answers["prob"]) == ("3", "9")
    assert corrected.notes == (Note("prob", "said so on the phone"),)
    assert corrected.reason == "mistyped"
    assert project.records() == (corrected,)


def test_what_was_typed_in_german_is_the_interview(project: Project) -> None:
    held(project, "de")
    (record,) = project.records()
    chosen = {
        "known": "yes", "known_what": "Mieterverein", "prob": "7", "visits": "four_plus",
        "topics": "repairs adaptation", "topic_first": "adaptation",
        "slots": "mo_1 mo_2 mo_3 mo_4 tu_1", "help_how": "host",
        "idea1": "Mehr Licht\nim Hof", "hh_size": "1", "others_present": "no",
    }  # fmt: skip
    assert {name: record.answers[name] for name in chosen} == chosen
    assert [line.outcome for line in project.attempts()] == [Outcome.INTERVIEW]
    assert project.drafts() == ()


def test_what_was_typed_in_english_stands_on_the_contact_sheet(project: Project) -> None:
    held(project, "en")
    lines = {line.dwelling: line for line in project.attempts()}
    assert lines["A-3-1-2"].language == "tr"
    assert any(line.card_left for line in project.attempts())
    assert lines["A-3-0-1"].call_back == "2027-01-15T17:30"
    assert lines["A-3-0-1"].outcome is Outcome.LATER
    assert project.drafts() == ()


def _write() -> None:
    for name in (*ROUNDS, *CORRECTIONS):
        folder = Path(tempfile.mkdtemp())
        with new_example(folder / "example.survey", "A", now=NOW) as project:
            said = held(project, name)
        shutil.rmtree(folder)
        (TRANSCRIPTS / f"{name}.out").write_text(said, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _write()
