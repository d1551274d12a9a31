"""The assessment as it is shipped: all rules of the criteria, every verdict told apart.

Doors are tried until the verdict is decided or none is left. The truth is the verdict that the
same rules give with every household known.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum

from surveykit.assess.estimate.forecast import forecast
from surveykit.assess.estimate.households import LIKELY, Household
from surveykit.assess.estimate.posterior import Estimator, Model
from surveykit.assess.result import Doors, Hallway
from surveykit.assess.verdict.certificate import Answers
from surveykit.assess.verdict.risk import Evidence, Standing, standing
from surveykit.assess.verdict.rules import Facts, decide
from surveykit.assess.verdict.verdicts import Status
from surveykit.site.criteria import Criteria

from .rules import strata
from .world import INTERVIEW, REFUSED, VACANT, Door, Site

PARTNER = 1000.0
"""Visits that the partner of every site can take: so no site needs outreach for want of one."""
NOBODY = Hallway(interviews=0, mean=None)


@dataclass(frozen=True, slots=True)
class Shipped:
    """What came of it over all sites; shares of the sites."""

    right: float
    """Verdicts that are the true one."""
    decided: float
    """Certified or probable."""
    wrong_of_decided: float
    risk_of_decided: float
    """Claimed, on average."""
    right_format_of_decided: float
    """Those whose hour is right, be it on trial or not."""
    doors: float
    floor: float
    """Doors tried, on average, until there were interviews enough for any verdict."""


def shipped(sites: Sequence[Site], model: Model, criteria: Criteria, batch: int) -> Shipped:
    """Knock at every site, looking after every few doors."""
    found = [_knock(site, model, criteria, batch) for site in sites]
    decided = [one for one in found if one.status in (Status.CERTIFIED, Status.PROBABLE)]
    n, m = len(found), max(len(decided), 1)
    return Shipped(
        right=sum(one.verdict == one.truth for one in found) / n,
        decided=len(decided) / n,
        wrong_of_decided=sum(one.verdict != one.truth for one in decided) / m,
        risk_of_decided=sum(one.risk for one in decided) / m,
        right_format_of_decided=sum(
            _hour(one.verdict) == _hour(one.truth) for one in decided
        ) / m,
        doors=sum(one.doors for one in found) / n,
        floor=sum(one.floor for one in found) / n,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Stop:
    verdict: str
    truth: str
    status: Status
    risk: float
    doors: int
    floor: int


def _knock(site: Site, model: Model, criteria: Criteria, batch: int) -> _Stop:
    truth, floor = _truth(site, criteria), 0
    for doors in range(0, len(site.doors) + batch, batch):
        tried = min(doors, len(site.doors))
        evidence = _evidence(site, tried, model, criteria)
        enough = decide(evidence.facts) != "continue_survey"
        if not enough and tried < len(site.doors):
            continue
        floor = floor or tried
        found: Standing = standing(evidence)
        if found.status is not Status.UNDECIDED:
            break
    return _Stop(found.verdict, truth, found.status, found.risk, tried, floor)


def _evidence(site: Site, doors: int, model: Model, criteria: Criteria) -> Evidence:
    tried = site.doors[:doors]
    homes = [_household(door) for door in tried if door.outcome == INTERVIEW]
    outcomes = Counter(door.outcome for door in tried)
    counted = Doors(
        dwellings=len(site.doors),
        vacant=outcomes[VACANT],
        interviewed=len(homes),
        refused=outcomes[REFUSED],
        not_reached=len(site.doors) - outcomes[VACANT] - len(homes) - outcomes[REFUSED],
    )
    expected = forecast(homes, counted, NOBODY, criteria)
    facts = _facts(site, criteria, expected.raw_total, expected.households_likely)
    facts = replace(facts, occupied=counted.occupied, interviews=len(homes))
    answers = Answers(len(homes), fsum(home.raw for home in homes), 0)
    estimator = Estimator(strata(site, doors, model), model)
    return Evidence(replace(facts, any_known=True), answers, counted, expected, estimator)


def _truth(site: Site, criteria: Criteria) -> str:
    likely = sum(
        (_household(door).prob or 0) >= LIKELY for door in site.doors if door.outcome != VACANT
    )
    return decide(_facts(site, criteria, site.total, likely))


def _facts(site: Site, criteria: Criteria, total: float, likely: int) -> Facts:
    occupied = sum(door.outcome != VACANT for door in site.doors)
    return Facts(
        criteria=criteria,
        dwellings=len(site.doors),
        occupied=occupied,
        interviews=occupied,
        raw_total=total,
        calibration=criteria.calibration,
        calibration_low=criteria.calibration_low,
        households_likely=likely,
        partner_free=PARTNER,
    )


def _household(door: Door) -> Household:
    return Household(door.score, door.visits, {})


def _hour(verdict: str) -> str:
    return verdict.removeprefix("regular").removeprefix("trial")
