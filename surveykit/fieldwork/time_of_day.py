"""The times of day at which doors are tried: the three tries are to fall into different ones."""

from datetime import datetime, time
from typing import Literal

TimeOfDay = Literal["morning", "midday", "afternoon", "evening", "saturday"]

TIMES: tuple[TimeOfDay, ...] = ("morning", "midday", "afternoon", "evening", "saturday")
"""As the form's `bands` cut them: 9-12, 12-15, 15-18, 18-20 and Saturdays."""

BEGINS: dict[TimeOfDay, time] = {
    "morning": time(9), "midday": time(12), "afternoon": time(15), "evening": time(18),
}  # fmt: skip
"""The parts of a day, each up to the next; the evening lasts until midnight."""

_SATURDAY = 5


def time_of_day(at: datetime) -> TimeOfDay:
    """The time an attempt falls into, local time; before nine is morning, after eight evening."""
    if at.weekday() == _SATURDAY:
        return "saturday"
    begun = [part for part, begins in BEGINS.items() if begins <= at.time()]
    return begun[-1] if begun else "morning"
