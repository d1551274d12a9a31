"""What somebody says of another time, against what a person means by it."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.fieldwork.agreed_time import as_kept, read_agreed
from surveykit.fieldwork.appointment import Doubt
from surveykit.fieldwork.time_words import LANGUAGES

NOW = datetime(2027, 1, 14, 17, 42)  # noqa: DTZ001 - the laptop's own clock; a Thursday

# Expected days are those of a calendar: 18 to 24 January 2027 is a week from Monday to Sunday.
TIMES = {
    "Di 17 Uhr": "2027-01-19T17:00", "am Dienstag um 17:30": "2027-01-19T17:30",
    "Tuesday at 9": "2027-01-19T09:00", "17 Uhr am Dienstag": "2027-01-19T17:00",
    "Do 17 Uhr": "2027-01-21T17:00",  # it is later than that today
    "Do 18 Uhr": "2027-01-14T18:00", "heute 20 Uhr": "2027-01-14T20:00",
    "18 Uhr": "2027-01-14T18:00", "9": "2027-01-15T09:00", "10 Uhr": "2027-01-15T10:00",
    "morgen 9.30": "2027-01-15T09:30", "tomorrow 930": "2027-01-15T09:30",
    "18 Uhr morgen": "2027-01-15T18:00", "morgen, Freitag, 18 Uhr": "2027-01-15T18:00",
    "the day after tomorrow at noon": "2027-01-16T12:00", "übermorgen 18h": "2027-01-16T18:00",
    "Di 9.12": "2027-01-19T09:12", "tonight at 8": "2027-01-14T20:00",
    "gegen halb sieben": "2027-01-14T18:30", "Di viertel vor sechs": "2027-01-19T17:45",
    "Tue quarter past five": "2027-01-19T17:15", "in einer Stunde": "2027-01-14T18:42",
    "in 20 Minuten": "2027-01-14T18:02", "in half an hour": "2027-01-14T18:12",
    "in anderthalb Stunden": "2027-01-14T19:12", "in 8 hours": "2027-01-15T01:42",
}  # fmt: skip
DATES = {
    "24.1. 18 Uhr": "2027-01-24T18:00", "2027-02-01 18:00": "2027-02-01T18:00",
    "Mo 18.1. 18:30": "2027-01-18T18:30", "Mo, 18.1. 18:30": "2027-01-18T18:30",
    "Montag 18.1.": "2027-01-18", "Montag, den 18. Januar, 18 Uhr": "2027-01-18T18:00",
    "Mon 18 Jan 18:30": "2027-01-18T18:30", "Mon 18/1 18:30": "2027-01-18T18:30",
    "Jan 18, 2027 at 6:30 pm": "2027-01-18T18:30", "January 18th": "2027-01-18",
    "18. 1. 2027": "2027-01-18", "18.1. 1830": "2027-01-18T18:30", "18.1.27": "2027-01-18",
    "am 3. um 18 Uhr": "2027-02-03T18:00", "on the 20th": "2027-01-20", "Samstag": "2027-01-16",
    "3.1.2028": "2028-01-03", "9999-12-31": "9999-12-31", "29.2.": "2028-02-29",
    "13.11.": "2027-11-13",  # 62 days ago is no slip any more
}  # fmt: skip
DAYS = {
    "am Wochenende": "2027-01-16/2027-01-17", "at the weekend": "2027-01-16/2027-01-17",
    "nächste Woche": "2027-01-18/2027-01-24", "next week": "2027-01-18/2027-01-24",
    "diese Woche": "2027-01-14/2027-01-17", "the week after next": "2027-01-25/2027-01-31",
    "nächste Woche Dienstag": "2027-01-19", "Dienstag nächster Woche": "2027-01-19",
    "Friday next week": "2027-01-22", "Freitag": "2027-01-15", "übernächste Woche Do 18 Uhr":
    "2027-01-28T18:00", "nächsten Dienstag": "2027-01-19", "next Tuesday": "2027-01-19",
    "in einer Woche": "2027-01-21", "in 3 days": "2027-01-17", "Freitag in einer Woche":
    "2027-01-22", "Mo bis Mi": "2027-01-18/2027-01-20", "ab morgen": "2027-01-15",
    "Monday to Wednesday after six": "2027-01-18/2027-01-20T18:00/..",
}  # fmt: skip
PARTS = {
    "morgen früh": "2027-01-15Tmorning", "Di abend": "2027-01-19Tevening",
    "Dienstag abend": "2027-01-19Tevening", "Dienstagabend": "2027-01-19Tevening",
    "Sa vormittag": "2027-01-16Tmorning", "Dienstag morgen": "2027-01-19Tmorning",
    "morgen Mittag": "2027-01-15Tmidday", "tomorrow evening": "2027-01-15Tevening",
    "Sunday afternoon": "2027-01-17Tafternoon", "Tuesday in the evening": "2027-01-19Tevening",
    "abends": "2027-01-14Tevening", "vormittags": "2027-01-15Tmorning",
    "tonight": "2027-01-14Tevening", "nach der Arbeit": "2027-01-14Tevening",
    "Mi gegen Abend": "2027-01-20Tevening", "nächste Woche abends": "2027-01-18/2027-01-24Tevening",
}  # fmt: skip
FROM_TO = {
    "nach sechs": "2027-01-14T18:00/..", "Tuesday after six": "2027-01-19T18:00/..",
    "morgen nach 18 Uhr": "2027-01-15T18:00/..", "ab 18 Uhr": "2027-01-14T18:00/..",
    "ab 17 Uhr": "2027-01-15T17:00/..",  # it is later than that today
    "heute ab 17 Uhr": "2027-01-14T17:00/..", "from 6 on": "2027-01-14T18:00/..",
    "abends ab acht": "2027-01-14T20:00/..", "Di nicht vor 19 Uhr": "2027-01-19T19:00/..",
    "zwischen 18 und 19 Uhr": "2027-01-14T18:00/19:00", "Di 17-18 Uhr": "2027-01-19T17:00/18:00",
    "Di von halb sechs bis sieben": "2027-01-19T17:30/19:00",
    "Di 11 bis 1": "2027-01-19T11:00/13:00",
    "tomorrow between 5 and 6": "2027-01-15T17:00/18:00", "Di bis 18 Uhr": "2027-01-19T../18:00",
    "tomorrow before noon": "2027-01-15T../12:00",
}  # fmt: skip
ONE_TO_SEVEN = {
    "Di 1": "2027-01-19T13:00", "Di 7": "2027-01-19T19:00", "Di halb acht": "2027-01-19T19:30",
    "Di halb eins": "2027-01-19T12:30", "Di 8": "2027-01-19T08:00", "Di 07:00": "2027-01-19T07:00",
    "Di früh um 7": "2027-01-19T07:00", "Tue 7 am": "2027-01-19T07:00", "at 7 am on Tuesday":
    "2027-01-19T07:00", "um 7 am Dienstag": "2027-01-19T19:00", "Di 8 Uhr abends":
    "2027-01-19T20:00", "Di Mitternacht": "2027-01-19T00:00", "morgen früh um halb sieben":
    "2027-01-15T06:30",
}  # fmt: skip
UNKNOWN = (
    "nach dem Ramadan", "bald", "when she is back", "31.6.", "25 Uhr", "Mo oder Di", "in May",
    "am", "",
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "kept"), (TIMES | DATES | DAYS | PARTS | FROM_TO | ONE_TO_SEVEN).items()
)
def test_an_agreed_time_is_understood_as_it_is_said(said: str, kept: str) -> None:
    assert (as_kept(said, NOW), as_kept(said.upper(), NOW)) == (kept, kept)


@pytest.mark.parametrize(
    ("day", "days"),
    [
        ("am Dienstag", "2027-01-19"), ("Di", "2027-01-19"), ("on Tuesday", "2027-01-19"),
        ("morgen", "2027-01-15"), ("tomorrow", "2027-01-15"), ("Di, 19.1.", "2027-01-19"),
        ("Tue 19 Jan", "2027-01-19"), ("am Wochenende", "2027-01-16/2027-01-17"),
        ("next week", "2027-01-18/2027-01-24"), ("Freitag nächster Woche", "2027-01-22"),
        ("in einer Woche", "2027-01-21"), ("am 19.", "2027-01-19"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("time", "hours"),
    [
        ("um 18 Uhr", "18:00"), ("at half past six", "18:30"), ("gegen sechs", "18:00"),
        ("nach sechs", "18:00/.."), ("ab 18:30", "18:30/.."), ("after 6", "18:00/.."),
        ("zwischen 17 und 18 Uhr", "17:00/18:00"), ("from 5 to 6", "17:00/18:00"),
        ("17–18 Uhr", "17:00/18:00"), ("vor sechs", "../18:00"), ("nachmittags", "afternoon"),
        ("in the evening", "evening"), ("gegen Abend", "evening"), ("vormittags um zehn", "10:00"),
    ],
)  # fmt: skip
def test_day_and_time_are_said_in_either_order(day: str, days: str, time: str, hours: str) -> None:
    for said in (f"{day} {time}", f"{time} {day}", f"{day}, {time}"):
        assert as_kept(said, NOW) == f"{days}T{hours}", said


@pytest.mark.parametrize("said", UNKNOWN)
def test_words_without_a_day_and_time_are_kept_as_they_were_said(said: str) -> None:
    assert read_agreed(said, NOW) == (None, Doubt.UNKNOWN)
    assert as_kept(said, NOW) == said


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("gestern 18 Uhr", "2027-01-13T18:00"),
        ("13.1.", "2027-01-13"),
        ("vorgestern", "2027-01-12"),
        ("the day before yesterday", "2027-01-12"),
        ("yesterday evening", "2027-01-13Tevening"),
        ("heute 10 Uhr", "2027-01-14T10:00"),
        ("heute vormittag", "2027-01-14Tmorning"),
        ("heute bis 12 Uhr", "2027-01-14T../12:00"),
        ("3.1. 18 Uhr", "2027-01-03T18:00"),
        ("24.12.", "2026-12-24"),
        ("3.1.2027 18 Uhr", "2027-01-03T18:00"),
        ("14.11.", "2026-11-14"),
    ],
)
def test_what_has_passed_is_not_taken_for_next_year(said: str, understood: str) -> None:
    when, doubt = read_agreed(said, NOW)
    assert doubt is Doubt.PAST
    assert when is not None
    assert when.kept() == understood
    assert as_kept(said, NOW) == said


@pytest.mark.parametrize("said", ["Di 18.1. 18:00", "Tue 18 Jan", "morgen, Samstag", "Fr 13.1."])
def test_a_weekday_that_contradicts_the_date_is_not_passed_over(said: str) -> None:
    assert read_agreed(said, NOW).doubt is Doubt.WEEKDAY


@given(
    st.lists(
        st.sampled_from(
            [word for of in LANGUAGES for word in (*of.days, *of.weekdays, *of.parts, of.after)]
        ).map(lambda pattern: pattern.split("|")[0].rstrip("?"))
        | st.sampled_from(
            (
                "6",
                "17",
                "18:30",
                "24.1.",
                "2027",
                "Uhr",
                "bis",
                "um",
                "–",
                "31.12.",
                "in einer Woche",
            )
        ),
        max_size=6,
    ).map(" ".join)
    | st.text(max_size=20)
)
def test_whatever_is_typed_is_read_or_kept_and_what_is_taken_is_not_over(said: str) -> None:
    when, doubt = read_agreed(said, NOW)
    if doubt is None:
        assert when is not None
        assert not when.over(NOW)
        assert as_kept(as_kept(said, NOW), NOW) == when.kept()
    else:
        assert as_kept(said, NOW) == said
