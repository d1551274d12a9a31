"""A table as it is counted, and as people may see it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

HIDDEN = "*"
"""Any number; hidden so that no other one can be calculated."""
MISSING = ""
"""The code of those who gave no answer or were not asked; no choice has an empty one."""

_FROM_TO = re.compile(r"(\d+)–(\d+)")

Figure = int | str
"""A number, or a text in its place: `*`, `0–4`, `1–4`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What must be hidden in a table."""

    limit: int
    """Numbers below it are small."""
    zeros: frozenset[str] = frozenset()
    """Codes of which none at all may be told; of the others that is as much of a secret."""
    nearly_all: bool = True
    """Hide as well what nearly all have in common: it would tell of each of them."""
    growth: bool = True
    """Hide how many more there are than in an earlier publication, if they are few."""

    def is_small(self, count: int, code: str) -> bool:
        """Whether a number must not be shown."""
        return count < self.limit and not (count == 0 and code in self.zeros)

    def small(self, code: str) -> str:
        """What stands in place of a small number."""
        return f"{1 if code in self.zeros else 0}–{self.limit - 1}"


@dataclass(frozen=True, slots=True)
class Counted:
    """Households by answer, nothing hidden.

    `alone` are answers of which every household has one: they add up to `whole`, together with
    `named`, the households with at least one of `several` answers.
    """

    whole: int
    alone: Mapping[str, int]
    named: int = 0
    several: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)
    """What a number of `alone` cannot exceed, by code, where everybody knows that."""

    @property
    def answered(self) -> int:
        """Households that gave an answer."""
        return self.whole - self.alone.get(MISSING, 0)

    @property
    def counts(self) -> dict[str, int]:
        """All numbers that a table shows, by code."""
        return {**self.several, **self.alone}


@dataclass(frozen=True, slots=True)
class Shown:
    """The same as people may see it."""

    whole: int
    alone: Mapping[str, Figure]
    several: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def figures(self) -> dict[str, Figure]:
        """All of them by code."""
        return {**self.several, **self.alone}

    @property
    def answered(self) -> int | None:
        """Households that answered; None where that must stay unknown."""
        silent = self.alone.get(MISSING)
        return self.whole - silent if isinstance(silent, int) else None


def bounds(figure: Figure, most: int) -> tuple[int, int]:
    """Between what a number lies that is shown like this."""
    if isinstance(figure, int):
        return figure, figure
    if found := _FROM_TO.fullmatch(figure):
        return int(found[1]), int(found[2])
    return 0, most
