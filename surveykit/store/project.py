"""The project: one file with the site, the forms, the contact sheet, interviews and contacts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from surveykit.fieldwork.attempt import INTERVIEWED, Attempt
from surveykit.fieldwork.consent import Consent
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.contact_sheet import in_its_place
from surveykit.fieldwork.record import CONTACT_FORM, Mode, Record
from surveykit.store import copies, tables
from surveykit.store.backup import Copy, back_up
from surveykit.store.database import Database, is_encrypted
from surveykit.store.draft import Draft
from surveykit.store.errors import (
    DraftGoneError,
    KeySetError,
    NoKeyError,
    ProjectError,
    SheetDeletedError,
)
from surveykit.store.forms import Forms, stored
from surveykit.store.migration import migrate, needs_migration
from surveykit.store.receipt import Counts, Merged, Receipt
from surveykit.store.revisions import conflicts, heads

if TYPE_CHECKING:
    from surveykit.form import Form
    from surveykit.site.model import Site
    from surveykit.store.keys import PublicKey, SecretKey


class Project:
    """An open project file. Everything a method has saved is on the disk when it returns.

    Every method raises `ProjectError` if the file cannot be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._forms = Forms(database)
        self._slips: set[UUID] = set()  # interviews noted by hand that nobody else knows of yet

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        site: "Site",
        forms: Sequence["Form"],
        passphrase: str | None,
        now: datetime,
        key: "PublicKey | None" = None,
    ) -> Self:
        """Make a project file and open it; None as passphrase leaves it readable for anybody.

        `key` is the planner's, see `use_key`.

        Raises:
            ProjectExistsError: there is a file of this name; it is left as it is.
        """

        def fill(database: Database) -> None:
            facts = {
                "project": str(project_id(site)),
                "label": site.label,
                "site": site.model_dump_json(),
                "created": now.date().isoformat(),
                "key": key.text if key else "",
            }
            tables.set_about(database, facts.items())
            tables.add_forms(database, map(stored, forms))

        Database.create(path, passphrase, fill)
        return cls.open(path, passphrase)

    @classmethod
    def open(cls, path: Path, passphrase: str | None) -> Self:
        """Open a project file; one of an older version is renewed, and a copy of it kept.

        Raises:
            WrongPassphraseError, NotEncryptedError, NotAProjectError, NoProjectError,
            NewerProjectError, ReadOnlyProjectError, ProjectInUseError, DamagedProjectError:
                what is wrong and what to do.
        """
        if needs_migration(path):
            migrate(path, passphrase)
        return cls(Database.open(path, passphrase))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Bring everything into the one file and let it go; closing twice does no harm.

        Earlier lines of interviewed dwellings are erased now, and not when the interview is
        noted by hand: until here a slip of the finger can be taken back without a loss.
        """
        if not self._database.closed:
            self._tidy_up()
            self._database.close()

    def close_for_today(self) -> tuple[str, ...]:
        """As `close`, after renewing the second copies; returns which could not be, and why.

        A project without a passphrase is for trials and keeps no copies by itself.
        """
        if self._database.closed:
            return ()
        self._tidy_up()
        missing = self.renew_copies() if is_encrypted(self.path) else ()
        self._database.close()
        return missing

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._database.path

    @cached_property
    def id(self) -> UUID:
        """The same on every laptop of one survey, see `project_id`."""
        return UUID(tables.about(self._database, "project"))

    @cached_property
    def label(self) -> str:
        """Name of the site for people; cheaper than reading the site."""
        return tables.about(self._database, "label")

    @cached_property
    def site(self) -> "Site":
        """The site as the planner's workbook described it."""
        from surveykit.site.model import Site

        return Site.model_validate_json(tables.about(self._database, "site"))

    @property
    def forms(self) -> Mapping[str, "Form"]:
        """The newest version of every form, by form id; each is read when it is asked for."""
        return self._forms

    @property
    def form_titles(self) -> Mapping[str, str]:
        """What the forms are called, by form id; cheaper than reading them."""
        return self._forms.titles

    def form(self, id_: str, version: str) -> "Form":
        """One form in the version in which a record was taken.

        Raises:
            KeyError: the project does not hold it.
        """
        return self._forms.version(id_, version)

    def form_of(self, draft: Draft) -> "Form":
        """The form in the very text in which a draft was begun, whatever has come in since."""
        return self._forms.text(draft.form_sha256)

    def add_forms(self, forms: Sequence["Form"]) -> None:
        """Add forms, or new versions of them; older versions stay."""
        self._forms.add(forms)

    def counts(self) -> Counts:
        """How many of each the project holds."""
        return tables.counts(self._database)

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
            tables.add_draft(self._database, draft)
        return draft

    def save_answer(self, draft_id: UUID, ref: str, text: str) -> None:
        """Save one answer; it is on the disk when this returns.

        Raises:
            DraftGoneError: another window has finished or discarded the interview.
        """
        with self._database.transaction():
            self._found(tables.add_answer(self._database, draft_id, ref, text))

    def save_language(self, draft_id: UUID, language: str) -> None:
        """Save the language that the interview goes on in."""
        with self._database.transaction():
            self._found(tables.set_language(self._database, draft_id, language))

    def drafts(self) -> tuple[Draft, ...]:
        """Unfinished interviews, the oldest first, with their answers in the order given."""
        return tuple(tables.drafts(self._database))

    def discard_draft(self, draft_id: UUID) -> None:
        """Erase an unfinished interview from the file, the WAL and the free pages."""
        with self._database.transaction():
            self._found(tables.delete_draft(self._database, draft_id))
        self._database.erase()

    def finish(self, draft_id: UUID, record: Record, attempt: Attempt | None) -> None:
        """Turn a draft into a record and a line of the contact sheet, or change nothing.

        What the draft needed (the dwelling, the order of the answers) is erased from the file,
        the WAL and the free pages, and so is what stood on the contact sheet of an interviewed
        dwelling before; nothing links the record to the line. See `erasure_pending`.

        Raises:
            DraftGoneError: another window has finished or discarded the interview.
        """
        with self._database.transaction():
            self._found(tables.delete_draft(self._database, draft_id))
            tables.add_records(self._database, [record])
            if attempt and not self.sheet_is_deleted:
                self._add_line(attempt)
                tables.erase_visits(self._database, attempt.dwelling)
                self._slips.discard(attempt.id)
        self._database.erase()

    @property
    def refusal(self) -> ProjectError | None:
        """Why nothing can be saved here, where the project opened for reading only; else None."""
        return self._database.refusal

    @property
    def erasure_pending(self) -> bool:
        """True while bytes of a finished draft may still lie on the disk.

        That happens while another window reads or the disk is full; the next finished interview,
        closing or opening the project catches up.
        """
        return not self._database.erased

    def add_records(self, records: Iterable[Record]) -> None:
        """Add many records, all or none; those that are there already stay as they are."""
        with self._database.transaction():
            tables.add_records(self._database, records)

    def records(self, form: str | None = None) -> tuple[Record, ...]:
        """Records that no correction replaces, in the order of their random ids.

        An interview whose corrections contradict each other appears with each of them; count
        interviews by their ids. See `conflicts`.
        """
        return tuple(
            record
            for record in heads(tables.records(self._database))
            if form in (None, record.form)
        )

    def conflicts(self) -> tuple[tuple[Record, ...], ...]:
        """For every interview with corrections that contradict each other: all of them."""
        return conflicts(tables.corrected_records(self._database))

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
    ) -> Contact:
        """Turn a draft of a form with names or numbers into a contact, or change nothing.

        If the planner's key is known, this laptop cannot read the contact again.
        """
        contact = self._sealed(Contact(id_ or uuid4(), form, day, answers, consents))
        with self._database.transaction():
            self._found(tables.delete_draft(self._database, draft_id))
            tables.add_contacts(self._database, [contact])
        self._database.erase()
        return contact

    def contacts(self) -> tuple[Contact, ...]:
        """Every contact, in the order of their random ids; those that are sealed as they are."""
        return tuple(tables.contacts(self._database))

    def _sealed(self, contact: Contact) -> Contact:
        from surveykit.store.sealed_contacts import sealed

        return sealed(contact, self.key)

    @property
    def key(self) -> "PublicKey | None":
        """The planner's public key; None where contacts and handovers lie open."""
        text = tables.fact(self._database, "key")
        if not text:
            return None
        from surveykit.store.keys import PublicKey

        return PublicKey(text)

    def use_key(self, key: "PublicKey", *, replace_old: bool = False) -> None:
        """Seal for this planner from now on, and at once what can still be read.

        Raises:
            KeySetError: the project seals for another key, and that was not to be replaced.
        """
        from surveykit.store.sealed_contacts import sealed

        if self.key not in (None, key) and not replace_old:
            raise KeySetError(self.path)
        with self._database.transaction():
            tables.set_about(self._database, [("key", key.text)])
            readable = [one for one in tables.contacts(self._database) if not one.sealed]
            tables.replace_contacts(self._database, (sealed(one, key) for one in readable))
        self._database.erase()

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
        from surveykit.store.merge import give

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
        from surveykit.store.merge import take

        receipt = take(self._database, path, today or datetime.now(UTC).date(), key)
        self._slips.clear()
        self._forms.look_again()
        if tidy:
            self.tidy()
        return receipt

    def tidy(self) -> None:
        """Leave no byte of what merging erased, nor the order in which lines came in."""
        self._database.erase()

    def merge_log(self) -> tuple[Merged, ...]:
        """The handovers taken in, by day and name."""
        return tuple(tables.merged(self._database))

    def backup(self, target: Path) -> Copy:
        """Write a second copy: all but unfinished interviews; others may go on working.

        Raises:
            ProjectExistsError, CopyError: it cannot be written there; nothing is left of it.
        """
        return back_up(self._database, target)

    @property
    def second_copy(self) -> Path | None:
        """Where a second copy is kept apart from this disk, if that is wished."""
        return copies.second_copy(self._database)

    def keep_second_copy_in(self, folder: Path | None) -> None:
        """Keep a second copy in this folder too, from now on; None ends it.

        Raises:
            NoFolderError: there is no such folder.
        """
        copies.set_second_folder(self._database, folder)

    def renew_copies(self, *, all_anew: bool = False) -> tuple[str, ...]:
        """Renew the copies that are older than the project; returns which could not be, and why.

        `all_anew` renews all of them, as is needed after an erasure.
        """
        return copies.keep(self._database, all_anew=all_anew)

    def copy_is_overdue(self, today: date) -> bool:
        """Whether the copy of an earlier day of work was never made: the program was killed."""
        return copies.is_overdue(self._database, today)

    def _tidy_up(self) -> None:
        with suppress(ProjectError):  # what is left over goes with the next closing
            self._erase_visits()
        self._database.tidy_up()

    def _erase_visits(self) -> None:
        with self._database.transaction():
            erased = tables.erase_visits(self._database)
        self._slips.clear()
        if erased:
            self._database.erase()

    def _found(self, changed: int) -> None:
        if not changed:
            raise DraftGoneError(self.path)


def project_id(site: "Site") -> UUID:
    """The id that every laptop of one survey finds by itself.

    Made from the site's name and town and its frame (the dwellings with their buildings and
    blocks), that is from what a record or a line of the contact sheet refers to. So volunteers
    may each make their project from the planner's workbook, and a telephone number or a
    criterion corrected in between does not part them; other dwellings do. A second survey of
    the same dwellings needs another name for its site.
    """
    import json

    frame = sorted((flat.name, flat.building, flat.block) for flat in site.dwellings)
    text = json.dumps([site.name, site.town, frame], ensure_ascii=False)
    return uuid5(NAMESPACE_URL, f"surveykit:{text}")
