"""Questions on paper of any size."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.tui.answering import editor_of
from surveykit.tui.page import Answer, Asked, Cell, Grid, Kind
from surveykit.tui.typography import reads_from_right, set_line, wrap
from surveykit.tui.widgets.painted import width_of
from surveykit.tui.widgets.question_drawing import draw, laid_out

TODAY = date(2027, 1, 14)
words = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=200)
kinds = st.sampled_from(list(Kind))


def asked(kind: Kind, label: str, value: str, *, ladder: bool = False) -> Asked:
    answers = tuple(Answer(str(n), f"{n} – {label}", str(n)) for n in range(11))
    grid = Grid((label, "Dienstag"), 2, (Cell("a", label, 0, 0), Cell("b", "12–15", 1, 1)))
    return Asked(
        "/q", kind, label, label, value, answers, ladder=ladder,
        grid=grid if kind is Kind.MANY else None,
    )  # fmt: skip


@given(kinds, words, words, st.integers(48, 160), st.integers(8, 60), st.booleans())
def test_no_line_is_wider_than_the_window(
    kind: Kind, label: str, value: str, width: int, height: int, ladder: bool
) -> None:
    drawing = draw(editor_of(asked(kind, label, value, ladder=ladder), TODAY), width, height, label)
    assert all(width_of(line) <= width for line in (*drawing.head, *drawing.body))


@given(words, st.integers(4, 80))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@given(words, st.integers(0, 200), st.integers(4, 70))
def test_the_caret_stands_before_the_letter_it_would_delete(
    text: str, caret: int, width: int
) -> None:
    caret = min(caret, len(text))
    rows, (row, column) = laid_out(text, caret, width)
    assert "".join(rows) == text
    assert sum(map(len, rows[:row])) + column == caret


def test_answers_stand_apart_only_where_there_is_room() -> None:
    editor = editor_of(asked(Kind.ONE, "Ja", ""), TODAY)
    assert () in draw(editor, 80, 40).body
    assert () not in draw(editor, 80, 18).body


def test_the_ladder_lies_down_where_it_cannot_stand() -> None:
    editor = editor_of(asked(Kind.ONE, "Ja", "4", ladder=True), TODAY)
    assert len(draw(editor, 60, 12).body) == 3
    assert len(draw(editor, 60, 20).body) == 11


@pytest.mark.parametrize(
    ("language", "expected"),
    [("العربية (ar)", True), ("Deutsch (de)", False), ("ar", True), ("Aragonés (an)", False)],
)
def test_arabic_is_set_from_the_right(language: str, *, expected: bool) -> None:
    assert reads_from_right(language) is expected
    assert set_line("نعم", 5, from_right=True) == "  نعم"
