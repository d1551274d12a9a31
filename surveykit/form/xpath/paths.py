"""Walking along the axes of a form's nodes; what is irrelevant is passed over."""

from collections.abc import Callable, Iterator

from surveykit.form.tree import Element
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.syntax import Path
from surveykit.form.xpath.values import Nodes, Value, to_boolean


def simple_absolute(path: Path) -> str | None:
    """The path as text if it only goes down by name from the root, which is the common case."""
    plain = path.absolute and path.start is None and path.steps
    if not plain:
        return None
    for step in path.steps:
        if step.axis != "child" or step.predicates or step.test in ("*", "node()"):
            return None
    return "".join(f"/{step.test}" for step in path.steps)


def find_absolute(scope: Scope, path: str) -> Nodes:
    """The relevant nodes at a path of the main instance."""
    return [node for node in scope.session.at(path) if node.relevant]


def choose(nodes: Nodes, test: Callable[[Scope], Value], scope: Scope) -> Nodes:
    """The nodes for which a predicate holds; a number is a position, counted from 1."""
    size = len(nodes)
    inner = Scope(scope.node, scope.session, scope.current, 1, size)
    chosen = []
    for position, node in enumerate(nodes, start=1):
        inner.node, inner.position = node, position
        verdict = test(inner)
        if verdict == position if isinstance(verdict, float) else to_boolean(verdict):
            chosen.append(node)
    return chosen


def axis_step(node: Element, axis: str, test: str) -> Nodes:
    """The relevant nodes one step away from `node`."""
    if axis == "child" and test not in ("*", "node()"):
        return [child for child in node.children if child.name == test and child.relevant]
    if axis == "attribute":
        return _attribute(node, test)
    every = test in ("*", "node()")
    return [
        other for other in _AXES[axis](node) if other.relevant and (every or other.name == test)
    ]


def _attribute(node: Element, name: str) -> Nodes:
    wanted = node.attributes if name == "*" else {name} & node.attributes.keys()
    found = []
    for key in wanted:
        attribute = Element(key, None, node.attributes[key])
        attribute.parent = node
        found.append(attribute)
    return found


def _ancestors(node: Element) -> Iterator[Element]:
    while node.parent is not None:
        node = node.parent
        yield node


def _self_and_ancestors(node: Element) -> Iterator[Element]:
    yield node
    yield from _ancestors(node)


def _below(node: Element) -> Iterator[Element]:
    for child in node.children:
        yield from child.walk()


def _siblings(node: Element, *, after: bool) -> list[Element]:
    if node.parent is None:
        return []
    row = node.parent.children
    at = next(index for index, other in enumerate(row) if other is node)
    return row[at + 1 :] if after else row[:at][::-1]


_AXES: dict[str, Callable[[Element], Iterator[Element] | list[Element]]] = {
    "self": lambda node: [node],
    "child": lambda node: node.children,
    "parent": lambda node: [node.parent] if node.parent else [],
    "descendant": _below,
    "descendant-or-self": lambda node: node.walk(),
    "ancestor": _ancestors,
    "ancestor-or-self": _self_and_ancestors,
    "following-sibling": lambda node: _siblings(node, after=True),
    "preceding-sibling": lambda node: _siblings(node, after=False),
}
