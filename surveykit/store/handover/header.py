"""What a handover says of itself before anything is unpacked, and the payload behind it.

magic · length of the header · SHA-256 of the header · header (JSON) · payload
"""

import json
import struct
from collections.abc import Generator
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from surveykit.store.handover.envelope import MAGIC, Envelope, padding
from surveykit.store.handover.errors import (
    DamagedHandoverError,
    NewerHandoverError,
    OversizedHandoverError,
)
from surveykit.store.handover.receipt import Counts

FORMAT = 4
"""3 knew no notes, 2 no files that answers name, 1 neither what was erased."""

LARGEST = 256 * 1024 * 1024
"""Bytes of the payload, packed or not: some 250,000 interviews."""

PACKING = ("zlib",)
_FIRST_FILLED = 3  # the first format of which sealed files have one of few sizes

_START = struct.Struct(f">{len(MAGIC)}sI32s")
_LARGEST_HEADER = 64 * 1024


@dataclass(frozen=True, slots=True)
class Header:
    """What a handover says of itself before anything is unpacked."""

    format: int
    project: UUID
    site: str
    made: date
    """A day and no time, so that it cannot be joined to a door."""
    counts: Counts
    packing: tuple[str, ...]
    sha256: str
    """Of the packed payload."""
    size: int
    """Bytes of the packed payload."""
    unpacked: int
    """Bytes of the payload unpacked."""
    enclosed: int = 0
    """Bytes of the files behind it."""


def frame(header: Header, payload: bytes) -> bytes:
    """A payload behind its header."""
    content = {**asdict(header), "project": str(header.project), "made": header.made.isoformat()}
    text = json.dumps(content, ensure_ascii=False).encode()
    return _START.pack(MAGIC, len(text), sha256(text).digest()) + text + payload


def head(envelope: Envelope) -> Generator[int, bytes, tuple[Header, bytes, int]]:
    """Read the header and the payload, and no more of it than a handover may have.

    Returns with them how many bytes of filling must follow behind the files.
    """
    file = envelope.file
    magic, length, digest = _START.unpack((yield _START.size))
    if magic != MAGIC or length > _LARGEST_HEADER:
        raise DamagedHandoverError(file)
    text = yield length
    if sha256(text).digest() != digest:
        raise DamagedHandoverError(file)
    header = _header(file, text)
    if header.size > LARGEST:
        raise OversizedHandoverError(file)
    if header.size < 0 or header.enclosed < 0:
        raise DamagedHandoverError(file)
    payload = yield header.size
    if sha256(payload).hexdigest() != header.sha256:
        raise DamagedHandoverError(file)
    is_filled = envelope.is_sealed and header.format >= _FIRST_FILLED
    bare = _START.size + length + header.size + header.enclosed
    return header, payload, padding(bare) if is_filled else 0


def _header(file: Path, text: bytes) -> Header:
    from pydantic import TypeAdapter, ValidationError

    try:
        version = TypeAdapter(dict[str, object]).validate_json(text).get("format")
        if isinstance(version, int) and version > FORMAT:
            raise NewerHandoverError(file)
        header = TypeAdapter(Header).validate_json(text)
    except ValidationError as error:
        raise DamagedHandoverError(file) from error
    if header.packing != PACKING:
        raise NewerHandoverError(file)
    return header
