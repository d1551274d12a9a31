"""Where one stands after an interview, after Ctrl+C and on the next day."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from surveykit.asking.round import Round
from surveykit.fieldwork.attempt import INTERVIEWED, Outcome
from surveykit.tui.app import SurveykitApp
from surveykit.tui.first_frame import screenful
from surveykit.workflow import open_project, record_attempt
from tests.tui.conftest import NOW, Person, answer_everything, at_the_door, at_work


def _marked(person: Person) -> str:
    """The name of the marked door."""
    [line] = [line for line in person.lines() if line.startswith(" ›")]
    return next(word for word in line.split() if word.startswith("A-"))


def _told(person: Person) -> str:
    """What stands on the terminal once the program has closed."""
    assert isinstance(person.app, SurveykitApp)
    person.app.end()
    return "\n".join(person.app.last_words)


def _tried(path: Path, door: str, when: datetime, outcome: Outcome = Outcome.NOT_HOME) -> None:
    with open_project(path) as project:
        record_attempt(project, door, outcome, when)


async def test_an_interview_in_the_hallway_leaves_the_mark_at_its_door(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("doors ·")
        await person.press("down", "down")
        assert _marked(person) == "A-3-1-1"
        await person.press("h")
        await person.until("Hätten Sie eine Minute?")
        await person.press("1", "escape", "a")
        await person.choose("Yes, break off")
        await person.until("Erasure code of the answers")
        await person.press("x", "1")
        await person.until("doors ·")
        assert _marked(person) == "A-3-1-1"


async def test_a_hallway_interview_begun_at_the_doors_leads_back_to_them(
    project_file: Path,
) -> None:
    async with at_work(project_file) as person:
        await person.until("doors ·")
        await person.press("down", "h")
        await person.until("Hätten Sie eine Minute?")
        await person.press("2", "enter")
        await person.until("That was the last question.")
        await person.press("enter")
        await person.until("Finished and saved. Back at the doors.")
        assert _marked(person) == "A-3-0-2"
        await person.press("1")
        await person.until("A-3-0-2: nobody home")
        (record,) = person.project.records()
        assert record.form == "hallway_quick"


async def test_a_break_off_before_any_answer_leaves_the_mark_at_an_untouched_door(
    project_file: Path,
) -> None:
    async with at_the_door(project_file) as person:
        await person.press("escape", "a")
        await person.choose("Yes, break off")
        await person.until("doors ·")
        assert _marked(person) == "A-3-0-1"
        assert person.project.attempts() == ()


async def test_a_card_that_was_left_is_told_too(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("doors ·")
        await person.press("k")
        await person.until("A-3-0-1: nobody home, card left")


async def test_after_ctrl_c_the_terminal_says_what_is_kept(project_file: Path) -> None:
    async with at_the_door(project_file) as person:
        await person.press("enter", "1", "escape")
        await person.until("Jump to a question")
        await person.press("ctrl+c")
    assert _told(person) == "The interview at A-3-0-1 is kept; in the round G goes on with it."


async def test_after_ctrl_c_nothing_is_said_where_nothing_was_begun_or_all_was_hidden(
    project_file: Path,
) -> None:
    async with at_work(project_file) as person:
        await person.until("doors ·")
        await person.press("ctrl+c")
    assert _told(person) == ""
    async with at_the_door(project_file) as person:
        await person.press("f4", "ctrl+c")
    assert "A-3-0-1" not in _told(person)


async def test_the_round_is_gone_on_with_behind_the_last_door_of_today(project_file: Path) -> None:
    _tried(project_file, "A-3-0-1", NOW, Outcome.INTERVIEW)
    async with at_work(project_file) as person:
        await person.until("doors ·")
        assert _marked(person) == "A-3-0-2"  # the first open one
    _tried(project_file, "A-5-1-1", NOW - timedelta(days=1))
    _tried(project_file, "A-3-2-2", NOW - timedelta(hours=2))
    _tried(project_file, "A-3-1-1", NOW - timedelta(hours=1))
    _tried(project_file, "A-3-1-2", NOW - timedelta(hours=1), Outcome.REFUSED)
    _tried(project_file, "A-3-2-1", NOW, Outcome.INTERVIEW)
    async with at_work(project_file) as person:
        await person.until("doors ·")
        assert _marked(person) == "A-3-2-2"


async def test_behind_the_last_door_of_all_it_begins_anew(project_file: Path) -> None:
    _tried(project_file, "A-3-0-1", NOW, Outcome.REFUSED)
    with open_project(project_file) as project:
        last = project.frame.names[-1]
    _tried(project_file, last, NOW)
    async with at_work(project_file) as person:
        await person.until("doors ·")
        assert _marked(person) == "A-3-0-2"


@pytest.mark.parametrize("height", [24, 18])
async def test_the_first_frame_marks_the_door_that_the_app_marks(
    project_file: Path, height: int
) -> None:
    _tried(project_file, "A-5-2-1", NOW)
    with open_project(project_file) as project:
        shown = screenful(Round.of(project, NOW), project.label, 80, height, "none")
    async with at_work(project_file, size=(80, height)) as person:
        await person.until("doors ·")
        marked = _marked(person)
        at = next(n for n, line in enumerate(person.lines()) if line.startswith(" ›"))
    assert marked in shown[at]
    assert "›" in shown[at]


async def test_the_next_person_comes_by_itself_only_in_the_hallway(project_file: Path) -> None:
    async with at_work(project_file, "hallway") as person:
        await person.until("Hätten Sie eine Minute?")
        await answer_everything(person)
        await person.until("Erasure code of the answers")
        await person.press("x", "1")
        await person.until("Hätten Sie eine Minute?")


async def test_a_door_interviewed_counts_among_those_of_today(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.press("1")
        await person.until("0 interviews · 1 today")
        await _interview_at_the_marked_door(person)
        await person.until("1 interview · 2 today")
        (interviewed,) = (one for one in person.project.attempts() if one.at is None)
        assert interviewed.outcome in INTERVIEWED


async def test_who_said_no_in_the_form_is_counted_once(project_file: Path) -> None:
    async with at_the_door(project_file) as person:
        await person.press("enter", "1", "enter", "3", "enter", "1", "enter")
        await person.until("That was the last question.")
        await person.press("enter")
        await person.until("0 interviews · 1 today")


async def _interview_at_the_marked_door(person: Person) -> None:
    """One that is broken off behind the key question, without a card to write."""
    await person.until("doors ·")
    await person.press("enter")
    await person.until("Guten Tag")
    await person.press("enter", "1", "enter", "1", "enter", "2", "enter")
    await person.press("enter", "7", "escape", "a")
    await person.choose("Yes, break off")
    await person.until("Erasure code of the answers")
    await person.press("x", "1")
