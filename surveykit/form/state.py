"""A filled-in form from the inside: the tree, the clock and what must be evaluated again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import heapify, heappop, heappush
from math import isnan
from random import Random

from surveykit.form.graph import Rule
from surveykit.form.model import Form, Itemset, Text, Texts, in_language
from surveykit.form.tree import Element
from surveykit.form.xpath import Expression, Scope, Value, to_string
from surveykit.form.xpath.values import first

Rows = Sequence[Mapping[str, str]]


class State:
    """What expressions are evaluated against (the `Session` of the XPath engine).

    Relevance and calculations are kept up to date by the form's graph: `write` evaluates again
    only what depends on the node written.
    """

    def __init__(
        self,
        form: Form,
        lists: Mapping[str, Rows],
        now: Callable[[], datetime],
        random: Random,
        language: str | None,
    ) -> None:
        definition = form.definition
        self.form = form
        self.now = now
        self.random = random
        self.language = language
        self.document = definition.root.copy()
        self._secondary = dict(definition.secondary)
        for name, file in definition.attached.items():
            self._secondary[name] = _list_of(lists.get(file, ()))
        self._firing: set[str] = set()
        self._at: dict[str, list[Element]] = {}
        for node in self.document.walk():
            self._at.setdefault(node.path, []).append(node)

    @property
    def root(self) -> Element:
        """The root of the main instance."""
        return self.document.children[0]

    def at(self, path: str) -> list[Element]:
        """All nodes of the main instance with this path, relevant or not."""
        return self._at.get(path, [])

    def secondary(self, name: str) -> Element | None:
        """The document of a list of choices; None if the form declares none of this name."""
        return self._secondary.get(name)

    def itext(self, key: str) -> str:
        """A text of the form in the language on screen; empty if there is none."""
        texts = self.form.definition.itext.get(key)
        return "" if texts is None else self.words(texts, self.root)

    def choice_label(self, path: str, value: str) -> str:
        """What a choice of the question at `path` is called in the language on screen."""
        itemset = self.form.definition.itemsets.get(path)
        nodes = self.at(path)
        if itemset is None or not nodes:
            return value
        items = itemset.nodeset.nodes(self.scope(nodes[0]))
        labels = (self.item_label(item, itemset) for item in items if _cell(item, itemset) == value)
        return next(labels, value)

    def scope(self, node: Element) -> Scope:
        """The context of an expression that belongs to `node`."""
        return Scope(node, self, node)

    def words(self, texts: Texts, node: Element) -> str:
        """Words of the form at a node, with outputs, in the language on screen."""
        text = in_language(texts, self.language)
        return "" if text is None else self._spoken(text, node)

    def _spoken(self, text: Text, node: Element) -> str:
        scope = self.scope(node)
        pieces = (one if isinstance(one, str) else one.string(scope) for one in text.pieces)
        return "".join(pieces).strip()

    def options(self, node: Element) -> Iterator[tuple[str, str]]:
        """Codes and labels that a question offers at present."""
        itemset = self.form.definition.itemsets.get(node.path)
        if itemset is not None:
            for item in itemset.nodeset.nodes(self.scope(node)):
                yield _cell(item, itemset), self.item_label(item, itemset)

    def codes(self, node: Element) -> list[str]:
        """The codes that a question offers at present."""
        itemset = self.form.definition.itemsets.get(node.path)
        if itemset is None:
            return []
        return [_cell(item, itemset) for item in itemset.nodeset.nodes(self.scope(node))]

    def item_label(self, item: Element, itemset: Itemset) -> str:
        """The label of one choice in the language on screen."""
        cell = item.child(itemset.label)
        if cell is None:
            return _cell(item, itemset)
        return self.itext(cell.text) if itemset.itext else cell.text

    def holds(self, expression: Expression | None, node: Element, *, otherwise: bool) -> bool:
        """Whether a condition of a node holds at present; `otherwise` if it has none."""
        return otherwise if expression is None else expression.boolean(self.scope(node))

    def settle(self) -> None:
        """Evaluate everything, as when an instance begins."""
        rules = self.form.definition.graph.rules
        self._run(range(len(rules)), set(self._at))

    def write(self, node: Element, text: str) -> None:
        """Change a node and evaluate what depends on it."""
        if node.text == text:
            return
        node.text, node.truth = text, None
        self._run(self._readers(node.path), {node.path})
        self._fire("xforms-value-changed", node.path)

    def begin(self, *, first: bool) -> None:
        """Fire the events of a new instance, or of one that is opened again."""
        names = ("odk-instance-first-load", "xforms-ready") if first else ()
        for name in (*names, "odk-instance-load"):
            self._fire(name, "")

    def _fire(self, name: str, trigger: str) -> None:
        """Set what is to be set when this happens; two triggers may not chase each other."""
        if trigger in self._firing:
            return
        self._firing.add(trigger)
        self._set_by_events(name, trigger)
        self._firing.discard(trigger)

    def _set_by_events(self, name: str, trigger: str) -> None:
        for event in self.form.definition.events:
            if name not in event.names or event.trigger != trigger:
                continue
            for node in self.at(event.target):
                value = "" if event.value is None else event.value.string(self.scope(node))
                self.write(node, value)

    def _readers(self, path: str) -> tuple[int, ...]:
        return self.form.definition.graph.readers.get(path, ())

    def _run(self, places: Iterable[int], changed: set[str]) -> None:
        """Evaluate rules in the order of the graph until nothing changes any more.

        `changed` are the nodes that changed before. At last, choices that are no longer
        offered are dropped from the answers.
        """
        rules = self.form.definition.graph.rules
        waiting = list(places)
        heapify(waiting)
        queued = set(waiting)
        while waiting:
            place = heappop(waiting)
            for path in self._apply(rules[place]):
                changed.add(path)
                for reader in self._readers(path):
                    if reader not in queued:
                        queued.add(reader)
                        heappush(waiting, reader)
        for path, reads in self.form.definition.filters.items():
            if not reads.isdisjoint(changed):
                for node in self.at(path):
                    self._drop_what_is_not_offered(node)

    def _drop_what_is_not_offered(self, node: Element) -> None:
        if node.relevant and node.text:
            offered = set(self.codes(node))
            self.write(node, " ".join(code for code in node.text.split() if code in offered))

    def _apply(self, rule: Rule) -> list[str]:
        """Evaluate a rule; return the paths of the nodes that changed."""
        changed: list[str] = []
        for node in self.at(rule.path):
            if rule.kind == "relevant":
                node.applies = rule.expression.boolean(self.scope(node))
                _cascade(node, changed)
            elif _store(node, rule.expression.evaluate(self.scope(node))):
                changed.append(node.path)
        return changed


def _store(node: Element, value: Value) -> bool:
    """Keep the result of a calculation as JavaRosa does; whether that changed the node.

    True is 1 and false 0, and what is not a number is no answer.
    """
    value = first(value) if isinstance(value, list) else value
    before = node.text
    node.truth = value if isinstance(value, bool) else None
    if isinstance(value, bool):
        node.text = "1" if value else "0"
    elif isinstance(value, float) and isnan(value):
        node.text = ""
    else:
        node.text = to_string(value)
    return node.text != before


def _cascade(node: Element, changed: list[str]) -> None:
    """Hand relevance down; note the paths of the nodes whose relevance changed."""
    relevant = node.applies and (node.parent is None or node.parent.relevant)
    if relevant == node.relevant:
        return
    node.relevant = relevant
    changed.append(node.path)
    for child in node.children:
        _cascade(child, changed)


def _cell(item: Element, itemset: Itemset) -> str:
    cell = item.child(itemset.value)
    return "" if cell is None else cell.text


def _list_of(rows: Rows) -> Element:
    """An attached table as a list of choices: `root/item/column`."""
    document = Element("")
    root = Element("root", document)
    for row in rows:
        item = Element("item", root)
        for column, text in row.items():
            Element(column, item, text)
    return document
