"""Submissions in a form in which two of them can be compared."""

from collections import Counter
from xml.etree import ElementTree as ET


def leaves(xml: bytes) -> dict[str, str]:
    """Path → text of every node and attribute, repeats numbered; namespaces do not matter."""
    found: dict[str, str] = {}

    def visit(node: ET.Element, path: str) -> None:
        found[path] = "" if len(node) else (node.text or "").strip()
        for name, text in node.attrib.items():
            found[f"{path}/@{name.rpartition('}')[2]}"] = text
        numbers = Counter[str]()
        for child in node:
            name = child.tag.rpartition("}")[2]
            numbers[name] += 1
            visit(child, f"{path}/{name}[{numbers[name]}]")

    try:
        root = ET.fromstring(xml)  # noqa: S314 - of our own engines
    except ET.ParseError as error:
        return {"": f"no XML: {error}"}
    visit(root, f"/{root.tag.rpartition('}')[2]}")
    return found
