"""What a killed program left in the WAL: looked at before it becomes part of the file."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import apsw

from surveykit.store import generation
from surveykit.store.connect import connect_without_wal
from surveykit.store.errors import DamagedProjectError, StrayWalError, WrongPassphraseError


@contextmanager
def checked_before_it_is_brought_in(
    path: Path, connection: apsw.Connection, passphrase: str | None, *, left_over: bool
) -> Iterator[None]:
    """Look at a WAL that was left over before any of it gets into the file.

    Who puts a copy in the place of a project forgets the -wal of the old one. SQLite would take
    its pages for newer ones, and closing would write them over those of the copy.

    Raises:
        StrayWalError: the file is sound, and together with the WAL it is not; or the WAL is that
            of another state of it (see `generation`).
    """
    if not left_over:
        yield
        return
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    try:
        yield
        if connection.pragma("quick_check") != "ok" or not _fits(path, connection, passphrase):
            raise StrayWalError(path)
    except (DamagedProjectError, WrongPassphraseError, apsw.CorruptError, apsw.NotADBError):
        if _is_sound_alone(path, passphrase):
            raise StrayWalError(path) from None
        raise
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)


def _fits(path: Path, connection: apsw.Connection, passphrase: str | None) -> bool:
    """Whether the WAL is that of this very state of the file, as far as numbers tell."""
    before = generation.number(connection)
    with closing(connect_without_wal(path, passphrase)) as file:
        try:
            alone = generation.number(file)
        except apsw.Error:  # its own WAL is not yet in it, or is being brought in just now
            return True
    return generation.fits(before, alone, generation.number(connection))


def _is_sound_alone(path: Path, passphrase: str | None) -> bool:
    with closing(connect_without_wal(path, passphrase)) as connection:
        try:
            return bool(connection.pragma("quick_check") == "ok")
        except apsw.Error:
            return False
