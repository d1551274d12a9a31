"""Values to rows and back. Lines are added and never changed; some are erased, see `erase_visits`.

`ON CONFLICT DO NOTHING` and never `INSERT OR IGNORE`, which would also swallow a broken line.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.contact_sheet import beside_interviews
from surveykit.fieldwork.record import Mode, Record
from surveykit.store.database import Database, Row, Value
from surveykit.store.draft import Draft
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
        "INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (_attempt_row(attempt) for attempt in attempts),
    )


def attempts(database: Database) -> list[Attempt]:
    """The contact sheet, in the order of the random ids."""
    return [_attempt(row) for row in database.rows("SELECT * FROM attempt ORDER BY id")]


def erase_visits(database: Database, dwelling: str | None = None) -> int:
    """Delete the lines beside an interview, of one dwelling or of all; returns how many went."""
    of_them = (line for line in attempts(database) if dwelling in (None, line.dwelling))
    return delete_attempts(database, beside_interviews(of_them))


def delete_attempts(database: Database, ids: Iterable[UUID]) -> int:
    """Delete lines of the contact sheet; returns how many there were."""
    return database.write("DELETE FROM attempt WHERE id = ?", ((str(id_),) for id_ in ids))


def lines_beside_interviews(database: Database) -> frozenset[UUID]:
    """The lines that are to be erased, and that nobody else is to get."""
    return beside_interviews(attempts(database))


def add_records(database: Database, records: Iterable[Record]) -> int:
    """Add the revisions that are not there yet; returns how many were new."""
    return database.write(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (_record_row(record) for record in records),
    )


def records(database: Database) -> list[Record]:
    """Every revision, in the order of the random ids."""
    rows = database.rows("SELECT * FROM record ORDER BY id, revision")
    return [_record(row) for row in rows]


def corrected_records(database: Database) -> list[Record]:
    """Every revision of the records that have more than one."""
    rows = database.rows(
        "SELECT * FROM record WHERE id IN"
        " (SELECT id FROM record GROUP BY id HAVING count(*) > 1) ORDER BY id, revision"
    )
    return [_record(row) for row in rows]


def add_contacts(database: Database, contacts: Iterable[Contact]) -> int:
    """Add the contacts that are not there yet; returns how many were new."""
    return database.write(
        "INSERT INTO contact VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            (str(contact.id), contact.form, contact.day.isoformat(), _json(contact.answers))
            for contact in contacts
        ),
    )


def contacts(database: Database) -> list[Contact]:
    """Every contact, in the order of the random ids."""
    rows = database.rows("SELECT id, form, day, answers FROM contact ORDER BY id")
    return [_contact(row) for row in rows]


def add_draft(database: Database, draft: Draft) -> None:
    """Begin a draft; its answers are added one by one."""
    row = (
        str(draft.id),
        draft.form,
        draft.form_version,
        draft.form_sha256,
        draft.mode.value,
        draft.dwelling,
        draft.language,
        draft.began.isoformat(),
    )
    database.write("INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [row])


def add_answer(database: Database, draft: UUID, ref: str, text: str) -> int:
    """Add one answer behind the others; returns 0 if there is no such draft."""
    return database.write(
        "INSERT INTO draft_answer SELECT id,"
        " (SELECT count(*) FROM draft_answer WHERE draft = draft.id), ?, ?"
        " FROM draft WHERE id = ?",
        [(ref, text, str(draft))],
    )


def set_language(database: Database, draft: UUID, language: str) -> int:
    """Note the language that a draft goes on in; returns 0 if there is no such draft."""
    return database.write("UPDATE draft SET language = ? WHERE id = ?", [(language, str(draft))])


def drafts(database: Database) -> list[Draft]:
    """Every unfinished interview, the oldest first."""
    rows = database.rows("SELECT * FROM draft ORDER BY began, id")
    return [_draft(row, _draft_answers(database, str(row[0]))) for row in rows]


def delete_draft(database: Database, draft: UUID) -> int:
    """Delete a draft with its answers; returns 0 if there is no such draft."""
    database.write("DELETE FROM draft_answer WHERE draft = ?", [(str(draft),)])
    return database.write("DELETE FROM draft WHERE id = ?", [(str(draft),)])


def counts(database: Database) -> Counts:
    """How many of each the project holds."""
    [(records, attempts, contacts, forms)] = database.rows(
        "SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM attempt),"
        " (SELECT count(*) FROM contact), (SELECT count(*) FROM form)"
    )
    return Counts(_int(records), _int(attempts), _int(contacts), _int(forms))


def is_merged(database: Database, digest: str) -> bool:
    """Whether a handover was taken in before."""
    return bool(database.rows("SELECT 1 FROM merged WHERE sha256 = ?", (digest,)))


def add_merged(database: Database, digest: str, contents: str, new: str) -> None:
    """Note that a handover was taken in, and what was in it and new."""
    database.write("INSERT INTO merged VALUES (?, ?, ?)", [(digest, contents, new)])


def about(database: Database, name: str) -> str:
    """One fact about the project."""
    [(value,)] = database.rows("SELECT value FROM about WHERE name = ?", (name,))
    return str(value)


def fact(database: Database, name: str) -> str:
    """One fact that a project may lack; empty if it does."""
    rows = database.rows("SELECT value FROM about WHERE name = ?", (name,))
    return str(rows[0][0]) if rows else ""


def set_about(database: Database, facts: Iterable[tuple[str, str]]) -> None:
    """Write the facts of a new project."""
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
        case "draft":
            return _draft(row, ())
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
    )


def _attempt(row: Row) -> Attempt:
    id_, dwelling, outcome, at, language, call_back, card_left, undoes = row
    return Attempt(
        id=UUID(str(id_)),
        dwelling=str(dwelling),
        outcome=Outcome(str(outcome)),
        at=datetime.fromisoformat(str(at)) if at else None,
        language=str(language),
        call_back=str(call_back),
        card_left=bool(card_left),
        undoes=UUID(str(undoes)) if undoes else None,
    )


def _record_row(record: Record) -> Row:
    return (
        str(record.id),
        record.revision,
        record.form,
        record.form_version,
        record.mode.value,
        record.day.isoformat(),
        record.minutes,
        record.language,
        _json(record.answers),
        json.dumps(record.supersedes),
        int(record.partial),
    )


def _record(row: Row) -> Record:
    id_, _revision, form, version, mode, day, minutes, language, answers, supersedes, part = row
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
        partial=bool(part),
    )


def _contact(row: Row) -> Contact:
    id_, form, day, answers = row
    return Contact(UUID(str(id_)), str(form), date.fromisoformat(str(day)), _answers(answers))


def _draft(row: Row, answers: tuple[tuple[str, str], ...]) -> Draft:
    id_, form, form_version, form_sha256, mode, dwelling, language, began = row
    return Draft(
        id=UUID(str(id_)),
        form=str(form),
        form_version=str(form_version),
        form_sha256=str(form_sha256),
        mode=Mode(str(mode)),
        dwelling=None if dwelling is None else str(dwelling),
        language=str(language),
        began=datetime.fromisoformat(str(began)),
        answers=answers,
    )


def _draft_answers(database: Database, draft: str) -> tuple[tuple[str, str], ...]:
    rows = database.rows("SELECT ref, text FROM draft_answer WHERE draft = ? ORDER BY n", (draft,))
    return tuple((str(ref), str(text)) for ref, text in rows)


def _answers(text: Value) -> dict[str, str]:
    answers = json.loads(str(text))
    if not isinstance(answers, dict):
        raise TypeError(f"answers by question expected, not {answers!r}")
    return answers


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
