"""The times of day at which doors are tried: the three tries are to fall into different ones."""

from datetime import datetime
from typing import Literal

TimeOfDay = Literal["morning", "midday", "afternoon", "evening", "saturday"]

TIMES: tuple[TimeOfDay, ...] = ("morning", "midday", "afternoon", "evening", "saturday")
"""As the form's `bands` cut them: 9-12, 12-15, 15-18, 18-20 and Saturdays."""

_SATURDAY = 5
_ENDS: tuple[tuple[int, TimeOfDay], ...] = ((12, "morning"), (15, "midday"), (18, "afternoon"))


def time_of_day(at: datetime) -> TimeOfDay:
    """The time an attempt falls into, local time; before nine is morning, after eight evening."""
    if at.weekday() == _SATURDAY:
        return "saturday"
    return next((name for end, name in _ENDS if at.hour < end), "evening")
