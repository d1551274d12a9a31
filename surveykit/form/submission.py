"""An instance → the XML that ODK servers take."""

from xml.sax.saxutils import escape, quoteattr

from surveykit.form.tree import Element


def write_submission(root: Element) -> bytes:
    """The instance as XML; a node that is irrelevant is left out, as JavaRosa does it."""
    pieces = ['<?xml version="1.0" encoding="UTF-8"?>']
    _write(root, pieces)
    return "".join(pieces).encode()


def _write(node: Element, pieces: list[str]) -> None:
    if not node.relevant:
        return
    attributes = "".join(f" {name}={quoteattr(text)}" for name, text in node.attributes.items())
    inside: list[str] = []
    for child in node.children:
        _write(child, inside)
    content = "".join(inside) or escape(node.text)
    if content:
        pieces.append(f"<{node.tag}{attributes}>{content}</{node.tag}>")
    else:
        pieces.append(f"<{node.tag}{attributes}/>")
