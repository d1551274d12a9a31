"""XForm XML → Form: binds, body, texts, lists, events.

Everything wrong is collected as `Finding`; `load.py` says where in the workbook it stands.
"""

from collections.abc import Collection, Iterator, Mapping
from xml.etree.ElementTree import Element as Xml

from surveykit.form.blank import read_blank
from surveykit.form.body import BodyReader
from surveykit.form.documents import branch
from surveykit.form.findings import BrokenXFormError, Compiler, Finding, plain_path, read_event
from surveykit.form.graph import CycleError, Graph, Rule, build_graph
from surveykit.form.model import Bind, Choice, Definition, Event, Form, Itemset, Question, Section
from surveykit.form.question_types import hidden_type
from surveykit.form.texts import TextReader, read_choices
from surveykit.form.tree import Blank, Element
from surveykit.form.xml import JAVAROSA, XFORMS, XHTML, XmlError, local, parse
from surveykit.text import _

_EXPRESSIONS = ("relevant", "calculate", "required", "readonly", "constraint")


def form_from_xml(xml: bytes) -> Form:
    """Read an XForm.

    Raises:
        BrokenXFormError: it is no XForm, or expressions in it cannot be used.
    """
    try:
        html = parse(xml)
    except XmlError as error:
        raise BrokenXFormError([_no_xform(str(error), error.what)]) from error
    model = html.find(f"{XHTML}head/{XFORMS}model")
    body = html.find(f"{XHTML}body")
    primary = None if model is None else model.find(f"{XFORMS}instance/*")
    if model is None or body is None or primary is None:
        raise BrokenXFormError([_no_xform("")])
    _refer(html, model)
    return _Reader(xml, html, model, primary).read(body)


def _refer(html: Xml, model: Xml) -> None:
    """Let every element that names a bind by its id name the bind's node, as most forms do."""
    nodes = {one.get("id", ""): one.get("nodeset", "") for one in model.iter(f"{XFORMS}bind")}
    for xml in html.iter():
        node = nodes.get(xml.get("bind", "-"))
        if node and not xml.get("ref"):
            xml.set("ref", node)


def _no_xform(detail: str, what: str = "") -> Finding:
    mend = _("Give an XLSForm workbook or an XForm of ODK.")
    return Finding("", "", detail, what or _("This is no form."), mend)


class _Reader:
    def __init__(self, xml: bytes, html: Xml, model: Xml, primary: Xml) -> None:
        self._xml = xml
        self._title = html.findtext(f"{XHTML}head/{XHTML}title", "").strip()
        self._model = model
        self._primary = primary
        self._compiler = Compiler()
        self._texts = TextReader(model.find(f"{XFORMS}itext"), self._compiler)

    def read(self, body: Xml) -> Form:
        """The whole form."""
        binds = {bind.path: bind for bind in map(self._bind, self._model.iter(f"{XFORMS}bind"))}
        secondary, attached = self._secondary()
        reader = BodyReader(binds, self._texts, self._compiler, secondary, attached)
        shown = reader.read(body, f"/{local(self._primary.tag)}")
        repeats = frozenset(one.path for one in shown.walk() if one.repeat)
        blank = read_blank(self._primary, binds, repeats)
        graph = self._graph(binds, reader.itemsets, [*blank.paths()], repeats)
        events = (*self._events(), *reader.events)
        self._compiler.findings.extend(_nowhere(shown, blank))
        if self._compiler.findings:
            raise BrokenXFormError(self._compiler.findings)
        definition = Definition(
            blank, binds, shown, reader.itemsets, secondary, attached,
            self._texts.itext, events, graph,
        )  # fmt: skip
        return self._form(definition, _questions(blank, definition))

    def _form(self, definition: Definition, questions: tuple[Question, ...]) -> Form:
        root = definition.blank.document.children[0]
        lists: Mapping[str, tuple[Choice, ...]] = {
            name: read_choices(document, definition.itext)
            for name, document in definition.secondary.items()
        }
        return Form(
            id=root.attributes.get("id", root.name),
            title=self._title or root.attributes.get("id", root.name),
            version=root.attributes.get("version", ""),
            xml=self._xml,
            languages=self._texts.languages,
            default_language=self._texts.default,
            external=tuple(dict.fromkeys(definition.attached.values())),
            questions=questions,
            lists=lists,
            definition=definition,
        )

    def _bind(self, xml: Xml) -> Bind:
        path = plain_path(xml.get("nodeset", ""), f"/{local(self._primary.tag)}")
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

    def _graph(
        self,
        binds: Mapping[str, Bind],
        itemsets: Mapping[str, Itemset],
        paths: list[str],
        repeats: Collection[str],
    ) -> Graph:
        rules = [
            Rule(kind, path, expression)
            for path in paths
            if (bind := binds.get(path))
            for kind, expression in (("relevant", bind.relevant), ("calculate", bind.calculate))
            if expression is not None
        ]
        choices = [Rule("choices", path, one.nodeset) for path, one in itemsets.items()]
        try:
            return build_graph(rules, choices, paths, repeats)
        except CycleError as error:
            self._compiler.findings.append(_cycle(error.paths))
            return Graph((), {}, {})


def _nowhere(shown: Section, blank: Blank) -> Iterator[Finding]:
    """What the body shows and the form has no place for; JavaRosa refuses it too."""
    known = frozenset(blank.paths())
    for one in shown.walk():
        if (one.question or one.repeat) and one.path not in known:
            what = _("The form has no place for the answer to this question.")
            mend = _("Name a node of the main instance.")
            yield Finding(one.path, "ref", one.path, what, mend)


def _cycle(paths: tuple[str, ...]) -> Finding:
    names = " → ".join(path.rpartition("/")[2] for path in paths)
    return Finding(
        paths[0],
        "relevant",
        "",
        _("These questions wait for each other: {names}.").format(names=names),
        _("Take one of them out of the expressions of the others."),
    )


def _questions(blank: Blank, definition: Definition) -> tuple[Question, ...]:
    shown = {item.path: item.question for item in definition.body.walk() if item.question}
    found = []
    for path in blank.paths():
        if path in blank.order or path.count("/") < 2 or "/meta/" in path or "/@" in path:
            continue
        bind = definition.binds.get(path, Bind(path))
        hidden = Question(path, path.rpartition("/")[2], hidden_type(bind), data_type=bind.kind)
        found.append(shown.get(path) or hidden)
    return tuple(found)
