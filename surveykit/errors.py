"""Every error a person can act on: what happened, where, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from surveykit.text import _, ngettext


class SurveykitError(Exception):
    """Something the person at the keyboard can put right.

    `what` names the place and the fault; `advice` says what to do next. Both
    are whole sentences, because screens and commands show them as they are.
    """

    def __init__(self, what: str, *, advice: str) -> None:
        super().__init__(f"{what}\n{advice}")
        self.what = what
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file that a person wrote.

    `sheet` and `cell` say where ("dwellings", "C14"; either may be empty),
    `value` what stands there, `what` what is wrong with it, `mend` what to do.
    """

    sheet: str
    cell: str
    value: str
    what: str
    mend: str

    @property
    def place(self) -> str:
        """Sheet, cell and value, as far as they are known."""
        value = _("“{text}”").format(text=self.value) if self.value else ""
        return " ".join(part for part in (self.sheet, self.cell, value) if part)

    def __str__(self) -> str:
        told = f"{self.what} {self.mend}"
        return f"{self.place}: {told}" if self.place else told


class FaultyFileError(SurveykitError):
    """A file cannot be used; carries all its faults, not just the first."""

    def __init__(self, file: Path, faults: Sequence[Fault]) -> None:
        heading = ngettext("{file}: {n} fault.", "{file}: {n} faults.", len(faults))
        self.heading = heading.format(file=file, n=len(faults))
        lines = [self.heading, *(f"  {fault}" for fault in faults)]
        super().__init__(
            "\n".join(lines), advice=_("Mend the file and try again. Nothing was changed.")
        )
        self.file = file
        self.faults = tuple(faults)
