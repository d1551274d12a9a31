"""What would change the verdict: the nearest limits, found on the rules themselves.

A verdict is constant between the values at which one of the rules' comparisons turns over. So the
limits are known exactly: each such value is tried in order until the verdict beyond it differs.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from surveykit.assess.estimate.formats import visits_per_session
from surveykit.assess.result import Flip, Format
from surveykit.assess.verdict.bands import raw_limits
from surveykit.assess.verdict.rules import Facts, decide, interviews_needed


def flips(facts: Facts) -> tuple[Flip, ...]:
    """The next limits down and up for every quantity, all others held; nothing where none exists.

    While there are too few interviews only their number counts.
    """
    needed = interviews_needed(facts.criteria, facts.occupied)
    if facts.interviews < needed:
        then = decide(replace(facts, interviews=needed))
        return (Flip("interviews", facts.interviews, needed, then),)
    return tuple(_flips(facts))


def _flips(facts: Facts) -> Iterator[Flip]:
    criteria, raw = facts.criteria, facts.raw_total
    yield from _nearest(
        "raw_total", raw, raw_limits(facts), lambda value: replace(facts, raw_total=value)
    )
    yield from _nearest(
        "dwellings",
        facts.dwellings,
        [criteria.min_dwellings],
        lambda value: replace(facts, dwellings=round(value)),
        whole=True,
    )
    yield from _calibration(facts)
    yield from _cautious(facts)
    yield from _nearest(
        "households_likely",
        facts.households_likely,
        [criteria.coop_min_households],
        lambda value: replace(facts, households_likely=round(value)),
        whole=True,
    )
    yield from _nearest(
        "partner_free",
        facts.partner_free or 0.0,
        [facts.expected(Format.COOPERATIVE)],
        lambda value: replace(facts, partner_free=value),
    )


def _calibration(facts: Facts) -> Iterator[Flip]:
    """Calibrations at which a comparison turns over: the visits are linear in both.

    Of one above 1 nothing is told: nobody comes more often than they say.
    """
    if not facts.raw_total:
        return
    limits = [facts.calibration * limit / facts.raw_total for limit in raw_limits(facts)]
    found = _nearest(
        "calibration",
        facts.calibration,
        limits,
        lambda value: replace(facts, calibration=value),
    )
    yield from (flip for flip in found if flip.limit <= 1)


def _cautious(facts: Facts) -> Iterator[Flip]:
    """The cautious forecast of the candidate, in visits per session."""
    kind = facts.candidate
    if kind is None:
        return
    per_unit = visits_per_session(facts.raw_total, kind, facts.criteria, calibration=1.0)
    yield from _nearest(
        "cautious",
        facts.cautious(kind),
        [facts.criteria.min_low],
        lambda value: replace(facts, calibration_low=value / per_unit),
    )


def _nearest(
    quantity: str,
    now: float,
    limits: Iterable[float],
    at: Callable[[float], Facts],
    *,
    whole: bool = False,
) -> Iterator[Flip]:
    """The nearest limit below and the nearest above beyond which the verdict differs.

    `at` gives the facts with another value of the quantity. Whole numbers turn over one below the
    limit, others anywhere between it and the next one.
    """
    verdict = decide(at(now))
    ordered = sorted({limit for limit in limits if limit > 0})
    below = [limit for limit in reversed(ordered) if limit <= now]
    above = [limit for limit in ordered if limit > now]
    for side in ([*below, 0.0], [*above, *(2 * limit for limit in above[-1:])]):
        for limit, beyond in pairwise(side):
            probe = limit - (beyond < limit) if whole else (limit + beyond) / 2
            if (becomes := decide(at(probe))) != verdict:
                yield Flip(quantity, now, limit, becomes)
                break
