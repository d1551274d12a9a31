"""Bytes that come when their source gives them, for a reader that says how many it wants next.

What opens an age file pushes; who reads a handover pulls. A generator does both: it yields how
many bytes it wants and is sent them, and so a file of any size passes through a small buffer.
"""

from collections.abc import Generator, Iterator
from typing import Protocol

Reading = Generator[int, bytes, None]
"""Yields how many bytes it wants next, at most `PIECE` where they are many; is sent as many."""

PIECE = 64 * 1024


class Source(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes; none at the end."""


class Sink(Protocol):
    """What can be written to."""

    def write(self, piece: bytes, /) -> int:
        """Take these bytes."""

    def flush(self) -> None:
        """Let nothing wait."""


class WrongLengthError(ValueError):
    """The source ends before the reader has all, or goes on behind it."""


class Pour:
    """A sink that gives a reading what it wants."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._waiting = bytearray()
        self._wanted: int | None = next(reading, None)

    def write(self, piece: bytes, /) -> int:
        """Take these bytes and send on what is complete.

        Raises:
            WrongLengthError: the reading wants no more.
        """
        self._waiting += piece
        self._send()
        if self._wanted is None and self._waiting:
            raise WrongLengthError
        return len(piece)

    def flush(self) -> None:
        """Nothing waits that could be sent."""

    def end(self) -> None:
        """There are no more bytes.

        Raises:
            WrongLengthError: the reading wants more.
        """
        self._send()
        if self._wanted is not None:
            raise WrongLengthError

    def _send(self) -> None:
        while self._wanted is not None and len(self._waiting) >= self._wanted:
            part = bytes(self._waiting[: self._wanted])
            del self._waiting[: self._wanted]
            try:
                self._wanted = self._reading.send(part)
            except StopIteration:
                self._wanted = None


class Pieces:
    """A source made of pieces that are at hand one after the other."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes; none at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = piece
        size = len(self._rest) if size < 0 else size
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


def pieces_of(size: int) -> Reading:
    """So many bytes, in amounts that a small buffer holds."""
    while size > 0:
        yield min(size, PIECE)
        size -= PIECE


def zeros(size: int) -> Iterator[bytes]:
    """So many zeros, piece by piece."""
    return (bytes(min(size - at, PIECE)) for at in range(0, size, PIECE))
