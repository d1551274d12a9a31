"""Where functions are declared and looked up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.tokens import ExpressionError
from surveykit.form.xpath.values import Value
from surveykit.text import _

Closure = Callable[[Scope], Value]
Lazy = Callable[[Scope, Sequence[Closure]], Value]
"""A function that decides itself which of its arguments it evaluates."""


@dataclass(frozen=True, slots=True)
class _Function:
    apply: Lazy
    least: int
    most: int | None


_FUNCTIONS: dict[str, _Function] = {}


def function(name: str, least: int = 0, most: int | None = None) -> Callable[[Lazy], Lazy]:
    """Declare a function with `least` to `most` arguments (as many as `least` if not given)."""

    def declare(apply: Lazy) -> Lazy:
        _FUNCTIONS[name] = _Function(apply, least, least if most is None else most)
        return apply

    return declare


def variadic(name: str, least: int = 0) -> Callable[[Lazy], Lazy]:
    """Declare a function with `least` or more arguments."""

    def declare(apply: Lazy) -> Lazy:
        _FUNCTIONS[name] = _Function(apply, least, None)
        return apply

    return declare


def known() -> frozenset[str]:
    """The names of all functions."""
    return frozenset(_FUNCTIONS)


def compile_call(name: str, arguments: Sequence[Closure]) -> Closure:
    """A call of a function as closure.

    Raises:
        ExpressionError: no such function, or too few or too many arguments.
    """
    found = _FUNCTIONS.get(name)
    if found is None:
        raise _unknown(name)
    if len(arguments) < found.least or (found.most is not None and len(arguments) > found.most):
        raise _miscounted(name, len(arguments), found)
    apply = found.apply
    return lambda scope: apply(scope, arguments)


def _unknown(name: str) -> ExpressionError:
    from difflib import get_close_matches

    close = get_close_matches(name, _FUNCTIONS, n=1)
    mend = _("Use a function of ODK.")
    if close:
        mend = _("Did you mean {name}()?").format(name=close[0])
    return ExpressionError(_("ODK knows no function {name}().").format(name=name), mend)


def _miscounted(name: str, count: int, found: _Function) -> ExpressionError:
    what = _("{name}() is given {count} arguments.").format(name=name, count=count)
    if found.most is None:
        return ExpressionError(what, _("It needs at least {least}.").format(least=found.least))
    if found.least == found.most:
        return ExpressionError(what, _("It needs {least}.").format(least=found.least))
    return ExpressionError(
        what, _("It needs {least} to {most}.").format(least=found.least, most=found.most)
    )
