"""What a handover held and what was new: shown to both, the one who gives and the one who takes."""

from dataclasses import dataclass
from pathlib import Path

from surveykit.text import _


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each: record revisions, lines of the contact sheet, contacts, form versions."""

    records: int = 0
    attempts: int = 0
    contacts: int = 0
    forms: int = 0

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(
            self.records - other.records,
            self.attempts - other.attempts,
            self.contacts - other.contacts,
            self.forms - other.forms,
        )


@dataclass(frozen=True, slots=True)
class Receipt:
    """One handover, written or taken in; `new` and `known` add up to what the file holds."""

    file: Path
    sha256: str
    """Of the payload; the same on both laptops."""
    before: Counts
    """What the project held before."""
    new: Counts
    known: Counts
    conflicts: int
    """Interviews with corrections that contradict each other, in the project, afterwards."""

    @property
    def contents(self) -> str:
        """What the file holds, in a sentence: for the one who gives it."""
        return _("{file} holds {records} interviews and {attempts} attempts at doors.").format(
            file=self.file.name,
            records=self.new.records + self.known.records,
            attempts=self.new.attempts + self.known.attempts,
        )

    def __str__(self) -> str:
        """What was taken in, in sentences: for the one who merges."""
        new = _("New here: {records} interviews and {attempts} attempts; before: {before}.").format(
            records=self.new.records, attempts=self.new.attempts, before=self.before.records
        )
        contradicting = _(
            "Interviews with corrections that contradict each other: {n}. All versions are kept."
        ).format(n=self.conflicts)
        return " ".join([self.contents, new, *([contradicting] if self.conflicts else [])])
