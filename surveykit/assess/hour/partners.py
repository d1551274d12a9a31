"""Which partner's hour could take a cooperative slot (criteria 5.6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from surveykit.assess.estimate.households import Household, Reach
from surveykit.assess.hour.places import mean_metres
from surveykit.assess.hour.slots import touched
from surveykit.assess.hour.weekly import Weekly
from surveykit.assess.result import Obstacle, PartnerScore, PlaceScore, Slot, SlotScore
from surveykit.site.model import PartnerHour, Site


def score_partners(
    site: Site,
    households: Sequence[Household],
    *,
    slots: Sequence[Slot],
    places: Sequence[PlaceScore],
    visits: float,
) -> tuple[PartnerScore, ...]:
    """Every hour of every partner: the eligible ones first, best first.

    `visits` is what a joint session must be able to take. Eligible ones are ordered by coverage,
    free capacity, distance, and neighbourhood management before others; the rest stay in the
    planner's order.
    """
    reach = Reach(households, "slots")
    by_place = {score.place: score for score in places}
    scores = [_score(site, hour, reach, slots, by_place, visits) for hour in site.partner_hours]
    eligible = [score for score in scores if score.eligible]
    rest = [score for score in scores if not score.eligible]
    return (*sorted(eligible, key=lambda score: _rank(site, score)), *rest)


def room_for_more(partners: Sequence[PartnerScore]) -> float | None:
    """The most visits that an hour without another obstacle can take; None without such an hour."""
    return max(
        (score.free for score in partners if set(score.obstacles) <= {Obstacle.NO_CAPACITY}),
        default=None,
    )


def beside_best(
    partners: Sequence[PartnerScore], slots: Sequence[SlotScore], fixed: Weekly
) -> tuple[PartnerScore, ...]:
    """The partners' hours compared with the best time for which a suitable room is free."""
    free = {found.slot for found in fixed.combinations if not found.obstacles}
    best = max((score.coverage for score in slots if score.slot.code in free), default=0.0)
    return tuple(
        replace(score, of_best=score.coverage / best if best else 0.0) for score in partners
    )


def _score(
    site: Site,
    hour: PartnerHour,
    reach: Reach,
    slots: Sequence[Slot],
    places: Mapping[str, PlaceScore],
    visits: float,
) -> PartnerScore:
    codes = tuple(slot.code for slot in touched(hour, slots))
    free = hour.capacity - hour.mean_visits
    obstacles = [*_obstacles(site, hour, places)]
    if free < visits:
        obstacles.append(Obstacle.NO_CAPACITY)
    return PartnerScore(
        hour=hour,
        slots=codes,
        coverage=reach.of(codes).share if codes else 0.0,
        free=free,
        obstacles=tuple(obstacles),
    )


def _obstacles(
    site: Site, hour: PartnerHour, places: Mapping[str, PlaceScore]
) -> Iterator[Obstacle]:
    """What stands against the partner and the place; a landlord's seat is said by its partner."""
    landlord = _class(site, hour) == "landlord"
    if landlord:
        yield Obstacle.LANDLORD_PARTNER
    if hour.place not in places:
        yield Obstacle.NO_PLACE
        return
    for obstacle in places[hour.place].obstacles:
        if not (landlord and obstacle is Obstacle.LANDLORD_SEAT):
            yield obstacle


def _rank(site: Site, score: PartnerScore) -> tuple[float, float, float, bool]:
    hour = score.hour
    return (
        -score.coverage,
        -score.free,
        mean_metres(site, hour.place),
        _class(site, hour) != "city",
    )


def _class(site: Site, hour: PartnerHour) -> str:
    return next(
        (partner.partner_class for partner in site.partners if partner.name == hour.partner), ""
    )
