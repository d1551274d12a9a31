"""Households → expected visits, step by step as the criteria calculate them (section 5.2)."""

from array import array
from collections.abc import Callable, Sequence
from math import exp, fsum

from surveykit.assess.estimate.formats import visits_per_session
from surveykit.assess.estimate.households import LIKELY, Household
from surveykit.assess.result import Doors, Forecast, Format, Hallway, Span
from surveykit.site.criteria import Criteria

HALLWAY_ALONE = 0.5
"""Without a door interview, this much of the hallway's mean stands in (criteria 5.2)."""


def forecast(
    households: Sequence[Household], doors: Doors, hallway: Hallway, criteria: Criteria
) -> Forecast:
    """Expected visits in 13 weeks and per session of every format.

    Doors that stayed shut count with a share of the interviewed households' mean. The hallway
    counts only where no door was interviewed at all, and then marks the result as uncertain.
    """
    interviewed = fsum(household.raw for household in households)
    known = array("b", (home.prob for home in households if home.prob is not None))
    uncertain = not households and hallway.mean is not None
    mean = interviewed / len(households) if households else HALLWAY_ALONE * (hallway.mean or 0.0)
    if len(households) > doors.interviewed:  # a home that was asked twice counts once
        interviewed = mean * doors.interviewed
    not_reached = doors.not_reached * criteria.k_not_reached * mean
    refused = doors.refused * criteria.k_refused * mean
    total = fsum((interviewed, not_reached, refused))
    sessions = {kind: _per_session(total, kind, criteria) for kind in Format}
    return Forecast(
        raw_interviewed=interviewed,
        mean=mean,
        raw_not_reached=not_reached,
        raw_refused=refused,
        raw_total=total,
        visits_13_weeks=_span(criteria, lambda share: share * criteria.campaign * total),
        per_session=sessions,
        empty_risk={kind: exp(-visits.point) for kind, visits in sessions.items()},
        households_known=len(known),
        households_likely=sum(prob >= LIKELY for prob in known),
        uncertain=uncertain,
    )


def _per_session(total: float, kind: Format, criteria: Criteria) -> Span:
    return _span(
        criteria, lambda share: visits_per_session(total, kind, criteria, calibration=share)
    )


def _span(criteria: Criteria, visits: Callable[[float], float]) -> Span:
    return Span(
        point=visits(criteria.calibration),
        low=visits(criteria.calibration_low),
        high=visits(criteria.calibration_high),
    )
