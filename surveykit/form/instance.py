"""One filled-in form: what is relevant, required and valid after every answer."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from math import isnan, nan
from random import Random, SystemRandom
from uuid import UUID

from surveykit.form.errors import InvalidAnswerError
from surveykit.form.model import Bind, Form
from surveykit.form.node import Node, Violation
from surveykit.form.state import Rows, State
from surveykit.form.submission import write_submission
from surveykit.form.tree import Element
from surveykit.form.xpath.functions.dates import stamp
from surveykit.form.xpath.values import format_decimal, to_number
from surveykit.text import _


class Instance:
    """The answers to one form, with ODK's rules. Texts are values as ODK stores them.

    `lists` holds the attached tables by file name, `preloads` what the device knows of itself
    (`deviceid`, `username`, `phonenumber`, `email`) and, if it is to be fixed, `uid`. `now`
    gives the present moment with its offset from UTC, `random` the random numbers.
    """

    def __init__(
        self,
        form: Form,
        *,
        lists: Mapping[str, Rows],
        now: Callable[[], datetime],
        language: str | None = None,
        preloads: Mapping[str, str] | None = None,
        random: Random | None = None,
    ) -> None:
        random = random or SystemRandom()
        self.form = form
        self._state = State(form, lists, now, random, language or form.default_language)
        self._preloads = {"uid": f"uuid:{UUID(int=random.getrandbits(128), version=4)}"}
        self._preloads |= preloads or {}
        for bind, node in self._bound():
            node.text = self._preloaded(bind) or _default(node)
        self._state.settle()
        self._state.begin(first=True)

    @property
    def language(self) -> str | None:
        """The language of labels and messages; any of `form.languages`, settable at any time."""
        return self._state.language

    @language.setter
    def language(self, language: str | None) -> None:
        self._state.language = language

    def set(self, ref: str, text: str) -> None:
        """Give an answer as ODK does, whatever `required` and `constraint` say; "" clears it.

        Raises:
            InvalidAnswerError: the text is not of the question's type.
        """
        node = self._element(ref)
        self._state.write(node, self._canonical(node, text))

    def answer(self, ref: str, text: str) -> None:
        """Give an answer that must keep the rules of its question.

        Raises:
            InvalidAnswerError: it breaks one; says so in the form's words. The answer given
                before stays.
        """
        node = self._element(ref)
        before = node.text
        node.text = self._canonical(node, text)
        message = Node(self._state, node).message
        after, node.text = node.text, before
        if message:
            raise InvalidAnswerError(ref, message, advice=_("The answer given before stays."))
        self._state.write(node, after)

    def node(self, ref: str) -> Node:
        """A live view of a question or group.

        Raises:
            KeyError: the form has no such node.
        """
        return Node(self._state, self._element(ref))

    def nodes(self) -> Iterator[Node]:
        """All questions and groups in form order."""
        for element in self._state.root.walk():
            if element is not self._state.root:
                yield Node(self._state, element)

    def violations(self) -> tuple[Violation, ...]:
        """What keeps the form from being finished, in form order."""
        found = (node.violation for node in self.nodes() if node.relevant)
        return tuple(violation for violation in found if violation is not None)

    def finalize(self) -> None:
        """Note the end of the interview, for forms that ask for it."""
        for bind, node in self._bound():
            if (bind.preload, bind.preload_parameters) == ("timestamp", "end"):
                self._state.write(node, stamp(self._state.now()))

    def answers(self) -> dict[str, str]:
        """Question name → text of every relevant question with an answer; notes left out."""
        found: dict[str, str] = {}
        for question in self.form.questions:
            for node in self._state.at(question.ref):
                if node.relevant and node.text and question.type != "note":
                    found.setdefault(question.name, node.text)
        return found

    def submission(self) -> bytes:
        """The instance as OpenRosa XML; what is irrelevant is left blank or out as in ODK."""
        return write_submission(self._state.root)

    def _element(self, ref: str) -> Element:
        nodes = self._state.at(ref)
        if not nodes:
            raise KeyError(ref)
        return nodes[0]

    def _bound(self) -> Iterator[tuple[Bind, Element]]:
        for bind in self.form.definition.binds.values():
            for node in self._state.at(bind.path):
                yield bind, node

    def _preloaded(self, bind: Bind) -> str:
        now = self._state.now()
        match bind.preload, bind.preload_parameters:
            case "timestamp", "start":
                return stamp(now)
            case "date", "today":
                return now.date().isoformat()
            case "property", name:
                return self._preloads.get(name, "")
            case "uid", _:
                return self._preloads["uid"]
        return ""

    def _canonical(self, node: Element, text: str) -> str:
        question = self.form.at(node.path)
        if question is None or not text.strip():
            return ""
        from surveykit.form.types import canonical

        return canonical(question, text, codes=self._state.codes(node), now=self._state.now())


def _default(node: Element) -> str:
    """The default as ODK stores it: decimals with a point."""
    number = to_number(node.text) if node.kind in ("decimal", "double") else nan
    return node.text if isnan(number) else format_decimal(number)
