"""Expressions made to exhaust a machine are refused in a sentence, or evaluated."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from time import process_time

import pytest

from surveykit.form import Instance, read_xform
from surveykit.form.xpath import Expression, ExpressionError, compile_expression

from .oracle.record_expressions import xform

LONG = 100_000
"""Characters."""


@pytest.mark.parametrize(
    "source",
    [
        "(" * LONG,
        "(" * (LONG // 2) + "1" + ")" * (LONG // 2),
        "a[" * (LONG // 2),
        "a[" * (LONG // 3) + "1" + "]" * (LONG // 3),
        "if(1," * (LONG // 5),
        "not(" * (LONG // 5) + "1" + ")" * (LONG // 5),
        "-(" * (LONG // 3) + "1" + ")" * (LONG // 3),
        "(1+" * (LONG // 4) + "1" + ")" * (LONG // 4),
    ],
    ids=lambda source: source[:12],
)
def test_an_expression_nested_without_end_is_refused(source: str) -> None:
    with pytest.raises(ExpressionError, match="nested too deeply"):
        compile_expression(source, "/data/q")


def test_a_path_longer_than_any_form_is_refused() -> None:
    with pytest.raises(ExpressionError, match="more than 500 steps"):
        compile_expression("/a" * (LONG // 2), "/data/q")


def _chain(sign: str, operand: str, length: int = LONG) -> str:
    count = length // (len(sign) + len(operand))
    return sign.join([operand] * count)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (_chain(" or ", "0"), False),
        (_chain(" and ", "1"), True),
        (_chain("+", "1"), 50_000.0),
        (_chain("-", "0", 9999), 0.0),
        (_chain("*", "1", 9999), 1.0),
        (_chain(" mod ", "3", 9999), 0.0),
        (_chain("=", "1", 9999), True),
        (_chain("<", "0", 9999), False),
        ("-" * LONG + "1", 1.0),
        ("-" * (LONG + 1) + "1", -1.0),
        ("concat(" + ",".join("1" * 9999) + ")", "1" * 9999),
        ("count(" + _chain("|", "/data/a", 9999) + ")", 1.0),
        ("count(" + "/a" * 500 + ")", 0.0),
        ("count(/data/a" + "[1]" * 9999 + ")", 1.0),
        ("string-length('" + "x" * LONG + "')", float(LONG)),
        ("9" * LONG + " > 1", True),
        ("1 + 2 * 3 - 4 = 3 and " * 999 + "1", True),
    ],
    ids=lambda one: str(one)[:12],
)
def test_a_long_expression_is_evaluated(source: str, value: object) -> None:
    one = Instance(read_xform(xform(["1"]).encode()), lists={}, now=lambda: datetime.now(UTC))
    expression = compile_expression(source, "/data/c0")
    found = expression.evaluate(one._state.scope(one._state.root.children[0]))
    assert found == value


NESTED: dict[str, Callable[[int], str]] = {
    "brackets": lambda depth: "(" * depth + "1" + ")" * depth,
    "calls": lambda depth: "not(" * depth + "1" + ")" * depth,
    "conditions": lambda depth: "if(1, 2, " * depth + "1" + ")" * depth,
    "predicates": lambda depth: "/data/a[" * depth + "1" + "]" * depth,
    "operators": lambda depth: "1 or 1 and 1 = 1 < 1 + 1 * (" * depth + "1" + ")" * depth,
    "checklists": lambda depth: "checklist(1, 1, " * depth + "1" + ")" * depth,
}


def _from_far_down(depth: int, call: Callable[[], object]) -> object:
    return _from_far_down(depth - 1, call) if depth else call()


@pytest.mark.parametrize("kind", NESTED)
def test_what_is_not_refused_never_runs_out_of_stack(kind: str) -> None:
    """Also from where a screen calls, half the stack being in use."""
    one = Instance(read_xform(xform(["1"]).encode()), lists={}, now=lambda: datetime.now(UTC))
    scope = one._state.scope(one._state.root.children[0])
    deep = sys.getrecursionlimit() // 4
    accepted = 0
    for depth in range(1, 70):
        source = NESTED[kind](depth)
        try:
            found = _from_far_down(deep, partial(compile_expression, source, "/data/q"))
        except ExpressionError:
            continue
        assert isinstance(found, Expression)
        _from_far_down(deep, partial(found.evaluate, scope))
        accepted = depth
    assert accepted >= 14  # as deep as the deepest of 1,500 real forms


CATASTROPHIC = [
    (r"(a+)+$", "a" * 5000 + "!"),
    (r"(.*a){20}", "a" * 5000 + "!"),
    (r"a*a*a*a*a*a*a*b", "a" * 5000),
    (r"([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+", "a" * 5000),
    (r"(?:a?){60}a{60}", "a" * 59),
    (r".*.*.*.*.*=", "x" * 5000),
]


@pytest.mark.parametrize(("pattern", "answer"), CATASTROPHIC, ids=lambda one: one[:20])
def test_a_pattern_that_would_try_for_ages_is_stopped(pattern: str, answer: str) -> None:
    one = Instance(
        read_xform(xform([f"regex(/data/a, '{pattern}')"]).encode()),
        lists={},
        now=lambda: datetime.now(UTC),
    )
    started = process_time()
    one.set("/data/a", answer)
    assert one.node("/data/c0").value == "0"
    assert process_time() - started < 10  # seconds; without an end it would be years


@pytest.mark.parametrize(
    "pattern",
    [
        *("(" * LONG, "[" * LONG, "(" * 1000 + "a" + ")" * 1000, "[a" * 500 + "]" * 500),
        *("a{1,99999999999}", "x" * LONG + "(a|b)*", "(?", "(?P<a>b)", r"\y", r"\p{Foo}"),
        *("*a", "a**"),
    ],
    ids=lambda one: one[:12],
)
def test_a_pattern_that_is_none_or_too_much_is_refused(pattern: str) -> None:
    with pytest.raises(ExpressionError, match="is no pattern"):
        compile_expression(f"regex(., '{pattern}')", "/data/q")
