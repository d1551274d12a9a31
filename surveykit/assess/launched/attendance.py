"""The sessions as the team's sheets and the visit log tell them, and how the operation stands."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import fsum

from surveykit.assess.result import Share
from surveykit.fieldwork.record import Record

SESSION_FORM, VISIT_FORM, REPLY_FORM = "session_sheet", "visit_log", "followup"

AFTER_THE_LAUNCH = (SESSION_FORM, VISIT_FORM, REPLY_FORM)
"""The forms of the open hour."""

_SAYS_WHEN = {
    SESSION_FORM: ("date",),
    VISIT_FORM: ("date",),
    REPLY_FORM: ("session_date", "answered_on"),
}
"""Of each of them the questions without which a sheet cannot be placed."""


@dataclass(frozen=True, slots=True)
class Session:
    """One session as its sheet, or else its visit log, tells it."""

    day: date
    place: str
    held: bool
    visits: int
    left: int
    """Visitors who left without a talk."""
    open_minutes: float | None
    talk_minutes: float | None
    """Of the visits logged; None without a visit log."""


class Light(StrEnum):
    """How an indicator stands (criteria 5.11)."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One target of the operation."""

    name: str
    """`visits`, `empty`, `cancelled`, `beyond_flat`, `kept`, `left`, `utilisation`."""
    value: float
    light: Light
    of: int
    """Sessions, visits or promises that it is of."""


def dated(records: Iterable[Record]) -> tuple[Record, ...]:
    """The sheets of the open hour that say when; one that was broken off may not."""
    return tuple(
        one
        for one in records
        if one.form in _SAYS_WHEN and all(one.answers.get(name) for name in _SAYS_WHEN[one.form])
    )


def sessions(records: Iterable[Record], minutes: Mapping[str, float]) -> tuple[Session, ...]:
    """Every session by its day and place; one without a sheet counts by its visit log.

    `records` are those that say when (`dated`), `minutes` of a talk by the code of its duration.
    A visit log names no place: sessions of one day share its visits.
    """
    logged: dict[date, list[Record]] = {}
    sheets = []
    for record in records:
        if record.form == VISIT_FORM:
            logged.setdefault(_day(record, "date"), []).append(record)
        elif record.form == SESSION_FORM:
            sheets.append(record)
    told = Counter(_day(sheet, "date") for sheet in sheets)
    talks = {day: _talk(visits, minutes) / max(told[day], 1) for day, visits in logged.items()}
    found = [_by_sheet(sheet, talks.get(_day(sheet, "date"))) for sheet in sheets]
    found += [
        _by_log(day, len(visits), talks[day]) for day, visits in logged.items() if day not in told
    ]
    return tuple(sorted(found, key=lambda session: (session.day, session.place)))


def indicators(
    found: Sequence[Session], records: Sequence[Record], today: date, *, least: int
) -> tuple[Indicator, ...]:
    """Those of which there is anything, in the order of criteria 5.11.

    `visits` is a mean per session held in the last 13 weeks; all others are shares from 0 to 1,
    but `utilisation` may be above. What tells of visitors is told from `least` of them on.
    """
    held = [session for session in found if session.held]
    visits = sum(session.visits for session in held)
    logged = [record for record in records if record.form == VISIT_FORM]
    beyond = sum(record.answers.get("beyond_flat") == "1" for record in logged)
    told = [
        session for session in held if session.open_minutes and session.talk_minutes is not None
    ]
    open_minutes = fsum(session.open_minutes or 0.0 for session in told)
    talk_minutes = fsum(session.talk_minutes or 0.0 for session in told)
    kept, recent = promises(records, today), _of_three_months(held)
    shares = [
        ("empty", sum(not session.visits for session in held), len(held)),
        ("cancelled", sum(not session.held for session in found), len(found)),
        ("beyond_flat", beyond, len(logged)),
        ("kept", kept.count, kept.of),
        ("left", sum(session.left for session in held), visits),
    ]
    mean = fsum(session.visits for session in recent) / max(len(recent), 1)
    told_of = [_indicator("visits", mean, len(recent))] if recent else []
    told_of += [
        _indicator(name, count / of, of)
        for name, count, of in shares
        if of >= (least if name in _OF_VISITORS else 1)
    ]
    if open_minutes:
        told_of.append(_indicator("utilisation", talk_minutes / open_minutes, len(told)))
    return tuple(told_of)


def promises(records: Sequence[Record], today: date) -> Share:
    """Promised replies that were given in time, among those given and those overdue."""
    due = {_visit(one, "date"): _day(one, "due") for one in records if _promises(one)}
    given = {
        _visit(one, "session_date"): _day(one, "answered_on")
        for one in records
        if one.form == REPLY_FORM
    }
    told = [(given.get(visit), limit) for visit, limit in due.items()]
    in_time = sum(reply is not None and reply <= limit for reply, limit in told)
    late = sum(reply > limit if reply else limit < today for reply, limit in told)
    return Share(in_time, in_time + late)


def _promises(record: Record) -> bool:
    return record.form == VISIT_FORM and bool(record.answers.get("due"))


def _of_three_months(held: Sequence[Session]) -> list[Session]:
    """The sessions of the last 13 weeks before and with the latest one."""
    latest = max((session.day for session in held), default=date.min)
    return [session for session in held if (latest - session.day).days < 91]


def _visit(record: Record, question: str) -> tuple[date, str]:
    """What the visit log and a reply have in common; valid on that day only."""
    return _day(record, question), record.answers.get("seq", "")


_OF_VISITORS = frozenset({"beyond_flat", "kept", "left"})

_LIMITS: dict[str, tuple[float, float, bool]] = {
    "visits": (3.0, 1.5, True),
    "empty": (0.10, 0.30, False),
    "cancelled": (0.05, 0.10, False),
    "beyond_flat": (0.40, 0.20, True),
    "kept": (0.90, 0.75, True),
    "left": (0.0, 0.05, False),
}
"""Green from, amber from, and whether more is better."""


def _indicator(name: str, value: float, of: int) -> Indicator:
    return Indicator(name, value, _light(name, value), of)


def _light(name: str, value: float) -> Light:
    if name == "utilisation":
        if 0.40 <= value <= 0.85:
            return Light.GREEN
        return Light.AMBER if 0.20 <= value <= 1.0 else Light.RED
    green, amber, more = _LIMITS[name]
    sign = 1 if more else -1
    if sign * value >= sign * green:
        return Light.GREEN
    return Light.AMBER if sign * value >= sign * amber else Light.RED


def _by_sheet(sheet: Record, talk_minutes: float | None) -> Session:
    told = sheet.answers
    hours = told.get("open_hours", "")
    return Session(
        day=_day(sheet, "date"),
        place=told.get("place", ""),
        held=told.get("status") != "cancelled",
        visits=int(told.get("visitors") or 0),
        left=int(told.get("left") or 0),
        open_minutes=float(hours) * 60 if hours else None,
        talk_minutes=talk_minutes,
    )


def _by_log(day: date, visits: int, talk_minutes: float) -> Session:
    return Session(day, "", held=True, visits=visits, left=0, open_minutes=None,
                   talk_minutes=talk_minutes)  # fmt: skip


def _talk(visits: Iterable[Record], minutes: Mapping[str, float]) -> float:
    return fsum(minutes.get(visit.answers.get("duration", ""), 0.0) for visit in visits)


def _day(record: Record, question: str) -> date:
    return date.fromisoformat(record.answers[question][:10])
