"""The nodes of a form's instances: what answers are written into and expressions read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveykit.form.meaning import Atom, meaning

_DIGITS = 10
"""So many are in no position: Python refuses to read thousands."""

_NOTHING: dict[str, "list[Element]"] = {}
"""What is inside a node that is nobody's home."""


class Element:
    """One node of the main instance or of a list of choices.

    `text` is the value as ODK stores it, `atom` what it means to expressions. `kind` is the
    bind's data type without its prefix (`string`, `int`, `date`, …). `path` names the node
    without positions ("/data/main/prob"), `applies` is what its own relevance says, `relevant`
    also counts that of every ancestor. `tag` is the name as the form writes it, perhaps with a
    prefix. An attribute that the form calculates or sets is a child, its name begins with "@";
    others are in `attributes`. The topmost node, without a name, is the document that holds the
    instance's root.

    A document, and every instance of a repeat, is the `home` of what is in it, and knows by
    path what is `inside`, itself too. `position` is the place of a repeat's instance among
    its siblings, counted from 1; 0 for every other node.
    """

    __slots__ = (
        "__weakref__",
        "applies",
        "atom",
        "attributes",
        "children",
        "home",
        "inside",
        "kind",
        "name",
        "parent",
        "path",
        "position",
        "relevant",
        "tag",
        "text",
    )

    def __init__(
        self, name: str, parent: "Element | None" = None, text: str = "", kind: str = "string"
    ) -> None:
        self.name = name
        self.parent = parent
        self.children: list[Element] = []
        self.text = text
        self.kind = kind
        self.atom: Atom = text if kind == "string" else meaning(text, kind)
        self.attributes: dict[str, str] = {}
        self.applies = True
        self.relevant = True
        self.tag = name
        self.path: str = f"{parent.path}/{name}" if parent else name and f"/{name}"
        self.home: Element = parent.home if parent else self
        self.inside: dict[str, list[Element]] = _NOTHING if parent else {}
        self.position = 0
        if parent:
            parent.children.append(self)

    def __repr__(self) -> str:
        return f"<Element {self.ref} {self.text!r}>"

    @property
    def ref(self) -> str:
        """Where the node stands, with the position of every repeat: "/data/person[2]/age"."""
        home = self.home
        if not home.position or home.parent is None:
            return self.path
        return f"{home.parent.ref}/{home.name}[{home.position}]{self.path[len(home.path) :]}"

    def put(self, text: str, atom: Atom | None = None) -> None:
        """Change the answer, and what it means where the text alone does not tell.

        A calculation may give true, which is stored as 1, or a number or date as text.
        """
        self.text = text
        self.atom = meaning(text, self.kind) if atom is None else atom

    def child(self, name: str) -> "Element | None":
        """The first child of this name."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> "Iterator[Element]":
        """This node and all below it, in document order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def homes(self) -> "Iterator[Element]":
        """The instances of repeats around this node, from the innermost on, and the document."""
        home = self.home
        yield home
        while home.parent is not None:
            home = home.parent.home
            yield home


@dataclass(frozen=True, slots=True)
class Blank:
    """What an empty form looks like.

    `templates` gives, by the path of every repeat, what a new instance of it looks like;
    `order` the names of the children of every node, repeats without an instance among them.
    """

    document: Element
    templates: Mapping[str, Element]
    order: Mapping[str, tuple[str, ...]]

    def paths(self, above: str = "") -> Iterator[str]:
        """The paths of all nodes, in the order of the form."""
        for name in self.order.get(above, ()):
            yield f"{above}/{name}"
            yield from self.paths(f"{above}/{name}")


class Tree:
    """The nodes of one filled-in form."""

    def __init__(self, blank: Blank) -> None:
        self._blank = blank
        self.shape = 0
        """Another number whenever a repeat has grown or shrunk."""
        self.document = Element("")
        for child in blank.document.children:
            self._copy(child, self.document)
        _index(self.document)

    def at(self, path: str) -> list[Element]:
        """All nodes with this path, in document order, relevant or not."""
        return self.document.inside.get(path, [])

    def find(self, ref: str) -> Element:
        """The node with this ref; a repeat without a position means its first instance.

        Raises:
            KeyError: there is none.
        """
        home, rest = self.document, ref
        while "[" in rest:
            inner, _bracket, rest = rest.partition("[")
            digits, _bracket, rest = rest.partition("]")
            place = int(digits) if digits.isdecimal() and len(digits) < _DIGITS else 0
            found = home.inside.get(home.path + inner, [])
            if not 0 < place <= len(found):
                raise KeyError(ref)
            if not rest:
                return found[place - 1]
            home = found[place - 1].home
        found = home.inside.get(home.path + rest, [])
        if not found:
            raise KeyError(ref)
        return found[0]

    def series(self, ref: str) -> tuple[Element, str]:
        """The node that holds the instances of a repeat, and the repeat's path.

        Raises:
            KeyError: there is no such repeat.
        """
        above, _slash, name = ref.rpartition("/")
        parent = self.find(above)
        path = f"{parent.path}/{name}"
        if path not in self._blank.templates:
            raise KeyError(ref)
        return parent, path

    def add(self, parent: Element, path: str) -> Element:
        """Add an instance at the end of a repeat below `parent`."""
        self.shape += 1
        node = self._copy(self._blank.templates[path], parent)
        node.position = 1 + sum(one.parent is parent for one in parent.home.inside.get(path, ()))
        parent.children.insert(self._place(parent, node.name), parent.children.pop())
        _index(node)
        for home in parent.homes():
            others = home.inside.get(path)
            if others and others[-1].parent is not parent:  # perhaps one of them comes later
                home.inside = {}
                _list(home, home)
            else:
                _list(home, node)
        return node

    def remove(self, node: Element) -> None:
        """Take an instance of a repeat away; later ones move up."""
        parent = node.parent
        if parent is None or not node.position:
            raise ValueError(node)
        self.shape += 1
        parent.children.remove(node)
        gone = set(map(id, node.walk()))
        for home in parent.homes():
            for path in node.inside:
                row = home.inside.get(path, ())  # a repeat inside may have been emptied before
                home.inside[path] = [one for one in row if id(one) not in gone]
        for position, left in enumerate(parent.home.inside[node.path], start=1):
            left.position = position

    def _copy(self, node: Element, parent: Element) -> Element:
        twin = Element(node.name, parent, node.text, node.kind)
        twin.attributes = dict(node.attributes)
        twin.tag = node.tag
        if twin.path in self._blank.templates:
            twin.home, twin.inside = twin, {}
        present: dict[str, int] = {}
        for child in node.children:
            one = self._copy(child, twin)
            if one.home is one:
                present[one.name] = one.position = present.get(one.name, 0) + 1
        return twin

    def _place(self, parent: Element, name: str) -> int:
        """Where a new child goes: behind those that stand before it in the form, and its kind."""
        order = self._blank.order[parent.path]
        earlier = frozenset(order[: order.index(name) + 1])
        row = parent.children
        at = len(row) - 1
        while at and row[at - 1].name not in earlier:
            at -= 1
        return at


def _index(node: Element) -> None:
    """Have every home in this node know what is inside."""
    for one in node.walk():
        if one.home is one:
            _list(one, one)


def _list(home: Element, start: Element) -> None:
    """Note a node and all below it in a home, behind what it knows."""
    for one in start.walk():
        home.inside.setdefault(one.path, []).append(one)
