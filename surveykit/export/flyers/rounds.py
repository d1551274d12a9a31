"""Print jobs: how many of which sheet go to which entrance, and who carries them.

The route is the order of the houses in the site workbook and of their entrances. It is cut where
the volunteers have as equal a number of letterboxes as stretches of it allow.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveykit.site.model import Building, Site

LEAST_LAID_OUT = 2
"""Flyers of a language that lie at an entrance, however rare the language is."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One entrance of the route."""

    block: str
    house: str
    entrance: str
    letterboxes: int
    """Of occupied dwellings."""


@dataclass(frozen=True, slots=True)
class Round:
    """A stretch of the route for one volunteer."""

    number: int
    volunteer: str
    stops: tuple[Stop, ...]

    @property
    def letterboxes(self) -> int:
        """Of all stops."""
        return sum(stop.letterboxes for stop in self.stops)


def route(site: Site) -> tuple[Stop, ...]:
    """Every entrance behind which somebody lives, in the order of the workbook."""
    return tuple(stop for building in site.buildings for stop in _stops(site, building))


def _stops(site: Site, building: Building) -> Iterator[Stop]:
    for entrance in building.entrances:
        boxes = sum(
            dwelling.occupied
            and (dwelling.building, dwelling.entrance) == (building.name, entrance)
            for dwelling in site.dwellings
        )
        if boxes:
            yield Stop(building.block, building.label, entrance, boxes)


def rounds(stops: Sequence[Stop], volunteers: Sequence[str]) -> tuple[Round, ...]:
    """The route cut into stretches, one for each volunteer, so that the longest is shortest.

    With fewer entrances than volunteers the last ones stay at home.
    """
    if not volunteers:
        raise ValueError("a round needs somebody who walks it")
    loads = [stop.letterboxes for stop in stops]
    most = _least_possible(loads, len(volunteers))
    stretches: list[list[Stop]] = []
    carried = most + 1
    for place, stop in enumerate(stops):
        # Nobody is left without a stop as long as there is one for everybody.
        waiting = len(volunteers) - len(stretches)
        if carried + stop.letterboxes > most or (stretches and len(stops) - place <= waiting):
            stretches.append([])
            carried = 0
        stretches[-1].append(stop)
        carried += stop.letterboxes
    return tuple(
        Round(number, name, tuple(stretch))
        for number, (name, stretch) in enumerate(zip(volunteers, stretches, strict=False), start=1)
    )


def _least_possible(loads: Sequence[int], people: int) -> int:
    """The smallest load of the busiest of these people, each of whom has a stretch."""
    if not loads:
        return 0
    low, high = max(loads), sum(loads)
    while low < high:
        middle = (low + high) // 2
        if _needed(loads, middle) <= people:
            high = middle
        else:
            low = middle + 1
    return low


def _needed(loads: Sequence[int], most: int) -> int:
    """How many people it takes if none carries more than this."""
    people, carried = 1, 0
    for load in loads:
        carried += load
        if carried > most:
            people, carried = people + 1, load
    return people


def laid_out(stop: Stop, language: str, shares: Mapping[str, float]) -> int:
    """How many flyers of a language this entrance gets.

    German goes into every letterbox; nobody guesses a language from a name on a bell. Of the others
    a stack is laid out at the entrance: as large as the language's share of the interviews, and
    two at least.
    """
    if language == "de":
        return stop.letterboxes
    share = stop.letterboxes * shares.get(language, 0)
    return max(LEAST_LAID_OUT, -int(-share // 1))
