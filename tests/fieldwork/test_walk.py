from datetime import UTC, datetime
from uuid import UUID

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.walk import walk
from surveykit.site.model import Block, Building, Dwelling, Organiser, Site


def test_a_team_walks_house_by_house_entrance_by_entrance_and_upwards() -> None:
    flats = [
        flat("b", "B", "right door", 0),
        flat("a-up", "A", "left door", 2),
        flat("a-right", "A", "right door", 0),
        flat("a-ground-2", "A", "left door", 0, "right"),
        flat("a-ground-1", "A", "left door", 0, "left"),
    ]
    round_ = walk(site(*flats), [])
    assert [door.dwelling.name for door in round_] == [
        "a-ground-1",
        "a-ground-2",
        "a-up",
        "a-right",
        "b",
    ]


def test_every_door_shows_what_is_known_of_it() -> None:
    refused = Attempt(UUID(int=1), "a", Outcome.REFUSED, datetime(2027, 1, 14, tzinfo=UTC))
    [door] = walk(site(flat("a", "A", "left door", 0)), [refused])
    assert door.state.outcome == Outcome.REFUSED


def flat(name: str, building: str, entrance: str, floor: int, position: str = "left") -> Dwelling:
    return Dwelling(
        name=name,
        building=building,
        block="north",
        entrance=entrance,
        floor=floor,
        position=position,
        occupied=True,
    )


def site(*flats: Dwelling) -> Site:
    return Site(
        name="court",
        label="The Court",
        town="Bielefeld",
        languages=("de",),
        organiser=Organiser(name="Office", phone="0521 1"),
        blocks=(Block(name="north", label="North"),),
        buildings=tuple(
            Building(
                name=name,
                label=name,
                block="north",
                entrances=("left door", "right door"),
                floors=3,
                lift=False,
                step_free_entrance=False,
            )
            for name in ("A", "B")
        ),
        dwellings=flats,
        places=(),
        distances=(),
        partners=(),
        partner_hours=(),
    )
