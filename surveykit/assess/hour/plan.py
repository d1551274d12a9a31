"""The decided hour: one weekday, one time, one place, and its next dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from itertools import count, dropwhile, islice
from typing import get_args

from surveykit.assess.result import Assessment, Format, Proposal
from surveykit.site.model import DAYS, Day, Rhythm, Site
from surveykit.site.signed import Hour

PREPARATION = timedelta(weeks=8)
"""From the decision to the first session (seed reading, no. 11)."""

DATES = 6
"""Sessions announced on a flyer."""

_LAST_OF_MONTH = 5
"""Some months have five of a weekday, others four: the fifth one is the last."""


class Moved(StrEnum):
    """Why the first session is not on the day fixed in the workbook."""

    PASSED = "passed"
    OTHER_DAY = "other_day"
    """It is not the hour's weekday."""
    OTHER_WEEK = "other_week"
    """The partner's monthly hour is in another week."""
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a flyer announces."""

    day: Day
    start: time
    end: time
    rhythm: Rhythm
    place: str
    """Name of the place."""
    dates: tuple[date, ...]
    """The next six sessions, public holidays left out."""
    partner: str = ""
    """Name of the partner inside whose hour it is held, for a cooperative slot."""
    interpreters: tuple[str, ...] = ()
    """Codes of the languages for which an interpreter comes regularly."""
    moved: Moved | None = None
    """Why the first date is not the site's `first_session`; None if it is, or if none is fixed."""


def plan(assessment: Assessment, site: Site, decided_on: date) -> Plan | None:
    """The best proposal of the verdict's format with its first dates.

    None where the verdict proposes no hour, or no suitable room is free when people can come. The
    first session is the site's, if the planner fixed one, moved on to the hour's weekday, and on
    in its rhythm past the day of the decision; else the first fitting day at least eight weeks
    after the decision.
    """
    free = (proposal for proposal in assessment.proposals if not proposal.conflict)
    hour = next(free, None)
    if assessment.format is None or hour is None:
        return None
    rhythm = _rhythm(assessment, site, hour)
    begin = _on_weekday(site.first_session or decided_on + PREPARATION, hour.day)
    days = dropwhile(lambda day: day < decided_on, _days(begin, rhythm, hour.day))
    dates = tuple(islice(_without_holidays(days, site.region), DATES))
    return Plan(
        day=hour.day,
        start=hour.start,
        end=hour.end,
        rhythm=rhythm,
        place=hour.place,
        dates=dates,
        partner=hour.partner,
        interpreters=assessment.modifiers.interpreters_regular,
        moved=_moved(site.first_session, rhythm, hour.day, decided_on, dates[0]),
    )


def held(hour: Hour, site: Site, today: date, interpreters: tuple[str, ...] = ()) -> Plan:
    """The hour that was decided, with its next dates; what is proposed since changes nothing."""
    days = dropwhile(lambda one: one < today, _days(hour.first, hour.rhythm, hour.day))
    return Plan(
        day=hour.day,
        start=hour.start,
        end=hour.end,
        rhythm=hour.rhythm,
        place=hour.place,
        dates=tuple(islice(_without_holidays(days, site.region), DATES)),
        partner=hour.partner,
        interpreters=interpreters,
    )


def sessions_from(day: date, plan: Plan, region: str) -> Iterator[date]:
    """Every session on this day or later, without end; none before the plan's first date."""
    days = _days(plan.dates[0], plan.rhythm, plan.day)
    return _without_holidays(dropwhile(lambda one: one < day, days), region)


def _moved(
    fixed: date | None, rhythm: Rhythm, day: Day, decided_on: date, first: date
) -> Moved | None:
    if fixed is None or fixed == first:
        return None
    if fixed < decided_on:
        return Moved.PASSED
    if DAYS[fixed.weekday()] != day:
        return Moved.OTHER_DAY
    return Moved.HOLIDAY if next(_days(fixed, rhythm, day)) == fixed else Moved.OTHER_WEEK


def _rhythm(assessment: Assessment, site: Site, hour: Proposal) -> Rhythm:
    """How the hour repeats; a monthly one on the first such weekday unless something says else.

    Inside a partner's monthly hour it is the partner's day; with a fixed first session on the
    hour's weekday it is that one's place in its month. The weeks of a partner's fortnightly hour
    are not known: the report asks to agree on them.
    """
    if assessment.format is Format.WEEKLY:
        return "weekly"
    if assessment.format is Format.FORTNIGHTLY:
        return "fortnightly"
    partner = assessment.partner
    if hour.partner and partner is not None and partner.hour.rhythm.startswith("monthly"):
        return partner.hour.rhythm
    first = site.first_session
    if first is not None and DAYS[first.weekday()] == hour.day:
        return _monthly((first.day + 6) // 7)
    return "monthly_1"


def _monthly(place: int) -> Rhythm:
    """The rhythm of the first to the last such weekday of a month."""
    name = "monthly_last" if place == _LAST_OF_MONTH else f"monthly_{place}"
    return next(rhythm for rhythm in get_args(Rhythm) if rhythm == name)


def _days(begin: date, rhythm: Rhythm, day: Day) -> Iterator[date]:
    """Every day of the rhythm from `begin` on, which lies on the weekday."""
    if rhythm in ("weekly", "fortnightly"):
        step = timedelta(weeks=1 if rhythm == "weekly" else 2)
        yield from (begin + step * number for number in count())
    for month in count(begin.year * 12 + begin.month - 1):
        found = _in_month(date(month // 12, month % 12 + 1, 1), rhythm, day)
        if found >= begin:
            yield found


def _in_month(first: date, rhythm: Rhythm, day: Day) -> date:
    """The month's day of a monthly rhythm; `first` is the first of the month."""
    if rhythm == "monthly_last":
        following = (first + timedelta(days=31)).replace(day=1)
        return _on_weekday(following - timedelta(weeks=1), day)
    return _on_weekday(first, day) + timedelta(weeks=int(rhythm.removeprefix("monthly_")) - 1)


def _on_weekday(day: date, weekday: Day) -> date:
    """The day itself or the next one on the weekday."""
    return day + timedelta(days=(DAYS.index(weekday) - day.weekday()) % 7)


def _without_holidays(days: Iterator[date], region: str) -> Iterator[date]:
    """Those that are no public holiday of the state; nationwide ones without a region."""
    from holidays import country_holidays

    holidays = country_holidays("DE", subdiv=region or None)
    return (day for day in days if day not in holidays)
