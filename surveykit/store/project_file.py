"""The project as a file: made, opened, closed, protected and copied; what it is about."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from uuid import UUID

from surveykit.fieldwork.frame import Frame
from surveykit.store import decisions, new_file, pieces, tables
from surveykit.store.care import copies
from surveykit.store.care.backup import Copy, back_up
from surveykit.store.care.migration import migrate
from surveykit.store.care.rescue import last_words, rescue
from surveykit.store.database import Database
from surveykit.store.draft import Draft
from surveykit.store.enclosures import folder_beside
from surveykit.store.errors import CopyError, OlderProjectError, ProjectError
from surveykit.store.forms import Forms, stored
from surveykit.store.handover.receipt import Counts
from surveykit.store.keys.errors import KeySetError
from surveykit.store.kind import is_encrypted
from surveykit.store.same_survey import project_id

if TYPE_CHECKING:
    from surveykit.form import Form
    from surveykit.site.decisions import Decision
    from surveykit.site.model import Site
    from surveykit.site.signed import Signed
    from surveykit.store.keys.pair import PublicKey

FRAME = "frame"
"""The fact that holds the frame of the site, which goes wherever the site goes."""

LOCK_AFTER = timedelta(minutes=5)
"""Without a touch, where nobody chose otherwise."""


class ProjectFile:
    """What a project is before anybody is interviewed; `Project` adds what is collected.

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
                FRAME: Frame.of(site).to_json(),
                "created": now.date().isoformat(),
                "key": key.text if key else "",
            }
            tables.set_about(database, facts.items())
            tables.add_forms(database, map(stored, forms))

        new_file.create(path, passphrase, fill)
        return cls.open(path, passphrase)

    @classmethod
    def open(cls, path: Path, passphrase: str | None) -> Self:
        """Open a project file; one of an older version is renewed, and a copy of it kept.

        Files that answers name and that lie beside it are taken in, see `old_folder`.

        Raises:
            WrongPassphraseError, NotEncryptedError, NotAProjectError, NoProjectError,
            NewerProjectError, ReadOnlyProjectError, ProjectInUseError, DamagedProjectError:
                what is wrong and what to do.
        """
        try:
            database = Database.open(path, passphrase)
        except OlderProjectError:
            migrate(path, passphrase)
            database = Database.open(path, passphrase)
        if folder_beside(path).is_dir():
            from surveykit.store.care.old_folder import take_in

            take_in(database)
        return cls(database)

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

        A project without a passphrase is for trials and keeps no copies by itself. One that is
        gone from its place is saved elsewhere first.
        """
        if self._database.closed:
            return ()
        if self.gone:
            missing = last_words(self._database)
        else:
            self._tidy_up()
            missing = self.renew_copies() if is_encrypted(self.path) else ()
        self._database.close()
        return missing

    def lock(self) -> None:
        """Let go of the file and its key until `unlock`; nothing else works in between.

        What a slip of the finger can be taken back with stays, unlike on closing. A project that
        is gone is saved elsewhere; where that fails it stays open: nobody could open it again.
        """
        with suppress(CopyError):
            self.save_elsewhere() if self.gone else self._database.close()

    @property
    def gone(self) -> bool:
        """Whether the file is no longer where it was opened, and takes nothing more."""
        return self._database.gone

    def save_elsewhere(self) -> Path:
        """Write a project that is gone into a new file, which `unlock` opens in its place.

        Raises:
            CopyError: it cannot be written, or the old one not be read; everything stays as it is.
        """
        target = rescue(self._database)
        self._database.close()
        self._database.path = target
        return target

    def unlock(self, passphrase: str | None) -> None:
        """Open the file again, as it is now.

        Raises:
            ProjectError: as `open`; it stays locked.
        """
        self._database = Database.open(self.path, passphrase)
        self._forms = Forms(self._database)
        self.__dict__.pop("site", None)  # another window may have decided otherwise

    @property
    def lock_after(self) -> timedelta:
        """How long nobody may touch the laptop before the terminal app locks the project."""
        minutes = tables.fact(self._database, "lock_after")
        return timedelta(minutes=int(minutes)) if minutes.isdecimal() else LOCK_AFTER

    def set_lock_after(self, limit: timedelta) -> None:
        """Lock after so many whole minutes from now on, on this laptop."""
        minutes = round(limit.total_seconds() / 60)
        with self._database.transaction():
            tables.set_about(self._database, [("lock_after", str(minutes))])

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
        """The site as the planner's workbook described it, with the criteria as decided since."""
        from surveykit.site.model import Site

        site = Site.model_validate_json(tables.about(self._database, "site"))
        return decisions.of_today(self._database, site)

    def decisions(self) -> "tuple[Decision, ...]":
        """How the criteria were changed on this laptop, in the order in which it was decided.

        They are the planner's: no handover takes them to another laptop.
        """
        return decisions.taken(self._database)

    def decide(self, new: "Iterable[Decision]") -> None:
        """Let other criteria hold from now on, all or none of them."""
        decisions.add(self._database, new)
        for made_of_them in ("site", "frame"):
            self.__dict__.pop(made_of_them, None)

    def signed(self) -> "tuple[Signed, ...]":
        """What was decided on the hour on this laptop, the last one behind."""
        return decisions.signed(self._database)

    def sign(self, new: "Signed") -> None:
        """Let this hold from now on."""
        decisions.sign(self._database, new)

    @cached_property
    def frame(self) -> Frame:
        """Every door in walking order; cheaper than reading the site."""
        kept = tables.fact(self._database, FRAME)
        if not kept or decisions.any_taken(self._database):
            return Frame.of(self.site)
        [frame] = self._database.understood(lambda row: Frame.from_json(str(row[0])), [(kept,)])
        return frame

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

    def newest_day(self) -> date | None:
        """The last day on record: of an interview, an attempt, a draft or the project itself."""
        return tables.newest_day(self._database)

    def counts(self) -> Counts:
        """How many of each the project holds."""
        return tables.counts(self._database)

    @property
    def refusal(self) -> ProjectError | None:
        """Why nothing can be saved here, where the project opened for reading only; else None."""
        return self._database.refusal

    def damaged_pages(self, passphrase: str | None) -> int:
        """How many pages were changed from outside; 0 without a passphrase, which shows it.

        A damaged page, once seen, ends all reading through a connection; so the file is opened
        anew, for what is whole.
        """
        found = len(self._database.damaged_pages())
        if found:
            self.lock()
            self.unlock(passphrase)
        return found

    def others_wrote(self) -> bool:
        """Whether another window has written since this was asked last; False the first time."""
        return self._database.others_wrote()

    @property
    def erasure_pending(self) -> bool:
        """True while bytes of a finished draft may still lie on the disk.

        That happens while another window reads or the disk is full; the next finished interview,
        closing or opening the project catches up.
        """
        return not self._database.erased

    @property
    def key(self) -> "PublicKey | None":
        """The planner's public key; None where contacts and handovers lie open."""
        text = tables.fact(self._database, "key")
        if not text:
            return None
        from surveykit.store.keys.pair import PublicKey

        return PublicKey(text)

    def use_key(self, key: "PublicKey", *, replace_old: bool = False) -> None:
        """Seal for this planner from now on, and at once what can still be read.

        Raises:
            KeySetError: the project seals for another key, and that was not to be replaced.
        """
        from surveykit.store.keys.contacts import sealed

        if self.key not in (None, key) and not replace_old:
            raise KeySetError(self.path)
        with self._database.transaction():
            tables.set_about(self._database, [("key", key.text)])
            readable = [one for one in tables.contacts(self._database) if not one.sealed]
            tables.replace_contacts(self._database, (sealed(one, key) for one in readable))
        self._database.erase()

    def published(self) -> tuple[str, ...]:
        """What public exports of this project have shown, as they were kept, oldest first."""
        return tuple(json.loads(tables.fact(self._database, "published") or "[]"))

    def keep_published(self, text: str) -> None:
        """Keep what a public export shows; what was kept already stays as it is."""
        with self._database.transaction():
            kept = [*self.published(), text]
            tables.set_about(self._database, [("published", json.dumps(kept))])

    def tidy(self) -> None:
        """Leave no byte of what merging erased, nor the order in which lines came in."""
        self._mix()
        self._database.tidy_up()

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
        self._mix()
        self._database.tidy_up()

    def _mix(self) -> None:
        with suppress(ProjectError):
            pieces.mix_in_steps(self._database)

    def _erase_visits(self) -> None:
        with self._database.transaction():
            erased = tables.erase_visits(self._database)
        self._slips.clear()
        if erased:
            self._database.erase()
