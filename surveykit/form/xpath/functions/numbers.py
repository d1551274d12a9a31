"""NUMBER: arithmetic beyond the operators."""

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Context, Decimal

from surveykit.form.xpath.functions.registry import Closure, Lazy, function
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.values import Value, to_number, whole


@function("number", 1)
def _number(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """number(value); a date becomes days since 1970-01-01."""
    return to_number(arguments[0](scope))


@function("int", 1)
def _cut(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """int(number): the digits behind the point cut off."""
    value = to_number(arguments[0](scope))
    return float(math.trunc(value)) if math.isfinite(value) else value


_FARTHEST = 30
"""JavaRosa gives no number for more places before or behind the point."""


@function("round", 1, 2)
def _round(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """round(number, places): halves go up, towards positive infinity, counted in decimals.

    Source: `XPathFuncExpr.round`. To tens and hundreds it adds a half and cuts off, so a
    negative number may come out too high by one of them: round(-1251, -2) is -1200.
    """
    value = to_number(arguments[0](scope))
    places = whole(arguments[1](scope)) if len(arguments) == 2 else 0
    if not math.isfinite(value):
        return value
    if abs(places) > _FARTHEST:
        return math.nan
    exact = Decimal(repr(value))
    if places < 0:
        return float(Decimal(math.trunc(float(exact.scaleb(places)) + 0.5)).scaleb(-places))
    if exact.as_tuple().exponent >= -places:  # type: ignore[operator] # finite: a number
        return value
    tie = ROUND_HALF_DOWN if value < 0 else ROUND_HALF_UP
    return float(exact.quantize(Decimal(1).scaleb(-places), tie, _WIDE))


_WIDE = Context(prec=400)
"""Enough digits for the largest number written out with thirty places."""


def _finite(apply: Callable[[float], float]) -> Lazy:
    """A function of one number that is NaN where mathematics has no answer."""

    def evaluate(scope: Scope, arguments: Sequence[Closure]) -> Value:
        value = to_number(arguments[0](scope))
        try:
            return float(apply(value))
        except ValueError:
            return math.nan
        except OverflowError:
            return value if math.isinf(value) else math.inf

    return evaluate


_PLAIN: dict[str, Callable[[float], float]] = {
    "floor": math.floor,
    "ceiling": math.ceil,
    "abs": math.fabs,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "exp10": lambda value: 10.0**value,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
}
for _name, _apply in _PLAIN.items():
    function(_name, 1)(_finite(_apply))


def _logarithm(apply: Callable[[float], float]) -> Lazy:
    """Minus infinity at zero, as in Java."""
    finite = _finite(apply)

    def evaluate(scope: Scope, arguments: Sequence[Closure]) -> Value:
        return -math.inf if to_number(arguments[0](scope)) == 0 else finite(scope, arguments)

    return evaluate


function("log", 1)(_logarithm(math.log))
function("log10", 1)(_logarithm(math.log10))


@function("pow", 2)
def _power(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """pow(base, exponent), at the edges as `java.lang.Math.pow`."""
    base, exponent = (to_number(argument(scope)) for argument in arguments)
    if math.isnan(exponent) or (abs(base) == 1 and math.isinf(exponent)):
        return math.nan
    negative = math.copysign(1, base) < 0 and exponent % 2 == 1
    try:
        return math.pow(base, exponent)
    except ValueError:
        return math.nan if base else math.copysign(math.inf, -1 if negative else 1)
    except OverflowError:
        return -math.inf if negative else math.inf


@function("atan2", 2)
def _atan2(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """atan2(y, x)."""
    return math.atan2(*(to_number(argument(scope)) for argument in arguments))


@function("pi")
def _pi(_scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """pi()."""
    return math.pi


@function("random")
def _random(scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """random(): at least 0, less than 1."""
    return scope.session.random.random()
