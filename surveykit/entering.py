"""A questionnaire that was filled in elsewhere, on paper or in a table, entered into its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from surveykit.fieldwork.record import Mode, Record
from surveykit.fieldwork.traces import without_traces
from surveykit.form import Form, Instance, InvalidAnswerError
from surveykit.text import _

if TYPE_CHECKING:  # the first screen does not wait for pydantic
    from surveykit.site.model import Dwelling, Site

Clock = Callable[[], datetime]
"""The time now, aware, in the zone of the laptop."""


def enter(
    form: Form,
    site: Site,
    answers: Mapping[str, str],
    *,
    mode: Mode,
    clock: Clock,
    minutes: int,
    record_id: UUID,
) -> Record:
    """Enter one filled-in questionnaire through the engine, as from paper.

    Questions are answered in form order; an answer to a question that is not asked, or one
    the form does not accept, raises InvalidAnswerError. Blank answers are left out.
    """
    instance = Instance(form, lists=site.form_lists(), now=clock, language=form.default_language)
    given = {**known_answers(site, None), **{key: text for key, text in answers.items() if text}}
    for question in form.questions:
        if given.get(question.name):
            _insist_on_asked(instance, question.ref)
            instance.answer(question.ref, given[question.name])
    instance.finalize()
    insist_on_valid(instance)
    return Record(
        id=record_id,
        form=form.id,
        form_version=form.version,
        mode=mode,
        day=clock().date(),
        minutes=minutes,
        language=instance.language or "",
        answers=without_traces(form, instance.answers(), mode),
    )


KNOWN = frozenset({"site_id", "block", "organiser", "organiser_contact"})
"""Names of questions that nobody needs to ask, but for the block of whoever has no door."""


def known_answers(site: Site, dwelling: Dwelling | None) -> dict[str, str]:
    """Answers that nobody needs to ask, by question name."""
    return {
        "site_id": site.name,
        "block": dwelling.block if dwelling else "",
        "organiser": site.organiser.name,
        "organiser_contact": site.organiser.phone,
    }


def insist_on_valid(instance: Instance) -> None:
    """Raise InvalidAnswerError for the first answer that is missing or breaks a rule."""
    for violation in instance.violations():
        raise violation.error()


def _insist_on_asked(instance: Instance, ref: str) -> None:
    if not instance.node(ref).relevant:
        raise InvalidAnswerError(
            ref,
            _("Question {ref} is not asked after the answers before it.").format(ref=ref),
            advice=_("Leave it blank, or correct the answers before it."),
        )
