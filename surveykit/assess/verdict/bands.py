"""On which stretch of raw visits does each verdict hold?

All else held, the rules compare the site's raw total with a few limits, and between two
neighbouring ones the verdict is the same.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from surveykit.assess.estimate.formats import OWN, raw_needed
from surveykit.assess.result import Format
from surveykit.assess.verdict.rules import Facts, decide


class Band(NamedTuple):
    """A stretch of the raw total, up to the next one's start."""

    start: float
    """The least raw total at which the verdict holds."""
    verdict: str


def bands(facts: Facts) -> tuple[Band, ...]:
    """Every verdict that other raw totals would give, from 0 on."""
    starts = [0.0, *sorted({limit for limit in raw_limits(facts) if limit > 0})]
    ends = [*starts, 2 * starts[-1] + 1]
    found: list[Band] = []
    for start, end in pairwise(ends):
        verdict = decide(replace(facts, raw_total=(start + end) / 2))
        if not found or found[-1].verdict != verdict:
            found.append(Band(start, verdict))
    return tuple(found)


def raw_limits(facts: Facts) -> list[float]:
    """Raw totals at which a comparison of the rules turns over."""
    criteria = facts.criteria
    limits = [wanted_from(facts)]
    for kind in OWN:
        limits.append(worth_from(facts, kind))
        limits.append(
            raw_needed(criteria.min_low, kind, criteria, calibration=facts.calibration_low)
        )
    return [*limits, *_full_from(facts)]


def worth_from(facts: Facts, kind: Format) -> float:
    """Raw visits from which an hour of one's own is worth holding in this rhythm."""
    criteria = facts.criteria
    return raw_needed(criteria.min_visitors, kind, criteria, calibration=facts.calibration)


def wanted_from(facts: Facts) -> float:
    """Raw visits from which a cooperative slot is wanted."""
    criteria = facts.criteria
    return criteria.coop_min_visits13 / (facts.calibration * criteria.campaign)


def _full_from(facts: Facts) -> Iterator[float]:
    """Raw visits from which the partner's hour is full, if there is one."""
    if facts.partner_free is not None:
        yield raw_needed(
            facts.partner_free, Format.COOPERATIVE, facts.criteria, calibration=facts.calibration
        )
