"""Giving a project's lines to another laptop and taking another's in, as a union of sets.

Records are revisions and never change, lines of the contact sheet and contacts are never
changed either; so taking in is adding what is not there, and then erasing the lines beside
interviews. Who merges what, in which order and how often makes no difference, also between
copies of one file. One exception: whether the earlier lines of a dwelling come back when its
interview is taken back depends on whether a laptop still had them.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Protocol
from uuid import UUID

from surveykit.errors import SurveykitError
from surveykit.fieldwork.contact_sheet import beside_interviews
from surveykit.store import tables
from surveykit.store.database import Database
from surveykit.store.errors import DamagedHandoverError, OtherSurveyError
from surveykit.store.handover import Contents, Handover, write
from surveykit.store.receipt import Counts, Receipt
from surveykit.store.revisions import conflicts
from surveykit.text.clean import clean


class _Line(Protocol):
    @property
    def id(self) -> UUID: ...


def give(database: Database, path: Path, today: date) -> Receipt:
    """Write everything but drafts, and lines beside interviews, into a handover."""
    attempts = tables.attempts(database)
    gone = beside_interviews(attempts)
    contents = Contents(
        forms=tuple(tables.forms(database)),
        records=tuple(tables.records(database)),
        attempts=tuple(line for line in attempts if line.id not in gone),
        contacts=tuple(tables.contacts(database)),
    )
    written = write(
        path,
        project=UUID(tables.about(database, "project")),
        site=tables.about(database, "label"),
        made=today,
        contents=contents,
    )
    return Receipt(
        file=path,
        sha256=written.header.sha256,
        before=contents.counts,
        new=Counts(),
        known=contents.counts,
        conflicts=len(conflicts(contents.records)),
    )


def take(database: Database, path: Path) -> Receipt:
    """Take a handover in, whole or not at all; one that was taken in before is not read again."""
    handover = Handover.read(path)
    if str(handover.header.project) != tables.about(database, "project"):
        theirs, ours = clean(handover.header.site), tables.about(database, "label")
        raise OtherSurveyError(path, theirs, ours)
    if tables.is_merged(database, handover.header.sha256):
        return _receipt(database, handover, tables.counts(database), Counts())
    contents = handover.contents()
    with database.transaction():
        before = tables.counts(database)
        _refuse_unusable_forms(database, path, contents)
        _refuse_contradictions(database, path, contents)
        new = _add(database, contents)
        tables.add_merged(database, handover.header.sha256, _text(contents.counts), _text(new))
    return _receipt(database, handover, before, new)


def _add(database: Database, contents: Contents) -> Counts:
    gone = beside_interviews([*tables.attempts(database), *contents.attempts])
    tables.delete_attempts(database, gone)
    kept = (line for line in contents.attempts if line.id not in gone)
    return Counts(
        forms=tables.add_forms(database, contents.forms),
        records=tables.add_records(database, contents.records),
        attempts=tables.add_attempts(database, kept),
        contacts=tables.add_contacts(database, contents.contacts),
    )


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


def _refuse_contradictions(database: Database, path: Path, contents: Contents) -> None:
    """A line with an id that is taken must be that very line: lines never change.

    Records need no such look, for their revision is the hash of what they say.
    """
    _same(path, [*tables.attempts(database), *contents.attempts])
    _same(path, [*tables.contacts(database), *contents.contacts])


def _same(path: Path, lines: Iterable[_Line]) -> None:
    by_id: dict[UUID, _Line] = {}
    for line in lines:
        if by_id.setdefault(line.id, line) != line:
            raise DamagedHandoverError(path)


def _receipt(database: Database, handover: Handover, before: Counts, new: Counts) -> Receipt:
    return Receipt(
        file=handover.file,
        sha256=handover.header.sha256,
        before=before,
        new=new,
        known=handover.header.counts - new,
        conflicts=len(conflicts(tables.corrected_records(database))),
    )


def _text(counts: Counts) -> str:
    return json.dumps(asdict(counts))
