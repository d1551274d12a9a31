"""A form being filled in by one person in one sitting: answers, notes, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from surveykit.fieldwork.notes import with_note, without_instance
from surveykit.text.clean import clean_lines

if TYPE_CHECKING:
    from surveykit.form import Entry, Form

_FILES = frozenset({"image", "audio", "video", "file"})
"""Whoever answers anew with a file has the one before erased; it cannot be brought back."""


class Sitting:
    """Kept in memory; an interview keeps each step on the disk, too."""

    def __init__(self, entry: Entry, notes: Mapping[str, str] | None = None) -> None:
        self.form: Form = entry.instance.form
        self.entry = entry
        self.notes: Mapping[str, str] = dict(notes or {})
        """What was noted beside a question, by its ref."""
        self._before: list[tuple[str, str]] = []

    @property
    def language(self) -> str:
        """Language of the questions on screen, as the form names it; empty if it has one only."""
        return self.entry.instance.language or ""

    def use_language(self, name: str) -> None:
        """Ask in another language from now on; no answer changes."""
        self.entry.instance.language = name or None

    def answer(self, ref: str, text: str) -> None:
        """Give an answer, in the way people type it.

        Raises:
            InvalidAnswerError: the form does not accept it; the answer before still stands.
            KeyError: the form has no such question, or the repeat no such instance.
        """
        instance = self.entry.instance
        node = instance.node(ref)
        before = node.value
        instance.answer(ref, text)
        if node.value != before and node.question and node.question.type not in _FILES:
            self._before.append((ref, before))

    @property
    def changed(self) -> bool:
        """Whether an answer of this sitting can be taken back."""
        return bool(self._before)

    def begin_here(self) -> None:
        """What was answered so far is not to be taken back: nobody was asked."""
        self._before.clear()

    def take_back(self) -> str:
        """Undo the last answer of this sitting and go to its question.

        Returns its ref; empty if there is nothing to take back. What the form has against an
        empty answer counts no more than when it was the first time empty. A repeat that grew
        or shrank since is an end: behind that, refs may mean other instances.
        """
        while self._before:
            ref, before = self._before.pop()
            with suppress(KeyError):  # of an instance that is gone with a count
                self.entry.instance.restore(ref, before)
                self.entry.go_to(ref)
                return ref
        return ""

    def note(self, ref: str, text: str) -> None:
        """Note something beside a question; an empty text takes the note away."""
        self.notes = with_note(self.notes, ref, clean_lines(text))

    def add_repeat(self, series: str) -> str:
        """Add an instance to a repeat and go to its first page; return its ref.

        Raises:
            RepeatError: the form itself says how many there are.
        """
        ref = self.entry.add(series)
        self._before.clear()
        return ref

    def remove_repeat(self, ref: str) -> None:
        """Take an instance of a repeat away with its answers and notes.

        Raises:
            RepeatError: the form itself says how many there are.
        """
        self.entry.remove(ref)
        self.notes = without_instance(self.notes, ref)
        self._before.clear()
