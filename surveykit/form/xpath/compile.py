"""Syntax tree → closures: an expression is parsed once and evaluated thousands of times."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from surveykit.form.xpath.compare import ARITHMETIC, equal, ordered, unequal
from surveykit.form.xpath.compare import union as unite
from surveykit.form.xpath.functions import Closure, compile_call
from surveykit.form.xpath.functions.patterns import java_pattern
from surveykit.form.xpath.parser import parse
from surveykit.form.xpath.paths import axis_step, choose, find_absolute, leading
from surveykit.form.xpath.reads import Read, reads_of
from surveykit.form.xpath.scope import Scope
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
from surveykit.form.xpath.tokens import ExpressionError
from surveykit.form.xpath.values import Nodes, Value, to_boolean, to_number, to_string
from surveykit.text import _


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression. `reads` are the paths whose answers or relevance it depends on."""

    source: str
    reads: frozenset[Read]
    evaluate: Callable[[Scope], Value]

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


@lru_cache(maxsize=4096)
def compile_expression(source: str, path: str) -> Expression:
    """Compile an expression that belongs to the node at `path` ("/data/main/prob").

    Raises:
        ExpressionError: broken grammar, an unknown function, a wrong number of arguments.
    """
    syntax = parse(source)
    return Expression(source, reads_of(syntax, path), _compile(syntax))


def constant(text: str) -> Expression:
    """An expression that is always the same text."""
    return Expression(text, frozenset(), lambda _scope: text)


def check_expression(source: str) -> None:
    """See whether an expression of a workbook, with `${question}` in it, can be used.

    Raises:
        ExpressionError: broken grammar, an unknown function, a wrong number of arguments.
    """
    _compile(parse(source, references=True))


def _compile(syntax: Syntax) -> Closure:
    match syntax:
        case Number(value=number):
            return lambda _scope: number
        case Literal(value=text):
            return lambda _scope: text
        case Negation(operand=operand):
            inner = _compile(operand)
            return lambda scope: -to_number(inner(scope))
        case Binary():
            return _binary(syntax)
        case Call(name=name, arguments=arguments):
            if name == "regex" and arguments and isinstance(arguments[-1], Literal):
                java_pattern(arguments[-1].value)
            return compile_call(name, [_compile(argument) for argument in arguments])
        case Filter(base=base, predicates=predicates):
            return _filter(_nodes(_compile(base)), predicates)
        case Path():
            return _path(syntax)


def _binary(syntax: Binary) -> Closure:
    left, right = _compile(syntax.left), _compile(syntax.right)
    match syntax.operator:
        case "or":
            return lambda scope: to_boolean(left(scope)) or to_boolean(right(scope))
        case "and":
            return lambda scope: to_boolean(left(scope)) and to_boolean(right(scope))
        case "=":
            return lambda scope: equal(left(scope), right(scope))
        case "!=":
            return lambda scope: unequal(left(scope), right(scope))
        case "<" | "<=" | ">" | ">=" as sign:
            decide = ordered(sign)
            return lambda scope: decide(left(scope), right(scope))
        case "|":
            some, others = _nodes(left), _nodes(right)
            return lambda scope: unite(some(scope), others(scope))
        case sign:
            calculate = ARITHMETIC[sign]
            return lambda scope: calculate(to_number(left(scope)), to_number(right(scope)))


def _nodes(closure: Closure) -> Callable[[Scope], Nodes]:
    def evaluate(scope: Scope) -> Nodes:
        value = closure(scope)
        return value if isinstance(value, list) else []

    return evaluate


def _filter(base: Callable[[Scope], Nodes], predicates: tuple[Syntax, ...]) -> Closure:
    tests = [_compile(predicate) for predicate in predicates]

    def evaluate(scope: Scope) -> Value:
        nodes = base(scope)
        for test in tests:
            nodes = choose(nodes, test, scope)
        return nodes

    return evaluate


def _path(syntax: Path) -> Closure:
    plain = leading(syntax)
    whole = "".join(f"/{step.test}" for step in syntax.steps[:plain])
    if whole and plain == len(syntax.steps):
        return lambda scope: find_absolute(scope, whole)
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
        return lambda scope: find_absolute(scope, leading_steps, irrelevant=True)
    if syntax.start is not None:
        return _nodes(_compile(syntax.start))
    if syntax.absolute:
        return lambda scope: [scope.session.document]
    return lambda scope: [scope.node]


def _step(step: Step) -> Callable[[Nodes, Scope], Nodes]:
    tests = [_compile(predicate) for predicate in step.predicates]
    if step.test in ("text()", "comment()"):
        raise ExpressionError(
            _("ODK knows no node test “{test}”.").format(test=step.test),
            _("Name the question instead."),
        )

    def evaluate(nodes: Nodes, scope: Scope) -> Nodes:
        found: Nodes = []
        for node in nodes:
            hits = axis_step(node, step.axis, step.test)
            for test in tests:
                hits = choose(hits, test, scope)
            found.extend(hits)
        return found if len(nodes) < 2 else unite(found, [])

    return evaluate
