"""Made-up sites: households, how they answer, and in which order their doors are tried.

A site's stream of random numbers depends on the seed and its number alone, so any part of a run
can be repeated.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import exp, log
from random import Random

from surveykit.assess.estimate.households import juster

INTERVIEW, REFUSED, NOT_MET, VACANT = "I", "R", "C", "V"

SCORES = (1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 10)
"""Answers of the interested: many low ones, more at 5 and at 10."""
MEAN_SCORE = sum(SCORES) / len(SCORES) / 10


@dataclass(frozen=True, slots=True)
class Door:
    """One dwelling: its block, what happens when it is tried, and what the household stands for."""

    block: int
    outcome: str
    score: int
    """Answer from 0 to 10."""
    visits: float


@dataclass(frozen=True, slots=True)
class Site:
    """A site with its doors in the order in which they are tried."""

    blocks: tuple[int, ...]
    """Dwellings of each."""
    doors: tuple[Door, ...]
    total: float
    """The truth: raw visits of all its households."""


@dataclass(frozen=True, slots=True)
class World:
    """How the sites are drawn: size, interest, response, and interest of those who give none."""

    dwellings: tuple[int, int] = (12, 600)
    """Least and greatest, spread evenly on a logarithmic scale."""
    interest: tuple[float, float] = (0.02, 0.40)
    """Mean score of a site's households."""
    response: tuple[float, float] = (0.35, 0.80)
    ratio: tuple[float, float] = (0.7, 1.1)
    """Interest of those not interviewed, relative to the others."""
    ratios: tuple[tuple[float, float], tuple[float, float]] | None = None
    """The same for those who declined and for those not met, if they differ."""
    base: float = 0.0
    """Visits of a household that is not interested."""
    visits: Callable[[Random, int], float] = field(default=lambda _random, score: score / 10)
    """Visits of an interested household with this score."""
    likeness: float = 20.0
    """How alike blocks are: intra-class correlation 1/(this + 1)."""
    vacant: float = 0.05
    by_building: bool = False

    def site(self, seed: int, number: int) -> Site:
        """One site."""
        random = Random(f"{seed}/{number}")  # noqa: S311 - a simulation
        least, most = self.dwellings
        size = round(exp(random.uniform(log(least), log(most))))
        interest, response = random.uniform(*self.interest), random.uniform(*self.response)
        common = random.uniform(*self.ratio)
        ratios = {REFUSED: common, NOT_MET: common}
        if self.ratios:
            ratios = dict(zip(ratios, (random.uniform(*span) for span in self.ratios), strict=True))
        blocks = _blocks(random, size)
        doors = [
            door
            for block, dwellings in enumerate(blocks)
            for door in self._block(random, block, dwellings, interest, response, ratios)
        ]
        order = list(range(len(doors)))
        random.shuffle(order)
        if self.by_building:
            walk = list(range(len(blocks)))
            random.shuffle(walk)
            order.sort(key=lambda at: walk.index(doors[at].block))
        return Site(
            tuple(blocks), tuple(doors[at] for at in order), sum(door.visits for door in doors)
        )

    def _block(
        self,
        random: Random,
        block: int,
        dwellings: int,
        interest: float,
        response: float,
        ratios: dict[str, float],
    ) -> list[Door]:
        alike = self.likeness
        share = random.betavariate(interest * alike, (1 - interest) * alike)
        opening = min(max(response + random.gauss(0, 0.05), 0.15), 0.95)
        return [self._door(random, block, share, opening, ratios) for _ in range(dwellings)]

    def _door(
        self, random: Random, block: int, share: float, opening: float, ratios: dict[str, float]
    ) -> Door:
        if random.random() < self.vacant:
            return Door(block, VACANT, 0, 0.0)
        outcome = INTERVIEW
        if random.random() >= opening:
            outcome = REFUSED if random.random() < 0.5 else NOT_MET
        interested = min(share * ratios.get(outcome, 1.0) / MEAN_SCORE, 1.0)
        if random.random() >= interested:
            return Door(block, outcome, 0, self.base)
        score = random.choice(SCORES)
        return Door(block, outcome, score, self.visits(random, score))


def sites(world: World, seed: int, number: int) -> Sequence[Site]:
    """The first `number` sites of a seed."""
    return [world.site(seed, one) for one in range(number)]


def _blocks(random: Random, size: int) -> list[int]:
    """Blocks of 8 to 30 dwellings; a rest of fewer than four goes to the one before."""
    found, left = [], size
    while left:
        found.append(min(left, random.randint(8, 30)))
        left -= found[-1]
    if len(found) > 1 and found[-1] < 4:
        rest = found.pop()
        found[-1] += rest
    return found


def _raw_visits(random: Random, score: int) -> float:
    """As the example sites answer: who is likely to come comes more than once more often."""
    draw = random.random()
    if score == 10 and draw < 0.4:
        return juster(score) * 5
    return juster(score) * (2.5 if score >= 5 and draw < 0.3 else 1)


DOCUMENTED = World()
"""Scores from 0 to 1 in tenths."""

CRITERIA = World(
    ratios=((0.0, 0.3), (0.2, 0.7)),  # the ranges of k_refused and k_not_reached
    base=juster(0),
    visits=_raw_visits,
)
"""Raw visits and factors as the planner criteria have them."""
