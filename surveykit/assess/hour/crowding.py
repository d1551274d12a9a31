"""How often nobody comes, and how often more than there is time for.

Visits of one session are counted as a negative binomial: they come at random around an expectation
that is itself not certain (assessment model, section 4). With a certain expectation it is Poisson,
and the chance of an empty session is e^(-visits), as the criteria have it (section 5.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import exp, floor, fsum, log1p

from surveykit.site.criteria import Criteria


@dataclass(frozen=True, slots=True)
class Crowding:
    """What one session may bring."""

    mean: float
    """Visits expected."""
    variance: float
    """Of the visits of one session."""
    fits: int
    """Visits for which there is time."""
    empty: float
    """Chance that nobody comes."""
    overflow: float
    """Chance that more come than there is time for: a queue that is not served."""


def crowding(mean: float, uncertainty: float, fits: float) -> Crowding:
    """Chances, from 0 to 1, for a session with `mean` visits expected, of which `fits` find time.

    `uncertainty` is the variance of the expectation itself, 0 if it is taken as certain.

    Raises:
        ValueError: one of the three is negative.
    """
    if mean < 0 or uncertainty < 0 or fits < 0:
        raise ValueError("visits, their variance and the room for them are never negative")
    whole = floor(fits + 1e-9)
    chances = [*islice(_chances(mean, uncertainty), whole + 1)]
    return Crowding(
        mean=mean,
        variance=mean + uncertainty,
        fits=whole,
        empty=chances[0],
        overflow=max(1.0 - fsum(chances), 0.0),
    )


def talks(criteria: Criteria) -> float:
    """Visits for which a session of one's own has time, one after the other: 4.8 by default."""
    return criteria.open_hours * 60 / criteria.minutes_per_visit


def _chances(mean: float, uncertainty: float) -> Iterator[float]:
    """Chance of 0, 1, 2 … visits, each from the one before it."""
    spread = uncertainty / mean if mean else 0.0
    # Of n visits to n + 1: (mean + n · spread) / ((n + 1) · (1 + spread)).
    chance = exp(-mean * log1p(spread) / spread) if spread > 1e-12 else exp(-mean)
    visits = 0
    while True:
        yield chance
        chance *= (mean + visits * spread) / ((visits + 1) * (1 + spread))
        visits += 1
