"""Correcting a finished interview, and settling what two laptops corrected differently."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook

from surveykit import text
from surveykit.correcting import Correction, reopen
from surveykit.errors import SurveykitError
from surveykit.evaluating import results, summary
from surveykit.exchange import merge
from surveykit.fieldwork.record import DOOR_FORM, Mode
from surveykit.form import InvalidAnswerError
from surveykit.interviewing import begin
from surveykit.publishing import export
from surveykit.setting_up import new_example
from surveykit.settling import choice, contradictions, lines_of, settle, twice, twice_words
from surveykit.workflow import Project, open_project

NOW = datetime(2027, 1, 14, 17, 42, 7, tzinfo=UTC)
ANSWERS = {
    "/data/adult": "yes",
    "/data/consent": "yes",
    "/data/main/known": "yes",
    "/data/main/known_what": "the caretaker",
    "/data/main/prob": "5",
    "/data/main/topics": "ageing benefits",
    "/data/main/contact_wish": "no",
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which nobody was asked yet."""
    path = tmp_path_factory.mktemp("example") / "example.survey"
    new_example(path, "A", now=NOW).close()
    return path


@pytest.fixture
def laptop(example: Path, tmp_path: Path) -> Iterator[Project]:
    text.use("en")
    with open_project(Path(shutil.copy(example, tmp_path / "laptop.survey"))) as project:
        yield project


@pytest.fixture
def other(example: Path, tmp_path: Path) -> Iterator[Project]:
    with open_project(Path(shutil.copy(example, tmp_path / "other.survey"))) as project:
        yield project


def _interviewed(project: Project, dwelling: int = 0) -> str:
    """One interview at a door; its erasure code."""
    flat = project.site.dwellings[dwelling]
    interview = begin(project, DOOR_FORM, mode=Mode.DOOR, dwelling=flat, clock=lambda: NOW)
    for ref, answer in ANSWERS.items():
        interview.answer(ref, answer)
    interview.finish()
    return interview.erasure_code


def _correct(project: Project, code: str, reason: str = "", **answers: str) -> None:
    correction = _reopened(project, code)
    for name, answer in answers.items():
        correction.answer(correction.form.question(name).ref, answer)
    assert correction.check()
    correction.finish(reason)


def _reopened(project: Project, code: str) -> Correction:
    return reopen(project, code, lambda: NOW)


def _share(giver: Project, taker: Project, name: str) -> None:
    stick = giver.path.with_name(name)
    giver.handover(stick, NOW.date(), unsealed=True)
    list(merge(taker, [stick]))


def _two_corrections(laptop: Project, other: Project) -> None:
    """The same interview corrected on two laptops that do not know of each other's correction."""
    code = _interviewed(laptop)
    _share(laptop, other, "first.handover")
    _correct(laptop, code, "mistyped", prob="8", topics="benefits")
    _correct(other, code, "she called", prob="2", known="no")
    _share(other, laptop, "second.handover")


def test_a_correction_is_a_new_revision_and_the_old_one_stays(laptop: Project) -> None:
    code = _interviewed(laptop)
    [before] = laptop.records()
    _correct(laptop, code, "mistyped", prob="8")
    [after] = laptop.records()
    assert dict(after.answers) == {**before.answers, "prob": "8"} | {
        name: after.answers[name] for name in ("p", "v", "raw_visits")
    }
    assert after.supersedes == (before.revision,)
    assert after.reason == "mistyped"
    same = replace(after, answers=before.answers, supersedes=(), reason="")
    assert same == before
    assert laptop.counts().records == 2


def test_what_is_not_asked_after_a_correction_is_no_answer_any_more(laptop: Project) -> None:
    code = _interviewed(laptop)
    _correct(laptop, code, known="no")
    [after] = laptop.records()
    assert "known_what" not in after.answers


def test_only_the_code_finds_an_interview_back(laptop: Project) -> None:
    _interviewed(laptop)
    with pytest.raises(SurveykitError, match="No interview in this project has this code"):
        _reopened(laptop, "0000-0000-0000")
    with pytest.raises(SurveykitError, match="not an erasure code"):
        _reopened(laptop, "A-3-0-1")


def test_a_correction_that_breaks_a_rule_of_the_form_is_refused(laptop: Project) -> None:
    code = _interviewed(laptop)
    correction = _reopened(laptop, code)
    with pytest.raises(InvalidAnswerError):
        correction.answer(correction.form.question("prob").ref, "11")
    assert not correction.check()
    correction.entry.instance.set(correction.form.question("prob").ref, "")
    with pytest.raises(InvalidAnswerError):
        correction.finish("emptied")
    assert laptop.counts().records == 1


def test_whether_somebody_agreed_is_not_corrected(laptop: Project) -> None:
    code = _interviewed(laptop)
    correction = _reopened(laptop, code)
    correction.answer(correction.form.question("consent").ref, "no")
    with pytest.raises(SurveykitError, match="cannot be corrected"):
        correction.check()


def test_two_corrections_are_shown_in_words_and_one_of_them_settled(
    laptop: Project, other: Project
) -> None:
    _two_corrections(laptop, other)
    [one] = contradictions(laptop, NOW)
    shown = "\n".join(lines_of([one]))
    assert "corrected: mistyped" in shown
    assert "corrected: she called" in shown
    assert [difference.name for difference in one.differences] == [
        "known",
        "known_what",
        "prob",
        "topics",
    ]  # what is reckoned from them is left out
    names = {difference.name: difference for difference in one.differences}
    assert sorted(names["known"].answers) == ["no", "yes"]
    assert names["known"].label == "Is there already a place nearby where you get advice?"
    assert names["known"].label in shown
    keep = next(n for n, version in enumerate(one.versions) if version.reason == "she called")
    settle(laptop, one, one.all_of(keep), NOW)
    [record] = laptop.records()
    assert record.answers["prob"] == "2"
    assert set(record.supersedes) == {version.revision for version in one.versions}
    assert contradictions(laptop, NOW) == ()


def test_answers_of_both_can_be_taken_and_the_form_has_the_last_word(
    laptop: Project, other: Project
) -> None:
    _two_corrections(laptop, other)
    [one] = contradictions(laptop, NOW)
    letters = {version.reason: letter for letter, version in zip(one.letters, one.versions)}  # noqa: B905
    mistyped, called = letters["mistyped"], letters["she called"]
    settle(laptop, one, choice(one, mistyped, [f"known={called}", f"prob={called}"]), NOW)
    [record] = laptop.records()
    assert record.answers["prob"] == "2"
    assert record.answers["topics"] == "benefits"
    assert record.answers["known"] == "no"
    assert "known_what" not in record.answers
    assert contradictions(laptop, NOW) == ()


def test_what_was_settled_here_is_settled_everywhere(laptop: Project, other: Project) -> None:
    _two_corrections(laptop, other)
    [one] = contradictions(laptop, NOW)
    settle(laptop, one, one.all_of(0), NOW)
    with pytest.raises(SurveykitError, match="somebody else has been at it"):
        settle(laptop, one, one.all_of(1), NOW)
    _share(laptop, other, "third.handover")
    assert contradictions(other, NOW) == ()
    assert other.records() == laptop.records()


def test_two_that_corrected_the_same_for_other_reasons_do_not_contradict(
    laptop: Project, other: Project
) -> None:
    code = _interviewed(laptop)
    _share(laptop, other, "first.handover")
    _correct(laptop, code, "mistyped", prob="8")
    _correct(other, code, "he said so", prob="8")
    _share(other, laptop, "second.handover")
    _share(laptop, other, "third.handover")
    assert contradictions(laptop, NOW) == ()
    assert laptop.records() == other.records()


def test_a_door_interviewed_on_two_laptops_is_told_with_what_can_be_done(
    laptop: Project, other: Project
) -> None:
    _interviewed(laptop)
    _interviewed(other)
    _share(other, laptop, "second.handover")
    [name] = twice(laptop)
    assert name == laptop.site.dwellings[0].name
    told = " ".join(twice_words([name]))
    assert name in told
    assert "counts each of them once" in told
    assert twice_words([]) == ()


def test_the_workbook_and_json_tell_what_came_in_and_what_was_settled(
    laptop: Project, other: Project, tmp_path: Path
) -> None:
    _two_corrections(laptop, other)
    [one] = contradictions(laptop, NOW)
    open_ones = results(laptop, NOW.date())
    assert open_ones.conflicts == 1
    settle(laptop, one, one.all_of(0), NOW)
    found = results(laptop, NOW.date())
    [file] = export(found, tmp_path)
    book = load_workbook(file)
    handovers = [[cell.value for cell in row] for row in book["Handovers"].iter_rows(min_row=4)]
    header, line = handovers[:2]
    assert dict(zip(header, line, strict=True)) == {
        "File": "second.handover",
        "Taken in on": datetime.combine(datetime.now(UTC).date(), time()),
        "Questionnaires before": 2,
        "Questionnaires in it": 2,
        "New": 1,
        "Left out": 0,
        "New attempts at doors": 0,
        "SHA-256": sha256((tmp_path / "second.handover").read_bytes()).hexdigest(),
    }
    corrections = [[cell.value for cell in row] for row in book["Corrections"].iter_rows(min_row=5)]
    by_reason = {str(row[4]): row for row in corrections}
    assert by_reason["mistyped"][5] is not None
    settled = [row for row in corrections if row[2] == 2]
    assert [row[3] for row in settled] == ["yes"]
    assert [row[3] for row in corrections if row[2] is None] == ["no", "no"]
    log = summary(found)["method"]["log"]  # type: ignore[index]
    assert [line["file"] for line in log["handovers"]] == ["second.handover"]
    assert sorted(change["settled"] for change in log["corrections"]) == [0, 0, 2]
    assert log["conflicts_not_settled"] == 0
    ids = {str(record.id) for record in laptop.corrections()}
    written = json.dumps(summary(found)) + str(corrections) + str(handovers)
    assert not any(id_ in written for id_ in ids)
