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
    read = [bytes.fromhex(revision) for revision in revisions]
    return Sources(
        site_sha256=_hash(site.model_dump_json()),
        form=form.id,
        form_version=form.version,
        form_sha256=sha256(form.xml).hexdigest(),
        records=len(read),
        records_sha256=_together(read),
        attempts=len(attempts),
        attempts_sha256=_together([_digest(canonical_json(line)) for line in attempts]),
    )


def _together(hashes: list[bytes]) -> str:
    """Of very many hashes; the text of them all would be twice as long."""
    hashes.sort()
    whole = sha256()
    for place, one in enumerate(hashes):
        whole.update((b"\n" if place else b"") + one.hex().encode())
    return whole.hexdigest()


def _digest(text: str) -> bytes:
    return sha256(text.encode()).digest()


def _hash(text: str) -> str:
    return _digest(text).hex()
