"""What an XForm names and does not have: nodes, binds, lists. JavaRosa refuses such forms."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from xml.etree.ElementTree import Element as Xml

from surveykit.form.xform.findings import Finding, plain_path
from surveykit.form.xform.xml import XFORMS, local
from surveykit.text import _
from surveykit.text.clean import short

_CONTROLS = frozenset(
    {"input", "select1", "select", "rank", "range", "trigger", "upload", "secret"}
)
_OFFERS = frozenset({"select1", "select", "rank"})
_LIST = re.compile(r"^\s*instance\(\s*['\"]([^'\"]+)['\"]\s*\)")
_PLAIN_PATH = re.compile(r"(?:/[\w.:\-]+)+")
_MOST_SUGGESTIONS = 20
"""For so many paths something alike is looked for, which takes long."""


def dangling(model: Xml, body: Xml, paths: Collection[str]) -> Iterator[Finding]:
    """All of it; `paths` are the nodes of the main instance, the root first."""
    yield from _Finder(model, paths).findings(body)


class _Finder:
    def __init__(self, model: Xml, paths: Collection[str]) -> None:
        self._model = model
        self._known = frozenset(paths)
        self._root = "/" + min(self._known, key=len, default="/").split("/")[1]
        self._lists = {one.get("id", "") for one in model.iterfind(f"{XFORMS}instance[@id]")}
        self._suggested = 0

    def findings(self, body: Xml) -> Iterator[Finding]:
        for bind in self._model.iter(f"{XFORMS}bind"):
            if not bind.get("nodeset"):
                what = _("A <bind> names no node: “nodeset” is missing.")
                yield Finding("", "ref", bind.get("id", ""), what, _name_a_node())
        for xml in (*self._model.iterfind(f"{XFORMS}setvalue"), *body.iter(f"{XFORMS}setvalue")):
            yield from self._target(xml)
        yield from self._inside(body, self._root, "")

    def _target(self, xml: Xml) -> Iterator[Finding]:
        ref = xml.get("ref", "")
        path = plain_path(ref, self._root)
        if not ref:
            what = _("A <setvalue> names no node: “ref” is missing.")
            yield Finding("", "ref", xml.get("value", ""), what, _name_a_node())
        elif _PLAIN_PATH.fullmatch(ref) and path not in self._known:
            what = _("A <setvalue> sets a node that the form does not have.")
            yield Finding(path, "ref", ref, what, self._alike(path))

    def _inside(self, xml: Xml, base: str, repeat: str) -> Iterator[Finding]:
        """What a group holds; `repeat` is the path of the repeat around it."""
        for child in xml:
            tag = local(child.tag)
            ref = child.get("ref") or child.get("nodeset") or ""
            path = plain_path(ref, base) if ref else ""
            if tag in _CONTROLS or (ref and tag == "group") or tag == "repeat":
                yield from self._place(child, tag, path, repeat)
            if tag in _OFFERS:
                yield from self._choices(child, path)
            elif tag in ("group", "repeat"):
                around = path if tag == "repeat" else repeat
                yield from self._inside(child, path or base, around)

    def _place(self, xml: Xml, tag: str, path: str, repeat: str) -> Iterator[Finding]:
        label = xml.find(f"{XFORMS}label")
        words = short("" if label is None else "".join(label.itertext())) or f"<{tag}>"
        if not path and xml.get("bind"):
            what = _("There is no <bind> with the id “{id}”.").format(id=short(xml.get("bind", "")))
            yield Finding("", "ref", words, what, _("Mend the id, or name the node by “ref”."))
        elif not path:
            attribute = "nodeset" if tag == "repeat" else "ref"
            what = _("This <{tag}> names no node: “{attribute}” is missing.")
            what = what.format(tag=tag, attribute=attribute)
            yield Finding("", "ref", words, what, _name_a_node())
        elif path not in self._known:
            what = _("The form has no place for the answer to this question.")
            if tag in ("group", "repeat"):
                what = _("The form has no node for this group.")
            yield Finding(path, "ref", path, what, self._alike(path))
        elif repeat and not path.startswith(f"{repeat}/"):
            what = _("This stands inside the repeat {repeat}, but its node does not.")
            mend = _("Move it out of the repeat, or its node into it.")
            yield Finding(path, "ref", path, what.format(repeat=repeat), mend)

    def _choices(self, xml: Xml, path: str) -> Iterator[Finding]:
        itemset = xml.find(f"{XFORMS}itemset")
        items = xml.findall(f"{XFORMS}item")
        if itemset is None and not items:
            what = _("This question offers no choices.")
            yield Finding(path, "ref", path, what, _("Give it an <itemset> or some <item>."))
        for item in items:
            if item.find(f"{XFORMS}value") is None:
                words = short(item.findtext(f"{XFORMS}label", ""))
                what = _("A choice has no <value>.")
                yield Finding(path, "choice_filter", words, what, _("Give it one."))
        named = None if itemset is None else _LIST.match(itemset.get("nodeset", ""))
        if named and named[1] not in self._lists:
            what = _("The form has no list “{name}”.").format(name=short(named[1]))
            close = get_close_matches(named[1], self._lists, n=1)
            mend = _("Add the list or mend its name.")
            if close:
                mend = _("Did you mean “{name}”?").format(name=short(close[0]))
            yield Finding(path, "choice_filter", named[1], what, mend)

    def _alike(self, path: str) -> str:
        """The node that was meant: of the same name, or of a path that is like it."""
        self._suggested += 1
        name = path.rpartition("/")[2]
        found = [one for one in self._known if one.rpartition("/")[2] == name]
        if not found and self._suggested <= _MOST_SUGGESTIONS:
            found = get_close_matches(path, self._known, n=1, cutoff=0.8)
        if not found:
            return _name_a_node()
        return _("Did you mean “{name}”?").format(name=short(min(found)))


def _name_a_node() -> str:
    return _("Name a node of the main instance.")
