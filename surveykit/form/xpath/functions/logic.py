"""LOGIC: truth and choice between values."""

from collections.abc import Sequence

from surveykit.form.xpath.functions.registry import Closure, function, variadic
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.values import Value, to_boolean, to_number, to_string


@function("true")
def _true(_scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """true()."""
    return True


@function("false")
def _false(_scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """false()."""
    return False


@function("not", 1)
def _negate(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """not(boolean)."""
    return not to_boolean(arguments[0](scope))


@function("boolean", 1)
def _boolean(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """boolean(value)."""
    return to_boolean(arguments[0](scope))


@function("boolean-from-string", 1)
def _boolean_from_string(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """boolean-from-string(text): true for "true" and "1"."""
    return to_string(arguments[0](scope)) in ("true", "1")


@function("if", 3)
def _if(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """if(condition, then, else); only the branch that counts is evaluated."""
    return arguments[1 if to_boolean(arguments[0](scope)) else 2](scope)


@variadic("coalesce", 1)
def _coalesce(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """coalesce(value, …): the first that is not empty."""
    for argument in arguments:
        value = argument(scope)
        if to_string(value) != "":
            return value
    return ""


@function("once", 1)
def _once(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """once(value): the answer that is there already, else the value."""
    return scope.current.text or arguments[0](scope)


@variadic("checklist", 3)
def _checklist(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """checklist(min, max, condition, …): whether so many hold; -1 means no limit."""
    least, most, *counts = [argument(scope) for argument in arguments]
    return _within(sum(to_boolean(count) for count in counts), least, most)


@variadic("weighted-checklist", 4)
def _weighted_checklist(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """weighted-checklist(min, max, condition, weight, …): whether the weights add up to it."""
    least, most, *rest = [argument(scope) for argument in arguments]
    pairs = zip(rest[::2], rest[1::2], strict=False)
    return _within(
        sum(to_number(weight) for held, weight in pairs if to_boolean(held)), least, most
    )


def _within(count: float, least: Value, most: Value) -> bool:
    low, high = to_number(least), to_number(most)
    return (low == -1 or count >= low) and (high == -1 or count <= high)


@function("current")
def _current(scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """current(): the node the expression belongs to, also inside a predicate."""
    return [scope.current]


@function("position", 0, 1)
def _position(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """position(): place in a predicate; position(node): place among its like-named siblings."""
    if not arguments:
        return float(scope.position)
    nodes = arguments[0](scope)
    if not isinstance(nodes, list) or not nodes or nodes[0].parent is None:
        return 1.0
    row = [other for other in nodes[0].parent.children if other.name == nodes[0].name]
    return float(next(place for place, other in enumerate(row, 1) if other is nodes[0]))


@function("last")
def _last(scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """last(): how many nodes a predicate chooses from."""
    return float(scope.size)
