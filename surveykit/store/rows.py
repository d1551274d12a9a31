"""Values to rows and back."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.consent import Consent
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.notes import Note
from surveykit.fieldwork.record import Mode, Record
from surveykit.store.database import Row, Value
from surveykit.store.draft_tables import draft_of
from surveykit.store.enclosures import of_row as enclosure_of
from surveykit.store.values import some_bytes, whole_number


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


def value_of(table: str, row: Row) -> object:
    """What one whole row of a table stands for; None where a table holds bare text.

    Raises:
        ValueError, TypeError, KeyError: the row is not as this program writes it.
    """
    match table:
        case "form":
            return _itself(form_of(row), row[0])
        case "attempt":
            return attempt_of(row)
        case "contact":
            return contact_of(row)
        case "enclosure":
            return enclosure_of(row)
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


def _itself(form: StoredForm, hashed: object) -> StoredForm:
    """A form whose hash stands beside it; another hash means that one of the two was changed."""
    if form.sha256 != hashed:
        raise ValueError(f"the hash is not {hashed}")
    return form


def form_of(row: Row) -> StoredForm:
    """The form that a row holds."""
    _sha256, id_, version, title, xml = row
    return StoredForm(str(id_), str(version), str(title), some_bytes(xml).decode())


def attempt_row(attempt: Attempt) -> Row:
    """A line of the contact sheet as it is kept."""
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
        _json([str(id_) for id_ in attempt.after]) if attempt.after else _NONE,
    )


def attempt_of(row: Row) -> Attempt:
    """The line of the contact sheet that a row holds."""
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
        number=whole_number(number),
        after=tuple(map(UUID, json.loads(str(after)))),
    )


def record_of(text: bytes) -> Record:
    """The revision that is written as this canonical JSON."""
    fields = json.loads(text)
    fields["id"] = UUID(fields["id"])
    fields["mode"] = Mode(fields["mode"])
    fields["day"] = date.fromisoformat(fields["day"])
    fields["supersedes"] = tuple(fields.get("supersedes", ()))
    fields["consents"] = tuple(Consent(**one) for one in fields.get("consents", ()))
    fields["notes"] = tuple(Note(**one) for one in fields.get("notes", ()))
    return Record(**fields)


def contact_row(contact: Contact) -> Row:
    """A contact as it is kept."""
    return (
        str(contact.id),
        contact.form,
        contact.day.isoformat(),
        _json(contact.answers),
        _consents_json(contact.consents),
        contact.sealed,
    )


def contact_of(row: Row) -> Contact:
    """The contact that a row holds."""
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
    lines = [asdict(consent) for consent in consents]
    return _json(lines) if lines else _NONE


def _consents(text: Value) -> tuple[Consent, ...]:
    return tuple(Consent(**consent) for consent in json.loads(str(text)))


_json = json.JSONEncoder(ensure_ascii=False).encode
_NONE = "[]"  # most lines have no such list, and an encoder takes its time
