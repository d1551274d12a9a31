"""The posterior against worked examples, an exact enumeration, and what must hold for any."""

from dataclasses import replace
from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.assess.estimate.posterior import Estimator, Posterior, Scale, Stratum
from surveykit.assess.verdict.bands import Band
from surveykit.assess.verdict.further import decided_after, doors_until_decided, next_strata
from surveykit.assess.verdict.sensitivity import break_even, reaching, tipping_ratio
from surveykit.assess.verdict.verdicts import Status, probabilities, status

from .worked import EXPECTED, LIMIT, TENTHS, strata, stratum

BANDS = (Band(0.0, "COOPERATIVE"), Band(LIMIT, "REGULAR"))
EXAMPLES = pytest.mark.parametrize("example", EXPECTED)


def near(value: float) -> object:
    return pytest.approx(value, abs=1e-6)


@EXAMPLES
def test_the_worked_examples(example: str) -> None:
    expected, estimator = EXPECTED[example], Estimator(strata(example), TENTHS)
    found = estimator.posterior()
    assert found.mean == near(expected["T"]["mean"])
    assert found.variance == near(expected["moments"]["var"])
    assert found.counts[:5] == pytest.approx(expected["P_K_first_5"], abs=1e-6)
    assert found.at_least(LIMIT) == near(expected["prob_T_ge_Tstar"])
    for rung in expected["ladder"].values():
        assert found.at_least(rung["T_star"]) == near(rung["prob"])
    for share, name in ((0.05, "q05"), (0.5, "median"), (0.95, "q95")):
        assert found.quantile(share) == near(expected["T"][name])
    assert estimator.bounds() == pytest.approx(expected["manski_T"])


@EXAMPLES
def test_what_next_in_the_worked_examples(example: str) -> None:
    expected, estimator = EXPECTED[example], Estimator(strata(example), TENTHS)
    planned = next_strata(estimator, 10, most=10, order=range(len(estimator.strata)))
    names = {estimator.strata[at].name: doors for at, doors in planned.items()}
    assert names == expected["next_10_doors"]
    every = {at: one.untried for at, one in enumerate(estimator.strata)}
    assert decided_after(estimator, BANDS, planned, limit=0.1) == near(
        expected["prob_decided_after_next_10"]
    )
    assert decided_after(estimator, BANDS, every, limit=0.1) == near(
        expected["prob_decided_after_all_doors"]
    )
    assert doors_until_decided(estimator, BANDS, 0.5, limit=0.1) == expected["doors_needed_50"]
    assert doors_until_decided(estimator, BANDS, 0.8, limit=0.1) == expected["doors_needed_80"]


def test_of_equal_blocks_those_drawn_first_are_taken_and_only_a_few() -> None:
    alike = Estimator([Stratum(name, untried=40) for name in "abcdef"], TENTHS)
    planned = next_strata(alike, 18, most=4, order=[5, 3, 1, 0, 2, 4])
    assert planned == {5: 5, 3: 5, 1: 5, 0: 3}
    small = Estimator([Stratum(name, untried=2) for name in "abcdef"], TENTHS)
    assert sum(next_strata(small, 18, most=4, order=range(6)).values()) == 12  # all there are


@EXAMPLES
def test_what_would_overturn_the_worked_examples(example: str) -> None:
    expected, estimator = EXPECTED[example], Estimator(strata(example), TENTHS)
    reached = reaching(estimator, LIMIT)
    for ratio, probability in expected["prob_at_gamma"].items():
        assert reached(float(ratio)) == near(probability)
    tipping = expected["tipping_gamma"]
    assert tipping_ratio(reached) == (None if tipping is None else near(tipping))
    missed, enough = break_even(estimator, LIMIT, 0.5, 0.1)
    regular = expected["break_even_c"]["regular"]
    assert missed == near(expected["break_even_c"]["cooperative"])
    assert enough == (None if regular is None else near(regular))


@EXAMPLES
def test_the_status_of_the_worked_examples(example: str) -> None:
    expected, estimator = EXPECTED[example], Estimator(strata(example), TENTHS)
    chances = probabilities(estimator.posterior(), BANDS)
    assert sum(chances.values()) == pytest.approx(1)
    verdict = max(chances, key=lambda name: chances[name])
    least, most = estimator.bounds()
    found = status(
        1 - chances[verdict],
        limit=0.1,
        certain=least >= LIMIT or most < LIMIT,
        interviews=sum(one.interviews for one in estimator.strata),
        doors=sum(one.untried for one in estimator.strata),
    )
    if expected["status"] == "UNDECIDED":
        assert found is Status.UNDECIDED
    else:
        assert (verdict, found) == (expected["status"], expected["reason"])


def test_a_sum_of_few_is_enumerated() -> None:
    """With a certain number of the interested their sum is as if drawn one by one."""
    scale = Scale(step=0.5, least=0.5, most=1.0)
    found = Posterior(scale, 0.0, 4, 2.0, 1.0, 0.75, 0.0625, 0.0)  # binomial(4, 1/2)
    for total in (0.5, 1.0, 1.5, 2.0, 3.0):
        exact = sum(
            comb(4, n) / 16 * sum(sum(scores) >= total for scores in product((0.5, 1.0), repeat=n))
            / 2**n
            for n in range(5)
        )  # fmt: skip
        assert found.at_least(total) == pytest.approx(exact, abs=0.02)


counts = st.integers(0, 6)
answers = st.lists(st.sampled_from([0.0, 0.0, 0.1, 0.5, 1.0]), max_size=8)
some = st.lists(
    st.builds(
        lambda scores, refused, missed, vacant, left: stratum(
            "", len(scores) + refused + missed + vacant + left, scores,
            refused=refused, not_met=missed, vacant=vacant,
        ),
        answers, counts, counts, counts, st.integers(0, 30),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@given(some, st.floats(0, 30), st.floats(0, 10))
def test_a_higher_limit_is_never_more_probable(
    sites: list[Stratum], limit: float, more: float
) -> None:
    found = Estimator(sites, TENTHS).posterior()
    assert found.at_least(limit + more) <= found.at_least(limit) + 1e-9


@given(some, st.floats(0.5, 15), st.floats(0, 1), st.floats(0, 1))
def test_more_interest_of_the_silent_never_lowers_the_mean(
    sites: list[Stratum], limit: float, ratio: float, more: float
) -> None:
    low, high = (
        Estimator(sites, replace(TENTHS, ratio_refused=share, ratio_not_met=share)).posterior()
        for share in (ratio, ratio + more)
    )
    assert high.mean >= low.mean - 1e-9


@given(some.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_and_names_of_blocks_change_nothing(
    both: tuple[list[Stratum], list[Stratum]],
) -> None:
    one, other = (Estimator(found, TENTHS).posterior() for found in both)
    assert other.mean == pytest.approx(one.mean)
    assert other.variance == pytest.approx(one.variance)
    assert other.at_least(5) == pytest.approx(one.at_least(5), abs=1e-9)


@given(some)
def test_blocks_that_are_all_alike_are_one_site(sites: list[Stratum]) -> None:
    alike = replace(TENTHS, pooling=1e12)
    one = Stratum("", *(sum(getattr(s, name) for s in sites) for name in Stratum.__slots__[1:]))
    many, pooled = (Estimator(found, alike).posterior() for found in (sites, [one]))
    assert many.mean == pytest.approx(pooled.mean)
    assert many.variance == pytest.approx(pooled.variance, rel=1e-6)


@given(some)
def test_the_blocks_add_up_to_the_site(sites: list[Stratum]) -> None:
    estimator = Estimator(sites, TENTHS)
    blocks = [estimator.posterior(at) for at in range(len(sites))]
    assert sum(block.mean for block in blocks) == pytest.approx(estimator.posterior().mean)
    assert sum(block.unheard for block in blocks) == estimator.posterior().unheard


@given(some, st.sampled_from([0.05, 0.25, 0.5, 0.75, 0.95]))
def test_a_quantile_is_the_least_total_that_holds_its_share(
    sites: list[Stratum], share: float
) -> None:
    found = Estimator(sites, TENTHS).posterior()
    value = found.quantile(share)
    assert 1 - found.at_least(value + 0.1) >= share
    assert value < found.heard + 0.05 or 1 - found.at_least(value) < share


@given(some)
def test_more_doors_never_leave_less_known(sites: list[Stratum]) -> None:
    estimator = Estimator(sites, TENTHS)
    everywhere = {at: float(one.untried) for at, one in enumerate(sites)}
    assert estimator.variance_after({}) == pytest.approx(estimator.posterior().variance)
    assert estimator.variance_after(everywhere) <= estimator.posterior().variance * (1 + 1e-9)


def test_an_answer_more_of_the_interested_never_lowers_the_forecast() -> None:
    before = strata("E1 undecided")
    first = before[0]
    more = replace(first, interested=first.interested + 1, visits=first.visits + 0.5,
                   scores=first.scores + 0.5, squares=first.squares + 0.25)  # fmt: skip
    low, high = (Estimator(found, TENTHS).posterior() for found in (before, [more, *before[1:]]))
    assert high.mean > low.mean
    assert high.at_least(LIMIT) > low.at_least(LIMIT)


def test_with_nothing_assumed_it_is_the_sampling_error_of_a_finite_population() -> None:
    """A simple random sample of schools: R's `svytotal` with `fpc` (survey 4.1.1, data apisrs).

    Total enrolment 3621074.34, standard error 169519.65. Where nobody declines, all are
    interested and the priors weigh nothing, the posterior is that; R divides by n - 1, we by n + 1.
    """
    schools, sampled = 6194, 200
    nothing = replace(
        TENTHS, scale=Scale(step=1, least=1, most=10_000), interested=1 - 1e-12,
        interested_weight=1e-9, score_weight=1e-9, pooling=1e-9, ratio_refused=1.0,
        ratio_not_met=1.0, error_refused=0.0, error_not_met=0.0, eligible=(1e9, 1e-9),
    )  # fmt: skip
    sample = Stratum("", sampled, sampled, 116_922, 116_922, 99_159_766, untried=schools - sampled)
    found = Estimator([sample], nothing).posterior()
    assert found.mean == pytest.approx(3_621_074.34, rel=1e-6)
    error = (found.variance * (sampled + 1) / (sampled - 1)) ** 0.5
    assert error == pytest.approx(169_519.654, rel=1e-4)
