"""What people type becomes what ODK stores, or a sentence that says what to type."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.form import InvalidAnswerError, Question
from surveykit.form.types import INT32, canonical

NOW = datetime(2026, 6, 15, 12, 0, tzinfo=timezone(timedelta(hours=2)))


def _read(kind: str, text: str, *codes: str, appearance: str = "") -> str:
    question = Question("/data/q", "q", kind, appearance=appearance)
    return canonical(question, text, codes=codes, now=NOW)


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("integer", " 3 ", "3"),
        ("integer", "-0", "0"),
        ("integer", "1 000", "1000"),
        ("decimal", "1,5", "1.5"),
        ("decimal", "2", "2.0"),
        ("decimal", "1.234,5", "1234.5"),
        ("decimal", ",5", "0.5"),
        ("date", "2026-12-24", "2026-12-24"),
        ("date", "24.12.2026", "2026-12-24"),
        ("date", "24. 12. 2026", "2026-12-24"),
        ("date", "24.12.26", "2026-12-24"),
        ("date", "24/12/26", "2026-12-24"),
        ("date", "24.12.", "2026-12-24"),
        ("date", "4.3", "2026-03-04"),
        ("time", "17:30", "17:30:00.000+02:00"),
        ("time", "17.30", "17:30:00.000+02:00"),
        ("time", "17 Uhr", "17:00:00.000+02:00"),
        ("time", "9 Uhr 15", "09:15:00.000+02:00"),
        ("time", "10:30:00.000Z", "10:30:00.000Z"),
        ("datetime", "24.12.2026 17:30", "2026-12-24T17:30:00.000+02:00"),
        ("datetime", "2026-12-24T17:30:00.000+01:00", "2026-12-24T17:30:00.000+01:00"),
        ("text", "  Zwei   Worte ", "Zwei Worte"),
        ("text", "Zeile\x1b[31m", "Zeile[31m"),
        ("acknowledge", "yes", "OK"),
    ],
)
def test_input_is_forgiven_and_stored_as_odk_stores_it(kind: str, typed: str, stored: str) -> None:
    assert _read(kind, typed) == stored


def test_only_a_multiline_question_keeps_line_breaks() -> None:
    assert _read("text", "eins\nzwei") == "eins zwei"
    assert _read("text", "eins\nzwei", appearance="multiline") == "eins\nzwei"


def test_several_choices_keep_their_order_and_count_once() -> None:
    assert _read("select_multiple", "b  a b", "a", "b", "c") == "b a"


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("integer", "drei", "Enter a whole number, such as 3."),
        ("integer", "3.5", "Enter a whole number, such as 3."),
        ("integer", "2147483648", "Enter a smaller number."),
        ("decimal", "1,2,3", "Enter a number, such as 2.5."),
        ("decimal", "nan", "Enter a number, such as 2.5."),
        ("date", "irgendwann", "Enter a date, such as 24.12.2026."),
        ("date", "31.2.2026", "Enter a date, such as 24.12.2026."),
        ("time", "25:00", "Enter a time, such as 17:30."),
        ("datetime", "24.12.2026", "Enter date and time, such as 24.12.2026 17:30."),
        ("select_one", "x", "Choose one of the answers offered."),
        ("select_multiple", "a x", "Choose one of the answers offered."),
    ],
)
def test_what_cannot_be_understood_is_told(kind: str, typed: str, told: str) -> None:
    with pytest.raises(InvalidAnswerError) as refusal:
        _read(kind, typed, "a", "b")
    assert refusal.value.what == told
    assert refusal.value.ref == "/data/q"


def test_a_day_without_a_year_needs_a_present() -> None:
    with pytest.raises(InvalidAnswerError):
        canonical(Question("/data/q", "q", "date"), "24.12.")


@given(st.integers(INT32.start, INT32.stop - 1))
def test_every_int32_is_kept(number: int) -> None:
    assert _read("integer", str(number)) == str(number)


@given(st.dates())
def test_every_day_is_kept_in_both_ways_of_writing(day: date) -> None:
    german = f"{day.day:02}.{day.month:02}.{day.year:04}"
    assert _read("date", german) == _read("date", day.isoformat()) == day.isoformat()


@given(st.text(), st.sampled_from(["integer", "decimal", "date", "time", "datetime", "text"]))
def test_what_is_stored_is_read_again_as_the_same(text: str, kind: str) -> None:
    try:
        stored = _read(kind, text)
    except InvalidAnswerError:
        return
    assert _read(kind, stored) == stored


def test_the_offset_is_the_devices() -> None:
    question = Question("/data/q", "q", "time")
    assert canonical(question, "8:05", now=datetime(2026, 1, 1, tzinfo=UTC)) == "08:05:00.000Z"
