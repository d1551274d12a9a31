"""What a person has decided on the hour: as proposed or otherwise, with name, day and reason."""

from datetime import date, time

from surveykit.frozen import Frozen
from surveykit.site.model import Day, Rhythm


class Hour(Frozen):
    """The hour that was decided; its dates follow from the first one."""

    day: Day
    start: time
    end: time
    rhythm: Rhythm
    place: str
    partner: str = ""
    """Inside whose hour it is held, for a cooperative slot."""
    first: date


class Signed(Frozen):
    """A decision; a later one takes its place, and both stay in the log."""

    day: date
    name: str
    proposed: str
    """The program's verdict that day."""
    verdict: str
    reason: str = ""
    """Never empty where the two differ."""
    hour: Hour | None = None
    """None where none is held, or another one than the program proposed."""
