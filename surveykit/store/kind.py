"""What lies there: one of our projects or not, encrypted or not, of which version."""

from pathlib import Path

import apsw

from surveykit.store.connect import PLAIN, page
from surveykit.store.errors import (
    DamagedProjectError,
    NewerProjectError,
    NotAProjectError,
    NotEncryptedError,
    OlderProjectError,
    WrongPassphraseError,
)
from surveykit.store.faults import sentences

APPLICATION = int.from_bytes(b"SVK1")
"""Stands in the header of the file and says what it is."""

VERSION = 4
"""Of the schema; `migration` renews a file of an older one."""

_FRACTIONS = bytes((64, 32, 32))  # bytes 21 to 23 of every SQLite file, encrypted or not


def is_encrypted(path: Path) -> bool:
    """Whether a passphrase is needed, to be asked before opening.

    Raises:
        NoProjectError, NotAProjectError: there is nothing to open.
    """
    with sentences(path):
        return _is_encrypted(path)


def check_kind(path: Path, passphrase: str | None) -> None:
    """Make sure that there is a database, encrypted if and only if there is a passphrase.

    Raises:
        NoProjectError, NotAProjectError, WrongPassphraseError, NotEncryptedError: what is wrong.
    """
    encrypted = _is_encrypted(path)
    if encrypted and passphrase is None:
        raise WrongPassphraseError(path)
    if not encrypted and passphrase is not None:
        raise NotEncryptedError(path)


def check_contents(path: Path, connection: apsw.Connection, passphrase: str | None) -> int:
    """Make sure that the key is right and the file ours; returns the version of its schema.

    Raises:
        WrongPassphraseError, NotAProjectError, NewerProjectError: what is wrong.
    """
    try:
        application = connection.pragma("application_id")
    except apsw.NotADBError as error:
        if passphrase is None:
            raise NotAProjectError(path) from error
        fits_elsewhere = page(connection, 2) is not None
        raise (DamagedProjectError if fits_elsewhere else WrongPassphraseError)(path) from error
    if application != APPLICATION:
        raise NotAProjectError(path)
    version = connection.pragma("user_version")
    if version > VERSION:
        raise NewerProjectError(path)
    if version < 1:
        raise NotAProjectError(path)
    return int(version)


def insist_on_today(path: Path, version: int) -> None:
    """Make sure that the file need not be renewed first.

    Raises:
        OlderProjectError: it is of an older version.
    """
    if version < VERSION:
        raise OlderProjectError(path)


def _is_encrypted(path: Path) -> bool:
    if path.is_dir():
        raise NotAProjectError(path)
    with path.open("rb") as file:
        head = file.read(24)
    if head[21:24] != _FRACTIONS:
        raise NotAProjectError(path)
    return not head.startswith(PLAIN)
