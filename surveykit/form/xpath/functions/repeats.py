"""REPEAT: a question of another repeat, by its number."""

from collections.abc import Callable, Iterator, Mapping

from surveykit.form.tree import Element
from surveykit.form.xpath.functions.registry import Closure, Compile, written
from surveykit.form.xpath.printing import quoted
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.syntax import Call, Path, Syntax
from surveykit.form.xpath.tokens import ExpressionError
from surveykit.form.xpath.values import Nodes, Value, whole
from surveykit.text import _

_LEVELS = 5
Names = tuple[str, ...]
"""The names of the nodes from the root down."""


@written("indexed-repeat", 3, 1 + 2 * _LEVELS)
def _indexed_repeat(arguments: tuple[Syntax, ...], compiled: Compile) -> Closure:
    """indexed-repeat(question, repeat, number, inner repeat, number, …), five repeats at most.

    A number below 1 is 1. Where no number is given for a repeat, it is the one in which the
    expression stands, if it stands in it at all. Source: `XPathFuncExpr.indexedRepeat`.
    """
    if len(arguments) % 2 == 0:
        raise ExpressionError(
            _("indexed-repeat() needs a number after each repeat."),
            _("Write: indexed-repeat(question, repeat, number)."),
        )
    question = _names(arguments[0])
    repeats = [
        (_names(repeat), compiled(number))
        for repeat, number in zip(arguments[1::2], arguments[2::2], strict=True)
    ]

    def evaluate(scope: Scope) -> Value:
        names = question(scope)
        places: dict[int, int] = {}
        for repeat, number in repeats:
            path = repeat(scope)
            if names[: len(path)] != path:
                return []
            places[len(path) - 1] = max(1, whole(number(scope)))
        return _follow(names, places, scope)

    return evaluate


def _names(argument: Syntax) -> Callable[[Scope], Names]:
    """Where a path leads that goes up and down by names only.

    Raises:
        ExpressionError: the argument is something else.
    """
    if not (isinstance(argument, Path) and _by_names(argument)):
        raise ExpressionError(
            _("“{part}” names no question and no repeat.").format(part=quoted(argument)),
            _("Write: indexed-repeat(question, repeat, number)."),
        )
    steps = argument.steps

    def resolve(scope: Scope) -> Names:
        names = [] if argument.absolute else scope.current.path.strip("/").split("/")
        for step in steps:
            if step.axis == "parent":
                del names[-1:]
            elif step.axis == "child":
                names.append(step.test)
        return tuple(names)

    return resolve


def _by_names(path: Path) -> bool:
    starts = path.start is None or path.start == Call("current", ())
    plain = (("child", False), ("parent", True), ("self", True))
    return starts and all(
        (step.axis, step.test == "node()") in plain and not step.predicates for step in path.steps
    )


def _follow(names: Names, places: Mapping[int, int], scope: Scope) -> Nodes:
    """The nodes at a path; `places` are positions by depth, counted from 1."""
    own = [*_upwards(scope.current)][::-1]
    shared = 0
    while shared < min(len(own), len(names)) and own[shared].name == names[shared]:
        shared += 1
    nodes = [scope.session.document]
    for depth, name in enumerate(names):
        place = places.get(depth) or (_place(own[depth]) if depth < shared else None)
        rows = (_children(node, name) for node in nodes)
        nodes = [one for row in rows for one in (row[place - 1 : place] if place else row)]
    return [node for node in nodes if node.relevant]


def _upwards(node: Element) -> Iterator[Element]:
    """The node and those above it, without the document."""
    above: Element | None = node
    while above is not None and above.parent is not None:
        yield above
        above = above.parent


def _place(node: Element) -> int:
    if node.position or node.parent is None:
        return node.position or 1
    alike = enumerate(_children(node.parent, node.name), start=1)
    return next(place for place, one in alike if one is node)


def _children(node: Element, name: str) -> Nodes:
    """The children of a name; those of a repeat are not looked at one by one."""
    row = node.home.inside.get(f"{node.path}/{name}", [])
    if row and row[0].parent is row[-1].parent is node:  # in document order: so are all
        return row
    return [one for one in row if one.parent is node]
