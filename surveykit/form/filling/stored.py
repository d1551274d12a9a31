"""Values and defaults → the text that ODK stores in a node of a data type.

JavaRosa is the reference (`IAnswerData.wrapData`, `XFormAnswerDataParser.getAnswerData`).
"""

import re
from collections.abc import Callable
from datetime import datetime
from math import isfinite, isnan, trunc

from surveykit.form.meaning import DECIMAL, LONGEST, WHOLE, Atom, Moment
from surveykit.form.positions import read_positions, written
from surveykit.form.xpath.functions.dates import stamp
from surveykit.form.xpath.values import (
    Value,
    bounded,
    first,
    format_decimal,
    here,
    to_boolean,
    to_clock,
    to_moment,
    to_number,
    to_offset,
    to_string,
)

Clock = Callable[[], datetime]
"""Gives the present moment with the device's offset from UTC."""

_PLACES = frozenset({"geopoint", "geotrace", "geoshape"})
_INT32, _INT64 = (-(2.0**31), 2.0**31 - 1), (-(2.0**63), 2.0**63 - 1024)
_DIGITS = re.compile(r"[+-]?\d{1,19}")


def calculated(value: Value, kind: str, now: Clock) -> tuple[str, Atom | None]:
    """What a calculation leaves in a node of this data type: its text, and what it means.

    True is 1 and false 0, what is not a number is no answer, and a whole number is cut off
    towards zero and held within 32 bits, 64 for a `long`.
    """
    value = first(value) if isinstance(value, list) else value
    if kind == "boolean" and value != "":
        value = to_boolean(value)
    if isinstance(value, bool):
        return ("1" if value else "0"), value
    if isinstance(value, float):
        return _number(value, kind)
    if kind in _PLACES or kind in _MOMENTS:
        return cast(value, kind, now), None
    if isinstance(value, Moment):
        text = cast(value, "dateTime", now)
        return text, Moment(text)
    return value[:LONGEST], None


def _number(value: float, kind: str) -> tuple[str, Atom | None]:
    if isnan(value):
        return "", None
    if kind in WHOLE:
        value = float(trunc(bounded(value, *_bounds(kind))))
    text = to_string(value)
    return text, (float(text) if isfinite(value) else value)


def set_by_event(value: Value, kind: str, now: Clock) -> str:
    """What an event leaves in a node of this data type: a decimal always has a point."""
    value = first(value) if isinstance(value, list) else value
    text, _result = calculated(value, kind, now)
    whole_or_truth = not isinstance(value, str) and kind not in DECIMAL and kind not in _MOMENTS
    return text if whole_or_truth else cast(text, kind, now)


def given(text: str, kind: str, now: Clock) -> str:
    """What an answer that the form itself gives leaves in a node: a date may have no time."""
    return "" if kind == "date" and "T" in text else cast(text, kind, now)


def cast(text: str, kind: str, now: Clock) -> str:
    """A text as an answer of this data type; empty if it is none."""
    if kind in WHOLE:
        whole = _DIGITS.fullmatch(text) and int(text)
        least, most = _bounds(kind)
        return str(whole) if whole is not None and least <= whole <= most else ""
    if kind in DECIMAL:
        number = to_number(text)
        return "" if isnan(number) or to_moment(text) else format_decimal(number)
    if kind in _PLACES:
        positions = read_positions(text) or ()
        return "; ".join(map(written, positions))
    if kind in _MOMENTS:
        return _MOMENTS[kind](text, now)
    return text


def _bounds(kind: str) -> tuple[float, float]:
    return _INT64 if kind == "long" else _INT32


def _day(text: str, _now: Clock) -> str:
    moment = to_moment(text)
    return "" if moment is None else moment.date().isoformat()


def _moment(text: str, now: Clock) -> str:
    moment = to_moment(text)
    return "" if moment is None else stamp(here(moment, to_offset(text), now().tzinfo))


def _clock(text: str, now: Clock) -> str:
    clock = to_clock(text)
    if clock is None:
        return ""
    today = datetime.combine(now().date(), clock)
    return stamp(here(today, to_offset(text), now().tzinfo))[11:]


_MOMENTS = {"date": _day, "dateTime": _moment, "time": _clock}
