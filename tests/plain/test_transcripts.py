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
from surveykit.workflow import Project, new_example
from tests.plain.conftest import NOW, go_round

TRANSCRIPTS = Path(__file__).parent / "transcripts"
_BY_CHANCE = re.compile(
    r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b|^[0-9A-Z]{4}: .*$|\b\d\d:\d\d$", re.MULTILINE
)
"""The erasure code with its spelling, and the time in the zone of the machine."""


def held(project: Project, language: str) -> str:
    """What is said when the lines of this language are typed."""
    lines = (TRANSCRIPTS / f"{language}.in").read_text(encoding="utf-8")
    return _BY_CHANCE.sub("…", go_round(project, lines, language))


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_conversation_is_held_word_for_word(project: Project, language: str) -> None:
    said = (TRANSCRIPTS / f"{language}.out").read_text(encoding="utf-8")
    assert held(project, language) == said


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
    assert lines["A-3-0-1"].call_back == "tomorrow, 17:30"
    assert lines["A-3-0-1"].outcome is Outcome.LATER
    assert project.drafts() == ()


def _write() -> None:
    for language in ("de", "en"):
        folder = Path(tempfile.mkdtemp())
        with new_example(folder / "example.survey", "A", now=NOW) as project:
            said = held(project, language)
        shutil.rmtree(folder)
        (TRANSCRIPTS / f"{language}.out").write_text(said, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _write()
