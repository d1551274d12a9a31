"""An instance → the XML that ODK servers take."""

from surveykit.form.tree import Element
from surveykit.form.xform.xml import PREFIXES, attribute, content


def write_submission(root: Element) -> bytes:
    """The instance as XML; a node that is irrelevant is left out, as JavaRosa does it.

    So are characters that XML does not know: nobody could read a document with one of them.
    """
    pieces: list[str] = []
    _write(root, _declared(root), pieces)
    return ('<?xml version="1.0" encoding="UTF-8"?>' + "".join(pieces)).encode()


def _declared(root: Element) -> dict[str, str]:
    """The namespaces of the prefixes in use, as attributes of the root."""
    names = [name for node in root.walk() for name in (node.tag, *node.attributes)]
    used = {name.lstrip("@").partition(":")[0] for name in names if ":" in name}
    return {f"xmlns:{prefix}": uri for uri, prefix in PREFIXES.items() if prefix in used}


def _write(node: Element, declared: dict[str, str], pieces: list[str]) -> None:
    if not node.relevant:
        return
    own = {child.tag[1:]: child.text for child in node.children if child.name.startswith("@")}
    attributes = "".join(
        f" {name}={attribute(text)}" for name, text in (declared | node.attributes | own).items()
    )
    inside: list[str] = []
    for child in node.children:
        if not child.name.startswith("@"):
            _write(child, {}, inside)
    within = "".join(inside) or content(node.text)
    if within:
        pieces.append(f"<{node.tag}{attributes}>{within}</{node.tag}>")
    else:
        pieces.append(f"<{node.tag}{attributes}/>")
