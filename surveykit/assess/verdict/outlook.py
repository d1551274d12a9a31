"""How sure an assessment is, as values: risk, intervals, what next, what would change it."""

from dataclasses import dataclass

from surveykit.assess.result import Format, format_of
from surveykit.assess.verdict.verdicts import Status


@dataclass(frozen=True, slots=True)
class Interval:
    """Holds the truth with a stated probability, or for certain."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """Raw visits of a site or a block: of those interviewed, and of the others as reckoned."""

    block: str
    """Name; empty for the site."""
    interviewed: int
    mean: float
    half: Interval
    """Holds the truth with 50 %."""
    ninety: Interval


@dataclass(frozen=True, slots=True)
class Further:
    """What it takes, about, until the verdict is decided, with a given chance."""

    chance: float
    doors: int | None
    """None: not even all the doors left would do."""
    interviews: int | None


@dataclass(frozen=True, slots=True)
class NextDoors:
    """Where to go on: doors of one block in walking order; all blocks are one round."""

    block: str
    time: str
    """`morning`, `midday`, `afternoon`, `evening`, `saturday`."""
    chance: float
    """That somebody opens then."""
    assumed: bool
    """That chance is what is common in surveys: hardly a door here was tried at that time."""
    doors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IfInterest:
    """What holds if those not interviewed are interested `ratio` times as much as the others."""

    ratio: float
    verdict: str
    """By the criteria's reckoning with this factor for all of them."""
    probability: float
    """That raw visits reach the limit that decides."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """How sure the verdict is."""

    verdict: str
    """As things stand: the verdict, or what it would be if there were interviews enough."""
    status: Status
    certain: bool
    """No answer of the households not heard can change `verdict`."""
    risk: float
    """Probability that `verdict` is not the right one."""
    probabilities: dict[str, float]
    """Of every verdict to be the right one."""
    reaching: dict[Format, float]
    """Probability that the visits reach the format's minimum."""
    uncertainty: dict[Format, float]
    """Variance of the visits to expect per session."""
    raw: Estimate
    blocks: tuple[Estimate, ...]
    bounds: Interval
    """Raw visits with every household not heard at its least, and at its most."""
    limit: float
    """Raw visits at which the verdict would turn over first."""
    further: tuple[Further, ...]
    decided_in_the_end: float | None
    """Probability that it is decided once every door was tried; None without doors to try."""
    next_doors: tuple[NextDoors, ...]
    sensitivity: tuple[IfInterest, ...]
    tipping_ratio: float | None
    """At which reaching the limit is as likely as not; None if it never or always is likelier."""
    missed_up_to: float | None
    """Calibration up to which an hour of one's own is not worth holding, with all but the risk
    allowed; on a site too small for one, a cooperative slot. None: any."""
    reached_from: float | None
    """Calibration from which it is; None: none."""

    @property
    def likeliest(self) -> str:
        """The most probable verdict."""
        return max(self.probabilities, key=lambda verdict: self.probabilities[verdict])

    @property
    def same_format(self) -> float:
        """Probability that the verdict's hour is right, be it on trial or not."""
        kind = format_of(self.verdict)
        return sum(
            chance for verdict, chance in self.probabilities.items() if format_of(verdict) is kind
        )

    def format_sure(self, limit: float) -> bool:
        """True if the verdict's own hour is right with a risk of at most `limit`."""
        own = self.verdict.startswith(("regular", "trial"))
        return own and 1 - self.same_format <= limit

    @property
    def own_hour(self) -> float:
        """Probability that an hour of one's own is right, whatever its rhythm."""
        return sum(
            chance
            for verdict, chance in self.probabilities.items()
            if verdict.startswith(("regular", "trial"))
        )
