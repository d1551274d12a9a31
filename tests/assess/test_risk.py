"""How sure the verdict of a whole site is, and where to go on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveykit.assess.assessment import assess, assess_answers
from surveykit.assess.coverage.doors import count_doors
from surveykit.assess.estimate.contact import MOST_BLOCKS, PRIOR, chances
from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.interviews import read_interviews
from surveykit.assess.estimate.questionnaire import Questionnaire
from surveykit.assess.estimate.strata import block_strata, model_of, site_stratum
from surveykit.assess.result import Assessment, Doors, Format
from surveykit.assess.verdict.verdicts import Status
from surveykit.assess.words.report import sentences
from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.contact_sheet import contact_sheet
from surveykit.fieldwork.record import Record
from surveykit.form import Form
from surveykit.site.criteria import Criteria
from surveykit.site.model import Site
from surveykit.text import speaking

from .examples import door_records, doors
from .midway import AFTERNOON, MORNING, SATURDAY, attempt, midway

ROUND = 18
"""Two hours at 2.5 minutes a try, and 7 more where it becomes an interview: four of seven doors."""

Midway = Callable[..., Assessment]


@pytest.fixture(scope="module")
def going_on(sites: dict[str, Site], form: Form) -> Midway:
    def found(name: str, interviews: int, others: int) -> Assessment:
        records, lines = midway(sites[name], interviews, others)
        return assess(sites[name], form, records, lines)

    return found


@pytest.mark.parametrize(
    ("site", "status"), [("A", "certified"), ("B", "exhausted"), ("C", "probable")]
)
def test_the_status_of_the_examples(
    assessments: dict[str, Assessment], site: str, status: str
) -> None:
    found = assessments[site].outlook
    assert (found.verdict, found.status) == (assessments[site].verdict, status)


def test_the_factors_of_those_not_heard_are_as_uncertain_as_their_ranges(
    questionnaire: Questionnaire,
) -> None:
    """Triangles; their variance is (a² + b² + c² - ab - ac - bc) / 18."""
    found = model_of(Criteria(), questionnaire)
    assert found.ratio_not_met == pytest.approx((0.2 + 0.4 + 0.7) / 3)
    assert found.error_not_met**2 == pytest.approx(0.19 / 18)
    assert found.ratio_refused == pytest.approx((0 + 0.1 + 0.3) / 3)
    assert found.error_refused**2 == pytest.approx(0.07 / 18)
    at_the_end = model_of(Criteria(k_not_reached=0.7), questionnaire)
    assert at_the_end.ratio_not_met == pytest.approx(1.6 / 3)


def test_the_probabilities_of_all_verdicts_add_up(assessments: dict[str, Assessment]) -> None:
    for found in assessments.values():
        chances_ = found.outlook.probabilities
        assert sum(chances_.values()) == pytest.approx(1)
        assert found.outlook.risk == pytest.approx(1 - chances_[found.verdict], abs=1e-9)


def test_every_step_of_the_rules_has_its_risk(assessments: dict[str, Assessment]) -> None:
    """What a step compares is reached as probably as its format's minimum is."""
    found = assessments["B"]
    risks = {step.rule: step.risk for step in found.reasons}
    reaching = found.outlook.reaching
    assert risks["data"] == risks["size"] == 0
    assert risks["demand:fortnightly"] == pytest.approx(reaching[Format.FORTNIGHTLY])
    assert risks["demand:monthly"] == pytest.approx(1 - reaching[Format.MONTHLY])
    trial = found.outlook.probabilities["trial:monthly"]
    assert risks["cautious"] == pytest.approx(reaching[Format.MONTHLY] - trial, abs=1e-9)


def test_known_households_are_certain_and_the_point_lies_in_its_intervals(
    assessments: dict[str, Assessment],
) -> None:
    for found in assessments.values():
        raw, total = found.outlook.raw, found.forecast.raw_total
        assert found.outlook.bounds.low >= found.forecast.raw_interviewed
        assert raw.ninety.low <= raw.half.low <= total <= raw.half.high <= raw.ninety.high
        assert raw.ninety.high <= found.outlook.bounds.high


def test_the_blocks_make_the_site(sites: dict[str, Site], form: Form, going_on: Midway) -> None:
    found = going_on("B", 40, 20)
    blocks = found.outlook.blocks
    assert [block.block for block in blocks] == [block.name for block in sites["B"].blocks]
    assert sum(block.interviewed for block in blocks) == 40
    assert sum(block.mean for block in blocks) == pytest.approx(found.outlook.raw.mean)


def test_doors_and_answers_of_the_blocks_agree_with_the_site(
    sites: dict[str, Site], questionnaire: Questionnaire
) -> None:
    records, lines = midway(sites["B"], 40, 20)
    homes = read_interviews(records, questionnaire, dk_factor=0.5).households
    for kept in (homes, homes[:30], homes[:1]):  # answers erased since leave doors not reached
        counted = count_doors(sites["B"], lines, interviews=len(kept))
        strata = block_strata(sites["B"], kept, counted, contact_sheet(sites["B"], lines))
        assert len(strata) == 4
        assert sum(block.refused for block in strata) == counted.refused
        assert sum(block.unheard for block in strata) == counted.refused + counted.not_reached
        assert sum(block.untried for block in strata) == 94 - 40 - 5
    sheet = contact_sheet(sites["B"], [])
    without = count_doors(sites["B"], [], interviews=40)
    strata = block_strata(sites["B"], homes, without, sheet)  # typed in from paper
    assert sum(block.unheard for block in strata) == without.not_reached == 54


def test_answers_without_a_block_make_one_site(
    sites: dict[str, Site], questionnaire: Questionnaire, households: dict[str, tuple[Household]]
) -> None:
    lost = [replace(home, answers={}) for home in households["B"]]
    counted = count_doors(sites["B"], [], interviews=58)
    strata = block_strata(sites["B"], lost, counted, contact_sheet(sites["B"], []))
    assert [(one.name, one.interviews, one.untried) for one in strata] == [("", 58, 36)]


def test_who_does_not_know_counts_half_of_what_the_others_say() -> None:
    known = [Household(0, 0.01, {}), Household(10, 0.99, {}), Household(5, 0.5, {})]
    unsure = Household(None, 0.25, {})
    found = site_stratum([*known, unsure], Doors(4, 0, 4, 0, 0))
    assert found.interviews == 4
    assert found.visits == pytest.approx(1.75)
    assert found.interested == pytest.approx(2 + 0.5 * 2 / 3)
    assert found.scores == pytest.approx((0.98 + 0.49) * (1 + 0.5 / 3))


def test_in_the_middle_of_a_survey_the_next_doors_are_named(
    sites: dict[str, Site], going_on: Midway
) -> None:
    found = going_on("B", 40, 20)
    assert found.outlook.status is Status.UNDECIDED
    named = [name for group in found.outlook.next_doors for name in group.doors]
    assert len(set(named)) == len(named)
    assert ROUND > len(named) >= 120 // (2.5 + 7)  # more doors open here, at most every one
    _, lines = midway(sites["B"], 40, 20)
    sheet = contact_sheet(sites["B"], lines)
    assert all(sheet[name].may_try for name in named)
    places = {flat.name: at for at, flat in enumerate(sites["B"].dwellings)}
    for group in found.outlook.next_doors:
        assert [*group.doors] == sorted(group.doors, key=lambda name: places[name])
        assert {name.rpartition("-")[0][:3] for name in group.doors} == {group.block}


def test_a_door_that_waits_for_us_is_among_the_next(sites: dict[str, Site], form: Form) -> None:
    records, lines = midway(sites["B"], 40, 20)
    tried = {line.dwelling for line in lines}
    waiting = next(flat.name for flat in sites["B"].dwellings
                   if flat.occupied and flat.name not in tried)  # fmt: skip
    later = attempt(999, waiting, Outcome.LATER, AFTERNOON)
    found = assess(sites["B"], form, records, [*lines, later])
    assert waiting in [name for group in found.outlook.next_doors for name in group.doors]


def test_an_untouched_site_says_where_to_begin(sites: dict[str, Site], form: Form) -> None:
    found = assess(sites["B"], form, [], []).outlook
    assert sum(len(group.doors) for group in found.next_doors) == ROUND
    assert {group.time for group in found.next_doors} == {"evening"}


def test_a_round_is_a_walk_through_a_few_blocks_and_the_next_ones_come_to_the_others(
    sites: dict[str, Site], form: Form
) -> None:
    """Site C has nine blocks; behind half of the doors the interviews of the example are held."""
    site, left = sites["C"], [*door_records("C")]
    records, lines, seen = list[Record](), list[Attempt](), set[str]()
    for evening in range(5):
        found = assess(site, form, records, lines).outlook.next_doors
        assert 1 < len(found) <= MOST_BLOCKS
        assert len({group.time for group in found}) == 1
        seen |= {group.block for group in found}
        named = [(group.block, name) for group in found for name in group.doors]
        for number, (block, name) in enumerate(named):
            told = next((one for one in left if one.answers["block"] == block), None)
            outcome = Outcome.INTERVIEW if told and number % 2 else Outcome.NOT_HOME
            lines.append(attempt(1000 * evening + number, name, outcome, AFTERNOON))
            if told and number % 2:
                left.remove(told)
                records.append(told)
    assert seen == {block.name for block in site.blocks}


def test_a_percentage_nobody_has_measured_is_called_assumed(
    sites: dict[str, Site], form: Form
) -> None:
    evening = SATURDAY.replace(day=13, hour=18)
    flats = [flat.name for flat in sites["B"].dwellings if flat.occupied]
    known = [attempt(n, name, Outcome.LATER, evening) for n, name in enumerate(flats[:12])]
    for lines, assumed in (((), True), (known, False)):
        found = assess(sites["B"], form, [], lines)
        assert {group.assumed for group in found.outlook.next_doors} == {assumed}
        with speaking("en"):
            told = " ".join(sentences(found, sites["B"]).fieldwork)
        assert ("55% will open is assumed" in told) is assumed


def test_where_to_go_on_after_few_interviews_tells_nothing_of_them(
    sites: dict[str, Site], form: Form
) -> None:
    """Four households whose doors are the same; whatever they said, the next doors stay."""
    records, lines = midway(sites["B"], 4, 3)
    keen, cold = ({"prob": "10", "visits": "four_plus"}, {"prob": "0"})
    found = [
        assess(
            sites["B"],
            form,
            [replace(one, answers={"consent": "yes", "block": one.answers["block"], **said})
             for one, said in zip(records, answers, strict=True)],
            lines,
        )
        for answers in ((keen, cold, cold, cold), (cold, keen, keen, keen))
    ]  # fmt: skip
    assert found[0].outlook.next_doors == found[1].outlook.next_doors
    assert sum(len(group.doors) for group in found[0].outlook.next_doors) == ROUND
    with speaking("en"):
        told = sentences(found[0], sites["B"])
    assert any(line.startswith("Next: Lindenhof ") for line in told.fieldwork)
    assert not told.certainty


def test_attempts_tell_when_somebody_is_at_home() -> None:
    tried = [
        attempt(1, "a", Outcome.NOT_HOME, MORNING),
        attempt(2, "b", Outcome.NOT_HOME, MORNING),
        attempt(3, "c", Outcome.REFUSED, SATURDAY),
        attempt(4, "d", Outcome.LATER, SATURDAY),
        attempt(5, "e", Outcome.INTERVIEW, None),
    ]
    found = chances(tried, UTC)
    assert found["morning"] == pytest.approx(6 * PRIOR["morning"] / 8)
    assert found["saturday"] == pytest.approx((6 * PRIOR["saturday"] + 2) / 8)
    assert found["evening"] == PRIOR["evening"]


def test_nobody_is_sent_again_at_the_time_when_nobody_opened(
    sites: dict[str, Site], form: Form
) -> None:
    evening = SATURDAY.replace(day=13, hour=18)
    lines = [
        attempt(number, flat.name, Outcome.NOT_HOME, evening)
        for number, flat in enumerate(sites["A"].dwellings, 1)
        if flat.occupied
    ]
    found = assess(sites["A"], form, [], lines).outlook
    assert found.next_doors
    assert "evening" not in {group.time for group in found.next_doors}


def test_few_interviews_decide_nothing_by_chance(
    sites: dict[str, Site], questionnaire: Questionnaire
) -> None:
    """With the least share of interviews a planner can ask for, four of 17 are no evidence."""
    site = sites["A"]
    loose = site.model_copy(
        update={"criteria": site.criteria.model_copy(update={"min_response_share": 0.1})}
    )
    four = [Household(1, 0.1, {})] * 4
    found = assess_answers(loose, questionnaire, four, Doors(18, 1, 4, 0, 13))
    assert found.outlook.status in (Status.UNDECIDED, Status.EXHAUSTED)


def test_a_stricter_planner_is_harder_to_convince(
    sites: dict[str, Site], questionnaire: Questionnaire, households: dict[str, tuple[Household]]
) -> None:
    site = sites["C"]
    found = {}
    for limit in (0.05, 0.2):
        own = site.model_copy(
            update={"criteria": site.criteria.model_copy(update={"risk_max": limit})}
        )
        assessed = assess_answers(own, questionnaire, households["C"], doors("C"))
        found[limit] = assessed.outlook.status
    assert found == {0.05: Status.EXHAUSTED, 0.2: Status.PROBABLE}


answers = st.lists(st.sampled_from([(0, 0.01), (1, 0.1), (5, 0.5), (10, 4.95)]), min_size=30,
                   max_size=58)  # fmt: skip


@given(answers, st.integers(0, 29))
@settings(max_examples=25, deadline=None)
def test_a_household_more_interested_never_makes_an_own_hour_less_probable(
    sites: dict[str, Site],
    questionnaire: Questionnaire,
    given_: list[tuple[int, float]],
    changed: int,
) -> None:
    before = [Household(prob, raw, {}) for prob, raw in given_]
    after = [*before[:changed], Household(10, 4.95, {}), *before[changed + 1 :]]
    counted = Doors(96, 2, len(before), 10, 84 - len(before))
    low, high = (
        assess_answers(sites["B"], questionnaire, homes, counted).outlook
        for homes in (before, after)
    )
    assert high.raw.mean >= low.raw.mean - 1e-9
    assert high.own_hour >= low.own_hour - 1e-9


def test_where_a_slot_is_hard_to_want_the_probabilities_add_up_too(
    sites: dict[str, Site], questionnaire: Questionnaire
) -> None:
    """An hour of one's own is worth holding here before a cooperative slot would be wanted."""
    site = sites["B"]
    odd = {"coop_min_visits13": 10.0, "coop_min_households": 20, "min_visitors": 2.0}
    own = site.model_copy(update={"criteria": site.criteria.model_copy(update=odd)})
    met = [Household(5, 1.0, {})] * 18 + [Household(0, 0.01, {})] * 12
    found = assess_answers(own, questionnaire, met, Doors(96, 2, 30, 4, 60)).outlook
    assert sum(found.probabilities.values()) == pytest.approx(1)


def test_the_further_interviews_let_the_criterias_figure_catch_up(going_on: Midway) -> None:
    """It counts doors not yet tried as not reached, so one more interview would decide nothing."""
    found = going_on("C", 150, 60)
    outlook = found.outlook
    assert (outlook.verdict, outlook.likeliest) == ("trial:weekly", "regular:weekly")
    assert outlook.probabilities["regular:weekly"] > 0.9
    needed = outlook.further[0].interviews
    assert needed is not None
    gain = needed * found.forecast.mean * (1 - 0.4)
    assert found.forecast.raw_total + gain == pytest.approx(110, abs=0.5)  # 2 · 11 / 0.20
