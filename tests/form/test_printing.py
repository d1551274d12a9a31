"""What is printed is read as the same expression again."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.form.xpath.parser import AXES, parse
from surveykit.form.xpath.printing import printed, quoted
from surveykit.form.xpath.syntax import (
    RANKS,
    Call,
    Filter,
    Literal,
    Negation,
    Number,
    Operation,
    Path,
    Step,
    Syntax,
)

NAMES = st.sampled_from(["a", "div", "and", "or", "mod", "node", "b-1", "été", "x.y"])
TESTS = st.one_of(NAMES, st.sampled_from(["*", "node()", "text()"]))
RANKED = [[sign for sign, rank in RANKS.items() if rank == level] for level in range(6)] + [["|"]]


def _paths(inner: st.SearchStrategy[Syntax]) -> st.SearchStrategy[Syntax]:
    steps = st.builds(
        Step, st.sampled_from(sorted(AXES)), TESTS, st.lists(inner, max_size=2).map(tuple)
    )
    some = st.lists(steps, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Path, some, st.booleans()),
        st.builds(Path, some, st.just(value=False), inner),
        st.just(Path((), absolute=True)),
    )


def _operations(inner: st.SearchStrategy[Syntax]) -> st.SearchStrategy[Syntax]:
    return st.sampled_from(RANKED).flatmap(
        lambda signs: st.builds(
            Operation,
            inner,
            st.lists(st.tuples(st.sampled_from(signs), inner), min_size=1, max_size=3).map(tuple),
        )
    )


def _negations(inner: st.SearchStrategy[Syntax]) -> st.SearchStrategy[Syntax]:
    return inner.filter(lambda one: not isinstance(one, Negation)).map(Negation)


TREES: st.SearchStrategy[Syntax] = st.recursive(
    st.one_of(
        st.floats(min_value=0, allow_nan=False).map(Number),
        st.text("ab'$[ ", max_size=5).map(Literal),
        st.text('ab"/ ', max_size=5).map(Literal),
    ),
    lambda inner: st.one_of(
        _operations(inner),
        _negations(inner),
        st.builds(
            Call, st.sampled_from(["if", "jr:itext"]), st.lists(inner, max_size=3).map(tuple)
        ),
        st.builds(Filter, inner, st.lists(inner, min_size=1, max_size=2).map(tuple)),
        _paths(inner),
    ),
    max_leaves=12,
)


@given(TREES)
def test_an_expression_printed_is_read_as_the_same(tree: Syntax) -> None:
    text = printed(tree)
    assert parse(text) == tree
    assert printed(parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "if(selected(../a, 'x'), 1 + 2 * 3, -(4))",
        "(1 + 2) * 3",
        "1 - (2 - 3)",
        "- - a",
        "instance('l')/root/item[name = current()/../a]/label",
        "//a//b/@c",
        "(a | b)[1]/..",
        "/ = (/) * 2",
        "'it' = \"it's\"",
        f"1{'0' * 400} > 1",
        ". >= 0 and. < 100",
        "6 div2",
    ],
)
def test_an_expression_of_an_author_keeps_its_meaning(text: str) -> None:
    tree = parse(text)
    assert parse(printed(tree)) == tree


def test_brackets_stand_only_where_they_are_needed() -> None:
    text = "a or b and c = (d < e) + f * (g + -h) div count(i[. > 1] | j)"
    assert printed(parse(text)) == text
    assert printed(parse("((a) + (b)) * (((c)))")) == "(a + b) * c"


def test_numbers_are_printed_without_exponents() -> None:
    for number in (0.0, 1e-7, 1e22, 0.1 + 0.2, math.pi):
        text = printed(Number(number))
        assert "e" not in text
        assert float(text) == number


def test_a_quotation_is_cut_where_it_would_fill_the_screen() -> None:
    assert quoted(parse("1 + 2")) == "1 + 2"
    cut = quoted(parse(" + ".join("x" * 100)))
    assert cut.startswith("x + x + ")
    assert cut.endswith("…")
    assert len(cut) < 70
