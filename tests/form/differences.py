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
from surveykit.form.model import Event
from surveykit.form.xpath import Expression

from .recordings import State

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
        self._form = form
        binds = form.definition.binds.values()
        uid = {bind.path for bind in binds if bind.preload == "uid"}
        self.fresh = self._and_readers(uid | self._calculated(_FRESH))
        """The nodes with identifiers that are new in every filling."""
        self._chance = self._and_readers(
            self._calculated(_CHANCE)
            | {
                path
                for path, itemset in form.definition.itemsets.items()
                if _SHUFFLED.search(itemset.nodeset.source)
            }
        )
        self._placed = self._and_readers(
            self._calculated(_PLACED)
            | {
                path
                for path, itemset in form.definition.itemsets.items()
                if _PLACED.search(itemset.nodeset.source)
            }
        )
        self._unlisted = self._and_readers(
            {
                bind.path
                for bind in binds
                if bind.kind in ("select", "select1")
                and (question := form.at(bind.path))
                and question.shown
                and not question.coded
            }
        )
        self._set = self._and_readers({event.target for event in form.definition.events})
        self._choice_names = self._and_readers(
            {one.path for one in binds if one.calculate and "choice-name" in one.calculate.source}
        )
        self._from_times = self._and_readers({bind.path for bind in binds if bind.kind == "time"})
        self._overwritten = self._and_readers(
            {
                bind.path
                for bind in binds
                if bind.calculate and (question := form.at(bind.path)) and question.shown
            }
        )
        self._counting = self._and_readers(self._counted())
        self._listed = tuple(
            _BRACKETS.sub("", itemset.nodeset.source)
            for itemset in form.definition.itemsets.values()
        )
        self._elsewhere = self._and_readers(self._looking_up())
        self._worded = len(form.languages) > 1 or any(
            isinstance(piece, Expression)
            for texts in form.definition.itext.values()
            for text in texts.values()
            for piece in text.pieces
        )

    def name(self, difference: Difference) -> str | None:
        """The name of the reason for a difference; None if it has none."""
        if difference.settled:
            return "javarosa decides"
        path = re.sub(r"\[\d+\]", "", difference.ref)
        words = " in " in difference.what
        if path in self._chance or (words and self._says(path, self._chance, _CHANCE)):
            return "chance"
        if path in self._placed or (words and self._says(path, self._placed, _PLACED)):
            return "positions in predicates"
        if difference.what == "submission" and path in self._overwritten:
            return "edited calculations"
        if difference.what == "value" and path in self._counting:
            return "edited calculations"
        if difference.what == "step" and _BROKEN_OFF.search(str(difference.theirs)):
            return "steps broken off"
        if difference.broken_off and path in self._set | self._readers(difference.broken_off):
            return "steps broken off"
        if str(difference.theirs).startswith("!"):
            return "words that fail"
        if difference.what == "exists" and path.startswith(self._listed):
            return "nodes of a list"
        if path in self._elsewhere:
            return "other instances"
        if difference.what == "constraint_ok" and self._rounds(path):
            return "functions of XPath"
        if self._worded and self._names_a_choice(path):
            return "choice names"
        if path in self._unlisted:
            return "answers without a list"
        if any(ord(one) > _LAST_OF_16_BITS for one in str(difference.ours)) and words:
            return "characters beyond 16 bits"
        if _before_the_calendar(difference):
            return "days before 1582"
        if self._shows_a_time(path) and difference.what not in ("exists", "choices"):
            return "times of day"
        if difference.states is not None:
            ours, said = difference.states
            found = explain(difference.engine, path, difference.what, ours, said, ())
        else:
            found = _of_words(str(difference.ours), str(difference.theirs))
        return found or self._after_a_drop(difference, path)

    def _after_a_drop(self, difference: Difference, path: str) -> str | None:
        """The name if a node depends on a question whose list has taken back an answer."""
        following = self._readers(difference.dropped)
        said = " in " in difference.what and self._says(path, following | difference.dropped)
        return "stale after a drop" if path in following or said else None

    def _counted(self) -> set[str]:
        """The questions that a person may answer otherwise than with their place in a repeat."""
        definition = self._form.definition
        repeats = tuple(section.path for section in definition.repeats)
        return {
            path
            for path in self._overwritten
            if (bind := definition.binds.get(path))
            and (rule := bind.calculate)
            and any(read.path in repeats and path.startswith(read.path) for read in rule.reads)
        }

    def _looking_up(self) -> set[str]:
        """The nodes in a repeat with rules that look up other instances of it by a predicate."""
        definition = self._form.definition
        return {
            bind.path
            for bind in definition.binds.values()
            for section in definition.repeats
            for rule in (bind.calculate, bind.relevant)
            if rule and bind.path.startswith(f"{section.path}/")
            if f"{section.path}[" in rule.source.replace(" ", "")
        }

    def _rounds(self, path: str) -> bool:
        """Whether an answer is checked with functions that JavaRosa does not have."""
        bind = self._form.definition.binds.get(path)
        rule = bind.constraint if bind else None
        return rule is not None and bool(_ROUNDED.search(rule.source))

    def _calculated(self, pattern: "re.Pattern[str]") -> set[str]:
        """The nodes calculated or set with expressions of a kind, or relevant by one."""
        return {
            *(
                bind.path
                for bind in self._form.definition.binds.values()
                for rule in (bind.calculate, bind.relevant)
                if rule and pattern.search(rule.source)
            ),
            *(
                event.target
                for event in self._form.definition.events
                if pattern.search(event.source)
            ),
        }

    def _says(
        self, path: str, paths: Collection[str], pattern: "re.Pattern[str] | None" = None
    ) -> bool:
        """Whether the words of a question show one of some nodes, or an expression of a kind."""
        return any(
            _reads(one, paths) or bool(pattern and pattern.search(one.source))
            for one in self._outputs(path)
        )

    def _names_a_choice(self, path: str) -> bool:
        """Whether a node is calculated from a choice's name, or its words show one."""
        said = any(_reads(one, self._choice_names) for one in self._outputs(path))
        return said or path in self._choice_names

    def _shows_a_time(self, path: str) -> bool:
        """Whether a node is calculated from a time of day, or its words show one."""
        bind = self._form.definition.binds.get(path)
        asked = bind is not None and bind.kind == "time"
        said = any(_reads(one, self._from_times) for one in self._outputs(path))
        return said or (path in self._from_times and not asked)

    def _outputs(self, path: str) -> list[Expression]:
        question = self._form.at(path)
        texts = [] if question is None else [*question.labels.values(), *question.hints.values()]
        return [one for text in texts for one in text.pieces if isinstance(one, Expression)]

    def _and_readers(self, paths: Collection[str]) -> frozenset[str]:
        """The nodes at some paths, and all whose answer or relevance depends on them."""
        return frozenset(paths) | self._readers(paths)

    def _readers(self, paths: Collection[str]) -> frozenset[str]:
        """All nodes whose answer or relevance depends on those at some paths."""
        definition = self._form.definition
        graph = definition.graph
        nodes = list(definition.blank.paths())
        found = set[str]()
        new = set(paths)
        while new:
            reading = [(path, graph.rules[at]) for path in new for at in graph.reading(path)]
            # What a question offers is read together with its own answer.
            rules = [rule for path, rule in reading if (rule.kind, rule.path) != ("choices", path)]
            new |= found
            new = {rule.path for rule in rules} | {
                event.target for event in definition.events if _reads(event, new)
            }
            hidden = tuple(f"{rule.path}/" for rule in rules if rule.kind == "relevant")
            new |= {path for path in nodes if path.startswith(hidden)}
            new -= found
            found |= new
        return frozenset(found)


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


def _reads(reader: Expression | Event, paths: Collection[str]) -> bool:
    return any(read.path in paths for read in reader.reads)


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
_CHANCE = re.compile(r"\brandom\s*\(")
_ROUNDED = re.compile(r"\b(?:floor|ceiling)\s*\(")
_BRACKETS = re.compile(r"\[.*?\]")
_FRESH = re.compile(r"\buuid\s*\(")
_SHUFFLED = re.compile(r"\brandomize\s*\([^,]*\)\s*$")
_PLACED = re.compile(r"\[\s*(?:\d+|last\(\)|(?:\.\./|/)[\w./-]+|'[^']*')\s*\]")
"""A predicate that is a number, a text or an answer."""
_LAST_OF_16_BITS = 0xFFFF
_FIRST_GREGORIAN = -141427
_MOST_DAYS_APART = 13
