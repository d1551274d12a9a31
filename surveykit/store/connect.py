"""Connections to a project file: with its key, for work or to read only.

The cipher is ChaCha20 with a Poly1305 tag on every page: a changed bit is noticed when it is read.
The key is derived from the passphrase by scrypt in 64 MiB of memory (N = 2^16, r = 8, p = 1, about
0.2 s), which costs a guesser far more than the 64,007 rounds of PBKDF2 that are the library's
default. The salt are the first 16 bytes of the file; the key is never on the disk.
"""

import contextlib
import hashlib
import os
import shutil
import unicodedata
from pathlib import Path

import apsw

from surveykit.files import sync_file
from surveykit.store.errors import UnsafeDiskError

PATIENCE_MS = 5000
"""How long a writer waits for another window before it gives up."""

PAGE_SIZE = 2048
"""Bytes; half of SQLite's default, for each answer writes one page. Also tells our files from those
of version 1, whose pages had 4096 and whose keys the library derived."""

_PAGE_SIZE_OF_VERSION_1 = 4096
PLAIN = b"SQLite format 3\x00"
"""How a file begins that is not encrypted."""

_FULL, _MEMORY = 2, 2  # as SQLite calls them
_ROOM = 128 * 1024  # bytes: some 60 answers
_SECTOR = 512  # bytes
_TO_SPARE = 16 * 1024 * 1024  # bytes
_SALT = 16  # bytes
_HEAD = 24  # bytes of the header that are never encrypted but for the salt


def connect(path: Path, passphrase: str | None, create: int = 0) -> apsw.Connection:
    """A connection for work; `create` is SQLITE_OPEN_CREATE where there is no file yet."""
    connection = apsw.Connection(str(path.absolute()), flags=apsw.SQLITE_OPEN_READWRITE | create)
    return _unlocked(connection, passphrase)


def connect_to_read(path: Path, passphrase: str | None) -> apsw.Connection:
    """A connection that reads the file and its WAL, wherever they lie; a copy it may write."""
    if not wal_of(path).exists():  # nobody is at work, and nobody was killed at it
        return connect_without_wal(path, passphrase)
    connection = _unlocked(_read_only(path, "mode=ro"), passphrase)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").close()
    except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.FullError, apsw.IOError):
        connection.close()
        return _with_index_in_memory(path, passphrase)
    return connection


def connect_without_wal(path: Path, passphrase: str | None) -> apsw.Connection:
    """A connection that reads the file as it lies there, and touches nothing."""
    return _unlocked(_read_only(path, "immutable=1"), passphrase)


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


def promise_durability(path: Path, connection: apsw.Connection) -> None:
    """Set what durability and erasure rest on, and read it back: a pragma fails in silence.

    Raises:
        UnsafeDiskError: one of them is not to be had here.
    """
    wanted = {
        "journal_mode": "wal",
        "synchronous": _FULL,
        "secure_delete": 1,
        "fullfsync": 1,  # macOS: reach the medium, not just its cache
        "checkpoint_fullfsync": 1,
        "wal_autocheckpoint": 8000,  # pages: those changed again and again are written once
        "cache_size": -32_000,  # kB: inserting at random places of a large file stays quick
        "temp_store": _MEMORY,  # what SQLite sorts in a file of its own is not encrypted
        "trusted_schema": 0,
    }
    for name, value in wanted.items():
        connection.pragma(name, value)
        if connection.pragma(name) != value:
            raise UnsafeDiskError(path)


def give_room(wal: Path) -> None:
    """Let a WAL that is still empty have room for the answers of an interview at once.

    To be called by who may write to it. Where a file grows at its end, the disk must note that with
    every answer; to write over zeros takes two thirds of the time. Where there is no room to spare
    it grows.

    After a power cut a file may be as long as it was to be and show what lay on the disk before:
    the WAL of the last interview, say. So its beginning, in which no page has room, is on the disk
    as zeros before the rest has a length.
    """
    with contextlib.suppress(OSError), wal.open("r+b", buffering=0) as file:
        if not file.seek(0, os.SEEK_END) and shutil.disk_usage(wal).free > _TO_SPARE:
            file.write(bytes(_SECTOR))
            sync_file(file.fileno())
            file.write(bytes(_ROOM - _SECTOR))


def unchecked(path: Path, passphrase: str | None) -> apsw.Connection:
    """A connection that deciphers damaged pages too; only to save what can be read."""
    connection = apsw.Connection(str(path.absolute()), flags=apsw.SQLITE_OPEN_READWRITE)
    return _unlocked(connection, passphrase, check=False)


def _unlocked(
    connection: apsw.Connection, passphrase: str | None, *, check: bool = True
) -> apsw.Connection:
    connection.set_busy_timeout(PATIENCE_MS)
    head = _head(Path(connection.filename))
    connection.pragma("page_size", PAGE_SIZE)  # of a file that is still empty
    if passphrase is not None:
        connection.pragma("cipher", "chacha20")
        if not check:
            connection.pragma("hmac_check", 0)
        connection.pragma("hexkey", _key(passphrase, head))
    return connection


def _head(path: Path) -> bytes:
    """The first bytes of a file; none of one that is still to be written."""
    with path.open("rb") as file:
        return file.read(_HEAD)


def _page_size(head: bytes) -> int:
    return int.from_bytes(head[16:18])


def _key(passphrase: str, head: bytes) -> str:
    """The key in hexadecimal digits: no character of the passphrase is ever part of a statement.

    NFC, because one keyboard types é as one character and another as two. The prefix kept a
    passphrase that began with `raw:` from being taken for a derived key in files of version 1.
    """
    text = "surveykit:" + unicodedata.normalize("NFC", passphrase)
    password = text.encode("utf-8", "surrogatepass")
    if _page_size(head) == _PAGE_SIZE_OF_VERSION_1:
        return password.hex()
    salt = head[:_SALT] or os.urandom(_SALT)
    key = hashlib.scrypt(password, salt=salt, n=2**16, r=8, p=1, maxmem=2**27, dklen=32)
    return f"raw:{key.hex()}{salt.hex()}".encode().hex()
