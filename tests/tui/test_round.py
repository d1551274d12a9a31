"""The round: doors in order, one key for what happened, taken back where it was wrong."""

from pathlib import Path

from surveykit.asking.round import Row
from surveykit.fieldwork.attempt import Outcome
from surveykit.tui.widgets.round_list import RoundList
from surveykit.workflow import open_project, record_attempt
from tests.tui.conftest import NOW, Person, at_work


def line_of(person: Person, dwelling: str) -> str:
    """The dwelling's line on the screen."""
    return next((line for line in person.lines() if f" {dwelling} " in line), "")


async def test_the_doors_stand_by_building_and_entrance_from_the_ground_up(
    project_file: Path,
) -> None:
    async with at_work(project_file, size=(80, 40)) as person:
        await person.until("0 of 17 doors")
        shown = [line.split() for line in person.lines()[2:24]]
    assert shown[0] == ["Mühlgraben", "3"]
    assert shown[1][:2] == ["›", "A-3-0-1"]
    assert [line[0] for line in shown[2:4]] == ["A-3-0-2", "A-3-1-1"]
    assert ["Mühlgraben", "5"] in shown


async def test_one_key_records_an_attempt_and_goes_to_the_next_open_door(
    project_file: Path,
) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("1", "2")
        await person.until("A-3-0-2: refused")
        assert "nobody home" in line_of(person, "A-3-0-1")
        assert "1 attempt" in line_of(person, "A-3-0-1")
        assert person.sees("1 of 17 doors")
        assert line_of(person, "A-3-1-1").strip().startswith("›")
        outcomes = {line.dwelling: line.outcome for line in person.project.attempts()}
        assert outcomes == {"A-3-0-1": Outcome.NOT_HOME, "A-3-0-2": Outcome.REFUSED}


async def test_an_attempt_recorded_by_mistake_is_taken_back(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("2", "u")
        await person.until("Taken back: A-3-0-1")
        assert "not tried yet" in line_of(person, "A-3-0-1")
        await person.press("u")
        await person.until("Nothing to take back.")


async def test_an_appointment_and_a_language_are_asked_and_shown(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("3")
        await person.until("When does it suit?")
        await person.press(*"Di 17 Uhr", "enter")
        await person.until("later: Di 17 Uhr")
        await person.press("4")
        await person.until("Which language is needed")
        await person.press("3")
        await person.until("language: Turkish")


async def test_a_card_in_the_letter_box_stands_at_its_door_until_taken_back(
    project_file: Path,
) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("k")
        await person.until("nobody home: card left")
        await person.resize(60, 18)
        assert "nobody home: card l… 1×" in line_of(person, "A-3-0-1")
        await person.resize(80, 24)
        await person.press("u")
        await person.until("Taken back: A-3-0-1")
        assert "not tried yet" in line_of(person, "A-3-0-1")


async def test_only_open_doors_on_demand(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("7", "o")
        await person.until("A-3-0-1: vacant")
        assert not line_of(person, "A-3-0-1")
        await person.press("o")
        await person.until("vacant")
        assert line_of(person, "A-3-0-1")


async def test_a_closed_door_asks_before_an_interview(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("9")
        await person.until("ring no more")
        await person.press("home", "enter")
        await person.until("This door is closed: ring no more.")
        await person.press("1")
        await person.until("1 of 17 doors")
        assert person.project.drafts() == ()


async def test_the_project_closes_after_a_question(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("escape")
        await person.until("Close the project?")
        await person.press("1")
    assert person.app.return_code == 0


async def test_five_thousand_doors_are_painted_a_screenful_at_a_time(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        dwelling = person.project.site.dwellings[0]
        painted = person.app.screen.query_one(RoundList)
        flats = [dwelling.model_copy(update={"name": f"flat {n}"}) for n in range(5_000)]
        painted.show([Row(dwelling=flat, words="new") for flat in flats])
        await person.press("end")
        assert person.sees("flat 4999")
        assert len(painted.lines(painted.size)) == painted.size.height


async def test_a_closed_door_asks_before_another_attempt(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("2", "home", "1")
        await person.until("This door is closed: refused.")
        await person.press("escape")
        await person.until("1 of 17 doors")
        assert len(person.project.attempts()) == 1
        await person.press("1")
        await person.until("Record it all the same")
        await person.press("2")
        await person.until("A-3-0-1: nobody home")
        assert len(person.project.attempts()) == 2


async def test_what_another_window_wrote_is_shown_and_told(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        with open_project(project_file) as other:
            record_attempt(other, other.site.dwellings[0].name, Outcome.REFUSED, NOW)
        await person.until("Another window works at this project too.")
        await person.until("1 of 17 doors")
