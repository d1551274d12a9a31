"""A key somebody leans on: it writes once, and moves as far as it is held."""

from pathlib import Path

from surveykit.fieldwork.attempt import Outcome
from surveykit.tui.widgets.round_list import RoundList
from tests.tui.conftest import at_work
from tests.tui.test_round import line_of


async def test_a_held_key_records_one_door_and_takes_back_one(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.hold("1")
        await person.until("key held down: it counts once")
        assert [line.outcome for line in person.project.attempts()] == [Outcome.NOT_HOME]
        await person.press("2")
        await person.until("A-3-0-2: refused")
        await person.hold("u")
        await person.until("key held down: it counts once")
        assert "nobody home" in line_of(person, "A-3-0-1")
        assert "not tried yet" in line_of(person, "A-3-0-2")


async def test_a_held_arrow_moves_on(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.hold("down", repeats=3)
        assert person.app.screen.query_one(RoundList).dwelling == "A-3-2-2"


async def test_a_held_key_answers_one_question(project_file: Path) -> None:
    async with at_work(project_file, "hallway", one_key=True) as person:
        await person.until("Hätten Sie eine Minute?")
        await person.hold("1")
        await person.until("key held down: it counts once")
        assert person.sees("Wohnen Sie hier in der Siedlung?")
        (draft,) = person.project.drafts()
        assert draft.answers[-1] == ("/data/consent", "yes")
        await person.press("1")
        (draft,) = person.project.drafts()
        assert len(draft.answers) == 3


async def test_a_held_enter_skips_one_question(project_file: Path) -> None:
    async with at_work(project_file, "hallway") as person:
        await person.until("Hätten Sie eine Minute?")
        await person.press("1", "enter", "1")
        await person.hold("enter")
        await person.until("key held down: it counts once")
        assert person.sees("sicher (99 von 100)")


async def test_one_key_pressed_twice_answers_twice(project_file: Path) -> None:
    async with at_work(project_file, "hallway", one_key=True) as person:
        await person.until("Hätten Sie eine Minute?")
        await person.hold("1", repeats=0)
        (draft,) = person.project.drafts()
        assert draft.answers[-2] == ("/data/consent", "yes")


async def test_a_letter_held_while_typing_comes_again(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("3")
        await person.hold("x", repeats=4)
        assert person.sees("xxxxxx")
