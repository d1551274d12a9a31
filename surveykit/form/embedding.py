"""A form that needs no file beside it: attached lists become lists inside its XForm."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.parsers.expat import ParserCreate

from surveykit.errors import Fault, FaultyFileError
from surveykit.form.attachments import media_folders, read_attachments
from surveykit.form.load import read_xform
from surveykit.form.model import Form
from surveykit.form.tree import Element
from surveykit.form.xform.xml import XFORMS, XmlError, attribute, content, parse
from surveykit.text import _
from surveykit.text.clean import clean

_INSTANCE = f"{XFORMS}instance"
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*?(?:encoding\s*=\s*[\"']([\w.:-]+)[\"'][^>]*)?\?>")
_TAG = re.compile(rb"<([^\s/>]+)(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_SOURCE = re.compile(rb"\s+src\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def self_contained(form: Form, file: Path, *, provided: Collection[str]) -> Form:
    """The form with the lists inside that lie beside its file; it behaves as before.

    Lists whose names are `provided` by somebody else stay outside. Two forms that differ in a
    list only become two texts. The XForm is in UTF-8, whatever it was.

    Raises:
        FaultyFileError: lists are missing or cannot be used, with all of their faults.
    """
    attachments = read_attachments(form, media_folders(file))
    missing = [name for name in attachments.missing if name not in provided]
    if missing:
        raise FaultyFileError(file, [_missing(name, file) for name in missing])
    lists = {name: one for name, one in attachments.lists.items() if name not in provided}
    xml = embed(in_utf8(form.xml), lists)
    return form if xml == form.xml else read_xform(xml, file=file)


def _missing(name: str, form: Path) -> Fault:
    what = _("The form reads this list, but it is not there.")
    mend = _("Put it beside the form, or into a folder “{folder}”.")
    return Fault("", "", clean(name), what, mend.format(folder=f"{clean(form.stem)}-media"))


def in_utf8(xml: bytes) -> bytes:
    """An XForm in UTF-8, untouched if it is already."""
    head = xml[:200].decode("latin-1")
    wide = xml.startswith((b"\xff\xfe", b"\xfe\xff"))
    declared = _DECLARATION.match(head.removeprefix("ï»¿"))
    encoding = "utf-16" if wide else (declared and declared[1]) or "utf-8"
    if encoding.lower() in ("utf-8", "utf8"):
        return xml
    text = xml.decode(encoding)
    return _DECLARATION.sub('<?xml version="1.0" encoding="UTF-8"?>', text, count=1).encode()


def embed(xml: bytes, lists: Mapping[str, Element]) -> bytes:
    """The XForm, in UTF-8, with these lists, by file name, in the place of references to them."""
    pieces, done = [], 0
    for place in _Finder(xml).places:
        if place.file in lists:
            pieces += [xml[done : place.start], place.opening, _content(lists[place.file]),
                       b"</%b>" % place.tag]  # fmt: skip
            done = place.end
    return b"".join((*pieces, xml[done:]))


@dataclass(frozen=True, slots=True)
class _Place:
    """An instance that refers to a file, from its first byte to the one behind its last."""

    file: str
    tag: bytes
    opening: bytes
    start: int
    end: int


class _Finder:
    """Finds where the attached lists stand, to the byte: so all else of a form stays as it is."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._open: list[tuple[int, str]] = []
        """First byte and file of every instance around; those without a file have none."""
        self.places: list[_Place] = []
        self._parser = ParserCreate(namespace_separator="}")
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.ParseFile(BytesIO(xml))

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if f"{{{name}" == _INSTANCE:
            file = attributes.get("src", "").rpartition("/")[2]
            self._open.append((self._parser.CurrentByteIndex, file))

    def _end(self, name: str) -> None:
        if f"{{{name}" != _INSTANCE:
            return
        start, file = self._open.pop()
        tag = _TAG.match(self._xml, start)
        if not file or tag is None:
            return
        end = tag.end()
        if not tag[0].endswith(b"/>"):
            end = self._xml.index(b">", self._parser.CurrentByteIndex) + 1
        opening = _SOURCE.sub(b"", tag[0].removesuffix(b">").removesuffix(b"/"), count=1)
        self.places.append(_Place(file, tag[1], opening.rstrip() + b">", start, end))


def _content(document: Element) -> bytes:
    pieces: list[str] = []
    names: dict[str, bool] = {}
    for root in document.children:
        _write(root, names, pieces)
    return "".join(pieces).encode()


def _write(node: Element, names: dict[str, bool], pieces: list[str]) -> None:
    """Write a node; a column that is no name in XML cannot be asked for and is left out."""
    if node.name not in names:
        names[node.name] = _is_name(node.name)
    if not names[node.name]:
        return
    attributes = "".join(
        f" {name}={attribute(text)}"
        for name, text in node.attributes.items()
        if ":" not in name and name != "xmlns"
    )
    pieces.append(f"<{node.name}{attributes}>")
    for child in node.children:
        _write(child, names, pieces)
    pieces.append(f"{content(node.text)}</{node.name}>")


def _is_name(text: str) -> bool:
    try:
        return parse(f"<{text}/>".encode()).tag == text
    except (XmlError, UnicodeEncodeError):
        return False
