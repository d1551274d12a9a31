"""The planner's way through the ideas, by keys alone."""

from pathlib import Path

import pytest

from surveykit import workflow
from surveykit.ideas import registered
from tests.assess.examples import door_records
from tests.tui.conftest import at_the_desk


@pytest.fixture
def with_ideas(project_file: Path) -> Path:
    """Example A after its survey."""
    with workflow.open_project(project_file) as project:
        project.add_records(door_records("A"))
    return project_file


async def test_an_idea_is_passed_on_with_a_sentence_and_joined_with_another(
    with_ideas: Path,
) -> None:
    async with at_the_desk(with_ideas) as person:
        await person.press("i")
        await person.until("Which idea?")
        await person.press("1")
        await person.until("passed on")
        await person.press("2")
        await person.until("One sentence, no names.")
        await person.press(*"Mai", "enter")
        await person.until("passed on)")
        await person.press("2")
        await person.until("the same as another idea")
        await person.press("4")
        await person.until("The same as which idea?")
        await person.press("1")
        await person.until("Which idea?")
        await person.press("escape")
        await person.until("At a glance")
    with workflow.open_project(with_ideas) as project:
        found = registered(project)
    assert (found[0].status, found[0].answer) == ("passed_on", "Mai")
    assert len(found[0].others) == 1
