"""Times and places that fit together: the room is open, free and long enough."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from surveykit.assess.daytime import Stretch, clock, stretch
from surveykit.assess.result import PartnerScore, PlaceScore, Proposal, SlotScore
from surveykit.assess.slots import relative_factor
from surveykit.site.criteria import Criteria
from surveykit.site.model import PartnerHour, Place, Site

SHOWN = 5
"""How many free times are proposed at most."""

STEP = 15
"""Minutes: windows agreed with a partner are multiples of this."""


class _Sitting(NamedTuple):
    """Where in a band the hour would lie, and which partner sits in the room then."""

    when: Stretch
    conflict: str


def own_proposals(
    site: Site, *, slots: Sequence[SlotScore], places: Sequence[PlaceScore], visits: float
) -> tuple[Proposal, ...]:
    """Times for an hour of one's own, best first, then the better ones whose room is taken.

    `visits` per session hold for the best time in the best place; worse ones have less, by the
    relative factors of time and place. Equal ones: the planner's order of places, then the week's.
    Without a free time the best taken ones are all there is.
    """
    ranked = sorted(_all(site, slots, places, visits), key=lambda found: -found.visits_per_session)
    free = [found for found in ranked if not found.conflict][:SHOWN]
    taken = [found for found in ranked if found.conflict]
    if not free:
        return tuple(taken[:SHOWN])
    better = [found for found in taken if found.visits_per_session > free[0].visits_per_session]
    return (*free, *better)


def partner_proposals(
    partners: Sequence[PartnerScore],
    *,
    slots: Sequence[SlotScore],
    visits: float,
    criteria: Criteria,
) -> tuple[Proposal, ...]:
    """A slot of the length to agree on inside each eligible partner's hour, best first.

    It begins with the best band that the hour touches, earlier where it would not fit.
    """
    minutes = cooperative_minutes(visits, criteria)
    return tuple(
        _inside(score, slots, visits=visits, minutes=minutes)
        for score in partners
        if score.eligible
    )


def cooperative_minutes(visits: float, criteria: Criteria) -> int:
    """Length of the window to agree on: room for the talks, at least the usual length.

    For site B 2.64 visits of 25 minutes are 66 minutes, so 75.
    """
    talks = ceil(visits * criteria.minutes_per_visit / STEP - 1e-9) * STEP
    return max(talks, round(criteria.hours_cooperative * 60))


def _all(
    site: Site, slots: Sequence[SlotScore], places: Sequence[PlaceScore], visits: float
) -> Iterator[Proposal]:
    """Every eligible place with every time at which somebody can come, in the planner's order."""
    eligible = [score for score in places if score.eligible]
    best = max((score.coverage for score in eligible), default=0.0)
    rooms = {place.name: place for place in site.places}
    length = round(site.criteria.open_hours * 60)
    for score in eligible:
        at_place = visits * relative_factor(score.coverage, best)
        hours = [hour for hour in site.partner_hours if hour.place == score.place]
        for slot in (slot for slot in slots if slot.raw_visits > 0):
            sitting = _sitting(slot, rooms[score.place], hours, length)
            if sitting is not None:
                yield _proposal(slot, score.place, sitting, at_place * slot.factor)


def _sitting(
    score: SlotScore, room: Place, hours: Sequence[PartnerHour], length: int
) -> _Sitting | None:
    """The first free stretch of the band; else the first one taken; None if the room is shut."""
    slot = score.slot
    taken = [(stretch(hour.start, hour.end), hour) for hour in hours if hour.day == slot.day]
    band = stretch(slot.start, slot.end)
    usable = [
        open_then
        for window in room.windows
        if window.day == slot.day
        and (open_then := band.within(stretch(window.start, window.end))).minutes >= length
    ]
    sittings = [
        _Sitting(
            when, next((hour.partner for busy, hour in taken if when.within(busy).minutes > 0), "")
        )
        for open_then in usable
        for start in sorted({open_then.start, *(busy.end for busy, _ in taken)})
        if (when := Stretch(start, start + length)).within(open_then) == when
    ]
    free = [sitting for sitting in sittings if not sitting.conflict]
    return next(iter([*free, *sittings]), None)


def _proposal(score: SlotScore, place: str, sitting: _Sitting, visits: float) -> Proposal:
    return Proposal(
        slot=score.slot.code,
        place=place,
        day=score.slot.day,
        start=clock(sitting.when.start),
        end=clock(sitting.when.end),
        visits_per_session=visits,
        conflict=sitting.conflict,
    )


def _inside(
    score: PartnerScore, slots: Sequence[SlotScore], *, visits: float, minutes: int
) -> Proposal:
    hour = score.hour
    window = stretch(hour.start, hour.end)
    best = next((found.slot for found in slots if found.slot.code in score.slots), None)
    begin = stretch(best.start, best.end).start if best else window.start
    start = max(window.start, min(begin, window.end - minutes))
    return Proposal(
        slot=best.code if best else "",
        place=hour.place,
        day=hour.day,
        start=clock(start),
        end=clock(min(start + minutes, window.end)),
        visits_per_session=visits,
        partner=hour.partner,
    )
