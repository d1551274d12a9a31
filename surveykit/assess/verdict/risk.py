"""The risk that the verdict is wrong, step by step, and what it takes to know better.

"Wrong" means: with every household known, the same rules would give another verdict.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, comb
from typing import NamedTuple

from surveykit.assess.estimate.formats import OWN, is_cooperative, raw_needed, visits_per_session
from surveykit.assess.estimate.posterior import Estimator, Posterior
from surveykit.assess.result import Doors, Forecast, Format, Reason
from surveykit.assess.verdict.bands import Band, bands, wanted_from, worth_from
from surveykit.assess.verdict.certificate import Answers, certain
from surveykit.assess.verdict.further import decided_after, doors_until_decided
from surveykit.assess.verdict.outlook import Estimate, Further, IfInterest, Interval, Outlook
from surveykit.assess.verdict.rules import Facts, decide, interviews_needed
from surveykit.assess.verdict.sensitivity import RATIOS, break_even, reaching, tipping_ratio
from surveykit.assess.verdict.verdicts import Status, probabilities, status

CHANCES = (0.5, 0.8)
"""With which the number of further interviews is told."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the risk is reckoned from."""

    facts: Facts
    answers: Answers
    doors: Doors
    forecast: Forecast
    estimator: Estimator

    @property
    def left(self) -> int:
        """Doors that may still be tried."""
        return sum(stratum.untried for stratum in self.estimator.strata)

    @property
    def needed(self) -> int:
        """Interviews below which there is no verdict."""
        return interviews_needed(self.facts.criteria, self.doors.occupied)

    @property
    def asked(self) -> Facts:
        """The facts as if there were interviews enough."""
        return replace(self.facts, interviews=max(self.facts.interviews, self.needed))

    @property
    def worth(self) -> float:
        """Raw visits from which an hour of one's own is worth holding.

        On a site too small for one: from which a cooperative slot is wanted.
        """
        if self.facts.dwellings < self.facts.criteria.min_dwellings:
            return wanted_from(self.facts)
        return min(worth_from(self.facts, kind) for kind in OWN)

    @property
    def likely_missing(self) -> int:
        """Households likely to come that a cooperative slot lacks."""
        return max(self.facts.criteria.coop_min_households - self.facts.households_likely, 0)

    @property
    def likely_share(self) -> float:
        """Share of the interested that are likely to come, with one of each added."""
        interested = sum(stratum.interested for stratum in self.estimator.strata)
        return (self.facts.households_likely + 1) / (interested + 2)


class Standing(NamedTuple):
    """The verdict as things stand, and how sure it is."""

    verdict: str
    status: Status
    certain: bool
    risk: float
    probabilities: dict[str, float]
    """Of every verdict to be the right one."""
    possible: tuple[Band, ...]


def standing(evidence: Evidence) -> Standing:
    """The verdict as if there were interviews enough; its status, which asks for them."""
    estimator, facts = evidence.estimator, evidence.asked
    verdict, possible = decide(facts), bands(replace(facts, any_known=True))
    chances = _probabilities(evidence, estimator.posterior(), possible)
    sure = certain(
        facts, evidence.answers, evidence.doors, estimator.model.scale, needed=evidence.needed
    )
    risk = 0.0 if sure else 1 - chances.get(verdict, 0.0)
    return Standing(verdict, _status(evidence, risk, sure=sure), sure, risk, chances, possible)


def look_ahead(evidence: Evidence) -> Outlook:
    """How sure the verdict is, what it takes to know better, and what would overturn it."""
    estimator, criteria = evidence.estimator, evidence.facts.criteria
    posterior, found = estimator.posterior(), standing(evidence)
    limit = _nearest_limit(evidence, found.possible)
    reached = reaching(estimator, limit)
    missed_up_to, reached_from = break_even(
        estimator, evidence.worth, criteria.calibration, criteria.risk_max
    )
    return Outlook(
        verdict=found.verdict,
        status=found.status,
        certain=found.certain,
        risk=found.risk,
        probabilities=found.probabilities,
        reaching={kind: posterior.at_least(_minimum(evidence.facts, kind)) for kind in Format},
        uncertainty={
            kind: posterior.variance * _per_raw_visit(evidence.facts, kind) ** 2 for kind in Format
        },
        raw=_estimate("", evidence.doors.interviewed, posterior),
        blocks=tuple(_blocks(estimator)),
        bounds=Interval(*estimator.bounds()),
        limit=limit,
        further=tuple(_further(evidence, found)),
        decided_in_the_end=_in_the_end(evidence, found.possible),
        next_doors=(),
        sensitivity=tuple(
            IfInterest(ratio, _verdict_with(evidence, ratio), reached(ratio)) for ratio in RATIOS
        ),
        tipping_ratio=tipping_ratio(reached),
        missed_up_to=missed_up_to,
        reached_from=reached_from,
    )


def _nearest_limit(evidence: Evidence, possible: Sequence[Band]) -> float:
    """Raw visits at which the verdict would turn over first."""
    total = evidence.facts.raw_total
    starts = [band.start for band in possible[1:]] or [evidence.worth]
    return min(starts, key=lambda start: abs(start - total))


def with_risks(reasons: Sequence[Reason], evidence: Evidence) -> tuple[Reason, ...]:
    """The steps of the rules, each with the probability that its comparison is wrong."""
    posterior = evidence.estimator.posterior()
    return tuple(replace(step, risk=_risk(step, evidence, posterior)) for step in reasons)


def _status(evidence: Evidence, risk: float, *, sure: bool) -> Status:
    """Without interviews enough there is no verdict to be sure of."""
    enough = decide(evidence.facts) != "continue_survey"
    return status(
        risk,
        limit=evidence.facts.criteria.risk_max,
        certain=sure and enough,
        interviews=evidence.doors.interviewed if enough else 0,
        doors=evidence.left,
    )


def _probabilities(
    evidence: Evidence, posterior: Posterior, possible: Sequence[Band]
) -> dict[str, float]:
    """Of every verdict; a slot is wanted also if enough households turn out likely to come."""
    found = probabilities(posterior, possible)
    missing = evidence.likely_missing
    if missing and possible[0].verdict == "none_now":
        end = possible[1].start  # there is one: enough raw visits are always wanted
        wanted = sum(
            weight * (1 - tail) * _at_least(missing, count, evidence.likely_share)
            for count, weight, tail in posterior.tails(end)
        )
        found["none_now"] = max(found["none_now"] - wanted, 0.0)
        verdict = decide(
            replace(
                evidence.asked,
                any_known=True,
                households_likely=evidence.facts.criteria.coop_min_households,
                raw_total=end / 2,
            )
        )
        found[verdict] = found.get(verdict, 0.0) + wanted
    return found


def _at_least(missing: int, count: int, share: float) -> float:
    """Chance of at least `missing` among `count`, each with the same chance."""
    fewer = (comb(count, n) * share**n * (1 - share) ** (count - n) for n in range(missing))
    return max(1 - sum(fewer), 0.0)


def _minimum(facts: Facts, kind: Format) -> float:
    """Raw visits that the format needs; for a cooperative slot, from which one is wanted."""
    return wanted_from(facts) if is_cooperative(kind) else worth_from(facts, kind)


def _per_raw_visit(facts: Facts, kind: Format) -> float:
    return visits_per_session(1.0, kind, facts.criteria, calibration=facts.calibration)


def _estimate(block: str, interviewed: float, posterior: Posterior) -> Estimate:
    return Estimate(
        block=block,
        interviewed=round(interviewed),
        mean=posterior.mean,
        half=Interval(*posterior.interval(0.5)),
        ninety=Interval(*posterior.interval(0.9)),
    )


def _blocks(estimator: Estimator) -> Iterator[Estimate]:
    for at, stratum in enumerate(estimator.strata):
        if stratum.name:
            yield _estimate(stratum.name, stratum.interviews, estimator.posterior(at))


def _further(evidence: Evidence, found: Standing) -> Iterator[Further]:
    estimator, limit = evidence.estimator, evidence.facts.criteria.risk_max
    behind = _doors_behind(evidence, found)
    for chance in CHANCES:
        doors = doors_until_decided(estimator, found.possible, chance, limit=limit)
        if doors is not None:
            doors = max(doors, behind) if behind <= evidence.left else None
        interviews = None if doors is None else round(doors * estimator.interviews_per_door)
        yield Further(chance, doors, interviews and max(interviews, 1))


def _doors_behind(evidence: Evidence, found: Standing) -> int:
    """Doors until the criteria's reckoning has caught up with the likeliest verdict.

    It counts doors that may still be tried as not reached, and so rises with every interview.
    """
    criteria, total = evidence.facts.criteria, evidence.facts.raw_total
    likeliest = max(found.probabilities, key=lambda verdict: found.probabilities[verdict])
    start = next((band.start for band in found.possible if band.verdict == likeliest), 0.0)
    gain = evidence.forecast.mean * (1 - criteria.k_not_reached)
    gain *= evidence.estimator.interviews_per_door
    return ceil((start - total) / gain) if start > total and gain else 0


def _in_the_end(evidence: Evidence, possible: Sequence[Band]) -> float | None:
    estimator, limit = evidence.estimator, evidence.facts.criteria.risk_max
    untried = {at: stratum.untried for at, stratum in enumerate(estimator.strata)}
    if not any(untried.values()):
        return None
    return decided_after(estimator, possible, untried, limit=limit)


def _verdict_with(evidence: Evidence, ratio: float) -> str:
    """By the criteria's reckoning, with one factor for all who gave no interview."""
    found = evidence.forecast
    silent = evidence.doors.not_reached + evidence.doors.refused
    total = found.raw_interviewed + silent * ratio * found.mean
    return decide(replace(evidence.asked, raw_total=total))


def _risk(step: Reason, evidence: Evidence, posterior: Posterior) -> float:
    """Probability that a comparison would turn out the other way with every household known."""
    if step.rule == "coop_households":
        return 0.0 if step.holds else _likely_after_all(evidence, posterior)
    limit = _raw_limit(step, evidence.facts)
    if limit is None:
        return 0.0
    reached = posterior.at_least(limit)
    reached = 1 - reached if step.rule == "partner" else reached
    return 1 - reached if step.holds else reached


def _likely_after_all(evidence: Evidence, posterior: Posterior) -> float:
    """Chance that those not heard make up the households likely to come."""
    missing, share = evidence.likely_missing, evidence.likely_share
    return sum(
        weight * _at_least(missing, count, share) for count, weight in enumerate(posterior.counts)
    )


def _raw_limit(step: Reason, facts: Facts) -> float | None:
    """Raw visits at which a comparison turns over; None where it compares none."""
    criteria, (rule, _, rhythm) = facts.criteria, step.rule.partition(":")
    match rule:
        case "demand":
            return worth_from(facts, Format(rhythm))
        case "cautious" if facts.candidate is not None:
            return raw_needed(
                criteria.min_low, facts.candidate, criteria, calibration=facts.calibration_low
            )
        case "coop_demand":
            return wanted_from(facts)
        case "partner" if facts.partner_free is not None:
            return raw_needed(
                facts.partner_free, Format.COOPERATIVE, criteria, calibration=facts.calibration
            )
        case "outreach":
            return raw_needed(
                criteria.outreach_min_monthly, Format.MONTHLY, criteria,
                calibration=facts.calibration,
            )  # fmt: skip
    return None
