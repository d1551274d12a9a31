"""Questions on paper of any size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.geometry import Size

from surveykit.asking.page import Answer, Asked, Cell, Control, Grid
from surveykit.asking.written import Kind
from surveykit.text.form_language import reads_from_right
from surveykit.tui.answering import editor_of
from surveykit.tui.typography import heading, set_line, wrap
from surveykit.tui.widgets.drawing import draw
from surveykit.tui.widgets.drawing.fields import laid_out
from surveykit.tui.widgets.drawing.groups import draw_group
from surveykit.tui.widgets.painted import width_of

words = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=200)
kinds = st.sampled_from(list(Kind))


controls = st.sampled_from(list(Control))


def asked(
    kind: Kind, label: str, value: str, *, ladder: bool = False, control: Control = Control.PLAIN
) -> Asked:
    answers = tuple(Answer(str(n), f"{n} – {label}", str(n)) for n in range(11))
    grid = Grid((label, "Dienstag"), 2, (Cell("a", label, 0, 0), Cell("b", "12–15", 1, 1)))
    return Asked(
        "/q", kind, label, label, value, answers, ladder=ladder, control=control,
        aside=(Answer("dont_know", "weiß nicht", "d"),), scale=("0", "1", "2", "3"),
        grid=grid if control is Control.SLOTS else None,
    )  # fmt: skip


@given(kinds, controls, words, words, st.integers(48, 160), st.integers(8, 60), st.booleans())
def test_no_line_is_wider_than_the_window(
    kind: Kind, control: Control, label: str, value: str, width: int, height: int, ladder: bool
) -> None:
    editor = editor_of(asked(kind, label, value, ladder=ladder, control=control))
    drawing = draw(editor, width, height, label)
    group = draw_group([editor, editor, editor], 1, Size(width, height), label, label)
    lines = (*drawing.head, *drawing.body, *group.head, *group.body)
    assert all(width_of(line) <= width for line in lines)


def test_no_line_ends_before_a_per_cent_sign() -> None:
    assert wrap("58 von 94 (61,7\u00a0%)", 15) == ["58 von 94", "(61,7\u00a0%)"]


def test_of_a_long_list_only_what_fits_is_drawn() -> None:
    answers = tuple(Answer(str(n), f"Ort {n}", "") for n in range(10_000))
    long = Asked("/q", Kind.ONE, "Wo?", "", "9999", answers, control=Control.SEARCH)
    drawing = draw(editor_of(long), 80, 20)
    assert len(drawing.head) + len(drawing.body) <= 20
    assert "Ort 9999" in "".join(run.text for run in drawing.body[-1])


def test_the_answers_of_a_table_stand_in_one_column_each() -> None:
    rows = [
        Asked(f"/q{n}", Kind.ONE, f"Frage {n}", "", "b" * (n == 1), (
            Answer("a", "gut", "1"), Answer("b", "schlecht", "2"),
        ), control=Control.TABLE)
        for n in range(3)
    ]  # fmt: skip
    drawing = draw_group([editor_of(row) for row in rows], 0, Size(60, 18), "", "Wie gut?")
    lines = ["".join(run.text for run in line) for line in drawing.body]
    heading = next(line for line in lines if "gut" in line)
    marks = [line for line in lines if "○" in line]
    assert len(marks) == 3
    assert {line.index("○") - heading.index("gut") for line in marks} == {1}
    assert "●" in marks[1]


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (10, ["Gemeinsch…", "10. Stock,", "Aula der …"]),
        (18, ["Gemeinschaftsraum,", "10. Stock, Aula", "der Grundschule"]),
        (15, ["Gemeinschaftsr…", "10. Stock, Aula", "der Grundschule"]),
        (60, ["Gemeinschaftsraum, 10. Stock, Aula der Grundschule"]),
    ],
)
def test_the_head_of_a_column_is_cut_between_words_or_says_so(width: int, shown: list[str]) -> None:
    place = "Gemeinschaftsraum, 10. Stock, Aula der Grundschule"
    assert heading(place, width, 3) == shown


@given(st.text(st.sampled_from("ab ä漢")), st.integers(2, 12), st.integers(1, 3))
def test_no_word_of_a_head_goes_on_in_the_next_line(text: str, width: int, most: int) -> None:
    lines = heading(text, width, most)
    words = set(text.split())
    assert len(lines) <= most
    for line in lines:
        assert cell_len(line) <= width
        for piece in line.split():
            begun, cut, nothing = piece.partition("…")
            assert not nothing
            assert any(word.startswith(begun) for word in words) if cut else piece in words


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
    editor = editor_of(asked(Kind.ONE, "Ja", ""))
    assert () in draw(editor, 80, 40).body
    assert () not in draw(editor, 80, 18).body


def test_the_ladder_lies_down_where_it_cannot_stand() -> None:
    editor = editor_of(asked(Kind.ONE, "Ja", "4", ladder=True))
    assert len(draw(editor, 60, 12).body) == 3
    assert len(draw(editor, 60, 20).body) == 11


@pytest.mark.parametrize(
    ("language", "expected"),
    [("العربية (ar)", True), ("Deutsch (de)", False), ("ar", True), ("Aragonés (an)", False)],
)
def test_arabic_is_set_from_the_right(language: str, *, expected: bool) -> None:
    assert reads_from_right(language) is expected
    assert set_line("نعم", 5, from_right=True) == "  نعم"
