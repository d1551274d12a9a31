"""Whether an hour can be held in a room at a time: open, long enough, with a host, and free."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from surveykit.assess.hour.daytime import Stretch, stretch
from surveykit.assess.result import Obstacle, Slot
from surveykit.site.model import Place, Site, Window


class Sitting(NamedTuple):
    """Where in a band the hour would lie, and which partner sits in the room then."""

    when: Stretch
    conflict: str


def sitting(slot: Slot, room: Place, site: Site) -> Sitting | Obstacle:
    """The first free stretch of the band, else the first one taken; or what stands against it."""
    length = round(site.criteria.open_hours * 60)
    band = [stretch(slot.start, slot.end)]
    opened = [*_common(band, _on_day(room.windows, slot))]
    if not any(found.minutes >= length for found in opened):
        return Obstacle.ROOM_SHUT
    hosted = opened if not site.team_hours else _common(opened, _on_day(site.team_windows, slot))
    usable = [found for found in hosted if found.minutes >= length]
    if not usable:
        return Obstacle.HOST_ABSENT
    sittings = [*_sittings(usable, slot, room, site, length)]
    return next((found for found in sittings if not found.conflict), sittings[0])


def _sittings(
    usable: Iterable[Stretch], slot: Slot, room: Place, site: Site, length: int
) -> Iterator[Sitting]:
    """At the beginning of every usable stretch, and whenever a partner leaves the room."""
    taken = [
        (stretch(hour.start, hour.end), hour.partner)
        for hour in site.partner_hours
        if (hour.place, hour.day) == (room.name, slot.day)
    ]
    for free in usable:
        for start in sorted({free.start, *(busy.end for busy, _partner in taken)}):
            when = Stretch(start, start + length)
            if when.within(free) == when:
                busy = (partner for there, partner in taken if when.within(there).minutes > 0)
                yield Sitting(when, next(busy, ""))


def _on_day(windows: Iterable[Window], slot: Slot) -> list[Stretch]:
    return [stretch(window.start, window.end) for window in windows if window.day == slot.day]


def _common(some: Iterable[Stretch], others: Iterable[Stretch]) -> Iterator[Stretch]:
    """What each of some has in common with each of the others."""
    others = [*others]
    return (one.within(other) for one in some for other in others)
