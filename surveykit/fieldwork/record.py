"""A finished form: answers without a door, a name or a time of day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


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
    are absent, questions left blank are absent too.
    """

    id: UUID
    form: str
    form_version: str
    mode: Mode
    day: date
    minutes: int
    """Duration, whole minutes."""
    language: str
    answers: Mapping[str, str]
    supersedes: tuple[str, ...] = ()
