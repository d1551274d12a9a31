"""A damaged file read page by page: which rows stand where, and how far they can be trusted."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

import apsw

from surveykit.store.care.pages import Tree
from surveykit.store.connect import PAGE_SIZE, connect, page, unchecked
from surveykit.store.database import Row, Value
from surveykit.store.errors import WrongPassphraseError
from surveykit.store.new_file import schema
from surveykit.store.rows import makes_sense
from surveykit.store.values import some_bytes

_PLACE_OF_RESERVE = 20  # in the header, and never enciphered: bytes kept for the cipher
_SCHEMA_COLUMNS = 5
_KEPT_PAGES = 256
_NO_KEY = 1000  # sorts behind every column of a key
PARTS, PIECES = "part", "piece"
_SELF_PROVING = frozenset({"form"})
_PYTHON = {"TEXT": str, "INTEGER": int, "BLOB": bytes, "REAL": float}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row of one table looks like as it is stored: the key's columns come first."""

    columns: tuple[tuple[str, type, bool], ...]
    """Name, type, and whether it may be empty, in the order of storage."""
    order: tuple[int, ...]
    """Where in storage each column of the declaration stands."""
    added: int = 0
    """How many columns, the last ones, rows of an older version lack; they hold no text then."""

    def whole(self, row: Row) -> Row:
        """The row with what an older version did not know."""
        lacking = len(self.columns) - len(row)
        return (*row, *[""] * lacking) if lacking <= self.added else row

    def fits(self, row: Row) -> bool:
        """Whether a row may be one of this table."""
        row = self.whole(row)
        return len(row) == len(self.columns) and all(
            isinstance(value, kind) or (value is None and may_be_empty)
            for value, (_name, kind, may_be_empty) in zip(row, self.columns, strict=True)
        )

    def declared(self, row: Row) -> Row:
        """The row in the order of the declaration."""
        whole = self.whole(row)
        return tuple(whole[place] for place in self.order)


@dataclass(slots=True)
class Salvaged:
    """What a file still holds, by table."""

    pages: int
    damaged: int
    rows: defaultdict[str, set[Row]] = field(default_factory=lambda: defaultdict(set))
    unproven: set[tuple[str, Row]] = field(default_factory=set)
    """Those of `rows` that stood on damaged pages and cannot prove that they are as written."""
    broken: Counter[str] = field(default_factory=Counter)
    lost_pages: Counter[str] = field(default_factory=Counter)


class Salvage:
    """The pages of a file that belongs to nobody else: what lies in its WAL is brought in."""

    def __init__(self, copy: Path, original: Path, passphrase: str | None) -> None:
        self._original = original
        for connecting in (connect, unchecked):
            _bring_in_wal(connecting(copy, passphrase))
        self._checked, self._unchecked = connect(copy, passphrase), unchecked(copy, passphrase)
        with copy.open("rb") as file:
            self._usable = PAGE_SIZE - file.read(24)[_PLACE_OF_RESERVE]
        self._count = -(-copy.stat().st_size // PAGE_SIZE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._checked.close()
        self._unchecked.close()

    def everything(self) -> Salvaged:
        """Every row that can be read, from whatever page.

        Raises:
            WrongPassphraseError: not one page can be deciphered.
        """
        if len(self._damaged) == self._count:
            raise WrongPassphraseError(self._original)
        found = Salvaged(self._count, len(self._damaged))
        for number in range(1, self._count + 1):
            owner = self._owners.get(number)
            if owner not in (PARTS, PIECES):
                self._read(number, found)
            elif owner == PIECES:
                found.lost_pages[PIECES] += self._lost_below(number)
        return found

    def parts(self) -> Iterator[tuple[bytes, bytes]]:
        """Label and content of every part of a file that an answer names; some may be damaged.

        They are not among `everything`, for they may be more than the memory holds; whether all
        of a file is there and as it was tells its own hash.
        """
        return ((some_bytes(label), content) for label, content in self._slots_of(PARTS))

    def pieces(self) -> Iterator[tuple[str, bytes]]:
        """Label and content of every piece of an interview, of which the same is true."""
        return ((str(label), content) for label, content in self._slots_of(PIECES))

    def _slots_of(self, table: str) -> Iterator[tuple[Value, bytes]]:
        for number in range(1, self._count + 1):
            if self._owners.get(number, table) == table:
                for row in self._tree(self._any_page).rows(number):
                    if isinstance(row, tuple) and shapes()[table].fits(row):
                        _slot, label, content = row
                        yield label, some_bytes(content)

    def _lost_below(self, number: int) -> int:
        """Pages that cannot be read: the one on which slots begin, or those where they go on."""
        tree = self._tree(self._any_page)
        broken = sum(isinstance(row, ValueError) for row in tree.rows(number))
        return broken or (0 if tree.is_part(number) else 1)

    def _read(self, number: int, found: Salvaged) -> None:
        """Rows of one page: those that are surely as written, then those that may be."""
        whole = [*self._tree(self._page).rows(number)]
        sure = [row for row in whole if isinstance(row, tuple)]
        for row in sure:
            self._keep(number, row, found)
        if number not in self._damaged and len(sure) == len(whole) and self._hangs_together(number):
            return
        likely = [*self._tree(self._any_page).rows(number)]
        for maybe in likely:
            if isinstance(maybe, tuple) and maybe not in sure:
                self._keep(number, maybe, found, proven=False)
        self._note_losses(number, likely, found)

    def _keep(self, number: int, row: Row, found: Salvaged, *, proven: bool = True) -> None:
        table = self._table_of(number, row)
        if table is None or table in (PARTS, PIECES):
            return
        line = shapes()[table].declared(row)
        if makes_sense(table, line):
            found.rows[table].add(line)
            if not proven and table not in _SELF_PROVING:
                found.unproven.add((table, line))
        else:
            found.broken[table] += 1

    def _note_losses(self, number: int, rows: Sequence[Row | ValueError], found: Salvaged) -> None:
        table = self._owners.get(number)
        if table not in shapes():
            return
        if not rows:
            found.lost_pages[str(table)] += 1
        elif broken := sum(isinstance(row, ValueError) for row in rows):
            found.broken[str(table)] += broken

    def _hangs_together(self, number: int) -> bool:
        """Whether a page to which the tree leads is one of a tree; without tags that may fail."""
        return number not in self._owners or self._tree(self._page).is_part(number)

    def _table_of(self, number: int, row: Row) -> str | None:
        """Whose row it is: by the tree if it leads here, else by the only shape that fits."""
        if number in self._owners:
            owner = self._owners[number]
            return owner if owner in shapes() and shapes()[owner].fits(row) else None
        fitting = [name for name, shape in (shapes() | indexes()).items() if shape.fits(row)]
        return fitting[0] if len(fitting) == 1 and fitting[0] in shapes() else None

    @cached_property
    def _owners(self) -> dict[int, str]:
        """The table or index of every page that the tree still leads to."""
        tree = self._tree(self._any_page)
        owners: dict[int, str] = {}
        for number in _below(tree, 1, self._count):
            owners[number] = "sqlite_schema"
            for row in tree.rows(number):
                if isinstance(row, tuple) and len(row) == _SCHEMA_COLUMNS:
                    _kind, name, _table, root, _sql = row
                    pages = _below(tree, root, self._count) if isinstance(root, int) else ()
                    owners |= dict.fromkeys(pages, str(name))
        return owners

    @cached_property
    def _damaged(self) -> frozenset[int]:
        numbers = range(1, self._count + 1)
        return frozenset(n for n in numbers if page(self._checked, n) is None)

    def _tree(self, pages: Callable[[int], bytes | None]) -> Tree:
        return Tree(lru_cache(_KEPT_PAGES)(pages), self._usable)

    def _page(self, number: int) -> bytes | None:
        return page(self._checked, number)

    def _any_page(self, number: int) -> bytes | None:
        return self._page(number) or page(self._unchecked, number)


@lru_cache(1)
def shapes() -> dict[str, Shape]:
    """Every table of ours."""
    with closing(apsw.Connection(":memory:")) as connection:
        connection.execute(schema())
        return {table: _shape(_columns(connection, table)) for table in _names(connection, "table")}


@lru_cache(1)
def indexes() -> dict[str, Shape]:
    """Every index of ours; its rows repeat what stands in a table."""
    with closing(apsw.Connection(":memory:")) as connection:
        connection.execute(schema())
        found = {}
        for table, name in connection.execute(
            "SELECT tbl_name, name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall():
            columns = {column.name: column for column in _columns(connection, str(table))}
            parts = connection.execute("SELECT name FROM pragma_index_xinfo(?)", (name,)).fetchall()
            found[str(name)] = _shape([columns[str(part)] for (part,) in parts], by_key=False)
        return found


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    kind: str
    may_be_empty: bool
    place_in_key: int
    added: bool


def _names(connection: apsw.Connection, kind: str) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = ?", (kind,))
    return [str(name) for (name,) in rows]


def _columns(connection: apsw.Connection, table: str) -> list[_Column]:
    rows = connection.execute(
        'SELECT name, type, "notnull", pk, dflt_value FROM pragma_table_info(?)', (table,)
    )
    return [
        _Column(str(name), str(kind), not needed, int(str(place)) or _NO_KEY, default is not None)
        for name, kind, needed, place, default in rows
    ]


def _shape(declared: list[_Column], *, by_key: bool = True) -> Shape:
    stored = sorted(declared, key=lambda column: column.place_in_key) if by_key else declared
    return Shape(
        columns=tuple((part.name, _PYTHON[part.kind], part.may_be_empty) for part in stored),
        order=tuple(stored.index(part) for part in declared),
        added=sum(part.added for part in stored),
    )


def _below(tree: Tree, root: int, count: int) -> Iterator[int]:
    """A page and all below it; each once, for a damaged tree may bite its own tail."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if 1 <= number <= count and number not in seen:
            seen.add(number)
            yield number
            waiting += tree.children(number)


def _bring_in_wal(connection: apsw.Connection) -> None:
    try:
        connection.execute("PRAGMA writable_schema = ON")  # the file may be shorter than it says
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except apsw.Error:
        return  # the next connection tries without looking at tags
    finally:
        connection.close()
