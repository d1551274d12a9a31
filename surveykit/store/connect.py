"""Connections to a project file: with its key, for work or to read only.

The cipher is ChaCha20 with a Poly1305 tag on every page: a changed bit is noticed when it is read.
"""

import unicodedata
from pathlib import Path

import apsw

PATIENCE_MS = 5000
"""How long a writer waits for another window before it gives up."""


def connect(path: Path, passphrase: str | None, create: int = 0) -> apsw.Connection:
    """A connection for work; `create` is SQLITE_OPEN_CREATE where there is no file yet."""
    connection = apsw.Connection(str(path.absolute()), flags=apsw.SQLITE_OPEN_READWRITE | create)
    return _unlocked(connection, passphrase)


def connect_to_read(path: Path, passphrase: str | None) -> apsw.Connection:
    """A connection that reads the file and its WAL, wherever they lie."""
    if not wal_of(path).exists():  # nobody is at work, and nobody was killed at it
        return _unlocked(_read_only(path, "immutable=1"), passphrase)
    connection = _unlocked(_read_only(path, ""), passphrase)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").close()
    except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.FullError, apsw.IOError):
        connection.close()
        return _with_index_in_memory(path, passphrase)
    return connection


def _with_index_in_memory(path: Path, passphrase: str | None) -> apsw.Connection:
    """Where nothing can be laid beside the file: locks nobody out, for nobody else gets in."""
    [unlocked] = {"unix-none", "win32-none"} & set(apsw.vfs_names())
    connection = _read_only(path, f"vfs=multipleciphers-{unlocked}")
    connection.pragma("locking_mode", "EXCLUSIVE")
    return _unlocked(connection, passphrase)


def _read_only(path: Path, options: str) -> apsw.Connection:
    address = f"{path.absolute().as_uri()}?{options}"
    return apsw.Connection(address, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)


def wal_of(path: Path) -> Path:
    """Where SQLite keeps what has not yet been brought into the file."""
    return path.with_name(f"{path.name}-wal")


def _unlocked(connection: apsw.Connection, passphrase: str | None) -> apsw.Connection:
    connection.set_busy_timeout(PATIENCE_MS)
    if passphrase is not None:
        connection.pragma("cipher", "chacha20")
        connection.pragma("hexkey", _key(passphrase))
    return connection


def _key(passphrase: str) -> str:
    """The passphrase as hexadecimal bytes: no character of it is ever part of a statement.

    NFC, because one keyboard types é as one character and another as two. The prefix keeps a
    passphrase that begins with `raw:` from being taken for a key that was derived already.
    """
    text = "surveykit:" + unicodedata.normalize("NFC", passphrase)
    return text.encode("utf-8", "surrogatepass").hex()
