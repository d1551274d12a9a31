"""Whether a project is whole: its pages, its tree, and every line as this program would read it."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from surveykit.errors import SurveykitError
from surveykit.files import as_argument
from surveykit.store import draft_tables, enclosures, pieces, tables
from surveykit.store.database import Database
from surveykit.store.errors import DamagedProjectError
from surveykit.store.handover.receipt import Counts, corrections_words
from surveykit.store.kind import VERSION
from surveykit.store.rows import makes_sense
from surveykit.text import _, ngettext


@dataclass(frozen=True, slots=True)
class Findings:
    """What a look at every byte of a project has shown. `faults` are whole sentences."""

    file: Path
    counts: Counts = field(default_factory=Counts)
    drafts: int = 0
    damaged_pages: tuple[int, ...] = ()
    """Numbers, from 1, of pages that were changed from outside; needs a passphrase to show."""
    faults: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Nothing is wrong."""
        return not self.faults

    def lines(self) -> list[str]:
        """What was found, in sentences."""
        if self.faults:
            return [*self.faults, _rescue(self.file)]
        words = _(
            "{file} is whole. Questionnaires: {records}, attempts at doors: {attempts}, "
            "contacts: {contacts}, unfinished interviews: {drafts}."
        )
        counts = self.counts
        files = _("Files that answers name: {n}.").format(n=counts.files)
        return [
            words.format(
                file=self.file,
                records=counts.questionnaires,
                attempts=counts.attempts,
                contacts=counts.contacts,
                drafts=self.drafts,
            ),
            *filter(None, [corrections_words(counts.corrections)]),
            *([files] if counts.files else []),
        ]


def damage_in(file: Path, pages: int) -> str:
    """Sentences on the damaged pages of a file that opened all the same; "" if there are none."""
    return f"{file}: {_of_pages(pages)} {_rescue(file)}" if pages else ""


def verify(path: Path, passphrase: str | None) -> Findings:
    """Read all of a project and change nothing; others may go on working with it.

    Raises:
        ProjectError: it cannot be looked at, above all for want of the passphrase. A damaged
            project raises nothing: that is a finding.
    """
    try:
        database = Database.open_to_read(path, passphrase)
    except DamagedProjectError as error:
        return Findings(path, faults=(error.what,))
    with contextlib.closing(database):
        faults = [*_of_the_file(database)]
        pages = tuple(database.damaged_pages())  # free ones too: the disk is no longer sound
        if pages:
            faults.append(_of_pages(len(pages)))
        with contextlib.suppress(DamagedProjectError):  # told already
            faults += _of_the_lines(database)
            [(drafts,)] = database.rows("SELECT count(*) FROM draft")
            counts = tables.counts(database)
            return Findings(path, counts, int(str(drafts)), pages, tuple(faults))
    return Findings(path, damaged_pages=pages, faults=tuple(faults))


def _rescue(file: Path) -> str:
    return _("Leave {file} as it is. What can be read: surveykit recover {file} NEW.survey").format(
        file=as_argument(file)
    )


def _of_pages(count: int) -> str:
    return ngettext(
        "{n} page of the file was changed or lost.", "{n} pages of the file were changed or lost.",
        count,
    ).format(n=count)  # fmt: skip


def _of_the_file(database: Database) -> Iterator[str]:
    try:
        for found in database.integrity():
            yield _("The database contradicts itself: {detail}").format(detail=found)
    except DamagedProjectError as error:
        yield error.what


def _of_the_lines(database: Database) -> Iterator[str]:
    """What this program would stumble over, although each page is as it was written."""
    [(version,)] = database.rows("PRAGMA user_version")
    if version != VERSION:
        return  # written by an earlier version: opening it for work brings it up to date
    unreadable = [*_unreadable(database)]
    yield from unreadable
    if not unreadable:
        yield from _of_the_site(database)
        yield from _of_the_forms(database)
        yield from _of_the_drafts(database)
        yield from _of_the_files(database)


def _unreadable(database: Database) -> Iterator[str]:
    for table, name in names_of_tables().items():
        if table == "piece":
            broken = pieces.broken(database)
        else:
            rows = database.rows(f"SELECT * FROM {table}")  # noqa: S608 - our own names
            broken = sum(not makes_sense(table, row) for row in rows)
        if broken:
            yield _("{name}: {n} cannot be read.").format(name=name, n=broken)


def names_of_tables() -> dict[str, str]:
    """What each table holds, for people."""
    return {
        "about": _("Facts about the project"),
        "form": _("Forms"),
        "attempt": _("Lines of the contact sheet"),
        "piece": _("Interviews"),
        "enclosure": _("Files that answers name"),
        "contact": _("Contacts"),
        "draft": _("Unfinished interviews"),
        "draft_answer": _("Answers of unfinished interviews"),
        "merged": _("Notes on handovers taken in"),
    }


def _of_the_site(database: Database) -> Iterator[str]:
    from surveykit.site.model import Site

    try:
        UUID(tables.about(database, "project"))
        site = Site.model_validate_json(tables.about(database, "site"))
    except ValueError:
        yield _("The description of the site cannot be read.")
        return
    known = {dwelling.name for dwelling in site.dwellings}
    strange = sum(line.dwelling not in known for line in tables.attempts(database))
    if strange:
        yield _(
            "Lines of the contact sheet for dwellings that the site does not have: {n}."
        ).format(n=strange)


def _of_the_forms(database: Database) -> Iterator[str]:
    from surveykit.form import read_xform

    for stored in tables.forms(database):
        try:
            form = read_xform(stored.xml.encode())
        except (SurveykitError, ValueError):
            yield _("The form {title} cannot be read.").format(title=stored.title)
            continue
        if (form.id, form.version) != (stored.id, stored.version):
            yield _("The form {title} is not the one it is called.").format(title=stored.title)
    held = {(form.id, form.version) for form in tables.forms(database)}
    missing = {(record.form, record.form_version) for record in tables.records(database)} - held
    for id_, version in sorted(missing):
        yield _("The form {id}, version {version}, of some interviews is missing.").format(
            id=id_, version=version
        )


def _of_the_drafts(database: Database) -> Iterator[str]:
    held = {form.sha256 for form in tables.forms(database)}
    for draft in draft_tables.drafts(database):
        if draft.form_sha256 not in held:
            yield _("The form of an unfinished interview is missing.")
    gaps = database.rows(
        "SELECT draft FROM draft_answer GROUP BY draft HAVING count(*) <= max(n)"
        " OR draft NOT IN (SELECT id FROM draft)"
    )
    for _row in gaps:
        yield _("Answers of an unfinished interview are missing.")


def _of_the_files(database: Database) -> Iterator[str]:
    """Every byte of the files is read, none of them kept in memory."""
    contents = enclosures.Contents(database)
    files = (*enclosures.enclosures(database), *enclosures.enclosures(database, of_drafts=True))
    if broken := sum(not contents.holds(one) for one in files):
        yield _("Files that answers name: {n} are not as they were stored.").format(n=broken)
    if not enclosures.are_in_order(database):
        yield _("Files that answers name: some belong to no interview, or parts of them are lost.")
