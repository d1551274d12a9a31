"""Can anything that the other households say still change the verdict? Exactly, without chance.

Every home not interviewed may yet give any answer of the scale, not know, decline, or stay
unreached. The least and the greatest forecast over all these endings are found on the criteria's
own formula; as each verdict holds on one stretch of raw visits, the two ends tell of all between.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import fsum, sqrt

from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.posterior import Scale
from surveykit.assess.result import Doors
from surveykit.assess.verdict.rules import Facts, decide


@dataclass(frozen=True, slots=True)
class Answers:
    """The households that have answered, as the forecast counts them."""

    known: int
    visits: float
    """Raw visits of those who know."""
    unsure: int
    """Those who do not; each counts `dk_factor` of the mean."""


def answers_of(households: Sequence[Household]) -> Answers:
    """Count them."""
    known = [home.raw for home in households if home.prob is not None]
    return Answers(known=len(known), visits=fsum(known), unsure=len(households) - len(known))


def certain(facts: Facts, answers: Answers, doors: Doors, scale: Scale, *, needed: int) -> bool:
    """True if the verdict stays whatever the households not interviewed say.

    Endings with fewer than `needed` interviews in all are left out: they give no verdict.
    """
    verdict = decide(facts)
    unheard = doors.refused + doors.not_reached
    missing = max(needed - doors.interviewed, 0)
    if not unheard:
        return True
    if not answers.known:
        return False
    ends = _Endings(facts, answers, doors, scale)
    most = replace(
        facts,
        raw_total=ends.total(_Ending(answers=unheard, visits=unheard * scale.most)),
        households_likely=facts.households_likely + unheard,
    )
    if decide(most) != verdict:
        return False
    least = min(ends.total(ending) for ending in ends.least(missing))
    return decide(replace(facts, raw_total=least)) == verdict


@dataclass(frozen=True, slots=True)
class _Ending:
    """How those not heard answer; the rest stays as little interested as can be."""

    answers: int
    visits: float
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class _Endings:
    facts: Facts
    answers: Answers
    doors: Doors
    scale: Scale

    @property
    def _factor(self) -> float:
        """The least that a home without an interview counts, of the mean."""
        return min(self.facts.criteria.k_refused, self.facts.criteria.k_not_reached)

    def total(self, ending: _Ending) -> float:
        """The criteria's raw total."""
        criteria, heard = self.facts.criteria, self.answers
        known = heard.known + ending.answers
        if not known:
            return 0.0
        unsure = heard.unsure + ending.unsure
        mean = (heard.visits + ending.visits) / known
        mean *= (known + criteria.dk_factor * unsure) / (known + unsure)
        homes = self.doors.interviewed + ending.answers + ending.unsure
        return mean * (homes + self._factor * (self.doors.occupied - homes))

    def least(self, missing: int) -> Iterator[_Ending]:
        """Endings among which the least total is: nobody more is interested.

        More answers of nought lower the mean but add homes, and so may those who do not know:
        for each number of the first the best number of the second is where the slope turns.
        """
        unheard = self.doors.refused + self.doors.not_reached
        for answers in range(unheard, -1, -1):
            low, high = max(missing - answers, 0), unheard - answers
            if low > high:
                continue
            turn = self._turn(answers)
            near = (int(turn), int(turn) + 1) if turn < high else (high,)
            for unsure in {low, high, *(min(max(point, low), high) for point in near)}:
                yield _Ending(answers, answers * self.scale.base, unsure)

    def _turn(self, answers: int) -> float:
        """How many more who do not know make the total least, all else held.

        With A = known + f·unsure and N = known + unsure the total is in proportion to
        A · ((1 - w) + q / N), where q = w·occupied - (1 - w)·(N - homes interviewed).
        """
        factor, share = self._factor, self.facts.criteria.dk_factor
        known = self.answers.known + answers
        people = known + self.answers.unsure
        worth = known + share * self.answers.unsure
        surplus = people - answers - self.doors.interviewed
        rest = factor * self.doors.occupied - (1 - factor) * surplus
        if rest <= 0:
            return 0.0
        if not share:
            return float(self.doors.occupied)
        return sqrt(rest * (worth - share * people) / ((1 - factor) * share)) - people
