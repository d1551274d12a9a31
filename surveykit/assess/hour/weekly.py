"""The fixed weekly times, each at a place, that together reach most visits.

Source: assessment model, section 6. A household counts for a time and a place if both suit it, once
however many of them do, with its raw visits, times the dwellings of its block that it stands for.
The best of many combinations looks far better than it is, so beside the share of those whom it
reaches stands a corrected one: everybody counts by what would have been chosen without them.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cached_property
from itertools import takewhile
from math import lcm

from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.questionnaire import ANY
from surveykit.assess.hour.covering import Best, Chosen, Covering, Weights, bit_set
from surveykit.assess.hour.daytime import clock
from surveykit.assess.hour.sittings import Sitting, sitting
from surveykit.assess.result import Obstacle, PlaceScore, Slot
from surveykit.assess.suppress import is_small
from surveykit.site.model import DAYS, Day, Site

MOST = 3
"""Weekly times among which is chosen."""

_GRID = 1000
"""Raw visits are weighed in thousandths; the questionnaire's are multiples of five of them."""


@dataclass(frozen=True, slots=True)
class Combination:
    """A time band at a place."""

    slot: str
    place: str
    day: Day
    start: time
    """When the hour would begin; the band's own begin where it cannot be held."""
    end: time
    coverage: float
    """Share of the stated visits from households that can come then and there."""
    households: int
    obstacles: tuple[Obstacle, ...]
    """Why it is not among the choices; empty if it is."""
    partner: str = ""
    """Name of the partner who uses the room then."""


@dataclass(frozen=True, slots=True)
class WeeklyChoice:
    """The best sets of so many combinations; all of them reach the same share."""

    sets: tuple[tuple[Combination, ...], ...]
    """The first is the one to take: fewer places, more who need an interpreter, then the
    planner's order of places, the week's, the clock's."""
    coverage: float
    """Share of the stated visits that it reaches among the very households it was chosen by."""
    corrected: float
    """The same without the flattery: each household judged by the choice of the others."""
    reached: tuple[int, ...]
    """Interviewed households that each of the sets reaches."""

    @property
    def households(self) -> int:
        """Those that the one to take reaches."""
        return self.reached[0]


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every combination, and the best choices of one to three."""

    combinations: tuple[Combination, ...]
    """Places in the planner's order, each with the questionnaire's times."""
    choices: tuple[WeeklyChoice, ...]
    """One time, two, three; fewer where more would reach nobody else. Places may differ."""
    one_place: tuple[WeeklyChoice, ...]
    """The same with all times at one place, as one does if nothing speaks against it."""
    households: int
    """Who said which times and which places suit; the rest is not among the shares."""

    def tells_of_few(self, choice: WeeklyChoice, limit: int) -> bool:
        """Whether the figures of a choice tell what fewer than `limit` households would do.

        They do if one of its sets reaches so few, or so few more than a part of it, be it one of
        its times or a set of a smaller choice; a part that is not shown itself gives nothing away.
        """
        return any(
            is_small(reached, limit)
            or any(is_small(reached - part, limit) for part in self._parts({*chosen}, limit))
            for chosen, reached in zip(choice.sets, choice.reached, strict=True)
        )

    def _parts(self, whole: set[Combination], limit: int) -> Iterator[int]:
        """The households that the parts of a set reach, where they are shown."""
        yield from (one.households for one in whole if not is_small(one.households, limit))
        for smaller in (*self.choices, *self.one_place):
            within = [n for n, chosen in enumerate(smaller.sets) if {*chosen} < whole]
            if within and not self.tells_of_few(smaller, limit):
                yield from (smaller.reached[n] for n in within)


def weekly(
    site: Site,
    slots: Sequence[Slot],
    places: Sequence[PlaceScore],
    households: Sequence[Household],
) -> Weekly:
    """Choose among all bands at all eligible places whose room is open, free and hosted then."""
    audience = Audience.of(site, households)
    everything = [_combination(site, slot, place, audience) for place in places for slot in slots]
    open_to_choice = [found for found in everything if not found.obstacles]
    choosing = Choosing(open_to_choice, audience)
    return Weekly(
        combinations=tuple(everything),
        choices=choosing.choices(range(len(open_to_choice))),
        one_place=choosing.at_one_place(),
        households=len(audience.weights),
    )


class Audience:
    """The households that said which times and which places suit, with their weights."""

    def __init__(
        self, households: Iterable[Household], weights: Sequence[int], in_need: Iterable[int] = ()
    ) -> None:
        self.weights = tuple(weights)
        self.planes = Weights.of(self.weights)
        self.in_need = bit_set(in_need)
        """Those who need an interpreter."""
        self._suited = _suited(households)

    @classmethod
    def of(cls, site: Site, households: Sequence[Household]) -> "Audience":
        """Weigh each by its raw visits and by the dwellings of its block per interview there."""
        return cls(
            _who_said(households),
            expanded(
                array("I", (round(one.raw * _GRID) for one in _who_said(households))),
                [one.answers.get("block", "") for one in _who_said(households)],
                _occupied_by_block(site),
            ),
            (n for n, one in enumerate(_who_said(households)) if "yes" in one.chosen("interp")),
        )

    def suited(self, slot: str, place: str) -> int:
        """The households that can come then and there."""
        slots, places = self._suited
        return (slots[slot] | slots[ANY]) & (places[place] | places[ANY])

    def share(self, households: int) -> float:
        """Of the weight of all."""
        return self.planes.total(households) / self._whole if self._whole else 0.0

    @cached_property
    def _whole(self) -> int:
        return sum(self.weights)


class Choosing:
    """The choices among some combinations, by their positions in the list."""

    def __init__(self, combinations: Sequence[Combination], audience: Audience) -> None:
        self._combinations, self._audience = combinations, audience
        self._as_bytes: dict[int, bytes] = {}
        self._places = [*dict.fromkeys(found.place for found in combinations)]
        self._covering = Covering(
            [audience.suited(found.slot, found.place) for found in combinations], audience.planes
        )

    def choices(self, among: Sequence[int]) -> tuple[WeeklyChoice, ...]:
        """The best one, two, three of these, as long as another one reaches somebody else."""
        everybody = self._covering.served_by(among)
        found: list[WeeklyChoice] = []
        value = 0
        while value < everybody and len(found) < MOST:
            best = self.best(len(found) + 1, among)
            value = best.value
            found.append(self._choice(best, [among]))
        return tuple(found)

    def best(self, size: int, among: Iterable[int]) -> Best:
        """The best sets of just so many of these."""
        return self._covering.best_of_size(size, among=among)

    def at_one_place(self) -> tuple[WeeklyChoice, ...]:
        """The same with all of a set at one place, whichever place that is."""
        by_place = [self._at(place) for place in self._places]
        found: list[WeeklyChoice] = []
        value = -1
        for size in range(1, MOST + 1):
            best = _together([self.best(size, one) for one in by_place])
            if not best.sets or best.value <= value:
                break
            value = best.value
            found.append(self._choice(best, by_place))
        return tuple(found)

    def _at(self, place: str) -> list[int]:
        return [position for position, one in enumerate(self._combinations) if one.place == place]

    def _choice(self, best: Best, groups: Sequence[Sequence[int]]) -> WeeklyChoice:
        ordered = sorted(best.sets, key=self.order)
        reached = [self._covering.union(chosen) for chosen in ordered]
        corrected = bit_set(self.without_flattery(best, groups))
        return WeeklyChoice(
            sets=tuple(self._in_week(chosen) for chosen in ordered),
            coverage=self._audience.share(reached[0]),
            corrected=self._audience.share(corrected),
            reached=tuple(one.bit_count() for one in reached),
        )

    def without_flattery(self, best: Best, groups: Sequence[Sequence[int]]) -> list[int]:
        """The households that are reached by what would be chosen without them.

        Only those whom the choice reaches can be: without anybody else it stays the best. What
        reaches one of them has lost the weight of that one, so the question is whether a set that
        does not reach them draws level, each of the `groups` taken by itself. All sets that could
        without the heaviest household are listed once.
        """
        winner = min(best.sets, key=lambda one: self.order(one))
        reached = [*_bits(self._bytes(self._covering.union(winner)))]
        least = best.value - max(self._audience.weights[one] for one in reached)
        near = {
            one for group in groups for one in self._covering.at_least(len(winner), least, group)
        }
        rivals = sorted(map(self._rival, near), reverse=True)
        return [one for one in reached if self._stays(one, best, _without(one, rivals))]

    def _rival(self, chosen: Chosen) -> tuple[int, Chosen, bytes]:
        """What a set serves, and whom."""
        served = self._covering.union(chosen)
        return self._audience.planes.total(served), chosen, self._bytes(served)

    def _stays(self, household: int, best: Best, rival: Best) -> bool:
        """Whether the choice without the household still reaches it.

        Without it a time that serves nobody else would not be among those to choose from.
        """
        weight = self._audience.weights[household]
        reaching = [one for one in best.sets if self._still_serving(one, household, weight)]
        left = best.value - weight
        if not reaching or not rival.sets or rival.value != left:
            return bool(reaching) and (not rival.sets or rival.value < left)
        first = min(reaching, key=lambda one: self.order(one, without=household))
        return self.order(first, without=household) < min(map(self.order, rival.sets))

    def _still_serving(self, chosen: Chosen, household: int, weight: int) -> bool:
        """Whether a set reaches the household, each of its times serving somebody else as well."""
        byte, bit = household >> 3, 1 << (household & 7)
        reaching = [one for one in chosen if self._served(one)[byte] & bit]
        return bool(reaching) and all(self._covering.alone(one) > weight for one in reaching)

    def _served(self, choice: int) -> bytes:
        if choice not in self._as_bytes:
            self._as_bytes[choice] = self._bytes(self._covering.choices[choice])
        return self._as_bytes[choice]

    def _bytes(self, households: int) -> bytes:
        """Households as bytes, where one bit is looked up at once, however many there are."""
        return households.to_bytes(len(self._audience.weights) // 8 + 1, "little")

    def order(self, chosen: Chosen, without: int | None = None) -> tuple[object, ...]:
        """Where a set stands among those that reach as much."""
        found = [self._combinations[place] for place in chosen]
        in_need = self._covering.union(chosen) & self._audience.in_need
        if without is not None:
            in_need &= ~(1 << without)
        return (
            len({one.place for one in found}),
            -in_need.bit_count(),
            sorted(self._places.index(one.place) for one in found),
            sorted((DAYS.index(one.day), one.start) for one in found),
            chosen,
        )

    def _in_week(self, chosen: Chosen) -> tuple[Combination, ...]:
        found = [self._combinations[place] for place in chosen]
        return tuple(sorted(found, key=lambda one: (DAYS.index(one.day), one.start, one.place)))


def _who_said(households: Iterable[Household]) -> Iterator[Household]:
    return (one for one in households if one.answered("slots") and one.answered("places"))


def _suited(households: Iterable[Household]) -> tuple[Counter[str], Counter[str]]:
    """By time and by place, those who chose it, as bits."""
    slots: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for n, household in enumerate(households):
        for question, found in (("slots", slots), ("places", places)):
            for code in household.chosen(question):
                found[code].append(n)
    return _as_bits(slots), _as_bits(places)


def _as_bits(found: Mapping[str, Iterable[int]]) -> Counter[str]:
    """A code that nobody chose has no bits."""
    return Counter({code: bit_set(chosen) for code, chosen in found.items()})


def expanded(
    weights: Sequence[int], blocks: Sequence[str], dwellings: Mapping[str, int]
) -> tuple[int, ...]:
    """Weights times the dwellings per interview of each one's block, brought to whole numbers.

    Where the dwellings of a block are not known, or are fewer than its interviews, each stands for
    itself.
    """
    interviews = Counter(blocks)
    whole = lcm(*interviews.values())
    worth = {
        (weight, block): weight
        * max(dwellings.get(block, 0), interviews[block])
        * (whole // interviews[block])
        for weight, block in {*zip(weights, blocks, strict=True)}
    }
    return tuple(worth[one] for one in zip(weights, blocks, strict=True))


def _occupied_by_block(site: Site) -> Counter[str]:
    return Counter(dwelling.block for dwelling in site.dwellings if dwelling.occupied)


def _combination(site: Site, slot: Slot, place: PlaceScore, audience: Audience) -> Combination:
    room = next(found for found in site.places if found.name == place.place)
    found = sitting(slot, room, site)
    held = found if isinstance(found, Sitting) else None
    suited = audience.suited(slot.code, place.place)
    return Combination(
        slot=slot.code,
        place=place.place,
        day=slot.day,
        start=clock(held.when.start) if held else slot.start,
        end=clock(held.when.end) if held else slot.end,
        coverage=audience.share(suited),
        households=suited.bit_count(),
        obstacles=(*place.obstacles, *_obstacles(found, suited)),
        partner=held.conflict if held else "",
    )


def _obstacles(found: Sitting | Obstacle, suited: int) -> Iterator[Obstacle]:
    if isinstance(found, Obstacle):
        yield found
    elif found.conflict:
        yield Obstacle.ROOM_TAKEN
    if not suited:
        yield Obstacle.NOBODY


def _without(household: int, rivals: Sequence[tuple[int, Chosen, bytes]]) -> Best:
    """The best of the rivals, which come in the order of what they serve, without one household."""
    byte, bit = household >> 3, 1 << (household & 7)
    others = ((value, chosen) for value, chosen, served in rivals if not served[byte] & bit)
    first = next(others, (0, ()))
    same = (chosen for _value, chosen in takewhile(lambda one: one[0] == first[0], others))
    return Best(first[0], (first[1], *same) if first[1] else ())


def _together(bests: Sequence[Best]) -> Best:
    """The best of several searches, with the sets of all that are as good."""
    found = [best for best in bests if best.sets]
    value = max((best.value for best in found), default=0)
    return Best(value, tuple(one for best in found if best.value == value for one in best.sets))


def _bits(households: bytes) -> Iterator[int]:
    """The places of the bits that are set, ascending."""
    for byte, bits in enumerate(households):
        if bits:
            yield from (byte << 3 | bit for bit in range(8) if bits >> bit & 1)
