"""Keeping an instance up to date: what an answer changes, and nothing else."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

from surveykit.form.excess import MOST_EVENTS
from surveykit.form.filling.state import State
from surveykit.form.filling.stored import calculated, set_by_event
from surveykit.form.graph import Rule
from surveykit.form.model import Event
from surveykit.form.tree import Element
from surveykit.form.xpath.reads import LANGUAGE

_NOBODY: Mapping[str, Sequence[int]] = {}
_LOADING = ("odk-instance-first-load", "xforms-ready", "odk-instance-load")
"""Events of the whole form, wherever it asks for them."""


class Recalculation:
    """Evaluates the rules of a form's graph again, and sets what is set by events.

    A rule waits together with the homes in which its nodes are to be done again: instances of
    repeats, or the document for all of them.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._graph = state.form.definition.graph
        self._rules: Mapping[str, Callable[[Rule, Element], None]] = {
            "relevant": self._decide,
            "calculate": self._calculate,
            "choices": self._drop_what_is_not_offered,
        }
        self._waiting: dict[int, set[Element]] = {}
        self._places: list[int] = []
        self._dropped: list[Element] = []
        self._named = {name for event in state.form.definition.events for name in event.names}
        self._causes: list[tuple[Element, Iterator[Event]]] = []
        self._fired = 0

    def begin(self) -> None:
        """Fire the events of a new instance, then evaluate everything."""
        for name in _LOADING:
            self._fire(name, self._state.document)
        for place in range(len(self._graph.rules)):
            self._wait(place, self._state.document)
        self.settle()
        for path in self._state.form.definition.itemsets:
            for node in self._state.tree.at(path)[:1]:
                self._state.codes(node)  # long lists are indexed now, not behind the first answer

    def end(self) -> None:
        """Fire the events of an instance that is finished."""
        self._fire("xforms-revalidate", self._state.document)

    def speak(self) -> None:
        """Calculate again what holds words of the form: the language has changed."""
        for place in self._graph.reading(LANGUAGE):
            self._wait(place, self._state.document)
        self.settle()

    def write(self, node: Element, text: str) -> None:
        """Change a node and evaluate what depends on it."""
        if node.text == text:
            return
        node.put(text)
        self._changed(node)
        self.settle()
        self._fire("xforms-value-changed", node)

    def born(self, instance: Element) -> None:
        """Bring a new instance of a repeat to life; `settle` brings everything up to date."""
        _cascade(instance)
        self._fire("odk-new-repeat", instance)
        for place in self._graph.within[instance.path]:
            self._wait(place, instance)
        for node in instance.walk():
            self._changed(node)

    def removed(self, instance: Element) -> None:
        """Bring whatever counted an instance, or comes after it, up to date."""
        assert instance.parent is not None  # noqa: S101 - the document is no instance
        for left in instance.parent.home.inside[instance.path]:
            self._changed(left)
        for node in instance.walk():
            for kept, places in self._graph.readers.get(node.path, {}).items():
                if not f"{kept}/".startswith(f"{instance.path}/"):
                    home = _home(instance.parent, kept)
                    for place in places:
                        self._wait(place, home)
        self.settle()

    def _changed(self, node: Element) -> None:
        """Have everything wait that reads this node."""
        for kept, places in self._graph.readers.get(node.path, _NOBODY).items():
            home = _home(node, kept)
            for place in places:
                self._wait(place, home)

    def _wait(self, place: int, home: Element) -> None:
        homes = self._waiting.get(place)
        if homes is None:
            self._waiting[place] = {home}
            heappush(self._places, place)
        else:
            homes.add(home)

    def settle(self) -> None:
        """Evaluate what waits, in the order of the graph, until nothing changes any more."""
        while self._places:
            place = heappop(self._places)
            rule = self._graph.rules[place]
            apply = self._rules[rule.kind]
            for node in self._nodes(rule, self._waiting.pop(place)):
                apply(rule, node)
        dropped, self._dropped = self._dropped, []
        for node in dropped:
            self._fire("xforms-value-changed", node)

    def _nodes(self, rule: Rule, homes: set[Element]) -> Iterable[Element]:
        document = self._state.document
        if document in homes:
            return document.inside.get(rule.path, ())
        return [node for home in homes for node in home.inside.get(rule.path, ())]

    def _decide(self, rule: Rule, node: Element) -> None:
        """Whether a node applies, and so what is in it."""
        node.applies = rule.expression.boolean(self._state.scope(node))
        for changed in _cascade(node):
            self._changed(changed)

    def _calculate(self, rule: Rule, node: Element) -> None:
        value = rule.expression.evaluate(self._state.scope(node))
        before = node.text
        node.put(*calculated(value, node.kind, self._state.now))
        if node.text != before:
            self._changed(node)

    def _drop_what_is_not_offered(self, _rule: Rule, node: Element) -> None:
        if not (node.relevant and node.text):
            return
        offered, before = self._state.codes(node), node.text
        question = self._state.form.at(node.path)
        chosen = before.split() if question and question.multiple else [before]
        kept = [code for code in chosen if code in offered]
        if len(kept) < len(chosen):
            node.put(" ".join(kept))
            self._changed(node)
            self._dropped.append(node)

    def _fire(self, name: str, cause: Element) -> None:
        """Set what is to be set when this happens, and at once what follows from that.

        Two triggers may not chase each other, and no chain goes on without end.
        """
        if name not in self._named:
            return
        if self._fired >= MOST_EVENTS or any(cause is one for one, _events in self._causes):
            return
        self._fired += 1
        self._causes.append((cause, self._events(name, cause)))
        if len(self._causes) > 1:
            return  # the loop below, some calls before, goes on with it
        while self._causes:
            one, events = self._causes[-1]
            event = next(events, None)
            if event is None:
                self._causes.pop()
            else:
                self._set(event, one)
        self._fired = 0

    def _events(self, name: str, cause: Element) -> Iterator[Event]:
        for event in self._state.form.definition.events:
            if name in event.names and (name in _LOADING or event.trigger in ("", cause.path)):
                yield event

    def _set(self, event: Event, cause: Element) -> None:
        for node in self._targets(event, cause):
            told = event.value
            value = told if isinstance(told, str) else told.evaluate(self._state.scope(node))
            self.write(node, set_by_event(value, node.kind, self._state.now))

    def _targets(self, event: Event, cause: Element) -> list[Element]:
        if event.place is None:
            return self._state.find_all(event.target, cause)
        return event.place.nodes(self._state.scope(cause))


def _home(node: Element, path: str) -> Element:
    """The instance of the repeat at `path` in which a node is; "" means the document."""
    home = node.home
    while home.path != path and home.parent is not None:
        home = home.parent.home
    return home


def _cascade(node: Element) -> list[Element]:
    """Hand relevance down; return the nodes whose relevance changed."""
    relevant = node.applies and (node.parent is None or node.parent.relevant)
    if relevant == node.relevant:
        return []
    node.relevant = relevant
    return [node, *(one for child in node.children for one in _cascade(child))]
