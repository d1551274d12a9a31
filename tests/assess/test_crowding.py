"""Empty sessions and queues, against counts and definitions from outside."""

from math import exp, factorial, lgamma, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.assess.hour.crowding import crowding, talks
from surveykit.site.criteria import Criteria


def poisson(visits: int, mean: float) -> float:
    return exp(-mean) * mean**visits / factorial(visits)


def negative_binomial(visits: int, mean: float, variance: float) -> float:
    """By size r = m² / (v - m) and probability r / (r + m), as R's `dnbinom(size, mu)`."""
    size = mean**2 / (variance - mean)
    choose = lgamma(visits + size) - lgamma(size) - lgamma(visits + 1)
    return exp(choose + size * log(size / (size + mean)) + visits * log(mean / (size + mean)))


@pytest.mark.parametrize(
    ("mean", "empty", "at_most_one"), [(3, 0.05, 0.20), (2, 0.14, 0.41), (1, 0.37, 0.74)]
)
def test_with_a_certain_expectation_the_criteria_s_figures_come_out(
    mean: float, empty: float, at_most_one: float
) -> None:
    """Criteria 5.1, `min_visitors`: "5 % of sessions stay empty and 20 % have at most one"."""
    found = crowding(mean, 0.0, fits=1)
    assert round(found.empty, 2) == empty
    assert round(1 - found.overflow, 2) == at_most_one


@given(mean=st.floats(0.01, 20), uncertainty=st.floats(0.01, 30), fits=st.integers(0, 12))
def test_an_uncertain_expectation_gives_the_negative_binomial(
    mean: float, uncertainty: float, fits: int
) -> None:
    chances = [negative_binomial(n, mean, mean + uncertainty) for n in range(fits + 1)]
    found = crowding(mean, uncertainty, fits)
    assert found.empty == pytest.approx(chances[0], rel=1e-9, abs=1e-12)
    assert found.overflow == pytest.approx(1 - sum(chances), abs=1e-9)


@given(mean=st.floats(0, 20), fits=st.integers(0, 12))
def test_hardly_any_uncertainty_is_none(mean: float, fits: int) -> None:
    found, certain = crowding(mean, 1e-9 * mean, fits), crowding(mean, 0.0, fits)
    assert found.empty == pytest.approx(certain.empty, abs=1e-6)
    assert certain.overflow == pytest.approx(
        1 - sum(poisson(n, mean) for n in range(fits + 1)), abs=1e-9
    )


def test_doubt_makes_both_ends_likelier() -> None:
    certain, doubtful = crowding(3.09, 0, 4), crowding(3.09, 2, 4)
    assert doubtful.empty > certain.empty
    assert doubtful.overflow > certain.overflow


def test_two_hours_have_time_for_four_whole_talks() -> None:
    assert talks(Criteria()) == pytest.approx(4.8)
    assert crowding(3, 0, talks(Criteria())).fits == 4
