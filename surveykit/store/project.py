"""The project: one file with the site, the forms, the contact sheet, interviews and contacts."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from surveykit.fieldwork.attempt import INTERVIEWED, Attempt
from surveykit.fieldwork.consent import Consent
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.contact_sheet import in_its_place
from surveykit.fieldwork.record import CONTACT_FORM, Mode, Record
from surveykit.store import draft_tables, enclosures, pieces, tables
from surveykit.store.database import Database
from surveykit.store.draft import Draft
from surveykit.store.enclosures import Contents, Enclosure
from surveykit.store.errors import (
    DraftElsewhereError,
    DraftGoneError,
    ProjectError,
    SheetDeletedError,
)
from surveykit.store.faults import insist_on_room
from surveykit.store.forms import stored
from surveykit.store.handover import merge_log
from surveykit.store.handover.errors import NoKeyError
from surveykit.store.handover.receipt import Counts, Merged, Receipt
from surveykit.store.handover.revisions import conflicts, heads
from surveykit.store.pieces import Names
from surveykit.store.project_file import ProjectFile

if TYPE_CHECKING:
    from surveykit.form import Form
    from surveykit.store.keys.pair import SecretKey


@dataclass(frozen=True, slots=True)
class Records:
    """The standing records of an open project, or those of one form; hardly any is held.

    They are those of the moment when they were asked for, but for what was erased since.
    """

    _database: Database
    _form: str | None
    _among: Names

    def __iter__(self) -> Iterator[Record]:
        return heads(tables.records(self._database, self._form, self._among))


class Project(ProjectFile):
    """An open project file. Everything a method has saved is on the disk when it returns.

    Every method raises `ProjectError` if the file cannot be read or written.
    """

    def add_attempt(self, attempt: Attempt) -> None:
        """Write one line of the contact sheet."""
        self.add_attempts([attempt])

    def add_attempts(self, attempts: Iterable[Attempt]) -> None:
        """Write many lines of the contact sheet, all or none.

        Raises:
            SheetDeletedError: the sheet was deleted when its period was over.
        """
        with self._database.transaction():
            self._insist_on_a_sheet()
            for attempt in attempts:
                self._add_line(attempt)

    def take_back(self, attempt: Attempt, undo: Attempt) -> None:
        """Take a line of the contact sheet back by another one, `undo`, that stays.

        An interview noted by hand just now goes without a trace, and nothing is lost: it was
        erased beside no line yet, and no other laptop has seen it.
        """
        with self._database.transaction():
            if attempt.id in self._slips:
                tables.delete_attempts(self._database, [attempt.id])
            else:
                self._add_line(undo)

    def _add_line(self, attempt: Attempt) -> None:
        earlier = tables.attempts_at(self._database, attempt.dwelling)
        tables.add_attempts(self._database, [in_its_place(attempt, earlier)])
        if attempt.outcome in INTERVIEWED and attempt.undoes is None:
            self._slips.add(attempt.id)

    def _insist_on_a_sheet(self) -> None:
        if self.sheet_is_deleted:
            raise SheetDeletedError(self.path)

    @property
    def sheet_is_deleted(self) -> bool:
        """Whether the contact sheet was deleted here or on a laptop merged in; it stays empty."""
        return tables.is_erased(self._database, self.id)

    def attempts(self) -> tuple[Attempt, ...]:
        """The contact sheet, in the order of the lines' random ids."""
        return tuple(tables.attempts(self._database))

    def begin_draft(
        self, form: "Form", *, mode: Mode, dwelling: str | None, language: str, at: datetime
    ) -> Draft:
        """Begin an interview; `dwelling` is None unless it is held at a door."""
        draft = Draft(
            id=uuid4(),
            form=form.id,
            form_version=form.version,
            form_sha256=stored(form).sha256,
            mode=mode,
            dwelling=dwelling,
            language=language,
            began=at.astimezone(UTC),
        )
        with self._database.transaction():
            draft_tables.add_draft(self._database, draft)
        return draft

    def save_answer(self, draft_id: UUID, ref: str, text: str, *, known: int | None = None) -> None:
        """Save one answer; it is on the disk when this returns.

        Here and wherever else a draft is changed, `known` are its steps that this window has seen
        or saved; None where no other window is to be thought of.

        Raises:
            DraftGoneError: another window has finished or discarded the interview.
            DraftElsewhereError: another window has gone on with it.
        """
        # One statement is a transaction of its own; to say so costs as much as half an answer.
        if not draft_tables.add_answer(self._database, draft_id, ref, text, known):
            self._insist_on(draft_id, known)

    def _insist_on(self, draft_id: UUID, known: int | None) -> None:
        """Make sure that no other window has ended a draft or gone on with it."""
        steps = draft_tables.steps(self._database, draft_id)
        if steps is None:
            raise DraftGoneError(self.path)
        if known not in (None, steps):
            raise DraftElsewhereError(self.path)

    def save_file(
        self, draft_id: UUID, ref: str, name: str, content: bytes, *, known: int | None = None
    ) -> None:
        """Save a file, and its name as an answer; both are on the disk when this returns.

        Raises:
            DraftGoneError, DraftElsewhereError: as `save_answer`.
            DiskFullError: there would be no room for the answers to come.
        """
        enclosure = Enclosure(draft_id, name, sha256(content).hexdigest(), len(content))
        with self._database.transaction():
            insist_on_room(self.path, len(content))
            self._insist_on(draft_id, known)
            draft_tables.add_answer(self._database, draft_id, ref, name)
            enclosures.add(self._database, enclosure, content)

    def keep_files(self, draft_id: UUID, names: Collection[str]) -> None:
        """Erase the files of an unfinished interview that no answer names any more."""
        with self._database.transaction():
            gone = enclosures.keep_only(self._database, draft_id, names)
        if gone:
            self._database.erase()

    def files_of_draft(self, draft_id: UUID) -> frozenset[str]:
        """The names of the files of an unfinished interview."""
        return enclosures.names_of(self._database, draft_id)

    def files(self) -> Iterator[tuple[Enclosure, Iterator[bytes]]]:
        """The files of all interviews, in the order of their random ids, each with its bytes.

        The bytes come in pieces and are checked as they are read.
        """
        contents = Contents(self._database)
        for one in enclosures.enclosures(self._database):
            yield one, contents.of(one)

    def save_language(self, draft_id: UUID, language: str, *, known: int | None = None) -> None:
        """Save the language that the interview goes on in."""
        with self._database.transaction():
            self._insist_on(draft_id, known)
            draft_tables.set_language(self._database, draft_id, language)

    def drafts(self) -> tuple[Draft, ...]:
        """Unfinished interviews, the oldest first, with their answers in the order given."""
        return tuple(draft_tables.drafts(self._database))

    def discard_draft(self, draft_id: UUID, *, known: int | None = None) -> None:
        """Erase an unfinished interview from the file, the WAL and the free pages."""
        with self._database.transaction():
            self._insist_on(draft_id, known)
            draft_tables.delete_draft(self._database, draft_id)
        self._database.erase()

    def finish(
        self,
        draft_id: UUID,
        record: Record,
        attempt: Attempt | None,
        *,
        known: int | None = None,
    ) -> None:
        """Turn a draft into a record and a line of the contact sheet, or change nothing.

        What the draft needed (the dwelling, the order of the answers) is erased from the file,
        the WAL and the free pages, and so is what stood on the contact sheet of an interviewed
        dwelling before; nothing links the record to the line. See `erasure_pending`. Files that
        an answer of the record names become the record's, the others are erased.

        Raises:
            DraftGoneError, DraftElsewhereError: as `save_answer`.
        """
        with self._database.transaction():
            self._insist_on(draft_id, known)
            enclosures.hand_on(self._database, draft_id, record.id, {*record.answers.values()})
            draft_tables.delete_draft(self._database, draft_id)
            tables.add_records(self._database, [record])
            pieces.mix(self._database)
            if attempt and not self.sheet_is_deleted:
                self._add_line(attempt)
                tables.erase_visits(self._database, attempt.dwelling)
                self._slips.discard(attempt.id)
        self._database.erase()

    def add_records(self, records: Iterable[Record]) -> None:
        """Add many records, all or none; those that are there already stay as they are."""
        with self._database.transaction():
            tables.add_records(self._database, records)
            pieces.mix(self._database)

    def records(self, form: str | None = None) -> tuple[Record, ...]:
        """Records that no correction replaces, in the order of their random ids.

        An interview whose corrections contradict each other appears with each of them; count
        interviews by their ids. See `conflicts`.
        """
        return tuple(self.each_record(form))

    def each_record(self, form: str | None = None) -> "Records":
        """As `records`, of which there may be very many: read anew whenever one goes through.

        Nothing is locked meanwhile; what others take in is only seen by who asks again.
        """
        return Records(self._database, form, pieces.names(self._database, form))

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Everything asked for inside is as it is at one moment, whatever other windows write.

        To be left soon: until then no window can erase what it deletes.
        """
        return self._database.at_one_moment()

    def standing_revisions(self, forms: Container[str]) -> Iterator[str]:
        """The revisions of the records of these forms that no correction replaces.

        As they are kept beside the records, which are not read for it; `verify` compares the two.
        """
        for id_, found in groupby(pieces.keys(self._database), key=itemgetter(0)):
            (_id, revision, form), *corrections = found
            if form in forms and corrections:
                standing = heads(tables.revisions_of(self._database, id_))
                yield from (record.revision for record in standing)
            elif form in forms:
                yield revision

    def conflicts(self) -> tuple[tuple[Record, ...], ...]:
        """For every interview with corrections that contradict each other: all of them."""
        return conflicts(tables.corrected_records(self._database))

    def corrections(self) -> tuple[Record, ...]:
        """Every revision of the interviews that were ever corrected, the first ones too."""
        return tuple(tables.corrected_records(self._database))

    def settle(self, chosen: Record) -> Record:
        """End a conflict: the chosen version replaces all that stand; returns the new revision."""
        standing = (one for one in self.records() if one.id == chosen.id)
        settled = replace(chosen, supersedes=tuple(one.revision for one in standing))
        self.add_records([settled])
        return settled

    def add_contact(
        self, answers: Mapping[str, str], day: date, *, form: str = CONTACT_FORM
    ) -> Contact:
        """Keep what somebody wants to be reached for, apart from every interview and door."""
        contact = self._sealed(Contact(uuid4(), form, day, answers))
        with self._database.transaction():
            tables.add_contacts(self._database, [contact])
        return contact

    def finish_contact(
        self,
        draft_id: UUID,
        answers: Mapping[str, str],
        day: date,
        *,
        form: str,
        id_: UUID | None = None,
        consents: tuple[Consent, ...] = (),
        known: int | None = None,
    ) -> Contact:
        """Turn a draft of a form with names or numbers into a contact, or change nothing.

        If the planner's key is known, this laptop cannot read the contact again.
        """
        contact = self._sealed(Contact(id_ or uuid4(), form, day, answers, consents))
        with self._database.transaction():
            self._insist_on(draft_id, known)
            draft_tables.delete_draft(self._database, draft_id)
            tables.add_contacts(self._database, [contact])
        self._database.erase()
        return contact

    def contacts(self) -> tuple[Contact, ...]:
        """Every contact, in the order of their random ids; those that are sealed as they are."""
        return tuple(tables.contacts(self._database))

    def _sealed(self, contact: Contact) -> Contact:
        from surveykit.store.keys.contacts import sealed

        return sealed(contact, self.key)

    def erase(self, ids: Iterable[UUID]) -> Counts:
        """Erase interviews or contacts for good, here and wherever this is merged.

        Not a byte of them remains in the file, and no handover brings them back. Returns what was
        erased here; nothing of one that may still come, and then it will not be taken in.
        """
        with self._database.transaction():
            removed = tables.erase_for_good(self._database, ids)
        self._database.erase()
        return removed

    def erase_sheet(self) -> Counts:
        """Delete the whole contact sheet for good; what others have of it is not taken in."""
        with self._database.transaction():
            lines = [line.id for line in tables.attempts(self._database)]
            attempts = tables.delete_attempts(self._database, lines)
            tables.erase_for_good(self._database, [self.id])
        self._database.erase()
        return Counts(attempts=attempts)

    def handover(self, path: Path, today: date | None = None, *, unsealed: bool = False) -> Receipt:
        """Write everything but drafts into one file for another laptop, dated `today`.

        It is sealed for the planner; without a key it is written only if it is to lie open.
        Earlier lines of interviewed dwellings are erased first: after that an interview noted
        by hand can be taken back, but what was known of the dwelling before is gone.

        Raises:
            NoKeyError: nobody said for whom to seal it.
            HandoverExistsError, HandoverFileError: it cannot be written there.
        """
        from surveykit.store.handover.merge import give

        key = self.key
        if key is None and not unsealed:
            raise NoKeyError
        with suppress(ProjectError):  # a full disk; `give` leaves those lines out in any case
            self._erase_visits()
        return give(self._database, path, today or datetime.now(UTC).date(), key)

    def merge(
        self,
        path: Path,
        today: date | None = None,
        *,
        key: "Callable[[], SecretKey] | None" = None,
        tidy: bool = True,
    ) -> Receipt:
        """Take a handover in: all of it, or nothing.

        `key` is called for the planner's secret key if the file is sealed. With many files call
        `tidy` once, after the last.

        Raises:
            HandoverError, KeyFileError: what is wrong with the file; nothing was changed.
        """
        from surveykit.store.handover.merge import take

        receipt = take(self._database, path, today or datetime.now(UTC).date(), key)
        self._slips.clear()
        self._forms.look_again()
        if tidy:
            self.tidy()
        return receipt

    def merge_log(self) -> tuple[Merged, ...]:
        """The handovers taken in, by day and name."""
        return tuple(merge_log.merged(self._database))
