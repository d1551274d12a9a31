"""Exact maximum coverage, against trying every set."""

from collections.abc import Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from surveykit.assess.hour.covering import Best, Covering, Weights, bit_set

Choices = list[set[int]]

weights = st.lists(st.integers(0, 9), min_size=1, max_size=12)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Choices, list[int]]:
    """Choices among few households, so that many sets are equally good."""
    found = draw(weights)
    households = st.sets(st.integers(0, len(found) - 1))
    return draw(st.lists(households, max_size=9)), found


def covering(choices: Choices, found: Sequence[int]) -> Covering:
    return Covering([bit_set(choice) for choice in choices], Weights.of(found))


def every_best(choices: Choices, found: Sequence[int], size: int) -> Best:
    """All sets of this size that serve most, each choice serving somebody who counts."""
    serving = [n for n, choice in enumerate(choices) if sum(found[one] for one in choice)]
    values = {
        chosen: sum(found[one] for one in set().union(*(choices[n] for n in chosen)))
        for chosen in combinations(serving, size)
    }
    value = max(values.values(), default=0)
    return Best(value, tuple(sorted(chosen for chosen in values if values[chosen] == value)))


@given(case=cases(), size=st.integers(1, 4))
def test_the_search_finds_every_best_set(case: tuple[Choices, list[int]], size: int) -> None:
    choices, found = case
    assert covering(choices, found).best_of_size(size) == every_best(choices, found, size)


@given(case=cases(), size=st.integers(1, 3), value=st.integers(0, 40))
def test_every_set_that_suffices_is_listed(
    case: tuple[Choices, list[int]], size: int, value: int
) -> None:
    choices, found = case
    serving = [n for n, choice in enumerate(choices) if sum(found[one] for one in choice)]
    expected = [
        chosen
        for chosen in combinations(serving, size)
        if sum(found[one] for one in set().union(*(choices[n] for n in chosen))) >= value
    ]
    assert [*covering(choices, found).at_least(size, value, range(len(choices)))] == expected


@given(found=weights)
def test_a_weight_is_the_sum_of_its_planes(found: list[int]) -> None:
    assert Weights.of(found).total(bit_set(range(len(found)))) == sum(found)
