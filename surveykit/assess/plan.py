"""The decided hour: one weekday, one time, one place, and its next dates."""

from dataclasses import dataclass
from datetime import date, time

from surveykit.site.model import Day, Rhythm


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
