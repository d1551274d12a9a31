"""One open project file: its key, its guarantees, its transactions. Knows no table.

An answer is on the disk when a transaction returns: WAL with `synchronous=FULL`, in files that
still lie where they were opened.
"""

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

import apsw

from surveykit.store import generation
from surveykit.store.care.leftover import checked_before_it_is_brought_in
from surveykit.store.connect import (
    PAGE_SIZE,
    connect,
    connect_to_read,
    give_room,
    page,
    promise_durability,
    wal_of,
)
from surveykit.store.errors import (
    DamagedProjectError,
    DiskFaultError,
    DiskFullError,
    ProjectError,
    ProjectGoneError,
    ReadOnlyProjectError,
)
from surveykit.store.faults import sentences
from surveykit.store.kind import (
    check_contents,
    check_kind,
    insist_on_today,
)
from surveykit.store.open_files import OpenFiles
from surveykit.store.places import ALWAYS, MANY, WHILE_FEW, deal_anew

Value = str | int | float | bytes | None
Row = tuple[Value, ...]
_S = TypeVar("_S")
_T = TypeVar("_T")

_EMPTY_THE_WAL = "PRAGMA wal_checkpoint(TRUNCATE)"
_MEMORY = 2


class Database:
    """One connection. Reads return whole lists, so that no read lasts longer than its call.

    Threads of one window take turns: a screen may be drawn while an interview is being finished,
    and neither may come into the transaction of the other.
    """

    def __init__(self, path: Path, connection: apsw.Connection) -> None:
        self.path = path
        self._connection = connection
        self._files = OpenFiles(path, connection)
        self.turn = threading.RLock()
        """Held by the thread that is at work; for several statements that belong together."""
        self.closed = False
        self._remembered: dict[str, tuple[object, object]] = {}
        self.erased = True
        """False while bytes of a finished draft may still stand in the file or the WAL."""
        self.refusal: ReadOnlyProjectError | DiskFullError | DiskFaultError | None = None
        """Why nothing can be written where the file lies; None where all is well."""
        self._changed = False
        self._others: Value = None  # what SQLite counts them by

    @classmethod
    def open(cls, path: Path, passphrase: str | None) -> Self:
        """Open a file for work, after making sure that it is ours and safe to write.

        On a full disk and in a read-only place the file opens for reading, and `refusal` says
        why. Whether all of it is whole tells `verify`; a damaged page is told when it is read.

        Raises:
            ProjectError: one of its kinds says what is wrong and what to do.
        """
        with sentences(path):
            check_kind(path, passphrase)
        left_over = _size(wal_of(path)) > 0  # a window is open, or was killed before it tidied up
        try:
            database = cls._for_work(path, passphrase, left_over=left_over)
        except (ReadOnlyProjectError, DiskFullError, DiskFaultError) as error:
            database = cls.open_to_read(path, passphrase)
            database.refusal = error
            return database
        if left_over:
            database.erase()
        return database

    @classmethod
    def _for_work(cls, path: Path, passphrase: str | None, *, left_over: bool) -> Self:
        with sentences(path):
            connection = connect(path, passphrase)
            with _closed_on_fault(connection), sentences(path, connection):
                with checked_before_it_is_brought_in(
                    path, connection, passphrase, left_over=left_over
                ):
                    insist_on_today(path, check_contents(path, connection, passphrase))
                if connection.readonly("main"):
                    raise ReadOnlyProjectError(path)
                promise_durability(path, connection)
                return cls(path, connection)

    @classmethod
    def open_to_read(cls, path: Path, passphrase: str | None) -> Self:
        """Open a file and change nothing: not one byte of it, nor anything beside it if it can be.

        Works on a full disk and on a write-protected stick, where SQLite cannot keep the index
        of the WAL beside the file. A file of an older version is read as it is.

        Raises:
            ProjectError: one of its kinds says what is wrong and what to do.
        """
        with sentences(path):
            check_kind(path, passphrase)
            connection = connect_to_read(path, passphrase)
            with _closed_on_fault(connection):
                insist_on_today(path, check_contents(path, connection, passphrase))
                connection.pragma("temp_store", _MEMORY)
                database = cls(path, connection)
        database.refusal = ReadOnlyProjectError(path)
        return database

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside or nothing; IMMEDIATE, so two writers queue at the start.

        Raises:
            ProjectGoneError: the file is no longer in its place; nothing was written.
        """
        if self.refusal:
            raise type(self.refusal)(self.path)
        with self.turn, self._in_sentences():
            before = self._connection.total_changes()
            self._connection.execute("BEGIN IMMEDIATE")
            begins_wal = False
            try:
                begins_wal = not self._files.wal_size()  # what is larger than the memory goes there
                yield
                changed = self._connection.total_changes() != before
                if changed and begins_wal:
                    generation.begin(self._connection)
                    give_room(wal_of(self.path))
                self._files.wal_size()  # it may have taken long
                self._connection.execute("COMMIT")
                self._changed |= changed
            except BaseException:
                self.roll_back()
                if begins_wal:  # it is empty, however long: the next transaction begins it
                    self._tried(_EMPTY_THE_WAL)
                raise

    @contextmanager
    def _in_sentences(self) -> Iterator[None]:
        """Whatever is wrong with the file: if it is gone, that is what is told."""
        try:
            with sentences(self.path, self._connection):
                yield
        except ProjectError as error:
            if self.gone:
                raise ProjectGoneError(self.path) from error
            raise

    @property
    def gone(self) -> bool:
        """Whether the file, or what lies beside it, is no longer where it was opened.

        What was saved until then can still be read on most systems, as long as this is open.
        """
        return self._files.gone

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is as it is at one moment, whatever others write meanwhile."""
        with self.turn, self._in_sentences():
            self._connection.execute("BEGIN")
            try:
                yield
                self._connection.execute("COMMIT")  # of what lies in memory only
            except BaseException:
                self.roll_back()
                raise

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """As `snapshot`, or as the transaction or snapshot goes on inside of which it stands."""
        with self.turn:
            if self._connection.in_transaction:
                yield
            else:
                with self.snapshot():
                    yield

    def remembered(self, name: str, reckon: Callable[[], _T]) -> _T:
        """A value that is reckoned anew only after a change, by this window or another."""
        with self.turn:
            if self._remembered.get(name, (None, None))[0] != self._state():
                self.remember(name, reckon())
            value: _T = self._remembered[name][1]  # type: ignore[assignment]  # as it was reckoned
        return value

    def remember(self, name: str, value: object) -> None:
        """Keep a value for `remembered`, as long as nothing changes from now on."""
        with self.turn:
            self._remembered[name] = (self._state(), value)

    def others_wrote(self) -> bool:
        """Whether another window has written since this was asked last; False the first time."""
        [(now,)] = self.rows("PRAGMA data_version")
        before, self._others = self._others, now
        return before is not None and before != now

    def _state(self) -> tuple[Value, int]:
        [(others,)] = self.rows("PRAGMA data_version")
        return others, self._connection.total_changes()

    def rows(self, sql: str, values: Iterable[Value] = ()) -> list[Row]:
        """All rows of one query."""
        with self.turn, self._in_sentences():
            try:
                return self._connection.execute(sql, tuple(values)).fetchall()
            except UnicodeDecodeError as error:  # a damaged page of a file without a key
                raise DamagedProjectError(self.path) from error

    def values(self, kind: Callable[[Row], _T], sql: str, values: Iterable[Value] = ()) -> list[_T]:
        """What all rows of one query stand for; see `understood`."""
        return self.understood(kind, self.rows(sql, values))

    def understood(self, kind: Callable[[_S], _T], rows: Iterable[_S]) -> list[_T]:
        """What rows stand for.

        Raises:
            DamagedProjectError: a row is not as this program writes it, although its page is
                sound: pages of different moments came together.
        """
        try:
            return [kind(row) for row in rows]
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise DamagedProjectError(self.path) from error

    def run(self, sql: str, values: Iterable[Value] = ()) -> list[Row]:
        """One statement outside of a transaction; whoever calls turns its faults into sentences."""
        with self.turn:
            return self._connection.execute(sql, tuple(values)).fetchall()

    def roll_back(self) -> None:
        """Undo what `run` has begun."""
        with self.turn:
            if self._connection.in_transaction:  # a full disk rolls back by itself
                self._connection.execute("ROLLBACK")

    def integrity(self) -> list[str]:
        """What SQLite finds wrong in the tree of pages, in its own words; reads all of the file.

        Raises:
            DamagedProjectError: it cannot even walk the tree.
        """
        found = [str(line) for (line,) in self.rows("PRAGMA integrity_check(20)")]
        return [] if found == ["ok"] else found

    def damaged_pages(self) -> list[int]:
        """Numbers, from 1, of the pages that are not as they were written; none without a key.

        What lies in the WAL is not looked at, nor the pages that it stands in for.
        """
        pages = range(1, self.path.stat().st_size // PAGE_SIZE + 1)
        with self.turn:
            doubtful = [n for n in pages if page(self._connection, n) is None]
            # Another window may just have been writing one.
            return [n for n in doubtful if page(self._connection, n) is None]

    def write(self, sql: str, lines: Iterable[Row]) -> int:
        """Run one statement for every line; returns how many rows changed.

        Outside a transaction each line is one by itself, on the disk when this returns.
        """
        if self.refusal:
            raise type(self.refusal)(self.path)
        with self.turn, self._in_sentences():
            if not self._connection.in_transaction and not self._files.wal_size():
                with self.transaction():  # numbers the WAL that begins
                    return self.write(sql, lines)
            before = self._connection.total_changes()
            self._connection.executemany(sql, lines)
            return self._connection.total_changes() - before

    def erase(self) -> bool:
        """Leave no byte of what was deleted, nor a place that tells when a line came.

        The tables of lines are dealt anew (see `places`) and the WAL is cut to nothing. False if
        another window is at work or the disk is full or faulty: nothing is lost, and the next
        call tries again. Tables of `MANY` lines wait for `tidy_up`.
        """
        with self.turn:
            few = [table for table in WHILE_FEW if not self._holds_many(table)]
            return self._erase((*ALWAYS, *few))

    def tidy_up(self) -> bool:
        """As `erase`, in all tables of lines, if there is anything to do."""
        with self.turn:
            if self.refusal or not (self._changed or not self.erased):
                return self.erased
            return self._erase((*ALWAYS, *WHILE_FEW))

    def _erase(self, tables: tuple[str, ...]) -> bool:
        dealt = self._dealt_anew(tables)
        [(busy, *_frames)] = self._tried(_EMPTY_THE_WAL) or [(1,)]
        self.erased = dealt and not busy
        self._changed = not self.erased or len(tables) < len(ALWAYS) + len(WHILE_FEW)
        return self.erased

    def _holds_many(self, table: str) -> bool:
        return bool(self._tried(f"SELECT 1 FROM {table} LIMIT 1 OFFSET {MANY - 1}"))  # noqa: S608

    def _dealt_anew(self, tables: Iterable[str]) -> bool:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                if not self._files.wal_size():
                    generation.begin(self._connection)
                deal_anew(self._connection, tables)
                generation.end(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                self.roll_back()
                raise
        except (apsw.Error, ProjectGoneError):
            return False
        return True

    def _tried(self, sql: str) -> list[Row] | None:
        """The rows of a statement that only tidies up; None if it failed, for whatever reason."""
        try:
            return self._connection.execute(sql).fetchall()
        except apsw.Error:
            return None

    def close(self) -> None:
        """Bring everything into the one file and let it go; closing twice does no harm."""
        with self.turn:
            if not self.closed:
                self.tidy_up()
                with contextlib.suppress(apsw.Error):  # it only tidies up: all is on the disk
                    self._connection.close()
                self.closed = True


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def _closed_on_fault(connection: apsw.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise
