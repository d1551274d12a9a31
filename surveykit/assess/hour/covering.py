"""Which few of many choices serve most: exact maximum coverage, with every set that is as good.

A choice is a set of households, held as the bits of one integer; households have whole weights.
Greedy choice misses the best pair in one survey of five. The search tries sets in the order of
their promise and leaves out only those that cannot even draw level: what a choice adds to a set
is never more than what it adds to a part of it (submodularity). No rounding, no tolerance.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Chosen = tuple[int, ...]
"""Positions of choices, ascending."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Households' weights as bit planes: plane b holds those whose weight has bit b."""

    planes: tuple[int, ...]

    @classmethod
    def of(cls, weights: Sequence[int]) -> "Weights":
        """Of each household's weight, a whole number from 0.

        Raises:
            ValueError: a weight is negative.
        """
        bits = max((weight.bit_length() for weight in weights), default=0)
        if any(weight < 0 for weight in weights):
            raise ValueError("a weight is a whole number from 0")
        return cls(
            tuple(
                bit_set(place for place, weight in enumerate(weights) if weight >> bit & 1)
                for bit in range(bits)
            )
        )

    def total(self, households: int) -> int:
        """The weight of a set of households together."""
        planes = enumerate(self.planes)
        return sum((households & plane).bit_count() << bit for bit, plane in planes)


@dataclass(frozen=True, slots=True)
class Best:
    """The most that can be served, and every set of choices that serves as much, sorted."""

    value: int
    sets: tuple[Chosen, ...]


def bit_set(places: Iterable[int]) -> int:
    """Places, from 0, as the bits of one integer."""
    found = bytearray()
    for place in places:
        byte = place >> 3
        if byte >= len(found):
            found.extend(bytes(byte + 1 - len(found)))
        found[byte] |= 1 << (place & 7)
    return int.from_bytes(found, "little")


class Covering:
    """Choices, each the bits of those it serves; remembers what pairs of them share."""

    def __init__(self, choices: Sequence[int], weights: Weights) -> None:
        self.choices, self._total = tuple(choices), weights.total
        self._alone = [*map(weights.total, self.choices)]
        self._overlaps: dict[tuple[int, int], int] = {}

    def best_of_size(self, size: int, *, among: Iterable[int] | None = None) -> Best:
        """The sets of just `size` choices that serve most; none where fewer serve anybody.

        They are chosen `among` these; choices that serve nobody are left aside.
        """
        places = range(len(self.choices)) if among is None else among
        serving = [place for place in places if self._alone[place]]
        return _Search(self, size, self._good(serving, size)).run(serving)

    def at_least(self, size: int, value: int, among: Iterable[int]) -> tuple[Chosen, ...]:
        """Every set of just `size` of these choices that serves so much, sorted."""
        serving = [place for place in among if self._alone[place]]
        return _Search(self, size, value, rising=False).run(serving).sets

    def served_by(self, chosen: Iterable[int]) -> int:
        """The weight of all whom these serve, each counted once."""
        return self._total(self.union(chosen))

    def union(self, chosen: Iterable[int]) -> int:
        """Those whom at least one of these serves."""
        union = 0
        for place in chosen:
            union |= self.choices[place]
        return union

    def alone(self, choice: int) -> int:
        """The weight of those whom this one serves."""
        return self._alone[choice]

    def beside(self, choice: int, served: int) -> int:
        """The weight of those whom it serves and who are not `served` already."""
        return self._total(self.choices[choice] & ~served)

    def beside_one(self, choice: int, other: int) -> int:
        """The same beside one other choice."""
        pair = (other, choice) if other < choice else (choice, other)
        shared = self._overlaps.get(pair)
        if shared is None:
            shared = self._total(self.choices[choice] & self.choices[other])
            self._overlaps[pair] = shared
        return self._alone[choice] - shared

    def _good(self, serving: Sequence[int], size: int) -> int:
        """What a good set serves: chosen greedily, then improved by swapping one for another.

        Found beforehand, it makes most of the search hopeless at once.
        """
        if len(serving) < size:
            return 0
        chosen: list[int] = []
        for _place in range(size):
            chosen.append(self._adding_most(serving, chosen))
        value, better = self.served_by(chosen), True
        while better:
            better = False
            for place in range(size):
                others = [*chosen[:place], *chosen[place + 1 :]]
                swapped = [*others, self._adding_most(serving, others)]
                if self.served_by(swapped) > value:
                    chosen, value, better = swapped, self.served_by(swapped), True
        return value

    def _adding_most(self, serving: Iterable[int], chosen: Sequence[int]) -> int:
        served = self.union(chosen)
        free = (place for place in serving if place not in chosen)
        return max(free, key=lambda place: self.beside(place, served))


class _Search:
    """One search among sets of one size, depth first, the most promising first."""

    def __init__(
        self, covering: Covering, size: int, at_least: int, *, rising: bool = True
    ) -> None:
        """`rising`: a better set makes all before it forgotten; else all that suffice are kept."""
        self._covering, self._size, self._rising = covering, size, rising
        self._best, self._sets = at_least, list[Chosen]()

    def run(self, serving: Iterable[int]) -> Best:
        promises = [(self._covering.alone(place), place) for place in serving]
        self._extend((), 0, 0, sorted(promises, key=_greatest))
        return Best(self._best, tuple(sorted(self._sets)))

    def _extend(
        self, chosen: Chosen, served: int, value: int, promises: Sequence[tuple[int, int]]
    ) -> None:
        """Try every set that begins with `chosen`; `promises` are the most each could add."""
        missing = self._size - len(chosen)
        exact = len(chosen) < 2  # a promise beside one choice is the whole difference
        for position, (promise, choice) in enumerate(promises):
            if value + missing * promise < self._best:
                break  # nor can any later one: promises only fall
            gain = promise if exact else self._covering.beside(choice, served)
            reached = value + gain
            if missing == 1:
                self._keep((*chosen, choice), reached)
            elif reached + (missing - 1) * promise >= self._best:
                rest = self._promises(choice, promises[position + 1 :], reached, missing - 1)
                both = served | self._covering.choices[choice]
                self._extend((*chosen, choice), both, reached, rest)

    def _promises(
        self, last: int, others: Sequence[tuple[int, int]], value: int, missing: int
    ) -> list[tuple[int, int]]:
        """The same once `last` is chosen too: less what they share with it, the greatest first."""
        found = []
        most = others[0][0] if others else 0
        for promise, other in others:
            if value + promise + (missing - 1) * most < self._best:
                break
            found.append((min(promise, self._covering.beside_one(other, last)), other))
        return sorted(found, key=_greatest)

    def _keep(self, chosen: Chosen, value: int) -> None:
        if value > self._best and self._rising:
            self._best = value
            self._sets.clear()
        if value >= self._best:
            self._sets.append(tuple(sorted(chosen)))


def _greatest(promise: tuple[int, int]) -> tuple[int, int]:
    return -promise[0], promise[1]
