"""What somebody says of another time, and when it is due."""

from datetime import datetime

import pytest

from surveykit.fieldwork.appointment import appointment, as_kept

# A Thursday afternoon; expected days are those of a calendar.
NOW = datetime(2027, 1, 14, 17, 42)  # noqa: DTZ001 - the laptop's own clock


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Di 17 Uhr", "2027-01-19T17:00"),
        ("am Dienstag um 17:30", "2027-01-19T17:30"),
        ("Tuesday at 9", "2027-01-19T09:00"),
        ("17 Uhr am Dienstag", "2027-01-19T17:00"),
        ("Do 17 Uhr", "2027-01-21T17:00"),  # it is later than that today
        ("Do 18 Uhr", "2027-01-14T18:00"),
        ("morgen 9.30", "2027-01-15T09:30"),
        ("tomorrow 930", "2027-01-15T09:30"),
        ("24.1. 18 Uhr", "2027-01-24T18:00"),
        ("2027-02-01 18:00", "2027-02-01T18:00"),
        ("3.1. 18 Uhr", "2028-01-03T18:00"),  # said in January of one that comes
        ("Samstag", "2027-01-16"),
        ("24.12.", "2027-12-24"),
        ("18 Uhr", "2027-01-14T18:00"),
        ("9", "2027-01-15T09:00"),
        ("heute 20 Uhr", "2027-01-14T20:00"),
        ("nach dem Ramadan", "nach dem Ramadan"),
        ("3.1.2027 18 Uhr", "3.1.2027 18 Uhr"),  # that is over
        ("", ""),
    ],
)
def test_an_agreed_time_is_understood_or_kept_as_it_was_said(said: str, kept: str) -> None:
    assert as_kept(said, NOW) == kept


@pytest.mark.parametrize(
    ("kept", "at", "due"),
    [
        ("2027-01-19T17:00", (19, 16, 44), False),
        ("2027-01-19T17:00", (19, 16, 45), True),
        ("2027-01-19T17:00", (20, 9, 0), True),  # nobody came: still expected
        ("2027-01-19", (18, 23, 59), False),
        ("2027-01-19", (19, 0, 0), True),
    ],
)
def test_we_are_reminded_a_quarter_of_an_hour_before(
    kept: str, at: tuple[int, int, int], due: bool
) -> None:
    when = appointment(kept)
    assert when is not None
    assert when.due(datetime(2027, 1, *at)) is due  # noqa: DTZ001


@pytest.mark.parametrize("written", ["", "Di 17 Uhr", "2027-13-01", "2027-01-19 17:00h", "bald"])
def test_nothing_reminds_of_what_was_not_understood(written: str) -> None:
    assert appointment(written) is None
