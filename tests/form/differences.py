"""Where ODK's two engines differ from each other, and which of them we follow.

Every difference has a name, and its reason stands in `reasons.py`; `explain` finds the name, or
none if a node differs without a reason. `surveykit.form` follows JavaRosa, which
Collect runs in the field, and the ODK XForms specification above both.
"""

import math
import re
from collections.abc import Collection
from dataclasses import dataclass

from surveykit.form import Form

from .recordings import State
from .traits import Traits

FROM_TIMES = {"/data/closed", "/data/open_hours", "/data/staff_hours"} | {
    "/data/visits_per_open_hour"
}
"""Nodes of the session sheet that are calculated or checked with decimal-time()."""


def explain(
    engine: str, ref: str, field: str, ours: State, said: State, dropped: Collection[str]
) -> str | None:
    """The name of the reason why an engine shows something else in a field of a node.

    `dropped` are the refs of questions whose filter has already taken back a choice.
    """
    if field in ("constraint_ok", "required_ok"):
        return _of_a_rule(engine, ref, field, ours, said, dropped)
    if field != "value":
        return None
    return _of_a_value(engine, ref, ours, said, dropped)


def _of_a_rule(
    engine: str, ref: str, field: str, ours: State, said: State, dropped: Collection[str]
) -> str | None:
    """A rule comes out differently because the answer differs."""
    if engine == "web_forms" and not ours["relevant"]:
        return "irrelevant answers"
    if engine == "web_forms" and ref in FROM_TIMES and field == "constraint_ok":
        return "times with an offset"
    return _of_a_value(engine, ref, ours, said, dropped)


def _of_a_value(
    engine: str, ref: str, ours: State, said: State, dropped: Collection[str]
) -> str | None:
    mine, theirs = ours["value"], said["value"]
    offered = ours["choices"].split()
    if mine == theirs:
        return None
    if engine == "web_forms" and not ours["relevant"] and theirs == "":
        return "irrelevant answers"
    if engine == "web_forms" and _sorted(mine, offered) == theirs:
        return "order of choices"
    if engine == "javarosa" and "choices" in said and _offered(theirs, offered) == mine:
        return "dropped one step later"
    if engine == "web_forms" and ref in dropped and _offered(theirs, offered) == theirs:
        return "dropped for good"
    if engine == "web_forms" and ref in FROM_TIMES and theirs in ("", "NaN"):
        return "times with an offset"
    return _of_a_number(engine, ref, mine, theirs)


def _of_a_number(engine: str, ref: str, mine: str, theirs: str) -> str | None:
    try:
        one, other = float(mine), float(theirs)
    except ValueError:
        return None
    if "e" in theirs.lower() and math.isclose(one, other, rel_tol=1e-15):
        return "exponents"
    if engine == "javarosa" and ref in FROM_TIMES and math.isclose(one, other, abs_tol=1e-8):
        return "noise of the clock"
    if math.isclose(one, other, rel_tol=1e-13):
        return "last digits"
    if engine == "web_forms" and abs(one - other) < 1e-9 and one.is_integer():
        return "almost nothing"
    return None


def _sorted(value: str, offered: list[str]) -> str:
    chosen = value.split()
    return " ".join(code for code in offered if code in chosen)


def _offered(value: str, offered: list[str]) -> str:
    return " ".join(code for code in value.split() if code in offered)


@dataclass(frozen=True)
class Difference:
    """An engine shows something else than ours in a filling; `what` is the field of the node."""

    engine: str
    seed: int
    step: int
    ref: str
    what: str
    ours: object
    theirs: object
    states: tuple[State, State] | None = None
    """All that ours and the other engine show of the node."""
    settled: bool = False
    """Whether it is Web Forms and JavaRosa shows the same as we."""
    dropped: frozenset[str] = frozenset()
    """The paths of the questions whose list has taken back an answer so far."""
    broken_off: frozenset[str] = frozenset()
    """The paths of the nodes at which JavaRosa has broken off a step so far."""


class Namer:
    """Finds the names of differences in any form."""

    def __init__(self, form: Form) -> None:
        self._traits = Traits(form)

    @property
    def fresh(self) -> frozenset[str]:
        """The nodes with identifiers that are new in every filling."""
        return self._traits.fresh

    def name(self, difference: Difference) -> str | None:
        """The name of the reason for a difference; None if it has none."""
        if difference.settled:
            return "javarosa decides"
        path = re.sub(r"\[\d+\]", "", difference.ref)
        return (
            self._of_the_form(difference, path)
            or self._of_what_is_shown(difference, path)
            or self._after_a_drop(difference, path)
        )

    def _of_the_form(self, difference: Difference, path: str) -> str | None:
        """The name if it lies in what the form does with a node."""
        traits, what, said = self._traits, difference.what, " in " in difference.what
        if traits.by_chance(path, said=said):
            return "chance"
        if traits.by_place(path, said=said):
            return "positions in predicates"
        if what == "submission" and path in traits.overwritten:
            return "edited calculations"
        if what == "value" and path in traits.counting:
            return "edited calculations"
        if what == "step" and _BROKEN_OFF.search(str(difference.theirs)):
            return "steps broken off"
        if difference.broken_off and traits.unmade(path, difference.broken_off):
            return "steps broken off"
        if str(difference.theirs).startswith("!"):
            return "words that fail"
        if what == "exists" and path.startswith(traits.listed):
            return "nodes of a list"
        if path in traits.elsewhere:
            return "other instances"
        if what == "constraint_ok" and traits.rounds(path):
            return "functions of XPath"
        if traits.worded and traits.names_a_choice(path):
            return "choice names"
        return "answers without a list" if path in traits.unlisted else None

    def _of_what_is_shown(self, difference: Difference, path: str) -> str | None:
        """The name if it lies in the value, or in the words, that stands there."""
        what, said = difference.what, " in " in difference.what
        if any(ord(one) > _LAST_OF_16_BITS for one in str(difference.ours)) and said:
            return "characters beyond 16 bits"
        if _before_the_calendar(difference):
            return "days before 1582"
        if self._traits.shows_a_time(path) and what not in ("exists", "choices"):
            return "times of day"
        if difference.states is not None:
            ours, theirs = difference.states
            return explain(difference.engine, path, what, ours, theirs, ())
        return _of_words(str(difference.ours), str(difference.theirs))

    def _after_a_drop(self, difference: Difference, path: str) -> str | None:
        """The name if a node depends on a question whose list has taken back an answer."""
        following = self._traits.readers(difference.dropped)
        said = " in " in difference.what and self._traits.says(path, following | difference.dropped)
        return "stale after a drop" if path in following or said else None


def _before_the_calendar(difference: Difference) -> bool:
    """Whether it is a number of days before 1582, or shows one, by two calendars."""
    ours, theirs = str(difference.ours), str(difference.theirs)
    if _NUMBER.sub("#", ours) != _NUMBER.sub("#", theirs):
        return False
    pairs = zip(map(float, _NUMBER.findall(ours)), map(float, _NUMBER.findall(theirs)), strict=True)
    unequal = [(own, other) for own, other in pairs if own != other]
    return bool(unequal) and all(
        own < _FIRST_GREGORIAN and abs(own - other) <= _MOST_DAYS_APART for own, other in unequal
    )


def _of_words(ours: str, theirs: str) -> str | None:
    """Why a text differs that shows numbers."""
    if re.sub(r"\s+", "", ours) == re.sub(r"\s+", "", theirs):
        return "blanks between outputs"
    if _NUMBER.sub("#", ours) != _NUMBER.sub("#", theirs):
        return None
    pairs = list(zip(_NUMBER.findall(ours), _NUMBER.findall(theirs), strict=True))
    if all(math.isclose(float(own), float(other), rel_tol=1e-13) for own, other in pairs):
        return "exponents" if "E" in theirs else "last digits"
    return None


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:E-?\d+)?")
_BROKEN_OFF = re.compile(
    "Invalid cast of data|target a repeated field|can't be converted to a date|Error evaluating"
)
_LAST_OF_16_BITS = 0xFFFF
_FIRST_GREGORIAN = -141427
_MOST_DAYS_APART = 13
