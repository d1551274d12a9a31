"""From keys to answers."""

import pytest

from surveykit.asking.page import Answer, Asked, Control, with_keys
from surveykit.asking.written import Kind, written
from surveykit.tui.answering import (
    Chooser,
    Counter,
    Effect,
    Ranker,
    RowChooser,
    Searcher,
    Slider,
    Writer,
    editor_of,
)
from surveykit.tui.answering.editor import Editor

TOWNS = ("Ärchen", "Bad Homburg", "Bad Vilbel", "Homberg", "Köln", "Straßburg")


def press(editor: Editor, *keys: str) -> list[Effect]:
    """Press keys one after the other."""
    names = {"space": " "}
    return [editor.press(key, names.get(key, key if len(key) == 1 else None)) for key in keys]


def of(kind: Kind, value: str = "", *labels: str, control: Control = Control.PLAIN) -> Editor:
    """An editor whose answers have the codes 1, 2, 3 …"""
    answers, _aside = with_keys(
        [(str(n), label) for n, label in enumerate(labels, 1)], ladder=False, from_key=0
    )
    return editor_of(Asked("/q", kind, "", "", value, answers, control=control))


def towns(kind: Kind = Kind.ONE, value: str = "") -> Searcher:
    editor = of(kind, value, *TOWNS, control=Control.SEARCH)
    assert isinstance(editor, Searcher)
    return editor


def found(editor: Searcher) -> list[str]:
    return [editor.all[n].label for n in editor.matches]


@pytest.mark.parametrize(
    ("kind", "stored", "shown"),
    [
        (Kind.DATE, "2027-03-14", "14.03.2027"),
        (Kind.MONTH, "2027-03-01", "03.2027"),
        (Kind.YEAR, "2027-01-01", "2027"),
        (Kind.TIME, "09:30:00.000+01:00", "09:30"),
        (Kind.MOMENT, "2027-03-14T09:30:00.000+01:00", "14.03.2027 09:30"),
        (Kind.THOUSANDS, "-1234567", "-1\xa0234\xa0567"),
        (Kind.POINT, "52.5 13.0 0.0 0.0", "52.5 13"),
        (Kind.POINT, "52.5 13.4 30.0 5.0", "52.5 13.4 30 5"),
        (Kind.TRACE, "52.5 13.4 0.0 0.0; 52.6 13.4 0.0 0.0", "52.5 13.4; 52.6 13.4"),
        (Kind.SECRET, "1234", "••••"),
        (Kind.DATE, "irgendwann", "irgendwann"),
    ],
)
def test_what_is_stored_is_shown_as_a_person_writes_it(kind: Kind, stored: str, shown: str) -> None:
    assert written(kind, stored) == shown


def test_twenty_eight_answers_have_a_key_each_and_none_is_a_command() -> None:
    answers, aside = with_keys(
        [(f"c{n}", "") for n in range(28)] + [("dont_know", ""), ("no_answer", "")],
        ladder=False,
        from_key=0,
    )
    keys = [answer.key for answer in (*answers, *aside)]
    assert len(set(keys)) == 30
    assert not {"b", "l", "n", "t", "u", "?"} & set(keys)
    assert keys[-2:] == ["d", "r"]


def test_the_same_digit_again_goes_on() -> None:
    editor = of(Kind.ONE, "", "Ja")
    assert press(editor, "1", "1") == [Effect.CHOSEN, Effect.CONFIRMED]


def test_an_answer_can_be_taken_back() -> None:
    editor = of(Kind.ONE, "1", "Ja", "Nein")
    assert press(editor, "delete") == [Effect.CHOSEN]
    assert editor.text() == ""


def test_codes_stay_as_they_are_stored_until_one_is_toggled() -> None:
    editor = of(Kind.MANY, "3 1", "a", "b", "c")
    assert editor.text() == "3 1"
    press(editor, "2")
    assert editor.text() == "1 2 3"


def test_letters_are_letters_while_somebody_types() -> None:
    editor = of(Kind.TEXT)
    press(editor, *"Laterne?")
    assert editor.text() == "Laterne?"


def test_backspace_goes_back_only_from_a_field_nobody_typed_in() -> None:
    editor = of(Kind.TEXT)
    assert press(editor, "backspace", "a", "backspace", "backspace") == [
        Effect.NOTHING, Effect.MOVED, Effect.MOVED, Effect.MOVED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "back", "left"),
    [
        ("Licht und Hof", 0, "Licht und "),
        ("Licht   Hof", 3, "Hof"),
        ("Licht und   Hof", 3, "Licht Hof"),
        ("   ", 0, ""),
        ("Licht\nHof", 0, "Licht\n"),
    ],
)
def test_control_and_w_take_a_word_and_the_spaces_behind_it(
    typed: str, back: int, left: str
) -> None:
    editor = Writer(Asked("/q", Kind.LINES, "", "", ""))
    editor.insert("x")
    editor.typed, editor.caret = typed, len(typed) - back
    press(editor, "ctrl+w")
    assert editor.typed == left


def test_an_order_of_nothing_has_its_mark_at_the_beginning() -> None:
    before, after = of(Kind.RANK, "", "a", "b"), of(Kind.RANK)
    press(before, "down")
    assert isinstance(after, Ranker)
    after.follow(before)
    assert after.cursor == 0


def test_pasted_control_bytes_reach_neither_screen_nor_store() -> None:
    editor = Writer(Asked("/q", Kind.LINES, "", "", ""))
    editor.insert("Licht\x1b]0;x\x07\r\nHof")
    assert editor.text() == "Licht]0;x\nHof"
    assert "\x1b" not in editor.typed


def test_a_field_for_figures_takes_no_letters() -> None:
    for kind in (Kind.INTEGER, Kind.DECIMAL, Kind.FIGURES):
        editor = of(kind)
        press(editor, *"l1t2")
        assert editor.text() == "12"


def test_gaps_between_thousands_come_by_themselves_and_are_not_stored() -> None:
    editor = of(Kind.THOUSANDS)
    assert isinstance(editor, Writer)
    press(editor, *"1234567")
    assert editor.typed == "1\xa0234\xa0567"
    press(editor, "left", "left", "left", "backspace")
    assert (editor.typed, editor.caret) == ("123\xa0567", 4)
    assert editor.text() == "123567"


def test_what_was_typed_before_the_answer_changed_elsewhere_is_gone_once_it_is_recorded() -> None:
    editor = of(Kind.DATE)
    press(editor, *"14.3.")
    editor.recorded()
    after = of(Kind.DATE, "2027-03-14")
    after.follow(editor)
    assert isinstance(after, Writer)
    assert after.typed == "14.03.2027"


def test_typing_narrows_a_long_list_whatever_the_case_and_the_accents() -> None:
    editor = towns()
    press(editor, *"HOM")
    assert found(editor) == ["Homberg", "Bad Homburg"]
    press(editor, "ctrl+u", *"arch")
    assert found(editor) == ["Ärchen"]
    press(editor, "ctrl+u", *"strass")
    assert found(editor) == ["Straßburg"]


def test_several_words_must_all_occur() -> None:
    editor = towns()
    press(editor, *"bad", "space", *"vil")
    assert found(editor) == ["Bad Vilbel"]
    press(editor, "backspace", "backspace", "backspace")
    assert found(editor) == ["Bad Homburg", "Bad Vilbel"]


def test_enter_takes_the_marked_answer_of_a_long_list_and_goes_on() -> None:
    editor = towns()
    press(editor, *"bad", "down")
    assert editor.enter() is Effect.NOTHING
    assert editor.text() == "3"
    assert editor.query == ""


def test_enter_ticks_one_of_several_and_stays_for_the_next() -> None:
    editor = towns(Kind.MANY)
    press(editor, *"koln")
    assert editor.enter() is Effect.CHOSEN
    press(editor, *"vil")
    assert editor.enter() is Effect.CHOSEN
    assert editor.text() == "3 5"
    assert editor.enter() is Effect.NOTHING


def test_letters_that_nothing_has_take_nothing() -> None:
    editor = towns(value="3")
    press(editor, *"xyz")
    assert editor.enter() is Effect.MOVED
    assert editor.text() == "3"


def test_a_counter_begins_at_zero_and_never_falls_below() -> None:
    editor = of(Kind.INTEGER, "", control=Control.COUNTER)
    assert isinstance(editor, Counter)
    press(editor, "+", "+", "-")
    assert editor.text() == "1"
    press(editor, "-", "-")
    assert editor.text() == "0"
    press(editor, "ctrl+u", "7", "+")
    assert editor.text() == "8"


def test_a_range_goes_by_its_steps_and_takes_figures() -> None:
    editor = Slider(Asked("/q", Kind.RANGE, "", "", "", scale=("-4", "-2", "0", "2")))
    press(editor, "right", "right")
    assert editor.text() == "-2"
    press(editor, "end", "right", "left")
    assert editor.text() == "0"
    press(editor, "ctrl+u", "2")
    assert (editor.text(), editor.place) == ("2", 3)


def test_a_figure_gives_the_marked_answer_its_place() -> None:
    editor = of(Kind.RANK, "", "a", "b", "c")
    assert editor.text() == ""
    assert press(editor, "down", "down", "1") == [Effect.MOVED, Effect.MOVED, Effect.CHOSEN]
    assert editor.text() == "3 1 2"


def test_a_lifted_answer_moves_with_the_mark() -> None:
    editor = of(Kind.RANK, "2 1 3", "a", "b", "c")
    assert isinstance(editor, Ranker)
    press(editor, "space", "down", "down", "down")
    assert press(editor, "space") == [Effect.CHOSEN]
    assert editor.text() == "1 3 2"


def test_arrows_go_sideways_in_a_row_and_up_and_down_leave_a_table() -> None:
    editor = of(Kind.ONE, "", "a", "b", "c", control=Control.TABLE)
    assert isinstance(editor, RowChooser)
    assert press(editor, "right", "right", "space") == [Effect.MOVED, Effect.MOVED, Effect.CHOSEN]
    assert editor.text() == "2"
    assert press(editor, "up", "down") == [Effect.LEFT_ABOVE, Effect.LEFT_BELOW]


def test_enter_takes_what_an_arrow_was_led_to() -> None:
    editor = Chooser(
        Asked("/q", Kind.ONE, "", "", "", (Answer("a", "", "1"), Answer("b", "", "2")))
    )
    editor.enter()
    assert editor.text() == ""
    press(editor, "down", "down")
    editor.enter()
    assert editor.text() == "b"
