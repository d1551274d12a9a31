"""Who is missing: blocks, floors, languages, times of day that interviews speak too little of.

Counts of doors and of tries, nothing of answers. An interview leaves no time at its door, so the
times of day are those of the tries that are still on the contact sheet.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from math import comb

from surveykit.fieldwork.attempt import INTERVIEWED, Attempt, Outcome
from surveykit.fieldwork.contact_sheet import contact_sheet, standing
from surveykit.fieldwork.time_of_day import TIMES, time_of_day
from surveykit.site.model import Dwelling, Site
from surveykit.text.form_language import language_code

UNLIKELY = 0.05
"""A group is told as missing if chance alone gave as few interviews less often than this, all
groups of its kind together (Bonferroni)."""

FAR_BEHIND = 2 / 3
"""And if its share of interviews is below this part of the site's; large sites find trifles."""

ONE_SIDED = 0.7
"""Tries from this share on at one time of day favour those at home then."""

ENOUGH_TRIES = 10
ENOUGH_INTERVIEWS = 10


Spoken = tuple[str, str]
"""The form's language of an interview, and the code of the one that was asked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """Dwellings of one block or one floor."""

    name: str
    occupied: int
    interviewed: int
    scarce: bool
    """Fewer interviews than chance would explain."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Whom the interviews speak too little of."""

    blocks: tuple[Group, ...]
    floors: tuple[Group, ...]
    """Named by their number, 0 is the ground floor."""
    waiting: Mapping[str, int]
    """Doors at which a language was missing, by its code; most first."""
    unheard: tuple[str, ...]
    """Languages spoken here in which nobody was interviewed."""
    tries: Mapping[str, int]
    """By time of day, in the day's order."""
    favoured: str
    """The time of day of most tries, if hardly any other was tried; else empty."""


def missing(
    site: Site,
    spoken: Mapping[Spoken, int],
    attempts: Sequence[Attempt],
) -> Missing:
    """Compare the interviews with the frame; `spoken` are the interviews by their languages."""
    sheet = contact_sheet(site, attempts)
    occupied = [home for home in site.dwellings if sheet[home.name].occupied]
    met = {name for name, state in sheet.items() if state.outcome in INTERVIEWED}
    waiting = Counter(
        state.language
        for state in sheet.values()
        if state.outcome is Outcome.LANGUAGE and state.language
    )
    tries = _tries(attempts, site.zone)
    return Missing(
        blocks=_groups(occupied, met, {home.name: home.block for home in occupied}),
        floors=_groups(occupied, met, {home.name: home.floor for home in occupied}),
        waiting=dict(sorted(waiting.items(), key=lambda item: (-item[1], item[0]))),
        unheard=_unheard(site, spoken),
        tries=tries,
        favoured=_favoured(tries),
    )


def chance_of_so_few(found: int, group: int, marked: int, whole: int) -> float:
    """Chance of `found` or fewer of the `marked` in a random group of the whole.

    All four are numbers of dwellings; `group` and `marked` are at most `whole`. Hypergeometric,
    exact.
    """
    least = max(0, group + marked - whole)
    ways = sum(
        comb(marked, number) * comb(whole - marked, group - number)
        for number in range(least, found + 1)
    )
    return ways / comb(whole, group)


def _groups(
    occupied: Sequence[Dwelling], met: set[str], kind: Mapping[str, Hashable]
) -> tuple[Group, ...]:
    """In the order of the planner's list; a site of one group has none to compare."""
    sizes = Counter(kind[home.name] for home in occupied)
    interviewed = Counter(kind[home.name] for home in occupied if home.name in met)
    whole, marked = sizes.total(), interviewed.total()
    return tuple(
        Group(
            name=str(name),
            occupied=size,
            interviewed=interviewed[name],
            scarce=len(sizes) > 1
            and interviewed[name] * whole < FAR_BEHIND * size * marked
            and chance_of_so_few(interviewed[name], size, marked, whole) * len(sizes) < UNLIKELY,
        )
        for name, size in sizes.items()
    )


def _unheard(site: Site, spoken: Mapping[Spoken, int]) -> tuple[str, ...]:
    """Told only once there are interviews from which somebody could be missing."""
    if sum(spoken.values()) < ENOUGH_INTERVIEWS:
        return ()
    heard = {language_code(held) for held, _asked in spoken} | {asked for _held, asked in spoken}
    return tuple(code for code in site.languages if code not in heard)


def _tries(attempts: Sequence[Attempt], zone: tzinfo) -> dict[str, int]:
    made = Counter(_times(standing(attempts), zone))
    return {time: made[time] for time in TIMES}


def _times(made: Iterable[Attempt], zone: tzinfo) -> Iterator[str]:
    return (time_of_day(line.at.astimezone(zone)) for line in made if line.at is not None)


def _favoured(tries: Mapping[str, int]) -> str:
    whole, most = sum(tries.values()), max(tries, key=lambda time: tries[time])
    return most if whole >= ENOUGH_TRIES and tries[most] >= ONE_SIDED * whole else ""
