"""The frame of a round: every door in walking order, column by column.

A round needs few facts of very many dwellings. Kept as columns beside the site, they are read
in a fraction of the time that checking the whole site anew takes: a list of 50,000 dwellings
opens like one of 500, before pydantic is imported.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import accumulate, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from surveykit.fieldwork.walk import in_walking_order

if TYPE_CHECKING:  # the first screen does not wait for pydantic
    from surveykit.site.model import Dwelling, Site


@dataclass(frozen=True, slots=True)
class Entrance:
    """A stretch of the round: the doors behind one entrance, `doors` of them from `first` on."""

    building: str
    """Label of the building."""
    name: str
    """Of the entrance; empty where the building has one only."""
    first: int
    doors: int


@dataclass(frozen=True, slots=True)
class Flat:
    """One door as the round shows it."""

    name: str
    floor: int
    """0 is the ground floor."""
    position: str
    occupied: bool
    """By the planner's list."""


@dataclass(frozen=True)
class Frame:
    """Every door from the ground floor up, entrance by entrance in the planner's order."""

    entrances: tuple[Entrance, ...]
    names: Sequence[str]
    floors: Sequence[int]
    positions: Sequence[str]
    vacant: frozenset[int]
    """Doors that the planner's list calls empty, by number."""
    max_attempts: int

    def __len__(self) -> int:
        return len(self.names)

    def flat(self, n: int) -> Flat:
        """The door of this number, from 0 in walking order."""
        return Flat(self.names[n], self.floors[n], self.positions[n], n not in self.vacant)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of every door by its name."""
        return {name: n for n, name in enumerate(self.names)}

    def downwards(self, entrance: Entrance) -> Iterator[int]:
        """The doors behind an entrance from the top floor down."""
        doors = range(entrance.first, entrance.first + entrance.doors)
        return iter(sorted(doors, key=lambda n: -self.floors[n]))

    @classmethod
    def of(cls, site: Site) -> Frame:
        """The frame of a site."""
        flats = in_walking_order(site)
        labels = {building.name: building.label for building in site.buildings}
        behind = [(pair, len([*those])) for pair, those in groupby(flats, key=_ENTRANCE)]
        firsts = accumulate((doors for _pair, doors in behind), initial=0)
        return cls(
            entrances=tuple(
                Entrance(labels[building], entrance, first, doors)
                for ((building, entrance), doors), first in zip(behind, firsts, strict=False)
            ),
            names=[flat.name for flat in flats],
            floors=[flat.floor for flat in flats],
            positions=[flat.position for flat in flats],
            vacant=frozenset(n for n, flat in enumerate(flats) if not flat.occupied),
            max_attempts=site.criteria.max_attempts,
        )

    def to_json(self) -> str:
        """All of it as text, to be kept beside the site."""
        facts = {
            "entrances": [[*asdict(entrance).values()] for entrance in self.entrances],
            "names": self.names,
            "floors": self.floors,
            "positions": self.positions,
            "vacant": sorted(self.vacant),
            "max_attempts": self.max_attempts,
        }
        return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Frame:
        """What `to_json` wrote.

        Raises:
            ValueError, TypeError, KeyError: the text is not as it writes it.
        """
        facts = json.loads(text)
        frame = cls(
            entrances=tuple(Entrance(*entrance) for entrance in facts["entrances"]),
            names=facts["names"],
            floors=facts["floors"],
            positions=facts["positions"],
            vacant=frozenset(facts["vacant"]),
            max_attempts=facts["max_attempts"],
        )
        if not len(frame.names) == len(frame.floors) == len(frame.positions):
            raise ValueError("columns of one length expected")
        return frame


_ENTRANCE: attrgetter[tuple[str, str]] = attrgetter("building", "entrance")


def dwelling_of(site: Site, flat: Flat) -> Dwelling:
    """The site's own description of a door, which is one of its own."""
    return next(one for one in site.dwellings if one.name == flat.name)
