"""Where the survey must go on: blocks with open doors, and times of day nobody has tried there."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from surveykit.assess.result import Gap
from surveykit.fieldwork.attempt import Attempt
from surveykit.fieldwork.contact_sheet import contact_sheet, standing
from surveykit.site.model import Site

TIMES = ("morning", "midday", "afternoon", "evening", "saturday")
"""Times of day as the form's `bands` cut them: 9–12, 12–15, 15–18, 18–20 and Saturdays."""

_SATURDAY = 5


def gaps(site: Site, attempts: Sequence[Attempt]) -> tuple[Gap, ...]:
    """Every block with a door that may still be tried, in the planner's order.

    Interviews carry no time and so count for no time of day.
    """
    return tuple(_gaps(site, standing(attempts)))


def _gaps(site: Site, made: Sequence[Attempt]) -> Iterator[Gap]:
    sheet = contact_sheet(site, made)
    for block in site.blocks:
        doors = {dwelling.name for dwelling in site.dwellings if dwelling.block == block.name}
        still_open = [sheet[name] for name in doors if sheet[name].may_try]
        if not still_open:
            continue
        tried = {
            time_of_day(attempt.at.astimezone(site.zone))
            for attempt in made
            if attempt.dwelling in doors and attempt.at is not None
        }
        yield Gap(
            block=block.name,
            open=len(still_open),
            untried=sum(not state.attempts for state in still_open),
            times=tuple(time for time in TIMES if time not in tried),
        )


def time_of_day(at: datetime) -> str:
    """The band an attempt falls into; before nine is morning, after eight is evening."""
    if at.weekday() == _SATURDAY:
        return "saturday"
    ends = ((12, "morning"), (15, "midday"), (18, "afternoon"))
    return next((name for end, name in ends if at.hour < end), "evening")
