"""A form as it was published: what it asks, and the structure its instances are made of.

`Form`, `Question` and `Choice` are for everybody. `Definition` and what it holds are read from
the XForm by `xform.py` and used by the engine.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import TypeAlias

from surveykit.form.graph import Graph
from surveykit.form.naming import homes, short_names, split_key
from surveykit.form.tree import Blank, Element
from surveykit.form.xpath import Expression
from surveykit.form.xpath.reads import Read
from surveykit.text.form_language import language_code

NO_LANGUAGE = ""
"""The language of a form that is written in one language only."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the form, of fixed pieces and `${}` outputs; `plain` if there are no outputs."""

    pieces: tuple[str | Expression, ...]

    @property
    def plain(self) -> str:
        """The fixed pieces only, outputs as an ellipsis."""
        return "".join(piece if isinstance(piece, str) else "…" for piece in self.pieces).strip()


Texts = Mapping[str, Text]
"""The same words in every language; the key is `NO_LANGUAGE` where there is one only."""


def in_language(texts: Texts, language: str | None) -> Text | None:
    """The words in a language, else in the first one there is; None if there are none."""
    if language is not None and language in texts:
        return texts[language]
    return next(iter(texts.values()), None)


Media: TypeAlias = Mapping[str, Mapping[str, str]]
"""Language → `image`, `audio`, `video`, `big-image` → address: "jr://images/a.png"."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list: its code, its labels, and whatever columns the author added."""

    code: str
    labels: Texts
    attributes: Mapping[str, str]
    media: Media = field(default_factory=dict)

    def label(self, language: str | None) -> str:
        """What the choice is called; the code if the author gave no label."""
        text = in_language(self.labels, language)
        return self.code if text is None else text.plain


_COLUMNS_OF_THE_FORM = frozenset({"name", "label", "itextId"})


def _read_choices(
    document: Element, itext: Mapping[str, Texts], media: Mapping[str, Media]
) -> tuple[Choice, ...]:
    """The choices of a list inside the form."""
    return tuple(
        _choice(item, itext, media)
        for root in document.children
        for item in root.children
        if item.child("name") is not None
    )


def _choice(item: Element, itext: Mapping[str, Texts], media: Mapping[str, Media]) -> Choice:
    cells = {cell.name: cell.text for cell in item.children}
    labels: Texts = {}
    if "itextId" in cells:
        labels = itext.get(cells["itextId"], {})
    elif cells.get("label"):
        labels = {NO_LANGUAGE: Text((cells["label"],))}
    extra = {name: text for name, text in cells.items() if name not in _COLUMNS_OF_THE_FORM}
    return Choice(cells["name"], labels, extra, media.get(cells.get("itextId", ""), {}))


@dataclass(frozen=True, slots=True)
class Question:
    """A leaf of the form, shown or not.

    `type` is the XLSForm type: `select_one`, `select_multiple`, `text`, `integer`, `decimal`,
    `date`, `time`, `note`, `calculate`, `start`, `end`, `today`, `hidden`, … A list from a file
    has the file's name as `list_name`.
    """

    ref: str
    name: str
    type: str
    appearance: str = ""
    list_name: str = ""
    labels: Texts = field(default_factory=dict)
    hints: Texts = field(default_factory=dict)
    required: bool = False
    """Whether it can ever be required."""
    shown: bool = False
    """Whether it stands in the form's body; calculations and preloads do not."""
    guidance: Texts = field(default_factory=dict)
    media: Media = field(default_factory=dict)
    data_type: str = "string"
    """As the bind has it: `int`, `decimal`, `date`, …"""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """What else the form says about the control: `start`, `end`, `step`, `rows`, …"""

    def label(self, language: str | None) -> str:
        """The question in a language, with outputs as an ellipsis; the name if it has none."""
        text = in_language(self.labels, language)
        return self.name if text is None else text.plain

    @property
    def looks(self) -> frozenset[str]:
        """The words of the appearance; as in Collect, capital letters make no difference."""
        return frozenset(self.appearance.lower().split())

    @property
    def answerable(self) -> bool:
        """Whether it is there to be answered: a note is not, nor is the heading of a table.

        Such a heading is a question of the form all the same; pyxform makes one of its own for
        a group with the appearance `table-list`.
        """
        heads_a_table = self.coded and "label" in self.looks
        return self.type != "note" and not heads_a_table

    @property
    def multiple(self) -> bool:
        """Whether the answer is several codes separated by spaces."""
        return self.type in ("select_multiple", "rank")

    @property
    def coded(self) -> bool:
        """Whether the answer is chosen from a list."""
        return self.multiple or self.type == "select_one"


@dataclass(frozen=True, slots=True)
class Itemset:
    """Where a question's choices come from: an expression, and the columns of code and label."""

    nodeset: Expression
    value: str
    label: str
    itext: bool
    """Whether the label column holds a key of itext and no words."""
    whole: bool
    """Whether it is always all of a list, whatever is answered."""
    written_out: bool = False
    """Whether the choices stand in the control itself; they take back no answer (JavaRosa)."""

    def label_in(self, language: str | None) -> str:
        """The column that holds the label in one language, in a list with more than one."""
        return f"{self.label}::{language_code(language or '')}"


@dataclass(frozen=True, slots=True)
class Bind:
    """What the form says about a node."""

    path: str
    kind: str = "string"
    relevant: Expression | None = None
    calculate: Expression | None = None
    required: Expression | None = None
    readonly: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Texts = field(default_factory=dict)
    required_message: Texts = field(default_factory=dict)
    preload: str = ""
    preload_parameters: str = ""

    def with_(self, later: "Bind") -> "Bind":
        """What this and a later bind of the same node say together."""
        said = {one.name: getattr(later, one.name) for one in fields(self)}
        news = {name: value for name, value in said.items() if value != _SAYS_NOTHING[name]}
        return replace(self, **news)


_SAYS_NOTHING = {one.name: getattr(Bind(""), one.name) for one in fields(Bind)}


@dataclass(frozen=True, slots=True)
class Event:
    """A value set by itself (`setvalue`) when one of `names` happens.

    `trigger` is the node that it happens to: the question whose change counts, for
    `xforms-value-changed`, the repeat that grows, for `odk-new-repeat`; empty if it stands in
    the model. A `value` that is no expression is the text itself.
    """

    names: tuple[str, ...]
    target: str
    value: Expression | str
    trigger: str = ""
    place: Expression | None = None
    """What finds the nodes, if `target` has predicates and so the path alone does not."""

    @property
    def source(self) -> str:
        """The value as it is written."""
        return self.value if isinstance(self.value, str) else self.value.source

    @property
    def reads(self) -> frozenset[Read]:
        """What the value depends on."""
        return frozenset() if isinstance(self.value, str) else self.value.reads


@dataclass(frozen=True, slots=True)
class Section:
    """A group or repeat of the body, or a question as its last level; `path` may be empty."""

    path: str
    question: Question | None = None
    labels: Texts = field(default_factory=dict)
    appearance: str = ""
    repeat: bool = False
    count: str = ""
    """Path of the node that says how many instances a repeat has."""
    fixed: bool = False
    """Whether nobody may add instances to a repeat or remove any."""
    items: "tuple[Section, ...]" = ()

    @property
    def field_list(self) -> bool:
        """Whether everything in it is shown on one page."""
        return "field-list" in self.appearance.lower().split()

    @property
    def wraps_a_repeat(self) -> bool:
        """Whether it is the group that an XForm puts around a repeat, to give it a label."""
        return len(self.items) == 1 and self.items[0].repeat and self.items[0].path == self.path

    def walk(self) -> "Iterator[Section]":
        """This section and all inside, in order."""
        yield self
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True)
class Definition:
    """All the engine needs to make instances of a form."""

    blank: Blank
    """The main instance before anything is answered; copied for every instance."""
    binds: Mapping[str, Bind]
    body: Section
    itemsets: Mapping[str, Itemset]
    """By the question's ref."""
    secondary: Mapping[str, Element]
    """The lists inside the form, by name."""
    attached: Mapping[str, str]
    """The lists beside the form: name → file name."""
    itext: Mapping[str, Texts]
    media: Mapping[str, Media]
    """Pictures, sounds and films by the key of the text they belong to."""
    events: tuple[Event, ...]
    graph: Graph

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The groups and repeats that have labels, by path."""
        return {one.path: one for one in reversed([*self.body.walk()]) if one.labels}

    @cached_property
    def repeats(self) -> tuple[Section, ...]:
        """The repeats in form order, each before those inside it."""
        return tuple(one for one in self.body.walk() if one.repeat)


@dataclass(frozen=True)
class Form:
    """A questionnaire in one version. Make it with `load` or `read_xform`."""

    id: str
    title: str
    version: str
    xml: bytes = field(repr=False)
    languages: tuple[str, ...]
    """As the XForm names them: "Deutsch (de)"."""
    default_language: str | None
    external: tuple[str, ...]
    """File names of the attached lists it wants: `sites.csv`, …"""
    questions: tuple[Question, ...] = field(repr=False)
    """Every leaf in form order, calculations and preloads too."""
    definition: Definition = field(repr=False)

    @cached_property
    def lists(self) -> Mapping[str, tuple[Choice, ...]]:
        """The choices of every list inside the form."""
        return {
            name: _read_choices(document, self.definition.itext, self.definition.media)
            for name, document in self.definition.secondary.items()
        }

    @cached_property
    def _by_name(self) -> Mapping[str, Question]:
        return {question.name: question for question in reversed(self.questions)}

    @cached_property
    def _by_ref(self) -> Mapping[str, Question]:
        return {question.ref: question for question in self.questions}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """By ref: what records call questions and repeats; what takes no answer has no name."""
        repeats = [repeat.path for repeat in self.definition.repeats]
        asked = [question.ref for question in self.questions if question.answerable]
        return short_names(repeats, repeats) | short_names(asked, repeats)

    def repeats_around(self, ref: str) -> tuple[str, ...]:
        """What records call the repeats around a question, the outermost first."""
        repeats = {repeat.path: self.names[repeat.path] for repeat in self.definition.repeats}
        return homes(ref, repeats)

    @cached_property
    def _by_key(self) -> "Mapping[tuple[tuple[str, ...], str], Question]":
        known = (question for question in self.questions if question.ref in self.names)
        return {(self.repeats_around(one.ref), self.names[one.ref]): one for one in known}

    def answered_by(self, key: str) -> Question | None:
        """The question whose answer a record keeps under this key: "person[2]/age"."""
        around, _positions, name = split_key(key)
        return self._by_key.get((around, name))

    def in_words(self, key: str, text: str, language: str | None) -> str:
        """An answer as a record keeps it, with the labels of its choices in place of their codes.

        Codes of a list from a file stay as they are.
        """
        question = self.answered_by(key)
        found = self.choices(question.list_name) if question else ()
        labels = {choice.code: choice.label(language) for choice in found}
        codes = text.split() if question and question.multiple else [text]
        return ", ".join(labels.get(code, code) for code in codes)

    def choices(self, list_name: str) -> tuple[Choice, ...]:
        """The choices of a list; empty for a list from a file, which only an instance knows."""
        return self.lists.get(list_name, ())

    def question(self, name: str) -> Question:
        """The question of this name, the first if several groups have one.

        Raises:
            KeyError: the form has no such question.
        """
        return self._by_name[name]

    def at(self, ref: str) -> Question | None:
        """The question with this ref; None for a group."""
        return self._by_ref.get(ref)
