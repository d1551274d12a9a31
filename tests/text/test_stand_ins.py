"""Terminals with few signs: everything stays readable, and nothing moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from surveykit.text.stand_ins import showable

OURS = "┏─━┛▌›‹○●□■✓×…·–„“€äÖß▼→ Tür 1"


@pytest.mark.parametrize(
    ("character_set", "shown"),
    [
        ("utf-8", OURS),
        ("ascii", '+-=+|><o*ox+x~.-""EaO?v> Tur 1'),
        ("iso8859-1", '+-=+|><o*ox+×~·-""EäÖßv> Tür 1'),
        ("cp437", '+─=+▌><o*o■+x~·-""EäÖßv> Tür 1'),
        ("linux", '+-=+|><o*ox+x~.-""EäÖßv> Tür 1'),
    ],
)
def test_signs_have_stand_ins(character_set: str, shown: str) -> None:
    assert showable(OURS, character_set) == shown


@given(st.text(st.sampled_from(OURS + "абв")))
def test_an_old_character_set_takes_all_of_it_and_no_cell_moves(text: str) -> None:
    for character_set in ("ascii", "iso8859-1", "cp437"):
        shown = showable(text, character_set)
        shown.encode(character_set)
        assert cell_len(shown) == cell_len(text)
