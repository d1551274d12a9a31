"""What ODK sets in bold or as a heading is read without its marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.asking.markdown import without_marks


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**Achtung:** bitte lesen", "Achtung: bitte lesen"),
        ("__Achtung__", "Achtung"),
        ("ein *kleines* Wort", "ein kleines Wort"),
        ("ein _kleines_ Wort", "ein kleines Wort"),
        ("# Teil 1\nFrage", "Teil 1\nFrage"),
        ("[Hilfe](https://example.org/a) lesen", "Hilfe (https://example.org/a) lesen"),
        ('<span style="color:red">rot</span><br/>neu', "rot\nneu"),
        (r"2 \* 3 und \_so\_", "2 * 3 und _so_"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        ("Haus #3, [x] und <5", "Haus #3, [x] und <5"),
        ("**nie zu", "**nie zu"),
    ],
)
def test_marks_are_taken_out_and_everything_else_stays(written: str, read: str) -> None:
    assert without_marks(written) == read


@given(st.text(st.characters(exclude_characters="*_#<[\\"), max_size=100))
def test_text_without_marks_stays_as_it_is(text: str) -> None:
    assert without_marks(text) == text


@given(st.text(alphabet="*_#<>[]()\\ a\n", max_size=60))
def test_no_word_is_lost(text: str) -> None:
    assert without_marks(text).count("a") == text.count("a")


@pytest.mark.parametrize("hidden", ["\ue00027\ue001", "\ue000999999999\ue001", "\ue000\ue001"])
def test_what_looks_like_a_hidden_mark_becomes_no_character(hidden: str) -> None:
    assert without_marks(rf"\*{hidden}\_") == f"*{hidden[1:-1]}_"
