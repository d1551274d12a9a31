"""XForm XML → Form: binds, body, texts, lists, events.

Everything wrong is collected as `Finding`; `load.py` says where in the workbook it stands.
"""

import gc
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from xml.etree.ElementTree import Element as Xml

from surveykit.form.excess import overflowing, swelling, unending
from surveykit.form.graph import CycleError, Graph, Rule, Wiring, wire
from surveykit.form.model import Bind, Definition, Event, Form, Itemset, Question
from surveykit.form.tree import Element
from surveykit.form.xform.blank import read_blank
from surveykit.form.xform.body import BodyReader
from surveykit.form.xform.dangling import dangling
from surveykit.form.xform.documents import branch
from surveykit.form.xform.findings import (
    BrokenXFormError,
    Compiler,
    Finding,
    plain_path,
    read_event,
)
from surveykit.form.xform.question_types import hidden_type
from surveykit.form.xform.texts import TextReader
from surveykit.form.xform.xml import JAVAROSA, XFORMS, XHTML, XmlError, local, parse, settle_names
from surveykit.text import _

_EXPRESSIONS = ("relevant", "calculate", "required", "readonly", "constraint")


def form_from_xml(xml: bytes, wiring: Wiring | None = None) -> Form:
    """Read an XForm; one whose wiring is known was found to be without fault before.

    Raises:
        BrokenXFormError: it is no XForm, or expressions in it cannot be used.
    """
    with _nothing_thrown_away():
        return _read(xml, wiring)


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Keep the collector of garbage from going through a growing form time and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _read(xml: bytes, wiring: Wiring | None) -> Form:
    try:
        html = parse(xml, again=wiring is not None)
    except XmlError as error:
        raise BrokenXFormError([_no_xform(error)]) from error
    settle_names(html)
    model = next(html.iter(f"{XFORMS}model"), None)
    primary = None if model is None else model.find(f"{XFORMS}instance/*")
    if model is None or primary is None:
        raise BrokenXFormError([_no_xform(XmlError(""))])
    binds = [*model.iter(f"{XFORMS}bind")]
    _refer(html, binds)
    body = next(html.iter(f"{XHTML}body"), Xml("body"))
    return _Reader(xml, html, model, primary, wiring).read(binds, body)


def _refer(html: Xml, binds: Iterable[Xml]) -> None:
    """Let every element that names a bind by its id name the bind's node, as most forms do."""
    nodes = {id_: one.get("nodeset", "") for one in binds if (id_ := one.get("id"))}
    for xml in html.iter() if nodes else ():
        node = nodes.get(xml.get("bind", "-"))
        if node and not xml.get("ref"):
            xml.set("ref", node)


def _no_xform(error: XmlError) -> Finding:
    what = error.what or _("This is no form.")
    mend = error.mend or _("Give an XLSForm workbook or an XForm of ODK.")
    return Finding("", "", str(error), what, mend)


class _Reader:
    def __init__(
        self, xml: bytes, html: Xml, model: Xml, primary: Xml, wiring: Wiring | None
    ) -> None:
        self._xml = xml
        self._title = html.findtext(f".//{XHTML}title", "").strip()
        self._model = model
        self._primary = primary
        self._wiring = wiring
        self._compiler = Compiler(checked=wiring is not None)
        self._texts = TextReader(model.find(f"{XFORMS}itext"), self._compiler)

    def read(self, bound: Iterable[Xml], body: Xml) -> Form:
        """The whole form, from the elements of its binds and its body."""
        binds = self._binds(bound)
        secondary, attached = self._secondary()
        reader = BodyReader(binds, self._texts, self._compiler, secondary, attached)
        shown = reader.read(body, f"/{local(self._primary.tag)}")
        repeats = frozenset(one.path for one in shown.walk() if one.repeat)
        events = (*self._events(), *reader.events)
        blank = read_blank(self._primary, binds, repeats, {event.target for event in events})
        paths = [*blank.paths()]
        rules = [*_rules(binds, reader.itemsets, paths)]
        wiring = self._wiring or self._wire(rules, paths, repeats)
        graph = Graph(rules, wiring)
        if self._wiring is None:
            self._compiler.findings += [
                *dangling(self._model, body, paths),
                *swelling(graph.rules),
                *unending(events),
                *overflowing(shown.walk(), binds),
            ]
        if self._compiler.findings:
            raise BrokenXFormError(self._compiler.findings)
        definition = Definition(
            blank, binds, shown, reader.itemsets, secondary, attached,
            self._texts.itext, self._texts.all_media, events, graph,
        )  # fmt: skip
        return self._form(definition, _questions(paths, definition))

    def _form(self, definition: Definition, questions: tuple[Question, ...]) -> Form:
        root = definition.blank.document.children[0]
        return Form(
            id=root.attributes.get("id", root.name),
            title=self._title or root.attributes.get("id", root.name),
            version=root.attributes.get("version", ""),
            xml=self._xml,
            languages=self._texts.languages,
            default_language=self._texts.default,
            external=tuple(dict.fromkeys(definition.attached.values())),
            questions=questions,
            definition=definition,
        )

    def _binds(self, bound: Iterable[Xml]) -> dict[str, Bind]:
        """What is said about every node; several binds of one node add to each other."""
        found: dict[str, Bind] = {}
        for xml in bound:
            bind = self._bind(xml)
            before = found.get(bind.path)
            found[bind.path] = bind if before is None else before.with_(bind)
        return found

    def _bind(self, xml: Xml) -> Bind:
        root = f"/{local(self._primary.tag)}"
        path = plain_path(xml.get("nodeset", ""), root)
        # Whatever a bind calls the root, it means that of the instance (JavaRosa).
        path = re.sub(r"^/[^/]+(?=/)", lambda _name: root, path)
        expressions = {
            name: self._compiler.compile(source, path, name)
            for name in _EXPRESSIONS
            if (source := xml.get(name, "").strip())
        }
        return Bind(
            path=path,
            kind=xml.get("type", "string").rpartition(":")[2],
            constraint_message=self._texts.attribute(xml.get(f"{JAVAROSA}constraintMsg")),
            required_message=self._texts.attribute(xml.get(f"{JAVAROSA}requiredMsg")),
            preload=xml.get(f"{JAVAROSA}preload", ""),
            preload_parameters=xml.get(f"{JAVAROSA}preloadParams", ""),
            **expressions,
        )

    def _secondary(self) -> tuple[dict[str, Element], dict[str, str]]:
        inside: dict[str, Element] = {}
        attached: dict[str, str] = {}
        for xml in self._model.iterfind(f"{XFORMS}instance[@id]"):
            name = xml.get("id", "")
            source = xml.get("src", "")
            if source:
                attached[name] = source.rpartition("/")[2]
                continue
            document = Element("")
            for child in xml:
                branch(child, document)
            inside[name] = document
        return inside, attached

    def _events(self) -> Iterator[Event]:
        for xml in self._model.iterfind(f"{XFORMS}setvalue"):
            yield read_event(xml, "", f"/{local(self._primary.tag)}", self._compiler)

    def _wire(
        self, rules: Sequence[Rule], paths: Sequence[str], repeats: Collection[str]
    ) -> Wiring:
        try:
            return wire(rules, paths, repeats)
        except CycleError as error:
            self._compiler.findings.append(_cycle(error.paths))
            return Wiring((), {}, {})


def _rules(
    binds: Mapping[str, Bind], itemsets: Mapping[str, Itemset], paths: Iterable[str]
) -> Iterator[Rule]:
    """The rules in the order of the form, those of choices last."""
    for path in paths:
        bind = binds.get(path)
        if bind is not None:
            if bind.relevant is not None:
                yield Rule("relevant", path, bind.relevant)
            if bind.calculate is not None:
                yield Rule("calculate", path, bind.calculate)
    for path, itemset in itemsets.items():
        if not itemset.written_out:
            yield Rule("choices", path, itemset.nodeset)


def _cycle(paths: tuple[str, ...]) -> Finding:
    names = " → ".join(path.rpartition("/")[2] for path in paths)
    return Finding(
        paths[0],
        "relevant",
        "",
        _("These questions wait for each other: {names}.").format(names=names),
        _("Take one of them out of the expressions of the others."),
    )


def _questions(paths: Sequence[str], definition: Definition) -> tuple[Question, ...]:
    shown = {item.path: item.question for item in definition.body.walk() if item.question}
    found = []
    groups = definition.blank.order
    for path in paths:
        if path in groups or path.count("/") < 2 or "/meta/" in path or "/@" in path:
            continue
        question = shown.get(path)
        if question is None:
            bind = definition.binds.get(path, Bind(path))
            name = path.rpartition("/")[2]
            question = Question(path, name, hidden_type(bind), data_type=bind.kind)
        found.append(question)
    return tuple(found)
