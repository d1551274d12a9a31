"""A handover as it lies on the stick: sealed for the planner, or open.

    sealed: magic · SHA-256 of what follows · age file with the open handover in it

The seal hides everything but the size: not even the name of the site can be read on a stick that
was lost. The sum lets a damaged file be told without the key.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

from surveykit.files import reason
from surveykit.store.errors import (
    DamagedHandoverError,
    HandoverFileError,
    OversizedHandoverError,
    SealedHandoverError,
)
from surveykit.store.keys import PublicKey, SecretKey

LARGEST = 256 * 1024 * 1024
"""Bytes of a handover, packed or not: some 250,000 interviews."""

SEALED = b"SVKSEAL\n"
_SUM = 32  # bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """A file that was read whole; what it holds is looked at only when it is opened."""

    file: Path
    content: bytes

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read a file and make sure, if it is sealed, that not one bit of it has changed.

        Raises:
            HandoverFileError, OversizedHandoverError, DamagedHandoverError: what is wrong.
        """
        try:
            if file.stat().st_size > LARGEST:
                raise OversizedHandoverError(file)
            envelope = cls(file, file.read_bytes())
        except OSError as error:
            raise HandoverFileError(file, reason(error)) from error
        if envelope.is_sealed and sha256(envelope._sealed).digest() != envelope._sum:
            raise DamagedHandoverError(file)
        return envelope

    @property
    def sha256(self) -> str:
        """Of the whole file, as `sha256sum` and `certutil` show it."""
        return sha256(self.content).hexdigest()

    @property
    def is_sealed(self) -> bool:
        """Whether it takes the planner's secret key to open it."""
        return self.content.startswith(SEALED)

    def open(self, key: SecretKey | None) -> bytes:
        """The handover itself.

        Raises:
            SealedHandoverError, SealedForAnotherKeyError: there is no key, or not the right one.
        """
        if not self.is_sealed:
            return self.content
        if key is None:
            raise SealedHandoverError(self.file)
        return key.open(self._sealed)

    @property
    def _sum(self) -> bytes:
        return self.content[len(SEALED) : len(SEALED) + _SUM]

    @property
    def _sealed(self) -> bytes:
        return self.content[len(SEALED) + _SUM :]


def sealed(content: bytes, key: PublicKey) -> bytes:
    """A handover in its envelope, to be opened by the planner only."""
    inside = key.seal(content)
    return SEALED + sha256(inside).digest() + inside
