"""Days, times of day, and both."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated

from pydantic import ValidationInfo
from pydantic.functional_validators import BeforeValidator

from surveykit.form.forgiving import (
    NOW,
    read_clock,
    read_day,
    read_month,
    read_year,
    split_moment,
    weekday_before,
)
from surveykit.form.types.answer import Answer, offer_of
from surveykit.form.xpath.functions.dates import stamp
from surveykit.form.xpath.values import to_clock, to_moment, to_offset
from surveykit.text import _, weekday
from surveykit.text import day as written

_LAST_SHORT_YEAR = 999
"""A year of fewer digits may be meant as one of this century."""


def _today(info: ValidationInfo) -> date | None:
    now = offer_of(info).now
    return now.date() if now else None


def _day_of(
    text: str, info: ValidationInfo, read: Callable[[str, date | None], date | None]
) -> date | None:
    """The day of a date or moment as it is stored, else what `read` understands."""
    moment = to_moment(text.strip())
    full = moment is not None and moment.year > _LAST_SHORT_YEAR
    return moment.date() if moment and full else read(text, _today(info))


def _read_day(text: str, info: ValidationInfo) -> date:
    day = _day_of(text, info, read_day)
    if day is None:
        raise ValueError(_("Enter a date, such as 24.12.2026."))
    if weekday_before(text) not in (None, day.weekday()):
        raise ValueError(_("{day} is a {weekday}.").format(day=written(day), weekday=weekday(day)))
    return day


class Day(Answer):
    """A date: `2026-12-24`, `24.12.2026`, and `24.12.` in the year of `now`."""

    value: Annotated[date, BeforeValidator(_read_day)]

    @property
    def text(self) -> str:
        """The date in ISO form."""
        return self.value.isoformat()


def _read_month(text: str, info: ValidationInfo) -> date:
    day = _day_of(text, info, read_month)
    if day is None:
        raise ValueError(_("Enter month and year, such as 3.2027."))
    return day


class FirstOfMonth(Day):
    """A month: `3.2027`, `März 2027`; stored as its first day, as in Collect."""

    value: Annotated[date, BeforeValidator(_read_month)]


def _read_year(text: str, info: ValidationInfo) -> date:
    day = _day_of(text, info, read_year)
    if day is None:
        raise ValueError(_("Enter a year, such as 2027."))
    return day


class FirstOfYear(Day):
    """A year: `2027`; stored as its first day, as in Collect."""

    value: Annotated[date, BeforeValidator(_read_year)]


def _read_clock(text: str, info: ValidationInfo) -> str:
    compact, now = text.strip(), offer_of(info).now
    if now and compact.lower() in NOW:
        return stamp(now)[11:]
    clock = to_clock(compact) or read_clock(compact)
    if clock is None:
        raise ValueError(_("Enter a time, such as 17:30."))
    zone = to_offset(compact) or (now.tzinfo if now else None)
    return stamp(datetime.combine(now or date.min, clock, zone))[11:]


class Clock(Answer):
    """A time of day: `17:30`, `17.30`, `17 Uhr`, `17 Uhr 30`; kept with the offset from UTC."""

    value: Annotated[str, BeforeValidator(_read_clock)]

    @property
    def text(self) -> str:
        """The time in ISO form with the device's offset."""
        return self.value


def _read_moment(text: str, info: ValidationInfo) -> str:
    compact, now = text.strip(), offer_of(info).now
    if now and compact.lower() in NOW:
        return stamp(now)
    moment, offset = to_moment(compact), to_offset(compact)
    if moment and offset:
        return stamp(moment.replace(tzinfo=offset))
    for day, clock in split_moment(compact):
        spoken = clock.strip().lower() in NOW or read_clock(clock)
        if _day_of(day, info, read_day) and (spoken or to_clock(clock)):
            return f"{_read_day(day, info).isoformat()}T{_read_clock(clock, info)}"
    raise ValueError(_("Enter date and time, such as 24.12.2026 17:30."))


class Moment(Answer):
    """A date with a time: `24.12.2026 17:30`, `heute 17 Uhr`, `jetzt`."""

    value: Annotated[str, BeforeValidator(_read_moment)]

    @property
    def text(self) -> str:
        """The moment in ISO form with the device's offset."""
        return self.value
