"""Where the survey must go on: blocks with open doors, and times of day nobody has tried there."""

from collections.abc import Iterator, Sequence

from surveykit.assess.result import Gap
from surveykit.fieldwork.attempt import Attempt
from surveykit.fieldwork.contact_sheet import contact_sheet, standing
from surveykit.fieldwork.time_of_day import TIMES, time_of_day
from surveykit.site.model import Site


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
