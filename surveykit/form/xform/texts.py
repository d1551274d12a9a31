"""The words of a form: itext, labels with outputs, and the choices' labels."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element as Xml

from surveykit.form.model import NO_LANGUAGE, Text, Texts
from surveykit.form.xform.findings import Compiler
from surveykit.form.xform.xml import XFORMS, local
from surveykit.form.xpath import Expression

_ITEXT = re.compile(r"\s*jr:itext\(\s*(['\"])(.*)\1\s*\)\s*")
_VALUE = f"{XFORMS}value"
_MEDIA = ("image", "big-image", "audio", "video")


class TextReader:
    """Reads words wherever an XForm has them; `itext` is its table of translations."""

    def __init__(self, xml: Xml | None, compiler: Compiler) -> None:
        self._compiler = compiler
        translations = [] if xml is None else xml.findall(f"{XFORMS}translation")
        self.languages = tuple(one.get("lang", "") for one in translations)
        marked = (one.get("lang") for one in translations if one.get("default"))
        self.default = next(marked, self.languages[0] if self.languages else None)
        self._table: dict[str, dict[str, Text]] = {}
        self._guidance: dict[str, dict[str, Text]] = {}
        self._media: dict[str, dict[str, dict[str, str]]] = {}
        for translation in translations:
            for text in translation.iterfind(f"{XFORMS}text"):
                self._enter(text, translation.get("lang", ""))

    @property
    def itext(self) -> Mapping[str, Texts]:
        """Every text by its key."""
        return self._table

    @property
    def all_media(self) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        """Addresses of pictures and sounds by the key of the text, by language and kind."""
        return self._media

    def add(self, key: str, texts: Texts) -> None:
        """Enter words that stood outside the table."""
        self._table[key] = dict(texts)

    def _enter(self, text: Xml, language: str) -> None:
        """Note one text of one language: its words, its guidance, its pictures and sounds."""
        key = text.get("id", "")
        if len(text) == 1 and text[0].tag == _VALUE and not text[0].get("form"):  # most often
            self._table.setdefault(key, {})[language] = self._mixed(text[0], key)
            return
        values = {value.get("form", ""): value for value in text if value.tag == _VALUE}
        for form in ("", "long", "short"):
            if form in values:
                self._table.setdefault(key, {})[language] = self._mixed(values[form], key)
                break
        if "guidance" in values:
            words = self._mixed(values["guidance"], key)
            self._guidance.setdefault(key, {})[language] = words
        media = {form: values[form].text or "" for form in _MEDIA if form in values}
        if media:
            self._media.setdefault(key, {})[language] = media

    def guidance(self, hint: Xml | None) -> Texts:
        """What a `hint` says to those who ask, not to those who answer."""
        return self._guidance.get(_itext_key(hint), {})

    def media(self, label: Xml | None) -> Mapping[str, Mapping[str, str]]:
        """Addresses of pictures and sounds of a `label`, by language and kind."""
        return self._media.get(_itext_key(label), {})

    def element(self, xml: Xml | None, path: str) -> Texts:
        """The words of a `label` or `hint` of the node at `path`; empty if there is none."""
        if xml is None:
            return {}
        reference = xml.get("ref", "")
        match = _ITEXT.fullmatch(reference)
        if match:
            return self.itext.get(match[2], {})
        if reference:
            expression = self._compiler.compile(reference, path, "label")
            return {NO_LANGUAGE: Text(() if expression is None else (expression,))}
        return {NO_LANGUAGE: self._mixed(xml, path)}

    def attribute(self, source: str | None) -> Texts:
        """The words of a message that stands in an attribute; empty if there is none."""
        if not source:
            return {}
        match = _ITEXT.fullmatch(source)
        if match:
            return self.itext.get(match[2], {})
        return {NO_LANGUAGE: Text((source,))}

    def _mixed(self, xml: Xml, path: str) -> Text:
        if not len(xml):  # most often
            return Text((xml.text,) if xml.text else ())
        pieces: list[str | Expression] = [xml.text or ""]
        for child in xml:
            source = child.get("value") or child.get("ref") or ""
            if local(child.tag) == "output" and source:
                owner = path.removesuffix(":label").removesuffix(":hint")
                expression = self._compiler.compile(source, owner, "label")
                pieces.extend(() if expression is None else (expression,))
            pieces.append(child.tail or "")
        return Text(tuple(piece for piece in pieces if piece != ""))


def _itext_key(xml: Xml | None) -> str:
    match = None if xml is None else _ITEXT.fullmatch(xml.get("ref", ""))
    return match[2] if match else ""
