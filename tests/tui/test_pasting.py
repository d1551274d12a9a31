"""What is pasted is text, whatever bytes are in it."""

import sys

from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, Paste

from surveykit.asking.page import Asked
from surveykit.asking.written import Kind
from surveykit.tui.answering import Writer
from surveykit.tui.app import SurveykitApp
from surveykit.tui.pasting import GuardedParser, guard_pastes

PASTE = "\x1b[200~{}\x1b[201~"


def heard(*pieces: str) -> list[str]:
    """The keys and pastes that the program hears."""
    parser = GuardedParser()
    return [
        event.text if isinstance(event, Paste) else event.key
        for piece in pieces
        for event in parser.feed(piece)
        if isinstance(event, Paste | Key)
    ]


def test_a_paste_presses_no_key() -> None:
    pasted = PASTE.format("a\x1b[B\x1b[3~\x1b\x1b" + "x" * 40 + "\rEnter")
    assert heard("1" + pasted + "\x1b[B") == ["1", "a[B[3~" + "x" * 40 + "\rEnter", "down"]


@given(st.text("\x1b[201ab\r", max_size=30), st.lists(st.integers(0, 60), max_size=4))
def test_a_paste_is_one_paste_however_it_arrives(text: str, cuts: list[int]) -> None:
    whole = "k" + PASTE.format(text) + "k"
    ends = sorted(min(cut, len(whole)) for cut in cuts)
    pieces = [whole[a:b] for a, b in zip([0, *ends], [*ends, len(whole)], strict=True) if a < b]
    assert heard(*pieces) == ["k", text.replace("\x1b", ""), "k"]


def test_the_program_reads_through_the_guard() -> None:
    SurveykitApp()  # finds the driver of this system
    guard_pastes()
    drivers = [module for name, module in sys.modules.items() if "textual.drivers." in name]
    assert GuardedParser in [value for module in drivers for value in vars(module).values()]


def test_a_line_break_in_a_one_line_field_becomes_a_space() -> None:
    for line_break in ("\n", "\r", "\r\n"):
        field = Writer(Asked("/q", Kind.TEXT, "", "", ""))
        field.insert(f"Hof{line_break}3\x1b[31m")
        assert field.text() == "Hof 3[31m"
