"""Handovers: found on the stick, given, and taken in, each whole or not at all."""

import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.errors import SurveykitError
from surveykit.form.paths import typed_path
from surveykit.store import Project, Receipt
from surveykit.store.handover.errors import HandoverError
from surveykit.store.handover.receipt import conflict_words
from surveykit.store.keys.errors import SealedForAnotherKeyError
from surveykit.text import _, ngettext
from surveykit.text.clean import clean

if TYPE_CHECKING:  # nobody waits for it who has nothing to open
    from surveykit.store.keys.pair import SecretKey as SecretKey

__all__ = ["Receipt"]

ENDING = ".handover"

_ONE_OF_SEVERAL = re.compile(r"""'[^']*'|"[^"]*"|(?:\\.|[^\s;])+""")
"""Several paths dropped at once, or typed with spaces or semicolons between them."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken in, and why; the project is as if it had not been there."""

    file: Path
    error: SurveykitError

    def __str__(self) -> str:
        """What is wrong and what to do, in sentences."""
        return f"{self.error.what} {self.error.advice}"


def free_name(project: Project, today: date, folder: Path | None = None) -> Path:
    """Beside the project, with the day and a number: a time would tell when who was asked."""
    path = (folder or project.path.parent) / project.path.name
    names = (path.with_name(f"{path.stem}-{today:%Y%m%d}-{n}{ENDING}") for n in count(1))
    return next(name for name in names if not name.exists())


def handover(project: Project, path: Path, *, unsealed: bool = False) -> Receipt:
    """Write what this laptop has into one file for the planner's USB stick.

    Sealed for the planner, or readable by anybody where `unsealed` asks for that.
    """
    return project.handover(path, unsealed=unsealed)


def target(project: Project, typed: str, today: date) -> Path:
    """Where a handover goes: the file that was typed, or a free name in the folder that was."""
    return into(project, typed_path(typed), today)


def into(project: Project, path: Path, today: date) -> Path:
    """The file that was named, or a free name in the folder that was."""
    return free_name(project, today, path) if path.is_dir() else path


def handovers_at(typed: str, folder: Path) -> tuple[Path, ...]:
    """The files that somebody means who typed, pasted or dropped this, in the order of their names.

    A file with or without its ending, several of them, a pattern with `*`, a folder, or the stick
    itself, with the folders on it. What is relative begins in `folder`.

    Raises:
        SurveykitError: there is none.
    """
    found = _meant(typed, folder)
    if not found:
        pieces = _ONE_OF_SEVERAL.findall(typed)
        found = [file for piece in pieces for file in _meant(piece, folder)]
    if not found:
        raise SurveykitError(
            _("There is no handover at “{place}”.").format(place=clean(typed.strip())),
            advice=_("Name a file, a folder or the stick, or drag the files into this window."),
        )
    return tuple(dict.fromkeys(found))


def merge(
    project: Project, handovers: Sequence[Path], key: "Callable[[], SecretKey] | None" = None
) -> Generator[Receipt | Refused]:
    """Take in handover files in any order; what is wrong with one does not hold up the others.

    `key` gives the planner's secret key; it is called once, if a file is sealed.
    """
    once = cache(key) if key else None
    try:
        for file in handovers:
            try:
                yield project.merge(file, key=once, tidy=False)
            except (HandoverError, SealedForAnotherKeyError) as error:
                yield Refused(file, error)
    finally:
        project.tidy()


def any_sealed(files: Sequence[Path]) -> bool:
    """Whether the planner's secret key is needed for one of them."""
    from surveykit.store.handover.envelope import is_sealed

    return any(map(is_sealed, files))


def altogether(done: Sequence[Receipt | Refused]) -> str:
    """All files in a sentence or two."""
    receipts = [one for one in done if isinstance(one, Receipt)]
    refused = len(done) - len(receipts)
    told = []
    if receipts:
        sums = ngettext(
            "Altogether {before} questionnaire before, {new} new, {conflicts}, 0 lost.",
            "Altogether {before} questionnaires before, {new} new, {conflicts}, 0 lost.",
            receipts[0].before.questionnaires,
        ).format(
            before=receipts[0].before.questionnaires,
            new=sum(one.new.questionnaires for one in receipts),
            conflicts=conflict_words(receipts[-1].conflicts),
        )
        told.append(sums)
    if refused:
        told.append(
            ngettext("{n} file was not taken in.", "{n} files were not taken in.", refused).format(
                n=refused
            )
        )
    return " ".join(told)


def _meant(typed: str, folder: Path) -> list[Path]:
    try:
        path = folder / typed_path(typed)
        if path.is_dir():
            return _in(path) or [file for below in sorted(path.iterdir()) for file in _in(below)]
        named = [path, path.with_name(path.name + ENDING)] if path.name else []
        found = [file for file in named if file.is_file()][:1]
        return found or sorted(file for file in path.parent.glob(path.name) if file.is_file())
    except (OSError, ValueError, NotImplementedError, IndexError):
        return []  # no path, a folder that may not be read, or a pattern that is none


def _in(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*") if file.suffix.lower() == ENDING)
