"""Giving a project's lines to another laptop and taking another's in, as a union of sets.

Records are revisions and never change, lines of the contact sheet are never changed either; so
taking in is adding what is not there, without what was erased for good and without the tries at
doors that have been interviewed. What is left out is a function of the union alone. So who merges
what, in which order and how often makes no difference, also between copies of one file.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from uuid import UUID

from surveykit.errors import SurveykitError
from surveykit.fieldwork.attempt import Attempt
from surveykit.fieldwork.canonical import canonical_json
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.contact_sheet import beside_interviews, interviewed_twice
from surveykit.store import enclosures, pieces, tables
from surveykit.store.database import Database
from surveykit.store.enclosures import Enclosure, Intake
from surveykit.store.faults import insist_on_room
from surveykit.store.handover import merge_log
from surveykit.store.handover.envelope import Envelope
from surveykit.store.handover.errors import (
    DamagedHandoverError,
    LostInMergeError,
    OtherSurveyError,
)
from surveykit.store.handover.file import Contents, Handover, write
from surveykit.store.handover.receipt import Counts, Merged, Receipt, Tally
from surveykit.store.handover.revisions import conflicts
from surveykit.store.keys.pair import PublicKey, SecretKey
from surveykit.text.clean import clean


def give(database: Database, path: Path, today: date, key: PublicKey | None) -> Receipt:
    """Write everything but drafts, and lines beside interviews, into a handover."""
    with database.snapshot():
        return _give(database, path, today, key)


def _give(database: Database, path: Path, today: date, key: PublicKey | None) -> Receipt:
    attempts = tables.attempts(database)
    gone = beside_interviews(attempts)
    bytes_of = enclosures.Contents(database).of
    contents = Contents(
        forms=tuple(tables.forms(database)),
        records=tuple(tables.records(database)),
        attempts=tuple(line for line in attempts if line.id not in gone),
        contacts=tuple(tables.contacts(database)),
        erased=tuple(tables.erased(database)),
        enclosures=tuple(enclosures.enclosures(database)),
    )
    written = write(
        path,
        project=project_of(database),
        site=tables.about(database, "label"),
        made=today,
        contents=contents,
        files=chain.from_iterable(map(bytes_of, contents.enclosures)),
        key=key,
    )
    return Receipt(
        file=path,
        sha256=written.sha256,
        tally=Tally(before=contents.counts, known=contents.counts),
        conflicts=len(conflicts(contents.records)),
        twice=interviewed_twice(contents.attempts),
        sealed=written.is_sealed,
    )


def take(
    database: Database, path: Path, today: date, key: Callable[[], SecretKey] | None
) -> Receipt:
    """Take a handover in, whole or not at all; one that was taken in before is not read again."""
    envelope = Envelope.read(path)
    earlier = merge_log.tally_of(database, envelope.sha256)
    if earlier:
        known = earlier.new + earlier.known
        again = Tally(_counts(database), known=known, left_out=earlier.left_out)
        return _receipt(database, envelope, again, ())
    handover = Handover.of(envelope, key() if key and envelope.is_sealed else None)
    if handover.header.project != project_of(database):
        theirs, ours = clean(handover.header.site), tables.about(database, "label")
        raise OtherSurveyError(path, theirs, ours)
    contents = handover.contents()
    with database.transaction():
        tally = _add(database, handover, contents)
        twice = interviewed_twice(tables.attempts_like(database, contents.attempts))
        merge_log.add_merged(database, Merged(envelope.sha256, clean(path.name), today, tally))
    database.remember("counts", tally.after)
    return _receipt(database, envelope, tally, twice)


def _counts(database: Database) -> Counts:
    return database.remembered("counts", lambda: tables.counts(database))


def project_of(database: Database) -> UUID:
    """The id of the survey. Among what was erased it stands for the whole contact sheet."""
    return UUID(tables.about(database, "project"))


def _add(database: Database, handover: Handover, contents: Contents) -> Tally:
    path = handover.file
    _refuse_unusable_forms(database, path, contents)
    before = _counts(database)
    ours = tables.erased(database)
    erased = ours | frozenset(contents.erased)
    removed = tables.erase_for_good(database, erased - ours)
    records = [one for one in contents.revisions if one.record.id not in erased]
    contacts = [contact for contact in contents.contacts if contact.id not in erased]
    attempts, gone = _standing(database, path, contents.attempts, erased)
    new_corrections = _unknown_corrections(database, records)
    removed += Counts(attempts=tables.delete_attempts(database, gone))
    new = Counts(
        forms=tables.add_forms(database, contents.forms),
        records=pieces.add(database, records),
        attempts=tables.add_attempts(database, attempts),
        contacts=_add_contacts(database, contacts),
        erased=len(erased - ours),
        files=_add_files(database, handover, contents.enclosures, erased),
        corrections=new_corrections,
    )
    files = [one for one in contents.enclosures if one.owner not in erased]
    corrected = sum(bool(one.record.supersedes) for one in records)
    if tables.lacks(database, records, attempts, contacts) or enclosures.missing(database, files):
        raise LostInMergeError(path)
    left_out = Counts(
        records=len(contents.records) - len(records),
        attempts=len(contents.attempts) - len(attempts),
        contacts=len(contents.contacts) - len(contacts),
        files=len(contents.enclosures) - len(files),
        corrections=contents.counts.corrections - corrected,
    )
    return Tally(before, new, contents.counts - new - left_out, left_out, removed)


def _unknown_corrections(database: Database, records: Iterable[pieces.Revision]) -> int:
    keys = {(str(one.record.id), one.name) for one in records if one.record.supersedes}
    return len(keys - pieces.known(database, keys)) if keys else 0


def _standing(
    database: Database, path: Path, theirs: Iterable[Attempt], erased: frozenset[UUID]
) -> tuple[list[Attempt], frozenset[UUID]]:
    """The lines of the file that are to stand, and all that are not, of ours too."""
    theirs = list(theirs)
    if project_of(database) in erased:
        return [], frozenset(line.id for line in tables.attempts(database))
    ours = tables.attempts_like(database, theirs)
    known = {line.id: line for line in ours}
    if any(known.setdefault(line.id, line) != line for line in theirs):
        raise DamagedHandoverError(path)  # a line never changes; a record's id is its hash
    gone = beside_interviews(known.values())
    return [line for line in theirs if line.id not in gone], gone


def _add_contacts(database: Database, theirs: Iterable[Contact]) -> int:
    """A contact may be open on one laptop and sealed, perhaps twice, on others; one of them stays.

    Sealed goes before open, and of two seals the one whose text comes first.
    """
    ours = {contact.id: contact for contact in tables.contacts(database)}
    theirs = list(theirs)
    better = [line for line in theirs if line.id in ours and _rank(line) < _rank(ours[line.id])]
    tables.replace_contacts(database, better)
    return tables.add_contacts(database, sorted(theirs, key=_rank))


def _add_files(
    database: Database, handover: Handover, theirs: Sequence[Enclosure], erased: frozenset[UUID]
) -> int:
    """Those that are of no erased interview; the bytes of the others are only looked at."""
    wanted = enclosures.missing(database, [one for one in theirs if one.owner not in erased])
    if not wanted:
        return 0
    insist_on_room(database.path, sum(one.size for one in wanted))
    return handover.take_files(theirs, lambda one: Intake(database, one, wanted=one in wanted))


def _rank(contact: Contact) -> tuple[bool, str]:
    return not contact.sealed, canonical_json(contact)


def _refuse_unusable_forms(database: Database, path: Path, contents: Contents) -> None:
    """A form that comes from outside must be one, and be the one it is called."""
    from surveykit.form import read_xform

    for new in set(contents.forms) - set(tables.forms(database)):
        try:
            form = read_xform(new.xml.encode())
        except (SurveykitError, ValueError) as error:
            raise DamagedHandoverError(path) from error
        if (form.id, form.version, form.title) != (new.id, new.version, new.title):
            raise DamagedHandoverError(path)


def _receipt(
    database: Database, envelope: Envelope, tally: Tally, twice: tuple[str, ...]
) -> Receipt:
    return Receipt(
        file=envelope.file,
        sha256=envelope.sha256,
        tally=tally,
        conflicts=database.remembered(
            "conflicts", lambda: len(conflicts(tables.corrected_records(database)))
        ),
        twice=twice,
        sealed=envelope.is_sealed,
    )
