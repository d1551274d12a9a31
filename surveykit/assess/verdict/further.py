"""Which doors next, and how many more until it is decided?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import ceil, inf, sqrt
from statistics import NormalDist

from surveykit.assess.estimate.posterior import Estimator
from surveykit.assess.verdict.bands import Band

_NORMAL = NormalDist()


def next_strata(
    estimator: Estimator, doors: int, most: int, order: Sequence[int]
) -> dict[int, int]:
    """How many of the next doors lie in which stratum, by index; in no more than `most` of them.

    One portion after the other goes where it makes the total known best. Of equals the first in
    `order` is taken, which must be drawn by lot: who always begins with the nearest block hears the
    others last. What one round on foot leaves out gains most in the next.
    """
    portion, planned, left = ceil(doors / most), Counter[int](), doors
    while left:
        room = {h: min(portion, left, estimator.strata[h].untried - planned[h]) for h in order}
        open_ones = [h for h in order if room[h] > 0]
        within = [h for h in open_ones if planned[h] or len(planned) < most] or open_ones
        if not within:
            break
        now = estimator.variance_after(planned)
        gain = {h: (now - estimator.variance_after(planned + Counter({h: room[h]}))) / room[h]
                for h in within}  # fmt: skip
        best = next(h for h in within if gain[h] >= max(gain.values()) - 1e-12)
        planned[best] += room[best]
        left -= room[best]
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
