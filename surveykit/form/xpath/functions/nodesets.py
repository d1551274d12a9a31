"""NODESET: lists of choices, and sums over several nodes."""

import math
from collections.abc import Iterator, Sequence

from surveykit.form.tree import Element
from surveykit.form.xpath.functions.randomness import park_miller, seed_of, shuffle
from surveykit.form.xpath.functions.registry import Closure, function, variadic
from surveykit.form.xpath.lookup import row_with
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.values import Nodes, Value, added, to_number, to_string


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
    document = scope.session.secondary(name)
    if document is None or not document.children:
        return ""
    row = row_with(document.children[0], key_column, key)
    cell = None if row is None else row.child(column)
    return "" if cell is None else cell.text


@function("count", 1)
def _count(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """count(nodes)."""
    return float(len(_nodes(scope, arguments[0])))


@function("count-non-empty", 1)
def _count_non_empty(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """count-non-empty(nodes): how many hold an answer."""
    nodes = _nodes(scope, arguments[0])
    return float(sum(bool(node.text or node.children) for node in nodes))


def _numbers(scope: Scope, arguments: Sequence[Closure]) -> Iterator[float]:
    """All numbers in the arguments; what is none is passed over, as in JavaRosa."""
    for argument in arguments:
        value = argument(scope)
        atoms = [node.atom for node in value] if isinstance(value, list) else [value]
        yield from (number for number in map(to_number, atoms) if not math.isnan(number))


@function("sum", 1)
def _total(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """sum(nodes); nodes without a number count nothing."""
    return added(_numbers(scope, arguments))


@variadic("max")
def _highest(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """max(nodes or numbers); NaN if there are none."""
    return max(_numbers(scope, arguments), default=math.nan)


@variadic("min")
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


@function("id", 1)
def _by_id(_scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """id(value): no node, as no document of a form declares which attributes are ids."""
    return []


@function("randomize", 1, 2)
def _randomize(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """randomize(nodes, seed): the nodes in an order that the seed decides."""
    nodes = _nodes(scope, arguments[0])
    if len(arguments) == 1:
        return shuffle(nodes, scope.session.random.random)
    return shuffle(nodes, park_miller(seed_of(arguments[1](scope))))
