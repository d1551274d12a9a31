"""Which doors next, and how many more until it is decided?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import inf, sqrt
from statistics import NormalDist

from surveykit.assess.estimate.posterior import Estimator
from surveykit.assess.verdict.bands import Band

_NORMAL = NormalDist()


def next_strata(estimator: Estimator, doors: int) -> dict[int, int]:
    """How many of the next doors lie in which stratum, by index.

    One after the other goes where it makes the total known best; the first of equals.
    """
    planned: Counter[int] = Counter()
    for _door in range(doors):
        left = [h for h, stratum in enumerate(estimator.strata) if stratum.untried > planned[h]]
        if not left:
            break
        after = {h: estimator.variance_after(planned + Counter({h: 1})) for h in left}
        best = min(after.values())
        planned[next(h for h in left if after[h] <= best + 1e-15)] += 1
    return dict(planned)


def decided_after(
    estimator: Estimator,
    bands: Sequence[Band],
    planned: Mapping[int, float],
    *,
    limit: float,
) -> float:
    """Probability that some verdict's risk is at most `limit` once the planned doors were tried.

    `limit` lies between 0 and 1; `planned` are doors by the index of their stratum.
    The mean will have moved as far as the variance shrinks; it must then lie far enough inside a
    band.
    """
    now = estimator.posterior()
    later = estimator.variance_after(planned)
    moved = sqrt(max(now.variance - later, 0.0))
    margin = _NORMAL.inv_cdf(1 - limit) * sqrt(max(later, 0.0))
    edges = [-inf, *(band.start for band in bands[1:]), inf]
    return sum(
        _between(low + margin, high - margin, now.mean, moved)
        for low, high in pairwise(edges)
        if low + margin < high - margin
    )


def doors_until_decided(
    estimator: Estimator, bands: Sequence[Band], chance: float, *, limit: float
) -> int | None:
    """The fewest further doors, spread evenly over those not tried, that decide with this chance.

    None where not even all of them would.
    """
    untried = sum(stratum.untried for stratum in estimator.strata)

    def enough(doors: int) -> bool:
        spread = {
            h: doors * stratum.untried / untried for h, stratum in enumerate(estimator.strata)
        }
        return decided_after(estimator, bands, spread, limit=limit) >= chance

    if not untried or not enough(untried):
        return None
    low, high = 0, untried
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _between(low: float, high: float, mean: float, deviation: float) -> float:
    """Chance that a normal value lies between the two; a certain one counts where it lies."""
    if deviation < 1e-12:
        return float(low <= mean <= high)
    return _below(high, mean, deviation) - _below(low, mean, deviation)


def _below(value: float, mean: float, deviation: float) -> float:
    return _NORMAL.cdf((value - mean) / deviation)
