"""Operators on values: comparison and arithmetic as ODK does them."""

import math
import operator
from collections.abc import Callable

from surveykit.form.meaning import Atom
from surveykit.form.tree import Element
from surveykit.form.xpath.values import Nodes, Value, to_boolean, to_number, to_string

_ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
CLOSE = 1e-12
"""JavaRosa's tolerance for two equal numbers."""


def equal(left: Value, right: Value) -> bool:
    """Whether two values are equal; with several nodes, whether any of them is.

    A boolean makes the comparison boolean, a number makes it numeric (XPath 1.0, 3.4).
    No node at all counts as an empty text, as in JavaRosa.
    """
    return _any(_same, left, right)


def unequal(left: Value, right: Value) -> bool:
    """Whether two values differ; with several nodes, whether any pair does."""
    return _any(_different, left, right)


def ordered(sign: str) -> Callable[[Value, Value], bool]:
    """The comparison `<`, `<=`, `>` or `>=` of two values as numbers."""
    compare = _ORDER[sign]

    def in_order(one: Atom, other: Atom) -> bool:
        return compare(to_number(one), to_number(other))

    def decide(left: Value, right: Value) -> bool:
        return _any(in_order, left, right)

    return decide


def _any(test: Callable[[Atom, Atom], bool], left: Value, right: Value) -> bool:
    """Whether a test holds for any pair of values."""
    ones, others = atoms(left), atoms(right)
    if len(ones) == 1 and len(others) == 1:  # most often
        return test(ones[0], others[0])
    return any(test(one, other) for one in ones for other in others)


def atoms(value: Value) -> list[Atom]:
    """What a comparison tries one by one: the values of all nodes, or the one value."""
    if not isinstance(value, list):
        return [value]
    return [node.atom for node in value] or [""]


def _same(left: Atom, right: Atom) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        one, other = to_number(left), to_number(right)
        return one == other or abs(one - other) < CLOSE
    return to_string(left) == to_string(right)


def _different(left: Atom, right: Atom) -> bool:
    return not _same(left, right)


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


CALCULATIONS: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": divide,
    "mod": modulo,
}
"""What an operator makes of two numbers."""

COMPARISONS: dict[str, Callable[[Value, Value], bool]] = {
    "=": equal,
    "!=": unequal,
    **{sign: ordered(sign) for sign in _ORDER},
}
"""Whether an operator holds for two values."""


def union(*sets: Nodes) -> Nodes:
    """The nodes of all, each once."""
    seen: dict[int, Element] = {id(node): node for nodes in sets for node in nodes}
    return list(seen.values())
