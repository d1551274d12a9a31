"""The handover file: what one laptop gives to another, written whole and read with suspicion.

    magic · length of the header · SHA-256 of the header · header (JSON) · payload · files

The header says whose file it is, how the payload is packed and what it must hash to. The payload
holds lines of canonical JSON, one stream after the other, each in the order of random ids, so
that no order tells who was asked when. The last stream names the files that answers name; their
bytes follow in the same order, as they are, for pictures, sounds and films are packed already.
Around all of it lies an `envelope`.
"""

import errno
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self, TypeVar
from uuid import UUID

from surveykit.fieldwork.attempt import Attempt
from surveykit.fieldwork.canonical import canonical_json
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.record import Record
from surveykit.files import CannotWriteError, FileExistsAlreadyError, reason, write_whole
from surveykit.store.care import version1
from surveykit.store.enclosures import Enclosure, Intake, StrangeContentError
from surveykit.store.handover import envelope
from surveykit.store.handover.envelope import Envelope
from surveykit.store.handover.errors import (
    DamagedHandoverError,
    HandoverExistsError,
    HandoverFileError,
    OversizedHandoverError,
)
from surveykit.store.handover.header import FORMAT, LARGEST, PACKING, Header, frame, head
from surveykit.store.handover.pouring import Reading, pieces_of, zeros
from surveykit.store.handover.receipt import Counts
from surveykit.store.keys.pair import PublicKey, SecretKey
from surveykit.store.pieces import Revision
from surveykit.store.rows import StoredForm

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Value = TypeVar("_Value", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Contents:
    """The six streams."""

    forms: tuple[StoredForm, ...]
    records: tuple[Record, ...]
    attempts: tuple[Attempt, ...]
    contacts: tuple[Contact, ...]
    erased: tuple[UUID, ...]
    """Of records and contacts: no other file is to bring them back."""
    enclosures: tuple[Enclosure, ...] = ()
    """Files that the records name."""
    revisions: tuple[Revision, ...] = ()
    """The records again, once they were read: with their lines, which need no second hash."""

    @property
    def counts(self) -> Counts:
        """How many of each."""
        return Counts(
            records=len(self.records),
            attempts=len(self.attempts),
            contacts=len(self.contacts),
            forms=len(self.forms),
            erased=len(self.erased),
            files=len(self.enclosures),
            corrections=sum(bool(record.supersedes) for record in self.records),
        )


@dataclass(frozen=True, slots=True)
class Handover:
    """A file that is as it was written; its contents are looked at only when asked for."""

    envelope: Envelope
    header: Header
    payload: bytes
    key: SecretKey | None = field(repr=False)

    @classmethod
    def read(cls, file: Path, key: SecretKey | None = None) -> Self:
        """Read a file and make sure that not one bit of its lines has changed.

        Raises:
            HandoverError: one of its kinds says what is wrong.
            SealedForAnotherKeyError: it is sealed, and the key is not the right one.
        """
        return cls.of(Envelope.read(file), key)

    @classmethod
    def of(cls, envelope: Envelope, key: SecretKey | None = None) -> Self:
        """As `read`, of a file that was looked at already."""
        found: list[tuple[Header, bytes]] = []

        def reading() -> Reading:
            header, payload, behind = yield from head(envelope)
            found.append((header, payload))
            yield from pieces_of(header.enclosed)
            yield from pieces_of(behind)

        envelope.check()
        envelope.pour(key, reading())
        [(header, payload)] = found
        return cls(envelope, header, payload, key)

    @property
    def file(self) -> Path:
        """Where it lies."""
        return self.envelope.file

    def contents(self) -> Contents:
        """The six streams, every value checked.

        Raises:
            OversizedHandoverError, DamagedHandoverError: a line is not what it should be.
        """
        if self.header.format == 1:
            return self._contents_of_version_1()
        forms, records, attempts, contacts, erased, files = self._streams()
        values = _values(self.file, Record, records)
        contents = Contents(
            forms=_values(self.file, StoredForm, forms),
            records=values,
            attempts=_values(self.file, Attempt, attempts),
            contacts=_values(self.file, Contact, contacts),
            erased=_ids(self.file, erased),
            enclosures=_values(self.file, Enclosure, files),
            revisions=tuple(map(Revision.of, values, records)),
        )
        self._insist_on_owners(contents)
        return contents

    def take_files(
        self, enclosures: Sequence[Enclosure], intake: Callable[[Enclosure], Intake]
    ) -> int:
        """Read the bytes of all files, and give those to an intake; returns how many were new.

        Raises:
            DamagedHandoverError: the bytes of a file are not those that it is known by.
        """
        new = 0

        def reading() -> Reading:
            nonlocal new
            _header, _payload, behind = yield from head(self.envelope)
            for one in enclosures:
                taking = intake(one)
                for size in pieces_of(one.size):
                    taking.add((yield size))
                new += taking.end()
            yield from pieces_of(behind)

        try:
            self.envelope.pour(self.key, reading())
        except StrangeContentError as error:
            raise DamagedHandoverError(self.file) from error
        return new

    def _insist_on_owners(self, contents: Contents) -> None:
        """Each file is of an interview that the handover holds, and as long as it says."""
        owners = {record.id for record in contents.records}
        size = sum(one.size for one in contents.enclosures)
        if size != self.header.enclosed or any(
            one.owner not in owners for one in contents.enclosures
        ):
            raise DamagedHandoverError(self.file)

    def _contents_of_version_1(self) -> Contents:
        """What an older program gave: coarser now than its text."""
        forms, lines, attempts, contacts, _erased, _files = self._streams()
        try:
            records = version1.records(map(version1.old_record, lines))
            return Contents(
                forms=_values(self.file, StoredForm, forms),
                records=tuple(records),
                attempts=tuple(version1.attempt(json.loads(line)) for line in attempts),
                contacts=tuple(version1.contact(json.loads(line)) for line in contacts),
                erased=(),
                revisions=tuple(map(Revision.of, records)),
            )
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise DamagedHandoverError(self.file) from error

    def _streams(self) -> Iterator[list[bytes]]:
        *lines, rest = _unpack(self.file, self.header, self.payload).split(b"\n")
        counts = self.header.counts
        lengths = (
            *(counts.forms, counts.records, counts.attempts, counts.contacts),
            *(counts.erased, counts.files),
        )
        if rest or min(lengths) < 0 or sum(lengths) != len(lines):
            raise DamagedHandoverError(self.file)
        at = 0
        for length in lengths:
            yield lines[at : at + length]
            at += length


def write(
    file: Path,
    *,
    project: UUID,
    site: str,
    made: date,
    contents: Contents,
    files: Iterable[bytes],
    key: PublicKey | None,
) -> Envelope:
    """Write a handover, read it again from the disk, and only then give it its name.

    `files` are the bytes of the files in the order of `contents.enclosures`. Without a key it
    lies open.

    Raises:
        HandoverExistsError: there is a file of this name; it is left as it is.
        HandoverFileError: it cannot be written there.
        OversizedHandoverError: the project holds more than a handover can carry.
    """
    _insist_on_a_new_name(file)
    front = _framed(file, project, site, made, contents)
    bare = len(front) + sum(one.size for one in contents.enclosures)
    filling = zeros(envelope.padding(bare) if key else 0)
    given: list[str] = []
    read: list[Envelope] = []

    def fill(out: BinaryIO) -> None:
        given.append(envelope.write(out, chain([front], files, filling), key))

    def check(unfinished: Path) -> None:
        read.append(Envelope.read(unfinished))
        read[0].check()
        if read[0].sum != given[0]:
            raise DamagedHandoverError(file)

    with _told_as_of_handover(file):
        write_whole(file, fill, replace=False, private=True, check=check)
    return replace(read[0], file=file)


@contextmanager
def _told_as_of_handover(file: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsAlreadyError as error:
        raise HandoverExistsError(file) from error
    except CannotWriteError as error:
        raise HandoverFileError(file, error.reason) from error


def _framed(file: Path, project: UUID, site: str, made: date, contents: Contents) -> bytes:
    """Everything that a handover carries, packed behind a header that tells what it is."""
    lines = _lines(contents)
    if len(lines) > LARGEST:
        raise OversizedHandoverError(file)
    payload = zlib.compress(lines, 9)
    header = Header(
        format=FORMAT,
        project=project,
        site=site,
        made=made,
        counts=contents.counts,
        packing=PACKING,
        sha256=sha256(payload).hexdigest(),
        size=len(payload),
        unpacked=len(lines),
        enclosed=sum(one.size for one in contents.enclosures),
    )
    return frame(header, payload)


def _insist_on_a_new_name(file: Path) -> None:
    """In a folder that is there: a stick that was pulled out is not to be made up for."""
    if file.exists():
        raise HandoverExistsError(file)
    if not file.parent.is_dir():
        raise HandoverFileError(file, reason(FileNotFoundError(errno.ENOENT, "")))


def _lines(contents: Contents) -> bytes:
    streams: tuple[list[str], ...] = (
        [canonical_json(form) for form in sorted(contents.forms, key=lambda form: form.sha256)],
        [canonical_json(line) for line in sorted(contents.records, key=_place)],
        [canonical_json(line) for line in sorted(contents.attempts, key=lambda line: line.id)],
        [canonical_json(line) for line in sorted(contents.contacts, key=lambda line: line.id)],
        [str(id_) for id_ in sorted(contents.erased)],
        [canonical_json(one) for one in contents.enclosures],
    )
    return "".join(f"{line}\n" for stream in streams for line in stream).encode()


def _place(record: Record) -> tuple[UUID, str]:
    return record.id, record.revision


def _unpack(file: Path, header: Header, payload: bytes) -> bytes:
    """Unpack no more than the header promises, so that a small file cannot fill the memory."""
    if header.unpacked > LARGEST:
        raise OversizedHandoverError(file)
    unpacking = zlib.decompressobj()
    try:
        lines = unpacking.decompress(payload, header.unpacked + 1)
    except zlib.error as error:
        raise DamagedHandoverError(file) from error
    if len(lines) != header.unpacked or not unpacking.eof or unpacking.unused_data:
        raise DamagedHandoverError(file)
    return lines


def _values(file: Path, kind: type[_Value], lines: Sequence[bytes]) -> tuple[_Value, ...]:
    """Read lines; each must be exactly the text that its value is written as."""
    from pydantic import TypeAdapter, ValidationError

    adapter = TypeAdapter(kind)
    try:
        values = tuple(adapter.validate_json(line) for line in lines)
    except ValidationError as error:
        raise DamagedHandoverError(file) from error
    for value, line in zip(values, lines, strict=True):
        if canonical_json(value).encode() != line:
            raise DamagedHandoverError(file)
    return values


def _ids(file: Path, lines: Sequence[bytes]) -> tuple[UUID, ...]:
    try:
        ids = tuple(UUID(line.decode()) for line in lines)
    except ValueError as error:
        raise DamagedHandoverError(file) from error
    if any(str(id_).encode() != line for id_, line in zip(ids, lines, strict=True)):
        raise DamagedHandoverError(file)
    return ids
