"""Operators on values: comparison and arithmetic as ODK does them."""

import math
import operator
from collections.abc import Callable

from surveykit.form.tree import Element
from surveykit.form.xpath.values import Nodes, Value, first, to_boolean, to_number, to_string

_ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
Atom = str | float | bool
_CLOSE = 1e-12
"""JavaRosa's tolerance for two equal numbers."""


def equal(left: Value, right: Value) -> bool:
    """Whether two values are equal; with several nodes, whether any of them is.

    A boolean makes the comparison boolean, a number makes it numeric (XPath 1.0, 3.4).
    No node at all counts as an empty text, as in JavaRosa.
    """
    return any(_same(one, other) for one in _each(left) for other in _each(right))


def unequal(left: Value, right: Value) -> bool:
    """Whether two values differ; with several nodes, whether any pair does."""
    return any(not _same(one, other) for one in _each(left) for other in _each(right))


def ordered(sign: str) -> Callable[[Value, Value], bool]:
    """The comparison `<`, `<=`, `>` or `>=` of two values as numbers."""
    compare = _ORDER[sign]

    def decide(left: Value, right: Value) -> bool:
        return any(
            compare(to_number(one), to_number(other))
            for one in _each(left)
            for other in _each(right)
        )

    return decide


def _each(value: Value) -> list[Atom]:
    if not isinstance(value, list):
        return [value]
    return [first(value)] if len(value) < 2 else [first([node]) for node in value]


def _same(left: Atom, right: Atom) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        one, other = to_number(left), to_number(right)
        return one == other or abs(one - other) < _CLOSE
    return to_string(left) == to_string(right)


def add(left: float, right: float) -> float:
    """The sum."""
    return left + right


def subtract(left: float, right: float) -> float:
    """The difference."""
    return left - right


def multiply(left: float, right: float) -> float:
    """The product."""
    return left * right


def divide(left: float, right: float) -> float:
    """The quotient; division by zero is infinite or NaN, never an error (IEEE 754)."""
    if right == 0:
        if left == 0 or math.isnan(left):
            return math.nan
        return math.copysign(math.inf, left) * math.copysign(1, right)
    return left / right


def modulo(left: float, right: float) -> float:
    """The remainder with the sign of the dividend (XPath 1.0, section 3.5)."""
    if right == 0 or math.isinf(left) or math.isnan(left):
        return math.nan
    return math.fmod(left, right)


ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "div": divide,
    "mod": modulo,
}


def union(left: Nodes, right: Nodes) -> Nodes:
    """The nodes of both, each once."""
    seen: dict[int, Element] = {id(node): node for node in (*left, *right)}
    return list(seen.values())
