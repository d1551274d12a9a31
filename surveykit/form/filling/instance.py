"""One filled-in form: what is relevant, required and valid after every answer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from random import Random, SystemRandom
from uuid import UUID

from surveykit.form.errors import InvalidAnswerError
from surveykit.form.filling.foresight import Foresight
from surveykit.form.filling.node import Node, Violation
from surveykit.form.filling.preloads import Preloads
from surveykit.form.filling.recalculation import Recalculation
from surveykit.form.filling.repeats import Repeats
from surveykit.form.filling.state import Rows, State
from surveykit.form.filling.submission import write_submission
from surveykit.form.model import Form, in_language
from surveykit.form.tree import Element
from surveykit.form.xpath.functions.dates import stamp
from surveykit.text import _
from surveykit.text.clean import without_controls


class Instance:
    """The answers to one form, with ODK's rules. Texts are values as ODK stores them.

    `lists` holds the attached tables by file name, or their documents, `preloads` what the
    device knows of itself (`deviceid`, `username`, `phonenumber`, `email`) and, if it is to be
    fixed, `uid`. `now` gives the present moment with its offset from UTC, `random` the random
    numbers.
    """

    def __init__(
        self,
        form: Form,
        *,
        lists: Mapping[str, Rows | Element],
        now: Callable[[], datetime],
        language: str | None = None,
        preloads: Mapping[str, str] | None = None,
        random: Random | None = None,
    ) -> None:
        random = random or SystemRandom()
        self.form = form
        self._state = State(form, lists, now, random, language or form.default_language)
        known = {"uid": f"uuid:{UUID(int=random.getrandbits(128), version=4)}"}
        loaded = Preloads(self._state, {**known, **(preloads or {})})
        self._recalculation = Recalculation(self._state)
        self._repeats = Repeats(self._state, loaded, self._recalculation)
        self._foresight = Foresight(self._state, self._repeats)
        loaded.fill(self._state.root)
        self._recalculation.begin()
        self._repeats.grow()

    @property
    def language(self) -> str | None:
        """The language of labels and messages; any of `form.languages`, settable at any time."""
        return self._state.language

    @language.setter
    def language(self, language: str | None) -> None:
        self._state.language = language
        self._recalculation.speak()

    def set(self, ref: str, text: str) -> None:
        """Give an answer as ODK does, whatever `required` and `constraint` say; "" clears it.

        Raises:
            InvalidAnswerError: the text is not of the question's type.
        """
        node = self._state.tree.find(ref)
        self._write(node, self._canonical(node, text))

    def answer(self, ref: str, text: str) -> None:
        """Give an answer that must keep the rules of its question.

        Raises:
            InvalidAnswerError: it breaks one; says so in the form's words. The answer given
                before stays.
        """
        node = self._state.tree.find(ref)
        after = self._canonical(node, text)
        if message := self._objection(node, after):
            raise InvalidAnswerError(ref, message, advice=_("The answer given before stays."))
        self._write(node, after)

    def accepts(self, ref: str, text: str) -> bool:
        """Whether `answer` would take this; changes nothing."""
        node = self._state.tree.find(ref)
        try:
            return not self._objection(node, self._canonical(node, text))
        except InvalidAnswerError:
            return False

    def going_with(self, ref: str, code: str, others: Sequence[str]) -> tuple[str, ...]:
        """Those of `others` that would be accepted together with this code, each by itself.

        Tells an answer that excludes the others from one answer too many.
        """
        return tuple(other for other in others if self.accepts(ref, f"{other} {code}"))

    def restore(self, ref: str, text: str) -> None:
        """Put back an answer as it was stored once, whatever the form says of it today.

        Raises:
            KeyError: the form has no such question.
        """
        self._write(self._state.tree.find(ref), text)

    def add_repeat(self, series: str) -> str:
        """Add an instance at the end of a repeat ("/data/person"); return its ref.

        Raises:
            KeyError: the form has no such repeat.
            RepeatError: the form itself says how many there are.
        """
        return self._repeats.add(series).ref

    def remove_repeat(self, ref: str) -> None:
        """Take an instance of a repeat away, with its answers; later ones move up.

        Raises:
            KeyError: there is no such instance.
            RepeatError: the form itself says how many there are.
        """
        self._repeats.remove(ref)

    def repeats(self, series: str) -> tuple[str, ...]:
        """The refs of the instances of a repeat.

        Raises:
            KeyError: the form has no such repeat.
        """
        nodes = self._repeats.instances(*self._state.tree.series(series))
        return tuple(node.ref for node in nodes)

    @property
    def shape(self) -> int:
        """Another number whenever a repeat has grown or shrunk."""
        return self._state.tree.shape

    def may_add(self, series: str) -> bool:
        """Whether a person may add to a repeat now.

        Raises:
            KeyError: the form has no such repeat.
        """
        parent, path = self._state.tree.series(series)
        return not self._repeats.fixed(path) and self._repeats.offered(parent, path)

    def title_of(self, series: str) -> str:
        """What a repeat is called, with what belongs to one instance as an ellipsis."""
        _parent, path = self._state.tree.series(series)
        section = self.form.definition.sections.get(path)
        words = None if section is None else in_language(section.labels, self.language)
        return "" if words is None else without_controls(words.plain)

    def node(self, ref: str) -> Node:
        """A live view of a question or group.

        Raises:
            KeyError: the form has no such node.
        """
        return Node(self._state, self._state.tree.find(ref))

    def nodes(self, below: str = "") -> Iterator[Node]:
        """All questions and groups in form order, or those below one of them.

        Raises:
            KeyError: the form has no such node.
        """
        top = self._state.tree.find(below) if below else self._state.root
        for element in top.walk():
            if element is not top and not element.name.startswith("@"):
                yield Node(self._state, element)

    def violations(self) -> tuple[Violation, ...]:
        """What keeps the form from being finished: the questions asked, in form order."""
        asked = (node for node in self.nodes() if node.question and node.question.shown)
        found = (node.violation for node in asked if node.relevant)
        return tuple(violation for violation in found if violation is not None)

    def finalize(self) -> None:
        """Note the end of the interview, for forms that ask for it."""
        self._recalculation.end()
        for bind in self.form.definition.binds.values():
            if (bind.preload, bind.preload_parameters) == ("timestamp", "end"):
                for node in self._state.tree.at(bind.path):
                    self._write(node, stamp(self._state.now()))

    def answers(self) -> dict[str, str]:
        """Question name → text of every relevant question with an answer; notes left out.

        Inside repeats the name stands behind those of the instances: "person[2]/age"; see
        `Form.names`.
        """
        found: dict[str, str] = {}
        for question in self.form.questions:
            if question.answerable:
                for node in self._state.tree.at(question.ref):
                    if node.relevant and node.text:
                        found.setdefault(self._key(node), node.text)
        return found

    def key_of(self, ref: str) -> str:
        """What the answer to the question at this ref is called in `answers`."""
        return self._key(self._state.tree.find(ref))

    def submission(self) -> bytes:
        """The instance as OpenRosa XML; what is irrelevant is left blank or out as in ODK."""
        return write_submission(self._state.root)

    def _objection(self, node: Element, text: str) -> str:
        """What would be wrong with an answer; empty if nothing is."""
        before = node.text, node.atom
        node.put(text)
        message = Node(self._state, node).message or self._foresight.objection(node)
        node.put(*before)
        return message

    def _write(self, node: Element, text: str) -> None:
        self._recalculation.write(node, text)
        self._repeats.grow()

    def _canonical(self, node: Element, text: str) -> str:
        question = self.form.at(node.path)
        if question is None or not text.strip():
            return ""
        from surveykit.form.types import canonical

        return canonical(question, text, codes=self._state.codes(node), now=self._state.now())

    def _key(self, node: Element) -> str:
        names = self.form.names
        homes = [f"{names[home.path]}[{home.position}]" for home in node.homes() if home.position]
        return "/".join((*reversed(homes), names[node.path]))
