"""Values to rows and back. Lines are added and never changed; some are erased, see `erase_visits`.

`ON CONFLICT DO NOTHING` and never `INSERT OR IGNORE`, which would also swallow a broken line.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.consent import Consent
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.contact_sheet import beside_interviews
from surveykit.fieldwork.record import Mode, Record
from surveykit.store import enclosures
from surveykit.store.database import Database, Row, Value
from surveykit.store.draft_tables import draft_of
from surveykit.store.receipt import Counts


@dataclass(frozen=True, slots=True)
class StoredForm:
    """A form as it is kept: its XForm, and what is needed to find it."""

    id: str
    version: str
    title: str
    xml: str

    @property
    def sha256(self) -> str:
        """Of the XForm: two texts under one version stay two forms."""
        return sha256(self.xml.encode()).hexdigest()


def add_forms(database: Database, forms: Iterable[StoredForm]) -> int:
    """Add the forms that are not there yet; returns how many were new."""
    return database.write(
        "INSERT INTO form VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        ((form.sha256, form.id, form.version, form.title, form.xml.encode()) for form in forms),
    )


def forms(database: Database) -> list[StoredForm]:
    """Every form in every version, in the order of their contents' hashes."""
    rows = database.rows("SELECT id, version, title, xml FROM form ORDER BY sha256")
    return [
        StoredForm(str(id_), str(version), str(title), _bytes(xml).decode())
        for id_, version, title, xml in rows
    ]


def add_attempts(database: Database, attempts: Iterable[Attempt]) -> int:
    """Add the lines that are not there yet; returns how many were new."""
    return database.write(
        "INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (_attempt_row(attempt) for attempt in attempts),
    )


def attempts(database: Database) -> list[Attempt]:
    """The contact sheet, in the order of the random ids."""
    return [_attempt(row) for row in database.rows("SELECT * FROM attempt ORDER BY id")]


def attempts_at(database: Database, dwelling: str) -> list[Attempt]:
    """The lines of one dwelling, in the order of the random ids."""
    rows = database.rows("SELECT * FROM attempt WHERE dwelling = ? ORDER BY id", (dwelling,))
    return [_attempt(row) for row in rows]


def attempts_like(database: Database, lines: Iterable[Attempt]) -> list[Attempt]:
    """The lines here with the ids of these, or at their dwellings."""
    lines = list(lines)
    ids = json.dumps([str(line.id) for line in lines])
    dwellings = json.dumps(sorted({line.dwelling for line in lines}))
    rows = database.rows(
        "SELECT * FROM attempt WHERE id IN (SELECT value FROM json_each(?)) UNION"
        " SELECT * FROM attempt WHERE dwelling IN (SELECT value FROM json_each(?)) ORDER BY id",
        (ids, dwellings),
    )
    return [_attempt(row) for row in rows]


def erase_visits(database: Database, dwelling: str | None = None) -> int:
    """Delete the lines beside an interview, of one dwelling or of all; returns how many went."""
    lines = attempts(database) if dwelling is None else attempts_at(database, dwelling)
    return delete_attempts(database, beside_interviews(lines))


def delete_attempts(database: Database, ids: Iterable[UUID]) -> int:
    """Delete lines of the contact sheet; returns how many there were."""
    return database.write("DELETE FROM attempt WHERE id = ?", ((str(id_),) for id_ in ids))


def add_records(database: Database, records: Iterable[Record]) -> int:
    """Add the revisions that are not there yet; returns how many were new."""
    return add_revisions(database, ((record.revision, record) for record in records))


def add_revisions(database: Database, records: Iterable[tuple[str, Record]]) -> int:
    """As `add_records`, for revisions whose hash the caller has reckoned already."""
    return database.write(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (_record_row(revision, record) for revision, record in records),
    )


def records(database: Database) -> list[Record]:
    """Every revision, in the order of the random ids."""
    rows = database.rows("SELECT * FROM record ORDER BY id, revision")
    return [_record(row) for row in rows]


def corrected_records(database: Database) -> list[Record]:
    """Every revision of the records that were ever corrected."""
    rows = database.rows(
        "SELECT * FROM record WHERE id IN"
        " (SELECT id FROM record WHERE supersedes <> '[]') ORDER BY id, revision"
    )
    return [_record(row) for row in rows]


def add_contacts(database: Database, contacts: Iterable[Contact]) -> int:
    """Add the contacts that are not there yet; returns how many were new."""
    return database.write(
        "INSERT INTO contact VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (_contact_row(contact) for contact in contacts),
    )


def replace_contacts(database: Database, contacts: Iterable[Contact]) -> None:
    """Put other contents under ids that are there, as when an open contact is sealed."""
    database.write(
        "REPLACE INTO contact VALUES (?, ?, ?, ?, ?, ?)",
        (_contact_row(contact) for contact in contacts),
    )


def contacts(database: Database) -> list[Contact]:
    """Every contact, in the order of the random ids."""
    return [_contact(row) for row in database.rows("SELECT * FROM contact ORDER BY id")]


def erase_for_good(database: Database, ids: Iterable[UUID]) -> Counts:
    """Delete records with their files, and contacts, and let no handover bring them back.

    Returns how many there were.
    """
    ids = [*ids]
    lines = [(str(id_),) for id_ in ids]
    database.write("INSERT INTO erased VALUES (?) ON CONFLICT DO NOTHING", lines)
    return Counts(
        files=enclosures.delete_of(database, ids),
        records=database.write("DELETE FROM record WHERE id = ?", lines),
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
    records: Collection[tuple[str, Record]],
    attempts: Collection[Attempt],
    contacts: Collection[Contact],
) -> bool:
    """Whether any of these lines is not there: the last look before a merge is called done."""
    revisions = {(str(record.id), revision) for revision, record in records}
    [(found,)] = database.rows(
        "SELECT count(*) FROM record WHERE (id, revision) IN"
        " (SELECT value ->> 0, value ->> 1 FROM json_each(?))",
        (json.dumps([*revisions]),),
    )
    ids = {"attempt": {line.id for line in attempts}, "contact": {line.id for line in contacts}}
    return found != len(revisions) or any(
        _count(database, table, sought) != len(sought) for table, sought in ids.items()
    )


def _count(database: Database, table: str, ids: Collection[UUID]) -> int:
    [(found,)] = database.rows(
        f"SELECT count(*) FROM {table} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps([str(id_) for id_ in ids]),),
    )
    return _int(found)


def counts(database: Database) -> Counts:
    """How many of each the project holds; files of drafts do not count, as drafts do not."""
    tables = ("record", "attempt", "contact", "form", "erased")
    counting = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)  # noqa: S608
    files = "(SELECT count(*) FROM enclosure WHERE owner NOT IN (SELECT id FROM draft))"
    [row] = database.rows(f"SELECT {counting}, {files}")
    return Counts(*map(_int, row))


def newest_day(database: Database) -> date | None:
    """The last day that stands on anything; None in an empty project."""
    [(newest,)] = database.rows(
        "SELECT max(day) FROM (SELECT max(day) AS day FROM record"
        " UNION ALL SELECT max(substr(at, 1, 10)) FROM attempt"
        " UNION ALL SELECT max(substr(began, 1, 10)) FROM draft"
        " UNION ALL SELECT max(value) FROM about WHERE name = 'created')"
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


def value_of(table: str, row: Row) -> object:
    """What one whole row of a table stands for; None where a table holds bare text.

    Raises:
        ValueError, TypeError, KeyError: the row is not as this program writes it.
    """
    match table:
        case "record":
            return _itself(_record(row), row[1], "revision")
        case "form":
            sha256, id_, version, title, xml = row
            form = StoredForm(str(id_), str(version), str(title), _bytes(xml).decode())
            return _itself(form, sha256, "sha256")
        case "attempt":
            return _attempt(row)
        case "contact":
            return _contact(row)
        case "enclosure":
            return enclosures.of_row(row)
        case "draft":
            return draft_of(row, [])
        case _:
            return None


def makes_sense(table: str, row: Row) -> bool:
    """Whether this program would write such a row."""
    try:
        value_of(table, row)
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return True


def _itself(value: Record | StoredForm, hashed: object, name: str) -> Record | StoredForm:
    """A value whose hash stands beside it; another hash means that one of the two was changed."""
    if getattr(value, name) != hashed:
        raise ValueError(f"{name} is not {hashed}")
    return value


def _attempt_row(attempt: Attempt) -> Row:
    return (
        str(attempt.id),
        attempt.dwelling,
        attempt.outcome.value,
        attempt.at.isoformat() if attempt.at else None,
        attempt.language,
        attempt.call_back,
        int(attempt.card_left),
        str(attempt.undoes) if attempt.undoes else None,
        attempt.number,
        json.dumps([str(id_) for id_ in attempt.after]),
    )


def _attempt(row: Row) -> Attempt:
    id_, dwelling, outcome, at, language, call_back, card_left, undoes, number, after = row
    return Attempt(
        id=UUID(str(id_)),
        dwelling=str(dwelling),
        outcome=Outcome(str(outcome)),
        at=datetime.fromisoformat(str(at)) if at else None,
        language=str(language),
        call_back=str(call_back),
        card_left=bool(card_left),
        undoes=UUID(str(undoes)) if undoes else None,
        number=_int(number),
        after=tuple(map(UUID, json.loads(str(after)))),
    )


def _record_row(revision: str, record: Record) -> Row:
    return (
        str(record.id),
        revision,
        record.form,
        record.form_version,
        record.mode.value,
        record.day.isoformat(),
        record.minutes,
        record.language,
        _json(record.answers),
        json.dumps(record.supersedes),
        int(record.partial),
        _consents_json(record.consents),
        record.reason,
    )


def _record(row: Row) -> Record:
    id_, _revision, form, version, mode, day, minutes, language, answers, *more = row
    supersedes, partial, consents, reason = more
    return Record(
        id=UUID(str(id_)),
        form=str(form),
        form_version=str(version),
        mode=Mode(str(mode)),
        day=date.fromisoformat(str(day)),
        minutes=_int(minutes),
        language=str(language),
        answers=_answers(answers),
        supersedes=tuple(json.loads(str(supersedes))),
        partial=bool(partial),
        consents=_consents(consents),
        reason=str(reason),
    )


def _contact_row(contact: Contact) -> Row:
    return (
        str(contact.id),
        contact.form,
        contact.day.isoformat(),
        _json(contact.answers),
        _consents_json(contact.consents),
        contact.sealed,
    )


def _contact(row: Row) -> Contact:
    id_, form, day, answers, consents, sealed = row
    return Contact(
        id=UUID(str(id_)),
        form=str(form),
        day=date.fromisoformat(str(day)),
        answers=_answers(answers),
        consents=_consents(consents),
        sealed=str(sealed),
    )


def _answers(text: Value) -> dict[str, str]:
    answers = json.loads(str(text))
    if not isinstance(answers, dict):
        raise TypeError(f"answers by question expected, not {answers!r}")
    return answers


def _consents_json(consents: Iterable[Consent]) -> str:
    return _json([asdict(consent) for consent in consents])


def _consents(text: Value) -> tuple[Consent, ...]:
    return tuple(Consent(**consent) for consent in json.loads(str(text)))


def _json(answers: object) -> str:
    return json.dumps(answers, ensure_ascii=False)


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"a whole number expected, not {value!r}")
    return value


def _bytes(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError(f"bytes expected, not {value!r}")
    return value
