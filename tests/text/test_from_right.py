"""Right-to-left writing: the same as the tools made for it, and nothing else is touched."""

import unicodedata

import pytest
from arabic_reshaper import ArabicReshaper
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from surveykit.text import from_right
from surveykit.text.from_right import as_painted, has_from_right, turn
from surveykit.text.from_right.joining import joined
from surveykit.text.from_right.order import in_place
from surveykit.text.from_right.terminals import Terminal, takes_turns, terminal_of

RESHAPER = ArabicReshaper(configuration={"delete_harakat": False, "shift_harakat_position": False})
LETTERS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئـپچژگکی ‌-1(a", max_size=12)
ANYTHING = st.text("abÄ 12.,-+/:%€$()[]{}!?\"'«»<> اسلمةى٠١٢אבג", max_size=14)
MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


@pytest.fixture(autouse=True)
def _turned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_right, "_turned", [True])


@given(text=LETTERS.filter(lambda text: "\u200c" not in text))
def test_letters_are_joined_as_the_reshaper_joins_them(text: str) -> None:
    assert joined(text) == RESHAPER.reshape(text)


@given(line=ANYTHING, from_right=st.booleans())
def test_letters_stand_where_the_bidi_algorithm_puts_them(line: str, from_right: bool) -> None:
    """The oracle does not mirror brackets, so all of a kind are taken for one here."""
    theirs = get_display(line, base_dir="R" if from_right else "L")
    ours = in_place(line, from_right=from_right)
    one_kind = {ord(letter): min(letter, letter.translate(MIRRORED)) for letter in "()[]{}<>«»"}
    assert ours.translate(one_kind) == theirs.translate(one_kind)


def test_brackets_open_the_way_they_are_read() -> None:
    assert in_place("אב (גד)", from_right=True) == "(דג) בא"
    assert in_place("ab (cd)", from_right=True) == "ab (cd)"


def test_a_mark_stays_on_its_letter() -> None:
    painted = in_place("שָׁלוֹם", from_right=True)
    assert [letter for letter in painted if not unicodedata.combining(letter)] == list("םולש")
    assert painted.endswith("שָׁ"), "three signs, one letter"


@given(text=st.text("abc äß界é 12()", max_size=20))
def test_what_runs_from_the_left_is_painted_as_it_is(text: str) -> None:
    assert not has_from_right(text)
    assert as_painted(text) == text


@given(text=ANYTHING)
def test_painting_takes_as_many_cells_as_the_text(text: str) -> None:
    assert cell_len(as_painted(text)) == cell_len(text)


def test_lam_with_alef_is_one_letter_and_leaves_its_cell_blank() -> None:
    assert as_painted(" لا ") == "  ﻻ "


def test_a_terminal_that_turns_by_itself_is_left_alone() -> None:
    turn(by_us=False)
    assert as_painted("نعم (1)") == "نعم (1)"


@pytest.mark.parametrize(
    ("environment", "terminal", "asked"),
    [
        ({"XTERM_VERSION": "XTerm(379)"}, Terminal.PLAIN, False),
        ({"ALACRITTY_WINDOW_ID": "1"}, Terminal.PLAIN, False),
        ({"VTE_VERSION": "7006"}, Terminal.PLAIN, True),
        ({"VTE_VERSION": "7006", "TMUX": "x,1,0"}, Terminal.UNKNOWN, False),
        ({"KONSOLE_VERSION": "221201"}, Terminal.TURNS, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, Terminal.WRONG, False),
        ({"MLTERM": "3.9"}, Terminal.WRONG, False),
        ({"WT_SESSION": "1"}, Terminal.UNKNOWN, False),
        ({"SSH_CONNECTION": "1", "VTE_VERSION": "7006"}, Terminal.UNKNOWN, False),
        ({"KONSOLE_VERSION": "1", "SURVEYKIT_RTL": "program"}, Terminal.PLAIN, False),
        ({"XTERM_VERSION": "1", "SURVEYKIT_RTL": "terminal"}, Terminal.TURNS, False),
    ],
)
def test_terminals_are_known_by_what_they_say_of_themselves(
    environment: dict[str, str], terminal: Terminal, asked: bool
) -> None:
    assert terminal_of(environment) is terminal
    assert takes_turns(environment) is asked
