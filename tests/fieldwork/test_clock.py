from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from surveykit import RELEASED, text
from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.clock import LONGEST_SLEEP, WatchedClock, standing_wrong
from surveykit.fieldwork.contact_sheet import final, in_its_place

NOON = datetime(2027, 1, 14, 12, 0, tzinfo=UTC)
TODAY = NOON.date()


class Computer:
    """A clock that anybody can set, and one that nobody can."""

    def __init__(self) -> None:
        self.now, self.steady = NOON, 100.0
        self.told: list[str] = []
        self.clock = WatchedClock(lambda: self.now, lambda: self.steady, self.told.append)

    def passes(self, seconds: float, *, set_by: timedelta = timedelta()) -> None:
        self.steady += seconds
        self.now += timedelta(seconds=seconds) + set_by
        assert self.clock() == self.now


def test_a_clock_that_runs_on_is_not_mentioned() -> None:
    computer = Computer()
    for seconds in (0, 1, 3600, 30 * 3600):
        computer.passes(seconds)
    assert computer.told == []


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(days=-400), timedelta(days=30)])
def test_a_clock_that_jumps_is_told_once(jump: timedelta) -> None:
    text.use("en")
    computer = Computer()
    computer.passes(60, set_by=jump)
    assert "has jumped" in computer.told[0]
    assert f"{NOON + jump:%b} {(NOON + jump).day}, {(NOON + jump).year}" in computer.told[0]
    computer.passes(60, set_by=-jump)
    assert len(computer.told) == 1


def test_putting_a_clock_right_by_a_minute_or_sleeping_over_night_is_no_jump() -> None:
    computer = Computer()
    computer.passes(60, set_by=timedelta(minutes=-2))
    computer.passes(60, set_by=timedelta(hours=14))
    computer.passes(60, set_by=LONGEST_SLEEP)
    assert computer.told == []


def test_a_day_before_the_program_was_made_is_told() -> None:
    assert standing_wrong(date(2001, 1, 1), None)
    assert standing_wrong(RELEASED, None) == ""


def test_a_day_before_the_newest_entry_is_told() -> None:
    text.use("en")
    words = standing_wrong(TODAY, TODAY + timedelta(days=1))
    assert "Jan 15, 2027" in words
    assert standing_wrong(TODAY, TODAY) == ""


def test_of_two_tries_the_later_one_counts_whatever_the_clock_says() -> None:
    """The clock was set back by a year between the two."""
    first = in_its_place(_try(Outcome.LATER, NOON), [])
    second = in_its_place(_try(Outcome.NOT_HOME, NOON - timedelta(days=365)), [first])
    assert final([first, second]).outcome is Outcome.NOT_HOME
    assert final([second, first]).outcome is Outcome.NOT_HOME


def _try(outcome: Outcome, at: datetime) -> Attempt:
    return Attempt(uuid4(), "A1", outcome, at)
