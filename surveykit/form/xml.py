"""Reading the XML of a form that a stranger may have made."""

from xml.etree import ElementTree as ET

XFORMS = "{http://www.w3.org/2002/xforms}"
XHTML = "{http://www.w3.org/1999/xhtml}"
JAVAROSA = "{http://openrosa.org/javarosa}"
PREFIXES = {
    "http://www.w3.org/2002/xforms": "",
    "http://openrosa.org/xforms": "orx",
    "http://openrosa.org/javarosa": "jr",
    "http://www.opendatakit.org/xforms": "odk",
    "http://www.opendatakit.org/xforms/entities": "entities",
}


class XmlError(ValueError):
    """Not well-formed, or with a document type, which no form needs and attacks use."""


class _Builder(ET.TreeBuilder):
    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        """Refuse a document type, and with it every entity."""
        raise XmlError(f"<!DOCTYPE {name}>")


def parse(xml: bytes) -> ET.Element:
    """The root element.

    Raises:
        XmlError: the bytes are no XML, or declare a document type.
    """
    parser = ET.XMLParser(target=_Builder())  # noqa: S314 - the builder refuses entities
    try:
        parser.feed(xml)
        return parser.close()
    except ET.ParseError as error:
        raise XmlError(str(error)) from error


def local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


def namespace(tag: str) -> str:
    """The namespace of a tag; empty if it has none."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def prefixed(tag: str) -> str:
    """A tag with the usual prefix of its namespace, for writing it out again."""
    namespace, _brace, name = tag.removeprefix("{").rpartition("}")
    prefix = PREFIXES.get(namespace, "")
    return f"{prefix}:{name}" if prefix else name
