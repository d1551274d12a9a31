"""Syntax tree → closures: an expression is parsed once and evaluated thousands of times."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import add

from surveykit.form.tree import Element
from surveykit.form.xpath.compare import CALCULATIONS, COMPARISONS
from surveykit.form.xpath.compare import union as unite
from surveykit.form.xpath.functions import Closure, compile_call
from surveykit.form.xpath.lookup import split
from surveykit.form.xpath.parser import parse
from surveykit.form.xpath.paths import (
    absolute,
    axis_step,
    choose,
    close_by,
    find_absolute,
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
    def reads(self) -> frozenset[Read]:
        """The paths whose answers or relevance it depends on."""
        syntax, _closure = _understood(self.source)
        return reads_of(syntax, self.path)

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
            inner = _compile(operand)
            return lambda scope: -to_number(inner(scope))
        case Operation():
            return _operation(syntax)
        case Call():
            return compile_call(syntax, _compile)
        case Filter(base=base, predicates=predicates):
            return _filter(_nodes(_compile(base)), predicates)
        case Path():
            return _path(syntax)


def _operation(syntax: Operation) -> Closure:
    first = _compile(syntax.first)
    rest = [(sign, _compile(operand)) for sign, operand in syntax.rest]
    operands = [first, *(operand for _sign, operand in rest)]
    match rest[0][0]:
        case "or":
            return _any_of(operands)
        case "and":
            return _all_of(operands)
        case "|":
            sets = [_nodes(operand) for operand in operands]
            return lambda scope: unite(*(nodes(scope) for nodes in sets))
        case sign if sign in CALCULATIONS:
            return _calculation(first, [(CALCULATIONS[sign], operand) for sign, operand in rest])
    return _comparison(first, [(COMPARISONS[sign], operand) for sign, operand in rest])


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
    if all(calculate is add for calculate, _operand in rest):
        return _addition(first, [operand for _add, operand in rest])

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


def _path(syntax: Path) -> Closure:
    plain = leading(syntax)
    whole = "".join(f"/{step.test}" for step in syntax.steps[:plain])
    if whole and plain == len(syntax.steps):
        return absolute(whole)
    near = nearby(syntax)
    if near is not None:
        return close_by(*near)
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
