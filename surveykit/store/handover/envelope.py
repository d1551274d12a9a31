"""A handover as it lies on the stick: sealed for the planner, or open.

    sealed: magic · SHA-256 of what follows · age file with the open handover in it

The seal hides everything but a class of sizes: not even the name of the site can be read on a
stick that was lost, nor whether much was done on a day. The sum lets a damaged file be told
without the key. Files may be large, for they carry pictures: they are read and written piece by
piece.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from surveykit.files import reason
from surveykit.store.handover.errors import (
    DamagedHandoverError,
    HandoverFileError,
    NotAHandoverError,
    SealedHandoverError,
)
from surveykit.store.handover.pouring import PIECE, Pieces, Pour, Reading, WrongLengthError
from surveykit.store.keys.pair import PublicKey, SecretKey

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

SEALED = b"SVKSEAL\n"
MAGIC = b"SVKHAND\n"
"""How an open handover begins."""

_SUM = 32  # bytes
_LEAST, _DOUBLED_UP_TO = 2**18, 2**24  # bytes
_INSIDE = len(SEALED) + _SUM


@dataclass(frozen=True, slots=True)
class Envelope:
    """A file known by its hash; what it holds is told only when it is opened."""

    file: Path
    sha256: str
    """Of the whole file, as `sha256sum` and `certutil` show it."""
    sum: str
    """What the sealed part must hash to, as the file says, or what the whole open file does."""
    is_sealed: bool
    """Whether it takes the planner's secret key to open it."""

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read a file as far as is needed to know it again: once, for that alone costs its length.

        Raises:
            HandoverFileError, NotAHandoverError: what is wrong.
        """
        whole = sha256()
        with _opened(file) as content:
            head = content.read(_INSIDE)
            is_sealed = head.startswith(SEALED)
            if not is_sealed and not head.startswith(MAGIC):
                raise NotAHandoverError(file)
            whole.update(head)
            content.hash_into(whole)
        told = head[len(SEALED) :].hex() if is_sealed else whole.hexdigest()
        return cls(file, whole.hexdigest(), told, is_sealed)

    def check(self) -> None:
        """Make sure, if it is sealed, that not one bit of it has changed.

        Raises:
            HandoverFileError, DamagedHandoverError: what is wrong.
        """
        if self.is_sealed:
            inside = sha256()
            with _opened(self.file) as content:
                content.seek(_INSIDE)
                content.hash_into(inside)
            if inside.hexdigest() != self.sum:
                raise DamagedHandoverError(self.file)

    def pour(self, key: SecretKey | None, reading: Reading) -> None:
        """Give the handover itself to a reading, piece by piece.

        Raises:
            SealedHandoverError, SealedForAnotherKeyError: there is no key, or not the right one.
            DamagedHandoverError: it is longer or shorter than the reading expects.
        """
        if self.is_sealed and key is None:
            raise SealedHandoverError(self.file)
        sink = Pour(reading)
        try:
            with _opened(self.file) as content:
                if self.is_sealed and key is not None:
                    content.seek(_INSIDE)
                    key.open_into(content, sink)
                else:
                    while piece := content.read(PIECE):
                        sink.write(piece)
            sink.end()
        except WrongLengthError as error:
            raise DamagedHandoverError(self.file) from error


def write(out: BinaryIO, pieces: Iterator[bytes], key: PublicKey | None) -> str:
    """Write a handover, in its envelope if there is a key; returns the `sum` that it must have."""
    summing = _Summing(out)
    if key is None:
        for piece in pieces:
            summing.write(piece)
        return summing.hexdigest
    out.write(SEALED + bytes(_SUM))
    key.seal_into(Pieces(pieces), summing)
    out.seek(len(SEALED))
    out.write(bytes.fromhex(summing.hexdigest))
    return summing.hexdigest


def padding(size: int) -> int:
    """How many bytes go behind so many, so that what is sealed has one of few sizes.

    These are 256 KiB, which hold a few hundred interviews without pictures, and the powers of two
    up to 16 MiB; beyond that the multiples of 16 MiB.
    """
    if size <= _DOUBLED_UP_TO:
        return max(_LEAST, 1 << (size - 1).bit_length()) - size
    return -size % _DOUBLED_UP_TO


class _Summing:
    """A sink that hands on and knows the SHA-256 of everything."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._sum = sha256()

    def write(self, piece: bytes, /) -> int:
        self._sum.update(piece)
        return self._out.write(piece)

    def flush(self) -> None:
        self._out.flush()

    @property
    def hexdigest(self) -> str:
        return self._sum.hexdigest()


@contextmanager
def _opened(file: Path) -> Iterator["_Content"]:
    """The content of a file; a stick that is pulled out meanwhile is told as such."""
    try:
        with file.open("rb") as opened:
            yield _Content(file, opened)
    except OSError as error:
        raise HandoverFileError(file, reason(error)) from error


class _Content:
    """A file whose faults stay apart from those of whoever reads it."""

    def __init__(self, file: Path, opened: BinaryIO) -> None:
        self._file, self._opened = file, opened

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self._opened.read(size)
        except OSError as error:
            raise HandoverFileError(self._file, reason(error)) from error

    def hash_into(self, digest: "Hash") -> None:
        while piece := self.read(16 * PIECE):
            digest.update(piece)

    def seek(self, place: int) -> None:
        self._opened.seek(place)


def is_sealed(file: Path) -> bool:
    """Whether a file is sealed, told by how it begins; one that cannot be read is not."""
    try:
        with file.open("rb") as opened:
            return opened.read(len(SEALED)) == SEALED
    except OSError:
        return False
