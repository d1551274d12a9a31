"""Which nodes an expression depends on: the edges of the dependency graph.

A path is resolved from the node the expression belongs to, without positions. Inside a list of
choices (`instance('…')/…`) relative paths mean the list and are no edges.
"""

from typing import NamedTuple

from surveykit.form.xpath.parser import parse
from surveykit.form.xpath.syntax import (
    Call,
    Filter,
    Literal,
    Negation,
    Number,
    Operation,
    Path,
    Step,
    Syntax,
)


class Read(NamedTuple):
    """A path that an expression reads, with `*` for one step of any name, `**` for any number.

    The first `bound` steps of it lead through the same nodes as the path of the expression's
    own node: of a repeat up to there, only the instance around the node is read.
    """

    path: str
    bound: int


class _Place(NamedTuple):
    """Steps of a path in the main instance, and how many of them are bound (see `Read`)."""

    steps: tuple[str, ...]
    bound: int


_ANY = ("*", "node()")


def reads_of(syntax: Syntax, path: str) -> frozenset[Read]:
    """What an expression that belongs to the node at `path` reads."""
    steps = tuple(path.strip("/").split("/"))
    here = _Place(steps, len(steps))
    reader = _Reader(here)
    reader.visit(syntax, here)
    return frozenset(Read("/" + "/".join(place.steps), place.bound) for place in reader.found)


class _Reader:
    def __init__(self, current: _Place) -> None:
        self._current = current
        self.found: set[_Place] = set()

    def visit(self, syntax: Syntax, here: _Place | None) -> _Place | None:
        """Note what is read; return where the nodes of a path lie, None outside the instance."""
        match syntax:
            case Number() | Literal():
                return None
            case Negation(operand=operand):
                self.visit(operand, here)
            case Operation(first=first, rest=rest):
                self.visit(first, here)
                for _operator, operand in rest:
                    self.visit(operand, here)
            case Call():
                self._call(syntax, here)
            case Filter(base=base, predicates=predicates):
                at = self._base(base, here)
                for predicate in predicates:
                    self.visit(predicate, at)
                return at
            case Path():
                at = self._path(syntax, here)
                if at and at.steps:
                    self.found.add(at)
                return at
        return None

    def _call(self, call: Call, here: _Place | None) -> None:
        for argument in call.arguments:
            at = self.visit(argument, here)
            if at and call.name == "indexed-repeat":
                self.found.add(_Place(at.steps, 0))  # of whichever instance
        if call.name == "jr:choice-name" and len(call.arguments) == 2:
            question = call.arguments[1]
            if isinstance(question, Literal):
                self.visit(parse(question.value), here)

    def _base(self, base: Syntax, here: _Place | None) -> _Place | None:
        if isinstance(base, Call) and base.name == "current" and not base.arguments:
            return self._current
        return self.visit(base, here)

    def _path(self, path: Path, here: _Place | None) -> _Place | None:
        if path.start is not None:
            at = self._base(path.start, here)
        else:
            at = _Place((), 0) if path.absolute else here
        fresh = path.absolute and path.start is None
        for step in path.steps:
            at = None if at is None else _walk(at, step)
            if at and fresh and not step.predicates:
                at = self._absolute(at.steps, here)
            fresh = fresh and not step.predicates
            for predicate in step.predicates:
                self.visit(predicate, at)
        return at

    def _absolute(self, steps: tuple[str, ...], here: _Place | None) -> _Place:
        """A path from the root is bound as far as it goes along with the node it is read at."""
        node = self._current if here is None else here
        bound = 0
        for step, own in zip(steps[: node.bound], node.steps, strict=False):
            if step != own:
                break
            bound += 1
        return _Place(steps, bound)


def _walk(at: _Place, step: Step) -> _Place | None:
    steps, bound = at
    match step.axis:
        case "self":
            return at
        case "parent":
            return _Place(steps[:-1], min(bound, len(steps) - 1))
        case "child":
            return _Place((*steps, "*" if step.test in _ANY else step.test), bound)
        case "descendant" | "descendant-or-self":
            below = ("**",) if step.test in _ANY else ("**", step.test)
            return _Place((*steps, *below), bound)
        case "ancestor" | "ancestor-or-self":
            above = steps[: steps.index(step.test) + 1] if step.test in steps else steps[:1]
            return _Place(above, min(bound, len(above)))
        case "following-sibling" | "preceding-sibling":
            sibling = "*" if step.test in _ANY else step.test
            return _Place((*steps[:-1], sibling), min(bound, len(steps) - 1))
        case "attribute":
            return _Place((*steps, f"@{step.test}"), bound)
        case _:
            return None
