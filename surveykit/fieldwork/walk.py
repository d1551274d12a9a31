"""The round: doors in the order in which a team walks past them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveykit.fieldwork.attempt import Attempt
from surveykit.fieldwork.contact_sheet import DwellingState, contact_sheet

if TYPE_CHECKING:  # the first screen does not wait for pydantic
    from surveykit.site.model import Dwelling, Site


@dataclass(frozen=True, slots=True)
class Door:
    """One dwelling of the round and what is known of it."""

    dwelling: Dwelling
    state: DwellingState


def walk(site: Site, attempts: Iterable[Attempt]) -> tuple[Door, ...]:
    """Every dwelling in walking order, with what is known of it."""
    states = contact_sheet(site, attempts)
    return tuple(Door(dwelling, states[dwelling.name]) for dwelling in in_walking_order(site))


def in_walking_order(site: Site) -> list[Dwelling]:
    """Every dwelling from the ground floor up, entrance by entrance in the planner's order."""
    buildings = {building.name: at for at, building in enumerate(site.buildings)}
    entrances = {
        (building.name, entrance): at
        for building in site.buildings
        for at, entrance in enumerate(building.entrances)
    }

    def place(dwelling: Dwelling) -> tuple[int, int, int, str]:
        entrance = entrances.get((dwelling.building, dwelling.entrance), 0)
        return buildings[dwelling.building], entrance, dwelling.floor, dwelling.position

    return sorted(site.dwellings, key=place)
