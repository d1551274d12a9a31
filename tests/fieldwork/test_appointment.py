"""When an appointment is due, and for how long it lies ahead."""

from datetime import datetime

import pytest

from surveykit.fieldwork.appointment import appointment


@pytest.mark.parametrize(
    ("kept", "at", "due"),
    [
        ("2027-01-19T17:00", (19, 16, 44), False),
        ("2027-01-19T17:00", (19, 16, 45), True),
        ("2027-01-19T17:00", (20, 9, 0), True),  # nobody came: still expected
        ("2027-01-19T17:00/18:00", (19, 16, 45), True),
        ("2027-01-19T18:00/..", (19, 17, 44), False),
        ("2027-01-19T18:00/..", (19, 17, 45), True),
        ("2027-01-19T../18:00", (19, 0, 0), True),
        ("2027-01-19Tmorning", (19, 8, 59), False),
        ("2027-01-19Tmorning", (19, 9, 0), True),
        ("2027-01-19Tevening", (19, 17, 59), False),
        ("2027-01-19Tevening", (19, 18, 0), True),
        ("2027-01-19", (18, 23, 59), False),
        ("2027-01-19", (19, 0, 0), True),
        ("2027-01-23/2027-01-24", (22, 23, 59), False),
        ("2027-01-23/2027-01-24", (23, 0, 0), True),
    ],
)
def test_we_are_reminded_a_quarter_of_an_hour_before_or_when_that_part_of_the_day_begins(
    kept: str, at: tuple[int, int, int], due: bool
) -> None:
    when = appointment(kept)
    assert when is not None
    assert when.due(datetime(2027, 1, *at)) is due  # noqa: DTZ001 - the laptop's own clock


@pytest.mark.parametrize(
    ("kept", "at", "over"),
    [
        ("2027-01-19T17:00", (19, 17, 0), False),
        ("2027-01-19T17:00", (19, 17, 1), True),
        ("2027-01-19T17:00/18:00", (19, 17, 30), False),
        ("2027-01-19T17:00/..", (19, 23, 59), False),
        ("2027-01-19T../18:00", (19, 18, 1), True),
        ("2027-01-19Tmorning", (19, 11, 59), False),
        ("2027-01-19Tmorning", (19, 12, 1), True),
        ("2027-01-19Tevening", (19, 23, 59), False),
        ("2027-01-19Tevening", (20, 0, 1), True),
        ("2027-01-23/2027-01-24", (24, 12, 0), False),
        ("2027-01-23/2027-01-24", (25, 12, 0), True),
    ],
)
def test_an_appointment_is_over_when_nothing_of_it_lies_ahead(
    kept: str, at: tuple[int, int, int], over: bool
) -> None:
    when = appointment(kept)
    assert when is not None
    assert when.over(datetime(2027, 1, *at)) is over  # noqa: DTZ001


@pytest.mark.parametrize(
    "written",
    ["", "Di 17 Uhr", "2027-13-01", "2027-01-19 17:00h", "2027-01-19Tnight", "2027-01-19T", "bald",
     "20270119", "2027-01-19T17"],
)  # fmt: skip
def test_nothing_reminds_of_what_was_not_understood(written: str) -> None:
    assert appointment(written) is None
