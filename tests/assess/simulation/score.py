"""What a rule's answers are worth: errors, doors, coverage, doors saved."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from statistics import fmean, stdev

from .rules import NO, UNDECIDED, YES, Answer
from .world import Site

MATERIAL = 0.2
"""An error is material where the truth is this far off the limit."""


@dataclass(frozen=True, slots=True)
class Score:
    """Rates of all sites, except where it says otherwise."""

    error: float
    yes_though_below: float
    """Of the sites below the limit."""
    no_though_above: float
    material: float
    undecided: float
    doors: float
    """Mean."""
    coverage: float | None = None
    """Of the 90 % intervals, where there are any."""
    error_of_decided: float | None = None
    """Among those certified or probable, where the rule says so."""
    risk_of_decided: float | None = None
    """What it claimed for them."""


def score(sites: Sequence[Site], answers: Sequence[Answer], limit: float) -> Score:
    """Compare the answers with the truth: does a site's total reach the limit?"""
    pairs = list(zip(sites, answers, strict=True))
    above = [(site, answer) for site, answer in pairs if site.total >= limit]
    below = [(site, answer) for site, answer in pairs if site.total < limit]
    high = sum(answer.says is YES for _, answer in below)
    low = sum(answer.says is NO for _, answer in above)
    material = sum(_is_material(*pair, limit) for pair in pairs)
    spans = [(site, answer.interval) for site, answer in pairs if answer.interval]
    decided = [pair for pair in pairs if pair[1].reason in ("certified", "probable")]
    return Score(
        error=(high + low) / len(pairs),
        yes_though_below=high / max(len(below), 1),
        no_though_above=low / max(len(above), 1),
        material=material / len(pairs),
        undecided=sum(answer.says is UNDECIDED for _, answer in pairs) / len(pairs),
        doors=fmean(answer.doors for answer in answers),
        coverage=fmean(low_ - 1e-9 <= site.total <= high_ + 1e-9 for site, (low_, high_) in spans)
        if spans
        else None,
        error_of_decided=fmean(
            (answer.says is YES) != (site.total >= limit) for site, answer in decided
        )
        if decided
        else None,
        risk_of_decided=fmean(answer.risk for _, answer in decided) if decided else None,
    )


FIXED = (5, 8, 10, 12, 15, 20, 25, 30, 35, 40, 50, 60, 70, 80, 100, 120, 150, 200, 250, 300, 400,
         600)  # fmt: skip
SHARES = (5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 70, 80, 90, 100)
"""Sizes of a fixed sample: doors, and per cent of a site's doors."""

GROUPS = 200
RESAMPLES = 400


@dataclass(frozen=True, slots=True)
class Saving:
    """Doors saved against the fixed sample with the same material error: share of its doors."""

    share: float
    error: float
    """Standard error: the sites, in random groups, drawn anew with replacement."""


def saving(
    sites: Sequence[Site],
    answers: Sequence[Answer],
    look: Callable[[Site, int], Answer],
    limit: float,
) -> Saving | None:
    """What `answers` save beside a rule that looks once; None where no size errs as little.

    All rules see the same sites, and are drawn anew together. Few sites err materially, so the
    saving is known far less well than the doors.
    """
    own = _Tally.of(sites, answers, limit)
    fixed = [
        _Tally.of(sites, [look(site, size(site)) for site in sites], limit) for size in _sizes()
    ]
    share = _saved(own, fixed, Counter(range(GROUPS)))
    if share is None:
        return None
    random = Random(1)  # noqa: S311 - a simulation
    draws = (Counter(random.choices(range(GROUPS), k=GROUPS)) for _each in range(RESAMPLES))
    shares = [found for drawn in draws if (found := _saved(own, fixed, drawn)) is not None]
    return Saving(share, stdev(shares))


def doors_for(designs: Iterable[tuple[float, float]], material: float) -> float | None:
    """Doors at which the best fixed designs have this material error, between two of them.

    Each is given as its doors and its material error.
    """
    best = [(1.0, 0.0)]
    for doors, error in sorted(designs):
        if error < best[-1][0]:
            best.append((error, doors))
    for (more, fewer_doors), (less, doors) in pairwise(best[1:]):
        if less <= material <= more:
            return fewer_doors + (doors - fewer_doors) * (more - material) / (more - less)
    return None


@dataclass(frozen=True, slots=True)
class _Tally:
    """What a rule does in each group of sites: sites, doors, material errors."""

    groups: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, sites: Sequence[Site], answers: Sequence[Answer], limit: float) -> "_Tally":
        """Every so-manieth site is of one group; the sites come in no order."""
        doors = [answer.doors for answer in answers]
        wrong = [_is_material(*pair, limit) for pair in zip(sites, answers, strict=True)]
        return cls(
            tuple(
                (len(doors[group::GROUPS]), sum(doors[group::GROUPS]), sum(wrong[group::GROUPS]))
                for group in range(GROUPS)
            )
        )

    def mean(self, drawn: Mapping[int, int]) -> tuple[float, float]:
        """Doors and material error, each group counted as often as it was drawn."""
        sites, doors, wrong = (
            sum(self.groups[group][part] * times for group, times in drawn.items())
            for part in range(3)
        )
        return doors / sites, wrong / sites


def _saved(own: _Tally, fixed: Sequence[_Tally], drawn: Mapping[int, int]) -> float | None:
    doors, material = own.mean(drawn)
    needed = doors_for([tally.mean(drawn) for tally in fixed], material)
    return None if needed is None else 1 - doors / needed


def _is_material(site: Site, answer: Answer, limit: float) -> bool:
    if answer.says is YES:
        return site.total < (1 - MATERIAL) * limit
    return answer.says is NO and site.total >= (1 + MATERIAL) * limit


def _sizes() -> Iterator[Callable[[Site], int]]:
    for doors in FIXED:
        yield lambda site, doors=doors: min(doors, len(site.doors))  # type: ignore[misc]
    for share in SHARES:
        yield lambda site, share=share: min(  # type: ignore[misc]
            max(5, round(len(site.doors) * share / 100)), len(site.doors)
        )
