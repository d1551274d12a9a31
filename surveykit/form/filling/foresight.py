"""Seeing before an answer is given how many instances of repeats it would make.

What a count has made is never taken away again, so a slip of the finger must not be followed.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property

from surveykit.form.excess import MOST_IN_ALL, MOST_IN_ONE_PLACE
from surveykit.form.filling.repeats import Repeats
from surveykit.form.filling.state import State
from surveykit.form.filling.stored import calculated
from surveykit.form.graph import Rule
from surveykit.form.model import Section, in_language
from surveykit.form.tree import Element
from surveykit.text import _, number
from surveykit.text.clean import without_controls


class Foresight:
    """Of one instance of a form. Follows calculations, but neither events nor relevance."""

    def __init__(self, state: State, repeats: Repeats) -> None:
        self._state = state
        self._repeats = repeats

    def objection(self, node: Element) -> str:
        """What speaks against the answer that a node holds for a trial; empty if nothing does."""
        if node.path not in self._leading:
            return ""
        with self._calculated():
            wanted = {one.path: self._wanted(one) for one in self._repeats.counted}
        for section in self._repeats.counted:
            in_one_place, in_all = wanted[section.path]
            if in_one_place > MOST_IN_ONE_PLACE:
                return self._too_many(section, in_one_place, MOST_IN_ONE_PLACE)
            if in_all > MOST_IN_ALL:
                return self._too_many(section, in_all, MOST_IN_ALL)
        return ""

    def _too_many(self, section: Section, wanted: float, most: int) -> str:
        labelled = self._state.form.definition.sections.get(section.path)
        words = labelled and in_language(labelled.labels, self._state.language)
        name = without_controls(words.plain) if words else section.path.rpartition("/")[2]
        told = _("“{name}” would be there {n} times; at most {most} are possible.")
        return told.format(name=name, n=number(int(wanted)), most=number(most))

    @cached_property
    def _leading(self) -> Mapping[str, None]:
        """The paths of all nodes on which a count depends, by calculations, and of the counts."""
        if not self._repeats.counted:
            return {}
        graph = self._state.form.definition.graph
        feeding: dict[str, list[str]] = {}
        for path in graph.readers:
            for place in graph.reading(path):
                if graph.rules[place].kind == "calculate":
                    feeding.setdefault(graph.rules[place].path, []).append(path)
        found = dict.fromkeys(one.count for one in self._repeats.counted)
        waiting = list(found)
        while waiting:
            new = [path for path in feeding.get(waiting.pop(), ()) if path not in found]
            found.update(dict.fromkeys(new))
            waiting += new
        return found

    @cached_property
    def _rules(self) -> list[Rule]:
        """The calculations that lead to counts, in their order."""
        rules = self._state.form.definition.graph.rules
        return [one for one in rules if one.kind == "calculate" and one.path in self._leading]

    @contextmanager
    def _calculated(self) -> Iterator[None]:
        """Have the counts follow for a moment from what the nodes hold."""
        before = []
        for rule in self._rules:
            for node in self._state.tree.at(rule.path):
                before.append((node, node.text, node.atom))
                value = rule.expression.evaluate(self._state.scope(node))
                node.put(*calculated(value, node.kind, self._state.now))
        yield
        for node, text, atom in before:
            node.put(text, atom)

    def _wanted(self, section: Section) -> tuple[float, float]:
        """How many instances of a repeat there would be, in one place at most and in all."""
        above = section.path.rpartition("/")[0]
        each = [self._in_one_place(section, parent) for parent in self._state.tree.at(above)]
        around = [
            one for one in self._repeats.counted if f"{section.path}/".startswith(f"{one.path}/")
        ]
        in_all = sum(each)
        for outer in around[-2:-1]:  # what is asked for in it may be asked for in many to come
            if not section.count.startswith(f"{outer.path}/"):
                future = self._wanted(outer)[1] * self._repeats.asked_for(section, self._state.root)
                in_all = max(in_all, future)
        return max(each, default=0), in_all

    def _in_one_place(self, section: Section, parent: Element) -> float:
        present = len(self._repeats.instances(parent, section.path))
        if not self._repeats.offered(parent, section.path):
            return present
        return max(present, self._repeats.asked_for(section, parent))
