"""A finished form: answers without a door, a name or a time of day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from surveykit.fieldwork.canonical import canonical_json
from surveykit.fieldwork.consent import Consent, insist_on_consent
from surveykit.fieldwork.notes import Note
from surveykit.text.clean import are_clean, clean, clean_lines

DOOR_FORM, HALLWAY_FORM, CONTACT_FORM = "door_interest", "hallway_quick", "contact_consent"
"""The bundled forms that the program itself opens; answers to the first are assessed."""

KEY_QUESTION = "prob"
"""Answered: what is broken off after it still counts as a partial interview."""

PERSONAL_FORMS = frozenset({CONTACT_FORM, "callback", "door_contact_sheet"})
"""Forms that hold names, numbers or doors: kept in the third set, apart from all answers."""

IDEA_FORM = "idea_status"
"""The form of decisions on residents' ideas, filled in by a screen of its own."""

DESK_FORMS = frozenset({"session_sheet", "visit_log", "followup", "review_team"})
"""Bundled forms that the team fills in about its own work, not about a respondent."""

IDENTIFYING_TYPES = frozenset(
    {"start", "end", "audit", "deviceid", "username", "phonenumber", "email", "simserial"}
    | {"subscriberid"}
)
"""Question types that tell when, with what or by whom a form was filled in."""

WHEN_FILLED_IN = frozenset({"today"})
"""Question types that tell the day; kept only of what the team fills in at its desk."""


class Mode(StrEnum):
    """How a respondent was met; only the door has a frame and so a response rate."""

    DOOR = "door_to_door"
    HALLWAY = "hallway"
    DESK = "desk"
    """Filled in by the team: session sheets, visit log, reviews."""


@dataclass(frozen=True, slots=True)
class Record:
    """One revision of one filled-in form. Immutable; a correction is a new revision.

    `id` is a random UUIDv4. `revision` is the SHA-256 of the content, so equal records are
    equal files. `supersedes` holds the revisions that the author of a correction had seen.
    `answers` maps question names to text values as ODK stores them; irrelevant questions
    are absent, questions left blank are absent too. Answers are made safe to show
    (`surveykit.text.clean`) when the record is made, wherever it comes from.
    """

    id: UUID
    form: str
    form_version: str
    mode: Mode
    day: date
    """The first of the month, but for what was filled in at a desk: on the day itself the contact
    sheet shows where we were."""
    minutes: int
    """Duration, whole minutes."""
    language: str
    answers: Mapping[str, str]
    supersedes: tuple[str, ...] = ()
    partial: bool = False
    """Broken off before the end."""
    consents: tuple[Consent, ...] = ()
    """What was agreed to, with the text that was read; none where the form does not ask."""
    reason: str = ""
    """Why it was corrected, in the words of whoever did."""
    notes: tuple[Note, ...] = ()
    """What the interviewer noted on single questions; free text, for the team only."""

    def __post_init__(self) -> None:
        """Hold clean answers and sorted references, so that one content has one revision.

        Raises:
            ValueError: the duration is negative, or there are answers without consent to them.
        """
        if self.minutes < 0:
            raise ValueError(f"an interview lasts 0 minutes or longer, not {self.minutes}")
        insist_on_consent(self.form, self.answers)
        if self.mode is not Mode.DESK:
            object.__setattr__(self, "day", self.day.replace(day=1))
        object.__setattr__(self, "consents", tuple(sorted(set(self.consents))))
        object.__setattr__(self, "answers", _cleaned(self.answers))
        object.__setattr__(self, "reason", clean(self.reason))
        object.__setattr__(self, "notes", _cleaned_notes(self.notes))
        object.__setattr__(self, "supersedes", tuple(sorted(set(self.supersedes))))

    @property
    def revision(self) -> str:
        """SHA-256 of the canonical JSON of the content, 64 hexadecimal digits."""
        return sha256(canonical_json(self).encode()).hexdigest()


def _cleaned(answers: Mapping[str, str]) -> dict[str, str]:
    if are_clean(answers) and are_clean(answers.values()):
        return dict(answers)
    return {clean(name): clean_lines(text) for name, text in answers.items()}


def _cleaned_notes(notes: tuple[Note, ...]) -> tuple[Note, ...]:
    cleaned = {Note(clean(note.question), clean_lines(note.text)) for note in notes}
    return tuple(sorted(note for note in cleaned if note.text))
