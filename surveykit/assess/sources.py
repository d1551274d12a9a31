"""What an assessment was made from, by hashes: whoever has the same has the same result."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from surveykit.assess.launched.attendance import REPLY_FORM, SESSION_FORM, VISIT_FORM
from surveykit.fieldwork.attempt import Attempt
from surveykit.fieldwork.canonical import canonical_json
from surveykit.fieldwork.record import DOOR_FORM, HALLWAY_FORM
from surveykit.form import Form
from surveykit.site.model import Site

ASSESSED = (DOOR_FORM, HALLWAY_FORM, SESSION_FORM, VISIT_FORM, REPLY_FORM)
"""The forms whose answers an assessment reads, after the launch too."""

_WIDTH = 32
"""Bytes of a SHA-256."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Hashes are SHA-256; none of them tells anything of an answer or a door."""

    site_sha256: str
    """Of the site's canonical JSON: places, dwellings, partners and criteria."""
    form: str
    form_version: str
    form_sha256: str
    """Of the XForm."""
    records: int
    """Records read, corrections and the hallway's among them."""
    records_sha256: str
    """Of their revisions, sorted, one a line."""
    attempts: int
    attempts_sha256: str
    """Of the hashes of the contact sheet's lines, sorted, one a line."""


def sources(
    site: Site, form: Form, revisions: Iterable[str], attempts: Sequence[Attempt]
) -> Sources:
    """The same whatever the order of the `revisions`, those of the forms assessed, and lines."""
    records, records_sha256 = _together(map(bytes.fromhex, revisions))
    lines, lines_sha256 = _together(_digest(canonical_json(line)) for line in attempts)
    return Sources(
        site_sha256=_hash(site.model_dump_json()),
        form=form.id,
        form_version=form.version,
        form_sha256=sha256(form.xml).hexdigest(),
        records=records,
        records_sha256=records_sha256,
        attempts=lines,
        attempts_sha256=lines_sha256,
    )


def _together(hashes: Iterable[bytes]) -> tuple[int, str]:
    """How many, and the hash of them all.

    There may be very many, and an object of each would be far larger: they are sorted by their
    first byte as they come, and then part by part.
    """
    parts = [bytearray() for _byte in range(256)]
    for one in hashes:
        parts[one[0]] += one
    whole, number = sha256(), 0
    for part in parts:
        for one in sorted(bytes(part[at : at + _WIDTH]) for at in range(0, len(part), _WIDTH)):
            whole.update((b"\n" if number else b"") + one.hex().encode())
            number += 1
    return number, whole.hexdigest()


def _digest(text: str) -> bytes:
    return sha256(text.encode()).digest()


def _hash(text: str) -> str:
    return _digest(text).hex()
