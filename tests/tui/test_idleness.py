"""When the screen is hidden: two clocks, either of which may stand still or be set."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from surveykit.asking.idleness import Idleness, patience
from tests.tui.conftest import NOW


class Clocks:
    """A laptop's two clocks."""

    def __init__(self) -> None:
        self.now, self.seconds = NOW, 0.0

    def pass_(self, seconds: float, *, asleep: bool = False) -> None:
        """Let time pass; asleep, one clock stands still."""
        self.now += timedelta(seconds=seconds)
        self.seconds += 0 if asleep else seconds


def _idleness(clocks: Clocks) -> Idleness:
    return Idleness(timedelta(minutes=5), lambda: clocks.now, lambda: clocks.seconds)


def test_five_minutes_without_a_touch_are_enough() -> None:
    clocks = Clocks()
    idleness = _idleness(clocks)
    found = []
    for _second in range(300):
        clocks.pass_(1)
        found.append(idleness.due())
    assert found == [False] * 299 + [True]


@given(st.lists(st.integers(1, 299), max_size=20))
def test_who_types_now_and_then_is_not_locked_out(pauses: list[int]) -> None:
    clocks = Clocks()
    idleness = _idleness(clocks)
    for pause in pauses:
        for _second in range(pause):
            clocks.pass_(1)
            assert not idleness.due()
        idleness.touch()


def test_a_laptop_that_was_asleep_is_locked_on_waking_at_once() -> None:
    clocks = Clocks()
    idleness = _idleness(clocks)
    clocks.pass_(45, asleep=True)
    assert idleness.due()


def test_setting_the_clock_back_does_not_keep_the_screen_open() -> None:
    clocks = Clocks()
    idleness = _idleness(clocks)
    clocks.now -= timedelta(days=1)
    found = []
    for _second in range(300):
        clocks.pass_(1)
        found.append(idleness.due())
    assert found == [False] * 299 + [True]


def test_wrong_passphrases_cost_more_and_more_time_but_no_more_than_a_minute() -> None:
    assert [patience(wrong) for wrong in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]
