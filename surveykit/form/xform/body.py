"""The body of an XForm: groups, repeats and questions as they are shown."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element as Xml

from surveykit.form.model import Bind, Event, Itemset, Question, Section
from surveykit.form.tree import Element
from surveykit.form.xform.findings import Compiler, plain_path, read_event
from surveykit.form.xform.question_types import control_type
from surveykit.form.xform.texts import TextReader
from surveykit.form.xform.xml import JAVAROSA, XFORMS, local

_CONTROLS = frozenset(
    {"input", "select1", "select", "rank", "range", "trigger", "upload", "secret"}
)
_NO_PARAMETERS = frozenset({"ref", "nodeset", "appearance", "bind"})
_ITEXT_COLUMN = re.compile(r"\s*jr:itext\(\s*([\w\-.]+)\s*\)\s*")
_WHOLE_LIST = re.compile(r"\s*instance\(\s*['\"][^'\"]+['\"]\s*\)(?:/[\w.\-]+)+\s*")
_LIST = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)")


class BodyReader:
    """Reads the body once; leaves `itemsets` and `events` behind.

    Choices written into a control become a list of their own in `secondary`.
    """

    def __init__(
        self,
        binds: Mapping[str, Bind],
        texts: TextReader,
        compiler: Compiler,
        secondary: dict[str, Element],
        attached: Mapping[str, str],
    ) -> None:
        self._binds = binds
        self._texts = texts
        self._compiler = compiler
        self._secondary = secondary
        self._attached = attached
        self.itemsets: dict[str, Itemset] = {}
        self.events: list[Event] = []

    def read(self, body: Xml, root: str) -> Section:
        """The body as one section around everything."""
        return Section("", items=self._items(body, root), appearance=body.get("class", ""))

    def _items(self, xml: Xml, base: str) -> tuple[Section, ...]:
        found = []
        for child in xml:
            kind = local(child.tag)
            if kind in ("group", "repeat"):
                found.append(self._section(child, base))
            elif kind in _CONTROLS:
                found.append(self._question(child, base))
        return tuple(found)

    def _section(self, xml: Xml, base: str) -> Section:
        own = xml.get("ref") or xml.get("nodeset")
        ref = own or _repeat_inside(xml)
        path = plain_path(ref, base) if ref else ""
        self._events_in(xml, path, base)
        count = xml.get(f"{JAVAROSA}count", "")
        return Section(
            path=path,
            labels=self._texts.element(xml.find(f"{XFORMS}label"), path or base),
            appearance=xml.get("appearance", ""),
            repeat=local(xml.tag) == "repeat",
            count=plain_path(count, path) if count else "",
            fixed=bool(count) or xml.get(f"{JAVAROSA}noAddRemove") is not None,
            items=self._items(xml, path if own else base),
        )

    def _events_in(self, xml: Xml, path: str, base: str) -> None:
        for event in xml.iterfind(f"{XFORMS}setvalue"):
            self.events.append(read_event(event, path, base, self._compiler))

    def _question(self, xml: Xml, base: str) -> Section:
        path = plain_path(xml.get("ref", ""), base)
        bind = self._binds.get(path, Bind(path))
        self._events_in(xml, path, base)
        label, hint = xml.find(f"{XFORMS}label"), xml.find(f"{XFORMS}hint")
        question = Question(
            ref=path,
            name=path.rpartition("/")[2],
            type=control_type(local(xml.tag), bind, xml.get("mediatype", "")),
            appearance=xml.get("appearance", ""),
            list_name=self._choices(xml, path),
            labels=self._texts.element(label, path),
            hints=self._texts.element(hint, path),
            guidance=self._texts.guidance(hint),
            media=self._texts.media(label),
            data_type=bind.kind,
            parameters={
                local(key): value for key, value in xml.items() if key not in _NO_PARAMETERS
            },
            required=bind.required is not None and bind.required.source.strip() != "false()",
            shown=True,
        )
        return Section(path, question, appearance=question.appearance)

    def _choices(self, xml: Xml, path: str) -> str:
        """Note where the choices come from; return the name of the list."""
        if local(xml.tag) == "range":  # its list only names some of the ticks
            return ""
        itemset = xml.find(f"{XFORMS}itemset")
        if itemset is not None:
            return self._itemset(itemset, path)
        items = xml.findall(f"{XFORMS}item")
        if not items:
            return ""
        self._secondary[path] = self._written_out(items, path)
        nodeset = self._compiler.compile(f"instance('{path}')/root/item", path, "choice_filter")
        if nodeset is not None:
            self.itemsets[path] = Itemset(
                nodeset, "name", "itextId", itext=True, whole=True, written_out=True
            )
        return path

    def _itemset(self, xml: Xml, path: str) -> str:
        source = xml.get("nodeset", "")
        nodeset = self._compiler.compile(source, path, "choice_filter")
        value, label = xml.find(f"{XFORMS}value"), xml.find(f"{XFORMS}label")
        column = "" if label is None else label.get("ref", "")
        match = _ITEXT_COLUMN.fullmatch(column)
        if nodeset is not None:
            self.itemsets[path] = Itemset(
                nodeset,
                "name" if value is None else value.get("ref", "").strip(),
                match[1] if match else column.strip(),
                itext=match is not None,
                whole=_WHOLE_LIST.fullmatch(source) is not None,
            )
        named = _LIST.search(source)
        name = named[1] if named else ""
        return self._attached.get(name, name)

    def _written_out(self, items: list[Xml], path: str) -> Element:
        """Choices inside a control, as if they stood in a list."""
        document = Element("")
        root = Element("root", document)
        for place, xml in enumerate(items):
            item = Element("item", root)
            Element("name", item, xml.findtext(f"{XFORMS}value", "").strip())
            key = f"{path}#{place}"
            self._texts.add(key, self._texts.element(xml.find(f"{XFORMS}label"), path))
            Element("itextId", item, key)
        return document


def _repeat_inside(group: Xml) -> str:
    """The repeat to which a group without a path of its own gives the label."""
    repeats = group.findall(f"{XFORMS}repeat")
    return repeats[0].get("nodeset", "") if len(repeats) == 1 else ""
