"""How a form stands that was tried out, in headings with lines beneath them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from surveykit.text import _, number

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.preview import Trial


def report_of(trial: Trial) -> Iterator[tuple[str, Sequence[str]]]:
    """What was answered, what would keep the form from being finished, and what would be sent."""
    asked = _("{answered} of {asked} questions that are asked have an answer.")
    size = number(len(trial.submission) / 1000, 1)
    sent = _("The submission would have {size} kB.").format(size=size)
    yield asked.format(answered=trial.answered, asked=trial.asked), [sent]
    blocking = [f"{violation.ref}: {violation.message}" for violation in trial.blocking]
    if blocking:
        yield _("This would keep the form from being finished"), blocking
    else:
        yield _("Nothing would keep the form from being finished."), []
    yield _("Answers"), [f"{name}: {text}" for name, text in trial.answers.items()]
