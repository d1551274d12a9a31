"""When somebody wants to be called on again: as it is kept, and due at its time.

Kept as days and hours: `2027-01-19T17:00`, `2027-01-19T17:00/18:00` between two times,
`2027-01-19T18:00/..` from one on, `2027-01-19T../18:00` up to one, `2027-01-19Tevening` in a part
of the day, `2027-01-19` at any time, and `2027-01-23/2027-01-24` on one of several days. It is the
laptop's own day and clock, for a team and the people it calls on live in one zone. What cannot be
understood is kept as written.
"""

from datetime import date, datetime, time, timedelta
from enum import Enum, auto
from typing import NamedTuple

from surveykit.fieldwork.time_of_day import BEGINS, TimeOfDay

AHEAD = timedelta(minutes=15)
"""How long before an agreed time we are reminded of it; of a part of the day when it begins."""

JUST_PASSED = timedelta(days=61)
"""How long a day without a year counts as the one that has passed."""

_OPEN = ".."


class Appointment(NamedTuple):
    """The days on which it suits, and the hours if any were said."""

    day: date
    last: date
    """The same as `day`, unless one of several days suits."""
    begins: time | None = None
    ends: time | None = None
    """The same as `begins` where a time was agreed; None: from then on."""
    part: TimeOfDay | None = None
    """What was said instead of a time."""

    @classmethod
    def at(cls, moment: datetime) -> "Appointment":
        """A day and a time."""
        clock = moment.time().replace(second=0, microsecond=0)
        return cls(moment.date(), moment.date(), clock, clock)

    def kept(self) -> str:
        """As the contact sheet keeps it."""
        days = self.day.isoformat()
        if self.last != self.day:
            days += f"/{self.last.isoformat()}"
        hours = self.part or _hours(self.begins, self.ends)
        return f"{days}T{hours}" if hours else days

    @property
    def starts(self) -> datetime:
        """When it begins to suit, by the laptop's own clock."""
        return datetime.combine(
            self.day, BEGINS[self.part] if self.part else self.begins or time.min
        )

    def due(self, now: datetime) -> bool:
        """Whether we should be on our way, `now` being local time; a day without a time all day."""
        return now.replace(tzinfo=None) + (AHEAD if self.begins else timedelta()) >= self.starts

    def over(self, now: datetime) -> bool:
        """Whether nothing of it lies ahead, `now` being local time."""
        ends = self.ends
        if self.part:
            ends = next((at for at in BEGINS.values() if at > BEGINS[self.part]), None)
        until = datetime.combine(self.last, ends or time.max)
        return until < now.replace(tzinfo=None)


class Doubt(Enum):
    """Why nobody can be reminded of it."""

    UNKNOWN = auto()
    """No day and time were found in the words."""
    PAST = auto()
    WEEKDAY = auto()
    """The date falls on another day of the week than was said."""


class Reading(NamedTuple):
    """What was understood, and why it is not taken."""

    when: Appointment | None
    doubt: Doubt | None = None


def appointment(call_back: str) -> Appointment | None:
    """What the contact sheet keeps; None for what was never understood."""
    days, _t, hours = call_back.partition("T")
    first, _slash, last = days.partition("/")
    begins, slash, ends = hours.partition("/")
    try:
        day = date.fromisoformat(first)
        found = Appointment(day, date.fromisoformat(last) if last else day)
        if hours in BEGINS:
            found = found._replace(part=next(part for part in BEGINS if part == hours))
        elif hours:
            found = found._replace(begins=_clock(begins), ends=_clock(ends if slash else begins))
    except ValueError:
        return None
    return found if found.kept() == call_back else None


def _clock(written: str) -> time | None:
    return None if written == _OPEN else time.fromisoformat(written)


def _hours(begins: time | None, ends: time | None) -> str:
    if begins == ends:
        return f"{begins:%H:%M}" if begins else ""
    return "/".join(f"{one:%H:%M}" if one else _OPEN for one in (begins, ends))
