"""Syntax tree → closures: an expression is parsed once and evaluated thousands of times."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from surveykit.form.tree import Element
from surveykit.form.xpath.compare import CALCULATIONS, COMPARISONS
from surveykit.form.xpath.compare import union as unite
from surveykit.form.xpath.functions import PASSING_ON, Closure, compile_call
from surveykit.form.xpath.lookup import split
from surveykit.form.xpath.parser import parse
from surveykit.form.xpath.paths import (
    absolute,
    axis_step,
    choose,
    close_by,
    find_absolute,
    first_absolute,
    first_close_by,
    leading,
    nearby,
)
from surveykit.form.xpath.reads import Read, reads_of
from surveykit.form.xpath.scope import Scope
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
from surveykit.form.xpath.tokens import ExpressionError
from surveykit.form.xpath.values import Nodes, Value, to_boolean, to_number, to_string
from surveykit.text import _

_T = TypeVar("_T")


class Expression:
    """An expression that belongs to the node at `path` ("/data/main/prob").

    It is compiled when it is evaluated for the first time: most of a long form's are never.
    """

    __slots__ = ("evaluate", "path", "source")

    def __init__(self, source: str, path: str) -> None:
        self.source = source
        self.path = path
        self.evaluate: Closure = self._compiled

    def __repr__(self) -> str:
        return f"<Expression {self.source!r} of {self.path}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Expression):
            return NotImplemented
        return (self.source, self.path) == (other.source, other.path)

    def __hash__(self) -> int:
        return hash((self.source, self.path))

    @property
    def syntax(self) -> Syntax:
        """What it says."""
        return _understood(self.source)[0]

    @property
    def reads(self) -> frozenset[Read]:
        """The paths whose answers or relevance it depends on."""
        return reads_of(self.syntax, self.path)

    def _compiled(self, scope: Scope) -> Value:
        _syntax, self.evaluate = _understood(self.source)
        return self.evaluate(scope)

    def boolean(self, scope: Scope) -> bool:
        """The value as truth."""
        return to_boolean(self.evaluate(scope))

    def number(self, scope: Scope) -> float:
        """The value as number."""
        return to_number(self.evaluate(scope))

    def string(self, scope: Scope) -> str:
        """The value as text."""
        return to_string(self.evaluate(scope))

    def nodes(self, scope: Scope) -> Nodes:
        """The nodes it points at; none if its value is no node."""
        value = self.evaluate(scope)
        return value if isinstance(value, list) else []


def compile_expression(source: str, path: str) -> Expression:
    """An expression that belongs to the node at `path`, and can be used.

    Raises:
        ExpressionError: broken grammar, an unknown function, a wrong number of arguments.
    """
    _understood(source)
    return Expression(source, path)


def check_expression(source: str) -> None:
    """See whether an expression of a workbook, with `${question}` in it, can be used.

    Raises:
        ExpressionError: broken grammar, an unknown function, a wrong number of arguments.
    """
    _compile(parse(source, references=True))


@lru_cache(maxsize=4096)
def _understood(source: str) -> tuple[Syntax, Closure]:
    """What an expression says, and does: many questions of a form have the same one."""
    syntax = parse(source)
    return syntax, _compile(syntax)


def _compile(syntax: Syntax) -> Closure:
    match syntax:
        case Number(value=number):
            return lambda _scope: number
        case Literal(value=text):
            return lambda _scope: text
        case Negation(operand=operand):
            inner = _single(operand)
            return lambda scope: -to_number(inner(scope))
        case Operation():
            return _operation(syntax)
        case Call():
            return compile_call(syntax, _compile)
        case Filter(base=base, predicates=predicates):
            return _filter(_nodes(_compile(base)), predicates)
        case Path():
            return _path(syntax)


def _single(syntax: Syntax) -> Closure:
    """As `_compile`, for where only the first node counts: tells what it means, without a list."""
    match syntax:
        case Call(name=name) if name in PASSING_ON:
            return compile_call(syntax, _single)
        case Path():
            return _straight(syntax, first_absolute, first_close_by) or _path(syntax)
    return _compile(syntax)


def _operation(syntax: Operation) -> Closure:
    sign = syntax.rest[0][0]
    operands = [syntax.first, *(operand for _sign, operand in syntax.rest)]
    if sign == "|":
        sets = [_nodes(_compile(operand)) for operand in operands]
        return lambda scope: unite(*(nodes(scope) for nodes in sets))
    if sign in COMPARISONS:
        start, *others = map(_compile, operands)
        return _comparison(start, [*zip(_each(COMPARISONS, syntax), others, strict=True)])
    start, *others = map(_single, operands)
    match sign:
        case "or":
            return _any_of([start, *others])
        case "and":
            return _all_of([start, *others])
        case "+" if all(another == "+" for another, _operand in syntax.rest):
            return _addition(start, others)
    return _calculation(start, [*zip(_each(CALCULATIONS, syntax), others, strict=True)])


def _each(table: Mapping[str, _T], syntax: Operation) -> Iterator[_T]:
    """What a table says of the signs of an operation."""
    return (table[sign] for sign, _operand in syntax.rest)


def _any_of(tests: Sequence[Closure]) -> Closure:
    if len(tests) > 2:
        return lambda scope: any(to_boolean(test(scope)) for test in tests)
    one, other = tests
    return lambda scope: to_boolean(one(scope)) or to_boolean(other(scope))


def _all_of(tests: Sequence[Closure]) -> Closure:
    if len(tests) > 2:
        return lambda scope: all(to_boolean(test(scope)) for test in tests)
    one, other = tests
    return lambda scope: to_boolean(one(scope)) and to_boolean(other(scope))


def _calculation(
    first: Closure, rest: Sequence[tuple[Callable[[float, float], float], Closure]]
) -> Closure:
    def evaluate(scope: Scope) -> Value:
        number = to_number(first(scope))
        for calculate, operand in rest:
            number = calculate(number, to_number(operand(scope)))
        return number

    return evaluate


def _addition(first: Closure, others: Sequence[Closure]) -> Closure:
    """A sum without a call for each sign: scores have dozens of terms."""

    def evaluate(scope: Scope) -> Value:
        total = to_number(first(scope))
        for other in others:
            total += to_number(other(scope))
        return total

    return evaluate


def _comparison(
    first: Closure, rest: Sequence[tuple[Callable[[Value, Value], bool], Closure]]
) -> Closure:
    if len(rest) == 1:
        compare, second = rest[0]
        return lambda scope: compare(first(scope), second(scope))

    def evaluate(scope: Scope) -> Value:
        value = first(scope)
        for compare, operand in rest:
            value = compare(value, operand(scope))
        return value

    return evaluate


def _nodes(closure: Closure) -> Callable[[Scope], Nodes]:
    def evaluate(scope: Scope) -> Nodes:
        value = closure(scope)
        return value if isinstance(value, list) else []

    return evaluate


def _filter(base: Callable[[Scope], Nodes], predicates: tuple[Syntax, ...]) -> Closure:
    tests = [_compile(predicate) for predicate in predicates]
    return lambda scope: _chosen(base(scope), tests, scope)


def _straight(
    syntax: Path, from_root: Callable[[str], Closure], from_here: Callable[[int, str], Closure]
) -> Closure | None:
    """The closure of a path that goes by names only; None for any other."""
    if leading(syntax) == len(syntax.steps) > 0:
        return from_root("".join(f"/{step.test}" for step in syntax.steps))
    near = nearby(syntax)
    return None if near is None else from_here(*near)


def _path(syntax: Path) -> Closure:
    straight = _straight(syntax, absolute, close_by)
    if straight is not None:
        return straight
    plain = leading(syntax)
    whole = "".join(f"/{step.test}" for step in syntax.steps[:plain])
    start = _start(syntax, whole)
    steps = [_step(step) for step in syntax.steps[plain:]]

    def evaluate(scope: Scope) -> Value:
        nodes = start(scope)
        for step in steps:
            nodes = step(nodes, scope)
        return [node for node in nodes if node.relevant]

    return evaluate


def _start(syntax: Path, leading_steps: str) -> Callable[[Scope], Nodes]:
    if leading_steps:
        return lambda scope: find_absolute(scope, leading_steps)
    if syntax.start is not None:
        return _nodes(_compile(syntax.start))
    if syntax.absolute:
        return lambda scope: [scope.session.document]
    return lambda scope: [scope.node]


def _step(step: Step) -> Callable[[Nodes, Scope], Nodes]:
    if step.test in ("text()", "comment()"):
        raise ExpressionError(
            _("ODK knows no node test “{test}”.").format(test=step.test),
            _("Name the question instead."),
        )
    tests = [_compile(predicate) for predicate in step.predicates]
    lookup, others = split(step, _compile)
    tests_after = tests[len(tests) - len(others) :]

    def hits(node: Element, scope: Scope) -> Nodes:
        found = None if lookup is None else lookup.find(node, scope)
        if found is None:
            return _chosen(axis_step(node, step.axis, step.test), tests, scope)
        return _chosen(found, tests_after, scope)

    def evaluate(nodes: Nodes, scope: Scope) -> Nodes:
        if len(nodes) == 1:
            return hits(nodes[0], scope)
        return unite(*(hits(node, scope) for node in nodes))

    return evaluate


def _chosen(nodes: Nodes, tests: Sequence[Closure], scope: Scope) -> Nodes:
    for test in tests:
        nodes = choose(nodes, test, scope)
    return nodes
