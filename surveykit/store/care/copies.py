"""The second copies that a project keeps by itself: one beside it, one in a second folder.

One copy per folder and no more: two of different days would show together which dwellings and
which interviews were new on a day. It is only ever replaced by one that was read again.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

from surveykit.errors import SurveykitError
from surveykit.files import reason
from surveykit.store import tables
from surveykit.store.care.backup import back_up
from surveykit.store.connect import wal_of
from surveykit.store.database import Database
from surveykit.store.errors import CopyError, NoFolderError
from surveykit.text import _

FOLDER = "copies"
"""Beside the project; what lies elsewhere has a name that no other laptop's copy has."""

_FACT = "copies"  # in `about`: the second folder, and the name of the copy there


def second_copy(database: Database) -> Path | None:
    """Where the copy in the second folder lies; None if no folder is set."""
    text = tables.fact(database, _FACT)
    if not text:
        return None
    place = json.loads(text)
    return Path(place["folder"], place["name"])


def set_second_folder(database: Database, folder: Path | None) -> None:
    """Keep a second copy in this folder too; None ends it, and leaves the last copy there.

    Raises:
        NoFolderError: there is no such folder.
    """
    place = {}
    if folder is not None:
        if not folder.is_dir():
            raise NoFolderError(folder)
        name = f"{database.path.stem}-{uuid4().hex[:6]}.survey"
        place = {"folder": str(folder.absolute()), "name": name}
    with database.transaction():
        tables.set_about(database, [(_FACT, json.dumps(place) if place else "")])


def keep(database: Database, *, all_anew: bool = False) -> tuple[str, ...]:
    """Renew every copy that is older than the project; returns what could not be, in sentences.

    `all_anew` renews the others too: after an erasure, which must reach every copy.
    """
    return tuple(_kept(database, all_anew=all_anew))


def is_overdue(database: Database, today: date) -> bool:
    """Whether the project was changed on an earlier day and its copy is older still.

    A clock that stands wrong costs a copy too many or a copy later, and nothing else.
    """
    first = _beside(database)
    changed = datetime.fromtimestamp(_changed(database.path)).astimezone().date()
    return first.exists() and changed < today and _is_stale(database.path, first)


def _kept(database: Database, *, all_anew: bool) -> Iterator[str]:
    second = second_copy(database)
    for copy in (_beside(database), *([second] if second else [])):
        if not (all_anew or _is_stale(database.path, copy)):
            continue
        try:
            if copy != second:
                copy.parent.mkdir(exist_ok=True)
            elif not copy.parent.is_dir():  # a stick that is not there now
                raise CopyError(copy, _("there is no such folder"))
            back_up(database, copy, replace=True)
        except OSError as error:
            yield str(CopyError(copy, reason(error)))
        except SurveykitError as error:
            yield str(error)


def _beside(database: Database) -> Path:
    return database.path.parent / FOLDER / database.path.name


def _is_stale(project: Path, copy: Path) -> bool:
    return not copy.exists() or _changed(copy) < _changed(project)


def _changed(path: Path) -> float:
    """When a file or what lies in its WAL was written last, by the clock of that time.

    An empty file counts as never written: opening makes an empty WAL, a power cut an empty copy.
    """
    states = [path.stat()]
    if wal_of(path).exists():
        states.append(wal_of(path).stat())
    return max((state.st_mtime for state in states if state.st_size), default=0.0)
