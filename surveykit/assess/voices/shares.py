"""How sure is a share? From the interviewed to all households of the site.

The frame is finite and known: of N occupied dwellings n were interviewed. A question may be put
to some of them only, as to those who would come; its share is then of such households. A part is
a block, or all of the site where no share by block may be shown. Covered is chance alone, as if
the interviewed were drawn at random in their part; that the others think differently is not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, fsum, sqrt
from statistics import NormalDist
from typing import NamedTuple

from surveykit.assess.estimate.posterior import POOLING
from surveykit.assess.result import Assessment, Share
from surveykit.assess.suppress import buildings_shown
from surveykit.assess.verdict.outlook import Interval

CONFIDENCE = 0.90
"""How often the interval holds the share of all households."""

_HAIR = 1e-9
"""So that a whole number is not rounded to the next one for the last digits of a product."""


class Part(NamedTuple):
    """What is known of a block, or of the site: how many of its households named something."""

    households: int
    """Occupied dwellings, the interviewed among them."""
    interviewed: int
    answered: int
    """Those of them who were asked and answered."""
    named: int

    @property
    def weight(self) -> float:
        """Households that one interview stands for."""
        return self.households / self.interviewed

    @property
    def left(self) -> float:
        """The finite population correction: the share of the households not interviewed."""
        return 1 - self.interviewed / self.households


@dataclass(frozen=True, slots=True)
class SiteShare:
    """A share of all households, in whole per cents: the likeliest, and from where to where."""

    share: float
    low: float
    high: float


def of_site(share: Share, assessment: Assessment) -> SiteShare:
    """A share of those asked → of all households, the site taken as one."""
    interviewed = max(assessment.doors.interviewed, share.of)  # some homes were asked twice
    households = max(assessment.doors.occupied, interviewed)
    whole = Part(households, interviewed, share.of, share.count)
    return site_share((whole,), leaning=assessment.leaning)


def site_share(parts: Sequence[Part], *, leaning: float = 0.0) -> SiteShare:
    """The share if all households were asked the same way, with its 90 % interval.

    `leaning` is for parts that are not the blocks, see there.

    The interval is rounded outwards to whole households, for a share of N households can be
    nothing else, and never leaves what is possible at all: those who named it are some, those who
    did not are others. In finite sites this, not the formula alone, holds what 90 % promises. It
    is then rounded outwards to whole per cents, so that nobody can solve it for the answers of a
    block.
    """
    named = sum(part.named for part in parts)
    without = sum(part.answered - part.named for part in parts)
    most = named + without + sum(part.households - part.interviewed for part in parts)
    share = post_stratified(parts)
    found = wilson(share, _per_household(parts) + leaning)
    low = max(floor(found.low * most + _HAIR), named) / most
    high = min(ceil(found.high * most - _HAIR), most - without) / most
    return SiteShare(
        share=round(share, 2),
        low=floor(low * 100 + _HAIR) / 100,
        high=ceil(high * 100 - _HAIR) / 100,
    )


def post_stratified(parts: Sequence[Part]) -> float:
    """Of all who answered, each weighted by N_h/n_h: Σ N_h/n_h · x_h : Σ N_h/n_h · m_h.

    Of n_h interviewed m_h answered, x_h named it. Source: Cochran, Sampling Techniques (1977),
    sections 5A.9 and 5A.14. Raises ValueError without answers, and where numbers contradict.
    """
    for part in parts:
        if not 0 <= part.named <= part.answered <= part.interviewed <= part.households:
            raise ValueError(f"these numbers contradict each other: {part}")
    if not any(part.answered for part in parts):
        raise ValueError("a share needs at least one answer")
    named = fsum(part.weight * part.named for part in parts)
    return named / _answering(parts)


def variance(parts: Sequence[Part]) -> float:
    """Of the post-stratified share p, given how many were interviewed in every part.

    Σ N_h² · (1 - n_h/N_h) · s_h²/n_h : (Σ N_h/n_h · m_h)², where s_h² is the variance in the part
    of 1 - p for who named it, -p for who did not, and 0 for who was not asked. Source: Cochran
    (1977), sections 2.6, 5.3 and 6.11; where all were asked, that of simple random sampling in
    every part.
    """
    share = post_stratified(parts)
    found = (part.weight**2 * part.interviewed * part.left * _spread(part, share) for part in parts)
    return fsum(found) / _answering(parts) ** 2


def wilson(share: float, per_household: float, *, confidence: float = CONFIDENCE) -> Interval:
    """Wilson's interval for a share, with 1/n as `per_household`, n the effective sample size.

    Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927), pp. 209-212; with an effective sample
    size: Franco, Little, Louis, Slud, J. Surv. Stat. Methodol. 7 (2019), pp. 334-364. Brown, Cai
    and DasGupta (Stat. Sci. 16, 2001) recommend it or Jeffreys' for few answers, Agresti and
    Coull's for many. In finite sites all three hold 90 % once rounded to whole households, and
    Wilson's is never the longest on average (compared in the tests). It also takes square roots
    only, which are the same to the last digit on every system, unlike an incomplete beta.
    """
    z2 = NormalDist().inv_cdf((1 + confidence) / 2) ** 2 * per_household
    centre, margin = share + z2 / 2, sqrt(z2 * (share * (1 - share) + z2 / 4))
    low, high = (centre - margin) / (1 + z2), (centre + margin) / (1 + z2)
    return Interval(max(low, 0.0), min(high, 1.0))


def parts_of(interviewed: Mapping[str, int]) -> list[tuple[str, ...]]:
    """Blocks as parts, by their interviewed households.

    Those that are too small for figures of their own are one part together.
    """
    shown = buildings_shown(interviewed)
    rest = tuple(block for block in interviewed if block not in shown)
    return [*((block,) for block in shown), *([rest] if rest else [])]


def leaning(households: Mapping[str, int], interviewed: Mapping[str, int]) -> float:
    """What it costs to take the interviewed as one group: their blocks may think differently.

    Where blocks spread with an intra-class correlation ρ, a share p of those interviewed misses
    that of the site by p(1 - p) · ρ · Σ (N_h/N - n_h/n)², on average and squared, beside chance: n
    interviews stand for the N households, but not in proportion. Added to one over the effective
    sample size. Blocks without any interview count as well. 0 without interviews or blocks.
    """
    heard = {block: interviewed.get(block, 0) for block in households}
    met, homes = sum(heard.values()), sum(households.values())
    if not met:
        return 0.0
    apart = (
        sum(households[block] for block in part) / homes - sum(heard[block] for block in part) / met
        for part in parts_of(heard)
    )
    return fsum(share**2 for share in apart) / (POOLING + 1)


def _per_household(parts: Sequence[Part]) -> float:
    """One over the effective sample size, the smaller of two.

    Of the variance found (Korn and Graubard, Surv. Methodol. 24, 1998), and of the weights and
    corrections alone (Kish 1965): where nobody or everybody in a block named something, the
    variance found is nought, but certain it is not.
    """
    share = post_stratified(parts)
    weights = fsum(part.weight**2 * part.left * part.answered for part in parts)
    planned = weights / _answering(parts) ** 2
    spread = share * (1 - share)
    return max(planned, variance(parts) / spread) if spread > 0 else planned


def _answering(parts: Sequence[Part]) -> float:
    """Households of the site that would be asked and answer."""
    return fsum(part.weight * part.answered for part in parts)


def _spread(part: Part, share: float) -> float:
    """s_h² of `variance`."""
    beyond = part.named - part.answered * share
    squares = part.named * (1 - share) ** 2 + (part.answered - part.named) * share**2
    return (squares - beyond**2 / part.interviewed) / max(part.interviewed - 1, 1)
