"""Walking along the axes of a form's nodes.

What is irrelevant is passed over at the end of a path only, as in JavaRosa: it counts for the
positions of predicates.
"""

from collections.abc import Callable, Iterator

from surveykit.form.meaning import Atom
from surveykit.form.tree import Element
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.syntax import Path
from surveykit.form.xpath.values import Nodes, Value, first, to_boolean

_NONE: Nodes = []
_ANY = ("*", "node()")
_STEPS = {"..": ("parent", "node()"), ".": ("self", "node()")}


def leading(path: Path) -> int:
    """How many steps at the beginning only go down by name from the root: all, most often."""
    if not path.absolute or path.start is not None:
        return 0
    count = 0
    for step in path.steps:
        if step.axis != "child" or step.predicates or step.test in _ANY:
            break
        count += 1
    return count


def nearby(path: Path) -> tuple[int, str] | None:
    """How many steps up and to which child, if a path does nothing else: `name`, `../name`."""
    if path.absolute or path.start is not None or any(step.predicates for step in path.steps):
        return None
    *ups, last = path.steps
    if last.axis != "child" or last.test in _ANY or last.test.endswith("()"):
        return None
    plain = all(step.axis == "parent" and step.test == "node()" for step in ups)
    return (len(ups), last.test) if plain else None


def close_by(ups: int, name: str) -> Callable[[Scope], Nodes]:
    """Finds the relevant nodes of a name below the one so many steps up."""
    levels = range(ups)

    def find(scope: Scope) -> Nodes:
        node = scope.node
        for _level in levels:
            if node.parent is None:
                return []
            node = node.parent
        return [child for child in _children(node, name) if child.relevant]

    return find


def absolute(path: str) -> Callable[[Scope], Nodes]:
    """Finds the relevant ones of `find_absolute`."""

    def find(scope: Scope) -> Nodes:
        home = scope.node.home
        if home.position or not home.inside:
            home = _home(scope, path)
        found = home.inside.get(path, _NONE)
        if len(found) == 1:  # most often
            return found[:] if found[0].relevant else []
        return [node for node in found if node.relevant]

    return find


def first_close_by(ups: int, name: str) -> Callable[[Scope], Atom]:
    """Tells what the first node means that `close_by` finds."""
    find = close_by(ups, name)
    return lambda scope: first(find(scope))


def first_absolute(path: str) -> Callable[[Scope], Atom]:
    """Tells what the first node means that `absolute` finds: sums of many terms wait for that."""

    def tell(scope: Scope) -> Atom:
        home = scope.node.home
        if home.position or not home.inside:
            home = _home(scope, path)
        for node in home.inside.get(path, _NONE):
            if node.relevant:
                return node.atom
        return ""

    return tell


def find_absolute(scope: Scope, path: str) -> Nodes:
    """All nodes at a path of the main instance, relevant or not.

    In a repeat only those of the instance in which the path is read, as far as both go along
    together (JavaRosa's `TreeReference.contextualize`).
    """
    home = scope.node.home
    if home.position or not home.inside:
        home = _home(scope, path)
    return home.inside.get(path, _NONE)[:]


def find_named(scope: Scope, path: str) -> Nodes:
    """The nodes, relevant or not, at a path that a function is given as text."""
    if path.startswith("/"):
        return find_absolute(scope, path)
    nodes = [scope.node]
    for step in path.split("/"):
        axis, test = ("parent", "node()") if step == ".." else ("child", step)
        nodes = (
            nodes if step == "." else [one for node in nodes for one in axis_step(node, axis, test)]
        )
    return nodes


def _home(scope: Scope, path: str) -> Element:
    for node in (scope.node, scope.current):  # the first may be a choice of a list
        home = node.home
        while home.position and home.parent is not None:
            if _within(path, home.path):
                return home
            home = home.parent.home
        if home.inside:  # a list knows no paths
            return home
    return scope.session.document


def _within(path: str, above: str) -> bool:
    return path.startswith(above) and path[len(above) : len(above) + 1] in ("/", "")


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
    """The nodes one step away from `node`."""
    if axis == "child" and test not in _ANY:
        return _children(node, test)
    if axis == "attribute":
        return _attribute(node, test)
    return [
        other
        for other in _AXES[axis](node)
        if other.name == test or (test in _ANY and not other.name.startswith("@"))
    ]


def _children(node: Element, name: str) -> Nodes:
    inside = node.home.inside
    if not inside:  # a list of choices, which knows no paths
        return [child for child in node.children if child.name == name]
    found = inside.get(f"{node.path}/{name}", ())
    return [child for child in found if child.parent is node]


def _attribute(node: Element, name: str) -> Nodes:
    found = [
        one for one in node.children if one.name.startswith("@") and name in (one.name[1:], "*")
    ]
    for key in node.attributes if name == "*" else {name} & node.attributes.keys():
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
    places = (index for index, other in enumerate(row) if other is node)
    at = next(places, len(row))  # an instance of a repeat that is only thought of comes last
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
