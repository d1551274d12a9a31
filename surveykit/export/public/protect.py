"""A table without small numbers, of which nobody can calculate one that is hidden.

Hidden is first what is small, what nearly all have in common, and what would tell of few
households beside an earlier publication. Then one number after the other, the smallest first,
until each hidden one, here and in the earlier publications, can have three values at least.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from surveykit.export.public.possible import Possible, Ranges, Relation
from surveykit.export.public.table import Counted, Figure, Rule, Shown, bounds

VALUES = 3
"""Values that every hidden number must be able to have."""

_NAMED = "named"


def protect(counted: Counted, rule: Rule, earlier: Sequence[Shown] = ()) -> Shown | None:
    """The table as people may see it, beside its `earlier` publications, oldest first.

    None if nothing of it may be shown.
    """
    hidden = {
        code: text for code in counted.counts if (text := _first(counted, rule, earlier, code))
    }
    order = sorted(
        counted.counts, key=lambda code: (not counted.counts[code], counted.counts[code])
    )
    further = iter([code for code in order if code not in hidden])
    while True:
        shown = _with(counted, hidden)
        if _keeps(shown, counted, rule, earlier):
            return shown
        code = next(further, None)
        if code is None:
            return None
        hidden[code] = "*"


def _first(counted: Counted, rule: Rule, earlier: Sequence[Shown], code: str) -> Figure:
    """What stands in place of a number for its own sake; empty if it may be shown."""
    count = counted.counts[code]
    if rule.is_small(count, code):
        return rule.small(code)
    if rule.nearly_all and count > counted.answered - rule.limit and code not in rule.zeros:
        return "*"
    before = (shown.figures.get(code) for shown in earlier)
    grown = (count - number for number in before if isinstance(number, int))
    return "*" if rule.growth and any(rule.is_small(abs(more), code) for more in grown) else ""


def _with(counted: Counted, hidden: Mapping[str, Figure]) -> Shown:
    def shown(counts: Mapping[str, int]) -> dict[str, Figure]:
        return {code: hidden.get(code, count) for code, count in counts.items()}

    return Shown(counted.whole, shown(counted.alone), shown(counted.several))


def _keeps(shown: Shown, counted: Counted, rule: Rule, earlier: Sequence[Shown]) -> bool:
    """Whether nobody can calculate what is hidden."""
    if not _together_many(shown, counted, rule):
        return False
    for fewer in (0, counted.whole):  # of each, through corrections, if that is not shown anyway
        system = _System([*earlier, shown], counted, rule, fewer)
        possible = Possible(system.ranges, system.relations, system.truth)
        if possible.any:
            return all(
                len(possible.values(name, VALUES)) >= VALUES for name in system.hidden
            ) and all(_harmless(possible, name, rule, code) for name, code in system.sums.items())
    return False


def _together_many(shown: Shown, counted: Counted, rule: Rule) -> bool:
    """Whether the hidden ones of a sum are many together: their number everybody can calculate."""
    gone = [code for code, figure in shown.alone.items() if not isinstance(figure, int)]
    if not gone or shown.several:  # with several answers the sum of these is hidden, too
        return True
    return sum(counted.alone[code] for code in gone) >= rule.limit


def _harmless(possible: Possible, name: str, rule: Rule, code: str) -> bool:
    """Whether a number that stands nowhere stays unknown, unless it is great."""
    least, most = possible.least(name), possible.most(name)
    if least is None or most is None:
        return False
    if least >= rule.limit or (most == 0 and code in rule.zeros):
        return True
    return len(possible.values(name, VALUES)) >= VALUES


@dataclass(frozen=True, slots=True)
class _Names:
    """What the numbers of one publication are called in the system."""

    of: int

    def alone(self, code: str) -> str:
        return f"{self.of} alone {code}"

    def several(self, code: str) -> str:
        return f"{self.of} several {code}"

    @property
    def named(self) -> str:
        return f"{self.of} {_NAMED}"


def _truth(counted: Counted, publications: int) -> dict[str, int]:
    """The numbers of the newest publication; of an earlier one none are kept."""
    names = _Names(publications - 1)
    found = {names.alone(code): count for code, count in counted.alone.items()}
    found |= {names.several(code): count for code, count in counted.several.items()}
    return {**found, names.named: counted.named}


class _System:
    """What everybody knows of a table in all its publications; the last one is the new one."""

    def __init__(self, shown: Sequence[Shown], counted: Counted, rule: Rule, fewer: int) -> None:
        self._most, self._fewer = counted.most, fewer
        self.truth = _truth(counted, len(shown))
        self.ranges: Ranges = {}
        self.relations: list[Relation] = []
        self.hidden: list[str] = []
        self.sums: dict[str, str] = {}
        """Numbers that stand nowhere and could be calculated, with the code they are of."""
        for number, one in enumerate(shown):
            self._add(_Names(number), one)
        for number, (one, other) in enumerate(pairwise(shown)):
            self._grow(number, one, other, rule)

    def _add(self, names: _Names, shown: Shown) -> None:
        for code, figure in shown.alone.items():
            self._number(names.alone(code), figure, self._most.get(code, shown.whole))
        for code, figure in shown.several.items():
            self._number(names.several(code), figure, shown.whole)
        parts = [(1, names.alone(code)) for code in shown.alone]
        if shown.several:
            self.ranges[names.named] = (0, shown.whole)
            self.sums[names.named] = _NAMED
            parts.append((1, names.named))
            self._named(names.named, [names.several(code) for code in shown.several], shown.whole)
        self.relations.append(Relation(tuple(parts), shown.whole, shown.whole))

    def _number(self, name: str, figure: Figure, most: int) -> None:
        self.ranges[name] = bounds(figure, most)
        if not isinstance(figure, int):
            self.hidden.append(name)

    def _named(self, named: str, several: Sequence[str], most: int) -> None:
        """Who named any named one at least; nobody named one twice."""
        for name in several:
            self.relations.append(Relation(((1, named), (-1, name)), 0, most))
        parts = (*((1, name) for name in several), (-1, named))
        self.relations.append(Relation(parts, 0, most * len(several)))

    def _grow(self, number: int, one: Shown, other: Shown, rule: Rule) -> None:
        """From one publication to the next there are more of each; at most as many less as shown.

        Interviews can be corrected or erased; how many were, the numbers shown may tell.
        """
        more = other.whole - one.whole
        less = max(self._fewer, -more, *_fewer(one, other))
        before, after, new = _Names(number), _Names(number + 1), f"{number}+"
        several = [code for code in other.several if code in one.several]
        pairs = [(before.several(code), after.several(code), code) for code in several]
        pairs += [(before.alone(code), after.alone(code), code)
                  for code in other.alone if code in one.alone]  # fmt: skip
        if one.several and other.several:
            pairs.append((before.named, after.named, _NAMED))
        for old, late, code in pairs:
            name = f"{new} {late}"
            self.ranges[name] = (-less, max(more, 0) + less)
            self.relations.append(Relation(((1, late), (-1, old), (-1, name)), 0, 0))
            if rule.growth:
                self.sums[name] = code
        if several and not less and one.several.keys() == other.several.keys():
            self._named(f"{new} {after.named}",
                        [f"{new} {after.several(code)}" for code in several], more)  # fmt: skip


def _fewer(one: Shown, other: Shown) -> Iterator[int]:
    """How many less there are where both numbers are shown; 0 at least."""
    yield 0
    for code, before in one.figures.items():
        after = other.figures.get(code)
        if isinstance(before, int) and isinstance(after, int):
            yield before - after
