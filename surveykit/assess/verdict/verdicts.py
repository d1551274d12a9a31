"""How probable is every verdict, and is that enough to stop knocking?

All else held, the verdict depends on the site's raw total alone, and each holds on one stretch of
it. So the posterior of the total gives every verdict its probability.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from surveykit.assess.estimate.posterior import Posterior
from surveykit.assess.verdict.bands import Band

ENOUGH_INTERVIEWS = 5
"""Interviews from which a probability counts."""


class Status(StrEnum):
    """How sure a verdict is."""

    CERTIFIED = "certified"
    """No answer of the households not heard can change it."""
    PROBABLE = "probable"
    """The risk is within the limit."""
    UNDECIDED = "undecided"
    """The risk is higher, and doors are left to try."""
    EXHAUSTED = "exhausted"
    """The risk is higher, but every door was tried: a close call."""


def probabilities(posterior: Posterior, bands: Sequence[Band]) -> dict[str, float]:
    """Probability of every verdict; a verdict may have several bands. They add up to 1."""
    reached = [1.0, *(posterior.at_least(band.start) for band in bands[1:]), 0.0]
    found: dict[str, float] = {}
    for band, (here, beyond) in zip(bands, pairwise(reached), strict=True):
        found[band.verdict] = found.get(band.verdict, 0.0) + max(here - beyond, 0.0)
    return found


def status(
    risk: float,
    *,
    limit: float,
    certain: bool,
    interviews: float,
    doors: int,
    enough: int = ENOUGH_INTERVIEWS,
) -> Status:
    """From the risk of the verdict; `limit` is the greatest at which it counts as decided.

    `doors` are those left to try, `enough` the interviews from which a probability counts.
    """
    if certain:
        return Status.CERTIFIED
    if interviews >= enough and risk <= limit:
        return Status.PROBABLE
    return Status.UNDECIDED if doors else Status.EXHAUSTED
