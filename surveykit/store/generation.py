"""The number by which a WAL is known: it says to which state of the file it belongs.

Who puts a copy in the place of a project, or brings an old -wal back, joins two files that may
even fit together, and lose or resurrect something in silence. So each WAL begins with the next
odd number and ends, when all is brought into the file, with the even one behind it. Seen together
with its own WAL a file is therefore never older than alone, and at most two ahead. The first
number of each file is random; a copy begins with one of its own.
"""

from secrets import randbelow

import apsw

_NAME = "generation"  # in `about`
_READ = f"SELECT value FROM about WHERE name = '{_NAME}'"  # noqa: S608 - our own name


def number(connection: apsw.Connection) -> int | None:
    """The number as this connection sees it; None in a file that never had one."""
    rows = connection.execute(_READ).fetchall()
    return int(str(rows[0][0])) if rows else None


def begin(connection: apsw.Connection) -> None:
    """Note that a WAL begins, in the transaction that begins it."""
    now = number(connection)
    _write(connection, 2 * randbelow(2**60) + 1 if now is None else now + 1 - now % 2)


def end(connection: apsw.Connection) -> None:
    """Note that all is about to be brought into the file."""
    now = number(connection)
    if now is not None and now % 2:
        _write(connection, now + 1)


def fits(before: int | None, alone: int | None, after: int | None) -> bool:
    """Whether a file alone may belong to what was seen with a WAL before and after."""
    if before is None or alone is None or after is None:
        return True
    return alone <= after and before <= alone + 2


def _write(connection: apsw.Connection, new: int) -> None:
    connection.execute("REPLACE INTO about VALUES (?, ?)", (_NAME, str(new)))
