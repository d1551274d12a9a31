"""An interview that is going on: answers already on the disk, nothing finished yet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from surveykit.fieldwork.record import Mode


@dataclass(frozen=True, slots=True)
class Draft:
    """One unfinished form with its answers in the order in which they were given.

    The dwelling stands here only until the draft is finished or discarded; then it is erased
    from the file. `answers` holds (ref, text); a question answered twice stands there twice.
    """

    id: UUID
    form: str
    form_version: str
    form_sha256: str
    """Of the XForm in which it was begun; see `Project.form_of`."""
    mode: Mode
    dwelling: str | None
    language: str
    began: datetime
    """UTC."""
    answers: tuple[tuple[str, str], ...] = ()
    asked_in: tuple[str, ...] = ()
    """The language in which each of the answers was asked for, as the form names it."""
