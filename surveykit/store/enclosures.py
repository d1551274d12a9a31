"""Files that answers name, inside the project: their bytes in parts, each in a random slot.

All parts have one size, so their places tell nothing of when they came (see `slots`), and nothing
of this size need ever be written anew to hide it.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from uuid import UUID

from surveykit.enclosures import LARGEST
from surveykit.store import pieces
from surveykit.store.database import Database, Row, Value
from surveykit.store.errors import DamagedProjectError
from surveykit.store.handover.pouring import PIECE
from surveykit.store.slots import Slots
from surveykit.store.values import some_bytes, whole_number

PART = PIECE
"""Bytes; the last part of each file is filled up with zeros."""

_NUMBER = 4  # bytes
_FORBIDDEN = frozenset("/\\\0")


@dataclass(frozen=True, slots=True, order=True)
class Enclosure:
    """One file that an answer names. Immutable, and known by its owner, name and content."""

    owner: UUID
    """The interview; until it is finished its draft."""
    name: str
    """As the answer has it."""
    sha256: str
    size: int
    """Bytes."""

    def __post_init__(self) -> None:
        """Hold no name that leads out of a folder, and no size that nobody would accept.

        Raises:
            ValueError: the name or the size cannot be that of a file here.
        """
        if not self.name.strip(". ") or _FORBIDDEN & {*self.name}:
            raise ValueError(f"{self.name!r} is no bare name of a file")
        if not 0 <= self.size <= LARGEST:
            raise ValueError(f"{self.size} bytes are no size of a file here")


class StrangeContentError(ValueError):
    """The bytes that come in are not those of the file that was announced."""


class Intake:
    """A file on its way in, inside a transaction: part by part, each but the last of full size."""

    def __init__(self, database: Database, enclosure: Enclosure, *, wanted: bool = True) -> None:
        self._enclosure = enclosure
        self._id = token_bytes(16)
        key = (str(enclosure.owner), enclosure.name, enclosure.sha256)
        self.new = database.write(
            "INSERT INTO enclosure VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [(*key, enclosure.size, self._id)] if wanted else [],
        )
        """1, or 0 if it is not wanted or there already; then its parts are only looked at."""
        self._slots = _Slots(database)
        self._sum = sha256()
        self._count = 0

    def add(self, part: bytes) -> None:
        """Put the next part in."""
        self._sum.update(part)
        if self.new:
            label = self._id + self._count.to_bytes(_NUMBER)
            self._slots.put(label, part.ljust(PART, b"\0"))
        self._count += 1

    def end(self) -> int:
        """Make sure that it is the file that was announced; returns `new`.

        Raises:
            StrangeContentError: it is not.
        """
        if self._sum.hexdigest() != self._enclosure.sha256:
            raise StrangeContentError(self._enclosure.name)
        return self.new


def add(database: Database, enclosure: Enclosure, content: bytes) -> int:
    """Put a file in, inside a transaction; returns 0 if it is there already."""
    intake = Intake(database, enclosure)
    for at in range(0, len(content), PART):
        intake.add(content[at : at + PART])
    return intake.end()


class Contents:
    """The bytes of the files, for as long as nothing changes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, enclosure: Enclosure) -> Iterator[bytes]:
        """The bytes of a file, part by part, checked as they are read.

        Raises:
            DamagedProjectError: parts are missing or changed.
        """
        digest = sha256()
        for part in self._parts(enclosure, self.id_of(enclosure)):
            digest.update(part)
            yield part
        if digest.hexdigest() != enclosure.sha256:
            raise DamagedProjectError(self._database.path)

    def holds(self, enclosure: Enclosure) -> bool:
        """Whether all of a file is there, as it was put in; every byte is read."""
        try:
            for _part in self.of(enclosure):
                pass
        except DamagedProjectError:
            return False
        return True

    def id_of(self, enclosure: Enclosure) -> bytes:
        """What stands in front of the parts of a file; empty if there is no such file."""
        rows = self._database.rows(
            "SELECT id FROM enclosure WHERE (owner, name, sha256) = (?, ?, ?)",
            (str(enclosure.owner), enclosure.name, enclosure.sha256),
        )
        return some_bytes(rows[0][0]) if rows else b""

    def _parts(self, enclosure: Enclosure, id_: bytes) -> Iterator[bytes]:
        for number in range(-(-enclosure.size // PART)):
            slot = self._places.get(id_ + number.to_bytes(_NUMBER))
            rows = self._database.rows("SELECT content FROM part WHERE slot = ?", (slot,))
            if not rows:
                raise DamagedProjectError(self._database.path)
            yield some_bytes(rows[0][0])[: enclosure.size - number * PART]

    @cached_property
    def _places(self) -> dict[bytes, Value]:
        """In which slot each part lies: some 150 bytes of memory for each."""
        rows = self._database.rows("SELECT label, slot FROM part")
        return {some_bytes(label): slot for label, slot in rows}


def enclosures(database: Database, *, of_drafts: bool = False) -> list[Enclosure]:
    """All files of interviews, or all of drafts, by owner, name and hash."""
    rows = database.rows(
        "SELECT owner, name, sha256, size FROM enclosure"
        " WHERE (owner IN (SELECT id FROM draft)) = ? ORDER BY owner, name, sha256",
        (of_drafts,),
    )
    return [of_row(row) for row in rows]


def restore(database: Database, parts: Iterable[tuple[bytes, bytes]]) -> int:
    """Put parts back that were found in a damaged project; returns how many files are not whole.

    What is not whole goes, and so do parts of no file. The parts come in the order of their
    slots, which tells nothing.
    """
    known = {some_bytes(id_) for (id_,) in database.rows("SELECT id FROM enclosure")}
    seen: set[bytes] = set()
    slots = _Slots(database)
    for label, content in parts:
        if label not in seen and label[:-_NUMBER] in known and len(content) == PART:
            seen.add(label)
            slots.append([(label, content)])
    contents = Contents(database)
    files = [*enclosures(database), *enclosures(database, of_drafts=True)]
    broken = [one for one in files if not contents.holds(one)]
    for one in broken:
        _delete(database, [contents.id_of(one)])
    return len(broken)


def are_in_order(database: Database) -> bool:
    """Whether each file is of an interview or a draft, each part of a file, and no slot missing."""
    [(gaps, strays)] = database.rows(
        "SELECT (SELECT coalesce(max(slot) + 1, 0) - count(*) FROM part),"
        " EXISTS (SELECT 1 FROM part WHERE substr(label, 1, 16) NOT IN"
        " (SELECT id FROM enclosure))"
    )
    owners = {str(one.owner) for one in enclosures(database)}
    return not (gaps or strays or owners - pieces.ids(database))


def slots_of_drafts(database: Database) -> list[int]:
    """Where the files of unfinished interviews lie."""
    rows = database.rows(
        "SELECT slot FROM part WHERE substr(label, 1, 16) IN"
        " (SELECT id FROM enclosure WHERE owner IN (SELECT id FROM draft))"
    )
    return [whole_number(slot) for (slot,) in rows]


def missing(database: Database, sought: Collection[Enclosure]) -> frozenset[Enclosure]:
    """Which of these files are not there."""
    by_key = {(str(one.owner), one.name, one.sha256): one for one in sought}
    rows = database.rows(
        "SELECT sought.value ->> 0, sought.value ->> 1, sought.value ->> 2 FROM json_each(?) sought"
        " WHERE NOT EXISTS (SELECT 1 FROM enclosure WHERE (owner, name, sha256)"
        " = (sought.value ->> 0, sought.value ->> 1, sought.value ->> 2))",
        (json.dumps([*by_key]),),
    )
    return frozenset(by_key[str(owner), str(name), str(hash_)] for owner, name, hash_ in rows)


def names_of(database: Database, owner: UUID) -> frozenset[str]:
    """The names of the files of one interview or draft."""
    rows = database.rows("SELECT name FROM enclosure WHERE owner = ?", (str(owner),))
    return frozenset(str(name) for (name,) in rows)


def hand_on(database: Database, draft: UUID, owner: UUID, names: Collection[str]) -> None:
    """Give the files of a draft that an interview names to the interview; the others go."""
    keep_only(database, draft, names)
    database.write("UPDATE enclosure SET owner = ? WHERE owner = ?", [(str(owner), str(draft))])


def keep_only(database: Database, owner: UUID, names: Collection[str]) -> int:
    """Delete the files of an interview or a draft but for these; returns how many went."""
    rows = database.rows("SELECT name, id FROM enclosure WHERE owner = ?", (str(owner),))
    gone = [some_bytes(id_) for name, id_ in rows if name not in names]
    return _delete(database, gone)


def delete_of(database: Database, owners: Collection[UUID]) -> int:
    """Delete all files of these interviews or drafts; returns how many went."""
    return sum(keep_only(database, owner, ()) for owner in owners)


def folder_beside(project: Path) -> Path:
    """Where such files lay up to version 2, unencrypted: `NAME-files`; see `old_folder`."""
    return project.with_name(f"{project.stem}-files")


def of_row(row: Row) -> Enclosure:
    """The file of which owner, name, hash and size come first in a row."""
    owner, name, hash_, size, *_rest = row
    return Enclosure(UUID(str(owner)), str(name), str(hash_), whole_number(size))


def _delete(database: Database, ids: Collection[bytes]) -> int:
    if not ids:
        return 0
    slots = _Slots(database)
    for slot in slots.of(ids):
        slots.empty(slot)
    return database.write("DELETE FROM enclosure WHERE id = ?", ((id_,) for id_ in ids))


class _Slots(Slots):
    """The slots in which the parts lie."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "part")

    def of(self, ids: Collection[bytes]) -> list[int]:
        """The slots of these files, the last first: emptying them moves none of the others."""
        wanted = {*ids}
        rows = self._database.rows("SELECT slot, label FROM part ORDER BY slot DESC")
        return [
            whole_number(slot) for slot, label in rows if some_bytes(label)[:-_NUMBER] in wanted
        ]
