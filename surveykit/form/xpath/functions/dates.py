"""DATE: days, times and how they are written.

Dates are ISO texts. `date()` of a number counts days since 1970-01-01.
"""

import math
from collections.abc import Sequence
from datetime import datetime, time

from surveykit.form.xpath.functions.registry import Closure, function
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.values import (
    Value,
    day_share,
    days,
    first,
    from_days,
    to_clock,
    to_moment,
    to_number,
    to_string,
)
from surveykit.text import language


def stamp(moment: datetime) -> str:
    """A moment as ODK writes it: `2026-12-24T17:30:00.000+01:00`, or with Z for UTC."""
    text = moment.isoformat(timespec="milliseconds")
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


@function("today")
def _today(scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """today()."""
    return scope.session.now().date().isoformat()


@function("now")
def _now(scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """now()."""
    return stamp(scope.session.now())


def _moment(value: Value) -> datetime | None:
    if isinstance(value, list):
        value = first(value)
    if isinstance(value, str):
        text = value.strip()
        found = to_moment(text)
        if found is not None:
            return found
        value = to_number(text)
    return None if math.isnan(value) else from_days(float(value))


@function("date", 1)
def _date(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """date(value): the day of a date, a moment or a number of days; empty if it is none."""
    moment = _moment(arguments[0](scope))
    return "" if moment is None else moment.date().isoformat()


@function("date-time", 1)
def _date_time(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """date-time(value): the moment of a date, a moment or a number of days."""
    value = arguments[0](scope)
    text = to_string(value)
    if "T" in text:
        return text
    moment = _moment(value)
    if moment is None:
        return ""
    return stamp(moment.replace(tzinfo=scope.session.now().tzinfo))


@function("decimal-date-time", 1)
def _decimal_date_time(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """decimal-date-time(value): days since 1970-01-01 with the time as fraction."""
    moment = _moment(arguments[0](scope))
    return math.nan if moment is None else days(moment)


@function("decimal-time", 1)
def _decimal_time(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """decimal-time(time): the share of the day, 0.5 at noon."""
    text = to_string(arguments[0](scope)).strip()
    clock = to_clock(text.rpartition("T")[2])
    return math.nan if clock is None else day_share(clock)


def _format(scope: Scope, arguments: Sequence[Closure]) -> Value:
    value, pattern = arguments[0](scope), to_string(arguments[1](scope))
    moment = _moment(value)
    if moment is None:
        clock = to_clock(to_string(value).strip())
        if clock is None:
            return ""
        moment = datetime.combine(scope.session.now().date(), clock)
    return format_moment(moment, pattern)


function("format-date", 2)(_format)
function("format-date-time", 2)(_format)


def format_moment(moment: datetime, pattern: str) -> str:
    """A moment by a pattern of ODK: %Y %y %m %n %b %d %e %H %h %M %S %3 %a %W %%."""
    out, at = [], 0
    while at < len(pattern):
        if pattern[at] == "%" and at + 1 < len(pattern):
            out.append(_escape(moment, pattern[at + 1]))
            at += 2
        else:
            out.append(pattern[at])
            at += 1
    return "".join(out)


def _escape(moment: datetime, letter: str) -> str:
    clock: time = moment.time()
    match letter:
        case "Y" | "y" | "m" | "d" | "H" | "M" | "S":
            return moment.strftime(f"%{letter}").zfill(4 if letter == "Y" else 2)
        case "n":
            return str(moment.month)
        case "e":
            return str(moment.day)
        case "h":
            return str(clock.hour)
        case "3":
            return f"{clock.microsecond // 1000:03d}"
        case "b":
            return _named(moment, "MMM")
        case "a":
            return _named(moment, "EEE")
        case "W":
            return str(moment.isocalendar().week)
        case _:
            return letter if letter == "%" else f"%{letter}"


def _named(moment: datetime, pattern: str) -> str:
    from babel.dates import format_date

    return format_date(moment, pattern, locale=language())
