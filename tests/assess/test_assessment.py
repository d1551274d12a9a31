"""A whole site: whatever was collected so far, there is an answer."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveykit.assess.assessment import assess, assess_answers
from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.questionnaire import Questionnaire
from surveykit.assess.result import Assessment, Doors, Format
from surveykit.assess.words.report import sentences
from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.record import Mode
from surveykit.form import Form
from surveykit.site.model import Site
from surveykit.text import speaking

from .examples import door_records, doors, record

AT = datetime(2027, 1, 14, 15, 30, tzinfo=UTC)  # a Thursday afternoon


def attempts(site: Site, outcomes: dict[Outcome, int]) -> list[Attempt]:
    """One attempt at as many occupied dwellings as asked for, in the planner's order."""
    tried = [outcome for outcome, number in outcomes.items() for _ in range(number)]
    occupied = [dwelling.name for dwelling in site.dwellings if dwelling.occupied]
    return [
        Attempt(
            id=UUID(int=number, version=4),
            dwelling=dwelling,
            outcome=outcome,
            at=None if outcome is Outcome.INTERVIEW else AT,
        )
        for number, (dwelling, outcome) in enumerate(zip(occupied, tried, strict=False), 1)
    ]


def test_records_and_attempts_give_what_answers_and_doors_give(
    sites: dict[str, Site], form: Form, assessments: dict[str, Assessment]
) -> None:
    sheet = attempts(sites["B"], {Outcome.INTERVIEW: 58, Outcome.REFUSED: 15, Outcome.NOT_HOME: 21})
    found = assess(sites["B"], form, door_records("B"), sheet)
    expected = assessments["B"]
    assert found.doors == expected.doors
    assert found.verdict == expected.verdict
    assert found.forecast == expected.forecast
    assert found.flips == expected.flips


def test_hallway_interviews_change_no_figure_but_their_own(
    sites: dict[str, Site], form: Form
) -> None:
    sheet = attempts(sites["A"], {Outcome.INTERVIEW: 13, Outcome.REFUSED: 2, Outcome.NOT_HOME: 2})
    met = [
        record({"lives": "yes_new", "prob": "10"}, 900 + n, form="hallway_quick", mode=Mode.HALLWAY)
        for n in range(6)
    ]
    without = assess(sites["A"], form, door_records("A"), sheet)
    found = assess(sites["A"], form, [*met, *door_records("A")], sheet)
    assert found.hallway.interviews == 6
    assert (found.forecast, found.verdict) == (without.forecast, without.verdict)
    with speaking("en"):
        assert (
            "6 hallway interviews stand apart from those at the door."
            in sentences(found, sites["A"]).notes
        )


def test_answers_without_an_attempt_count_as_doors_interviewed(
    sites: dict[str, Site], form: Form
) -> None:
    found = assess(sites["B"], form, door_records("B"), [])
    assert found.doors == Doors(
        dwellings=96, vacant=2, interviewed=58, refused=0, not_reached=36, not_tried=36
    )


def test_an_erased_answer_leaves_a_door_not_reached(sites: dict[str, Site], form: Form) -> None:
    # 58 + 15 of 94 doors were tried; behind one of them nobody has said anything any more.
    sheet = attempts(sites["B"], {Outcome.INTERVIEW: 58, Outcome.REFUSED: 15})
    found = assess(sites["B"], form, door_records("B")[1:], sheet)
    assert found.doors == Doors(
        dwellings=96, vacant=2, interviewed=57, refused=15, not_reached=22, not_tried=21
    )


def test_an_untouched_site_asks_to_go_on(sites: dict[str, Site], form: Form) -> None:
    found = assess(sites["B"], form, [], [])
    assert found.verdict == "continue_survey"
    assert [(gap.block, gap.open, gap.untried) for gap in found.gaps] == [
        ("B-1", 23, 23),
        ("B-2", 24, 24),
        ("B-3", 24, 24),
        ("B-4", 23, 23),
    ]
    assert found.proposals == ()
    assert found.cost_ratio is None
    with speaking("en"):
        told = sentences(found, sites["B"])
    assert told.headline == "Keep asking: too few interviews yet"
    assert "29 more interviews are needed for a verdict." in told.fieldwork
    assert told.fieldwork[2] == (
        "Lindenhof 1: 23 doors to try, 23 of them for the first time. Nobody has tried there: "
        "morning (9–12), midday (12–15), afternoon (15–18), evening (18–20), Saturday."
    )


def test_the_gaps_name_the_times_of_day_that_lack_attempts(
    sites: dict[str, Site], form: Form
) -> None:
    sheet = attempts(sites["B"], {Outcome.INTERVIEW: 20, Outcome.NOT_HOME: 3})
    found = assess(sites["B"], form, [], sheet).gaps[0]
    assert (found.block, found.open, found.untried) == ("B-1", 3, 0)
    assert found.times == ("morning", "midday", "evening", "saturday")


@pytest.mark.parametrize(
    ("at", "time"),
    [
        (datetime(2027, 1, 14, 10, 59, tzinfo=UTC), "morning"),
        (datetime(2027, 1, 14, 11, 0, tzinfo=UTC), "midday"),
        (datetime(2027, 1, 14, 17, 0, tzinfo=UTC), "evening"),
        (datetime(2027, 1, 16, 11, 0, tzinfo=UTC), "saturday"),
        (datetime(2027, 7, 14, 9, 59, tzinfo=UTC), "morning"),
        (datetime(2027, 7, 14, 10, 0, tzinfo=UTC), "midday"),
    ],
)
def test_the_time_of_day_is_the_sites_whatever_the_laptops(
    sites: dict[str, Site], form: Form, at: datetime, time: str
) -> None:
    """One hour ahead of UTC in winter, two in summer."""
    tried = Attempt(UUID(int=1, version=4), "B-1-a-0-1", Outcome.NOT_HOME, at)
    found = assess(sites["B"], form, [], [tried]).gaps[0]
    missing = {"morning", "midday", "afternoon", "evening", "saturday"} - set(found.times)
    assert missing == {time}


def test_an_attempt_taken_back_is_no_attempt(sites: dict[str, Site], form: Form) -> None:
    tried = Attempt(UUID(int=1, version=4), "B-1-a-0-1", Outcome.NOT_HOME, AT)
    undone = Attempt(UUID(int=2, version=4), "B-1-a-0-1", Outcome.NOT_HOME, AT, undoes=tried.id)
    found = assess(sites["B"], form, [], [tried, undone]).gaps[0]
    assert found.untried == found.open == 23
    assert len(found.times) == 5


def test_a_site_where_nobody_lives_gets_an_answer(
    sites: dict[str, Site], questionnaire: Questionnaire
) -> None:
    empty = sites["A"].model_copy(
        update={
            "dwellings": tuple(
                dwelling.model_copy(update={"occupied": False}) for dwelling in sites["A"].dwellings
            )
        }
    )
    found = assess_answers(empty, questionnaire, (), Doors(18, 18, 0, 0, 0))
    assert found.verdict == "none_now"
    assert not any(place.eligible for place in found.places)
    assert sentences(found, empty).headline


def test_without_a_suitable_place_a_regular_hour_comes_with_a_warning(
    sites: dict[str, Site],
    questionnaire: Questionnaire,
    households: dict[str, tuple[Household, ...]],
) -> None:
    site = sites["C"].model_copy(update={"places": (), "distances": ()})
    found = assess_answers(site, questionnaire, households["C"], doors("C"))
    assert (found.verdict, found.proposals) == ("regular:weekly", ())
    assert found.costs[0].per_session == pytest.approx(292.85 + 10 * 2.5, abs=0.005)
    dearer = site.model_copy(
        update={"criteria": site.criteria.model_copy(update={"room_rate": 30})}
    )
    other = assess_answers(dearer, questionnaire, households["C"], doors("C"))
    assert other.costs[0].per_session == pytest.approx(292.85 + 30 * 2.5, abs=0.005)
    with speaking("en"):
        warning = (
            "No suitable room is free when people can come: find one before announcing the hour."
        )
        assert sentences(found, site).notes[0] == warning


def test_without_partners_a_small_site_gets_outreach(
    sites: dict[str, Site],
    questionnaire: Questionnaire,
    households: dict[str, tuple[Household, ...]],
) -> None:
    site = sites["A"].model_copy(update={"partners": (), "partner_hours": ()})
    found = assess_answers(site, questionnaire, households["A"], doors("A"))
    assert found.verdict == "outreach"
    assert found.partner is None
    with speaking("en"):
        reasons = sentences(found, site).reasons
    assert "No suitable partner's hour has room for the 0.52 visits expected." in reasons
    assert reasons[-1] == "0.61 visits per monthly session (fewer than 2): too few for a trial."


@given(st.permutations(range(58)))
@settings(max_examples=10)
def test_the_order_of_the_records_changes_nothing(
    sites: dict[str, Site],
    questionnaire: Questionnaire,
    households: dict[str, tuple[Household, ...]],
    assessments: dict[str, Assessment],
    order: list[int],
) -> None:
    shuffled = [households["B"][index] for index in order]
    assert assess_answers(sites["B"], questionnaire, shuffled, doors("B")) == assessments["B"]


def test_changed_criteria_are_named_with_their_defaults(
    assessments: dict[str, Assessment],
) -> None:
    assert assessments["B"].changed_criteria == {"interpreter_share": (0.0, 0.25)}


def test_the_cost_of_a_regular_hour_is_compared_with_a_cooperative_slot(
    assessments: dict[str, Assessment],
) -> None:
    assert assessments["B"].cost_ratio == pytest.approx(90 / 53, abs=0.02)
    assert assessments["C"].cost_ratio == pytest.approx(77 / 32, abs=0.02)
    assert assessments["A"].cost_ratio is None


def test_a_regular_hour_more_than_three_times_as_dear_is_told(
    sites: dict[str, Site],
    questionnaire: Questionnaire,
    households: dict[str, tuple[Household, ...]],
) -> None:
    criteria = sites["B"].criteria.model_copy(update={"staff_rate": 10.0})
    places = tuple(place.model_copy(update={"rent_eur_h": 60.0}) for place in sites["B"].places)
    site = sites["B"].model_copy(update={"criteria": criteria, "places": places})
    found = assess_answers(site, questionnaire, households["B"], doors("B"))
    assert found.cost_ratio is not None
    assert found.cost_ratio > 3
    with speaking("en"):
        assert any(
            line.startswith("Per visit the regular hour costs")
            for line in sentences(found, site).costs
        )


def test_every_language_of_the_screen_can_say_every_verdict(
    sites: dict[str, Site], assessments: dict[str, Assessment]
) -> None:
    for name, code in zip("ABC", cycle(["de", "en"]), strict=False):
        with speaking(code):
            lines = sentences(assessments[name], sites[name]).lines()
        assert all("{" not in line for line in lines)
        assert len(lines) > 20


def test_contradicting_corrections_of_an_interview_count_once(
    sites: dict[str, Site], form: Form
) -> None:
    answers = door_records("A")
    other = record({**answers[0].answers, "hh_size": "5plus"}, 1)
    found = assess(sites["A"], form, [answers[0], other, *answers[1:]], [])
    assert found == assess(sites["A"], form, [other, *answers], [])
    assert (found.doors.interviewed, found.contradictions) == (13, 1)
    with speaking("en"):
        told = sentences(found, sites["A"]).notes
    assert "1 correction contradicts another one and was not counted: settle it." in told


def test_a_cooperative_verdict_proposes_the_partners_hour(
    assessments: dict[str, Assessment],
) -> None:
    found = assessments["A"]
    assert found.format is Format.COOPERATIVE
    assert [proposal.partner for proposal in found.proposals] == ["A-K1"]


def test_where_nobody_knows_the_answer_is_not_no(sites: dict[str, Site], form: Form) -> None:
    met = [record({"prob": "dont_know"}, number) for number in range(1, 61)]
    sheet = attempts(sites["B"], {Outcome.INTERVIEW: 60})
    assert assess(sites["B"], form, met, sheet).verdict == "continue_survey"


def test_more_interviews_than_homes_are_told(sites: dict[str, Site], form: Form) -> None:
    met = [record({"prob": "5", "visits": "once"}, number) for number in range(1, 101)]
    found = assess(sites["B"], form, met, attempts(sites["B"], {Outcome.INTERVIEW: 94}))
    assert found.surplus_interviews == 6
    with speaking("en"):
        notes = sentences(found, sites["B"]).notes
    assert any(note.startswith("6 interviews more than homes interviewed") for note in notes)


def test_a_home_asked_on_two_laptops_counts_once(sites: dict[str, Site], form: Form) -> None:
    met = [record({"prob": "5", "visits": "once"}, number) for number in range(1, 42)]
    sheet = attempts(sites["B"], {Outcome.INTERVIEW: 40})
    again = replace(sheet[0], id=UUID(int=999, version=4))
    found = assess(sites["B"], form, met, [*sheet, again])
    assert found.doors.interviewed == 40
    assert found.surplus_interviews == 1
    assert found.forecast.raw_interviewed == pytest.approx(40 * 0.5)
