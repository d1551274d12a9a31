"""The state of every node of an instance, ready for JSON, as the driver of ODK Web Forms has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from surveykit.form.filling.instance import Instance
from surveykit.form.filling.node import Node
from surveykit.form.model import Bind, Question, Section, Texts, in_language

ONLY_LANGUAGE = "default"
"""What the language of a form without translations is called."""

InLanguages = dict[str, str]
"""The same words in every language of the form."""


class Condition(TypedDict):
    """Whether a rule is kept; if not, what the form says to that, None if nothing."""

    valid: bool
    message: NotRequired[str | None]
    messages: NotRequired[dict[str, str | None]]


class Offered(TypedDict):
    """A choice that is offered."""

    value: str
    label: NotRequired[InLanguages]


class State(TypedDict):
    """What a node shows; groups and repeats have no `value`, series of repeats a `count`.

    `type` is `group`, `repeat-range:controlled`, `repeat-range:uncontrolled`, `repeat-instance`,
    `input`, `select`, `rank`, `range`, `trigger`, `upload`, `note` or, where the body does not
    show it, `model-value`. `valueType` is the data type of the bind.
    """

    ref: str
    type: str
    valueType: str | None
    relevant: bool
    required: bool
    readonly: bool
    value: NotRequired[str]
    constraint: NotRequired[Condition]
    requiredOk: NotRequired[Condition]
    violation: NotRequired[str | None]
    count: NotRequired[int]
    appearances: NotRequired[list[str]]
    choices: NotRequired[list[Offered]]
    label: NotRequired[InLanguages]
    hint: NotRequired[InLanguages]
    media: NotRequired[dict[str, dict[str, str]]]


_CONTROLS = {
    "select_one": "select",
    "select_multiple": "select",
    "rank": "rank",
    "range": "range",
    "acknowledge": "trigger",
    "image": "upload",
    "audio": "upload",
    "video": "upload",
    "file": "upload",
}
"""Question type → type of the node; all others are `input`."""

_VALUE_TYPES = frozenset(
    {"string", "int", "boolean", "decimal", "date", "time", "dateTime", "geopoint", "geotrace"}
    | {"geoshape", "binary", "barcode", "intent"}
)
_ALWAYS = ("true()", "1")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a state is taken; a series has a `count` and is seen through its first repeat."""

    ref: str
    path: str
    node: Node | None
    count: int | None = None


class Snapshots:
    """Takes the states of all nodes of one instance, as often as wanted."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        definition = instance.form.definition
        self._order = definition.blank.order
        self._binds = definition.binds
        self._sections: dict[str, Section] = {}
        self._labels: dict[str, Texts] = {}
        for section in definition.body.walk():
            # A repeat stands in a group of the same path, which has the label.
            if section.repeat or section.path not in self._sections:
                self._sections[section.path] = section
            if section.labels:
                self._labels.setdefault(section.path, section.labels)

    def take(self, *, words: bool) -> list[State]:
        """All nodes in form order; `words` adds labels, hints and messages in every language."""
        (root,) = self._order[""]
        places = list(self._places(f"/{root}", f"/{root}"))
        states = [self._state(place) for place in places]
        if words:
            before = self._instance.language
            for language in self._instance.form.languages or (None,):
                self._instance.language = language
                for place, state in zip(places, states, strict=True):
                    self._add_words(place, state, language)
            self._instance.language = before
        return states

    def _places(self, path: str, ref: str) -> Iterator[_Place]:
        """The nodes below the one at `path`, of which `ref` is meant."""
        for name in self._order.get(path, ()):
            child, at = f"{path}/{name}", f"{ref}/{name}"
            if self._is_repeat(child):
                yield from self._repeats(child, at)
            else:
                yield _Place(at, child, self._instance.node(at))
                yield from self._places(child, at)

    def _repeats(self, path: str, series: str) -> Iterator[_Place]:
        refs = self._instance.repeats(series)
        yield _Place(series, path, self._instance.node(refs[0]) if refs else None, len(refs))
        for ref in refs:
            yield _Place(ref, path, self._instance.node(ref))
            yield from self._places(path, ref)

    def _is_repeat(self, path: str) -> bool:
        section = self._sections.get(path)
        return section is not None and section.repeat

    def _state(self, place: _Place) -> State:
        node = place.node
        kind = self._type(place)
        state = State(
            ref=place.ref,
            type=kind,
            valueType=self._value_type(place, kind),
            relevant=node is None or node.relevant,
            required=node is not None and node.required,
            readonly=node is not None and node.readonly,
        )
        if place.count is not None:
            state["count"] = place.count
        elif node is not None and state["valueType"] is not None:
            _add_answer(state, node, self._bind(place.path))
        section = self._sections.get(place.path)
        if section is not None and section.appearance:
            state["appearances"] = _appearances(section.appearance.split(), kind)
        if node is not None and kind in ("select", "rank"):
            state["choices"] = [Offered(value=option.value) for option in node.choices]
        return state

    def _type(self, place: _Place) -> str:
        if place.count is not None:
            kind = "controlled" if self._sections[place.path].fixed else "uncontrolled"
            return f"repeat-range:{kind}"
        if self._is_repeat(place.path):
            return "repeat-instance"
        if place.path in self._order:
            return "group"
        question = self._instance.form.at(place.path)
        if question is None or not question.shown:
            return "model-value"
        if question.type in _CONTROLS:
            return _CONTROLS[question.type]
        readonly = self._bind(place.path).readonly
        always = readonly is not None and readonly.source.strip() in _ALWAYS
        return "note" if always and _has_words(place, question) else "input"

    def _value_type(self, place: _Place, kind: str) -> str | None:
        if place.count is not None or kind in ("group", "repeat-instance"):
            return None
        if kind == "upload":
            return "binary"
        named = self._bind(place.path).kind
        return "int" if named == "integer" else named if named in _VALUE_TYPES else "string"

    def _bind(self, path: str) -> Bind:
        return self._binds.get(path, Bind(path))

    def _add_words(self, place: _Place, state: State, language: str | None) -> None:
        """Add the words in the language on screen."""
        key = language or ONLY_LANGUAGE
        question = self._instance.form.at(place.path)
        labels = self._labels.get(place.path, {}) if question is None else question.labels
        node = place.node
        if labels:
            text = in_language(labels, language)
            plain = "" if text is None else text.plain
            state.setdefault("label", {})[key] = plain if node is None else node.label
        if node is None:
            return
        if question is not None and question.hints:
            state.setdefault("hint", {})[key] = node.hint
        if node.media:
            state.setdefault("media", {})[key] = dict(node.media)
        if "choices" in state:
            for choice, option in zip(state["choices"], node.choices, strict=False):
                choice.setdefault("label", {})[key] = option.label
        constraint = state.get("constraint")
        if constraint is not None and "message" in constraint:
            message = None if constraint["message"] is None else node.message
            constraint.setdefault("messages", {})[key] = message


def _has_words(place: _Place, question: Question) -> bool:
    return bool(question.labels or question.hints or (place.node and place.node.media))


def _add_answer(state: State, node: Node, bind: Bind) -> None:
    """Add the value and whether it keeps the rules; a message only if the form has one."""
    violation = node.violation
    constraint, required = Condition(valid=node.constraint_ok), Condition(valid=node.required_ok)
    for condition, messages in (
        (constraint, bind.constraint_message),
        (required, bind.required_message),
    ):
        if not condition["valid"]:
            condition["message"] = node.message if messages and violation else None
    state["value"] = node.value
    state["constraint"] = constraint
    state["requiredOk"] = required
    state["violation"] = None if violation is None else violation.condition


def _appearances(words: list[str], kind: str) -> list[str]:
    """The words of an appearance; before an old one for a list Web Forms tells the new one."""
    if kind == "select" and "search" in words:
        words.insert(words.index("search"), "autocomplete")
    return words
