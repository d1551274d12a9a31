"""From keys to answers, and from hasty typing to what the form stores."""

from datetime import date

import pytest

from surveykit.tui.answering import Chooser, Effect, Writer
from surveykit.tui.forgiving import read, shown
from surveykit.tui.page import Answer, Asked, Kind, _with_keys

TODAY = date(2027, 1, 14)


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (Kind.DATE, "14.3.2027", "2027-03-14"),
        (Kind.DATE, "14.3.", "2027-03-14"),
        (Kind.DATE, "14.3.28", "2028-03-14"),
        (Kind.DATE, "14 3", "2027-03-14"),
        (Kind.DATE, "2027-3-14", "2027-03-14"),
        (Kind.DATE, ".", "2027-01-14"),
        (Kind.DATE, "heute", "2027-01-14"),
        (Kind.DATE, "-1", "2027-01-13"),
        (Kind.DATE, "31.2.", "31.2."),
        (Kind.TIME, "9", "09:00:00.000"),
        (Kind.TIME, "930", "09:30:00.000"),
        (Kind.TIME, "17.30 Uhr", "17:30:00.000"),
        (Kind.TIME, "25", "25"),
        (Kind.DECIMAL, "2,5", "2.5"),
        (Kind.INTEGER, "1 200", "1200"),
        (Kind.INTEGER, "zwei", "zwei"),
    ],
)
def test_hasty_typing_is_read_as_it_was_meant(kind: Kind, typed: str, stored: str) -> None:
    assert read(kind, typed, TODAY) == stored


def test_a_stored_date_is_shown_as_it_is_written_here() -> None:
    assert shown(Kind.DATE, "2027-03-14") == "14.03.2027"
    assert shown(Kind.TIME, "09:30:00.000+01:00") == "09:30"


def test_thirty_one_answers_have_a_key_each_and_none_is_a_command() -> None:
    answers, aside = _with_keys(
        [(f"c{n}", "") for n in range(31)] + [("dont_know", ""), ("no_answer", "")],
        ladder=False,
        from_key=0,
    )
    keys = [answer.key for answer in (*answers, *aside)]
    assert len(set(keys)) == 33
    assert not {"l", "t", "?"} & set(keys)
    assert keys[-2:] == ["d", "r"]


def test_the_same_digit_again_goes_on() -> None:
    editor = Chooser(Asked("/q", Kind.ONE, "", "", "", (Answer("yes", "Ja", "1"),)))
    assert editor.press("1", "1") is Effect.CHOSEN
    assert editor.press("1", "1") is Effect.CONFIRMED


def test_letters_are_letters_while_somebody_types() -> None:
    editor = Writer(Asked("/q", Kind.TEXT, "", "", ""), TODAY)
    for letter in "Laterne?":
        editor.press(letter, letter)
    assert editor.text() == "Laterne?"


def test_backspace_goes_back_only_from_a_field_nobody_typed_in() -> None:
    editor = Writer(Asked("/q", Kind.TEXT, "", "", ""), TODAY)
    assert editor.press("backspace", None) is Effect.NOTHING
    editor.press("a", "a")
    editor.press("backspace", None)
    assert editor.press("backspace", None) is Effect.MOVED


def test_pasted_control_bytes_reach_neither_screen_nor_store() -> None:
    editor = Writer(Asked("/q", Kind.LINES, "", "", ""), TODAY)
    editor.insert("Licht\x1b]0;x\x07\r\nHof")
    assert editor.text() == "Licht]0;x\nHof"
    assert "\x1b" not in editor.typed
