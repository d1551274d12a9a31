"""Reading the XML of a form that a stranger may have made."""

import re
from xml.etree import ElementTree as ET
from xml.parsers.expat.errors import XML_ERROR_INVALID_TOKEN, codes

from surveykit.text import _, number

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


LARGEST = 50_000_000
"""Bytes of a document."""
MOST_MARKUP = 3_000_000
"""Tags, and attributes, of a document; a form with 100 000 choices stays below."""
MOST_LEVELS = 100
"""Elements inside each other."""
_OF_THE_PAGE = frozenset({"html", "head", "title", "body"})
_LONGEST_PATHS = 300_000_000
"""Letters of the paths of all nodes together; long names deep inside would fill the memory."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ESCAPES_IN_ATTRIBUTES = _ESCAPES | str.maketrans(
    {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


class XmlError(ValueError):
    """Not well-formed, too large, or with a document type, which no form needs and attacks use.

    `what` and `mend` are whole sentences; `what` is empty if the bytes are simply no XML.
    """

    def __init__(self, detail: str, what: str = "", mend: str = "") -> None:
        super().__init__(detail)
        self.what = what
        self.mend = mend


class _Builder(ET.TreeBuilder):
    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        """Refuse a document type, and with it every entity."""
        raise XmlError(f"<!DOCTYPE {name}>", _("A document type (DOCTYPE) is not allowed."))


def parse(xml: bytes, *, again: bool = False) -> ET.Element:
    """The root element. What is parsed `again`, byte for byte, need not be measured.

    Raises:
        XmlError: the bytes are no XML, pass a limit, or declare a document type.
    """
    if len(xml) > LARGEST:
        raise XmlError("", _("The file is larger than {n} bytes.").format(n=number(LARGEST)))
    if max(xml.count(b"<"), xml.count(b"=")) > MOST_MARKUP:
        what = _("The file has more than {n} elements.")
        raise XmlError("", what.format(n=number(MOST_MARKUP // 2)))
    parser = ET.XMLParser(target=_Builder())  # noqa: S314 - the builder refuses entities
    try:
        parser.feed(xml)
        root = parser.close()
    except ET.ParseError as error:
        raise _malformed(error) from error
    except (LookupError, ValueError) as error:
        if isinstance(error, XmlError):
            raise
        raise XmlError(str(error)) from error
    if not again:
        _measure(root)
    return root


def _malformed(error: ET.ParseError) -> XmlError:
    line, column = error.position
    if error.code != codes[XML_ERROR_INVALID_TOKEN] or (line, column) == (1, 0):
        return XmlError(str(error))
    what = _("What stands in line {line}, column {column} may not stand there in XML.")
    mend = _("In texts and expressions write &lt; for <, and &amp; for &.")
    return XmlError("", what.format(line=line, column=column + 1), mend)


def settle_names(root: ET.Element) -> None:
    """Give the elements of an XForm, but not the nodes of instances, the usual namespaces.

    To JavaRosa only their local names count, and there are forms with others.
    """
    tags = {element.tag for element in root.iter()}
    unusual = {tag: usual for tag in tags if (usual := _usual(tag)) != tag}
    named = {tag for tag in tags if local(tag) == "instance"}
    instances = [one for one in root.iter() if one.tag in named]
    nodes = {
        id(node)
        for one in instances
        for node in one.iter()
        if node.tag in unusual and node is not one
    }
    for element in [one for one in root.iter() if one.tag in unusual]:
        if id(element) not in nodes:
            element.tag = unusual[element.tag]


def _usual(tag: str) -> str:
    return f"{XHTML if local(tag) in _OF_THE_PAGE else XFORMS}{local(tag)}"


def _measure(root: ET.Element) -> None:
    """Refuse what is nested too deeply for those who read it by recursion."""
    level, reach, paths = [root], 0, 0
    for _depth in range(MOST_LEVELS):
        reach += max(len(element.tag) for element in level)
        paths += reach * len(level)
        level = [child for element in level for child in element]
        if not level:
            break
    if level:
        what = _("Elements stand inside each other more than {n} levels deep.")
        raise XmlError("", what.format(n=MOST_LEVELS))
    if paths > _LONGEST_PATHS:
        raise XmlError("", _("The names of the elements are too long."))


def content(text: str) -> str:
    """A text as it is written between tags, without the characters that no XML 1.0 may hold."""
    return _NOT_IN_XML.sub("", text).translate(_ESCAPES)


def attribute(text: str) -> str:
    """A text as it is written behind the name of an attribute, with its quotation marks."""
    return f'"{_NOT_IN_XML.sub("", text).translate(_ESCAPES_IN_ATTRIBUTES)}"'


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
