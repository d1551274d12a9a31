"""An interview as it happens: every answer checked by the form, then on disk, then shown.

Joins the form engine and the project file for the screens, the demo and every import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import takewhile
from secrets import randbits
from typing import TYPE_CHECKING
from uuid import uuid4

from surveykit.enclosures import Taken, find_enclosure, take
from surveykit.entering import Clock, insist_on_valid, known_answers
from surveykit.errors import SurveykitError
from surveykit.fieldwork.agreed_time import as_kept
from surveykit.fieldwork.attempt import INTERVIEWED, Attempt, Outcome
from surveykit.fieldwork.consent import Consent, agreed, has_agreed
from surveykit.fieldwork.contact_sheet import final, outcome_of
from surveykit.fieldwork.erasure_code import RANDOM_BITS, id_of, new_code
from surveykit.fieldwork.notes import NOTED, Note, notes_after
from surveykit.fieldwork.read_out import consents_in
from surveykit.fieldwork.record import (
    CONTACT_FORM,
    KEY_QUESTION,
    PERSONAL_FORMS,
    Mode,
    Record,
)
from surveykit.fieldwork.sitting import Sitting
from surveykit.fieldwork.traces import ROUTING, without_traces
from surveykit.form import Entry, Form, InvalidAnswerError
from surveykit.replaying import ADDED, REMOVED, keyed, replayed
from surveykit.store import Draft, DraftElsewhereError, Project
from surveykit.text import _

if TYPE_CHECKING:  # the first screen does not wait for pydantic
    from surveykit.site.model import Dwelling, Site

_BEFORE_THE_QUESTIONS = frozenset({Outcome.MINOR, Outcome.LATER, Outcome.REFUSED})
_LONGEST = 240
"""Minutes. No interview lasts longer: a clock was set, or a laptop was closed in between."""


class OpenInterview(Sitting):
    """One form being filled in; `entry` shows where the respondent stands.

    `saved_at` is the time of the last answer that is safely on disk, None before the first.
    """

    def __init__(self, project: Project, draft: Draft, clock: Clock) -> None:
        self.project = project
        self.draft = draft
        self.dwelling = _dwelling(project.site, draft.dwelling)
        earlier = (line for line in project.attempts() if line.dwelling == draft.dwelling)
        self.attempt_number = 1 + final(earlier).attempts  # without those taken back
        self.saved_at: datetime | None = None
        self.erasure_code = ""
        """Once finished: with it the respondent can have it erased. Shown once and kept nowhere."""
        self._clock = clock
        self._opened = clock()
        self._known = len(draft.answers)  # steps on the disk; another window may add to them
        self._files = project.files_of_draft(draft.id)
        super().__init__(self._entry(draft), notes_after(draft.answers))

    def use_language(self, name: str) -> None:
        """Ask in another language from now on; no answer changes."""
        self._kept(lambda: self.project.save_language(self.draft.id, name, known=self._known))
        super().use_language(name)

    def answer(self, ref: str, text: str) -> None:
        """Check an answer and put it on disk; when this returns it is safe.

        Raises InvalidAnswerError where the form does not accept it and SurveykitError
        where it cannot be stored; either way the old answer stands.
        """
        super().answer(ref, text)
        self._save_step(ref, self.entry.instance.node(ref).value)
        self._forget_files()

    def take_back(self) -> str:
        """Undo the last answer of this sitting, on disk too; returns its ref, or nothing."""
        if ref := super().take_back():
            self._save_step(ref, self.entry.instance.node(ref).value)
        return ref

    def note(self, ref: str, text: str) -> None:
        """Note something beside a question; when this returns it is safe.

        Raises SurveykitError where nothing of what is said there may be kept with the answers.
        """
        question = self.entry.instance.node(ref).question
        if self.form.id in PERSONAL_FORMS or (question and question.name in ROUTING):
            raise _no_notes_here()
        super().note(ref, text)
        self._save_step(f"{ref}{NOTED}", self.notes.get(ref, ""))

    def attach(self, ref: str, typed: str) -> str:
        """Answer with a file, which is copied into the project; says in a sentence what of it.

        `typed` is the path as typed, pasted or dropped. Raises SurveykitError where the file
        cannot be read or stored, or the form does not accept it: then nothing is stored and the
        answer given before stays. A file that this one replaces is erased.
        """
        if self.form.id in PERSONAL_FORMS:
            raise _no_files_here()
        taken = take(find_enclosure(typed))
        self.entry.instance.answer(ref, taken.name)
        self._save_step(ref, taken.name, taken)
        self._files |= {taken.name}
        self._forget_files()
        return taken.notice

    def _forget_files(self) -> None:
        """Erase the files that no answer names any more; one to a question not asked now stays."""
        named = {node.value for node in self.entry.instance.nodes()} if self._files else set()
        if self._files - named:
            self.project.keep_files(self.draft.id, named)
            self._files &= named

    def add_repeat(self, series: str) -> str:
        """Add an instance to a repeat, on disk too, and go to its first page; return its ref.

        Raises RepeatError where the form fixes the number and SurveykitError where it cannot
        be stored; either way nothing is added.
        """
        ref = super().add_repeat(series)
        self._save_step(series, ADDED)
        return ref

    def remove_repeat(self, ref: str) -> None:
        """Take an instance of a repeat away with its answers, on disk too.

        Raises RepeatError where the form fixes the number and SurveykitError where it cannot
        be stored; either way nothing is taken away.
        """
        super().remove_repeat(ref)
        self._save_step(ref, REMOVED)
        self._forget_files()

    def _save_step(self, ref: str, step: str, file: Taken | None = None) -> None:
        draft, known = self.draft.id, self._known

        def save() -> None:
            if file:
                self.project.save_file(draft, ref, step, file.content, known=known)
            else:
                self.project.save_answer(draft, ref, step, known=known)

        self._kept(save, ref)
        self._known += 1
        self.saved_at = self._clock()

    def _kept(self, save: Callable[[], object], ref: str = "") -> None:
        """Do it, or stand at what is on the disk: at `ref`, or at the question answered last."""
        try:
            save()
        except SurveykitError as error:
            if ref or isinstance(error, DraftElsewhereError):
                stored = self._stored()
                self._known = len(stored.answers)
                super().__init__(self._entry(stored), notes_after(stored.answers))
                self.go_to_first_of([ref] if ref else _backwards(stored))
            raise

    def go_to_first_of(self, refs: Iterable[str]) -> None:
        """To the first of these questions that there is."""
        for ref in refs:
            with suppress(KeyError):  # of a repeat, or of an instance that was taken away
                self.entry.go_to(ref.removesuffix(NOTED))
                return

    def _stored(self) -> Draft:
        """The draft as it is on disk now."""
        drafts = (draft for draft in self.project.drafts() if draft.id == self.draft.id)
        return next(drafts, self.draft)

    def _entry(self, draft: Draft) -> Entry:
        lists = self.project.site.form_lists()
        return Entry(replayed(self.project.form_of(draft), lists, draft, self._clock))

    @property
    def now(self) -> datetime:
        """Local time by the laptop's clock."""
        return self._clock().astimezone()

    @property
    def today(self) -> date:
        """The day by the laptop's clock."""
        return self._clock().date()

    @property
    def outcome(self) -> Outcome | None:
        """What the answers so far make of this attempt; None where there is no door."""
        return outcome_of(self.entry.instance.answers()) if self.dwelling else None

    def finish(self, call_back: str = "") -> Outcome | None:
        """Turn the draft into a record and, at a door, into a line of the contact sheet.

        `call_back` is the day and time agreed, where the outcome is LATER. Raises
        InvalidAnswerError if an answer is missing or invalid; then nothing changes.
        """
        self.entry.instance.finalize()
        insist_on_valid(self.entry.instance)
        outcome = self.outcome
        self._close(outcome, partial=False, call_back=call_back)
        return outcome

    def break_off(self) -> Outcome | None:
        """End early; the answers given are kept, at a door the contact sheet says so.

        Before the first answer there is nothing to keep: then this is as if it had never begun.
        """
        answers = self.entry.instance.answers()
        if not self._anything_answered():
            self.discard()
            return None
        outcome = None
        if self.dwelling and KEY_QUESTION in answers:
            outcome = Outcome.PARTIAL
        elif self.dwelling:
            said = self.outcome
            outcome = said if said in _BEFORE_THE_QUESTIONS else Outcome.BREAK_OFF
        self._close(outcome, partial=True)
        return outcome

    def discard(self) -> None:
        """Erase it, as if it had never begun."""
        self._kept(lambda: self.project.discard_draft(self.draft.id, known=self._known))

    def _anything_answered(self) -> bool:
        """Whether more is answered than what the program filled in and the form's defaults."""
        stored = self._stored()
        known = {ref for ref, _text in _known(self.form, self.project.site, self.dwelling)}
        begun = tuple(takewhile(lambda step: step[0] in known, stored.answers))
        fresh = self._entry(replace(stored, answers=begun))
        stepped = len(stored.answers) > len(begun)
        return stepped and fresh.instance.answers() != self.entry.instance.answers()

    def _close(self, outcome: Outcome | None, *, partial: bool, call_back: str = "") -> None:
        now = self._clock()
        code = new_code(randbits(RANDOM_BITS))
        answers = without_traces(self.form, self.entry.instance.answers(), self.draft.mode)
        consents = consents_in(self.form, self.entry.instance, self._given())
        if self.form.id in PERSONAL_FORMS:
            self._close_contact(code, answers, consents, now)
            return
        record = Record(
            id=id_of(code),
            form=self.form.id,
            form_version=self.form.version,
            mode=self.draft.mode,
            day=now.date(),
            minutes=self._minutes(now),
            language=self.language,
            answers=agreed(self.form.id, answers),
            partial=partial,
            consents=consents,
            notes=self._notes(answers),
        )
        attempt, known = self._attempt(outcome, now, call_back), self._known
        self._kept(lambda: self.project.finish(self.draft.id, record, attempt, known=known))
        said = outcome if self.dwelling else outcome_of(answers) or Outcome.INTERVIEW
        if self.draft.mode is not Mode.DESK and said in INTERVIEWED:
            self.erasure_code = code

    def _close_contact(
        self, code: str, answers: dict[str, str], consents: tuple[Consent, ...], now: datetime
    ) -> None:
        """Keep what somebody wants to be reached for; nothing if they did not agree to it."""
        if self.form.id == CONTACT_FORM and not consents:
            self.discard()
            return
        keep = partial(
            self.project.finish_contact,
            self.draft.id,
            answers,
            now.date(),
            form=self.form.id,
            id_=id_of(code),
            consents=consents,
            known=self._known,
        )
        self._kept(keep)
        self.erasure_code = code

    def _notes(self, answers: Mapping[str, str]) -> tuple[Note, ...]:
        """What was noted; nothing if nobody agreed to be asked."""
        if not has_agreed(self.form.id, answers):
            return ()
        return keyed(self.entry.instance, self.notes)

    def _given(self) -> list[tuple[str, str, str]]:
        draft = self._stored()
        pairs = zip(draft.answers, draft.asked_in, strict=True)
        return [(ref, text, language) for (ref, text), language in pairs]

    def _minutes(self, now: datetime) -> int:
        """Since it was opened, so that a night between is none; none if the clock has jumped."""
        minutes = round((now - self._opened).total_seconds() / 60)
        return minutes if 0 <= minutes <= _LONGEST else 0

    def _attempt(self, outcome: Outcome | None, now: datetime, call_back: str) -> Attempt | None:
        if outcome is None or self.dwelling is None:
            return None
        return Attempt(
            id=uuid4(),
            dwelling=self.dwelling.name,
            outcome=outcome,
            at=None if outcome in INTERVIEWED else now,
            call_back=as_kept(call_back, now),
        )


def begin(
    project: Project,
    form_id: str,
    *,
    mode: Mode,
    dwelling: Dwelling | None = None,
    language: str | None = None,
    clock: Clock,
) -> OpenInterview:
    """Open a fresh form; what the program knows already is filled in and stepped over."""
    form = project.forms[form_id]
    draft = project.begin_draft(
        form,
        mode=mode,
        dwelling=dwelling.name if dwelling else None,
        language=language or form.default_language or "",
        at=clock(),
    )
    interview = OpenInterview(project, draft, clock)
    for ref, text in _known(form, project.site, dwelling):
        with suppress(InvalidAnswerError):  # a planner's form may mean something else by it
            interview.answer(ref, text)
    interview.begin_here()
    _skip_answered(interview.entry)
    return interview


def resume(project: Project, draft: Draft, clock: Clock) -> OpenInterview:
    """Reopen a draft where it was left: at the question answered last."""
    interview = OpenInterview(project, draft, clock)
    interview.go_to_first_of(_backwards(draft))
    return interview


def _backwards(draft: Draft) -> Iterator[str]:
    """The questions answered, the last one first."""
    return (ref for ref, _text in reversed(draft.answers))


def _no_files_here() -> SurveykitError:
    return SurveykitError(
        _("A form with names and numbers takes no files: they could not be sealed with it."),
        advice=_("Leave this question blank, or ask for the file in another form."),
    )


def _no_notes_here() -> SurveykitError:
    return SurveykitError(
        _("What is said at this question is not kept with the answers, so nothing is noted here."),
        advice=_("Note it at another question, without names."),
    )


def _skip_answered(entry: Entry) -> None:
    while not entry.at_end and entry.page.refs:
        nodes = [entry.instance.node(ref) for ref in entry.page.refs]
        if not all(node.value and not node.message for node in nodes):
            return
        entry.forward()


def _known(form: Form, site: Site, dwelling: Dwelling | None) -> list[tuple[str, str]]:
    """The questions of this form that nobody needs to ask, by ref, with their answers."""
    known = known_answers(site, dwelling)
    return [
        (question.ref, known[question.name])
        for question in form.questions
        if known.get(question.name)
    ]


def _dwelling(site: Site, name: str | None) -> Dwelling | None:
    if name is None:
        return None
    for dwelling in site.dwellings:
        if dwelling.name == name:
            return dwelling
    raise SurveykitError(
        _("Dwelling {name} is not in this project's site.").format(name=name),
        advice=_("Open the project in which the interview was begun."),
    )
