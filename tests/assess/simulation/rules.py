"""The competing rules: when to stop knocking, and what to say then.

Every rule answers one question: does the site's raw total reach a limit?
"""

from collections import Counter
from dataclasses import dataclass, replace
from math import fsum, sqrt
from statistics import NormalDist

from surveykit.assess.estimate.posterior import Estimator, Model, Stratum
from surveykit.assess.verdict.bands import Band
from surveykit.assess.verdict.further import doors_until_decided
from surveykit.assess.verdict.verdicts import Status, probabilities, status

from .world import INTERVIEW, NOT_MET, REFUSED, VACANT, Door, Site

YES, NO, UNDECIDED = "yes", "no", "undecided"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule says of a site after so many doors."""

    says: str
    doors: int
    interval: tuple[float, float] | None = None
    reason: str = ""
    risk: float = 0.0
    needed: tuple[int, int | None, int | None] | None = None
    """Doors tried when it first said how many more it would need, with 50 % and with 80 %."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The first doors of a site, as rules without blocks see them."""

    doors: int
    interviews: int
    visits: float
    interested: int
    likely: int
    """Households with half a visit or more."""
    occupied: float
    """Of the whole site, estimated."""
    met: float
    """Interviews per occupied dwelling tried."""

    @classmethod
    def of(cls, site: Site, doors: int, base: float = 0.0) -> "Sample":
        """Look at the first doors, or at all if there are fewer."""
        tried = site.doors[:doors]
        answers = [door.visits for door in tried if door.outcome == INTERVIEW]
        living = sum(door.outcome != VACANT for door in tried)
        return cls(
            doors=len(tried),
            interviews=len(answers),
            visits=sum(answers),
            interested=sum(visits > base for visits in answers),
            likely=sum(visits >= 0.5 for visits in answers),
            occupied=len(site.doors) * living / len(tried),
            met=len(answers) / living if living else 0.0,
        )


@dataclass(frozen=True, slots=True)
class Naive:
    """Enough of those interviewed are likely to come."""

    share: float

    def look(self, site: Site, doors: int) -> Answer:
        """After a fixed number of doors."""
        seen = Sample.of(site, doors)
        yes = bool(seen.interviews) and seen.likely / seen.interviews >= self.share
        return Answer(YES if yes else NO, seen.doors)


@dataclass(frozen=True, slots=True)
class Projected:
    """The mean, times those who live there, reaches the limit.

    Doors without an interview count `ratio` of the mean.
    """

    limit: float
    ratio: float = 1.0

    def look(self, site: Site, doors: int) -> Answer:
        """After a fixed number of doors."""
        seen = Sample.of(site, doors)
        if not seen.interviews:
            return Answer(NO, seen.doors)
        homes = seen.occupied * (seen.met + (1 - seen.met) * self.ratio)
        yes = homes * seen.visits / seen.interviews >= self.limit
        return Answer(YES if yes else NO, seen.doors)


def wilson(
    successes: float, trials: float, level: float, population: float | None = None
) -> tuple[float, float]:
    """Wilson's interval for a share; with a finite population n (N-1)/(N-n) stands for n."""
    share = successes / trials
    if population is not None:
        if trials >= population:
            return share, share
        trials = trials * (population - 1) / (population - trials)
    z = NormalDist().inv_cdf(0.5 + level / 2)
    shrink = 1 + z * z / trials
    centre = (share + z * z / (2 * trials)) / shrink
    half = z / shrink * sqrt(share * (1 - share) / trials + z * z / (4 * trials**2))
    return centre - half, centre + half


@dataclass(frozen=True, slots=True)
class Wilson:
    """Wilson's interval, for scores from 0 to 1 as if they were shares.

    Answers are taken as shares of the greatest, `most`; with a `base` the interval is for the
    share of the interested instead, and their mean visits are taken as known.
    """

    limit: float
    level: float
    ratio: float = 1.0
    most: float = 1.0
    base: float | None = None
    enough: int = 8

    def look(self, site: Site, doors: int) -> Answer:
        """After a fixed number of doors; perhaps undecided."""
        seen = Sample.of(site, doors, self.base or 0.0)
        if not seen.interviews:
            return Answer(UNDECIDED, seen.doors, (0.0, seen.occupied * self.most))
        hits, worth = seen.visits / self.most, self.most
        if self.base is not None:
            hits, worth = seen.interested, seen.visits / max(seen.interested, 1)
        low, high = wilson(hits, seen.interviews, self.level, seen.occupied)
        homes = seen.occupied * worth * (seen.met + (1 - seen.met) * self.ratio)
        interval = low * homes, high * homes
        says = YES if interval[0] >= self.limit else NO if interval[1] < self.limit else UNDECIDED
        return Answer(says, seen.doors, interval)

    def then_all(self, site: Site, doors: int) -> Answer:
        """After a fixed number of doors; while undecided after all of them."""
        found = self.look(site, doors)
        return self._after_all(site) if found.says is UNDECIDED else found

    def every(self, site: Site, batch: int) -> Answer:
        """Looks after every few doors."""
        for doors in range(batch, len(site.doors) + batch, batch):
            last = doors >= len(site.doors)
            if last or Sample.of(site, doors).interviews >= self.enough:
                found = self.look(site, doors)
                if found.says is not UNDECIDED:
                    return found
        return self._after_all(site)

    def _after_all(self, site: Site) -> Answer:
        return Projected(self.limit, self.ratio).look(site, len(site.doors))


def strata(site: Site, doors: int, model: Model) -> list[Stratum]:
    """What is known of every block after so many doors."""
    tried: dict[int, list[Door]] = {block: [] for block in range(len(site.blocks))}
    for door in site.doors[:doors]:
        tried[door.block].append(door)
    return [
        _stratum(str(block), site.blocks[block], found, model.scale.base)
        for block, found in tried.items()
    ]


def _stratum(name: str, dwellings: int, tried: list[Door], base: float) -> Stratum:
    outcomes = Counter(door.outcome for door in tried)
    answers = [door.visits for door in tried if door.outcome == INTERVIEW]
    scores = [visits - base for visits in answers if visits > base]
    return Stratum(
        name=name,
        interviews=outcomes[INTERVIEW],
        interested=len(scores),
        visits=fsum(answers),
        scores=fsum(scores),
        squares=fsum(score * score for score in scores),
        refused=outcomes[REFUSED],
        not_met=outcomes[NOT_MET],
        vacant=outcomes[VACANT],
        untried=dwellings - len(tried),
    )


@dataclass(frozen=True, slots=True)
class Sequential:
    """The assessment's own rule: looks every few doors, stops when sure enough."""

    model: Model
    limit: float
    risk: float = 0.10
    enough: int = 8
    """Interviews before a probability counts."""

    def every(self, site: Site, batch: int, *, predicting: bool = False) -> Answer:
        """Knock until decided."""
        doors, needed = 0, None
        while True:
            found = self.look(site, doors)
            if found.says is not UNDECIDED:
                return replace(found, needed=needed)
            estimator = Estimator(strata(site, doors, self.model), self.model)
            heard = sum(stratum.interviews for stratum in estimator.strata)
            if predicting and needed is None and heard >= self.enough:
                needed = doors, self._needed(estimator, 0.5), self._needed(estimator, 0.8)
            doors = min(doors + batch, len(site.doors))

    def _needed(self, estimator: Estimator, chance: float) -> int | None:
        return doors_until_decided(estimator, self._bands, chance, limit=self.risk)

    @property
    def _bands(self) -> tuple[Band, Band]:
        return Band(0.0, NO), Band(self.limit, YES)

    def look(self, site: Site, doors: int) -> Answer:
        """The answer after so many doors; undecided while doors are left and the risk is high."""
        estimator = Estimator(strata(site, doors, self.model), self.model)
        posterior, (least, most) = estimator.posterior(), estimator.bounds()
        chances = probabilities(posterior, self._bands)
        says = max((YES, NO), key=lambda answer: chances[answer])
        certain = least >= self.limit or most < self.limit
        if certain:
            says = YES if least >= self.limit else NO
        heard = sum(stratum.interviews for stratum in estimator.strata)
        found = status(
            1 - chances[says],
            limit=self.risk,
            certain=certain,
            interviews=heard,
            doors=len(site.doors) - doors,
            enough=self.enough,
        )
        if found is Status.UNDECIDED:
            return Answer(UNDECIDED, doors)
        return Answer(says, doors, posterior.interval(0.9), reason=found, risk=1 - chances[says])
