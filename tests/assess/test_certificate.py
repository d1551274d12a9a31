"""The certificate is exact: certain if, and only if, no ending at the other doors flips it.

Every ending is tried out on the criteria's own forecast and rules.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from surveykit.assess.assessment import assess_answers
from surveykit.assess.estimate.forecast import forecast
from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.posterior import Scale
from surveykit.assess.estimate.questionnaire import Questionnaire
from surveykit.assess.result import Doors, Hallway
from surveykit.assess.verdict.certificate import answers_of, certain
from surveykit.assess.verdict.rules import Facts, decide, interviews_needed
from surveykit.assess.verdict.verdicts import Status
from surveykit.site.criteria import Criteria
from surveykit.site.model import Site

SCALE = Scale(step=0.005, least=0.1, most=4.95, base=0.01)
REFUSED, UNREACHED = "refused", "unreached"

# Probability and raw visits of the answers a household may give; None does not know.
ANSWERS: tuple[tuple[int | None, float], ...] = (
    (0, 0.01), (1, 0.1), (3, 0.75), (4, 0.4), (5, 2.5), (10, 0.99), (10, 4.95), (None, 0.0),
)  # fmt: skip


def homes(answers: Sequence[tuple[int | None, float]], criteria: Criteria) -> list[Household]:
    """Households; who does not know counts as the criteria say."""
    known = [raw for prob, raw in answers if prob is not None]
    unsure = criteria.dk_factor * sum(known) / len(known) if known else 0.0
    return [Household(prob, unsure if prob is None else raw, {}) for prob, raw in answers]


def facts_of(
    answers: Sequence[tuple[int | None, float]],
    doors: Doors,
    criteria: Criteria,
    partner_free: float | None,
) -> Facts:
    found = forecast(homes(answers, criteria), doors, Hallway(0, None), criteria)
    return Facts(
        criteria=criteria,
        dwellings=doors.dwellings,
        occupied=doors.occupied,
        interviews=doors.interviewed,
        raw_total=found.raw_total,
        calibration=criteria.calibration,
        calibration_low=criteria.calibration_low,
        households_likely=found.households_likely,
        partner_free=partner_free,
        any_known=not answers or any(prob is not None for prob, _ in answers),
    )


def endings(doors: Doors) -> Iterator[tuple[list[tuple[int | None, float]], Doors]]:
    """Every way in which the homes not interviewed can end, but for their order."""
    options: tuple[object, ...] = (*ANSWERS, REFUSED, UNREACHED)
    for found in combinations_with_replacement(options, doors.refused + doors.not_reached):
        given_ = [one for one in found if isinstance(one, tuple)]
        yield (
            given_,
            replace(
                doors,
                interviewed=doors.interviewed + len(given_),
                refused=found.count(REFUSED),
                not_reached=found.count(UNREACHED),
            ),
        )


criteria_of_many = st.builds(
    Criteria,
    min_response_share=st.sampled_from([0.1, 0.5]),
    min_dwellings=st.just(20),
    calibration=st.just(0.6),
    calibration_low=st.sampled_from([0.2, 0.5]),
    min_visitors=st.sampled_from([2.0, 3.0]),
    k_refused=st.sampled_from([0.0, 0.1, 0.3]),
    k_not_reached=st.sampled_from([0.2, 0.7]),
    dk_factor=st.sampled_from([0.0, 0.5, 1.0]),
    coop_min_visits13=st.sampled_from([0.0, 1.0, 4.0]),
    coop_min_households=st.sampled_from([1, 3]),
)


@given(
    st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=14),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from([18, 40]),
    criteria_of_many,
    st.sampled_from([None, 0.5, 2.0, 9.0]),
)
@settings(max_examples=250, deadline=None)
def test_certain_means_that_no_ending_flips_the_verdict_and_only_that(
    answers: list[tuple[int | None, float]],
    refused: int,
    not_reached: int,
    dwellings: int,
    criteria: Criteria,
    partner_free: float | None,
) -> None:
    occupied = len(answers) + refused + not_reached
    doors = Doors(dwellings, dwellings - occupied, len(answers), refused, not_reached)
    needed = interviews_needed(criteria, occupied)
    facts = facts_of(answers, doors, criteria, partner_free)
    asked = replace(facts, interviews=max(facts.interviews, needed))
    verdict = decide(asked)
    others = {
        decide(facts_of([*answers, *more], then, criteria, partner_free))
        for more, then in endings(doors)
        if then.interviewed >= needed
    }
    found = certain(asked, answers_of(homes(answers, criteria)), doors, SCALE, needed=needed)
    event(f"{verdict} {'certain' if found else 'open'}")
    assert found == (others <= {verdict})


@pytest.mark.parametrize(
    ("dwellings", "verdict"), [(18, "cooperative"), (40, "cooperative")]
)  # fmt: skip
def test_a_site_where_everybody_answered_is_certain(
    sites: dict[str, Site], questionnaire: Questionnaire, dwellings: int, verdict: str
) -> None:
    met = [Household(5, 0.5, {}) for _ in range(10)]
    doors = Doors(dwellings, dwellings - 10, 10, 0, 0)
    found = assess_answers(sites["A"], questionnaire, met, doors)
    assert found.verdict == verdict
    assert (found.outlook.status, found.outlook.risk) == (Status.CERTIFIED, 0.0)


def test_without_interviews_enough_nothing_is_certified(
    sites: dict[str, Site], questionnaire: Questionnaire
) -> None:
    """It would end as a cooperation whatever the others say; but one more must be asked first."""
    met = [Household(4, 0.4, {}) for _ in range(6)]
    found = assess_answers(sites["A"], questionnaire, met, Doors(18, 5, 6, 2, 5))
    assert found.verdict == "continue_survey"
    assert (found.outlook.verdict, found.outlook.certain) == ("cooperative", True)
    assert found.outlook.status is not Status.CERTIFIED


def test_a_single_answer_can_tip_what_is_not_certain(
    sites: dict[str, Site], questionnaire: Questionnaire
) -> None:
    met = [Household(0, 0.01, {}) for _ in range(16)]
    found = assess_answers(sites["A"], questionnaire, met, Doors(18, 1, 16, 1, 0))
    assert (found.verdict, found.outlook.certain) == ("none_now", False)
