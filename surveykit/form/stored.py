"""Values and defaults → the text that ODK stores in a node of a data type.

JavaRosa is the reference (`IAnswerData.wrapData`, `XFormAnswerDataParser.getAnswerData`).
"""

import re
from collections.abc import Callable
from datetime import datetime, tzinfo
from math import isfinite, isnan, trunc

from surveykit.form.positions import read_positions, written
from surveykit.form.tree import Result
from surveykit.form.xpath.functions.dates import stamp
from surveykit.form.xpath.values import (
    Moment,
    Value,
    bounded,
    first,
    format_decimal,
    to_boolean,
    to_clock,
    to_moment,
    to_number,
    to_offset,
    to_string,
)

Clock = Callable[[], datetime]
"""Gives the present moment with the device's offset from UTC."""

_WHOLE = frozenset({"int", "integer"})
_DECIMAL = frozenset({"decimal", "double"})
_PLACES = frozenset({"geopoint", "geotrace", "geoshape"})
_INT32 = (-(2.0**31), 2.0**31 - 1)
_DIGITS = re.compile(r"[+-]?\d{1,10}")


def calculated(value: Value, kind: str, now: Clock) -> tuple[str, Result]:
    """What a calculation leaves in a node of this data type: its text, and what it stands for.

    True is 1 and false 0, what is not a number is no answer, and a whole number is cut off
    towards zero and held within 32 bits.
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
    return value, None


def _number(value: float, kind: str) -> tuple[str, Result]:
    if isnan(value):
        return "", None
    if kind in _WHOLE:
        value = float(trunc(bounded(value, *_INT32)))
    text = to_string(value)
    return text, (float(text) if isfinite(value) else value)


def set_by_event(value: Value, kind: str, now: Clock) -> str:
    """What an event leaves in a node of this data type: a decimal always has a point."""
    value = first(value) if isinstance(value, list) else value
    text, _result = calculated(value, kind, now)
    return cast(text, kind, now) if isinstance(value, str) or kind in _DECIMAL else text


def cast(text: str, kind: str, now: Clock) -> str:
    """A text as an answer of this data type; empty if it is none."""
    if kind in _WHOLE:
        whole = _DIGITS.fullmatch(text) and int(text)
        return str(whole) if whole is not None and _INT32[0] <= whole <= _INT32[1] else ""
    if kind in _DECIMAL:
        number = to_number(text)
        return "" if isnan(number) or to_moment(text) else format_decimal(number)
    if kind in _PLACES:
        positions = read_positions(text) or ()
        return "; ".join(map(written, positions))
    if kind in _MOMENTS:
        return _MOMENTS[kind](text, now)
    return text


def _day(text: str, _now: Clock) -> str:
    moment = to_moment(text)
    return "" if moment is None else moment.date().isoformat()


def _moment(text: str, now: Clock) -> str:
    moment = to_moment(text)
    return "" if moment is None else stamp(_here(moment, to_offset(text), now()))


def _clock(text: str, now: Clock) -> str:
    clock = to_clock(text)
    if clock is None:
        return ""
    today = now().date()
    offset = to_offset(f"{today.isoformat()}T{text}")
    return stamp(_here(datetime.combine(today, clock), offset, now()))[11:]


def _here(moment: datetime, offset: tzinfo | None, now: datetime) -> datetime:
    """The moment by the clock of the device; without an offset it is read that way."""
    try:
        return moment.replace(tzinfo=offset or now.tzinfo).astimezone(now.tzinfo)
    except OverflowError:  # in the first or the last hours that can be written
        return moment.replace(tzinfo=now.tzinfo)


_MOMENTS = {"date": _day, "dateTime": _moment, "time": _clock}
