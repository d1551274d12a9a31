"""A contact attempt: one try at one dwelling, recorded with a plain button."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Outcome(StrEnum):
    """What happened at the door, in the words of the buttons. AAPOR codes are derived."""

    INTERVIEW = "interview"
    BREAK_OFF = "break_off"
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


@dataclass(frozen=True, slots=True)
class Attempt:
    """One line of the contact sheet.

    An interview leaves no time at its dwelling (`at` is None for INTERVIEW and CARD), so that
    nothing but "interviewed" stands there and no answer can be traced back by the clock.
    """

    id: UUID
    dwelling: str
    outcome: Outcome
    at: datetime | None
    """UTC, to the minute."""
    device: str
    """Random name of the laptop in the contact sheet's stream."""
    language: str = ""
    """Code of the language needed next time, with LANGUAGE."""
    call_back: str = ""
    """Day and time agreed, as written, with LATER."""
    card_left: bool = False
    undoes: UUID | None = None
    """The attempt that this line takes back; then nothing else of this line counts."""
