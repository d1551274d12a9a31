"""Which places suit, and what stands against the others (criteria 5.6)."""

from collections.abc import Iterator, Sequence
from math import fsum

from surveykit.assess.estimate.households import Household, Reach
from surveykit.assess.result import Obstacle, PlaceScore
from surveykit.site.model import Place, Site


def score_places(site: Site, households: Sequence[Household]) -> tuple[PlaceScore, ...]:
    """Every place of the site, in the planner's order."""
    reach = Reach(households, "places")
    return tuple(_score(site, place, reach) for place in site.places)


def mean_metres(site: Site, place: str) -> float:
    """Mean walk of an occupied dwelling; infinite where no walk is known."""
    walks = [
        (metres, site.occupied(building.name))
        for building in site.buildings
        if (metres := site.metres(building.name, place)) is not None
    ]
    dwellings = sum(count for _, count in walks)
    return (
        fsum(metres * count for metres, count in walks) / dwellings if dwellings else float("inf")
    )


def _score(site: Site, place: Place, reach: Reach) -> PlaceScore:
    within = _share_within(site, place.name)
    return PlaceScore(
        place=place.name,
        coverage=reach.of({place.name}).share,
        farthest_metres=_farthest(site, place.name),
        share_within=within,
        obstacles=tuple(_obstacles(site, place, within)),
    )


def _obstacles(site: Site, place: Place, within: float) -> Iterator[Obstacle]:
    criteria = site.criteria
    if criteria.step_free_required and not place.step_free:
        yield Obstacle.NOT_STEP_FREE
    if place.landlord_seat and not criteria.landlord_seat_allowed:
        yield Obstacle.LANDLORD_SEAT
    if not place.neutral:
        yield Obstacle.NOT_NEUTRAL
    if criteria.private_room_required and not place.private_room:
        yield Obstacle.NO_PRIVATE_ROOM
    if within < criteria.min_share_within:
        yield Obstacle.TOO_FAR


def _farthest(site: Site, place: str) -> int | None:
    """The longest walk from a building where somebody lives; None where none is known."""
    walks = (
        site.metres(building.name, place)
        for building in site.buildings
        if site.occupied(building.name)
    )
    return max((metres for metres in walks if metres is not None), default=None)


def _share_within(site: Site, place: str) -> float:
    """Occupied dwellings within reach; an unknown walk is none."""
    near = sum(
        site.occupied(building.name)
        for building in site.buildings
        if (metres := site.metres(building.name, place)) is not None
        and metres <= site.criteria.max_metres
    )
    return near / site.occupied() if site.occupied() else 0.0
