"""Signs of invented interviews, for the planner alone: a reason to ask kindly, never a proof.

An interview keeps neither the hour nor who held it, so nothing here points at a person or a door.
What is left: how long it took, whether its answers are those of another one to the letter, how
many doors were tried in an hour, and whether anybody was ever out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from surveykit.fieldwork.attempt import INTERVIEWED, Attempt, Outcome
from surveykit.fieldwork.contact_sheet import standing
from surveykit.fieldwork.record import Mode, Record
from surveykit.form import Form
from surveykit.text import _, day, ngettext, number, percent

SECONDS_PER_ANSWER = 3
"""Nobody reads a question out and hears the answer in less; judgement."""

ALIKE_FROM = 12
"""Answers from which two interviews do not agree in all by chance; judgement."""

TRIES_AN_HOUR = 60
"""At all doors of the site together: one a minute, for several teams; judgement."""

TRIED_DOORS, LEAST_OUT = 30, 0.05
"""From so many doors on somebody is out: rounds by day meet half of the households or fewer."""

_OUT = frozenset({Outcome.NOT_HOME, Outcome.NO_ACCESS})
_NOT_TOLD_BY_THE_PERSON = frozenset({"site_id", "block", "consent", "adult", "lang"})


@dataclass(frozen=True, slots=True)
class Plausibility:
    """Counts of what looks unlikely, and of all there is."""

    interviews: int
    fast: int
    """Interviews in less time than their answers need."""
    alike: int
    """Interviews whose many answers are those of another one to the letter."""
    busiest_hour: int
    """Tries within one hour."""
    busiest_at: datetime | None
    """When that hour began."""
    doors_tried: int
    out: float | None
    """Share of the doors tried at which nobody was met at least once; None of too few doors."""


def plausibility(
    form: Form, records: Iterable[Record], attempts: Sequence[Attempt]
) -> Plausibility:
    """From finished door interviews and the contact sheet."""
    held = [one for one in records if one.mode is Mode.DOOR and one.answers.get("consent") == "yes"]
    chosen = {question.name for question in form.questions if question.list_name}
    answers = Counter(_signature(one, chosen - _NOT_TOLD_BY_THE_PERSON) for one in held)
    made = standing(attempts)
    hours = Counter(line.at for line in made if line.at is not None)
    tried = {line.dwelling for line in made}
    busiest = max(hours, key=lambda at: (hours[at], at), default=None)
    return Plausibility(
        interviews=len(held),
        fast=sum(_is_fast(one) for one in held),
        alike=sum(
            count for told, count in answers.items() if count > 1 and len(told) >= ALIKE_FROM
        ),
        busiest_hour=hours[busiest] if busiest else 0,
        busiest_at=busiest,
        doors_tried=len(tried),
        out=_out(made) if len(tried) >= TRIED_DOORS else None,
    )


def plausibility_sentences(found: Plausibility) -> Iterator[str]:
    """What to ask the team about; nothing if nothing is unlikely."""
    if found.fast:
        yield ngettext(
            "{n} of {all} interviews took less time than reading its questions out.",
            "{n} of {all} interviews took less time than reading their questions out.",
            found.fast,
        ).format(n=number(found.fast), all=number(found.interviews))
    if found.alike:
        yield _("{n} of {all} interviews have the same answers as another one throughout.").format(
            n=number(found.alike), all=number(found.interviews)
        )
    if found.busiest_at and found.busiest_hour > TRIES_AN_HOUR:
        yield _("{n} doors were tried within one hour, on {day} from {hour}:00 on.").format(
            n=number(found.busiest_hour),
            day=day(found.busiest_at.astimezone()),
            hour=found.busiest_at.astimezone().hour,
        )
    if found.out is not None and found.out < LEAST_OUT:
        yield _(
            "Of {n} doors tried, at only {share} nobody was met: on most rounds it is every second."
        ).format(n=number(found.doors_tried), share=percent(found.out))


def _is_fast(record: Record) -> bool:
    """Durations are whole minutes, so the last one counts in full."""
    return (record.minutes + 1) * 60 < SECONDS_PER_ANSWER * len(record.answers)


def _signature(record: Record, questions: set[str]) -> tuple[tuple[str, str], ...]:
    told = ((name, text) for name, text in record.answers.items() if name in questions)
    return tuple(sorted(told))


def _out(made: Iterable[Attempt]) -> float:
    """Earlier tries at interviewed doors are erased, so only doors without interview can tell."""
    lines = [*made]
    tried = {line.dwelling for line in lines}
    interviewed = {line.dwelling for line in lines if line.outcome in INTERVIEWED}
    shut = {line.dwelling for line in lines if line.outcome in _OUT} - interviewed
    return len(shut) / len(tried)
