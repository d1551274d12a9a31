"""Lists as documents that expressions read: from XML, and from tables."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from xml.etree.ElementTree import Element as Xml

from surveykit.form.tree import Element
from surveykit.form.xform.xml import PREFIXES, local, namespace, prefixed


def element(xml: Xml, parent: Element) -> Element:
    """One node of an instance, without those below it."""
    name, tag = _names(xml.tag)
    node = Element(name, parent, text="" if len(xml) else (xml.text or "").strip())
    node.tag = tag
    if xml.attrib:
        node.attributes = {prefixed(key): value for key, value in xml.attrib.items()}
    if not parent.path and (own := namespace(xml.tag)) not in PREFIXES:
        node.attributes["xmlns"] = own
    return node


@lru_cache
def _names(tag: str) -> tuple[str, str]:
    """A tag without its namespace, and with the prefix of it; a long list has few of them."""
    return local(tag), prefixed(tag)


def branch(xml: Xml, parent: Element) -> None:
    """A node with all below it."""
    node = element(xml, parent)
    for child in xml:
        branch(child, node)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Element:
    """A table as a document of the shape `root/item/column`; short rows end in empty cells."""
    document = Element("")
    root = Element("root", document)
    for row in rows:
        item = Element("item", root)
        for place, heading in enumerate(headings):
            if heading:
                Element(heading, item, row[place] if place < len(row) else "")
    return document
