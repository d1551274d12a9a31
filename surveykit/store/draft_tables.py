"""Interviews going on now, to rows and back."""

from datetime import datetime
from uuid import UUID

from surveykit.fieldwork.record import Mode
from surveykit.store import enclosures
from surveykit.store.database import Database, Row
from surveykit.store.draft import Draft


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


def add_answer(
    database: Database, draft: UUID, ref: str, text: str, known: int | None = None
) -> int:
    """Add one answer behind the others; returns 0 if there is no such draft.

    Nor is one added where the draft does not have just as many steps as are `known`.
    """
    return database.write(
        "INSERT INTO draft_answer SELECT id, steps, ?, ?, language FROM (SELECT id, language,"
        " (SELECT coalesce(max(n) + 1, 0) FROM draft_answer WHERE draft = draft.id) AS steps"
        " FROM draft WHERE id = ?) WHERE steps = coalesce(?, steps)",
        [(ref, text, str(draft), known)],
    )


def steps(database: Database, draft: UUID) -> int | None:
    """How many steps a draft has, answers taken back among them; None if there is none such."""
    rows = database.rows(
        "SELECT coalesce(max(n) + 1, 0) FROM draft LEFT JOIN draft_answer ON draft = id"
        " WHERE id = ? GROUP BY id",
        (str(draft),),
    )
    return int(str(rows[0][0])) if rows else None


def set_language(database: Database, draft: UUID, language: str) -> None:
    """Note the language that a draft goes on in."""
    database.write("UPDATE draft SET language = ? WHERE id = ?", [(language, str(draft))])


def drafts(database: Database) -> list[Draft]:
    """Every unfinished interview, the oldest first."""
    return database.values(
        lambda row: draft_of(row, _draft_answers(database, str(row[0]))),
        "SELECT * FROM draft ORDER BY began, id",
    )


def delete_draft(database: Database, draft: UUID) -> None:
    """Delete a draft with its answers and files."""
    enclosures.delete_of(database, [draft])
    database.write("DELETE FROM draft_answer WHERE draft = ?", [(str(draft),)])
    database.write("DELETE FROM draft WHERE id = ?", [(str(draft),)])


def draft_of(row: Row, answers: list[tuple[str, str, str]]) -> Draft:
    """A draft from its row and its answers: ref, text and language of each."""
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
        answers=tuple((ref, text) for ref, text, _language in answers),
        asked_in=tuple(language for _ref, _text, language in answers),
    )


def _draft_answers(database: Database, draft: str) -> list[tuple[str, str, str]]:
    rows = database.rows(
        "SELECT ref, text, language FROM draft_answer WHERE draft = ? ORDER BY n", (draft,)
    )
    return [(str(ref), str(text), str(language)) for ref, text, language in rows]
