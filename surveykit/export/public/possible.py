"""What somebody could still believe of hidden numbers who knows everything that is shown.

Numbers are whole and lie between bounds; relations say between what a weighted sum of some of
them lies. A value counts as possible only if numbers for all the others were found that fit it:
where the search gives up, a number is rather taken for known than for hidden.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Ranges = dict[str, tuple[int, int]]

_PASSES = 60
"""Rounds in which relations narrow the bounds; what is left is checked in the end anyway."""
_TRIES = 100
"""Guesses before a search gives up."""
_CANDIDATES = 8
"""Values of one number that are tried."""


@dataclass(frozen=True, slots=True)
class Relation:
    """The sum of `factor` times a number lies from `least` to `most`, both included."""

    parts: tuple[tuple[int, str], ...]
    least: int
    most: int


class Possible:
    """All that is known of some numbers."""

    def __init__(
        self, ranges: Ranges, relations: Sequence[Relation], guess: Mapping[str, int]
    ) -> None:
        """`guess` are numbers that may well fit, such as the true ones: the search begins there."""
        self._relations = tuple(relations)
        self._of: dict[str, list[Relation]] = {name: [] for name in ranges}
        for relation in relations:
            for _factor, name in relation.parts:
                self._of[name].append(relation)
        self._found: list[dict[str, int]] = []
        self._guess = guess
        self._ranges = self._narrowed(dict(ranges), self._relations)

    @property
    def any(self) -> bool:
        """Whether numbers were found that fit everything."""
        if not self._found and self._ranges is not None:
            found = _Search(self, self._guess).of(self._ranges)
            self._found += [found] if found else []
        return bool(self._found)

    def least(self, name: str) -> int | None:
        """A bound below which the number cannot lie; None if nothing fits what is shown."""
        return None if self._ranges is None else self._ranges[name][0]

    def most(self, name: str) -> int | None:
        """A bound above which it cannot lie."""
        return None if self._ranges is None else self._ranges[name][1]

    def values(self, name: str, enough: int) -> set[int]:
        """Values that the number can have, up to `enough` of them."""
        if self._ranges is None or not self.any:
            return set()
        known = {found[name] for found in self._found}
        low, high = self._ranges[name]
        for value in _near(self._found[-1][name], low, high):
            if len(known) >= enough:
                break
            if value not in known and (found := self._fitting(name, value)):
                self._found.append(found)
                known.add(value)
        return known

    def _fitting(self, name: str, value: int) -> dict[str, int] | None:
        """Numbers that fit, with one of them given."""
        if self._ranges is None:
            return None
        start = self.given(self._ranges, name, value)
        return _Search(self, self._found[-1]).of(start) if start else None

    def _narrowed(self, ranges: Ranges, first: Sequence[Relation]) -> Ranges | None:
        """The bounds after all relations have been applied; None if they contradict each other."""
        waiting = dict.fromkeys(first)
        for _pass in range(_PASSES):
            changed: dict[Relation, None] = {}
            for relation in waiting:
                names = _apply(relation, ranges)
                if names is None:
                    return None
                changed.update(dict.fromkeys(one for name in names for one in self._of[name]))
            if not changed:
                break
            waiting = changed
        return ranges

    def fits(self, numbers: Ranges) -> bool:
        """Whether numbers, each with equal bounds, satisfy every relation."""
        return all(
            one.least <= sum(factor * numbers[name][0] for factor, name in one.parts) <= one.most
            for one in self._relations
        )

    def given(self, ranges: Ranges, name: str, value: int) -> Ranges | None:
        """The bounds once one of the numbers is known."""
        return self._narrowed({**ranges, name: (value, value)}, self._of[name])


class _Search:
    """Guess one number after the other, the most limited first, rather as in a `guess`."""

    def __init__(self, possible: Possible, guess: Mapping[str, int]) -> None:
        self._possible, self._guess, self._left = possible, guess, _TRIES

    def of(self, ranges: Ranges) -> dict[str, int] | None:
        """Numbers within the bounds that fit, if they are found in time."""
        open_ = [name for name, (low, high) in ranges.items() if low < high]
        if not open_:
            fits = self._possible.fits(ranges)
            return {name: low for name, (low, _high) in ranges.items()} if fits else None
        name = min(open_, key=lambda one: ranges[one][1] - ranges[one][0])
        low, high = ranges[name]
        rather = min(max(self._guess.get(name, (low + high) // 2), low), high)
        for value in dict.fromkeys((rather, low, high)):
            self._left -= 1
            if self._left < 0:
                return None
            narrowed = self._possible.given(ranges, name, value)
            if narrowed is not None and (found := self.of(narrowed)):
                return found
        return None


def _apply(relation: Relation, ranges: Ranges) -> list[str] | None:
    """Narrow the bounds of a relation's numbers; returns which changed, None for none possible."""
    low = sum(factor * ranges[name][factor < 0] for factor, name in relation.parts)
    high = sum(factor * ranges[name][factor > 0] for factor, name in relation.parts)
    if low > relation.most or high < relation.least:
        return None
    changed = []
    for factor, name in relation.parts:
        least, most = ranges[name]
        # What this part must at least, and may at most, add beside all the others.
        down = relation.least - (high - factor * ranges[name][factor > 0])
        up = relation.most - (low - factor * ranges[name][factor < 0])
        if factor < 0:
            down, up = -up, -down
        size = abs(factor)
        bounds = max(least, -(-down // size)), min(most, up // size)
        if bounds[0] > bounds[1]:
            return None
        if bounds != (least, most):
            changed.append((name, bounds))
    ranges.update(changed)
    return [name for name, _bounds in changed]


def _near(known: int, low: int, high: int) -> Iterator[int]:
    """Values beside a known one, then the ends."""
    beside = (known + sign * step for step in (1, 2, 3) for sign in (1, -1))
    found = (value for value in (*beside, low, high) if low <= value <= high)
    yield from list(dict.fromkeys(found))[:_CANDIDATES]
