"""The round through the houses as plain values: which doors, in which order, in which state."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveykit.asking.words import floor_words, languages, outcome_words
from surveykit.fieldwork.attempt import INTERVIEWED, Attempt, Outcome
from surveykit.text import _

if TYPE_CHECKING:  # types only: the first frame does not wait for pydantic
    from surveykit.fieldwork.contact_sheet import DwellingState
    from surveykit.site.model import Dwelling, Site
    from surveykit.workflow import Door


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the round: a dwelling as it stands, or a heading where `dwelling` is None."""

    heading: str = ""
    dwelling: Dwelling | None = None
    mark: str = ""
    """One sign that reads without colours."""
    place: str = ""
    words: str = ""
    attempts: int = 0
    may_try: bool = False
    outcome: Outcome | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the round is."""

    doors: int
    """Dwellings in scope."""
    done: int
    """Those among them that need no further attempt."""
    interviews: int


def tally(doors: Sequence[Door]) -> Tally:
    """How many doors are done, and how many interviews were held."""
    in_scope = [door.state for door in doors if door.state.occupied]
    done = sum(not state.may_try for state in in_scope)
    interviews = sum(state.outcome in INTERVIEWED for state in in_scope)
    return Tally(len(in_scope), done, interviews)


def rows(
    site: Site,
    doors: Sequence[Door],
    *,
    only_open: bool,
    drafts: Collection[str],
    cards: Collection[str],
) -> Iterator[Row]:
    """The lines in walking order with a heading per entrance.

    `drafts` names the dwellings with an unfinished interview, `cards` those with a card left.
    """
    labels = {building.name: building.label for building in site.buildings}
    entrance = ("", "")
    for door in doors:
        dwelling, begun = door.dwelling, door.dwelling.name in drafts
        if only_open and not door.state.may_try and not begun:
            continue
        if (dwelling.building, dwelling.entrance) != entrance:
            entrance = (dwelling.building, dwelling.entrance)
            yield Row(heading=place_words(labels[dwelling.building], dwelling.entrance))
        yield _row(dwelling, door.state, draft=begun, card=dwelling.name in cards)


def with_card(attempts: Sequence[Attempt]) -> frozenset[str]:
    """Names of the dwellings at which a card was left, not counting what was taken back."""
    undone = {attempt.undoes for attempt in attempts}
    left = (attempt for attempt in attempts if attempt.card_left)
    return frozenset(attempt.dwelling for attempt in left if attempt.id not in undone)


def place_words(building: str, entrance: str) -> str:
    """Building and entrance; an entrance that is the house number is not said twice."""
    if not entrance or building.endswith(f" {entrance}"):
        return building
    return _("{building}, entrance {entrance}").format(building=building, entrance=entrance)


def _row(dwelling: Dwelling, state: DwellingState, *, draft: bool, card: bool) -> Row:
    return Row(
        dwelling=dwelling,
        mark="…" if draft else _mark(state),
        place=f"{floor_words(dwelling.floor)} · {dwelling.position}",
        words=_("interview not finished") if draft else _words(state, card=card),
        attempts=state.attempts,
        may_try=state.may_try,
        outcome=state.outcome,
        draft=draft,
    )


def _mark(state: DwellingState) -> str:
    if not state.occupied:
        return "–"
    if state.outcome in INTERVIEWED:
        return "✓"
    if not state.may_try:
        return "×"
    if state.call_back_due:
        return "!"
    return "○" if state.outcome else " "


def _words(state: DwellingState, *, card: bool) -> str:
    if not state.occupied and state.outcome is None:
        return _("vacant by the list")
    detail = state.call_back or dict(languages()).get(state.language, state.language)
    if card and state.outcome is Outcome.NOT_HOME:
        detail = _("card left")
    words = outcome_words(state.outcome)
    return f"{words}: {detail}" if detail else words
