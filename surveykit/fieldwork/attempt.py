"""A contact attempt: one try at one dwelling, recorded with a plain button."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from surveykit.text.clean import clean


class Outcome(StrEnum):
    """What happened at the door, in the words of the buttons. AAPOR codes are derived."""

    INTERVIEW = "interview"
    PARTIAL = "partial"
    """Broken off after the key question was answered (AAPOR 1.20); the record says so, and on the
    contact sheet it is an INTERVIEW like any other: a lone one would lead to its record."""
    BREAK_OFF = "break_off"
    """Broken off before the key question was answered (AAPOR 2.12)."""
    LATER = "later"
    NOT_HOME = "not_home"
    NO_ACCESS = "no_access"
    MINOR = "minor"
    LANGUAGE = "language"
    CARD = "card"
    """The card came back: interviewed by telephone."""
    REFUSED = "refused"
    NO_CONTACT_WISH = "no_contact_wish"
    VACANT = "vacant"
    NOT_DWELLING = "not_dwelling"
    STOP = "stop"
    """Stopped for safety."""


INTERVIEWED = frozenset({Outcome.INTERVIEW, Outcome.PARTIAL, Outcome.CARD})
"""The outcomes with answers to count; they leave no time at their dwelling."""


_FIRST_YEAR, _LAST_YEAR = 1970, 9998
"""What a clock that was never set shows, and what every time zone can tell."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One line of the contact sheet.

    An interview leaves no time at its dwelling (`at` is None for INTERVIEW, PARTIAL and CARD),
    no language, no appointment and no card, so that nothing but "interviewed" stands there and
    no answer can be traced by the clock. Earlier lines of that dwelling are to be erased, see
    `contact_sheet.beside_interviews`. No line says which laptop wrote it: a neighbour's line of
    that laptop would tell the day. Nor does any tell the minute: between two neighbours' minutes
    the gap where we stayed would show.
    """

    id: UUID
    dwelling: str
    outcome: Outcome
    at: datetime | None
    """UTC, to the hour."""
    language: str = ""
    """Code of the language needed next time, with LANGUAGE."""
    call_back: str = ""
    """Day and time agreed, as written, with LATER."""
    card_left: bool = False
    undoes: UUID | None = None
    """The attempt that this line takes back; then nothing else of this line counts."""
    number: int = 0
    """Which one at this dwelling, from 1, as far as its writer knew; 0 if unknown. Tells which of
    two tries within an hour was the later one."""
    after: tuple[UUID, ...] = ()
    """The lines that took back an interview at this dwelling before this attempt was made."""

    def __post_init__(self) -> None:
        """Hold a whole hour of UTC, nothing beside an interview, and text safe to show.

        Raises:
            ValueError: an interview has a time, or a time no zone or a year that no clock shows.
        """
        if self.outcome in INTERVIEWED and self.at is not None:
            raise ValueError("an interview leaves no time at its dwelling: at must be None")
        if self.outcome is Outcome.PARTIAL:
            object.__setattr__(self, "outcome", Outcome.INTERVIEW)
        if self.outcome in INTERVIEWED:
            nothing = {"language": "", "call_back": "", "card_left": False, "number": 0}
            for name, value in nothing.items():
                object.__setattr__(self, name, value)
        if self.at is not None:
            if self.at.tzinfo is None:
                raise ValueError("at needs a time zone")
            if not _FIRST_YEAR <= self.at.year <= _LAST_YEAR:
                raise ValueError(f"no clock shows the year {self.at.year}")
            hour = self.at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
            object.__setattr__(self, "at", hour)
        for name in ("dwelling", "language", "call_back"):
            object.__setattr__(self, name, clean(getattr(self, name)))
        object.__setattr__(self, "after", tuple(sorted(set(self.after))))
