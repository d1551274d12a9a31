"""The round: doors in order, one key for what happened, taken back where it was wrong."""

from datetime import timedelta
from pathlib import Path

import pytest

from surveykit.asking.round import Round, Row
from surveykit.fieldwork.attempt import Outcome
from surveykit.fieldwork.frame import Entrance, Frame
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
        await person.until("later: Tue 19/1 17:00")
        await person.resize(60, 18)
        assert person.sees("later: Tue 19/1 17:00 1×")
        await person.resize(80, 24)
        await person.press("4")
        await person.until("Which language is needed")
        await person.press("3")
        await person.until("language: Turkish")


async def test_a_day_that_does_not_exist_is_told_before_it_is_kept(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("3")
        await person.type("am 31.11.")
        await person.press("enter")
        await person.until("“am 31.11.” was not understood as a day and time.")
        assert person.project.attempts() == ()
        await person.press("ctrl+u")
        await person.type("30.4.")
        await person.press("enter")
        await person.until("later: Fri 30/4")
        await person.press("3")
        await person.type("when she is back")
        await person.press("enter", "enter")
        await person.until("later: when she is back")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("gestern 18 Uhr", "“gestern 18 Uhr” lies in the past"),
        ("Di 18.1. 18 Uhr", "Jan 18, 2027 is a Monday."),
    ],
)
async def test_what_cannot_be_meant_is_asked_about_until_it_is_mended(
    project_file: Path, said: str, told: str
) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("3")
        await person.type(said)
        await person.press("enter")
        await person.until(told)
        await person.press("enter")
        await person.until(told)
        assert person.project.attempts() == ()
        await person.press("ctrl+u")
        await person.type("nach sechs am Montag")
        await person.press("enter")
        await person.until("later: Mon 18/1 from 18:00")
        assert person.project.attempts()[0].call_back == "2027-01-18T18:00/.."


async def test_a_card_in_the_letter_box_stands_at_its_door_until_taken_back(
    project_file: Path,
) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("k")
        await person.until("nobody home: card left")
        await person.resize(60, 18)
        assert "nobody home: card left 1×" in line_of(person, "A-3-0-1")
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


async def test_somebody_who_expects_us_is_told_in_time_and_found_with_one_key(
    project_file: Path,
) -> None:
    at = [NOW]
    async with at_work(project_file, clock=lambda: at[0]) as person:
        await person.until("0 of 17 doors")
        tomorrow = f"{NOW.astimezone() + timedelta(days=1):%H:%M}"
        await person.press("3")
        await person.type(f"morgen {tomorrow}")
        await person.press("enter")
        await person.until(f"later: tomorrow {tomorrow}")
        assert not person.sees("Expected:")
        at[0] += timedelta(days=1, minutes=-15)
        await person.until("F4 goes on.")  # nobody has touched the laptop for so long
        await person.press("f4")
        await person.until(f"Expected: A-3-0-1, today {tomorrow}. A shows where.")
        await person.press("a")
        await person.until("where we are expected")
        assert line_of(person, "A-3-0-1")
        assert not line_of(person, "A-3-0-2")
        await person.press("2")
        await person.until("A-3-0-1: refused")
        assert not person.sees("Expected:")


async def test_an_appointment_is_told_after_a_restart_too(project_file: Path) -> None:
    with open_project(project_file) as project:
        name = project.frame.names[4]
        said = f"{NOW.astimezone():%Y-%m-%d}"
        record_attempt(project, name, Outcome.LATER, NOW, call_back=said)
    async with at_work(project_file) as person:
        await person.until(f"Expected: {name}, today. A shows where.")


async def test_everybody_who_expects_us_is_shown_by_date_however_far_off(
    project_file: Path,
) -> None:
    with open_project(project_file) as project:
        names = project.frame.names[:4]
        for name, said in zip(
            names, ("in May", "20.1.", "morgen 18 Uhr", "heute 20 Uhr"), strict=True
        ):
            record_attempt(project, name, Outcome.LATER, NOW, call_back=said)
    async with at_work(project_file, size=(80, 40)) as person:
        await person.until("0 of 17 doors")
        await person.press("a")
        await person.until("where we are expected")
        shown = [line.split("!")[1].split()[0] for line in person.lines() if "later:" in line]
        assert shown == [*reversed(names)]


async def test_where_nobody_expects_us_it_says_no_more_than_that(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("a")
        await person.until("Nobody expects us.")
        await person.press("a")
        assert line_of(person, "A-3-0-1")


async def test_doors_that_nobody_tried_at_this_time_of_day(project_file: Path) -> None:
    with open_project(project_file) as project:
        now, before = project.frame.names[:2]
        record_attempt(project, now, Outcome.NOT_HOME, NOW)
        record_attempt(project, before, Outcome.NOT_HOME, NOW - timedelta(hours=9))
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("n")
        await person.until("not yet tried at this time of day")
        assert not line_of(person, now)
        assert line_of(person, before)


async def test_the_round_goes_from_the_top_down_as_well(project_file: Path) -> None:
    async with at_work(project_file, size=(80, 40)) as person:
        await person.until("0 of 17 doors")
        await person.press("d")
        await person.until("from the top down")
        shown = [line.replace("›", " ").split() for line in person.lines()[2:5]]
        assert shown[0] == ["Mühlgraben", "3"]
        assert [line[0] for line in shown[1:]] == ["A-3-3-1", "A-3-3-2"]
        assert line_of(person, "A-3-0-1").strip().startswith("›")  # where we stood


async def test_fifty_thousand_doors_are_made_and_painted_a_screenful_at_a_time(
    project_file: Path,
) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        names = [f"flat {n}" for n in range(50_000)]
        frame = Frame(
            (Entrance("Long Street 1", "", 0, 50_000),), names, [0] * 50_000, names, frozenset(), 3
        )
        made: list[int] = []

        class Watched(Round):
            def row(self, n: int) -> Row:
                made.append(n)
                return super().row(n)

        painted = person.app.screen.query_one(RoundList)
        painted.show(Watched(frame, (), frozenset(), NOW).view())
        await person.press("end")
        assert person.sees("flat 49999")
        assert len(made) < 200


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
