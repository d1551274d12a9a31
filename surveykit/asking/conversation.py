"""What the screens need of an interview, so that a form can be tried out in the same screens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.form import Entry, Form


class Conversation(Protocol):
    """One form being filled in; `entry` shows where the respondent stands.

    Whatever cannot be done raises SurveykitError and changes nothing.
    """

    form: Form
    entry: Entry
    saved_at: datetime | None
    """Time of the last answer that is safely on disk; None before the first."""
    notes: Mapping[str, str]
    """What was noted beside a question, by its ref."""

    @property
    def language(self) -> str:
        """Language of the questions on screen, as the form names it; empty if it has one only."""

    def use_language(self, name: str) -> None:
        """Ask in another language from now on; no answer changes."""

    def answer(self, ref: str, text: str) -> None:
        """Check an answer and keep it; when this returns it is safe."""

    @property
    def changed(self) -> bool:
        """Whether an answer of this sitting can be taken back."""

    def take_back(self) -> str:
        """Undo the last answer and go to its question; its ref, or nothing."""

    def note(self, ref: str, text: str) -> None:
        """Note something beside a question; an empty text takes the note away."""

    def attach(self, ref: str, typed: str) -> str:
        """Answer with a file, whose path was typed, pasted or dropped; says what became of it."""

    def add_repeat(self, series: str) -> str:
        """Add an instance to a repeat and go to its first page; return its ref."""

    def remove_repeat(self, ref: str) -> None:
        """Take an instance of a repeat away with its answers."""
