"""Expressions give what ODK's two engines gave, or differ for a reason with a name."""

import json
import math
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from surveykit.errors import FaultyFileError
from surveykit.form import Instance, read_xform
from surveykit.form.tree import Element
from surveykit.form.xpath import ExpressionError, Scope, compile_expression, to_number, to_string
from surveykit.form.xpath.compare import equal, ordered, unequal
from surveykit.form.xpath.functions import Closure, compile_call, known
from surveykit.form.xpath.syntax import Call, Number, Syntax
from surveykit.form.xpath.values import format_decimal, format_number

from .building import begin, form, question
from .oracle.expression_differences import NOT_AS_JAVAROSA
from .oracle.record_expressions import STEPS, xform

RECORDED = json.loads(
    (Path(__file__).parent / "oracle" / "expressions.json").read_text(encoding="utf-8")
)

KNOWN = {one: value for values in NOT_AS_JAVAROSA.values() for one, value in values.items()}


@cache
def _ours(expression: str) -> str:
    now = datetime.fromisoformat(RECORDED["now"])
    try:
        form = read_xform(xform([expression]).encode())
    except FaultyFileError:
        return "!"
    one = Instance(form, lists={}, now=lambda: now)
    for step in STEPS:
        one.set(step["set"], step["value"])
    return one.node("/data/c0").value


@pytest.mark.parametrize("row", RECORDED["rows"], ids=lambda row: row[0])
def test_an_expression_gives_what_javarosa_gives(row: list[str]) -> None:
    expression, javarosa, _web_forms = row
    assert _ours(expression) == KNOWN.get(expression, javarosa)


def test_every_named_difference_is_one() -> None:
    recorded = {row[0]: row[1] for row in RECORDED["rows"]}
    assert all(recorded[expression] != value for expression, value in KNOWN.items())


def test_where_both_engines_agree_so_do_we_but_for_halves_of_characters() -> None:
    said = {"true": "1", "false": "0"}
    agreed = {row[0]: row[1] for row in RECORDED["rows"] if row[1] == said.get(row[2], row[2])}
    agreed = {one: value for one, value in agreed.items() if value != "!" and "😀" not in one}
    assert {one for one, value in agreed.items() if _ours(one) != value} == set()
    assert len(agreed) > 600


_ROOT = Element("data", Element(""))


def _value(expression: str) -> object:
    class _Nothing:
        document = _ROOT.parent

    return compile_expression(expression, "/data").evaluate(
        Scope(_ROOT, _Nothing(), _ROOT)  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 - 2 - 3", -4.0),
        ("2 + 3 * 4", 14.0),
        ("12 div 3 div 2", 2.0),
        ("1 < 2 = true()", True),
        ("1 = 2 or 3 = 3 and 4 = 5", False),
        ("-2 * -3", 6.0),
        ("- - 2", 2.0),
        ("7 mod 3 * 2", 2.0),
        ("(1 + 2) * 3", 9.0),
        ("'it''s'", None),
        ('"it\'s"', "it's"),
    ],
)
def test_operators_bind_as_in_xpath(expression: str, value: object) -> None:
    if value is None:
        with pytest.raises(ExpressionError):
            _value(expression)
    else:
        assert _value(expression) == value


_DIV, _AND = Element("div", _ROOT, "4"), Element("and", _ROOT, "5")


def test_operators_names_are_names_where_a_name_belongs() -> None:
    assert to_number(_value("div div and")) == 0.8  # type: ignore[arg-type]
    assert _value("count(*) * 2") == 4.0
    assert [node.name for node in _value("child::*")] == ["div", "and"]  # type: ignore[attr-defined]
    assert to_string(_value("div/following-sibling::*")) == "5"  # type: ignore[arg-type]
    assert _value("and/ancestor::data/div = 4") is True
    assert _value("count(/descendant-or-self::node())") == 4.0


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_written_out_is_read_as_the_same(number: float) -> None:
    written = format_number(number)
    assert "e" not in written.lower()
    assert math.isclose(to_number(written), number, abs_tol=1e-9)
    assert to_number(format_decimal(number)) == to_number(written)


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_has_no_point(number: int) -> None:
    assert format_number(float(number)) == str(number)


_VALUES = st.one_of(
    st.booleans(),
    st.floats(),
    st.sampled_from(["", "0", "1", "1.0", "a", "2026-06-15"]),
    st.sampled_from([[], [_DIV], [_AND], [_DIV, _AND]]),
)


@given(_VALUES, _VALUES)
def test_comparing_is_the_same_from_both_sides(left: object, right: object) -> None:
    one, other = left, right
    assert equal(one, other) == equal(other, one)  # type: ignore[arg-type]
    assert unequal(one, other) == unequal(other, one)  # type: ignore[arg-type]
    assert ordered("<")(one, other) == ordered(">")(other, one)  # type: ignore[arg-type]
    assert ordered("<=")(one, other) == ordered(">=")(other, one)  # type: ignore[arg-type]
    assert equal(one, other) or unequal(one, other)  # type: ignore[arg-type]


@given(st.text(alphabet="abc/[]()'\"$.*@:,|+-=<>! 1andor", max_size=30))
def test_any_text_is_an_expression_or_explained(text: str) -> None:
    told = ("", "")
    try:
        reads = compile_expression(text, "/data/q").reads
    except ExpressionError as error:
        told = (error.what, error.mend)
        reads = frozenset()
    assert all(told) or (not any(told) and all(read.path.startswith("/") for read in reads))


@pytest.mark.parametrize(
    ("expression", "reads"),
    [
        ("/data/a + ../b", {"/data/a", "/data/g/b"}),
        (". > 1", {"/data/g/q"}),
        ("instance('l')/root/item[name = /data/a and x = 1]/label", {"/data/a"}),
        ("instance('l')/root/item[name = current()/../b]/label", {"/data/g/b"}),
        ("sum(/data/rep[x > 1]/y)", {"/data/rep/x", "/data/rep/y"}),
        ("count(/data/*)", {"/data/*"}),
        ("//y", {"/**/y"}),
        ("position(..)", {"/data/g"}),
        ("jr:choice-name(/data/a, '/data/b')", {"/data/a", "/data/b", "/@language"}),
    ],
)
def test_what_an_expression_depends_on(expression: str, reads: set[str]) -> None:
    assert {read.path for read in compile_expression(expression, "/data/g/q").reads} == reads


@pytest.mark.parametrize(
    ("expression", "read"),
    [
        ("../age", ("/data/house/person/age", 3)),
        ("/data/house/person/age", ("/data/house/person/age", 3)),
        ("../../person/age", ("/data/house/person/age", 2)),
        ("position(..)", ("/data/house/person", 3)),
        ("position(../..)", ("/data/house", 2)),
        ("sum(/data/house/total)", ("/data/house/total", 2)),
        ("count(/data/house[size > 1])", ("/data/house", 1)),
        ("current()/../../size", ("/data/house/size", 2)),
        ("//age", ("/**/age", 0)),
    ],
)
def test_which_instance_of_a_repeat_is_read(expression: str, read: tuple[str, int]) -> None:
    assert read in compile_expression(expression, "/data/house/person/q").reads


def test_java_patterns_mean_what_java_means(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            question("text", "a"),
            question("calculate", "letters", calculation=r"regex(${a}, '[\p{L} ]+')"),
            question("calculate", "capital", calculation=r"regex(${a}, '\p{Lu}.*')"),
            question("calculate", "ascii", calculation=r"regex(${a}, '\w+')"),
        )
    )
    one.set("/data/a", "Ärger ßo")
    names = ("letters", "capital", "ascii")
    assert [one.node(f"/data/{name}").value for name in names] == ["1", "1", "0"]


def test_a_pattern_that_is_none_is_refused_when_the_form_is_loaded() -> None:
    with pytest.raises(ExpressionError, match="is no pattern"):
        compile_expression("regex(., '[')", "/data/q")


_ODD = st.one_of(
    st.floats(),
    st.booleans(),
    st.text(max_size=5),
    st.sampled_from(["", "2026-13-45", "9999-12-31", "25:61", "1e400", "[", "MD5", "-", "%"]),
    st.sampled_from([[], [_DIV], [_AND, _DIV]]),
)


@cache
def _scope() -> Scope:
    one = begin(read_xform(xform(["1"]).encode()))
    return Scope(one._state.root, one._state, one._state.root)


@settings(deadline=None, max_examples=400)
@example("distance", ["0 0; 1E400 0"])
@given(st.sampled_from(sorted(known())), st.lists(_ODD, max_size=4))
def test_no_function_stumbles_over_odd_arguments(name: str, arguments: list[object]) -> None:
    scope = _scope()
    values = iter(arguments)

    def compiled(_argument: Syntax) -> Closure:
        value = next(values)
        return lambda _scope: value  # type: ignore[return-value]

    with suppress(ExpressionError):  # too few or too many arguments
        found = compile_call(Call(name, (Number(0.0),) * len(arguments)), compiled)(scope)
        assert isinstance(found, str | float | bool | list)
