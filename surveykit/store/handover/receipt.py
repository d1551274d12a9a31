"""What a handover held and what was new: shown to both, the one who gives and the one who takes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Self

from surveykit.text import _, ngettext


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each: record revisions, lines of the contact sheet, contacts, form versions.

    `erased` are ids of what was erased for good, `files` those that answers name.
    """

    records: int = 0
    attempts: int = 0
    contacts: int = 0
    forms: int = 0
    erased: int = 0
    files: int = 0
    corrections: int = 0
    """Of the records, those that take the place of others."""

    @property
    def questionnaires(self) -> int:
        """Records without corrections, which take the place of others.

        No count of interviews: who opened the door to say no, or later, or was a child, left a
        record too. By AAPOR that is a refusal (2.11) or no contact (2.25), and no interview.
        """
        return self.records - self.corrections

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(ours + theirs for ours, theirs in self._beside(other)))

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(*(ours - theirs for ours, theirs in self._beside(other)))

    def _beside(self, other: "Counts") -> list[tuple[int, int]]:
        return [(getattr(self, each.name), getattr(other, each.name)) for each in fields(self)]


def corrections_words(n: int) -> str:
    """How many corrections there are beside the questionnaires; "" for none."""
    return _("Corrections of them: {n}.").format(n=n) if n else ""


def conflict_words(n: int) -> str:
    """How many interviews have corrections that contradict each other."""
    return ngettext("{n} conflict", "{n} conflicts", n).format(n=n)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the lines of one handover; the four add up, or it would not be taken in.

    Every line of the file is new, known or left out. And what was there before, with what is new
    and without what was removed, is what is there afterwards.
    """

    before: Counts = Counts()
    """What the project held before."""
    new: Counts = Counts()
    known: Counts = Counts()
    left_out: Counts = Counts()
    """Lines of the file that are not to come back: interviews and contacts erased here or by this
    file, and tries at doors that have been interviewed since."""
    removed: Counts = Counts()
    """What the file erased in the project, for the same reasons."""

    @property
    def held(self) -> Counts:
        """What the file holds."""
        return self.new + self.known + self.left_out

    @property
    def after(self) -> Counts:
        """What the project holds afterwards, if nothing was lost."""
        return self.before + self.new - self.removed

    def to_json(self) -> dict[str, dict[str, int]]:
        """For the log; without what is nothing."""
        told = {name: value for name, value in asdict(self).items() if any(value.values())}
        return {name: {key: n for key, n in value.items() if n} for name, value in told.items()}

    @classmethod
    def from_json(cls, told: Mapping[str, Mapping[str, int]]) -> Self:
        """From the log."""
        return cls(**{name: Counts(**value) for name, value in told.items()})


@dataclass(frozen=True, slots=True)
class Merged:
    """A line of the log: one handover that was taken in."""

    sha256: str
    """Of the file."""
    name: str
    """Of the file, without its folder; empty where an older program took it in."""
    day: date
    tally: Tally


@dataclass(frozen=True, slots=True)
class Receipt:
    """One handover, written or taken in."""

    file: Path
    sha256: str
    """Of the file; the same on both laptops."""
    tally: Tally
    conflicts: int = 0
    """Interviews with corrections that contradict each other, in the project, afterwards."""
    twice: tuple[str, ...] = ()
    """Dwellings in the file with more than one interview, here or there."""
    sealed: bool = False

    @property
    def before(self) -> Counts:
        """What the project held before."""
        return self.tally.before

    @property
    def new(self) -> Counts:
        """What the project did not hold before."""
        return self.tally.new

    @property
    def known(self) -> Counts:
        """What the project held already."""
        return self.tally.known

    @property
    def contents(self) -> str:
        """What the file holds, in a sentence: for the one who gives it."""
        held = self.tally.held
        lines = _(
            "{file} holds {records} questionnaires, also those that ended before the questions, "
            "and {attempts} attempts at doors."
        ).format(file=self.file.name, records=held.questionnaires, attempts=held.attempts)
        files = _("Pictures and other files: {n}.").format(n=held.files) if held.files else ""
        return " ".join(filter(None, (lines, corrections_words(held.corrections), files)))

    @property
    def seal(self) -> str:
        """Who can read the file, in a sentence."""
        if self.sealed:
            return _("It is sealed: only the planner's secret key opens it.")
        return _("It is NOT sealed: whoever finds the stick can read it.")

    def __str__(self) -> str:
        """What was taken in, in sentences: for the one who merges."""
        return " ".join([self.contents, *self._came_in(), *self._to_look_after()])

    def _came_in(self) -> list[str]:
        tally, before = self.tally, self.before.questionnaires
        sums = ngettext(
            "{before} questionnaire before, {new} new, {conflicts}, 0 lost.",
            "{before} questionnaires before, {new} new, {conflicts}, 0 lost.",
            before,
        ).format(
            before=before,
            new=tally.new.questionnaires,
            conflicts=conflict_words(self.conflicts),
        )
        if tally.new.corrections:
            sums += " " + _("New corrections: {n}.").format(n=tally.new.corrections)
        attempts = _("New attempts at doors: {n}.").format(n=tally.new.attempts)
        files = [_("New files: {n}.").format(n=tally.new.files)] if tally.held.files else []
        return [sums, attempts, *files, *self._erased()]

    def _erased(self) -> list[str]:
        out, removed = self.tally.left_out, self.tally.removed
        told = []
        if out.records + out.contacts + removed.records + removed.contacts:
            told.append(
                _(
                    "Erased on request, here or elsewhere: {out} not taken in, {removed} removed."
                ).format(out=out.records + out.contacts, removed=removed.records + removed.contacts)
            )
        if out.attempts + removed.attempts:
            told.append(
                _(
                    "Earlier tries at doors that have been interviewed since: {out} not taken in, "
                    "{removed} removed."
                ).format(out=out.attempts, removed=removed.attempts)
            )
        return told

    def _to_look_after(self) -> list[str]:
        told = []
        if self.conflicts:
            told.append(
                _(
                    "Interviews with corrections that contradict each other: {n}. "
                    "All versions are kept; settle them: C at the planner's desk, or "
                    "“surveykit conflicts”."
                ).format(n=self.conflicts)
            )
        if self.twice:
            told.append(
                _("Dwellings interviewed more than once: {names}.").format(
                    names=", ".join(self.twice)
                )
            )
        return told
