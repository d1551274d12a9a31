"""LOGIC: truth and choice between values."""

from collections.abc import Sequence
from math import isnan

from surveykit.form.xpath.functions.registry import (
    Closure,
    Compile,
    function,
    variadic,
    written,
)
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.syntax import Syntax
from surveykit.form.xpath.values import Value, first, to_boolean, to_number, to_string, whole


@function("true")
def _true(_scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """true()."""
    return True


@function("false")
def _false(_scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """false()."""
    return False


@written("not", 1, 1)
def _negate(arguments: tuple[Syntax, ...], compiled: Compile) -> Closure:
    """not(boolean)."""
    (test,) = map(compiled, arguments)
    return lambda scope: not to_boolean(test(scope))


@function("boolean", 1)
def _boolean(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """boolean(value)."""
    return to_boolean(arguments[0](scope))


@function("boolean-from-string", 1)
def _boolean_from_string(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """boolean-from-string(text): true for "true" and "1"."""
    return to_string(arguments[0](scope)) in ("true", "1")


@written("if", 3, 3)
def _if(arguments: tuple[Syntax, ...], compiled: Compile) -> Closure:
    """if(condition, then, else); only the branch that counts is evaluated."""
    test, then, otherwise = map(compiled, arguments)
    return lambda scope: then(scope) if to_boolean(test(scope)) else otherwise(scope)


@written("coalesce", 1, None)
def _coalesce(arguments: tuple[Syntax, ...], compiled: Compile) -> Closure:
    """coalesce(value, …): the first that is neither empty nor NaN, else the last."""
    *others, last = map(compiled, arguments)

    def evaluate(scope: Scope) -> Value:
        for other in others:
            value = other(scope)
            atom = first(value) if isinstance(value, list) else value
            if isinstance(atom, float):
                if not isnan(atom):
                    return value
            elif atom not in ("", "NaN"):
                return value
        return last(scope)

    return evaluate


@function("once", 1)
def _once(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """once(value): the answer that is there already, else the value."""
    return scope.current.text or arguments[0](scope)


@variadic("checklist", 2)
def _checklist(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """checklist(min, max, condition, …): whether so many hold; a negative bound is none."""
    least, most = (whole(bound(scope)) for bound in arguments[:2])
    count = sum(map(to_boolean, _each(scope, arguments[2:])))
    return (least < 0 or count >= least) and (most < 0 or count <= most)


@variadic("weighted-checklist", 4)
def _weighted_checklist(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """weighted-checklist(min, max, condition, weight, …): whether the weights add up to it.

    A bound of -1 is none, as the specification has it and JavaRosa has not.
    """
    least, most = (to_number(bound(scope)) for bound in arguments[:2])
    held, weights = _each(scope, arguments[2::2]), _each(scope, arguments[3::2])
    pairs = zip(held, weights, strict=False)
    total = sum(to_number(weight) for one, weight in pairs if to_boolean(one))
    return (least == -1 or total >= least) and (most == -1 or total <= most)


def _each(scope: Scope, arguments: Sequence[Closure]) -> list[Value]:
    """The values of the arguments; those of all its nodes if there is but one."""
    values = [argument(scope) for argument in arguments]
    if len(values) == 1 and isinstance(values[0], list):
        return [[node] for node in values[0]]
    return values


@function("current")
def _current(scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """current(): the node the expression belongs to, also inside a predicate."""
    return [scope.current]


@function("position", 0, 1)
def _position(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """position(): place in a predicate; position(node): place among its like-named siblings.

    Without either, the place of the instance of a repeat to which the expression belongs.
    """
    if not arguments:
        return float(scope.position or scope.node.position or 1)
    nodes = arguments[0](scope)
    if not isinstance(nodes, list) or not nodes:
        return 0.0
    parent = nodes[0].parent
    row = [other for other in parent.children if other.name == nodes[0].name] if parent else nodes
    places = (place for place, other in enumerate(row, 1) if other is nodes[0])
    return float(next(places, len(row) + 1))  # one that is only thought of comes last


@function("last")
def _last(scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """last(): how many nodes a predicate chooses from."""
    return float(scope.size)


@function("version")
def _version(scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """version(): the version of the form."""
    root = scope.session.document.children[0]
    return root.attributes.get("version", "")


@variadic("depend", 1)
def _depend(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """depend(value, …): the value, calculated again when any of the others changes."""
    return arguments[0](scope)
