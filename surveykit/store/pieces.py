"""Interviews inside the project: their texts in pieces of one size, each in a random slot.

So a file that was taken away while the program was open, or that it left behind when it was
killed, does not tell in which order interviews came: however many there are, and at the same small
cost for each (see `slots`). An index on the disk would tell again, by the order in which its pages
grew; so the way from an interview to its slots is found by going through the labels, and is kept
in memory only.
"""

import json
import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby, islice
from operator import itemgetter
from typing import Self
from uuid import UUID

from surveykit.fieldwork.canonical import canonical_json
from surveykit.fieldwork.record import Record
from surveykit.store.database import Database, Row, Value
from surveykit.store.slots import Slots
from surveykit.store.values import some_bytes, whole_number

SIZE = 2219
"""Bytes of label and content together: with its slot a row fills one page and a small part of
another, where the labels stand together. An interview at a door fits in, as a rule."""

Key = tuple[str, str]
"""Id and revision."""

_AT_ONCE = 500
"""Pieces in memory together."""
_MIXED_AT_ONCE = 2000  # in one transaction, so that the WAL stays small
UNMIXED = "unmixed"
"""In `about`, if there are any: the first slot that is not mixed among the others."""

_KEY, _NUMBER, _DAY = 100, 6, 10  # characters of a label: id and revision; then come these two
_ID = 36
_KEY_OF = f"substr(label, 1, {_KEY})"
_DAY_OF = f"substr(label, {_KEY + _NUMBER + 1}, {_DAY})"
IS_FIRST = f"substr(label, {_KEY + 1}, {_NUMBER}) = '{0:0{_NUMBER}}'"
"""SQL: whether a piece is the first of a revision; so they are counted."""

IS_CORRECTION = f"{IS_FIRST} AND substr(label, {_KEY + _NUMBER + _DAY + 1}, 1) = '1'"
"""SQL: the same of a revision that takes the place of another one."""


def _packed(text: str) -> str:
    """SQL: the bytes that hexadecimal digits stand for; a damaged file may hold something else."""
    return f"coalesce(unhex({text}, '-'), {text})"


_PLACE_OF_LABEL = (
    f"SELECT {_packed(f'substr(label, 1, {_ID})')},"
    f" {_packed(f'substr(label, {_ID + 1}, {_KEY - _ID})')},"
    f" CAST(substr(label, {_KEY + 1}, {_NUMBER}) AS INTEGER),"
    f" CAST(substr(label, {_KEY + _NUMBER + _DAY + 1}, 1) AS INTEGER),"
    f" substr(label, {_KEY + _NUMBER + _DAY + 2}), slot"
)
_LAID = f"REPLACE INTO temp.place {_PLACE_OF_LABEL} FROM (SELECT ? AS slot, ? AS label)"
_AMONG = f"SELECT {_packed('value')} FROM json_each(?)"  # noqa: S608 - our own words
_FROM_INDEX = "FROM temp.place CROSS JOIN piece ON piece.slot = place.slot"
_INDEX = (
    "DROP TABLE IF EXISTS temp.place",
    "CREATE TEMP TABLE place (id BLOB, revision BLOB, number INTEGER, corrects INTEGER, form TEXT,"
    " slot INTEGER, PRIMARY KEY (id, revision, number)) WITHOUT ROWID",
    f"INSERT INTO temp.place {_PLACE_OF_LABEL} FROM piece WHERE true"
    " ON CONFLICT DO NOTHING",  # of a damaged file
    "CREATE INDEX temp.corrections ON place (id) WHERE corrects",
    "DROP TABLE IF EXISTS temp.place_seen",
    "CREATE TEMP TABLE place_seen (version INTEGER)",
)


@dataclass(frozen=True, slots=True)
class Revision:
    """A record with the text that it is kept as, its canonical JSON."""

    record: Record
    text: bytes
    name: str
    """SHA-256 of the text."""

    @classmethod
    def of(cls, record: Record, text: bytes = b"") -> Self:
        """The revision that a record is; `text` if it is at hand."""
        text = text or canonical_json(record).encode()
        return cls(record, text, sha256(text).hexdigest())

    @property
    def key(self) -> Key:
        """What it is found by."""
        return str(self.record.id), self.name


class Names:
    """Which revisions there were at one moment; eight bytes of each hash are kept.

    They lie in parts by their first byte: to sort them all at once would take six times the room.
    """

    def __init__(self, names: Iterable[str]) -> None:
        parts = [array("Q") for _byte in range(256)]
        for beginning in map(self._beginning, names):
            parts[beginning >> 56].append(beginning)
        self._parts = [array("Q", sorted(part)) for part in parts]

    def __contains__(self, name: str) -> bool:
        sought = self._beginning(name)
        part = self._parts[sought >> 56]
        at = bisect_left(part, sought)
        return part[at : at + 1] == array("Q", [sought])

    @staticmethod
    def _beginning(name: str) -> int:
        return int(name[:16], 16)


class _Slots(Slots):
    """The slots in which the pieces lie; where there is an index, it follows."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "piece")
        self._has_index = _has_index(database)

    def _laid(self, placed: Sequence[Row]) -> None:
        if self._has_index:
            self._database.write(_LAID, (row[:2] for row in placed))


def add(database: Database, revisions: Iterable[Revision]) -> int:
    """Put those in that are not there, behind the others; returns how many. `mix` hides them."""
    count, rest = 0, iter(revisions)
    while some := {one.key: one for one in islice(rest, _AT_ONCE)}:
        for key in known(database, some.keys()):
            del some[key]
        _append(database, [piece for one in some.values() for piece in _cut(one)])
        count += len(some)
    return count


def mix(database: Database, most: int = sys.maxsize) -> bool:
    """Let no place tell any more what was put in last, inside a transaction.

    Returns whether more than `most` pieces were to be mixed, so that some still are.
    """
    first = _unmixed(database)
    if first is None:
        return False
    slots = _Slots(database)
    first = slots.mix(first, most)
    if first < slots.count:
        database.write("UPDATE about SET value = ?2 WHERE name = ?1", [(UNMIXED, str(first))])
    else:
        database.write("DELETE FROM about WHERE name = ?", [(UNMIXED,)])
    return first < slots.count


def mix_in_steps(database: Database) -> None:
    """As `mix`, of any number, in transactions between which others have their turn."""
    more = _unmixed(database) is not None
    while more:
        with database.transaction():
            more = mix(database, _MIXED_AT_ONCE)


def remove(database: Database, ids: Iterable[UUID]) -> int:
    """Take interviews out with all their revisions, of which it returns the number."""
    wanted = json.dumps([str(id_) for id_ in ids])
    if not _places_of(database, wanted):
        return 0
    mix(database)
    places = _places_of(database, wanted)
    slots = _Slots(database)
    for slot, _number in places:
        slots.empty(slot)
    database.write(
        f"DELETE FROM temp.place WHERE id IN ({_AMONG})",  # noqa: S608 - our own words
        [(wanted,)],
    )
    return sum(number == 0 for _slot, number in places)


def corrections(database: Database, ids: Iterable[UUID]) -> int:
    """How many revisions of these interviews take the place of others."""
    with _indexed(database):
        [(count,)] = database.rows(
            f"SELECT count(*) FROM temp.place WHERE corrects AND number = 0 AND id IN ({_AMONG})",  # noqa: S608
            (json.dumps([str(id_) for id_ in ids]),),
        )
    return whole_number(count)


def known(database: Database, keys: Collection[Key]) -> set[Key]:
    """Which of these revisions are there."""
    with _indexed(database):
        rows = database.rows(
            f"SELECT substr(label, 1, {_ID}), substr(label, {_ID + 1}, {_KEY - _ID}) {_FROM_INDEX}"  # noqa: S608
            " AND number = 0 WHERE (place.id, revision) IN"
            f" (SELECT {_packed('value ->> 0')}, {_packed('value ->> 1')} FROM json_each(?))",
            (json.dumps([*keys]),),
        )
    return {(str(id_), str(revision)) for id_, revision in rows}.intersection(keys)


def names(database: Database, form: str | None = None) -> Names:
    """Which revisions there are now, or those of one form."""
    with database.at_one_moment():
        return Names(name for _id, name, of in keys(database) if form in (None, of))


def texts(
    database: Database, form: str | None = None, among: Names | None = None
) -> Iterator[bytes]:
    """Every revision, or those of one form or among some, by id and revision, as canonical JSON.

    They are read some at a time, so that no reading stands in the way of a window that writes.
    """
    of_form = f"SELECT id, revision, number, content {_FROM_INDEX} WHERE form = coalesce(?, form)"
    for (_id, name), text in _joined(_in_parts(database, of_form, form)):
        if among is None or name in among:
            yield text


def texts_of(database: Database, id_: str) -> list[bytes]:
    """Every revision of one interview."""
    return _all(database, _packed("?1"), id_)


def texts_of_corrected(database: Database) -> list[bytes]:
    """Every revision of the interviews that were ever corrected, by id and revision."""
    return _all(database, "SELECT id FROM temp.place WHERE corrects")


def keys(database: Database) -> Iterator[tuple[str, str, str]]:
    """Id, revision and form of every revision, in the same order, without reading an answer."""
    first = "SELECT id, revision, number, form FROM temp.place WHERE number = 0"
    for id_, revision, _number, form in _in_parts(database, first):
        yield *_key(id_, revision), str(form)


def ids(database: Database) -> frozenset[str]:
    """The ids of all interviews."""
    rows = database.rows(f"SELECT DISTINCT substr(label, 1, {_ID}) FROM piece")  # noqa: S608
    return frozenset(str(id_) for (id_,) in rows)


def newest_day(database: Database) -> str:
    """The last day that stands on an interview; empty where there is none."""
    [(day,)] = database.rows(f"SELECT max({_DAY_OF}) FROM piece")  # noqa: S608
    return str(day or "")


def broken(database: Database) -> int:
    """How many revisions are not as they were put in, and slots not as they should be."""
    sql = f"SELECT id, revision, number, content {_FROM_INDEX} WHERE true"
    found = sum(
        sha256(text).hexdigest() != key[1] for key, text in _joined(_in_parts(database, sql))
    )
    [(gaps, twice, capitals)] = database.rows(
        "SELECT coalesce(max(slot) + 1, 0) - count(*),"  # noqa: S608 - our own words
        " count(*) - (SELECT count(*) FROM temp.place),"
        f" count(*) FILTER (WHERE {_KEY_OF} <> lower({_KEY_OF})) FROM piece"
    )
    return found + sum(map(whole_number, (gaps, twice, capitals)))


def whole(pieces: Iterable[tuple[str, bytes]]) -> tuple[dict[Key, bytes], int]:
    """Texts put together from pieces that were found somewhere, and of how many some are lost.

    Each text proves itself: its hash is its revision.
    """
    found: defaultdict[Key, dict[int, bytes]] = defaultdict(dict)
    strays = 0
    for label, content in pieces:
        try:
            id_, revision, number, *_more = _parsed(label)
        except ValueError:
            strays += 1
        else:
            found[id_, revision][number] = content
    texts = {
        key: _text(content for _n, content in sorted(parts.items())) for key, parts in found.items()
    }
    proven = {key: text for key, text in texts.items() if sha256(text).hexdigest() == key[1]}
    return proven, strays + len(found) - len(proven)


def _append(database: Database, pieces: Sequence[tuple[str, bytes]]) -> None:
    slots = _Slots(database)
    if pieces and _unmixed(database) is None:
        database.write("INSERT INTO about VALUES (?, ?)", [(UNMIXED, str(slots.count))])
    slots.append(pieces)


def _cut(revision: Revision) -> Iterator[tuple[str, bytes]]:
    record, text = revision.record, revision.text
    behind = f"{record.day.isoformat()}{bool(record.supersedes):d}{record.form}"
    room = max(SIZE - _KEY - _NUMBER - len(behind.encode()), SIZE // 2)
    for number, at in enumerate(range(0, len(text), room)):
        label = f"{record.id}{revision.name}{number:0{_NUMBER}}{behind}"
        yield label, text[at : at + room].ljust(room, b"\0")


def _key(id_: Value, revision: Value) -> Key:
    """What the index has packed, in digits again."""
    if isinstance(id_, bytes):
        digits = id_.hex()
        id_ = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    return str(id_), revision.hex() if isinstance(revision, bytes) else str(revision)


def _text(contents: Iterable[Value]) -> bytes:
    return b"".join(map(some_bytes, contents)).rstrip(b"\0")


def _parsed(label: str) -> tuple[str, str, int, bool, str]:
    """What a label says. Raises ValueError if it is none."""
    number, behind = label[_KEY : _KEY + _NUMBER], label[_KEY + _NUMBER + _DAY :]
    return label[:_ID], label[_ID:_KEY], int(number), behind[:1] == "1", behind[1:]


def _all(database: Database, which: str, *values: Value) -> list[bytes]:
    with _indexed(database):
        rows = database.rows(
            f"SELECT id, revision, number, content {_FROM_INDEX}"
            f" WHERE id IN ({which}) ORDER BY id, revision, number",
            values,
        )
    return [text for _key, text in _joined(rows)]


def _joined(rows: Iterable[Row]) -> Iterator[tuple[Key, bytes]]:
    """Whole texts from id, revision, number and content of their pieces, in this order."""
    for (id_, revision), pieces in groupby(rows, key=itemgetter(0, 1)):
        yield _key(id_, revision), _text(content for *_place, content in pieces)


def _in_parts(database: Database, sql: str, *values: Value) -> Iterator[Row]:
    """The rows of a query that begin with id, revision and number, in this order."""
    last: Row = ("", "", -1)
    while True:
        with _indexed(database):
            rows = database.rows(
                f"{sql} AND (id, revision, number) > (?, ?, ?)"
                " ORDER BY id, revision, number LIMIT ?",
                (*values, *last, _AT_ONCE),
            )
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1][:3]


def _places_of(database: Database, ids: str) -> list[tuple[int, int]]:
    """Slots, the last first, and numbers of the pieces of interviews, of which the ids are JSON."""
    with _indexed(database):
        rows = database.rows(
            f"SELECT slot, number FROM temp.place WHERE id IN ({_AMONG}) ORDER BY slot DESC",  # noqa: S608
            (ids,),
        )
    return [(whole_number(slot), whole_number(number)) for slot, number in rows]


def _unmixed(database: Database) -> int | None:
    rows = database.rows("SELECT value FROM about WHERE name = ?", (UNMIXED,))
    return int(str(rows[0][0])) if rows else None


@contextmanager
def _indexed(database: Database) -> Iterator[None]:
    """Inside it the index holds what the file holds; another window may have changed that before.

    Where the index is made in a transaction that comes to nothing, it comes to nothing too.
    """
    with database.at_one_moment():
        [(now,)] = database.rows("PRAGMA data_version")
        if not _has_index(database) or database.rows("SELECT * FROM temp.place_seen") != [(now,)]:
            for sql in _INDEX:
                database.rows(sql)
            database.rows("INSERT INTO temp.place_seen VALUES (?)", (now,))
        yield


def _has_index(database: Database) -> bool:
    return bool(database.rows("SELECT 1 FROM temp.sqlite_schema WHERE name = 'place_seen'"))
