"""The contact sheet: from attempts to what is known of each dwelling.

Final outcomes are derived, never stored. Everything here is a function of the set of attempts,
in whatever order they come, so two laptops that merged each other's lines agree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from surveykit.fieldwork.attempt import INTERVIEWED, Attempt, Outcome
from surveykit.fieldwork.disposition import (
    DISPOSITIONS,
    NOT_TRIED,
    SYMBOLS,
    VACANT_BY_LIST,
    Disposition,
    Symbol,
)

if TYPE_CHECKING:  # the first screen does not wait for pydantic
    from surveykit.site.model import Dwelling, Site

MOST_ATTEMPTS = 5
"""With an appointment a dwelling may be tried beyond the criteria's limit, up to this."""

_RANKS = (
    INTERVIEWED,
    {Outcome.VACANT, Outcome.NOT_DWELLING},
    {Outcome.NO_CONTACT_WISH},
    {Outcome.REFUSED},
    {Outcome.BREAK_OFF},
)
"""What stays once it has happened, the strongest first; of all else the last attempt counts."""

_DECLINED = {Outcome.REFUSED, Outcome.NO_CONTACT_WISH, Outcome.BREAK_OFF}
_OUT_OF_SCOPE = {Outcome.VACANT, Outcome.NOT_DWELLING}
_CLOSED = INTERVIEWED | _DECLINED | _OUT_OF_SCOPE | {Outcome.STOP}
_SOMEBODY_THERE = INTERVIEWED | _DECLINED | {Outcome.LATER, Outcome.MINOR, Outcome.LANGUAGE}


@dataclass(frozen=True, slots=True)
class DwellingState:
    """What is known of one dwelling today."""

    outcome: Outcome | None
    """The final outcome so far; None where nobody has tried yet."""
    attempts: int
    """Attempts made and not taken back."""
    occupied: bool
    """In scope: by the planner's list, corrected by what was found at the door."""
    may_try: bool
    """Another attempt is allowed: nothing is final, and attempts are left or agreed on."""
    call_back: str
    """Day and time agreed, as written, if an appointment is what happened last."""
    language: str
    """Code of the language needed next time, if that is what happened last."""
    disposition: Disposition

    @property
    def call_back_due(self) -> bool:
        """Somebody expects us, on the day of `call_back` if one was agreed."""
        return self.outcome is Outcome.LATER


@dataclass(frozen=True, slots=True)
class DoorCounts:
    """Dwellings of the frame for the forecast; from `vacant` to `not_reached` they add up.

    A break-off before the key question is a refusal, as AAPOR counts it; a partial interview
    is an interview. Vacant are dwellings out of scope: empty, or no dwelling at all.
    """

    dwellings: int
    vacant: int
    interviewed: int
    refused: int
    not_reached: int
    """In scope, neither interviewed nor refused; those `not_tried` are among them."""
    not_tried: int
    """Nobody has been there yet."""


def final(
    attempts: Iterable[Attempt], *, occupied: bool = True, max_attempts: int = 3
) -> DwellingState:
    """The state of one dwelling from all its attempts.

    An interview beats everything, then vacant or not a dwelling, the wish not to be contacted
    again, a refusal, a break-off; of all other outcomes the last attempt counts. `occupied` is
    what the planner's list says; whoever opens the door proves it wrong.
    """
    made = standing(attempts)
    deciding = _deciding(made)
    outcome = deciding.outcome if deciding else None
    in_scope = _in_scope(made, outcome, listed=occupied)
    return DwellingState(
        outcome=outcome,
        attempts=len(made),
        occupied=in_scope,
        may_try=in_scope and _may_try(outcome, len(made), max_attempts),
        call_back=deciding.call_back if deciding and outcome is Outcome.LATER else "",
        language=deciding.language if deciding and outcome is Outcome.LANGUAGE else "",
        disposition=_disposition(outcome, occupied=in_scope),
    )


def contact_sheet(site: Site, attempts: Iterable[Attempt]) -> dict[str, DwellingState]:
    """The state of every dwelling by its name, in the order of the planner's list.

    Attempts at dwellings that the list does not have are left out.
    """
    by_dwelling: defaultdict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        by_dwelling[attempt.dwelling].append(attempt)
    return {flat.name: _state(site, flat, by_dwelling) for flat in site.dwellings}


def beside_interviews(attempts: Iterable[Attempt]) -> frozenset[UUID]:
    """Lines that nobody needs any more, because their dwelling has been interviewed since.

    How often and when it was tried before tells in which round, and so on which day, it was
    interviewed. So these lines are to be erased. The interviews' own lines stay, and those that
    take one of them back. An interview taken back brings no line back: whoever saw it first has
    erased them, and all laptops are to agree. What is tried after that stands `after` it.
    """
    lines = list(attempts)
    interviews: defaultdict[str, list[frozenset[UUID]]] = defaultdict(list)
    for line in lines:
        if line.outcome in INTERVIEWED and line.undoes is None:
            interviews[line.dwelling].append(frozenset(line.after))
    return frozenset(
        line.id
        for line in lines
        if line.outcome not in INTERVIEWED
        and any(known.issuperset(line.after) for known in interviews[line.dwelling])
    )


def in_its_place(attempt: Attempt, earlier: Iterable[Attempt]) -> Attempt:
    """A new line with its number and what was taken back before it.

    `earlier` are all lines of its dwelling that this laptop knows.
    """
    lines = list(earlier)
    undone = (line.id for line in lines if line.undoes and line.outcome in INTERVIEWED)
    number = 1 + max((line.number for line in lines), default=0)
    return replace(attempt, number=number, after=tuple(undone))


def doors(site: Site, attempts: Iterable[Attempt]) -> DoorCounts:
    """The dwellings counted for the forecast."""
    states = contact_sheet(site, attempts).values()
    vacant = sum(not state.occupied for state in states)
    interviewed = sum(state.outcome in INTERVIEWED for state in states)
    refused = sum(state.outcome in _DECLINED for state in states)
    return DoorCounts(
        dwellings=len(states),
        vacant=vacant,
        interviewed=interviewed,
        refused=refused,
        not_reached=len(states) - vacant - interviewed - refused,
        not_tried=sum(state.occupied and not state.attempts for state in states),
    )


def standing(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Attempts that were not taken back, in order of time; an undo is not undone."""
    lines = list(attempts)
    undone = {line.undoes for line in lines}
    made = [line for line in lines if line.undoes is None and line.id not in undone]
    return sorted(made, key=_when)


def asked_twice(attempts: Iterable[Attempt]) -> int:
    """Interviews beyond the first at the same dwelling, as when two laptops went there."""
    return sum(count - 1 for count in _interviews(attempts).values())


def interviewed_twice(attempts: Iterable[Attempt]) -> tuple[str, ...]:
    """The dwellings with more than one interview, by name: for a person to look after."""
    return tuple(sorted(name for name, count in _interviews(attempts).items() if count > 1))


def symbols(states: Iterable[DwellingState], *, partial: int = 0) -> dict[Symbol, int]:
    """Dwellings by AAPOR symbol, every symbol present: what the outcome rates are made of.

    `partial` is how many of the interviews were broken off; only their records say so.
    """
    counted = Counter(state.disposition.symbol for state in states)
    counted["P"] += min(partial, counted["I"])
    counted["I"] -= counted["P"]
    return {symbol: counted[symbol] for symbol in SYMBOLS}


def outcome_of(answers: Mapping[str, str]) -> Outcome | None:
    """What the first questions of `door_interest` say about the attempt; None if nothing yet.

    `adult` asks whether an adult who lives here is at the door, `consent` whether to go on.
    """
    if answers.get("adult") == "no":
        return Outcome.MINOR
    by_consent = {"yes": Outcome.INTERVIEW, "no": Outcome.REFUSED, "later": Outcome.LATER}
    return by_consent.get(answers.get("consent", ""))


def _interviews(attempts: Iterable[Attempt]) -> Counter[str]:
    return Counter(line.dwelling for line in standing(attempts) if line.outcome in INTERVIEWED)


def _when(attempt: Attempt) -> tuple[int, datetime, str]:
    """By number: a clock that was set wrong must not make an earlier try the last one."""
    return attempt.number, attempt.at or datetime.min.replace(tzinfo=UTC), attempt.id.hex


def _deciding(made: list[Attempt]) -> Attempt | None:
    for rank in _RANKS:
        matching = [attempt for attempt in made if attempt.outcome in rank]
        if matching:
            return matching[-1]
    return made[-1] if made else None


def _in_scope(made: list[Attempt], outcome: Outcome | None, *, listed: bool) -> bool:
    if outcome in _OUT_OF_SCOPE:
        return False
    return listed or any(attempt.outcome in _SOMEBODY_THERE for attempt in made)


def _may_try(outcome: Outcome | None, made: int, max_attempts: int) -> bool:
    if outcome in _CLOSED:
        return False
    return made < (MOST_ATTEMPTS if outcome is Outcome.LATER else max_attempts)


def _disposition(outcome: Outcome | None, *, occupied: bool) -> Disposition:
    if outcome in _OUT_OF_SCOPE and outcome is not None:
        return DISPOSITIONS[outcome]
    if not occupied:
        return VACANT_BY_LIST
    return DISPOSITIONS[outcome] if outcome else NOT_TRIED


def _state(site: Site, flat: Dwelling, attempts: Mapping[str, list[Attempt]]) -> DwellingState:
    return final(
        attempts.get(flat.name, ()),
        occupied=flat.occupied,
        max_attempts=site.criteria.max_attempts,
    )
