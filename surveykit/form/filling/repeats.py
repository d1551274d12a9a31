"""Repeats that grow and shrink, by hand or by a count of the form."""

from surveykit.form.errors import RepeatError
from surveykit.form.excess import MOST_IN_ALL, MOST_IN_ONE_PLACE
from surveykit.form.filling.preloads import Preloads
from surveykit.form.filling.recalculation import Recalculation
from surveykit.form.filling.state import State
from surveykit.form.model import Bind, Section
from surveykit.form.tree import Element
from surveykit.form.xpath import to_number
from surveykit.form.xpath.values import bounded
from surveykit.text import _

_MORE_THAN_ANY = 2.0**31


class Repeats:
    """The repeats of one instance of a form."""

    def __init__(self, state: State, preloads: Preloads, recalculation: Recalculation) -> None:
        self._state = state
        self._preloads = preloads
        self._recalculation = recalculation
        self._sections = {one.path: one for one in state.form.definition.repeats}
        self.counted = [one for one in self._sections.values() if one.count]
        """The repeats of which the form says how many instances there are, outer ones first."""
        events = state.form.definition.events
        self._eventful = any("odk-new-repeat" in event.names for event in events)

    def add(self, series: str) -> Element:
        """Add an instance at the end of a series, as a person asks for it.

        Raises:
            KeyError: there is no such series.
            RepeatError: the form fixes the number.
        """
        parent, path = self._state.tree.series(series)
        self._insist_on_open(path)
        added = self._add(parent, path)
        self.grow()
        return added

    def remove(self, ref: str) -> None:
        """Take an instance away, as a person asks for it.

        Raises:
            KeyError: there is no such instance.
            RepeatError: the form fixes the number.
        """
        node = self._state.tree.find(ref)
        if not node.position:
            raise KeyError(ref)
        self._insist_on_open(node.path)
        self._state.tree.remove(node)
        self._recalculation.removed(node)
        self.grow()

    def grow(self) -> None:
        """Add what the counts of the form ask for; nothing is ever taken away (JavaRosa)."""
        while any(self._grow(one) for one in self.counted):
            pass

    def _grow(self, section: Section) -> bool:
        """Whether a counted repeat has grown."""
        grown = False
        for parent in self._state.tree.at(section.path.rpartition("/")[0]):
            wanted = int(min(self.asked_for(section, parent), MOST_IN_ONE_PLACE))
            missing = wanted - len(self.instances(parent, section.path))
            room = MOST_IN_ALL - len(self._state.tree.at(section.path))
            if missing > 0 and room > 0 and self.offered(parent, section.path):
                self._add(parent, section.path, min(missing, room))
                grown = True
        return grown

    def asked_for(self, section: Section, parent: Element) -> float:
        """How many instances of a counted repeat the form wants below `parent`."""
        counts = self._state.find_all(section.count, parent)
        number = to_number(counts[0].text) if counts else 0.0
        return bounded(number, 0.0, _MORE_THAN_ANY)

    def instances(self, parent: Element, path: str) -> list[Element]:
        """The instances of a repeat below `parent`."""
        return [node for node in parent.home.inside.get(path, ()) if node.parent is parent]

    def offered(self, parent: Element, path: str) -> bool:
        """Whether an instance could be added now: whether it would be relevant."""
        bind = self._state.form.definition.binds.get(path, Bind(path))
        coming = Element(path.rpartition("/")[2])
        coming.parent, coming.path, coming.home = parent, path, parent.home
        coming.position = 1 + len(self.instances(parent, path))
        return parent.relevant and self._state.holds(bind.relevant, coming, otherwise=True)

    def fixed(self, path: str) -> bool:
        """Whether nobody may add or remove instances."""
        return path not in self._sections or self._sections[path].fixed

    def _add(self, parent: Element, path: str, count: int = 1) -> Element:
        for _one in range(count):
            added = self._state.tree.add(parent, path)
            self._preloads.fill(added)
            self._recalculation.born(added)
            if self._eventful:  # what is set for the next one may read what this one changed
                self._recalculation.settle()
        self._recalculation.settle()
        return added

    def _insist_on_open(self, path: str) -> None:
        if self.fixed(path):
            raise RepeatError(
                _("The form itself says how many there are."),
                advice=_("Correct the answer that gives the number."),
            )
