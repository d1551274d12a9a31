"""A form tried out: answered as in an interview, with nothing stored anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from surveykit.enclosures import find_enclosure
from surveykit.fieldwork.sitting import Sitting
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


class Preview(Sitting):
    """One form being tried out; `entry` shows where the person stands. Kept in memory only."""

    saved_at: datetime | None = None

    def __init__(
        self,
        form: Form,
        lists: Mapping[str, Rows | Element],
        clock: Callable[[], datetime],
        language: str | None = None,
    ) -> None:
        super().__init__(Entry(Instance(form, lists=lists, now=clock, language=language)))

    def attach(self, ref: str, typed: str) -> str:
        """Answer with a file; raises SurveykitError where there is none. Nothing is copied."""
        self.answer(ref, find_enclosure(typed).name)
        return ""

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
