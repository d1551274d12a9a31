"""A contact: what somebody wants to be reached for, kept apart from every answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from surveykit.fieldwork.consent import Consent, insist_on_consent
from surveykit.text.clean import clean, clean_lines


@dataclass(frozen=True, slots=True)
class Contact:
    """One filled-in form of the third set: `contact_consent` or `callback`.

    `id` is a random UUIDv4 that stands nowhere else; names and numbers are joined to no
    interview and to no dwelling. Once sealed, only who has the planner's secret key reads them.
    """

    id: UUID
    form: str
    day: date
    """The first of the month."""
    answers: Mapping[str, str]
    consents: tuple[Consent, ...] = ()
    sealed: str = ""
    """Answers and consents as an age file in Base64; then both stand here and nowhere else."""

    def __post_init__(self) -> None:
        """Make the answers safe to show.

        Raises:
            ValueError: there are answers without consent to them, or beside the sealed ones.
        """
        if self.sealed and (self.answers or self.consents):
            raise ValueError("a sealed contact has no answers that can be read")
        insist_on_consent(self.form, self.answers)
        answers = {clean(name): clean_lines(text) for name, text in self.answers.items()}
        object.__setattr__(self, "answers", answers)
        object.__setattr__(self, "day", self.day.replace(day=1))
        object.__setattr__(self, "consents", tuple(sorted(set(self.consents))))
