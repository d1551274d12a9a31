"""Ideas from open to answered: joined by hand, kept as revisions, the same on every laptop."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from surveykit import evaluating, publishing, setting_up, workflow
from surveykit.assess.result import Idea
from surveykit.assess.voices.ideas import (
    IdeaStatus,
    RegisteredIdea,
    key_of,
    record_id,
    register,
)
from surveykit.bundled import IDEA_STATUS
from surveykit.fieldwork.record import IDEA_FORM, Mode, Record
from surveykit.form import load
from surveykit.form.check import check
from surveykit.ideas import decide, join, part, registered
from surveykit.store import Project
from surveykit.store.care.verify import verify
from surveykit.text import speaking
from tests.assess.examples import door_records

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def a_project(path: Path) -> Project:
    project = setting_up.new_example(path, "B", now=NOW)
    project.add_records(door_records("B"))
    return project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Example B with its five ideas."""
    with a_project(tmp_path / "b.survey") as found:
        yield found


def texts(found: tuple[RegisteredIdea, ...]) -> dict[str, tuple[int, IdeaStatus]]:
    return {one.idea.text: (one.idea.count, one.status) for one in found}


def named(project: Project, word: str) -> RegisteredIdea:
    return next(one for one in registered(project) if word in one.idea.text)


def test_every_idea_begins_open(project: Project) -> None:
    found = registered(project)
    assert [one.idea.count for one in found] == [6, 9, 5, 4, 6]
    assert {one.status for one in found} == {IdeaStatus.OPEN}


def test_an_idea_goes_from_open_to_answered_and_back(project: Project) -> None:
    decide(project, named(project, "Rampe"), IdeaStatus.PASSED_ON, "An die Verwaltung", NOW)
    passed = named(project, "Rampe")
    assert (passed.status, passed.answer, passed.since) == (
        IdeaStatus.PASSED_ON, "An die Verwaltung", NOW.date(),
    )  # fmt: skip
    decide(project, passed, IdeaStatus.ANSWERED, "Kommt im Mai", NOW + timedelta(days=30))
    assert named(project, "Rampe").answer == "Kommt im Mai"
    decide(project, named(project, "Rampe"), IdeaStatus.OPEN, "", NOW)
    found = named(project, "Rampe")
    assert (found.status, found.answer, found.since) == (IdeaStatus.OPEN, "", None)
    assert not found.contradicting


def test_duplicates_are_joined_and_taken_apart(project: Project) -> None:
    before = texts(registered(project))
    join(project, named(project, "Licht"), named(project, "Rampe"), NOW)
    join(project, named(project, "Rampe"), named(project, "Waschplan"), NOW)
    joined = named(project, "Waschplan")
    assert joined.idea.count == 9 + 6 + 5
    assert {other.text.split()[0] for other in joined.others} == {"Rampe", "Licht"}
    assert len(registered(project)) == 3
    part(project, joined, NOW)
    assert texts(registered(project)) == before


def test_an_idea_joined_to_itself_stays_as_it_is(project: Project) -> None:
    join(project, named(project, "Licht"), named(project, "Licht"), NOW)
    assert not project.records(IDEA_FORM)


def test_two_laptops_agree_whoever_merges_and_a_contradiction_is_seen(tmp_path: Path) -> None:
    with a_project(tmp_path / "one.survey") as one, a_project(tmp_path / "two.survey") as two:
        decide(one, named(one, "Rampe"), IdeaStatus.PASSED_ON, "An die Verwaltung", NOW)
        decide(two, named(two, "Rampe"), IdeaStatus.ANSWERED, "Kommt im Mai", NOW)
        join(two, named(two, "Licht"), named(two, "Waschplan"), NOW)
        one.handover(tmp_path / "one.handover", unsealed=True)
        two.handover(tmp_path / "two.handover", unsealed=True)
        one.merge(tmp_path / "two.handover")
        two.merge(tmp_path / "one.handover")
        assert registered(one) == registered(two)
        assert named(one, "Rampe").contradicting
        assert len(one.conflicts()) == 1
        assert len(registered(one)) == 4
        decide(one, named(one, "Rampe"), IdeaStatus.ANSWERED, "Kommt im Mai", NOW)
        assert not named(one, "Rampe").contradicting
        assert not one.conflicts()


def test_no_decision_keeps_a_word_of_an_idea_or_leads_to_an_interview(project: Project) -> None:
    decide(project, named(project, "Rampe"), IdeaStatus.PASSED_ON, "An die Verwaltung", NOW)
    (record,) = project.records(IDEA_FORM)
    assert "Rampe" not in str(record.answers)
    assert "Haus 4" not in str(record.answers)
    assert record.id not in {one.id for one in project.records("door_interest")}
    with_it = [one.id for one in project.records("door_interest") if "Rampe" in str(one.answers)]
    project.erase(with_it)
    assert not any("Rampe" in one.idea.text for one in registered(project))


def test_a_project_made_without_the_form_takes_it_in(project: Project) -> None:
    assert IDEA_FORM not in project.forms
    decide(project, named(project, "Rampe"), IdeaStatus.PASSED_ON, "", NOW)
    path = project.path
    project.close()
    assert verify(path, None).whole
    with workflow.open_project(path) as again:
        assert named(again, "Rampe").status is IdeaStatus.PASSED_ON


def test_its_form_is_sound() -> None:
    found = check(IDEA_STATUS)
    assert not found.faults
    assert not found.notices
    assert load(IDEA_STATUS).id == IDEA_FORM


def test_the_workbook_tells_the_status_and_the_answer(project: Project, tmp_path: Path) -> None:
    decide(project, named(project, "Rampe"), IdeaStatus.ANSWERED, "=1+1", NOW)
    join(project, named(project, "Licht"), named(project, "Waschplan"), NOW)
    with speaking("en"):
        (path,) = publishing.export(evaluating.results(project, NOW.date()), tmp_path)
    assert "Responses idea_status" not in load_workbook(path).sheetnames
    rows = [*load_workbook(path)["Ideas by place"].iter_rows(values_only=True)]
    ramp = next(row for row in rows if row[2] and "Rampe" in str(row[2]))
    assert ramp[3:6] == (6, "answered", "=1+1")
    both = next(row for row in rows if row[2] and "Waschplan" in str(row[2]))
    assert "Licht am Weg" in str(both[2])
    assert both[3:5] == (14, "not answered yet")


ideas = st.lists(
    st.builds(Idea, text=st.sampled_from("abcdef"), where=st.just("yard"), spot=st.just(""),
              count=st.integers(1, 9)),
    unique_by=lambda idea: idea.text, max_size=6,
)  # fmt: skip


@given(found=ideas, joins=st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_however_ideas_are_joined_each_household_counts_once(
    found: list[Idea], joins: list[tuple[str, str]]
) -> None:
    """Also in circles, which two laptops can make together."""
    keys = {text: key_of(Idea(text, "yard", "", 1)) for text in "abcdef"}
    records = [
        Record(record_id(keys[one]), IDEA_FORM, "1", Mode.DESK, NOW.date(), 0, "de",
               {"idea": keys[one], "status": "open", "same_as": keys[other]})
        for one, other in joins
    ]  # fmt: skip
    told = register(found, records)
    assert sum(one.idea.count for one in told) == sum(idea.count for idea in found)
    listed = [idea.text for one in told for idea in (one.idea, *one.others)]
    assert sorted(listed) == sorted(idea.text for idea in found)
    assert told == register(found, records[::-1])


def test_of_four_households_no_idea_is_shown(tmp_path: Path) -> None:
    with setting_up.new_example(tmp_path / "few.survey", "B", now=NOW) as project:
        records = [one for one in door_records("B") if one.answers.get("idea1")]
        project.add_records(records[:4])
        assert registered(project) == ()
        project.add_records(records)
        assert registered(project)
