"""A project file that is made: with its tables and all that belongs in it, or not at all.

A database that is created in its place at `synchronous=FULL` can vanish in a power cut: the journal
of its first transaction reappears and undoes it. So it is made at EXTRA, under another name, and
gets its own when all is in it.
"""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw

from surveykit.files import sync_folder
from surveykit.store.connect import connect
from surveykit.store.database import Database
from surveykit.store.errors import (
    EmptyPassphraseError,
    LeftoverError,
    NoFolderError,
    ProjectExistsError,
    ReadOnlyFolderError,
    ReadOnlyProjectError,
    UnsafeDiskError,
)
from surveykit.store.faults import sentences
from surveykit.store.kind import APPLICATION, VERSION

_SCHEMA = Path(__file__).with_name("schema.sql")
_EXTRA = 3
_BESIDE = ("-wal", "-journal")  # what SQLite keeps beside a file; may hold answers


def create(path: Path, passphrase: str | None, fill: Callable[[Database], None]) -> None:
    """Make a file with everything that `fill` writes, or no file at all.

    Raises:
        ProjectExistsError, NoFolderError: the name is taken, or there is no such folder.
        LeftoverError: the file is gone, but what belonged to it is still there.
        EmptyPassphraseError: None means no encryption, "" means nothing.
        ReadOnlyFolderError, DiskFullError, UnsafeDiskError: it cannot be made here.
    """
    if path.exists():
        raise ProjectExistsError(path)
    for beside in _beside(path):
        if beside.exists():
            raise LeftoverError(path, beside)
    if not path.parent.is_dir():
        raise NoFolderError(path.parent)
    if passphrase == "":
        raise EmptyPassphraseError(path)
    unfinished = path.with_name(f"{path.name}.new")
    try:
        with sentences(path):
            for half in (unfinished, *_beside(unfinished)):
                half.unlink(missing_ok=True)
            connection = connect(unfinished, passphrase, apsw.SQLITE_OPEN_CREATE)
            with contextlib.closing(connection):
                _write_schema(Database(path, connection), connection, fill)
            unfinished.replace(path)
            sync_folder(path.parent)
    except ReadOnlyProjectError as error:
        raise ReadOnlyFolderError(path.parent) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def schema() -> str:
    """The SQL that makes the tables of a new file."""
    return _SCHEMA.read_text(encoding="utf-8")


def _beside(path: Path) -> Iterator[Path]:
    return (path.with_name(path.name + ending) for ending in _BESIDE)


def _write_schema(
    database: Database, connection: apsw.Connection, fill: Callable[[Database], None]
) -> None:
    connection.pragma("synchronous", "EXTRA")
    if connection.pragma("synchronous") != _EXTRA:
        raise UnsafeDiskError(database.path)
    connection.pragma("secure_delete", "ON")
    with database.transaction():
        connection.execute(schema())
        connection.pragma("application_id", APPLICATION)
        connection.pragma("user_version", VERSION)
        fill(database)
    if connection.pragma("journal_mode", "WAL") != "wal":
        raise UnsafeDiskError(database.path)
