"""Times and places that fit together: the room is open, free and long enough."""

from collections.abc import Iterator, Sequence
from math import ceil

from surveykit.assess.hour.daytime import clock, stretch
from surveykit.assess.hour.sittings import Sitting, sitting
from surveykit.assess.hour.slots import relative_factor
from surveykit.assess.result import PartnerScore, PlaceScore, Proposal, SlotScore
from surveykit.site.criteria import Criteria
from surveykit.site.model import Site

SHOWN = 5
"""How many free times are proposed at most."""

STEP = 15
"""Minutes: windows agreed with a partner are multiples of this."""


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
    for score in eligible:
        at_place = visits * relative_factor(score.coverage, best)
        for slot in (slot for slot in slots if slot.raw_visits > 0):
            found = sitting(slot.slot, rooms[score.place], site)
            if isinstance(found, Sitting):
                yield _proposal(slot, score.place, found, at_place * slot.factor)


def _proposal(score: SlotScore, place: str, found: Sitting, visits: float) -> Proposal:
    return Proposal(
        slot=score.slot.code,
        place=place,
        day=score.slot.day,
        start=clock(found.when.start),
        end=clock(found.when.end),
        visits_per_session=visits,
        conflict=found.conflict,
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
