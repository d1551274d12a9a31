"""How sure is the raw total of a site or a block? The finite-population posterior, in closed form.

Interviewed households are known. Of the others it asks two things: is a household interested (by
block, blocks partially pooled), and how strongly (pooled over the site). Households that declined
or were never met are interested less, by ratios that are themselves uncertain (pattern mixture).
Their number is beta-binomial, their sum normal given the number. Only the standard library.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, erfc, fsum, sqrt
from statistics import NormalDist
from typing import NamedTuple

_ROOT_2 = sqrt(2.0)
_NEGLIGIBLE = 1e-13


POOLING = 20.0
"""How alike blocks are: their shares spread with an intra-class correlation of 1/(this + 1)."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The visits that one household can stand for."""

    step: float
    """The answers lie on a grid this wide."""
    least: float
    """Of a household that is interested at all."""
    most: float
    base: float = 0.0
    """Of a household that is not interested; scores are what others have above it."""

    @property
    def steps(self) -> tuple[int, int]:
        """The least and the greatest score in steps of the grid."""
        least, most = self.least - self.base, self.most - self.base
        return round(least / self.step), round(most / self.step)


@dataclass(frozen=True, slots=True)
class Model:
    """What is assumed before the first answer, and of those who give none.

    The two priors of a share are pseudo-dwellings yes and no. Scores of the interested are in
    visits above the scale's base.
    """

    scale: Scale
    ratio_refused: float
    """Interest of those who declined, relative to those interviewed."""
    ratio_not_met: float
    error_refused: float
    """Standard deviation of that ratio; the two err together."""
    error_not_met: float
    score: float
    """Mean score of the interested, worth `score_weight` interviews; `score_variance` likewise."""
    score_variance: float
    score_weight: float = 4.0
    interested: float = 0.35
    """Share of the interested, worth `interested_weight` interviews."""
    interested_weight: float = 4.0
    pooling: float = POOLING
    """How alike blocks are, see `POOLING`."""
    eligible: tuple[float, float] = (19.0, 1.0)
    response: tuple[float, float] = (3.0, 2.0)


@dataclass(frozen=True, slots=True)
class Stratum:
    """What is known of a block's dwellings and of the answers given there."""

    name: str
    interviews: float = 0
    interested: float = 0
    visits: float = 0.0
    """Raw visits of the interviewed households together."""
    scores: float = 0.0
    """Visits above the base of the interested ones together."""
    squares: float = 0.0
    """Sum of the squared scores."""
    refused: int = 0
    not_met: int = 0
    """Occupied, and not met or not interviewable after the last attempt."""
    unknown: int = 0
    """Nobody could tell whether somebody lives there, and nobody will try again."""
    vacant: int = 0
    """Found to be no household's home; those known beforehand are not in the frame."""
    untried: int = 0
    """Still to be tried."""
    pending: int = 0
    """Those of them tried in vain so far."""

    def as_expected(self, model: Model) -> "Stratum":
        """The same doors with the answers that the model expects before the first one."""
        interested = self.interviews * model.interested
        return replace(
            self,
            interested=interested,
            visits=self.interviews * model.scale.base + interested * model.score,
            scores=interested * model.score,
            squares=interested * (model.score**2 + model.score_variance),
        )

    @property
    def unheard(self) -> int:
        """Dwellings that may still say anything: all but the interviewed and the vacant."""
        return self.refused + self.not_met + self.unknown + self.untried


class _Pooled(NamedTuple):
    """What the whole site tells about each block."""

    eligible: float
    response: float
    ratio: float
    """Interest of those not interviewed, whatever the reason."""
    refused: float
    """Of those, how many decline."""
    weight: float
    """What an untried dwelling counts, relative to an interviewed household."""
    mean: float
    """Share of the interested."""
    strength: float
    """Interviews behind it, prior included."""
    scores: int | float
    """Scores behind the next two, prior included."""
    score: float
    spread: float


class _Open(NamedTuple):
    """What those not heard may add."""

    unheard: int
    weight: float
    interested: float
    """Expected number."""
    variance: float


@dataclass(frozen=True)
class Posterior:
    """The distribution of a raw total: visits in 13 weeks of all households, before calibration."""

    scale: Scale
    heard: float
    """Raw visits of those interviewed, and the base of the others."""
    unheard: int
    count: float
    count_variance: float
    score: float
    score_spread: float
    """Variance between the interested."""
    score_error: float
    """Variance of their mean."""

    @property
    def mean(self) -> float:
        """Expected raw total."""
        return self.heard + self.count * self.score

    @property
    def variance(self) -> float:
        """Variance of the raw total."""
        return (
            self.score**2 * self.count_variance
            + self.count * self.score_spread
            + (self.count**2 + self.count_variance) * self.score_error
        )

    @cached_property
    def counts(self) -> tuple[float, ...]:
        """Probability of 0, 1, 2 … interested ones among those not heard (beta-binomial).

        By the ratio of neighbours from the mode, which loses no digit in the tails.
        """
        n = self.unheard
        if n == 0:
            return (1.0,)
        share = min(max(self.count / n, 1e-9), 1 - 1e-9)
        rho = (self.count_variance / (n * share * (1 - share)) - 1) / (n - 1) if n > 1 else 0.0
        strength = 1 / min(max(rho, 1e-6), 0.999) - 1
        a, b = share * strength, (1 - share) * strength
        mode = min(int(n * share), n)
        found = [0.0] * (n + 1)
        found[mode] = 1.0
        for j in range(mode, n):
            found[j + 1] = found[j] * (n - j) * (a + j) / ((j + 1) * (b + n - j - 1))
        for j in range(mode, 0, -1):
            found[j - 1] = found[j] * j * (b + n - j) / ((n - j + 1) * (a + j - 1))
        whole = fsum(found)
        return tuple(weight / whole for weight in found)

    @cached_property
    def _parts(self) -> tuple[tuple[int, float, float, float], ...]:
        """Number, its probability, mean and width of the sum; none that could never matter."""
        return tuple(
            (j, weight, j * self.score, _ROOT_2 * self._deviation(j))
            for j, weight in enumerate(self.counts)
            if weight >= _NEGLIGIBLE
        )

    def _deviation(self, count: int) -> float:
        return sqrt(count * self.score_spread + count**2 * self.score_error)

    def at_least(self, total: float) -> float:
        """Probability that the raw total is at least so high."""
        return min(sum(weight * tail for _, weight, tail in self.tails(total)), 1.0)

    def tails(self, total: float) -> Iterator[tuple[int, float, float]]:
        """`at_least` in parts: number of the interested, its probability, the same given it."""
        missing, step = total - self.heard, self.scale.step
        least, most = self.scale.steps
        steps = ceil(missing / step - 1e-9)
        edge = (steps - 0.5) * step  # on a grid the sum reaches a limit from half a step below it
        for count, weight, mean, width in self._parts:
            if steps <= 0 or steps < count * least:
                yield count, weight, 1.0
            elif steps > count * most:
                yield count, weight, 0.0
            else:
                yield count, weight, 0.5 * erfc((edge - mean) / width)

    def quantile(self, share: float) -> float:
        """The smallest raw total on the grid that is not exceeded with this probability."""
        step, last = self.scale.step, self.unheard * self.scale.steps[1]

        def enough(i: int) -> bool:
            return 1 - self.at_least(self.heard + (i + 1) * step) >= share

        low, high = -1, last
        stride = max(int(sqrt(self.variance) / step / 2), 1)
        guess = (self.mean - self.heard) / step + 2 * stride * NormalDist().inv_cdf(share)
        probe = min(max(int(guess), 0), last - 1)
        while 0 <= probe < last and not (low >= 0 and high < last):  # close in from the guess
            if enough(probe):
                high, probe = probe, probe - stride
            else:
                low, probe = probe, probe + stride
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if enough(middle) else (middle, high)
        return self.heard + high * step

    def interval(self, level: float) -> tuple[float, float]:
        """The central interval that holds the raw total with this probability."""
        return self.quantile((1 - level) / 2), self.quantile((1 + level) / 2)


class Estimator:
    """The answers of one site, pooled once; asked for the site, for a block, or for later."""

    def __init__(self, strata: Sequence[Stratum], model: Model) -> None:
        self.strata, self.model = tuple(strata), model
        self._pooled = self._pool()

    @property
    def interviews_per_door(self) -> float:
        """Chance that an untried door ends with an interview."""
        return self._pooled.eligible * self._pooled.response

    def posterior(self, only: int | None = None) -> Posterior:
        """Of the whole site, or `only` of the stratum with this index."""
        pooled, at = self._pooled, range(len(self.strata)) if only is None else (only,)
        found = self._open(at, {})
        heard = fsum(self.strata[h].visits for h in at) + self.model.scale.base * found.weight
        return Posterior(
            scale=self.model.scale,
            heard=heard,
            unheard=found.unheard,
            count=found.interested,
            count_variance=found.variance,
            score=pooled.score,
            score_spread=pooled.spread * pooled.scores / (pooled.scores + 1),
            score_error=pooled.spread / (pooled.scores + 1),
        )

    def bounds(self) -> tuple[float, float]:
        """Raw total with every household not heard at its least and at its most.

        No assumption enters (Manski bounds).
        """
        heard = fsum(stratum.visits for stratum in self.strata)
        unheard, scale = sum(stratum.unheard for stratum in self.strata), self.model.scale
        return heard + scale.base * unheard, heard + scale.most * unheard

    def variance_after(self, planned: Mapping[int, float]) -> float:
        """Expected variance of the site's raw total once `planned` doors more were tried.

        By index of the stratum; fractions of doors are allowed.
        """
        pooled = self._pooled
        found = self._open(range(len(self.strata)), planned)
        share = {h: self._share(h) for h, doors in planned.items() if doors}
        gained = fsum(
            doors * self.interviews_per_door * share[h] for h, doors in planned.items() if doors
        )
        scores = pooled.scores + gained
        left = max(found.interested - gained, 0.0)
        return (
            pooled.score**2 * found.variance
            + left * pooled.spread * scores / (scores + 1)
            + (left**2 + found.variance) * pooled.spread / (scores + 1)
        )

    def _pool(self) -> _Pooled:
        model, strata = self.model, self.strata
        met, declined, missed, unknown, vacant, pending = (
            sum(getattr(stratum, name) for stratum in strata)
            for name in ("interviews", "refused", "not_met", "unknown", "vacant", "pending")
        )
        yes, no = model.eligible
        occupied = met + declined + missed
        eligible = (occupied + yes) / (occupied + vacant + yes + no)
        yes, no = model.response
        tried = occupied + pending + eligible * unknown
        response = (met + yes) / (tried + yes + no)
        refused = (declined + 1) / (declined + missed + unknown + 2)
        ratio = model.ratio_refused * refused + model.ratio_not_met * (1 - refused)
        strength = model.interested_weight + self._effective({})
        mean = (
            model.interested_weight * model.interested
            + sum(self._design(stratum.interviews) * stratum.interested for stratum in strata)
        ) / strength
        scores = model.score_weight + sum(stratum.interested for stratum in strata)
        prior = model.score_weight
        score = (prior * model.score + fsum(stratum.scores for stratum in strata)) / scores
        square = prior * (model.score**2 + model.score_variance)
        spread = (square + fsum(stratum.squares for stratum in strata)) / scores - score**2
        weight = eligible * (response + (1 - response) * ratio)
        return _Pooled(
            eligible, response, ratio, refused, weight, mean, strength, scores, score, spread
        )

    def _design(self, interviews: float) -> float:
        """What one of so many interviews of a block is worth: neighbours are alike."""
        return (self.model.pooling + 1) / (interviews + self.model.pooling)

    def _effective(self, more: Mapping[int, float]) -> float:
        """Interviews of the site, each at its worth; `more` expected ones by stratum."""
        counts = (stratum.interviews + more.get(h, 0) for h, stratum in enumerate(self.strata))
        return sum(self._design(count) * count for count in counts)

    def _share(self, h: int) -> float:
        """Share of the interested in a stratum: its own answers and the site's."""
        stratum, pooling = self.strata[h], self.model.pooling
        return (pooling * self._pooled.mean + stratum.interested) / (pooling + stratum.interviews)

    def _open(self, at: Sequence[int], planned: Mapping[int, float]) -> _Open:
        """The interested among those not heard in the strata `at`, `planned` doors later."""
        model, pooled = self.model, self._pooled
        more = {h: doors * self.interviews_per_door for h, doors in planned.items()}
        strength = model.interested_weight + self._effective(more) if more else pooled.strength
        unheard, weights, count, variance, pull, error = 0, 0.0, 0.0, 0.0, 0.0, 0.0
        for h in at:
            stratum, share = self.strata[h], self._share(h)
            interviews = model.pooling + stratum.interviews + more.get(h, 0.0)
            weight, square = self._weights(stratum, planned.get(h, 0.0))
            between = share * (1 - share) / (interviews + 1)
            unheard += stratum.unheard
            weights += weight
            count += self._weights(stratum, 0.0)[0] * share if more else weight * share
            within = max(weight * share - square * (share**2 + between), 0.0)
            variance += within + weight**2 * between
            pull += weight * model.pooling / interviews
            error += share * self._error(stratum)
        variance += pull**2 * pooled.mean * (1 - pooled.mean) / (strength + 1) + error**2
        return _Open(unheard, weights, count, variance)

    def _weights(self, stratum: Stratum, planned: float) -> tuple[float, float]:
        """Sums of the weights and of their squares over those not heard."""
        model, pooled = self.model, self._pooled
        likely = pooled.eligible * model.ratio_not_met
        shut = pooled.eligible * (1 - pooled.response)
        out = []
        for power in (1, 2):
            untried = pooled.weight**power
            out.append(
                stratum.refused * model.ratio_refused**power
                + stratum.not_met * model.ratio_not_met**power
                + stratum.unknown * likely**power
                + stratum.untried * untried
                + planned * (shut * pooled.ratio**power - untried)
            )
        return out[0], out[1]

    def _error(self, stratum: Stratum) -> float:
        """By how much the two ratios' common error moves the weight."""
        model, pooled = self.model, self._pooled
        shut = stratum.untried * pooled.eligible * (1 - pooled.response)
        declined = stratum.refused + shut * pooled.refused
        missed = stratum.not_met + stratum.unknown * pooled.eligible + shut * (1 - pooled.refused)
        return model.error_refused * declined + model.error_not_met * missed
