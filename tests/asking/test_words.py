"""Appointments in words: what is shown can be typed, and means the same."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.asking.words import appointment_words, refusal_words
from surveykit.fieldwork.agreed_time import read_agreed
from surveykit.fieldwork.appointment import Appointment, Doubt
from surveykit.fieldwork.time_of_day import TimeOfDay
from surveykit.text import day, speaking

NOW = datetime(2026, 11, 28, 17, 22)  # noqa: DTZ001 - the laptop's own clock; a Saturday

Hours = tuple[time | None, time | None, TimeOfDay | None]

minutes = st.times().map(lambda at: at.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31))  # noqa: DTZ001
parts: tuple[TimeOfDay, ...] = ("morning", "midday", "afternoon", "evening")
hours: st.SearchStrategy[Hours] = st.one_of(
    st.just((None, None, None)),
    minutes.map(lambda at: (at, at, None)),
    minutes.map(lambda at: (at, None, None)),
    minutes.map(lambda at: (None, at, None)),
    st.lists(minutes, min_size=2, max_size=2, unique=True).map(lambda two: (*sorted(two), None)),
    st.sampled_from(parts).map(lambda part: (None, None, part)),
)


@given(
    now=moments,
    ahead=st.integers(-800, 800),
    days=st.integers(0, 9),
    hours=hours,
    language=st.sampled_from(["de", "en"]),
)
def test_whatever_is_shown_is_read_as_the_same(
    now: datetime, ahead: int, days: int, hours: Hours, language: str
) -> None:
    first = now.date() + timedelta(days=ahead)
    when = Appointment(first, first + timedelta(days=days), *hours)
    with speaking(language):
        shown = appointment_words(when.kept(), now.date())
    for typed in (shown, shown.replace(" ", ", ", 1), shown.upper()):
        found, doubt = read_agreed(typed, now)
        assert found == when
        assert doubt is (Doubt.PAST if when.over(now) else None)


@given(value=st.dates(date(2026, 11, 28), date(2040, 1, 1)), language=st.sampled_from(["de", "en"]))
def test_a_date_as_every_screen_writes_it_is_read_as_the_same(value: date, language: str) -> None:
    with speaking(language):
        shown = f"{day(value)} 18:00"
    found, doubt = read_agreed(shown, NOW)
    assert (found, doubt) == (Appointment(value, value, time(18), time(18)), None)


@pytest.mark.parametrize(
    ("kept", "german", "english"),
    [
        ("2026-11-30T18:30", "Mo 30.11. 18:30", "Mon 30/11 18:30"),
        ("2027-01-05T18:30", "Di 5.1.2027 18:30", "Tue 5/1/2027 18:30"),
        ("2026-11-29Tevening", "morgen Abend", "tomorrow evening"),
        ("2026-12-01T18:00/..", "Di 1.12. ab 18:00", "Tue 1/12 from 18:00"),
        ("2026-12-01T../18:00", "Di 1.12. bis 18:00", "Tue 1/12 until 18:00"),
        ("2026-12-01T17:00/18:00", "Di 1.12. 17:00–18:00", "Tue 1/12 17:00–18:00"),
        ("2026-12-05/2026-12-06", "Sa 5.12. – So 6.12.", "Sat 5/12 – Sun 6/12"),
        ("nach Ostern", "nach Ostern", "nach Ostern"),
    ],
)
def test_an_appointment_is_shown_as_people_write_it(kept: str, german: str, english: str) -> None:
    for language, words in (("de", german), ("en", english)):
        with speaking(language):
            assert appointment_words(kept, NOW.date()) == words


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("gestern 18 Uhr", "„gestern 18 Uhr“ liegt in der Vergangenheit: verstanden als gestern "
         "18:00 (27.11.2026). Welcher Tag, der noch kommt?"),
        ("27.11.", "„27.11.“ liegt in der Vergangenheit: verstanden als gestern (27.11.2026). "
         "Welcher Tag, der noch kommt?"),
        ("heute 10 Uhr", "„heute 10 Uhr“ liegt in der Vergangenheit: verstanden als heute 10:00 "
         "(28.11.2026). Welcher Tag, der noch kommt?"),
        ("Di 30.11. 18 Uhr", "Der 30.11.2026 ist ein Montag. Was von beidem ist gemeint?"),
        ("bald", "„bald“ ist nicht als Tag und Zeit zu verstehen. Daran wird niemand erinnert."),
        ("Mo 18 Uhr", ""),
    ],
)  # fmt: skip
def test_a_refusal_says_what_was_understood(said: str, told: str) -> None:
    with speaking("de"):
        assert refusal_words(said, read_agreed(said, NOW), NOW.date()) == told
