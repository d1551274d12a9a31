"""Times and places fit together: the room is open, free and long enough."""

from datetime import time

import pytest

from surveykit.assess.hour.proposals import cooperative_minutes, own_proposals, partner_proposals
from surveykit.assess.result import PartnerScore, PlaceScore, Proposal, Slot, SlotScore
from surveykit.site.criteria import Criteria
from surveykit.site.model import PartnerHour, Place, Site, Window

AFTERNOON = SlotScore(Slot("mo_3", "", "mo", time(15), time(18)), 10.0, 0.5, 1.0)
MORNING = SlotScore(Slot("mo_1", "", "mo", time(9), time(12)), 5.0, 0.25, 0.75)
EMPTY = SlotScore(Slot("tu_1", "", "tu", time(9), time(12)), 0.0, 0.0, 0.5)
ROOM = PlaceScore("B-P1", 0.6, 100, 1.0, ())


@pytest.fixture
def site(sites: dict[str, Site]) -> Site:
    """Site B with one room, open every day, and no partner."""
    return sites["B"].model_copy(
        update={"places": (a_room(time(9), time(20), sites["B"]),), "partner_hours": ()}
    )


def a_room(start: time, end: time, like: Site) -> Place:
    return like.places[0].model_copy(update={"windows": (Window(day="mo", start=start, end=end),)})


def with_hours(site: Site, *hours: tuple[time, time]) -> Site:
    """Partners in the room on Monday."""
    taken = [
        PartnerHour(
            partner="B-K2", place="B-P1", day="mo", start=start, end=end, rhythm="fortnightly",
            access="open", mean_visits=1, capacity=5,
        )
        for start, end in hours
    ]  # fmt: skip
    return site.model_copy(update={"partner_hours": tuple(taken)})


def proposed(site: Site, *slots: SlotScore) -> tuple[Proposal, ...]:
    return own_proposals(site, slots=slots, places=(ROOM,), visits=4.0)


def test_an_hour_begins_with_the_band(site: Site) -> None:
    first = proposed(site, AFTERNOON)[0]
    assert (first.slot, first.day, first.start, first.end) == ("mo_3", "mo", time(15), time(17))
    assert first.visits_per_session == 4.0


def test_a_worse_time_has_fewer_visits(site: Site) -> None:
    found = proposed(site, AFTERNOON, MORNING)
    assert [proposal.visits_per_session for proposal in found] == [4.0, 3.0]


def test_nothing_is_proposed_when_nobody_can_come(site: Site) -> None:
    assert proposed(site, EMPTY) == ()


def test_an_hour_moves_into_the_hours_of_the_room(site: Site) -> None:
    late = site.model_copy(update={"places": (a_room(time(15, 30), time(20), site),)})
    assert proposed(late, AFTERNOON)[0].start == time(15, 30)


def test_an_hour_that_would_leave_the_band_is_not_proposed(site: Site) -> None:
    late = site.model_copy(update={"places": (a_room(time(16, 30), time(20), site),)})
    assert proposed(late, AFTERNOON) == ()


def test_an_hour_waits_until_the_partner_leaves_the_room(site: Site) -> None:
    assert proposed(with_hours(site, (time(14), time(16))), AFTERNOON)[0].start == time(16)


def test_an_hour_that_ends_before_the_partner_comes_is_free(site: Site) -> None:
    first = proposed(with_hours(site, (time(17), time(19))), AFTERNOON)[0]
    assert (first.start, first.conflict) == (time(15), "")


def test_a_conflict_is_told_but_does_not_come_first(site: Site) -> None:
    found = proposed(with_hours(site, (time(16), time(18))), AFTERNOON, MORNING)
    assert [(proposal.slot, proposal.conflict) for proposal in found] == [
        ("mo_1", ""),
        ("mo_3", "B-K2"),
    ]


def test_a_conflict_at_a_worse_time_is_not_worth_telling(site: Site) -> None:
    found = proposed(with_hours(site, (time(9), time(12))), AFTERNOON, MORNING)
    assert [proposal.slot for proposal in found] == ["mo_3"]


def test_without_a_free_time_the_conflicts_are_all_there_is(site: Site) -> None:
    found = proposed(with_hours(site, (time(9), time(18))), AFTERNOON)
    assert [proposal.conflict for proposal in found] == ["B-K2"]


@pytest.mark.parametrize(
    ("visits", "minutes"), [(0.0, 60), (0.52, 60), (2.4, 60), (2.401, 75), (2.64, 75), (9.4, 240)]
)
def test_a_window_with_a_partner_is_a_multiple_of_15_minutes(visits: float, minutes: int) -> None:
    assert cooperative_minutes(visits, Criteria()) == minutes


def test_a_cooperative_slot_lies_inside_the_partners_hour(site: Site) -> None:
    hour = with_hours(site, (time(14), time(15, 30))).partner_hours[0]
    score = PartnerScore(hour, ("mo_3",), 0.5, 3.0, ())
    found = partner_proposals([score], slots=[AFTERNOON], visits=2.64, criteria=Criteria())[0]
    assert (found.start, found.end, found.partner) == (time(14, 15), time(15, 30), "B-K2")


def test_a_partners_hour_that_touches_no_band_begins_with_the_hour(site: Site) -> None:
    hour = with_hours(site, (time(8), time(9, 30))).partner_hours[0]
    score = PartnerScore(hour, (), 0.0, 3.0, ())
    found = partner_proposals([score], slots=[AFTERNOON], visits=1.0, criteria=Criteria())[0]
    assert (found.slot, found.start, found.end) == ("", time(8), time(9))
