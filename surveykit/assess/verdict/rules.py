"""The decision rules, in the planner's order (criteria 5.3).

Each rule looks at the facts and gives its verdict or passes. The first verdict holds. To add a
rule: write the function with its source, give it its place in `RULES`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

from surveykit.assess.estimate.formats import OWN, visits_per_session
from surveykit.assess.result import Format, Reason
from surveykit.site.criteria import Criteria

LARGE_SITE = 200
"""Occupied dwellings above which a share of them is not enough (criteria 5.1)."""

LARGE_SITE_INTERVIEWS = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the rules look at."""

    criteria: Criteria
    dwellings: int
    occupied: int
    interviews: int
    raw_total: float
    calibration: float
    calibration_low: float
    households_likely: int
    partner_free: float | None
    """Visits that the best-suited hour of a partner can still take; None: no such hour."""
    any_known: bool = True
    """False where every household left its probability open: that is no "no"."""

    @property
    def telling_interviews(self) -> int:
        """Interviews that say anything about interest."""
        return self.interviews if self.any_known else 0

    @property
    def visits_13_weeks(self) -> float:
        """Expected visits in 13 weeks."""
        return self.calibration * self.criteria.campaign * self.raw_total

    def expected(self, kind: Format) -> float:
        """Visits per session."""
        return visits_per_session(self.raw_total, kind, self.criteria, calibration=self.calibration)

    def cautious(self, kind: Format) -> float:
        """Visits per session in the cautious forecast."""
        return visits_per_session(
            self.raw_total, kind, self.criteria, calibration=self.calibration_low
        )

    @property
    def candidate(self) -> Format | None:
        """The most frequent own hour that is worth holding (step 2)."""
        if self.dwellings < self.criteria.min_dwellings:
            return None
        fitting = (kind for kind in OWN if self.expected(kind) >= self.criteria.min_visitors)
        return next(fitting, None)

    @property
    def wanted(self) -> bool:
        """Enough interest for a cooperative slot: by visits or by households likely to come."""
        return (
            self.visits_13_weeks >= self.criteria.coop_min_visits13
            or self.households_likely >= self.criteria.coop_min_households
        )

    @property
    def partner(self) -> bool:
        """A partner's hour can take the expected visits."""
        return self.partner_free is not None and self.partner_free >= self.expected(
            Format.COOPERATIVE
        )


def interviews_needed(criteria: Criteria, occupied: int) -> int:
    """Interviews below which the survey must go on (criteria 5.1, `min_response_share`).

    The default for large sites asks for at least 60 interviews as well.
    """
    needed = ceil(criteria.response_share_needed(occupied) * occupied - 1e-9)
    by_default = criteria.min_response_share is None
    if by_default and occupied > LARGE_SITE:
        return max(needed, LARGE_SITE_INTERVIEWS)
    return needed


def continue_survey(facts: Facts) -> str | None:
    """Too few interviews for a verdict (step 1)."""
    enough = facts.telling_interviews >= interviews_needed(facts.criteria, facts.occupied)
    return None if enough else "continue_survey"


def regular(facts: Facts) -> str | None:
    """A candidate that holds in the cautious forecast too (steps 2 and 3)."""
    kind = facts.candidate
    safe = kind is not None and facts.cautious(kind) >= facts.criteria.min_low
    return f"regular:{kind}" if safe else None


def trial(facts: Facts) -> str | None:
    """A candidate that the cautious forecast does not bear out (step 4)."""
    return f"trial:{facts.candidate}" if facts.candidate is not None else None


def cooperative(facts: Facts) -> str | None:
    """Too small or too little interest for an own hour, but a partner takes it in (step 5)."""
    return "cooperative" if facts.wanted and facts.partner else None


def outreach(facts: Facts) -> str | None:
    """Interest without an hour to hold it in: home visits, telephone, asking again (step 6)."""
    return "outreach" if facts.wanted else None


def none_now(_facts: Facts) -> str | None:
    """Nothing now: a referral card to every household, the survey again in a year (step 7)."""
    return "none_now"


RULES: tuple[Callable[[Facts], str | None], ...] = (
    continue_survey,
    regular,
    trial,
    cooperative,
    outreach,
    none_now,
)
"""In the order of the criteria; the last one always has a verdict."""


def decide(facts: Facts) -> str:
    """The first rule's verdict that holds."""
    return next(verdict for rule in RULES if (verdict := rule(facts)) is not None)


def reasons(facts: Facts) -> tuple[Reason, ...]:
    """The steps that led to the verdict, each with the numbers compared, in order."""
    return tuple(_reasons(facts))


def _reasons(facts: Facts) -> Iterator[Reason]:
    criteria = facts.criteria
    data = _at_least("data", facts.telling_interviews, interviews_needed(criteria, facts.occupied))
    yield data
    if not data.holds:
        return
    size = _at_least("size", facts.dwellings, criteria.min_dwellings)
    yield size
    if size.holds:
        yield from _demand(facts)
    if facts.candidate is not None:
        yield _at_least("cautious", facts.cautious(facts.candidate), criteria.min_low)
        return
    yield _at_least("coop_demand", facts.visits_13_weeks, criteria.coop_min_visits13)
    yield _at_least("coop_households", facts.households_likely, criteria.coop_min_households)
    if not facts.wanted:
        return
    # Rounding never decides: the same comparison as in the rule.
    expected = facts.expected(Format.COOPERATIVE)
    yield Reason("partner", holds=facts.partner, value=facts.partner_free or 0.0, limit=expected)
    if not facts.partner:
        monthly = facts.expected(Format.MONTHLY)
        yield _at_least("outreach", monthly, criteria.outreach_min_monthly)


def _demand(facts: Facts) -> Iterator[Reason]:
    """The own hours tried, up to the first that is worth holding."""
    for kind in OWN:
        reason = _at_least(f"demand:{kind}", facts.expected(kind), facts.criteria.min_visitors)
        yield reason
        if reason.holds:
            return


def _at_least(rule: str, value: float, limit: float) -> Reason:
    return Reason(rule, holds=value >= limit, value=float(value), limit=float(limit))
