"""The main instance of an XForm as it is published → what an empty form looks like."""

from collections.abc import Collection, Mapping, Set
from xml.etree.ElementTree import Element as Xml

from surveykit.form.model import Bind
from surveykit.form.tree import Blank, Element
from surveykit.form.xform.documents import element
from surveykit.form.xform.xml import JAVAROSA

_TEMPLATE = f"{JAVAROSA}template"


def read_blank(
    primary: Xml, binds: Mapping[str, Bind], repeats: Set[str], targets: Set[str]
) -> Blank:
    """The empty form; `repeats` are the paths of all repeats of the body.

    `targets` are the paths of what events set, perhaps attributes. A repeat without a template
    takes its first instance for one, as JavaRosa does: the nodes, not the values, which the form
    gives to that one instance.
    """
    reader = _Reader(binds, repeats, targets)
    document = Element("")
    reader.read(primary, document)
    for path in sorted(repeats - reader.templates.keys(), key=len):
        trees = (document, *reader.templates.values())
        first = next((node for tree in trees for node in tree.walk() if node.path == path), None)
        if first is not None:
            reader.templates[path] = _trimmed(first, repeats)
    order = {path: tuple(names) for path, names in reader.order.items()}
    return Blank(document, reader.templates, order)


class _Reader:
    def __init__(
        self, binds: Mapping[str, Bind], repeats: Collection[str], targets: Set[str]
    ) -> None:
        self._binds = binds
        self._repeats = repeats
        self._written = binds.keys() | targets
        self.templates: dict[str, Element] = {}
        self.order: dict[str, dict[str, None]] = {}

    def read(self, xml: Xml, parent: Element) -> None:
        """Read a node and all below it."""
        node = element(xml, parent)
        self.order.setdefault(parent.path, {})[node.name] = None
        bind = self._binds.get(node.path)
        node.kind = bind.kind if bind else "string"
        node.put(node.text)
        for name in [name for name in node.attributes if f"{node.path}/@{name}" in self._written]:
            Element(f"@{name}", node, node.attributes.pop(name))
            self.order.setdefault(node.path, {})[f"@{name}"] = None
        for child in xml:
            self.read(child, node)
        if xml.get(_TEMPLATE) is not None and node.path in self._repeats:
            parent.children.remove(node)
            node.attributes.pop("jr:template")
            self.templates.setdefault(node.path, node)


def _trimmed(node: Element, repeats: Collection[str]) -> Element:
    """A copy without values and without the repeats inside."""
    twin = Element(node.name, kind=node.kind)
    twin.tag, twin.path = node.tag, node.path
    twin.attributes = dict(node.attributes)
    for child in node.children:
        if child.path not in repeats:
            twin.children.append(_trimmed(child, repeats))
    return twin
