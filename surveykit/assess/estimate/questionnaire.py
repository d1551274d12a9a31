"""What the assessment needs to know of the form: its times, topics and weights.

The lists of `door_interest` carry their meaning in extra columns (day, band, start, area, kind
and so on), so a changed form changes the assessment without a line of code.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time

from surveykit.assess.result import Slot
from surveykit.errors import Fault
from surveykit.form import Choice, Form
from surveykit.site.model import DAYS
from surveykit.text import _, language

NO_ANSWER = "no_answer"
ANY = "any"


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """A topic a respondent can name."""

    code: str
    label: str
    area: str
    beyond_flat: bool


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The lists of `door_interest` with their meaning."""

    slots: tuple[Slot, ...]
    visits: Mapping[str, float]
    """Visits in 13 weeks by answer; unknown answers count as one visit."""
    topics: tuple[TopicChoice, ...]
    threshold_barriers: frozenset[str]
    where: tuple[str, ...]
    """Codes of the places of ideas, in the form's order."""


def read_questionnaire(form: Form) -> Questionnaire:
    """Collect the lists; labels are in the language in use."""
    shown = shown_language(form)
    return Questionnaire(
        slots=tuple(slot for choice in form.choices("slots") for slot in _slot(choice, shown)),
        visits={
            choice.code: float(choice.attributes["n_visits"])
            for choice in form.choices("visits_if")
            if choice.attributes.get("n_visits")
        },
        topics=tuple(
            TopicChoice(
                code=choice.code,
                label=choice.label(shown),
                area=choice.attributes["area"],
                beyond_flat=choice.attributes.get("beyond_flat") == "1",
            )
            for choice in form.choices("topics")
            if choice.attributes.get("area")
        ),
        threshold_barriers=frozenset(
            choice.code
            for choice in form.choices("barriers")
            if choice.attributes.get("kind") == "threshold"
        ),
        where=tuple(choice.code for choice in form.choices("where")),
    )


def list_faults(form: Form) -> Iterator[Fault]:
    """Cells of the lists that mean something to the assessment, and cannot be read.

    Told before the first interview: afterwards there would be no assessment.
    """
    for name, attribute in _TIMES:
        for choice in form.choices(name):
            text = choice.attributes.get(attribute, "")
            if text and not _is_time(text):
                yield Fault(
                    "choices", f"{name}, {choice.code}, {attribute}", text,
                    _("This is no time of day."), _("Write it as in 15:00."),
                )  # fmt: skip
    for name, attribute in _AMOUNTS:
        for choice in form.choices(name):
            text = choice.attributes.get(attribute, "")
            if text and not _AMOUNT.fullmatch(text):
                yield Fault(
                    "choices", f"{name}, {choice.code}, {attribute}", text,
                    _("This is no number."), _("Write a number."),
                )  # fmt: skip


_TIMES = (("slots", "start"), ("slots", "end"))
_AMOUNTS = (("visits_if", "n_visits"), ("duration", "minutes"))
_AMOUNT = re.compile(r"\d+(?:\.\d+)?", re.ASCII)


def _is_time(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return True


def shown_language(form: Form) -> str:
    """The form's name for the language in use; its first language where it lacks that one."""
    fitting = [name for name in form.languages if name.endswith(f"({language()})")]
    return (fitting or list(form.languages) or [""])[0]


def _slot(choice: Choice, shown: str) -> tuple[Slot, ...]:
    """The band of a choice; none for `any`, `none` and `no_answer`, which are no times."""
    found = choice.attributes
    if not (found.get("start") and found.get("end")):
        return ()
    days = [day for day in DAYS if day == found.get("day")]
    return tuple(
        Slot(
            code=choice.code,
            label=choice.label(shown),
            day=day,
            start=time.fromisoformat(found["start"]),
            end=time.fromisoformat(found["end"]),
        )
        for day in days
    )
