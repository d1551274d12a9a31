"""A finished interview corrected: found by its erasure code alone, and kept as a new revision.

The old revision stays as it is. Until the correction is finished it lives in memory only: who
stops in the middle has changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from surveykit.assess.estimate.questionnaire import shown_language
from surveykit.errors import SurveykitError
from surveykit.fieldwork.consent import PURPOSES, agreed
from surveykit.fieldwork.erasure_code import id_of
from surveykit.fieldwork.sitting import Sitting
from surveykit.fieldwork.traces import ROUTING, without_traces
from surveykit.form import Entry, Form, Instance, InvalidAnswerError
from surveykit.form.clockwork import told_by_the_clock
from surveykit.replaying import keyed, refilled, refs_of
from surveykit.text import _

if TYPE_CHECKING:  # the first screen does not wait for pydantic
    from surveykit.fieldwork.record import Record
    from surveykit.store import Project

Clock = Callable[[], datetime]


class Correction(Sitting):
    """One finished interview open for changes; `entry` shows where the person stands.

    It is shown in the language of the screen, for whoever corrects it is not its respondent.
    """

    saved_at: datetime | None = None

    def __init__(self, project: Project, record: Record, clock: Clock) -> None:
        self.project, self.record = project, record
        instance = filled_in(project, record, record.answers, clock)
        super().__init__(Entry(instance), refs_of(instance, record.notes))
        self.use_language(shown_language(self.form))

    def attach(self, ref: str, typed: str) -> str:
        """Files stay as they were taken.

        Raises:
            SurveykitError: always.
        """
        raise SurveykitError(
            _("A file cannot be exchanged afterwards."),
            advice=_("Correct the other answers, or erase the interview and hold it again."),
        )

    def check(self) -> bool:
        """Whether anything was changed.

        Raises:
            InvalidAnswerError: an answer is missing or does not go with the others.
            SurveykitError: whether somebody agreed was changed.
        """
        new = self._revised()
        return (new.answers, new.notes) != (self.record.answers, self.record.notes)

    def finish(self, reason: str) -> None:
        """Put the new revision beside the old one; raises as `check` does."""
        new = self._revised()
        seen = (self.record.revision,)
        self.project.add_records([replace(new, supersedes=seen, reason=reason)])
        self.project.tidy()  # the place of a new line tells when it came

    def _revised(self) -> Record:
        instance = self.entry.instance
        new = revised(self.record, self.form, instance)
        return replace(new, notes=keyed(instance, self.notes, self.record.notes))


def reopen(project: Project, code: str, clock: Clock) -> Correction:
    """The interview with this erasure code.

    Raises:
        SurveykitError: there is none here, or its corrections contradict each other.
    """
    wanted = id_of(code)
    found = [record for record in project.records() if record.id == wanted]
    if not found:
        raise SurveykitError(
            _("No interview in this project has this code."),
            advice=_("Is it on another laptop? Contacts are not corrected: erase and take anew."),
        )
    if len(found) > 1:
        raise SurveykitError(
            _("There are corrections of this interview that contradict each other."),
            advice=_("Settle them first: key C at the planner's desk, or “surveykit conflicts”."),
        )
    return Correction(project, found[0], clock)


def form_of(project: Project, record: Record) -> Form:
    """The form in the version in which a record was taken."""
    try:
        return project.form(record.form, record.form_version)
    except KeyError:
        raise SurveykitError(
            _("Version {version} of the form {form} is not in this project.").format(
                version=record.form_version, form=record.form
            ),
            advice=_("Take in a handover of the laptop that asked with it."),
        ) from None


def filled_in(
    project: Project, record: Record, answers: Mapping[str, str], clock: Clock
) -> Instance:
    """The form of a record with these answers; what is never kept is answered with no."""
    form = form_of(project, record)
    lists = project.site.form_lists()
    instance = refilled(form, lists, answers, clock, record.language)
    for name in ROUTING:
        with suppress(KeyError, InvalidAnswerError):
            instance.answer(form.question(name).ref, "no")
    return instance


def revised(record: Record, form: Form, instance: Instance) -> Record:
    """A record with the answers of a filled-in form, all else as it was.

    Raises:
        InvalidAnswerError: an answer is missing or does not go with the others.
        SurveykitError: whether somebody agreed was changed.
    """
    _insist_on_valid(record, form, instance)
    answers = without_traces(form, instance.answers(), record.mode)
    stamped = told_by_the_clock(form)
    for name in [*answers]:
        question = form.answered_by(name)
        if question and question.ref in stamped and not question.shown:
            answers[name] = record.answers.get(name, answers[name])
    if any(answers.get(name) != record.answers.get(name) for name in PURPOSES):
        raise SurveykitError(
            _("Whether somebody agreed cannot be corrected afterwards."),
            advice=_("Who takes it back has the interview erased; who agrees now is asked anew."),
        )
    return replace(record, answers=agreed(record.form, answers))


def _insist_on_valid(record: Record, form: Form, instance: Instance) -> None:
    for violation in instance.violations():
        question = instance.node(violation.ref).question
        name = question.name if question else ""
        missing = violation.condition == "required"
        if name not in ROUTING and not (missing and record.partial):
            raise violation.error()
