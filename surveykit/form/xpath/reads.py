"""Which nodes an expression depends on: the edges of the dependency graph.

A path is resolved from the node the expression belongs to, without positions. Inside a list of
choices (`instance('…')/…`) relative paths mean the list and are no edges.
"""

from surveykit.form.xpath.syntax import (
    Binary,
    Call,
    Filter,
    Literal,
    Negation,
    Number,
    Path,
    Step,
    Syntax,
)

Where = tuple[str, ...] | None
"""The steps of a path in the main instance; None outside it."""

_ANY = ("*", "node()")


def reads_of(syntax: Syntax, path: str) -> frozenset[str]:
    """The paths an expression at `path` reads, with `*` and `**` where it names no node."""
    here = tuple(path.strip("/").split("/"))
    found: set[str] = set()
    _Reader(here, found).visit(syntax, here)
    return frozenset(found)


class _Reader:
    def __init__(self, current: tuple[str, ...], found: set[str]) -> None:
        self._current = current
        self._found = found

    def visit(self, syntax: Syntax, here: Where) -> Where:
        """Note what is read; return where the nodes of a path lie."""
        match syntax:
            case Number() | Literal():
                return None
            case Negation(operand=operand):
                self.visit(operand, here)
            case Binary(left=left, right=right):
                self.visit(left, here)
                self.visit(right, here)
            case Call():
                self._call(syntax, here)
            case Filter(base=base, predicates=predicates):
                at = self._base(base, here)
                for predicate in predicates:
                    self.visit(predicate, at)
                return at
            case Path():
                at = self._path(syntax, here)
                if at:
                    self._found.add("/" + "/".join(at))
                return at
        return None

    def _call(self, call: Call, here: Where) -> None:
        for argument in call.arguments:
            self.visit(argument, here)
        if call.name == "jr:choice-name" and len(call.arguments) == 2:
            question = call.arguments[1]
            if isinstance(question, Literal):
                self._found.add(question.value.strip())

    def _base(self, base: Syntax, here: Where) -> Where:
        if isinstance(base, Call) and base.name == "current" and not base.arguments:
            return self._current
        return self.visit(base, here)

    def _path(self, path: Path, here: Where) -> Where:
        at: Where
        if path.start is not None:
            at = self._base(path.start, here)
        else:
            at = () if path.absolute else here
        for step in path.steps:
            at = None if at is None else _walk(at, step)
            for predicate in step.predicates:
                self.visit(predicate, at)
        return at


def _walk(at: tuple[str, ...], step: Step) -> Where:
    match step.axis:
        case "self":
            return at
        case "parent":
            return at[:-1]
        case "child":
            return (*at, "*" if step.test in _ANY else step.test)
        case "descendant" | "descendant-or-self":
            return (*at, "**") if step.test in _ANY else (*at, "**", step.test)
        case "ancestor" | "ancestor-or-self":
            if step.test in at:
                return at[: at.index(step.test) + 1]
            return at[:1]
        case "following-sibling" | "preceding-sibling":
            return (*at[:-1], "*" if step.test in _ANY else step.test)
        case _:
            return None
