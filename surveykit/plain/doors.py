"""The doors of a round as they are said, and found by name, number or a part of the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveykit.asking.round import Round, Row
from surveykit.asking.search import fold, matching, searched
from surveykit.errors import SurveykitError
from surveykit.plain.sentences import for_the_ear
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.fieldwork.frame import Flat

_MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Stop:
    """A door of the round, with its number in walking order and the entrance it lies behind."""

    number: int
    flat: Flat
    entrance: str
    row: Row

    @property
    def open(self) -> bool:
        """Whether it waits for us, or an interview there for its end."""
        return self.row.may_try or self.row.draft

    def said(self) -> str:
        """Number, name, place and state: `5: A-05, floor 1, left: not tried yet`."""
        place = for_the_ear(self.row.place)
        return f"{self.number}: {self.flat.name}, {place}: {self.row.words}"


def stops(round_: Round) -> tuple[Stop, ...]:
    """Every door in walking order."""
    return tuple(_stops(iter(round_.view())))


def _stops(listed: Iterator[Row]) -> Iterator[Stop]:
    entrance, number = "", 0
    for row in listed:
        if row.flat is None:
            entrance = row.heading
        else:
            number += 1
            yield Stop(number, row.flat, entrance, row)


def next_open(doors: Sequence[Stop], behind: int) -> Stop | None:
    """The first open door behind this number, or from the beginning again."""
    ordered = [*doors[behind:], *doors[:behind]]
    return next((door for door in ordered if door.open), None)


def find(doors: Sequence[Stop], typed: str) -> Stop:
    """The door that was typed: its name first, then its number, then a part of its words.

    Raises SurveykitError if there is none, or several.
    """
    for door in doors:
        if fold(door.flat.name) == fold(typed):
            return door
    if typed.isdecimal() and 1 <= int(typed) <= len(doors):
        return doors[int(typed) - 1]
    words = [searched(f"{door.flat.name} {door.row.place}", door.entrance) for door in doors]
    found = [doors[n] for n in matching(words, fold(typed), range(len(words)))]
    if len(found) == 1:
        return found[0]
    if not found:
        raise SurveykitError(
            _("There is no door “{typed}”.").format(typed=typed),
            advice=_("Type its name or its number; :list says all open doors.").replace(
                ":list", _(":list")
            ),
        )
    told = [door.said() for door in found[:_MOST_TOLD]]
    if len(found) > _MOST_TOLD:
        told.append(_("and {n} more").format(n=len(found) - _MOST_TOLD))
    raise SurveykitError(
        _("“{typed}” fits several doors:").format(typed=typed) + "\n" + "\n".join(told),
        advice=_("Type the number of one."),
    )
