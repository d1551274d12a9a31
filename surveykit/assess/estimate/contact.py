"""When is somebody at home? The chance of contact by time of day, from the attempts so far.

Interviews leave no time at their dwelling, so the attempts that do carry one tell too little; a
prior from what is common in surveys weighs as much as six attempts at every time of day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from hashlib import sha256

from surveykit.assess.verdict.outlook import NextDoors
from surveykit.fieldwork.attempt import INTERVIEWED, Attempt, Outcome
from surveykit.fieldwork.contact_sheet import standing
from surveykit.fieldwork.time_of_day import TIMES, time_of_day
from surveykit.fieldwork.walk import Door, walk
from surveykit.site.criteria import Criteria
from surveykit.site.model import Site

MINUTES = 120
"""A round on foot: an evening from six to eight, or as long at another time of day."""

MOST_BLOCKS = 4
"""In one round; more is more way than doors."""

PRIOR = {"morning": 0.35, "midday": 0.35, "afternoon": 0.45, "evening": 0.55, "saturday": 0.5}
"""Judgement: evenings and Saturdays reach most people."""
PRIOR_ATTEMPTS = 6

_NOBODY = {Outcome.NOT_HOME, Outcome.NO_ACCESS}


def chances(attempts: Iterable[Attempt], zone: tzinfo) -> dict[str, float]:
    """Chance that somebody opens, from 0 to 1, by time of day in the site's `zone`."""
    tried: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for attempt in attempts:
        if attempt.at is None or attempt.outcome in INTERVIEWED:
            continue
        time = time_of_day(attempt.at.astimezone(zone))
        tried[time] += 1
        met[time] += attempt.outcome not in _NOBODY
    return {
        time: (PRIOR_ATTEMPTS * PRIOR[time] + met[time]) / (PRIOR_ATTEMPTS + tried[time])
        for time in TIMES
    }


def doors_in_a_round(criteria: Criteria, interviews_per_door: float) -> int:
    """How many doors a team does in one round, with the interviews that come of it."""
    minutes = criteria.minutes_per_attempt + interviews_per_door * criteria.minutes_per_interview
    return max(int(MINUTES / minutes), 1)


def by_lot(names: Sequence[str]) -> list[int]:
    """Places of these names in an order that is drawn by lot and the same on every laptop."""
    return sorted(range(len(names)), key=lambda at: sha256(names[at].encode()).hexdigest())


def next_doors(
    site: Site, attempts: Iterable[Attempt], planned: Mapping[str, int]
) -> tuple[NextDoors, ...]:
    """The doors of the next round, block by block in walking order.

    `planned` is how many by block; an empty name stands for all of them. Whoever expects us comes
    first, then doors tried least often; else chance decides, for the people of one floor or
    entrance are alike. The time is the one at which most of the round are likely to open; doors
    tried at that time before do not count for it.
    """
    made = standing(attempts)
    doors = walk(site, made)
    chosen: list[Door] = []
    for block, number in planned.items():
        left = [door for door in doors if door.state.may_try and block in ("", door.dwelling.block)]
        chosen += sorted(left, key=_first)[:number]
    names = {door.dwelling.name for door in chosen}
    ordered = [door for door in doors if door.dwelling.name in names]
    chance, before = chances(made, site.zone), _times(made, site.zone)
    time = _best_time(ordered, chance, before)
    assumed = sum(time in times for times in before.values()) < PRIOR_ATTEMPTS
    by_block: defaultdict[str, list[str]] = defaultdict(list)
    for door in ordered:
        by_block[door.dwelling.block].append(door.dwelling.name)
    return tuple(
        NextDoors(block, time, chance[time], assumed, tuple(found))
        for block, found in by_block.items()
    )


def _times(attempts: Iterable[Attempt], zone: tzinfo) -> dict[str, set[str]]:
    """The times of day at which each dwelling was tried."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for attempt in attempts:
        if attempt.at is not None:
            found[attempt.dwelling].add(time_of_day(attempt.at.astimezone(zone)))
    return found


def _first(door: Door) -> tuple[bool, int, str]:
    name = door.dwelling.name.encode()
    return not door.state.call_back_due, door.state.attempts, sha256(name).hexdigest()


def _best_time(
    doors: Sequence[Door], chance: Mapping[str, float], before: Mapping[str, set[str]]
) -> str:
    def opening(time: str) -> float:
        fresh = [door for door in doors if time not in before.get(door.dwelling.name, ())]
        return chance[time] * len(fresh)

    return max(TIMES, key=opening)
