"""NODESET: lists of choices, and sums over several nodes."""

import math
from collections.abc import Iterator, Sequence

from surveykit.form.tree import Element
from surveykit.form.xpath.functions.registry import Closure, function, variadic
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.values import Nodes, Value, to_number, to_string


def _nodes(scope: Scope, argument: Closure) -> Nodes:
    value = argument(scope)
    return value if isinstance(value, list) else []


@function("instance", 1)
def _instance(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """instance('name'): a list of choices, to be followed by a path."""
    found = scope.session.secondary(to_string(arguments[0](scope)))
    return [found] if found is not None else []


@function("pulldata", 4)
def _pulldata(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """pulldata('list', 'column', 'key column', key): a cell of an attached list."""
    name, column, key_column, key = (to_string(argument(scope)) for argument in arguments)
    rows = scope.session.secondary(name)
    for row in rows.walk() if rows is not None else ():
        cell = row.child(key_column)
        if cell is not None and cell.text == key:
            found = row.child(column)
            return "" if found is None else found.text
    return ""


@function("count", 1)
def _count(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """count(nodes)."""
    return float(len(_nodes(scope, arguments[0])))


@function("count-non-empty", 1)
def _count_non_empty(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """count-non-empty(nodes): how many hold an answer."""
    return float(sum(bool(node.text) for node in _nodes(scope, arguments[0])))


def _numbers(scope: Scope, arguments: Sequence[Closure]) -> Iterator[float]:
    for argument in arguments:
        value = argument(scope)
        if isinstance(value, list):
            yield from (to_number([node]) for node in value if node.text)
        elif value != "":
            yield to_number(value)


@function("sum", 1)
def _total(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """sum(nodes); nodes without an answer count nothing."""
    return sum(_numbers(scope, arguments), 0.0)


@variadic("max", 1)
def _highest(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """max(nodes or numbers); NaN if there are none."""
    return max(_numbers(scope, arguments), default=math.nan)


@variadic("min", 1)
def _lowest(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """min(nodes or numbers); NaN if there are none."""
    return min(_numbers(scope, arguments), default=math.nan)


def _named(scope: Scope, arguments: Sequence[Closure]) -> Element | None:
    nodes = _nodes(scope, arguments[0]) if arguments else [scope.node]
    return nodes[0] if nodes else None


@function("name", 0, 1)
def _name(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """name(node)."""
    node = _named(scope, arguments)
    return "" if node is None else node.name


@function("local-name", 0, 1)
def _local_name(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """local-name(node): its name without a prefix."""
    node = _named(scope, arguments)
    return "" if node is None else node.name.rpartition(":")[2]
