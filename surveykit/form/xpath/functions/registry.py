"""Where functions are declared and looked up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from surveykit.form.xpath.functions.vendors import vendor_of
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.syntax import Call, Syntax
from surveykit.form.xpath.tokens import ExpressionError
from surveykit.form.xpath.values import Value
from surveykit.text import _

Closure = Callable[[Scope], Value]
Lazy = Callable[[Scope, Sequence[Closure]], Value]
"""A function that decides itself which of its arguments it evaluates."""
Compile = Callable[[Syntax], Closure]
Builder = Callable[[tuple[Syntax, ...], Compile], Closure]
"""A function that looks at how its arguments are written."""

PASSING_ON = frozenset({"coalesce", "if"})
"""Functions whose value is that of one of their arguments."""


@dataclass(frozen=True, slots=True)
class _Function:
    build: Builder
    least: int
    most: int | None


_FUNCTIONS: dict[str, _Function] = {}


def function(name: str, least: int = 0, most: int | None = None) -> Callable[[Lazy], Lazy]:
    """Declare a function with `least` to `most` arguments (as many as `least` if not given)."""

    def declare(apply: Lazy) -> Lazy:
        _FUNCTIONS[name] = _Function(_building(apply), least, least if most is None else most)
        return apply

    return declare


def variadic(name: str, least: int = 0) -> Callable[[Lazy], Lazy]:
    """Declare a function with `least` or more arguments."""

    def declare(apply: Lazy) -> Lazy:
        _FUNCTIONS[name] = _Function(_building(apply), least, None)
        return apply

    return declare


def written(name: str, least: int, most: int | None) -> Callable[[Builder], Builder]:
    """Declare a function to which it matters how its arguments are written."""

    def declare(build: Builder) -> Builder:
        _FUNCTIONS[name] = _Function(build, least, most)
        return build

    return declare


def _building(apply: Lazy) -> Builder:
    def build(arguments: tuple[Syntax, ...], compiled: Compile) -> Closure:
        closures = [compiled(argument) for argument in arguments]
        return lambda scope: apply(scope, closures)

    return build


def known() -> frozenset[str]:
    """The names of all functions."""
    return frozenset(_FUNCTIONS)


def compile_call(call: Call, compiled: Compile) -> Closure:
    """A call of a function as closure; `compiled` makes one of each argument.

    Raises:
        ExpressionError: no such function, or arguments that it cannot take.
    """
    found = _FUNCTIONS.get(call.name)
    if found is None:
        raise _unknown(call.name)
    count = len(call.arguments)
    if count < found.least or (found.most is not None and count > found.most):
        raise _miscounted(call, found)
    return found.build(call.arguments, compiled)


def _unknown(name: str) -> ExpressionError:
    from difflib import get_close_matches

    vendor = vendor_of(name)
    if vendor:
        return ExpressionError(
            _("{name}() is a function of {vendor}, not of ODK.").format(name=name, vendor=vendor),
            _("Calculate it with functions of ODK."),
            late=True,
        )
    close = get_close_matches(name, _FUNCTIONS, n=1)
    mend = _("Use a function of ODK.")
    if close:
        mend = _("Did you mean {name}()?").format(name=close[0])
    what = _("ODK knows no function {name}().").format(name=name)
    return ExpressionError(what, mend, late=True)


def _miscounted(call: Call, found: _Function) -> ExpressionError:
    count = len(call.arguments)
    what = _("{name}() is given {count} arguments.").format(name=call.name, count=count)
    if found.most is None:
        mend = _("It needs at least {least}.").format(least=found.least)
    elif found.least == found.most:
        mend = _("It needs {least}.").format(least=found.least)
    else:
        mend = _("It needs {least} to {most}.").format(least=found.least, most=found.most)
    return ExpressionError(what, mend, late=True)
