"""Which nodes an expression depends on: the edges of the dependency graph.

A path is resolved from the node the expression belongs to, without positions. Inside a list of
choices (`instance('…')/…`) relative paths mean the list and are no edges.
"""

from collections.abc import Iterable, Iterator
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


LANGUAGE = "/@language"
"""What an expression reads that gives words of the form."""


class _Place(NamedTuple):
    """Steps of a path in the main instance, and how many of them are bound (see `Read`)."""

    steps: tuple[str, ...]
    bound: int


Places = tuple[_Place, ...]
"""Where the nodes of a path may lie; nowhere, if it leads out of the main instance."""

_ANY = ("*", "node()")
_MOST_PLACES = 100
"""A path that may lead to more is taken to lead anywhere."""
_ANYWHERE = _Place(("**",), 0)


def reads_of(syntax: Syntax, path: str) -> frozenset[Read]:
    """What an expression that belongs to the node at `path` reads."""
    steps = tuple(path.strip("/").split("/"))
    here = _Place(steps, len(steps))
    reader = _Reader(here)
    reader.visit(syntax, (here,))
    return frozenset(Read("/" + "/".join(place.steps), place.bound) for place in reader.found)


class _Reader:
    def __init__(self, current: _Place) -> None:
        self._current = current
        self.found: set[_Place] = set()

    def visit(self, syntax: Syntax, here: Places) -> Places:
        """Note what is read; return where the nodes of a path lie."""
        match syntax:
            case Number() | Literal():
                return ()
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
                # Of several nodes that are met on the way up, the own one is nothing to wait for.
                own = self._current if len(at) > 1 else None
                self.found.update(place for place in at if place.steps and place != own)
                return at
        return ()

    def _call(self, call: Call, here: Places) -> None:
        for argument in call.arguments:
            at = self.visit(argument, here)
            if call.name == "indexed-repeat":  # of whichever instance
                self.found.update(_Place(place.steps, 0) for place in at)
        if call.name in ("jr:choice-name", "jr:itext"):
            self.found.add(_Place((LANGUAGE[1:],), 0))
        if call.name == "jr:choice-name" and len(call.arguments) == 2:
            question = call.arguments[1]
            if isinstance(question, Literal):
                self.visit(parse(question.value), here)

    def _base(self, base: Syntax, here: Places) -> Places:
        if isinstance(base, Call) and base.name == "current" and not base.arguments:
            return (self._current,)
        return self.visit(base, here)

    def _path(self, path: Path, here: Places) -> Places:
        if path.start is not None:
            at = self._base(path.start, here)
        else:
            at = (_Place((), 0),) if path.absolute else here
        fresh = path.absolute and path.start is None
        for step in path.steps:
            at = _limited(there for place in at for there in _walk(place, step))
            if fresh and not step.predicates:
                at = tuple(self._absolute(place.steps, here) for place in at)
            fresh = fresh and not step.predicates
            for predicate in step.predicates:
                self.visit(predicate, at)
        return at

    def _absolute(self, steps: tuple[str, ...], here: Places) -> _Place:
        """A path from the root is bound as far as it goes along with the node it is read at."""
        return _Place(steps, min(_shared(steps, node) for node in here or (self._current,)))


def _shared(steps: tuple[str, ...], node: _Place) -> int:
    bound = 0
    for step, own in zip(steps[: node.bound], node.steps, strict=False):
        if step != own:
            break
        bound += 1
    return bound


def _limited(places: Iterable[_Place]) -> Places:
    found = tuple(dict.fromkeys(places))
    return found if len(found) <= _MOST_PLACES else (_ANYWHERE,)


def _walk(at: _Place, step: Step) -> Iterable[_Place]:
    if step.axis in ("ancestor", "ancestor-or-self"):
        return _above(at, step)
    there = _beside_or_below(at, step)
    return () if there is None else (there,)


def _above(at: _Place, step: Step) -> Iterator[_Place]:
    """Every ancestor with the name; where names are unknown, such nodes anywhere."""
    steps, bound = at
    anything = step.test in _ANY
    if not {"*", "**"}.isdisjoint(steps):
        yield _ANYWHERE if anything else _Place(("**", step.test), 0)
        return
    for depth in range(len(steps) + (step.axis == "ancestor-or-self")):
        if anything or steps[max(depth - 1, 0) : depth] == (step.test,):
            yield _Place(steps[:depth], min(bound, depth))


def _beside_or_below(at: _Place, step: Step) -> _Place | None:
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
        case "following-sibling" | "preceding-sibling":
            sibling = "*" if step.test in _ANY else step.test
            return _Place((*steps[:-1], sibling), min(bound, len(steps) - 1))
        case "attribute":
            return _Place((*steps, f"@{step.test}"), bound)
        case _:
            return None
