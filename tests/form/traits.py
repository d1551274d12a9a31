"""What nodes of a form have to do with what engines do differently: sets of paths."""

import re
from collections.abc import Collection
from functools import cached_property

from surveykit.form import Form
from surveykit.form.model import Event
from surveykit.form.xpath import Expression

_CHANCE = re.compile(r"\brandom\s*\(")
_ROUNDED = re.compile(r"\b(?:floor|ceiling)\s*\(")
_BRACKETS = re.compile(r"\[.*?\]")
_FRESH = re.compile(r"\buuid\s*\(")
_SHUFFLED = re.compile(r"\brandomize\s*\([^,]*\)\s*$")
_PLACED = re.compile(r"\[\s*(?:\d+|last\(\)|(?:\.\./|/)[\w./-]+|'[^']*')\s*\]")
"""A predicate that is a number, a text or an answer."""


class Traits:
    """Found in any form, each when it is first asked for; with a node goes all that reads it."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._definition = form.definition

    @cached_property
    def fresh(self) -> frozenset[str]:
        """Identifiers that are new in every filling."""
        uid = {bind.path for bind in self._definition.binds.values() if bind.preload == "uid"}
        return self._and_readers(uid | self._calculated(_FRESH))

    def by_chance(self, path: str, *, said: bool) -> bool:
        """Whether chance decides over a node; with `said` over the words of its question."""
        return path in self._chance or (said and self.says(path, self._chance, _CHANCE))

    def by_place(self, path: str, *, said: bool) -> bool:
        """The same of predicates that are a number, a text or an answer."""
        return path in self._placed or (said and self.says(path, self._placed, _PLACED))

    @cached_property
    def _chance(self) -> frozenset[str]:
        return self._and_readers(self._calculated(_CHANCE) | self._listing(_SHUFFLED))

    @cached_property
    def _placed(self) -> frozenset[str]:
        return self._and_readers(self._calculated(_PLACED) | self._listing(_PLACED))

    @cached_property
    def unlisted(self) -> frozenset[str]:
        """Choices that are asked without a list of answers."""
        return self._and_readers(
            {
                bind.path
                for bind in self._definition.binds.values()
                if bind.kind in ("select", "select1")
                and (question := self._form.at(bind.path))
                and question.shown
                and not question.coded
            }
        )

    @cached_property
    def _set_by_events(self) -> frozenset[str]:
        return self._and_readers({event.target for event in self._definition.events})

    @cached_property
    def overwritten(self) -> frozenset[str]:
        """What is calculated, and may be answered otherwise by a person."""
        return self._and_readers(
            {
                bind.path
                for bind in self._definition.binds.values()
                if bind.calculate and (question := self._form.at(bind.path)) and question.shown
            }
        )

    @cached_property
    def counting(self) -> frozenset[str]:
        """What a person may answer otherwise than with the place in a repeat."""
        repeats = tuple(section.path for section in self._definition.repeats)
        return self._and_readers(
            {
                path
                for path in self.overwritten
                if (bind := self._definition.binds.get(path))
                and (rule := bind.calculate)
                and any(read.path in repeats and path.startswith(read.path) for read in rule.reads)
            }
        )

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The beginnings of the paths of nodes that are lists of answers."""
        itemsets = self._definition.itemsets.values()
        return tuple(_BRACKETS.sub("", itemset.nodeset.source) for itemset in itemsets)

    @cached_property
    def elsewhere(self) -> frozenset[str]:
        """What in a repeat looks up other instances of it by a predicate."""
        return self._and_readers(
            {
                bind.path
                for bind in self._definition.binds.values()
                for section in self._definition.repeats
                for rule in (bind.calculate, bind.relevant)
                if rule and bind.path.startswith(f"{section.path}/")
                if f"{section.path}[" in rule.source.replace(" ", "")
            }
        )

    @cached_property
    def worded(self) -> bool:
        """Whether there are several languages, or words that show an answer."""
        return len(self._form.languages) > 1 or any(
            isinstance(piece, Expression)
            for texts in self._definition.itext.values()
            for text in texts.values()
            for piece in text.pieces
        )

    @cached_property
    def _choice_names(self) -> frozenset[str]:
        binds = self._definition.binds.values()
        return self._and_readers(
            {one.path for one in binds if one.calculate and "choice-name" in one.calculate.source}
        )

    @cached_property
    def _from_times(self) -> frozenset[str]:
        binds = self._definition.binds.values()
        return self._and_readers({bind.path for bind in binds if bind.kind == "time"})

    def rounds(self, path: str) -> bool:
        """Whether an answer is checked with functions that JavaRosa does not have."""
        bind = self._definition.binds.get(path)
        rule = bind.constraint if bind else None
        return rule is not None and bool(_ROUNDED.search(rule.source))

    def says(
        self, path: str, paths: Collection[str], pattern: "re.Pattern[str] | None" = None
    ) -> bool:
        """Whether the words of a question show one of some nodes, or an expression of a kind."""
        return any(
            _reads(one, paths) or bool(pattern and pattern.search(one.source))
            for one in self._outputs(path)
        )

    def names_a_choice(self, path: str) -> bool:
        """Whether a node is calculated from a choice's name, or its words show one."""
        said = any(_reads(one, self._choice_names) for one in self._outputs(path))
        return said or path in self._choice_names

    def shows_a_time(self, path: str) -> bool:
        """Whether a node is calculated from a time of day, or its words show one."""
        bind = self._definition.binds.get(path)
        asked = bind is not None and bind.kind == "time"
        said = any(_reads(one, self._from_times) for one in self._outputs(path))
        return said or (path in self._from_times and not asked)

    def unmade(self, path: str, broken_off: Collection[str]) -> bool:
        """Whether a node lacks what would have come after a step that was broken off at some."""
        return path in self._set_by_events or path in self.readers(broken_off)

    def readers(self, paths: Collection[str]) -> frozenset[str]:
        """All nodes whose answer or relevance depends on those at some paths."""
        definition = self._definition
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

    def _calculated(self, pattern: "re.Pattern[str]") -> set[str]:
        """The nodes calculated or set with expressions of a kind, or relevant by one."""
        return {
            *(
                bind.path
                for bind in self._definition.binds.values()
                for rule in (bind.calculate, bind.relevant)
                if rule and pattern.search(rule.source)
            ),
            *(event.target for event in self._definition.events if pattern.search(event.source)),
        }

    def _listing(self, pattern: "re.Pattern[str]") -> set[str]:
        """The nodes whose list of answers comes from an expression of a kind."""
        itemsets = self._definition.itemsets.items()
        return {path for path, itemset in itemsets if pattern.search(itemset.nodeset.source)}

    def _outputs(self, path: str) -> list[Expression]:
        question = self._form.at(path)
        texts = [] if question is None else [*question.labels.values(), *question.hints.values()]
        return [one for text in texts for one in text.pieces if isinstance(one, Expression)]

    def _and_readers(self, paths: Collection[str]) -> frozenset[str]:
        """The nodes at some paths, and all whose answer or relevance depends on them."""
        return frozenset(paths) | self.readers(paths)


def _reads(reader: Expression | Event, paths: Collection[str]) -> bool:
    return any(read.path in paths for read in reader.reads)
