"""When somebody wants to be called on again: read as it was said, kept, and due at its time.

Kept as `2027-01-19T17:00`, or `2027-01-19` without a time: the laptop's own day and clock, for a
team and the people it calls on live in one zone. What cannot be understood is kept as written.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

AHEAD = timedelta(minutes=15)
"""How long before an appointment we are reminded of it."""

_WEEKDAYS = (
    ("mo", "montag", "mon", "monday"),
    ("di", "dienstag", "tue", "tues", "tuesday"),
    ("mi", "mittwoch", "wed", "wednesday"),
    ("do", "donnerstag", "thu", "thurs", "thursday"),
    ("fr", "freitag", "fri", "friday"),
    ("sa", "samstag", "sonnabend", "sat", "saturday"),
    ("so", "sonntag", "sun", "sunday"),
)
_FILLING = re.compile(r"\b(?:am|um|gegen|ca\.?|on|at|about|kommenden?|nächste[nr]?|next)\b")


class Appointment(NamedTuple):
    """A day, and the time if one was said."""

    day: date
    time: time | None

    def kept(self) -> str:
        """As the contact sheet keeps it."""
        if self.time is None:
            return self.day.isoformat()
        return f"{self.day.isoformat()}T{self.time:%H:%M}"

    def due(self, now: datetime) -> bool:
        """Whether we should be on our way, `now` being local time; a day without a time all day."""
        begins = datetime.combine(self.day, self.time or time.min)
        return now.replace(tzinfo=None) >= begins - (AHEAD if self.time else timedelta())


def appointment(call_back: str) -> Appointment | None:
    """What the contact sheet keeps; None for what was never understood."""
    try:
        day = date.fromisoformat(call_back[:10])
        clock = time.fromisoformat(call_back[11:]) if call_back[10:] else None
    except ValueError:
        return None
    return Appointment(day, clock)


def as_kept(said: str, now: datetime) -> str:
    """What to keep of the words somebody said, `now` being local time."""
    found = understood(said, now)
    return found.kept() if found else said


def understood(said: str, now: datetime) -> Appointment | None:
    """The appointment in somebody's words: `Di 17 Uhr`, `morgen 9:30`, `24.12.`, `18 Uhr`.

    A weekday is the next one, and a time alone the next time a clock shows it. None if it is
    none, or lies behind us.
    """
    words = " ".join(_FILLING.sub(" ", said.strip().lower()).split())
    found = next(_readings(words, now), None)
    return found if found and found.day >= now.date() else None


def in_doubt(said: str, now: datetime) -> bool:
    """Whether somebody said something of which nobody can be reminded, like the 31st of June."""
    return bool(said.strip()) and understood(said, now) is None


def _readings(words: str, now: datetime) -> Iterator[Appointment]:
    """Every way to read it: a day and a time, a time and a day, one alone."""
    from surveykit.form.forgiving import read_clock, split_moment

    for one, other in split_moment(words):
        for day_words, clock_words in ((one, other), (other, one)):
            clock = read_clock(clock_words)
            if clock and (day := _day(day_words, now, clock)):
                yield Appointment(day, clock)
    if day := _day(words, now, None):
        yield Appointment(day, None)
    if clock := read_clock(words):
        ahead = clock > now.time()
        yield Appointment(now.date() + timedelta(days=not ahead), clock)


def _day(words: str, now: datetime, clock: time | None) -> date | None:
    from surveykit.form.forgiving import read_day

    word = words.strip(" .,")
    for number, names in enumerate(_WEEKDAYS):
        if word in names:
            days = (number - now.weekday()) % 7
            today_is_over = days == 0 and clock is not None and clock <= now.time()
            return now.date() + timedelta(days=days + 7 * today_is_over)
    if word.isdecimal():  # a bare number is a time
        return None
    day = read_day(words.strip(" ,"), now.date())
    if day and day < now.date() and not re.search(r"\d{4}|\.\d{2}$", words):
        day = _a_year_later(day)
    return day


def _a_year_later(day: date) -> date | None:
    """The same day next year, for a day said without one in December."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return None
