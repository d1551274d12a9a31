"""What an expression says, as a tree of frozen values; which operator binds how tightly."""

from dataclasses import dataclass

RANKS = {
    operator: rank
    for rank, operators in enumerate(
        (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
    )
    for operator in operators
}
"""Operators between two operands, the loosest at 0; of one rank, all group from the left."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number written out."""

    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in quotation marks."""

    value: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Operands with operators of one rank between them, grouped from the left.

    `rest` holds each further operand after its operator, so that a sum of thousands is not
    thousands deep. `|` is an operator, too.
    """

    first: "Syntax"
    rest: "tuple[tuple[str, Syntax], ...]"


@dataclass(frozen=True, slots=True)
class Negation:
    """A minus sign before an operand."""

    operand: "Syntax"


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: "tuple[Syntax, ...]"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: axis, name test ("*" for any, "node()" for any node), predicates."""

    axis: str
    test: str
    predicates: "tuple[Syntax, ...]" = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A location path. It starts at `start`, else at the root if `absolute`, else here."""

    steps: tuple[Step, ...]
    absolute: bool = False
    start: "Syntax | None" = None


@dataclass(frozen=True, slots=True)
class Filter:
    """An expression that gives nodes, with predicates that choose among them."""

    base: "Syntax"
    predicates: "tuple[Syntax, ...]"


Syntax = Number | Literal | Operation | Negation | Call | Path | Filter
