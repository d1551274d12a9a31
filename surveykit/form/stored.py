"""The value of an expression → the text that ODK stores in a node.

JavaRosa is the reference (`IAnswerData.wrapData`).
"""

from math import inf, isnan, trunc

from surveykit.form.xpath.values import Value, bounded, first, format_decimal, to_string

_WHOLE = frozenset({"int", "integer"})
_DECIMAL = frozenset({"decimal", "double"})
_INT32 = (-(2.0**31), 2.0**31 - 1)


def stored(value: Value, kind: str) -> str:
    """What a calculation leaves in a node of this data type.

    True is 1 and false 0, what is not a number is no answer, and a whole number is cut off
    towards zero and held within 32 bits.
    """
    value = first(value) if isinstance(value, list) else value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        if isnan(value):
            return ""
        if kind in _WHOLE:
            return str(trunc(bounded(value, *_INT32)))
    return to_string(value)


def stored_by_event(value: Value, kind: str) -> str:
    """What an event leaves in a node of this data type: a decimal always has a point."""
    value = first(value) if isinstance(value, list) else value
    if kind in _DECIMAL and isinstance(value, float) and abs(value) < inf:
        return format_decimal(value)
    return stored(value, kind)
