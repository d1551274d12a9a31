"""Syntax tree → closures, which are evaluated thousands of times."""

from collections.abc import Callable, Sequence

from surveykit.form.tree import Element
from surveykit.form.xpath.compare import CALCULATIONS, COMPARISONS
from surveykit.form.xpath.compare import union as unite
from surveykit.form.xpath.functions import PASSING_ON, Closure, compile_call
from surveykit.form.xpath.lookup import split
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
from surveykit.form.xpath.values import Nodes, Value, to_boolean, to_number
from surveykit.text import _


def compile_syntax(syntax: Syntax) -> Closure:
    """What evaluates an expression in a scope.

    Raises:
        ExpressionError: an unknown function, a wrong number of arguments.
    """
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
            return compile_call(syntax, compile_syntax)
        case Filter(base=base, predicates=predicates):
            return _filter(_nodes(compile_syntax(base)), predicates)
        case Path():
            return _path(syntax)


def _single(syntax: Syntax) -> Closure:
    """As `compile_syntax`, where only the first node counts: what it means instead of a list."""
    match syntax:
        case Call(name=name) if name in PASSING_ON:
            return compile_call(syntax, _single)
        case Path():
            return _straight(syntax, first_absolute, first_close_by) or _path(syntax)
    return compile_syntax(syntax)


def _operation(syntax: Operation) -> Closure:
    sign = syntax.rest[0][0]
    if sign in COMPARISONS:
        compared = [(COMPARISONS[sign], compile_syntax(operand)) for sign, operand in syntax.rest]
        return _comparison(compile_syntax(syntax.first), compared)
    operands = [syntax.first, *(operand for _sign, operand in syntax.rest)]
    match sign:
        case "or":
            return _any_of([*map(_single, operands)])
        case "and":
            return _all_of([*map(_single, operands)])
        case "|":
            sets = [_nodes(compile_syntax(operand)) for operand in operands]
            return lambda scope: unite(*(nodes(scope) for nodes in sets))
    if all(sign == "+" for sign, _operand in syntax.rest):
        return _addition([*map(_single, operands)])
    reckoned = [(CALCULATIONS[sign], _single(operand)) for sign, operand in syntax.rest]
    return _calculation(_single(syntax.first), reckoned)


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


def _addition(terms: Sequence[Closure]) -> Closure:
    """A sum without a call for each sign: scores have dozens of terms."""
    first, *others = terms

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
    tests = [compile_syntax(predicate) for predicate in predicates]
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
        return _nodes(compile_syntax(syntax.start))
    if syntax.absolute:
        return lambda scope: [scope.session.document]
    return lambda scope: [scope.node]


def _step(step: Step) -> Callable[[Nodes, Scope], Nodes]:
    if step.test in ("text()", "comment()"):
        raise ExpressionError(
            _("ODK knows no node test “{test}”.").format(test=step.test),
            _("Name the question instead."),
        )
    tests = [compile_syntax(predicate) for predicate in step.predicates]
    lookup, others = split(step, compile_syntax)
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
