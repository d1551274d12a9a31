"""A contact: what somebody wants to be reached for, kept apart from every answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from surveykit.text.clean import clean, clean_lines


@dataclass(frozen=True, slots=True)
class Contact:
    """One filled-in form of the third set: `contact_consent` or `callback`.

    `id` is a random UUIDv4 that stands nowhere else; names and numbers are joined to no
    interview and to no dwelling.
    """

    id: UUID
    form: str
    day: date
    answers: Mapping[str, str]

    def __post_init__(self) -> None:
        """Make the answers safe to show."""
        answers = {clean(name): clean_lines(text) for name, text in self.answers.items()}
        object.__setattr__(self, "answers", answers)
