"""Correcting a finished interview and settling what two laptops corrected differently, by keys."""

from dataclasses import replace
from pathlib import Path

import pytest

from surveykit.fieldwork.record import DOOR_FORM, Mode
from surveykit.interviewing import begin
from surveykit.workflow import Project, open_project
from tests.tui.conftest import NOW, Person, at_work

ANSWERS = {
    "/data/adult": "yes",
    "/data/consent": "yes",
    "/data/main/known": "no",
    "/data/main/prob": "5",
    "/data/main/topics": "ageing",
    "/data/main/contact_wish": "yes",
}


def _interviewed(path: Path) -> str:
    with open_project(path) as project:
        flat = project.site.dwellings[0]
        interview = begin(project, DOOR_FORM, mode=Mode.DOOR, dwelling=flat, clock=lambda: NOW)
        for ref, answer in ANSWERS.items():
            interview.answer(ref, answer)
        interview.finish()
        return interview.erasure_code


def _contradict(path: Path) -> None:
    """Two corrections of one interview, as two laptops bring them along."""
    with open_project(path) as project:
        [record] = project.records()
        for reason, answers in (
            ("mistyped", {"prob": "8", "topics": "benefits"}),
            ("she called", {"prob": "2", "topics": "ageing care"}),
        ):
            project.add_records(
                [
                    replace(
                        record,
                        answers={**record.answers, **answers},
                        supersedes=(record.revision,),
                        reason=reason,
                    )
                ]
            )


def _only(project: Project) -> dict[str, str]:
    [record] = project.records()
    return dict(record.answers)


async def test_a_finished_interview_is_corrected_by_its_code_and_a_reason_is_asked(
    project_file: Path,
) -> None:
    code = _interviewed(project_file)
    async with at_work(project_file) as person:
        await person.until("1 of 17 doors")
        await person.press("c")
        await person.type(code.lower().replace("-", " "))
        await person.press("enter")
        await person.until("Which question?")
        [line] = [line for line in person.lines() if "how likely is it" in line]
        await person.press(line.split()[0].lower())
        await person.until("how likely is it")
        await person.press("8", "escape")
        await person.choose("Save the correction")
        await person.until("Why is it corrected?")
        await person.press("enter")
        await person.until("A word is enough")
        await person.type("mistyped")
        await person.press("enter")
        await person.until("The correction is saved.")
        assert _only(person.project)["prob"] == "8"
        [record] = person.project.records()
        assert (record.reason, len(record.supersedes)) == ("mistyped", 1)


async def test_a_correction_that_changes_nothing_is_none(project_file: Path) -> None:
    code = _interviewed(project_file)
    async with at_work(project_file) as person:
        await person.until("1 of 17 doors")
        await person.press("c")
        await person.type(code)
        await person.press("enter")
        await person.until("Which question?")
        await person.press("escape")
        await person.until("not saved yet")
        await person.press("escape")
        await person.until("F ○ Save the correction")  # as `F` finishes a preview
        await person.press("f")
        await person.until("Nothing was changed.")
        assert person.project.counts().records == 1


async def test_without_the_right_code_nothing_is_found(project_file: Path) -> None:
    _interviewed(project_file)
    async with at_work(project_file) as person:
        await person.until("1 of 17 doors")
        await person.press("c")
        await person.type("A-3-0-1")
        await person.press("enter")
        await person.until("is not an erasure code")


async def _to_the_conflicts(person: Person) -> None:
    await person.until("1 of 17 doors")
    await person.press("s")
    await person.until("Keep asking")
    await person.press("c")
    await person.until("1 of 1")


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (120, 40)])
async def test_versions_stand_side_by_side_and_one_of_them_is_taken(
    project_file: Path, size: tuple[int, int]
) -> None:
    _interviewed(project_file)
    _contradict(project_file)
    async with at_work(project_file, size=size) as person:
        await _to_the_conflicts(person)
        assert person.sees("Enter settle")
        assert not person.sees("N another")  # there is only this one
        beside = [line for line in person.lines() if " A ○" in line and " B ○" in line]
        assert len(beside) == 2
        await person.press("enter")
        await person.until("one version is to be taken")
        await person.press("escape")
        await person.until("1 of 1")
        await person.press("2", "enter")
        await person.until("Settle it so?")
        await person.press("1")
        await person.until("No corrections contradict each other.")
        assert person.lines()[-1].split() == ["D", "doors", "Esc", "back"]
        assert person.project.conflicts() == ()
        [record] = person.project.records()
        assert len(record.supersedes) == 2


async def test_each_question_may_be_taken_from_another_version(project_file: Path) -> None:
    _interviewed(project_file)
    _contradict(project_file)
    async with at_work(project_file) as person:
        await _to_the_conflicts(person)
        one, two = sorted(person.project.conflicts()[0], key=lambda one: one.revision)
        await person.press("A", "b", "enter")
        await person.until("Settle it so?")
        await person.press("1")
        await person.until("No corrections contradict each other.")
        answers = _only(person.project)
        assert answers["prob"] == one.answers["prob"]
        assert answers["topics"] == two.answers["topics"]


async def test_a_door_interviewed_twice_is_told_there(project_file: Path) -> None:
    _interviewed(project_file)
    _interviewed(project_file)
    async with at_work(project_file) as person:
        await person.until("1 of 17 doors")
        await person.press("s")
        await person.until("Keep asking")
        await person.press("c")
        await person.until("No corrections contradict each other.")
        await person.press("d")
        await person.until("Dwellings interviewed more than once")
