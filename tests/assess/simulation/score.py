"""What a rule's answers are worth: errors, doors, coverage, doors saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

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
    material = sum(
        answer.says is YES and site.total < (1 - MATERIAL) * limit for site, answer in below
    ) + sum(answer.says is NO and site.total >= (1 + MATERIAL) * limit for site, answer in above)
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


def fixed_designs(
    sites: Sequence[Site], look: Callable[[Site, int], Answer], limit: float
) -> list[Score]:
    """What a rule that looks once is worth, by how many doors it tries."""
    sizes: list[Callable[[Site], int]] = [
        *(lambda site, n=n: min(n, len(site.doors)) for n in FIXED),
        *(
            lambda site, share=share: min(max(5, round(len(site.doors) * share / 100)),
                                          len(site.doors))
            for share in SHARES
        ),
    ]  # fmt: skip
    return [score(sites, [look(site, size(site)) for site in sites], limit) for size in sizes]


def doors_for(designs: Sequence[Score], material: float) -> float | None:
    """Doors at which the best fixed designs have this material error, between two of them."""
    best = [(1.0, 0.0)]
    for design in sorted(designs, key=lambda design: (design.doors, design.material)):
        if design.material < best[-1][0]:
            best.append((design.material, design.doors))
    for (more, fewer_doors), (less, doors) in pairwise(best[1:]):
        if less <= material <= more:
            return fewer_doors + (doors - fewer_doors) * (more - material) / (more - less)
    return None
