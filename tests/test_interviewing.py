"""An interview as it happens, without a screen."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from surveykit.fieldwork.attempt import Outcome
from surveykit.fieldwork.record import Mode
from surveykit.interviewing import OpenInterview, begin
from surveykit.workflow import Project, new_example, record_attempt, undo_attempt

NOW = datetime(2027, 1, 14, 17, 42, 7, tzinfo=UTC)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Example site A with nothing asked yet."""
    with new_example(tmp_path / "example.survey", "A", now=NOW) as made:
        yield made


def at_the_first_door(project: Project) -> OpenInterview:
    """An interview at the first dwelling of the list."""
    dwelling = project.site.dwellings[0]
    return begin(project, "door_interest", mode=Mode.DOOR, dwelling=dwelling, clock=lambda: NOW)


def test_an_attempt_taken_back_does_not_count_as_a_visit(project: Project) -> None:
    first, second = (dwelling.name for dwelling in project.site.dwellings[:2])
    record_attempt(project, second, Outcome.NOT_HOME, NOW)
    assert at_the_first_door(project).attempt_number == 1
    by_mistake = record_attempt(project, first, Outcome.NOT_HOME, NOW)
    undo_attempt(project, by_mistake, NOW)
    assert at_the_first_door(project).attempt_number == 1
    record_attempt(project, first, Outcome.NOT_HOME, NOW)
    assert at_the_first_door(project).attempt_number == 2


def test_what_goes_together_is_tried_without_changing_the_answer(project: Project) -> None:
    interview = at_the_first_door(project)
    for name, code in (("adult", "yes"), ("consent", "yes"), ("prob", "7")):
        interview.answer(interview.form.question(name).ref, code)
    slots = interview.form.question("slots").ref
    interview.answer(slots, "mo_1 we_2")
    assert interview.going_with(slots, "none", ("mo_1", "we_2")) == ()
    assert interview.going_with(slots, "th_3", ("mo_1", "we_2")) == ("mo_1", "we_2")
    assert interview.entry.instance.node(slots).value == "mo_1 we_2"
