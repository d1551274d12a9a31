"""A project that is gone while it is open: what the system still holds of it is saved elsewhere.

Linux and macOS keep a removed file until the last program closes it. Of a stick that was pulled
out only what lies in memory can be read; then the copy fails and nothing is left of it.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from surveykit.store.care.backup import back_up
from surveykit.store.care.copies import second_copy
from surveykit.store.database import Database
from surveykit.store.errors import CopyError, ProjectError
from surveykit.text import _


def rescue(database: Database) -> Path:
    """Write all of it into a new file that can take its place; returns where.

    In the folder for second copies if there is one, else among the person's own files.

    Raises:
        CopyError: it could be written nowhere.
    """
    first: CopyError | None = None
    for folder in _folders(database):
        target = _free(folder, database.path.stem)
        try:
            back_up(database, target, whole=True)
        except CopyError as error:
            first = first or error
        except ProjectError as error:
            raise CopyError(target, _("the project cannot be read any more")) from error
        else:
            return target
    raise first or CopyError(database.path, _("there is no such folder"))


def last_words(database: Database) -> tuple[str, ...]:
    """Rescue it while it is being closed; says in sentences what became of it."""
    gone = _("{file}: the project is no longer in its place.").format(file=database.path)
    try:
        copy = rescue(database)
    except CopyError as error:
        return (f"{gone} {error.what}",)
    saved = _("All that was saved in it now lies in {copy}; go on with that file.")
    return (f"{gone} {saved.format(copy=copy)}",)


def _folders(database: Database) -> Iterator[Path]:
    with suppress(ProjectError):  # it may not even be known any more
        second = second_copy(database)
        if second and second.parent.is_dir():
            yield second.parent
    with suppress(RuntimeError):  # nobody's program
        yield Path.home()


def _free(folder: Path, stem: str) -> Path:
    """A name that nobody has: what lies there may be the last copy of another day."""
    names = (folder / f"{stem}-rescued{f'-{n}' if n > 1 else ''}.survey" for n in count(1))
    return next(name for name in names if not name.exists())
