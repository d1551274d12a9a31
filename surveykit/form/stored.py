"""Values and defaults → the text that ODK stores in a node of a data type.

JavaRosa is the reference (`IAnswerData.wrapData`, `XFormAnswerDataParser.getAnswerData`).
"""

import re
from collections.abc import Callable
from datetime import datetime, time, tzinfo
from math import inf, isnan, trunc

from surveykit.form.positions import read_positions, written
from surveykit.form.xpath.functions.dates import stamp
from surveykit.form.xpath.values import (
    Value,
    bounded,
    first,
    format_decimal,
    to_boolean,
    to_clock,
    to_moment,
    to_number,
    to_string,
)

Clock = Callable[[], datetime]
"""Gives the present moment with the device's offset from UTC."""

_WHOLE = frozenset({"int", "integer"})
_DECIMAL = frozenset({"decimal", "double"})
_PLACES = frozenset({"geopoint", "geotrace", "geoshape"})
_INT32 = (-(2.0**31), 2.0**31 - 1)
_DIGITS = re.compile(r"[+-]?\d{1,10}")
_OFFSET = re.compile(r"(?:Z|[+-]\d{2}(?::?\d{2})?)$")


def calculated(value: Value, kind: str, now: Clock) -> str:
    """What a calculation leaves in a node of this data type.

    True is 1 and false 0, what is not a number is no answer, and a whole number is cut off
    towards zero and held within 32 bits.
    """
    value = first(value) if isinstance(value, list) else value
    if kind == "boolean" and value != "":
        value = to_boolean(value)
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, str):
        return cast(value, kind, now) if kind in _PLACES or kind in _MOMENTS else value
    if isnan(value):
        return ""
    return str(trunc(bounded(value, *_INT32))) if kind in _WHOLE else to_string(value)


def set_by_event(value: Value, kind: str, now: Clock) -> str:
    """What an event leaves in a node of this data type: a decimal always has a point."""
    value = first(value) if isinstance(value, list) else value
    if kind in _DECIMAL and isinstance(value, float) and abs(value) < inf:
        return format_decimal(value)
    text = calculated(value, kind, now)
    return cast(text, kind, now) if isinstance(value, str) else text


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
    return "" if moment is None else stamp(_here(moment, text[10:], now()))


def _clock(text: str, now: Clock) -> str:
    clock = to_clock(text)
    if clock is None:
        return ""
    return stamp(_here(datetime.combine(now().date(), clock), text, now()))[11:]


def _here(moment: datetime, clock: str, now: datetime) -> datetime:
    """The moment by the clock of the device; without an offset it is read that way."""
    offset = _OFFSET.search(clock)
    zone = _zone(offset[0]) if offset else now.tzinfo
    return moment.replace(tzinfo=zone).astimezone(now.tzinfo)


def _zone(offset: str) -> tzinfo | None:
    padded = offset if len(offset) > 3 or offset == "Z" else f"{offset}00"
    return time.fromisoformat(f"00:00{padded}").tzinfo


_MOMENTS = {"date": _day, "dateTime": _moment, "time": _clock}
