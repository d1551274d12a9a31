"""The simulator, in short: the same sites and answers as the study behind the model's description.

The long run is a command of its own: `python -m tests.assess.simulation`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from surveykit.site.criteria import Criteria

from .simulation.rules import NO, YES, Answer, Projected, wilson
from .simulation.score import doors_for, score
from .simulation.shipped import shipped
from .simulation.studies import BATCH, CRITERIA_STUDY, DOCUMENTED_STUDY, RIVAL
from .simulation.world import Site, sites

STUDY: dict[str, Any] = json.loads(
    Path(__file__).with_name("simulation_120.json").read_text(encoding="utf-8")
)
"""The first 120 sites of seed 20240501, by an independent program."""
SEED, SITES = 20240501, 120


@pytest.fixture(scope="module")
def documented() -> list[Site]:
    return [*sites(DOCUMENTED_STUDY.world, SEED, SITES)]


@pytest.fixture(scope="module")
def answers(documented: list[Site]) -> list[Answer]:
    rule = DOCUMENTED_STUDY.sequential()
    return [rule.every(site, BATCH, predicting=True) for site in documented]


def test_the_sites_are_those_of_the_study(documented: list[Site]) -> None:
    assert [site.total for site in documented] == pytest.approx(STUDY["totals"])


def test_the_rule_stops_where_it_stopped_in_the_study(answers: list[Answer]) -> None:
    says = {"REGULAR": YES, "COOPERATIVE": NO}
    assert [answer.doors for answer in answers] == STUDY["doors"]
    assert [answer.says for answer in answers] == [says[name] for name in STUDY["statuses"]]
    assert [answer.reason for answer in answers] == STUDY["reasons"]


def test_the_intervals_and_predictions_are_those_of_the_study(answers: list[Answer]) -> None:
    """A few ends differ by a step of the grid: the study rounds where ours is exact."""
    found = [answer.interval for answer in answers]
    assert found == [pytest.approx(interval, abs=0.1 + 1e-6) for interval in STUDY["intervals"]]
    needed = [tuple(found) if found else None for found in STUDY["needed"]]
    assert [answer.needed for answer in answers] == needed


def test_the_competing_rules_are_those_of_the_study(documented: list[Site]) -> None:
    found = {name: one for name, one, _answers in DOCUMENTED_STUDY.compare(documented)}
    for name, key in (
        ("(a) yes-share >= 20 %, 40 doors", "naive_40"),
        ("(a2) projected, 40 doors", "projected_40"),
        (RIVAL, "wilson_80_every_5"),
    ):
        expected = STUDY[key]
        one = found[name]
        assert one.error == pytest.approx(expected["err"])
        assert one.material == pytest.approx(expected["material"])
        assert one.doors == pytest.approx(expected["doors"])


def test_between_two_fixed_samples_the_doors_lie_on_a_line() -> None:
    """One with more doors and more errors is no better than those beside it."""
    designs = [(10.0, 0.20), (20.0, 0.10), (30.0, 0.12), (40.0, 0.05)]
    assert doors_for(designs, 0.15) == pytest.approx(15)
    assert doors_for(designs, 0.06) == pytest.approx(36)
    assert doors_for(designs, 0.01) is None


def test_a_fixed_sample_saves_nothing_beside_the_best_of_them(documented: list[Site]) -> None:
    look = Projected(DOCUMENTED_STUDY.limit).look
    found = DOCUMENTED_STUDY.saving(documented, [look(site, 40) for site in documented])
    assert found is not None
    assert found.share <= 1e-9
    assert found.error > 0


def test_with_the_criterias_defaults_the_risk_is_kept() -> None:
    drawn = sites(CRITERIA_STUDY.world, SEED, SITES)
    rule = CRITERIA_STUDY.sequential()
    found = score(drawn, [rule.every(site, BATCH) for site in drawn], CRITERIA_STUDY.limit)
    assert found.error_of_decided is not None
    assert found.error_of_decided <= 0.10
    assert found.coverage is not None
    assert found.coverage >= 0.88


def test_as_shipped_decided_verdicts_are_wrong_no_oftener_than_allowed() -> None:
    drawn = sites(CRITERIA_STUDY.world, SEED, 60)
    found = shipped(drawn, CRITERIA_STUDY.model, Criteria(), BATCH)
    assert found.wrong_of_decided <= 0.10
    assert found.doors >= found.floor


PUBLISHED = [  # successes, trials, interval with 95 %
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("successes", "trials", "low", "high"), PUBLISHED)
def test_wilsons_interval_is_the_published_one(
    successes: int, trials: int, low: float, high: float
) -> None:
    """Source: R. G. Newcombe, Stat. Med. 17 (1998), pp. 857-872, Table I."""
    assert wilson(successes, trials, 0.95) == pytest.approx((low, high), abs=5e-5)
