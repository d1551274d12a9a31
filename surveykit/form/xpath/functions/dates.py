"""DATE: days, times and how they are written.

Dates are ISO texts. `date()` of a number counts days since 1970-01-01.
"""

import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo

from surveykit.form.meaning import Moment
from surveykit.form.xpath.functions.registry import Closure, function
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.values import (
    Value,
    day_share,
    days,
    first,
    from_days,
    here,
    to_clock,
    to_moment,
    to_number,
    to_offset,
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
    return Moment(scope.session.now().date().isoformat())


@function("now")
def _now(scope: Scope, _arguments: Sequence[Closure]) -> Value:
    """now()."""
    return Moment(stamp(scope.session.now()))


def _moment(scope: Scope, value: Value) -> datetime | None:
    """The moment by the clock on this device's wall; None if the value is none."""
    value = _dated(value)
    if isinstance(value, str):
        moment = to_moment(value)
        return None if moment is None else _here(scope, moment, to_offset(value))
    found = None if isinstance(value, bool) else from_days(value)
    return None if found is None else _here(scope, found, UTC)


def _dated(value: Value) -> str | float | bool:
    """The value as text if it is a date or moment, else as number or truth."""
    value = first(value) if isinstance(value, list) else value
    if isinstance(value, str):
        text = value if isinstance(value, Moment) else value.strip()
        return text if to_moment(text) else to_number(text)
    return value


def _here(scope: Scope, moment: datetime, offset: tzinfo | None) -> datetime:
    return here(moment, offset, scope.session.now().tzinfo).replace(tzinfo=None)


@function("date", 1)
def _date(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """date(value): the day of a date, a moment or a number of days; empty if it is none.

    A text, which is no answer to a question for a date, keeps its time (JavaRosa).
    """
    value = _dated(arguments[0](scope))
    if isinstance(value, float) and math.isfinite(value):
        moment = from_days(math.trunc(value))
    else:
        moment = _moment(scope, value)
    if moment is None:
        return ""
    text = isinstance(value, str) and not isinstance(value, Moment)
    return _moment_here(scope, moment) if text else Moment(moment.date().isoformat())


@function("date-time", 1)
def _date_time(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """date-time(value): the moment of a date, a moment or a number of days, as it is here."""
    moment = _moment(scope, arguments[0](scope))
    return "" if moment is None else _moment_here(scope, moment)


def _moment_here(scope: Scope, moment: datetime) -> Moment:
    return Moment(stamp(moment.replace(tzinfo=scope.session.now().tzinfo)))


@function("decimal-date-time", 1)
def _decimal_date_time(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """decimal-date-time(value): days since 1970-01-01 UTC with the time as fraction."""
    value = _dated(arguments[0](scope))
    if isinstance(value, float):
        return value
    moment = _moment(scope, value)
    if moment is None:
        return math.nan
    ahead = moment.replace(tzinfo=scope.session.now().tzinfo).utcoffset()
    return days(moment, ahead or timedelta())


@function("decimal-time", 1)
def _decimal_time(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """decimal-time(time): the share of the day, 0.5 at noon."""
    value = arguments[0](scope)
    clock = to_clock(to_string(value).strip())
    if clock is not None:
        return day_share(clock)
    value = _dated(value)
    if isinstance(value, float):
        return value % 1 if math.isfinite(value) else math.nan
    moment = _moment(scope, value)
    return math.nan if moment is None else day_share(moment.time())


@function("format-date-time", 2)
@function("format-date", 2)
def _format(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """format-date(value, pattern), format-date-time(value, pattern); empty for no moment."""
    value, pattern = arguments[0](scope), to_string(arguments[1](scope))
    moment = _moment(scope, value)
    if moment is None:
        clock = to_clock(to_string(value).strip())
        if clock is None:
            return ""
        moment = datetime.combine(scope.session.now().date(), clock)
    return format_moment(moment, pattern, scope.session.language)


def format_moment(moment: datetime, pattern: str, speech: str | None = None) -> str:
    """A moment by a pattern of ODK: %Y %y %m %n %b %d %e %H %h %M %S %3 %a %W %%.

    Names of months and days are in the language of the form ("Deutsch (de)") if it tells its
    code, else in that of the screen. Other letters stay as they are written.
    """
    out, at = [], 0
    while at < len(pattern):
        if pattern[at] == "%" and at + 1 < len(pattern):
            out.append(_escape(moment, pattern[at + 1], speech))
            at += 2
        else:
            out.append(pattern[at])
            at += 1
    return "".join(out)


def _escape(moment: datetime, letter: str, speech: str | None) -> str:
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
            return _named(moment, "MMM", speech)
        case "a":
            return _named(moment, "EEE", speech)
        case "W":
            return str(moment.isocalendar().week)
        case _:
            return letter if letter == "%" else f"%{letter}"


_CODE = re.compile(r".*\(([A-Za-z]{2,3})(?:[-_]\w+)*\)\s*")


def _named(moment: datetime, pattern: str, speech: str | None) -> str:
    from babel import UnknownLocaleError
    from babel.dates import format_date

    code = _CODE.fullmatch(speech or "")
    try:
        return format_date(moment, pattern, locale=code[1].lower() if code else language())
    except UnknownLocaleError:
        return format_date(moment, pattern, locale=language())
