"""From the interviewed to all households, against published tables and R's survey package."""

import json
from collections import Counter
from collections.abc import Callable
from math import ceil, comb, exp, floor, lgamma, sqrt
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.assess.verdict.outlook import Interval
from surveykit.assess.voices.shares import (
    CONFIDENCE,
    Part,
    SiteShare,
    leaning,
    parts_of,
    post_stratified,
    site_share,
    variance,
    wilson,
)

from .intervals import agresti_coull, incomplete_beta, jeffreys

KNOWN: dict[str, Any] = json.loads(
    (Path(__file__).parent / "data" / "shares_reference.json").read_text(encoding="utf-8")
)
"""R's values with the rows they were computed from, and published tables."""

SINGLE = 1e-8
"""The package keeps its weights in single precision."""

FRAMES = [(12, 6), (12, 10), (20, 10), (40, 8), (40, 20), (40, 30), (90, 10), (90, 45), (200, 60)]
"""Households of a site, and how many of them answered."""


def parts(types: list[str], answers: list[str], sizes: dict[str, int]) -> list[Part]:
    """The schools of R's example by type, as blocks."""
    asked, named = Counter(types), Counter(zip(types, answers, strict=True))
    return [
        Part(sizes[kind], asked[kind], asked[kind], named[kind, "Yes"]) for kind in sorted(sizes)
    ]


@pytest.fixture
def srs() -> list[Part]:
    rows = KNOWN["rows"]["apisrs"]
    n = len(rows["awards"])
    return [Part(rows["fpc"], n, n, rows["awards"].count("Yes"))]


def stratified(answer: str) -> list[Part]:
    rows = KNOWN["rows"]["apistrat"]
    sizes = dict(zip(rows["stype"], rows["fpc"], strict=True))
    return parts(rows["stype"], rows[answer], sizes)


@pytest.mark.parametrize("row", KNOWN["published"]["newcombe_1998_wilson95"])
def test_wilson_is_that_of_newcombe(row: list[Any]) -> None:
    _, named, of, low, high = row
    found = wilson(named / of, 1 / of, confidence=0.95)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize("row", KNOWN["binomial_intervals"])
def test_intervals_are_those_of_r(row: dict[str, Any]) -> None:
    named, of, level = row["x"], row["n"], row["level"]
    for name, found in (
        ("wilson", wilson(named / of, 1 / of, confidence=level)),
        ("agresti_coull", agresti_coull(named, of, level)),
        ("jeffreys_modified", jeffreys(named, of, level)),
    ):
        assert (found.low, found.high) == pytest.approx(row[name], abs=1e-12), name


@pytest.mark.parametrize(
    "row", KNOWN["published"]["brown_cai_dasgupta_2001_tableA1_modified_jeffreys95"]
)
def test_modified_jeffreys_is_that_of_brown_cai_and_dasgupta(row: list[float]) -> None:
    named, of, low, high = row
    found = jeffreys(named, of, 0.95)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.001)


def test_the_incomplete_beta_is_that_of_r() -> None:
    known = KNOWN["pbeta"]
    for x, a, b, share in zip(known["x"], known["a"], known["b"], known["p"], strict=True):
        assert incomplete_beta(x, a, b) == pytest.approx(share, rel=1e-12)


def test_a_share_of_one_frame_is_that_of_r(srs: list[Part]) -> None:
    for name in ("logit", "beta", "mean"):
        known = KNOWN["svyciprop"][f"srs_awards_{name}"]
        assert post_stratified(srs) == pytest.approx(known["estimate"], abs=1e-12)
        assert sqrt(variance(srs)) == pytest.approx(known["se"], abs=1e-12)


@pytest.mark.parametrize(
    ("answer", "name"), [("sch_wide", "strat_schwide"), ("awards", "strat_awards90")]
)
def test_a_share_by_blocks_is_that_of_r(answer: str, name: str) -> None:
    known = KNOWN["svyciprop"][f"{name}_mean"]
    blocks = stratified(answer)
    assert post_stratified(blocks) == pytest.approx(known["estimate"], abs=SINGLE)
    assert sqrt(variance(blocks)) == pytest.approx(known["se"], abs=SINGLE)


def test_means_and_totals_of_r_are_the_same_share() -> None:
    blocks = stratified("sch_wide")
    households = sum(block.households for block in blocks)
    for times, known in (
        (1, KNOWN["svymean"]["strat_schwide"]),
        (households, KNOWN["svytotal"]["strat_schwide"]),
    ):
        assert post_stratified(blocks) * times == pytest.approx(known["estimate"][1], rel=1e-7)
        assert sqrt(variance(blocks)) * times == pytest.approx(known["se"][1], rel=1e-7)


def test_post_stratification_is_that_of_r() -> None:
    # R's variance is that over all samples; ours is that of the numbers per block at hand, which
    # differs by how far the sample is from proportional.
    rows, known = KNOWN["rows"]["apisrs"], KNOWN["postStratify"]["srs_awards"]
    blocks = parts(rows["stype"], rows["awards"], KNOWN["population"])
    assert post_stratified(blocks) == pytest.approx(known["estimate"][1], abs=1e-12)
    assert sqrt(variance(blocks)) == pytest.approx(known["se"][1], rel=0.03)


@pytest.mark.parametrize("way", ["logit", "likelihood", "asin", "xlogit"])
def test_for_many_answers_the_interval_is_near_those_of_r(way: str) -> None:
    found, known = site_share(stratified("awards")), KNOWN["svyciprop"][f"strat_awards90_{way}"]
    assert (found.low, found.high) == pytest.approx((known["ci_low"], known["ci_high"]), abs=0.012)


def chances(households: int, answered: int, named: int) -> list[float]:
    """How often a sample holds 0, 1, 2 … of the `named`: hypergeometric."""
    return [
        comb(named, x) * comb(households - named, answered - x) / comb(households, answered)
        for x in range(answered + 1)
    ]


def coverage(households: int, answered: int, found: list[Interval]) -> list[float]:
    """How often the interval holds the truth, for every truth there can be."""
    return [
        sum(
            chance
            for chance, interval in zip(chances(households, answered, named), found, strict=True)
            if interval.low - 1e-9 <= named / households <= interval.high + 1e-9
        )
        for named in range(households + 1)
    ]


def everybody_asked(households: int, answered: int, named: int) -> SiteShare:
    return site_share([Part(households, answered, answered, named)])


@pytest.mark.parametrize(("households", "answered"), FRAMES)
def test_the_interval_holds_what_it_promises(households: int, answered: int) -> None:
    shares = [everybody_asked(households, answered, x) for x in range(answered + 1)]
    held = coverage(households, answered, [Interval(one.low, one.high) for one in shares])
    assert fmean(held) >= CONFIDENCE
    assert min(held) >= CONFIDENCE - 0.06


def test_it_holds_for_questions_put_to_some_only() -> None:
    # Of 40 households 16 are asked what they would talk about, if interviewed; from 5 answers on
    # there are shares.
    households, interviewed, concerned = 40, 20, 16
    for named in range(concerned + 1):
        held, chance = 0.0, 0.0
        for x in range(named + 1):
            for other in range(concerned - named + 1):
                if not 5 <= x + other <= interviewed:
                    continue
                ways = comb(named, x) * comb(concerned - named, other)
                ways *= comb(households - concerned, interviewed - x - other)
                chance += ways
                share = site_share([Part(households, interviewed, x + other, x)])
                held += ways * (share.low <= named / concerned + 1e-9 <= share.high + 2e-9)
        assert held / chance >= CONFIDENCE - 0.03


def rounded(households: int, answered: int, named: int, found: Interval) -> Interval:
    """Outwards to whole households, as ours is."""
    low = max(floor(found.low * households + 1e-9), named)
    high = min(ceil(found.high * households - 1e-9), households - answered + named)
    return Interval(low / households, high / households)


INTERVALS: dict[str, Callable[[float, float], Interval]] = {
    "wilson": lambda x, n: wilson(x / n, 1 / n),
    "agresti_coull": lambda x, n: agresti_coull(x, n, CONFIDENCE),
    "jeffreys": lambda x, n: jeffreys(x, n, CONFIDENCE),
}


def test_of_three_intervals_wilson_holds_as_much_and_is_not_longer() -> None:
    widths: dict[str, list[float]] = {"wilson": [], "agresti_coull": [], "jeffreys": []}
    for households, answered in FRAMES:
        times = households / (households - answered)
        for name, interval in INTERVALS.items():
            found = [
                rounded(households, answered, x, interval(x * times, answered * times))
                for x in range(answered + 1)
            ]
            assert fmean(coverage(households, answered, found)) >= CONFIDENCE
            widths[name].append(
                fmean(
                    sum(
                        chance * (one.high - one.low)
                        for chance, one in zip(
                            chances(households, answered, named), found, strict=True
                        )
                    )
                    for named in range(households + 1)
                )
            )
    assert fmean(widths["wilson"]) < fmean(widths["jeffreys"]) < fmean(widths["agresti_coull"])
    for ours, theirs in zip(widths["wilson"], widths["agresti_coull"], strict=True):
        assert ours <= theirs + 1e-12


UNEVEN = ((20, 15), (80, 20))
"""Households and interviewed of two blocks; the smaller one answered much better."""


def both_blocks(first: int, second: int) -> SiteShare:
    (large, met), (larger, met_there) = UNEVEN
    return site_share([Part(large, met, met, first), Part(larger, met_there, met_there, second)])


def held_by_blocks(shares: dict[tuple[int, int], SiteShare]) -> dict[tuple[int, int], float]:
    """How often the interval holds the truth, for every truth of two blocks."""
    (large, met), (larger, met_there) = UNEVEN
    first = [chances(large, met, named) for named in range(large + 1)]
    second = [chances(larger, met_there, named) for named in range(larger + 1)]
    return {
        (a, b): sum(
            first[a][x] * second[b][y]
            for (x, y), one in shares.items()
            if one.low - 1e-9 <= (a + b) / (large + larger) <= one.high + 1e-9
        )
        for a in range(0, large + 1, 2)
        for b in range(0, larger + 1, 4)
    }


def test_shares_by_block_hold_however_different_the_blocks_are() -> None:
    held = held_by_blocks({(x, y): both_blocks(x, y) for x in range(16) for y in range(21)})
    assert fmean(held.values()) >= CONFIDENCE
    assert min(held.values()) >= CONFIDENCE - 0.06


def test_a_share_of_the_site_as_one_holds_as_far_as_blocks_are_alike() -> None:
    extra = leaning({"a": 20, "b": 80}, {"a": 15, "b": 20})
    whole = {x: site_share([Part(100, 35, 35, x)], leaning=extra) for x in range(36)}
    held = held_by_blocks({(x, y): whole[x + y] for x in range(16) for y in range(21)})
    for share in (0.1, 0.25, 0.5):
        chance = {
            (a, b): beta_binomial(a, 20, share) * beta_binomial(b, 80, share) for a, b in held
        }
        together = sum(held[truth] * chance[truth] for truth in held) / sum(chance.values())
        assert together >= CONFIDENCE


def beta_binomial(named: int, of: int, share: float) -> float:
    """How often a block has so many where blocks are alike as 1/21, times a constant."""
    a, b = 20 * share, 20 * (1 - share)
    return comb(of, named) * exp(lgamma(named + a) + lgamma(of - named + b) - lgamma(of + a + b))


def test_interviews_in_proportion_lean_to_no_block() -> None:
    assert leaning({"a": 20, "b": 40}, {"a": 12, "b": 24}) == pytest.approx(0)
    assert leaning({"a": 20, "b": 20}, {"a": 12}) == pytest.approx(0.5 / 21)
    assert leaning({}, {"": 12}) == 0


def test_small_blocks_are_one_part_together() -> None:
    assert parts_of({"a": 12, "b": 6, "c": 5}) == [("a",), ("b", "c")]
    assert parts_of({"a": 12, "b": 6}) == [("a", "b")]


def test_with_everybody_interviewed_nothing_is_left_to_chance() -> None:
    assert everybody_asked(20, 20, 5) == SiteShare(0.25, 0.25, 0.25)


@given(st.data())
def test_one_more_who_names_it_never_lowers_the_interval(data: st.DataObject) -> None:
    households = data.draw(st.integers(2, 300))
    answered = data.draw(st.integers(1, households))
    named = data.draw(st.integers(0, answered - 1))
    less = everybody_asked(households, answered, named)
    more = everybody_asked(households, answered, named + 1)
    assert less.low <= more.low
    assert less.high <= more.high
    assert less.low <= less.share + 0.005
    assert less.high >= less.share - 0.005


def test_numbers_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="contradict"):
        site_share([Part(10, 11, 11, 3)])
