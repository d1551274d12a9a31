"""What is kept, table by table.

Lines are added and never changed; some are erased, see `erase_visits`.

`ON CONFLICT DO NOTHING` and never `INSERT OR IGNORE`, which would also swallow a broken line.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from uuid import UUID

from surveykit.fieldwork.attempt import Attempt
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.contact_sheet import beside_interviews
from surveykit.fieldwork.record import Record
from surveykit.store import enclosures, pieces
from surveykit.store.database import Database
from surveykit.store.handover.receipt import Counts
from surveykit.store.pieces import Names, Revision
from surveykit.store.rows import (
    StoredForm,
    attempt_of,
    attempt_row,
    contact_of,
    contact_row,
    form_of,
    record_of,
)
from surveykit.store.values import whole_number


def add_forms(database: Database, forms: Iterable[StoredForm]) -> int:
    """Add the forms that are not there yet; returns how many were new."""
    return database.write(
        "INSERT INTO form VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        ((form.sha256, form.id, form.version, form.title, form.xml.encode()) for form in forms),
    )


def forms(database: Database) -> list[StoredForm]:
    """Every form in every version, in the order of their contents' hashes."""
    return database.values(form_of, "SELECT * FROM form ORDER BY sha256")


def add_attempts(database: Database, attempts: Iterable[Attempt]) -> int:
    """Add the lines that are not there yet; returns how many were new."""
    return database.write(
        "INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (attempt_row(attempt) for attempt in attempts),
    )


def attempts(database: Database) -> list[Attempt]:
    """The contact sheet, in the order of the random ids."""
    return database.values(attempt_of, "SELECT * FROM attempt ORDER BY id")


def attempts_at(database: Database, dwelling: str) -> list[Attempt]:
    """The lines of one dwelling, in the order of the random ids."""
    at_it = "SELECT * FROM attempt WHERE dwelling = ? ORDER BY id"
    return database.values(attempt_of, at_it, (dwelling,))


def attempts_like(database: Database, lines: Iterable[Attempt]) -> list[Attempt]:
    """The lines here with the ids of these, or at their dwellings."""
    lines = list(lines)
    ids = json.dumps([str(line.id) for line in lines])
    dwellings = json.dumps(sorted({line.dwelling for line in lines}))
    return database.values(
        attempt_of,
        "SELECT * FROM attempt WHERE id IN (SELECT value FROM json_each(?)) UNION"
        " SELECT * FROM attempt WHERE dwelling IN (SELECT value FROM json_each(?)) ORDER BY id",
        (ids, dwellings),
    )


def erase_visits(database: Database, dwelling: str | None = None) -> int:
    """Delete the lines beside an interview, of one dwelling or of all; returns how many went."""
    lines = attempts(database) if dwelling is None else attempts_at(database, dwelling)
    return delete_attempts(database, beside_interviews(lines))


def delete_attempts(database: Database, ids: Iterable[UUID]) -> int:
    """Delete lines of the contact sheet; returns how many there were."""
    return database.write("DELETE FROM attempt WHERE id = ?", ((str(id_),) for id_ in ids))


def add_records(database: Database, records: Iterable[Record]) -> int:
    """Add the revisions that are not there yet; returns how many were new."""
    return pieces.add(database, map(Revision.of, records))


def records(
    database: Database, form: str | None = None, among: Names | None = None
) -> Iterator[Record]:
    """Every revision, or those of one form or among some, in the order of the random ids."""
    for text in pieces.texts(database, form, among):
        yield from database.understood(record_of, [text])


def revisions_of(database: Database, id_: str) -> list[Record]:
    """Every revision of one record."""
    return database.understood(record_of, pieces.texts_of(database, id_))


def corrected_records(database: Database) -> list[Record]:
    """Every revision of the records that were ever corrected."""
    return database.understood(record_of, pieces.texts_of_corrected(database))


def add_contacts(database: Database, contacts: Iterable[Contact]) -> int:
    """Add the contacts that are not there yet; returns how many were new."""
    return database.write(
        "INSERT INTO contact VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (contact_row(contact) for contact in contacts),
    )


def replace_contacts(database: Database, contacts: Iterable[Contact]) -> None:
    """Put other contents under ids that are there, as when an open contact is sealed."""
    database.write(
        "REPLACE INTO contact VALUES (?, ?, ?, ?, ?, ?)",
        (contact_row(contact) for contact in contacts),
    )


def contacts(database: Database) -> list[Contact]:
    """Every contact, in the order of the random ids."""
    return database.values(contact_of, "SELECT * FROM contact ORDER BY id")


def erase_for_good(database: Database, ids: Iterable[UUID]) -> Counts:
    """Delete records with their files, and contacts, and let no handover bring them back.

    Returns how many there were.
    """
    ids = [*ids]
    lines = [(str(id_),) for id_ in ids]
    database.write("INSERT INTO erased VALUES (?) ON CONFLICT DO NOTHING", lines)
    corrections = pieces.corrections(database, ids)
    return Counts(
        corrections=corrections,
        files=enclosures.delete_of(database, ids),
        records=pieces.remove(database, ids),
        contacts=database.write("DELETE FROM contact WHERE id = ?", lines),
    )


def is_erased(database: Database, id_: UUID) -> bool:
    """Whether this was erased for good."""
    return bool(database.rows("SELECT 1 FROM erased WHERE id = ?", (str(id_),)))


def erased(database: Database) -> frozenset[UUID]:
    """The ids of what was erased for good."""
    return frozenset(UUID(str(id_)) for (id_,) in database.rows("SELECT id FROM erased"))


def lacks(
    database: Database,
    records: Collection[Revision],
    attempts: Collection[Attempt],
    contacts: Collection[Contact],
) -> bool:
    """Whether any of these lines is not there: the last look before a merge is called done."""
    revisions = {record.key for record in records}
    ids = {"attempt": {line.id for line in attempts}, "contact": {line.id for line in contacts}}
    return pieces.known(database, revisions) != revisions or any(
        _count(database, table, sought) != len(sought) for table, sought in ids.items()
    )


def _count(database: Database, table: str, ids: Collection[UUID]) -> int:
    [(found,)] = database.rows(
        f"SELECT count(*) FROM {table} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps([str(id_) for id_ in ids]),),
    )
    return whole_number(found)


def counts(database: Database) -> Counts:
    """How many of each the project holds; files of drafts do not count, as drafts do not."""
    counted = (
        f"piece WHERE {pieces.IS_FIRST}",
        *("attempt", "contact", "form", "erased"),
        "enclosure WHERE owner NOT IN (SELECT id FROM draft)",
        f"piece WHERE {pieces.IS_CORRECTION}",
    )
    counting = ", ".join(f"(SELECT count(*) FROM {lines})" for lines in counted)  # noqa: S608
    [row] = database.rows(f"SELECT {counting}")
    return Counts(*map(whole_number, row))


def newest_day(database: Database) -> date | None:
    """The last day that stands on anything; None in an empty project."""
    [(newest,)] = database.rows(
        "SELECT max(day) FROM (SELECT ? AS day"
        " UNION ALL SELECT max(substr(at, 1, 10)) FROM attempt"
        " UNION ALL SELECT max(substr(began, 1, 10)) FROM draft"
        " UNION ALL SELECT max(value) FROM about WHERE name = 'created')",
        (pieces.newest_day(database),),
    )
    return date.fromisoformat(str(newest)) if newest else None


def about(database: Database, name: str) -> str:
    """One fact about the project."""
    [(value,)] = database.rows("SELECT value FROM about WHERE name = ?", (name,))
    return str(value)


def fact(database: Database, name: str) -> str:
    """One fact that may be there; empty if it is not."""
    rows = database.rows("SELECT value FROM about WHERE name = ?", (name,))
    return str(rows[0][0]) if rows else ""


def set_about(database: Database, facts: Iterable[tuple[str, str]]) -> None:
    """Write facts, in the place of what was written under the same names before."""
    database.write("REPLACE INTO about VALUES (?, ?)", facts)
