"""Stretches of one day, in minutes since midnight, so that they can be compared and cut."""

from datetime import time
from typing import NamedTuple

_MINUTES_A_DAY = 24 * 60


class Stretch(NamedTuple):
    """From `start` to `end`, end exclusive, in minutes since midnight."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """Length; 0 or less when nothing is left of it."""
        return self.end - self.start

    def within(self, other: "Stretch") -> "Stretch":
        """What the two have in common."""
        return Stretch(max(self.start, other.start), min(self.end, other.end))


def stretch(start: time, end: time) -> Stretch:
    """Between two clock times; an end at midnight or at 23:59 is the end of the day."""
    last = end.hour * 60 + end.minute
    return Stretch(
        start.hour * 60 + start.minute, _MINUTES_A_DAY if last in (0, _MINUTES_A_DAY - 1) else last
    )


def clock(minutes: int) -> time:
    """Clock time of a minute of the day, from 0 on; the end of the day, 1440, is 23:59."""
    return time(*divmod(min(minutes, _MINUTES_A_DAY - 1), 60))
