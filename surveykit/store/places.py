"""Where lines lie in the file: dealt anew, so that no place tells when a line came.

SQLite lays a line where there is room: within a page before the line that came last, on pages
taken from the list of free ones. The places would tell an order, on the contact sheet as among
the contacts, and so which may belong to which. Here whole tables are emptied and filled again in
the order of their random keys, from pages that were shuffled before. What lies where depends then
on the set of lines and on chance, not on how the set came about. Interviews and files are not
among them: they lie in `slots`.
"""

from collections.abc import Iterable
from random import SystemRandom

import apsw

ALWAYS = ("draft", "draft_answer", "enclosure")
"""Tables of lines that are written anew whenever an interview is finished."""
WHILE_FEW = ("attempt", "contact", "erased", "merged")
"""As those, but of `MANY` lines only when the project is closed."""
MANY = 10_000
"""Lines of which the places may tell an order while the project is open, or after it was killed
until it is closed: at which doors we were since it was opened, and those that share a page in
their order. To learn more from that takes a second table that tells as much; interviews never do,
and contacts only where there are as many of them."""

_FILLING = 2200  # bytes: for one page behind the one on which the row begins


def deal_anew(connection: apsw.Connection, tables: Iterable[str]) -> None:
    """Write these tables anew, inside a transaction.

    With `secure_delete` nothing is left of deleted lines then, not even the gap.
    """
    tables = tuple(tables)
    free = _free_pages(connection)
    for table in tables:
        connection.execute(f"CREATE TEMP TABLE kept_{table} AS SELECT * FROM main.{table}")  # noqa: S608
        connection.execute(f"DELETE FROM main.{table}")  # noqa: S608 - our own names
    _shuffle(connection, _free_pages(connection) - free)
    for table in tables:
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM kept_{table}")  # noqa: S608
        connection.execute(f"DROP TABLE kept_{table}")


def _shuffle(connection: apsw.Connection, pages: int) -> None:
    """Bring the pages freed last, and some more, into an order of pure chance.

    SQLite takes free pages in the order in which they were freed, and that order still tells of
    the lines that lay on them. So rows without meaning take them all, and are deleted at random.
    """
    connection.execute("CREATE TABLE shuffled (n INTEGER PRIMARY KEY, filling BLOB)")
    numbers = [(n,) for n in range(pages)]
    filled = f"INSERT INTO shuffled VALUES (?, zeroblob({_FILLING}))"  # noqa: S608
    connection.executemany(filled, numbers)
    SystemRandom().shuffle(numbers)
    connection.executemany("DELETE FROM shuffled WHERE n = ?", numbers)
    connection.execute("DROP TABLE shuffled")


def _free_pages(connection: apsw.Connection) -> int:
    return int(connection.pragma("freelist_count"))
