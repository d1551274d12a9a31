"""A form tried out: answered as in an interview, with nothing stored anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from surveykit.enclosures import find_enclosure
from surveykit.form import Entry, Form, Instance, Violation
from surveykit.form.filling.state import Rows
from surveykit.form.tree import Element


@dataclass(frozen=True, slots=True)
class Trial:
    """How a form stands that has been tried out."""

    asked: int
    """Questions that are asked after these answers."""
    answered: int
    """Those of them that have an answer."""
    blocking: tuple[Violation, ...]
    """What keeps the form from being finished."""
    answers: Mapping[str, str]
    """Question name → answer as it would be stored, calculations too."""
    submission: bytes
    """What a server would be sent."""


class Preview:
    """One form being tried out; `entry` shows where the person stands. Kept in memory only."""

    saved_at: datetime | None = None

    def __init__(
        self,
        form: Form,
        lists: Mapping[str, Rows | Element],
        clock: Callable[[], datetime],
        language: str | None = None,
    ) -> None:
        self.form = form
        self.entry = Entry(Instance(form, lists=lists, now=clock, language=language))

    @property
    def language(self) -> str:
        """Language of the questions on screen, as the form names it; empty if it has one only."""
        return self.entry.instance.language or ""

    def use_language(self, name: str) -> None:
        """Ask in another language from now on; no answer changes."""
        self.entry.instance.language = name

    def answer(self, ref: str, text: str) -> None:
        """Give an answer; raises InvalidAnswerError where the form does not accept it."""
        self.entry.instance.answer(ref, text)

    def attach(self, ref: str, typed: str) -> str:
        """Answer with a file; raises SurveykitError where there is none. Nothing is copied."""
        self.answer(ref, find_enclosure(typed).name)
        return ""

    def add_repeat(self, series: str) -> str:
        """Add an instance to a repeat and go to its first page; return its ref."""
        return self.entry.add(series)

    def remove_repeat(self, ref: str) -> None:
        """Take an instance of a repeat away with its answers."""
        self.entry.remove(ref)

    def trial(self) -> Trial:
        """How the form stands now; the end of the interview is noted as when finishing."""
        instance = self.entry.instance
        instance.finalize()
        asked = [
            node
            for node in instance.nodes()
            if node.relevant
            and node.question
            and node.question.shown
            and node.question.answerable
            and not node.readonly
        ]
        return Trial(
            asked=len(asked),
            answered=sum(bool(node.value) for node in asked),
            blocking=instance.violations(),
            answers=instance.answers(),
            submission=instance.submission(),
        )
