from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.site.hours import clock, day, windows
from surveykit.site.model import DAYS

WEEKDAYS = ("mo", "tu", "we", "th", "fr")
LAST_MINUTE = time(23, 59)


@pytest.mark.parametrize(
    ("text", "days", "start", "end"),
    [
        ("Mo–Fr 9–18", WEEKDAYS, time(9), time(18)),
        ("Mo-Fr 9-18 Uhr", WEEKDAYS, time(9), time(18)),
        ("Mi, Fr 10–17", ("we", "fr"), time(10), time(17)),
        ("Mi und Fr von 10.30 bis 17 Uhr", ("we", "fr"), time(10, 30), time(17)),
        ("täglich 9–20", DAYS, time(9), time(20)),
        ("Mo–Sa 9–22", (*WEEKDAYS, "sa"), time(9), time(22)),
        ("Mo–Fr ab 16:30", WEEKDAYS, time(16, 30), LAST_MINUTE),
        ("Mo–Fr ab 16", WEEKDAYS, time(16), LAST_MINUTE),
        ("Sa bis 13 Uhr", ("sa",), time(0), time(13)),
        ("immer", DAYS, time(0), LAST_MINUTE),
        ("Tue, Thu 9:30 to 12", ("tu", "th"), time(9, 30), time(12)),
        ("Monday - Wednesday from 9", ("mo", "tu", "we"), time(9), LAST_MINUTE),
        ("Sonntag 10–24", ("su",), time(10), LAST_MINUTE),
    ],
)
def test_hours_are_read_as_a_planner_writes_them(
    text: str, days: tuple[str, ...], start: time, end: time
) -> None:
    found = windows(text)
    assert tuple(window.day for window in found) == days
    assert {(window.start, window.end) for window in found} == {(start, end)}


@pytest.mark.parametrize(
    "text",
    ["Mo–Fr 9–12; Sa 10–14", "Sa 10–14 ; Mo–Fr 9–12", "Mo–Fr 9–12, Sa 10–14"],
)
def test_several_hours_are_put_in_the_order_of_the_week(text: str) -> None:
    found = [(window.day, window.start.hour, window.end.hour) for window in windows(text)]
    assert found == [*((day, 9, 12) for day in WEEKDAYS), ("sa", 10, 14)]


def test_a_break_at_noon_makes_two_windows() -> None:
    found = [
        (window.day, window.start.hour, window.end.hour) for window in windows("Mo 9–12, 14–17")
    ]
    assert found == [("mo", 9, 12), ("mo", 14, 17)]
    assert windows("Mo 9–12 und 14–17") == windows("Mo 9–12, 14–17")


@pytest.mark.parametrize(
    "text",
    ["", ";", "nach Absprache", "Mo 18–9", "Fr–Mo 9–12", "Mo 25–26", "Mo 9:75–12", "Mo–Mi–Fr 9–12"],
)
def test_hours_that_say_nothing_clear_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        windows(text)


@given(st.text(st.sampled_from("modifrsa täglich0123456789–-:;,. abisuhr"), max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = windows(text)
    except ValueError:
        return
    assert all(window.start < window.end for window in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:00", time(14)),
        ("14.30", time(14, 30)),
        ("14 Uhr", time(14)),
        ("9", time(9)),
        ("24:00", LAST_MINUTE),
        ("25", None),
        ("soon", None),
    ],
)
def test_times_of_day_are_read(text: str, expected: time | None) -> None:
    assert clock(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Di", "tu"), ("tu", "tu"), ("Donnerstag", "th"), ("Sun", "su"), ("so", "su"), ("xy", None)],
)
def test_days_are_read_in_german_and_english(text: str, expected: str | None) -> None:
    assert day(text) == expected
