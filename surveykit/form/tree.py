"""The nodes of a form's instances: what answers are written into and expressions read."""

from collections.abc import Iterator

NUMERIC = frozenset({"int", "integer", "long", "decimal", "double"})


class Element:
    """One node of the main instance or of a list of choices.

    `text` is the value as ODK stores it. `kind` is the bind's data type without its prefix
    (`string`, `int`, `date`, …). `path` names the node without positions ("/data/main/prob"),
    `applies` is what its own relevance says, `relevant` also counts that of
    every ancestor. `tag` is the name as the form writes it, perhaps with a prefix; `truth` is
    set where a calculation gave true or false, which is stored as 1 or 0. The topmost node,
    without a name, is the document that holds the instance's root.
    """

    __slots__ = (
        "applies",
        "attributes",
        "children",
        "kind",
        "name",
        "parent",
        "path",
        "relevant",
        "tag",
        "text",
        "truth",
    )

    def __init__(
        self, name: str, parent: "Element | None" = None, text: str = "", kind: str = "string"
    ) -> None:
        self.name = name
        self.parent = parent
        self.children: list[Element] = []
        self.text = text
        self.kind = kind
        self.attributes: dict[str, str] = {}
        self.applies = True
        self.relevant = True
        self.tag = name
        self.truth: bool | None = None
        self.path: str = f"{parent.path}/{name}" if parent else name and f"/{name}"
        if parent:
            parent.children.append(self)

    def __repr__(self) -> str:
        return f"<Element {self.path} {self.text!r}>"

    def child(self, name: str) -> "Element | None":
        """The first child of this name."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> "Iterator[Element]":
        """This node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def copy(self, parent: "Element | None" = None) -> "Element":
        """This node and all below it, once more."""
        twin = Element(self.name, parent, self.text, self.kind)
        twin.attributes = dict(self.attributes)
        twin.tag = self.tag
        for child in self.children:
            child.copy(twin)
        return twin
