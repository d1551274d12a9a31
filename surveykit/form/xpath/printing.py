"""Syntax tree → text: how to quote a part of an expression to its author.

`parse(printed(tree))` is the tree again. Names are written in full, `.`, `..` and `@` short.
"""

import math
from decimal import Decimal

from surveykit.form.xpath.syntax import (
    RANKS,
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

_TIGHTEST = len(RANKS) + 1
"""The rank of what needs no brackets anywhere."""
_LONGEST = 60
"""Characters of a quotation."""
_MINUS, _UNION = len(RANKS) - 1, len(RANKS)


def printed(syntax: Syntax) -> str:
    """The expression as one would write it."""
    match syntax:
        case Number(value=number):
            return _number(number)
        case Literal(value=text):
            return f'"{text}"' if "'" in text else f"'{text}'"
        case Negation(operand=operand):
            return "-" + _within(operand, _MINUS)
        case Operation(first=first, rest=rest):
            rank = _rank(syntax) + 1
            others = (f" {sign} {_within(operand, rank)}" for sign, operand in rest)
            return _within(first, rank) + "".join(others)
        case Call(name=name, arguments=arguments):
            return f"{name}({', '.join(map(printed, arguments))})"
        case Filter(base=base, predicates=predicates):
            return _primary(base) + _predicates(predicates)
        case Path():
            return _path(syntax)


def quoted(syntax: Syntax) -> str:
    """The expression for a message: all of it, or its beginning."""
    text = printed(syntax)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _rank(syntax: Syntax) -> int:
    match syntax:
        case Operation(rest=((operator, _operand), *_others)):
            return RANKS.get(operator, _UNION)
        case Negation():
            return _MINUS
        case Path(steps=()):
            return -1  # a lone "/" takes the word behind it for a name
        case _:
            return _TIGHTEST


def _within(syntax: Syntax, loosest: int) -> str:
    text = printed(syntax)
    return text if _rank(syntax) >= loosest else f"({text})"


def _number(number: float) -> str:
    if math.isinf(number):
        return "9" * 400  # so many digits are more than a number can hold
    return format(Decimal(repr(number)), "f").removesuffix(".0")


def _primary(syntax: Syntax) -> str:
    text = printed(syntax)
    return text if isinstance(syntax, Number | Literal | Call) else f"({text})"


def _path(path: Path) -> str:
    steps = "/".join(map(_step, path.steps))
    if path.start is None:
        return "/" + steps if path.absolute else steps
    start = printed(path.start) if isinstance(path.start, Filter) else _primary(path.start)
    return f"{start}/{steps}"


def _step(step: Step) -> str:
    match step.axis, step.test:
        case "self", "node()":
            start = "."
        case "parent", "node()":
            start = ".."
        case "child", test:
            start = test
        case "attribute", test:
            start = f"@{test}"
        case axis, test:
            start = f"{axis}::{test}"
    return start + _predicates(step.predicates)


def _predicates(predicates: tuple[Syntax, ...]) -> str:
    return "".join(f"[{printed(predicate)}]" for predicate in predicates)
