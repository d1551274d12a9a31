"""How the forecast came about: months in their order, and nothing finer than may be known."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random

from surveykit import workflow
from surveykit.assess.assessment import assess
from surveykit.assess.course import Step, course
from surveykit.assess.estimate.questionnaire import read_questionnaire
from surveykit.fieldwork.record import DOOR_FORM, Record
from surveykit.workflow import Project


def _steps(project: Project, records: list[Record]) -> list[Step]:
    questionnaire = read_questionnaire(project.forms[DOOR_FORM])
    return [*course(project.site, questionnaire, records, project.attempts())]


def test_it_ends_with_todays_assessment(lindenhof: Path) -> None:
    with workflow.open_project(lindenhof) as project:
        records = [*project.records()]
        last = _steps(project, records)[-1]
        today = assess(project.site, project.forms[DOOR_FORM], records, project.attempts())
    assert last.interviews == 58
    assert last.assessment == today


def test_no_two_steps_tell_what_few_households_said(lindenhof: Path) -> None:
    with workflow.open_project(lindenhof) as project:
        steps = _steps(project, [*project.records()])
        least = project.site.criteria.suppress_below
    numbers = [0, *(one.interviews for one in steps)]
    assert all(after - before >= least for before, after in pairwise(numbers))
    assert len(steps) > 5


def test_a_months_end_has_the_interviews_up_to_it(lindenhof: Path) -> None:
    with workflow.open_project(lindenhof) as project:
        records = [*project.records(DOOR_FORM)]
        steps = _steps(project, records)
    by_month = Counter(record.day for record in records)
    assert len(by_month) == 2
    assert {one.month for one in steps} == {None, *by_month}
    for step in steps:
        if step.month:
            until = sum(n for month, n in by_month.items() if month <= step.month)
            assert step.interviews == until
    assert steps[-1].month == max(by_month)


def test_doors_are_never_more_than_there_are_and_only_grow(lindenhof: Path) -> None:
    with workflow.open_project(lindenhof) as project:
        steps = _steps(project, [*project.records()])
    for before, after in pairwise(one.assessment.doors for one in steps):
        assert before.interviewed < after.interviewed
        assert before.refused <= after.refused
        assert before.dwellings == after.dwellings == 96


def test_the_order_in_which_records_come_does_not_matter(lindenhof: Path) -> None:
    with workflow.open_project(lindenhof) as project:
        records = [*project.records(DOOR_FORM)]
        mixed = records[:]
        Random(4).shuffle(mixed)  # noqa: S311 - nothing secret
        assert _steps(project, records) == _steps(project, mixed)


def test_nobody_who_looks_away_is_reckoned_for(lindenhof: Path) -> None:
    with workflow.open_project(lindenhof) as project:
        questionnaire = read_questionnaire(project.forms[DOOR_FORM])
        found = course(
            project.site, questionnaire, project.records(), project.attempts(),
            wanted=lambda: False,
        )  # fmt: skip
        assert [*found] == []
