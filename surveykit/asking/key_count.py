"""How many keys an interviewer presses: what makes a form fast at the door, counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveykit.asking.page import Asked, Control
from surveykit.asking.questions import asked
from surveykit.asking.written import Kind

if TYPE_CHECKING:
    from surveykit.form import Form, Instance

MOST = 1.3
"""Keys per closed question that a form may take on the average."""

_CLOSED = (Kind.ONE, Kind.MANY)
_SEARCHED = 3  # two letters, and Enter


@dataclass(frozen=True, slots=True)
class KeyCount:
    """Of all closed questions of a form, each given one answer."""

    form: str
    questions: int
    keys: int

    @property
    def average(self) -> float:
        """Keys per question; 0 where there is none."""
        return self.keys / self.questions if self.questions else 0.0


def keys_for_one_answer(question: Asked) -> int:
    """Keys that give a closed question one answer and lead to the next question."""
    if question.control is Control.SEARCH:
        return _SEARCHED
    return 1 if question.at_once else 2  # several may be ticked: Enter says that these are all


def key_count(form: Form, instance: Instance, known: Collection[str]) -> KeyCount:
    """The count over all questions, asked or not as things stand, but those in `known`.

    Questions inside repeats count once.
    """
    closed: list[Asked] = []
    for question in form.questions:
        if question.shown and question.name not in known:
            node = next((one for one in instance.nodes() if one.question is question), None)
            if node is not None:
                closed.append(asked(form, node, question, instance.language or ""))
    closed = [one for one in closed if one.kind in _CLOSED and one.answerable]
    return KeyCount(form.id, len(closed), sum(map(keys_for_one_answer, closed)))


def together(counts: Iterable[KeyCount]) -> KeyCount:
    """Several forms as one."""
    every = [*counts]
    return KeyCount("", sum(one.questions for one in every), sum(one.keys for one in every))
