"""Times of day as people say them, in German and English."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.form.forgiving import read_clock, read_day
from surveykit.form.spoken_time import spoken_clock

SAID = {
    "halb sechs": "05:30", "halb 6": "05:30", "viertel vor neun": "08:45", "10 nach 5": "05:10",
    "viertel nach 5": "05:15", "dreiviertel sechs": "05:45", "zehn vor fünf": "04:50",
    "halb zwölf abends": "23:30", "halb eins nachts": "00:30", "halb eins nachmittags": "12:30",
    "sechs Uhr": "06:00", "um 17 Uhr": "17:00", "gegen halb fünf nachmittags": "16:30",
    "Mittag": "12:00", "Mitternacht": "00:00", "17 uhr 30": "17:30", "930": "09:30",
    "half past five": "05:30", "quarter to six": "05:45", "a quarter past 9": "09:15",
    "5 pm": "17:00", "5:30pm": "17:30", "5.30 p.m.": "17:30", "12 am": "00:00", "12 pm": "12:00",
    "noon": "12:00", "at nine o'clock": "09:00", "five in the evening": "17:00",
    "quarter to 1 pm": "12:45", "half past twelve pm": "12:30",
}  # fmt: skip


@pytest.mark.parametrize(("said", "meant"), SAID.items())
def test_a_time_is_understood_as_it_is_said(said: str, meant: str) -> None:
    found = read_clock(said)
    assert found is not None
    assert f"{found:%H:%M}" == meant


@pytest.mark.parametrize("said", ["halb", "vor", "halb dreizehn", "25 Uhr", "13 pm", "9 vor", ""])
def test_what_is_no_time_is_none(said: str) -> None:
    assert read_clock(said) is None


@given(st.text("halbviertelnachsechs pmuhr0123456789:.", max_size=24))
def test_whatever_is_typed_is_a_time_or_none(said: str) -> None:
    spoken_clock(said)


DAYS = {
    "24.12.": "2026-12-24", "morgen": "2026-11-29", "tomorrow": "2026-11-29",
    "Dec 24": "2026-12-24", "December 24th, 2026": "2026-12-24", "24 December": "2026-12-24",
    "24. Dezember": "2026-12-24", "1 May 27": "2027-05-01", "übermorgen": "2026-11-30",
}  # fmt: skip


@pytest.mark.parametrize(("said", "meant"), DAYS.items())
def test_a_day_is_understood_as_it_is_said(said: str, meant: str) -> None:
    assert str(read_day(said, date(2026, 11, 28))) == meant
