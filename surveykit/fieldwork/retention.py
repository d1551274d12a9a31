"""How long what is kept: periods by class of data, and what is due to be deleted.

The periods are the defaults of the forms (14 days for the contact sheet, until the call for a
telephone number, 182 days for a contact, 24 months for answers); a planner may choose others.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from surveykit.fieldwork.attempt import Attempt
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.record import Mode, Record


class Kind(StrEnum):
    """A class of data with a period of its own."""

    SHEET = "sheet"
    """The contact sheet, counted from the last attempt with a time: the end of the survey."""
    CALLBACK = "callback"
    """Telephone numbers from cards that came back; kept until the call, so always due."""
    CONTACT = "contact"
    """Contacts with their own consent, counted from the month in which they were taken."""
    ANSWERS = "answers"
    """Interviews, counted from their month; what the team fills in at its desk is not personal."""


PERIODS: Mapping[Kind, int] = MappingProxyType(
    {Kind.SHEET: 14, Kind.CALLBACK: 0, Kind.CONTACT: 182, Kind.ANSWERS: 730}
)
"""Days, from 0."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is held of one class, and which of it has outlived its period."""

    kind: Kind
    period: int
    """Days."""
    held: int
    ids: tuple[UUID, ...]
    """Of what is due; of the contact sheet all lines or none."""
    since: date | None
    """The day on which the first of it became due, or will; None where nothing is held."""


def due(
    today: date,
    *,
    attempts: Collection[Attempt],
    contacts: Iterable[Contact],
    records: Iterable[Record],
    periods: Mapping[Kind, int] = PERIODS,
) -> tuple[Due, ...]:
    """What is held and what is due on this day, class by class.

    `periods` are days from 0 on, for every class.
    """
    interviews = [record for record in records if record.mode is not Mode.DESK]
    taken = list(contacts)
    callbacks = [(one.id, one.day) for one in taken if one.form == "callback"]
    others = [(one.id, one.day) for one in taken if one.form != "callback"]
    end = _end_of_survey(attempts, interviews) or today
    dated: dict[Kind, Iterable[tuple[UUID, date]]] = {
        Kind.SHEET: [(line.id, end) for line in attempts],
        Kind.CALLBACK: callbacks,
        Kind.CONTACT: others,
        Kind.ANSWERS: {record.id: record.day for record in interviews}.items(),
    }
    return tuple(_due(kind, periods[kind], [*lines], today) for kind, lines in dated.items())


def _end_of_survey(attempts: Iterable[Attempt], interviews: Iterable[Record]) -> date | None:
    """The day of the last try with a time; of a later month with interviews only, its last day.

    An interview leaves no more than its month: counted from the first of it, the sheet of a round
    that has just begun would be due.
    """
    tried = max((line.at.date() for line in attempts if line.at), default=None)
    month = max((record.day for record in interviews), default=None)
    if month is None or (tried and (tried.year, tried.month) >= (month.year, month.month)):
        return tried
    return month.replace(day=monthrange(month.year, month.month)[1])


def _due(kind: Kind, period: int, lines: list[tuple[UUID, date]], today: date) -> Due:
    ends = {id_: _after(day, period) for id_, day in lines}
    outlived = tuple(sorted(id_ for id_, end in ends.items() if end <= today))
    return Due(kind, period, len(ends), outlived, min(ends.values(), default=None))


def _after(day: date, days: int) -> date:
    """So many days later, or the last day there is."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
