from datetime import UTC, datetime
from uuid import UUID

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.walk import walk
from tests.site.court import court, flat

ENTRANCES = ("left door", "right door")


def test_a_team_walks_house_by_house_entrance_by_entrance_and_upwards() -> None:
    flats = [
        flat("b", building="B", entrance="right door"),
        flat("a-up", entrance="left door", floor=2),
        flat("a-right", entrance="right door"),
        flat("a-ground-2", entrance="left door", position="right"),
        flat("a-ground-1", entrance="left door"),
    ]
    round_ = walk(court(*flats, entrances=ENTRANCES), [])
    assert [door.dwelling.name for door in round_] == [
        "a-ground-1",
        "a-ground-2",
        "a-up",
        "a-right",
        "b",
    ]


def test_every_door_shows_what_is_known_of_it() -> None:
    refused = Attempt(UUID(int=1), "a", Outcome.REFUSED, datetime(2027, 1, 14, tzinfo=UTC))
    [door] = walk(court(flat("a")), [refused])
    assert door.state.outcome == Outcome.REFUSED
