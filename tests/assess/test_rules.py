"""The decision rules, step by step and at their edges."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.assess.verdict.rules import RULES, Facts, decide, interviews_needed, reasons
from surveykit.site.criteria import Criteria

FACTS = Facts(
    criteria=Criteria(),
    dwellings=96,
    occupied=94,
    interviews=58,
    raw_total=34.629,
    calibration=0.35,
    calibration_low=0.20,
    households_likely=25,
    partner_free=3.0,
)

FIRES = {
    "continue_survey": (replace(FACTS, interviews=28), "continue_survey"),
    "regular": (replace(FACTS, raw_total=40.0), "regular:monthly"),
    "trial": (FACTS, "trial:monthly"),
    "cooperative": (replace(FACTS, dwellings=39), "cooperative"),
    "outreach": (replace(FACTS, dwellings=39, partner_free=None), "outreach"),
    "none_now": (replace(FACTS, raw_total=2.0, households_likely=2), "none_now"),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_can_fire(rule: object) -> None:
    facts, verdict = FIRES[getattr(rule, "__name__", "")]
    assert decide(facts) == verdict


def test_the_rules_stand_in_the_planners_order() -> None:
    assert [rule.__name__ for rule in RULES] == list(FIRES)


@pytest.mark.parametrize(
    ("raw_total", "verdict"),
    [
        (33.673, "cooperative"),  # 3 · 2.75 / (0.35 · 0.7) = 33.6735
        (33.674, "trial:monthly"),
        (39.285, "trial:monthly"),  # 2 · 2.75 / (0.20 · 0.7) = 39.2857
        (39.286, "regular:monthly"),
        (52.380, "regular:monthly"),  # 3 · 5.5 / (0.35 · 0.9) = 52.3810
        (52.382, "trial:fortnightly"),
        (94.285, "regular:fortnightly"),  # 3 · 11 / 0.35 = 94.2857
        (94.286, "trial:weekly"),
        (110.001, "regular:weekly"),  # 2 · 11 / 0.20 = 110
    ],
)
def test_more_interest_leads_to_more_frequent_hours(raw_total: float, verdict: str) -> None:
    assert decide(replace(FACTS, raw_total=raw_total)) == verdict


@pytest.mark.parametrize(
    ("occupied", "needed"), [(0, 0), (17, 9), (49, 25), (50, 15), (94, 29), (200, 60), (201, 60),
                             (299, 60), (300, 60), (408, 82)],
)  # fmt: skip
def test_how_many_interviews_are_needed(occupied: int, needed: int) -> None:
    assert interviews_needed(Criteria(), occupied) == needed


def test_the_planners_own_share_of_interviews_counts_alone() -> None:
    assert interviews_needed(Criteria(min_response_share=0.1), 300) == 30


def test_two_conditions_for_a_cooperative_slot_either_is_enough() -> None:
    small = replace(FACTS, dwellings=18)
    assert decide(replace(small, raw_total=2.0, households_likely=3)) == "cooperative"
    assert decide(replace(small, raw_total=3.0, households_likely=0)) == "cooperative"
    assert decide(replace(small, raw_total=2.0, households_likely=2)) == "none_now"


def test_a_partner_without_room_is_no_partner() -> None:
    small = replace(FACTS, dwellings=18)
    assert decide(replace(small, partner_free=2.6)) == "outreach"  # 2.644 are expected
    assert decide(replace(small, partner_free=2.7)) == "cooperative"


def test_a_site_where_nobody_lives_gets_nothing() -> None:
    empty = Facts(Criteria(), 5, 0, 0, 0.0, 0.35, 0.2, 0, None)
    assert decide(empty) == "none_now"


def test_the_reasons_end_where_the_verdict_is_reached() -> None:
    steps = {name: [reason.rule for reason in reasons(facts)] for name, (facts, _) in FIRES.items()}
    assert steps["continue_survey"] == ["data"]
    demand = ["demand:weekly", "demand:fortnightly", "demand:monthly"]
    assert steps["trial"] == ["data", "size", *demand, "cautious"]
    assert steps["cooperative"] == ["data", "size", "coop_demand", "coop_households", "partner"]
    assert steps["outreach"][-2:] == ["partner", "outreach"]
    assert steps["none_now"][-2:] == ["coop_demand", "coop_households"]


@given(
    raw_total=st.floats(0, 500),
    more=st.floats(0, 100),
    households_likely=st.integers(0, 10),
    dwellings=st.sampled_from([18, 39, 40, 400]),
)
def test_more_interest_never_leads_to_a_rarer_own_hour(
    raw_total: float, more: float, households_likely: int, dwellings: int
) -> None:
    order = ["", "monthly", "fortnightly", "weekly"]
    facts = replace(
        FACTS, raw_total=raw_total, households_likely=households_likely, dwellings=dwellings
    )
    before, after = (
        order.index(decide(found).partition(":")[2])
        for found in (facts, replace(facts, raw_total=raw_total + more))
    )
    assert after >= before
