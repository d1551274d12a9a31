"""Numbers, dates and cleaned texts as people read them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from surveykit import text
from surveykit.text.clean import clean, clean_lines


def test_german_writes_numbers_with_a_comma() -> None:
    with text.speaking("de"):
        assert text.number(12885.456, 2) == "12.885,46"
        assert text.percent(0.436, 1) == "43,6\N{NO-BREAK SPACE}%"
        assert text.day(date(2027, 1, 14)) == "14.01.2027"


def test_english_writes_numbers_with_a_point() -> None:
    with text.speaking("en"):
        assert text.number(12885.456, 2) == "12,885.46"
        assert text.percent(0.436, 1) == "43.6%"
        assert text.day(date(2027, 1, 14)) == "Jan 14, 2027"


def test_an_unknown_language_falls_back_to_german() -> None:
    before = text.language()
    text.use("xx")
    assert text.language() == "de"
    text.use(before)


def test_escape_sequences_and_direction_marks_are_taken_out() -> None:
    assert clean("A\x1b[31mB\u202eC\x9b1m") == "A[31mBC1m"


def test_line_breaks_stay_where_lines_are_kept() -> None:
    assert clean_lines(" a \r\nb\tc\x07 ") == "a\nb c"


@given(st.text())
def test_cleaning_twice_changes_nothing(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)
    assert clean_lines(clean_lines(typed)) == clean_lines(typed)
