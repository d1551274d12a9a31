"""A filled-in form from the inside: the nodes, the clock, the lists, the words."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from random import Random

from surveykit.form.model import Form, Itemset, Text, Texts, in_language
from surveykit.form.tree import Element, Tree
from surveykit.form.xform.documents import table
from surveykit.form.xpath import Expression, Scope
from surveykit.form.xpath.paths import find_absolute

Rows = Sequence[Mapping[str, str]]
"""A table: one mapping of column to cell for every row."""


class State:
    """What expressions are evaluated against (the `Session` of the XPath engine)."""

    def __init__(
        self,
        form: Form,
        lists: Mapping[str, Rows | Element],
        now: Callable[[], datetime],
        random: Random,
        language: str | None,
    ) -> None:
        definition = form.definition
        self.form = form
        self.now = now
        self.random = random
        self.language = language
        self.tree = Tree(definition.blank)
        self._secondary = dict(definition.secondary)
        for name, file in definition.attached.items():
            rows = lists.get(file, ())
            self._secondary[name] = rows if isinstance(rows, Element) else _list_of(rows)
        self._offered: dict[str, frozenset[str]] = {}

    @property
    def document(self) -> Element:
        """The node above the root of the main instance."""
        return self.tree.document

    @property
    def root(self) -> Element:
        """The root of the main instance."""
        return self.document.children[0]

    def secondary(self, name: str) -> Element | None:
        """The document of a list of choices; None if the form declares none of this name."""
        return self._secondary.get(name)

    def itext(self, key: str) -> str:
        """A text of the form in the language on screen; its key if there is none (JavaRosa)."""
        texts = self.form.definition.itext.get(key)
        return f"[itext:{key}]" if texts is None else self.words(texts, self.root)

    def choice_label(self, node: Element, value: str) -> str:
        """What a choice of the question `node` is called in the language on screen."""
        itemset = self.form.definition.itemsets.get(node.path)
        if itemset is None:
            return ""
        items = itemset.nodeset.nodes(self.scope(node))
        labels = (self.item_label(item, itemset) for item in items if _code(item, itemset) == value)
        return next(labels, "")

    def find_all(self, path: str, node: Element) -> list[Element]:
        """The nodes at a path, as an expression of `node` sees them: of its own repeat only."""
        return find_absolute(self.scope(node), path)

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
                yield _code(item, itemset), self.item_label(item, itemset)

    def codes(self, node: Element) -> Collection[str]:
        """The codes that a question offers at present."""
        itemset = self.form.definition.itemsets.get(node.path)
        if itemset is None:
            return ()
        if itemset.whole:
            if node.path not in self._offered:
                self._offered[node.path] = self._codes(node, itemset)
            return self._offered[node.path]
        return self._codes(node, itemset)

    def _codes(self, node: Element, itemset: Itemset) -> frozenset[str]:
        items = itemset.nodeset.nodes(self.scope(node))
        return frozenset(_code(item, itemset) for item in items)

    def item_label(self, item: Element, itemset: Itemset) -> str:
        """The label of one choice in the language on screen."""
        cell = _cell(item, itemset.label)
        if cell is None:
            return _code(item, itemset)
        if not itemset.itext:
            return _cell(item, itemset.label_in(self.language)) or cell
        return self.words(self.form.definition.itext.get(cell, {}), self.root)

    def holds(self, expression: Expression | None, node: Element, *, otherwise: bool) -> bool:
        """Whether a condition of a node holds at present; `otherwise` if it has none."""
        return otherwise if expression is None else expression.boolean(self.scope(node))


def _code(item: Element, itemset: Itemset) -> str:
    return _cell(item, itemset.value) or ""


def _cell(item: Element, column: str) -> str | None:
    """What a choice has in a column: most often a child, else an attribute or deeper."""
    cell = item.child(column)
    if cell is not None:
        return cell.text
    place: Element | None = item
    for step in column.split("/"):
        if place is None or step.startswith("@"):
            return place.attributes.get(step[1:]) if place else None
        if step != ".":
            place = place.parent if step == ".." else place.child(step)
    return None if place is None else place.text


def _list_of(rows: Rows) -> Element:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    return table(headings, ([row.get(heading, "") for heading in headings] for row in rows))
