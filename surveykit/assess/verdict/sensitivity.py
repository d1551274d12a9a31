"""What if those who gave no interview are less interested, or more, than reckoned?"""

from collections.abc import Callable
from dataclasses import replace

from surveykit.assess.estimate.posterior import Estimator

RATIOS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Interest relative to those interviewed, from none at all to the same."""

_HIGHEST = 3.0


def reaching(estimator: Estimator, limit: float) -> Callable[[float], float]:
    """The probability that raw visits reach the limit, by one common ratio."""

    def probability(ratio: float) -> float:
        model = replace(estimator.model, ratio_refused=ratio, ratio_not_met=ratio)
        return Estimator(estimator.strata, model).posterior().at_least(limit)

    return probability


def tipping_ratio(probability: Callable[[float], float]) -> float | None:
    """The ratio, from 0 to 3, at which the probability is one half; None without such a ratio."""
    low, high = 0.0, _HIGHEST
    if probability(low) > 0.5 or probability(high) < 0.5:
        return None
    while high - low > 1e-7:
        middle = (low + high) / 2
        low, high = (middle, high) if probability(middle) < 0.5 else (low, middle)
    return (low + high) / 2


def break_even(
    estimator: Estimator, limit: float, calibration: float, risk: float
) -> tuple[float | None, float | None]:
    """Calibrations between which it is open whether the visits reach what they must.

    `limit` is the raw total needed with the `calibration` used. Up to the first one the visits
    are too few, from the second one on enough, each with the risk given, which lies between 0
    and 1; None where there is none.
    """
    posterior = estimator.posterior()
    high, low = posterior.quantile(1 - risk), posterior.quantile(risk)
    missed, reached = (calibration * limit / total if total > 0 else None for total in (high, low))
    return missed, reached
