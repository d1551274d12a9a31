"""Connections to a project file: with its key, for work or to read only.

The cipher is ChaCha20 with a Poly1305 tag on every page: a changed bit is noticed when it is read.
"""

import unicodedata
from pathlib import Path

import apsw

PATIENCE_MS = 5000
"""How long a writer waits for another window before it gives up."""


PAGE_SIZE = 4096
"""Bytes; SQLite's own choice wherever this program makes a file."""


def connect(path: Path, passphrase: str | None, create: int = 0) -> apsw.Connection:
    """A connection for work; `create` is SQLITE_OPEN_CREATE where there is no file yet."""
    connection = apsw.Connection(str(path.absolute()), flags=apsw.SQLITE_OPEN_READWRITE | create)
    return _unlocked(connection, passphrase)


def connect_to_read(path: Path, passphrase: str | None) -> apsw.Connection:
    """A connection that reads the file and its WAL, wherever they lie; a copy it may write."""
    if not wal_of(path).exists():  # nobody is at work, and nobody was killed at it
        return _unlocked(_read_only(path, "immutable=1"), passphrase)
    connection = _unlocked(_read_only(path, "mode=ro"), passphrase)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").close()
    except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.FullError, apsw.IOError):
        connection.close()
        return _with_index_in_memory(path, passphrase)
    return connection


def _with_index_in_memory(path: Path, passphrase: str | None) -> apsw.Connection:
    """Where nothing can be laid beside the file: locks nobody out, for nobody else gets in."""
    [unlocked] = {"unix-none", "win32-none"} & set(apsw.vfs_names())
    connection = _read_only(path, f"mode=ro&vfs=multipleciphers-{unlocked}")
    connection.pragma("locking_mode", "EXCLUSIVE")
    return _unlocked(connection, passphrase)


def _read_only(path: Path, options: str) -> apsw.Connection:
    address = f"{path.absolute().as_uri()}?{options}"
    return apsw.Connection(address, flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI)


def page(connection: apsw.Connection, number: int) -> bytes | None:
    """One page of the file, deciphered; None if it cannot be read or its tag does not fit."""
    try:
        whole, content = connection.read("main", 0, (number - 1) * PAGE_SIZE, PAGE_SIZE)
    except apsw.Error:
        return None
    return content if whole else None


def wal_of(path: Path) -> Path:
    """Where SQLite keeps what has not yet been brought into the file."""
    return path.with_name(f"{path.name}-wal")


def unchecked(path: Path, passphrase: str | None) -> apsw.Connection:
    """A connection that deciphers damaged pages too; only to save what can be read."""
    connection = apsw.Connection(str(path.absolute()), flags=apsw.SQLITE_OPEN_READWRITE)
    return _unlocked(connection, passphrase, check=False)


def _unlocked(
    connection: apsw.Connection, passphrase: str | None, *, check: bool = True
) -> apsw.Connection:
    connection.set_busy_timeout(PATIENCE_MS)
    if passphrase is not None:
        connection.pragma("cipher", "chacha20")
        if not check:
            connection.pragma("hmac_check", 0)
        connection.pragma("hexkey", _key(passphrase))
    return connection


def _key(passphrase: str) -> str:
    """The passphrase as hexadecimal bytes: no character of it is ever part of a statement.

    NFC, because one keyboard types é as one character and another as two. The prefix keeps a
    passphrase that begins with `raw:` from being taken for a key that was derived already.
    """
    text = "surveykit:" + unicodedata.normalize("NFC", passphrase)
    return text.encode("utf-8", "surrogatepass").hex()
