"""What a screen sees of one question: a live view that always shows the present state."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveykit.form.errors import InvalidAnswerError
from surveykit.form.filling.state import State
from surveykit.form.model import Bind, Question, Texts
from surveykit.form.tree import Element
from surveykit.text import _
from surveykit.text.clean import without_controls


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that a question offers at present."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A question that keeps the form from being finished; `condition` names the rule."""

    ref: str
    condition: str
    """`required` or `constraint`."""
    message: str

    def error(self) -> InvalidAnswerError:
        """The same for a person, with what to do: there is nothing to correct in no answer."""
        missing = self.condition == "required"
        advice = _("It cannot be left open.") if missing else _("Please correct the answer.")
        return InvalidAnswerError(self.ref, self.message, advice=advice)


class Node:
    """One node of a filled-in form, alive: every property is what holds now.

    `question` is None for a group. Conditions on an empty answer always hold, but `required`.
    """

    def __init__(self, state: State, element: Element) -> None:
        self._state = state
        self._element = element
        self._bind = state.form.definition.binds.get(element.path, Bind(element.path))

    def __repr__(self) -> str:
        return f"<Node {self.ref} {self.value!r}>"

    @property
    def ref(self) -> str:
        """Where the node stands: `/data/main/prob`, `/data/person[2]/age`."""
        return self._element.ref

    @property
    def repeat(self) -> bool:
        """Whether it is one instance of a repeat."""
        return self._element.position > 0

    @property
    def question(self) -> Question | None:
        """What the form asks here; None for a group."""
        return self._state.form.at(self._element.path)

    @property
    def relevant(self) -> bool:
        """Whether it applies, and so do all groups around it."""
        return self._element.relevant

    @property
    def required(self) -> bool:
        """Whether it must be answered."""
        return self._state.holds(self._bind.required, self._element, otherwise=False)

    @property
    def readonly(self) -> bool:
        """Whether its answer cannot be typed, or none in a group around it."""
        binds = self._state.form.definition.binds
        node: Element | None = self._element
        while node is not None:
            bind = binds.get(node.path)
            if bind and self._state.holds(bind.readonly, node, otherwise=False):
                return True
            node = node.parent
        return False

    @property
    def value(self) -> str:
        """The answer as ODK stores it; empty if there is none. Kept while irrelevant."""
        return self._element.text

    @property
    def label(self) -> str:
        """The question or the group's title in the language on screen, outputs filled in."""
        asked = self._state.form.definition.sections.get(self._element.path) or self.question
        return "" if asked is None else self._words(asked.labels)

    @property
    def hint(self) -> str:
        """The hint in the language on screen; empty if there is none."""
        question = self.question
        return "" if question is None else self._words(question.hints)

    @property
    def guidance(self) -> str:
        """What the form says to those who ask, in the language on screen."""
        question = self.question
        return "" if question is None else self._words(question.guidance)

    @property
    def media(self) -> Mapping[str, str]:
        """Pictures and sounds of the label: kind → address."""
        media = {} if self.question is None else self.question.media
        return media.get(self._state.language or "", next(iter(media.values()), {}))

    @property
    def choices(self) -> tuple[Option, ...]:
        """What can be chosen at present, after the choice filter."""
        offered = self._state.options(self._element)
        return tuple(Option(code, without_controls(label)) for code, label in offered)

    @property
    def constraint_ok(self) -> bool:
        """Whether the answer keeps the form's rule; an empty one always does."""
        if not self.value:
            return True
        return self._state.holds(self._bind.constraint, self._element, otherwise=True)

    @property
    def required_ok(self) -> bool:
        """Whether it is answered if it must be."""
        return bool(self.value) or not (self.relevant and self.required)

    @property
    def message(self) -> str:
        """What is wrong with the present answer, in the form's words; empty if nothing is."""
        if not self.required_ok:
            words = self._words(self._bind.required_message)
            return words or _("Please answer this question.")
        if self.relevant and not self.constraint_ok:
            words = self._words(self._bind.constraint_message)
            return words or _("The form does not accept this answer.")
        return ""

    @property
    def violation(self) -> Violation | None:
        """The rule this node breaks; None if it breaks none."""
        message = self.message
        if not message:
            return None
        condition = "constraint" if self.required_ok else "required"
        return Violation(self.ref, condition, message)

    def _words(self, texts: Texts) -> str:
        """Words for people: outputs filled in, and nothing that steers a terminal."""
        return without_controls(self._state.words(texts, self._element))
