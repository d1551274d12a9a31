"""Times and places chosen together: the worked example, ties, and reasons for what is out."""

import json
from datetime import time
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.questionnaire import Questionnaire
from surveykit.assess.hour.weekly import (
    Audience,
    Choosing,
    Combination,
    Weekly,
    WeeklyChoice,
    expanded,
    weekly,
)
from surveykit.assess.result import Assessment, Obstacle
from surveykit.site.model import DAYS, Site, Window

EXAMPLE = json.loads(
    (Path(__file__).parent / "data" / "slot_example.json").read_text(encoding="utf-8")
)
KINDS = ("slots", "places")
HOURS = {"Mo10": ("mo", 10), "We17": ("we", 17), "Th18": ("th", 18)}


@pytest.fixture
def example() -> Choosing:
    """Six interested households, three times at two places, in the planner's order."""
    return Choosing(combinations(), audience())


def combinations() -> list[Combination]:
    return [
        Combination(
            slot=slot,
            place=place,
            day=next(found for found in DAYS if found == day),
            start=time(hour),
            end=time(hour + 2),
            coverage=0,
            households=0,
            obstacles=(),
        )
        for place in ("P1", "P2")
        for slot, (day, hour) in HOURS.items()
    ]


def audience() -> Audience:
    rows = EXAMPLE["respondents"]
    # 24 dwellings and 10 interviews in A, 30 and 6 in B: those who would not come count as well.
    silent = ["A"] * (10 - 4) + ["B"] * (6 - 2)
    weights = expanded(
        [*(score for _name, score, *_rest in rows), *(0 for _one in silent)],
        [*(stratum for _name, _score, stratum, *_rest in rows), *silent],
        {"A": 24, "B": 30},
    )
    return Audience(
        [
            Household(prob=5, raw=1, answers={"slots": " ".join(slots), "places": " ".join(places)})
            for _name, _score, _stratum, slots, places in rows
        ],
        weights[: len(rows)],
    )


def named(found: tuple[Combination, ...]) -> list[str]:
    return [f"{one.slot}/{one.place}" for one in found]


def test_the_weights_of_the_worked_example() -> None:
    assert list(audience().weights) == list(EXAMPLE["weights"].values())
    assert sum(audience().weights) == EXAMPLE["total_weight"]


def test_the_choices_of_the_worked_example(example: Choosing) -> None:
    one, two, *_three = example.choices(range(6))
    assert [named(chosen) for chosen in one.sets] == EXAMPLE["best_k1"]["sets"]
    assert one.coverage == pytest.approx(EXAMPLE["in_sample_share"], abs=1e-9)
    assert one.corrected == pytest.approx(EXAMPLE["loo_share"], abs=1e-9)
    assert two.coverage == pytest.approx(EXAMPLE["best_k2"]["value"] / 2790, abs=1e-9)
    assert sorted(named(chosen) for chosen in two.sets) == EXAMPLE["best_k2"]["sets"]
    assert named(two.sets[0]) == ["Mo10/P2", "We17/P2"], "one place rather than two"


def test_who_still_counts_when_left_out_of_the_choice(example: Choosing) -> None:
    best = example.best(1, range(6))
    names = [row[0] for row in EXAMPLE["respondents"]]
    kept = {names[one] for one in example.without_flattery(best, [range(6)])}
    assert kept == {name for name, (_set, counts) in EXAMPLE["leave_one_out"].items() if counts}


class Heard(NamedTuple):
    """What an audience is made of."""

    households: list[Household]
    weights: list[int]
    in_need: set[int]

    def without(self, household: int) -> Audience:
        """The same households, one of them without a voice."""
        weights = [0 if n == household else weight for n, weight in enumerate(self.weights)]
        return Audience(self.households, weights, self.in_need - {household})


@st.composite
def heard(draw: st.DrawFn) -> Heard:
    """A few households with few times and places, so that ties are frequent."""
    count = draw(st.integers(1, 6))
    codes = [st.sets(st.sampled_from(among), min_size=1) for among in ([*HOURS], ["P1", "P2"])]
    answers = [
        {name: " ".join(sorted(draw(found))) for name, found in zip(KINDS, codes, strict=True)}
        for _household in range(count)
    ]
    return Heard(
        [Household(prob=5, raw=1, answers=given) for given in answers],
        draw(st.lists(st.integers(1, 6), min_size=count, max_size=count)),
        draw(st.sets(st.integers(0, count - 1))),
    )


@given(told=heard(), size=st.integers(1, 3))
def test_the_correction_is_that_of_choosing_again_without_each_household(
    told: Heard, size: int
) -> None:
    everyone, found = combinations(), Audience(*told)
    choosing = Choosing(everyone, found)
    best = choosing.best(size, range(6))
    kept = set(choosing.without_flattery(best, [range(6)])) if best.sets else set()
    for household in range(len(told.households)):
        again = Choosing(everyone, told.without(household))
        sets = again.best(size, range(6)).sets
        first = min(sets, key=again.order) if sets else ()
        reached = any(
            found.suited(everyone[one].slot, everyone[one].place) >> household & 1 for one in first
        )
        assert (household in kept) == reached


def test_what_is_out_says_why(sites: dict[str, Site], assessments: dict[str, Assessment]) -> None:
    found = {(one.slot, one.place): one for one in of(assessments["B"]).combinations}
    taken = found["mo_1", "B-P1"]
    assert (taken.obstacles, taken.partner) == ((Obstacle.ROOM_TAKEN,), "B-K2")
    assert found["mo_1", "B-P2"].obstacles == (Obstacle.ROOM_SHUT,)
    assert Obstacle.LANDLORD_SEAT in found["mo_1", "B-P3"].obstacles
    assert Obstacle.TOO_FAR in found["mo_1", "B-P6"].obstacles
    assert not found["th_3", "B-P1"].obstacles
    assert len(found) == len(sites["B"].places) * len(assessments["B"].slots)


def test_without_a_host_there_is_no_hour(
    sites: dict[str, Site],
    questionnaire: Questionnaire,
    households: dict[str, tuple[Household, ...]],
    assessments: dict[str, Assessment],
) -> None:
    mornings = tuple(Window(day=day, start=time(9), end=time(12)) for day in DAYS)
    hosted = sites["B"].model_copy(update={"team_hours": "9–12", "team_windows": mornings})
    found = weekly(hosted, questionnaire.slots, assessments["B"].places, households["B"])
    chosen = [one for choice in found.choices for sets in choice.sets for one in sets]
    assert chosen
    assert {one.end for one in chosen} <= {time(11), time(12)}
    afternoon = next(one for one in found.combinations if (one.slot, one.place) == ("th_3", "B-P1"))
    assert afternoon.obstacles == (Obstacle.HOST_ABSENT,)


@pytest.mark.parametrize("site", ["A", "B", "C"])
def test_more_times_reach_more_and_one_place_never_more_than_several(
    assessments: dict[str, Assessment], site: str
) -> None:
    found = of(assessments[site])
    reached = [choice.coverage for choice in found.choices]
    assert reached == sorted(set(reached))
    for fixed, free in zip(found.one_place, found.choices, strict=False):
        assert fixed.coverage <= free.coverage
        assert all(len({one.place for one in chosen}) == 1 for chosen in fixed.sets)
    assert all(choice.corrected <= choice.coverage for choice in found.choices)


def of(assessment: Assessment) -> Weekly:
    assert assessment.weekly is not None
    return assessment.weekly


@pytest.mark.parametrize("site", ["A", "B", "C"])
def test_no_two_figures_told_differ_by_fewer_than_five_households(
    assessments: dict[str, Assessment], site: str
) -> None:
    found = assessments[site].weekly
    assert found is not None
    told = {
        frozenset(chosen): reached
        for choice in (*found.choices, *found.one_place)
        if not found.tells_of_few(choice, 5)
        for chosen, reached in zip(choice.sets, choice.reached, strict=True)
    }
    told |= {frozenset([one]): one.households for one in found.combinations if one.households >= 5}
    more = [told[whole] - told[part] for whole in told for part in told if part < whole]
    assert not {1, 2, 3, 4} & {*told.values(), *more}
    hidden = {"A": 4, "B": 1, "C": 0}  # of A one reaches four, one a single household more than two
    choices = (*found.choices, *found.one_place)
    assert sum(found.tells_of_few(choice, 5) for choice in choices) == hidden[site]


def test_a_tie_that_tells_of_few_hides_the_choice_as_well() -> None:
    """Of 10 and 9 households 12 come together, so the second time is of two more than the first."""
    first, second, third = (
        Combination(f"mo_{n}", "P", "mo", time(9), time(12), 0.5, households, ())
        for n, households in enumerate((10, 8, 9), 1)
    )
    alone = WeeklyChoice(((first, second),), 0.9, 0.8, reached=(18,))
    tied = WeeklyChoice(((first, second), (first, third)), 0.9, 0.8, reached=(18, 12))
    assert not Weekly((first, second), (alone,), (), 18).tells_of_few(alone, 5)
    assert Weekly((first, second, third), (tied,), (), 18).tells_of_few(tied, 5)
