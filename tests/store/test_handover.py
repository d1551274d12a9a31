"""A handover is used as it was written or not at all."""

import json
import re
import tracemalloc
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveykit.fieldwork.attempt import Outcome
from surveykit.store import HandoverError, Project
from surveykit.store.handover.envelope import MAGIC, Envelope
from surveykit.store.handover.errors import (
    DamagedHandoverError,
    HandoverFileError,
    NewerHandoverError,
    NotAHandoverError,
    OversizedHandoverError,
)
from surveykit.store.handover.header import FORMAT, LARGEST

from .conftest import Make
from .samples import TODAY, a_form, a_record, an_attempt
from .test_enclosures import interviewed

State = tuple[object, ...]


@pytest.fixture
def handover(make: Make, tmp_path: Path) -> bytes:
    giver = make("giver")
    giver.add_records([a_record("first"), a_record("second\u2028line")])
    giver.add_attempt(an_attempt())
    giver.add_contact({"consent_contact": "yes", "name": "Ada"}, TODAY)
    interviewed(giver, a_form(), b"what the picture shows")
    interviewed(giver, a_form(), b"another")
    giver.handover(tmp_path / "good", TODAY, unsealed=True)
    return (tmp_path / "good").read_bytes()


@pytest.fixture
def refuses(make: Make, tmp_path: Path) -> Callable[[bytes, type[HandoverError]], None]:
    """Checks that a file is refused with this error and that nothing was changed."""
    taker = make("taker")
    taker.add_records([a_record("mine")])

    def check(content: bytes, error: type[HandoverError]) -> None:
        before = _state(taker)
        (tmp_path / "bad").write_bytes(content)
        with pytest.raises(error):
            taker.merge(tmp_path / "bad")
        assert _state(taker) == before

    return check


Refuses = Callable[[bytes, type[HandoverError]], None]


def test_every_changed_bit_is_noticed(handover: bytes, refuses: Refuses) -> None:
    for place in range(0, len(handover), 3):
        changed = bytearray(handover)
        changed[place] ^= 1 << place % 8
        refuses(bytes(changed), HandoverError)


def test_a_handover_cut_short_is_refused(handover: bytes, refuses: Refuses) -> None:
    for length in range(0, len(handover), 5):
        refuses(handover[:length], HandoverError)


def test_a_handover_with_something_behind_it_is_refused(handover: bytes, refuses: Refuses) -> None:
    refuses(handover + b"\0", DamagedHandoverError)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a workbook", b"SQLite format 3\0"])
def test_another_file_is_no_handover(content: bytes, refuses: Refuses) -> None:
    refuses(content, NotAHandoverError)


def test_a_missing_file_is_told(project: Project, tmp_path: Path) -> None:
    with pytest.raises(HandoverFileError):
        project.merge(tmp_path / "none")
    with pytest.raises(HandoverFileError):
        project.handover(tmp_path / "no folder" / "handover", TODAY, unsealed=True)


def test_a_newer_format_is_refused(handover: bytes, refuses: Refuses) -> None:
    refuses(_forged(handover, format=FORMAT + 1, streams="unknown"), NewerHandoverError)


def test_an_unknown_packing_is_refused(handover: bytes, refuses: Refuses) -> None:
    refuses(_forged(handover, packing=["zlib", "age"]), NewerHandoverError)


def test_lines_that_are_more_than_any_survey_has_are_not_read(
    handover: bytes, refuses: Refuses
) -> None:
    header, _end = _header(handover)
    text = json.dumps({**header, "size": LARGEST + 1}).encode()
    refuses(
        MAGIC + len(text).to_bytes(4) + sha256(text).digest() + text + b"...",
        OversizedHandoverError,
    )


def test_another_file_is_not_read_however_large(tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(1 << 40)  # sparse: takes no room
    with pytest.raises(NotAHandoverError):
        Envelope.read(tmp_path / "huge")


def test_a_payload_that_is_not_the_one_announced_is_refused(
    handover: bytes, refuses: Refuses
) -> None:
    refuses(_forged(handover, sha256=64 * "0"), DamagedHandoverError)


def test_a_file_that_unpacks_to_more_than_it_says_is_not_unpacked(
    handover: bytes, refuses: Refuses
) -> None:
    bomb = zlib.compress(bytes(50_000_000))
    tracemalloc.start()
    refuses(_forged(handover, payload=bomb, unpacked=1000), DamagedHandoverError)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000
    refuses(_forged(handover, payload=bomb, unpacked=LARGEST + 1), OversizedHandoverError)


@pytest.mark.parametrize("counts", [-1, 0, 10**15])
def test_false_counts_are_refused(counts: int, handover: bytes, refuses: Refuses) -> None:
    false = {"records": counts, "attempts": 3, "contacts": 1, "forms": 1, "files": 2}
    refuses(_forged(handover, counts=false), DamagedHandoverError)
    false = {"records": 4, "attempts": 3, "contacts": 1, "forms": 1, "files": counts}
    refuses(_forged(handover, counts=false), DamagedHandoverError)


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:00:00+00:00"])
def test_a_time_that_is_none_in_some_zones_is_refused(
    at: str, refuses: Refuses, make: Make, tmp_path: Path
) -> None:
    giver = make("giver")
    giver.add_attempt(an_attempt(Outcome.NOT_HOME))
    giver.handover(tmp_path / "good", TODAY, unsealed=True)
    content = (tmp_path / "good").read_bytes()
    _told, end = _header(content)
    lines = zlib.decompress(content[end:])
    forged, times = re.subn(rb'"at":"[^"]*"', b'"at":"%b"' % at.encode(), lines)
    assert times == 1
    refuses(
        _forged(content, payload=zlib.compress(forged), unpacked=len(forged)),
        DamagedHandoverError,
    )


@pytest.mark.parametrize("enclosed", [-1, 0, 28, 30, 10**15])
def test_a_false_length_of_the_files_is_refused(
    enclosed: int, handover: bytes, refuses: Refuses
) -> None:
    refuses(_forged(handover, enclosed=enclosed), DamagedHandoverError)


def test_files_that_changed_places_are_refused(handover: bytes, refuses: Refuses) -> None:
    lines, files = handover[:-29], handover[-29:]
    swapped = files[7:] + files[:7] if files.startswith(b"another") else files[22:] + files[:22]
    refuses(lines + swapped, DamagedHandoverError)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"minutes":4', '"minutes":-4'),
        ('"minutes":4', '"minutes":"4"'),
        ('"minutes":4', '"minutes":null'),
        ('"minutes":4', '"minutes":1e400'),
        ('"mode":"door_to_door"', '"mode":"window"'),
        ('"day":"2027-01-01"', '"day":"2027-02-30"'),
        ('"note":"first"', '"note":"\\u001b[2J"'),
        ('"note":"first"', '"note":"first","note":"twice"'),
        ('"note":"first"', '"note":' + 100_000 * "["),
        ('"form":"note"', '"form":"note","unknown":1'),
        ('"outcome":"interview"', '"outcome":"interview","at":"2027-01-14T17:05:00+00:00"'),
        ('"outcome":"interview"', '"outcome":"sung to"'),
        ('"id":"note"', '"id":"other"'),
        ('.jpg","owner"', '/../a.jpg","owner"'),
        ('.jpg","owner":"', '.jpg","owner":"00000000-0000-4000-8000-000000000000'),
        ('"size":7', '"size":-7'),
        ('"size":7', '"size":8'),
        ('"size":7', '"size":33554433'),
        ('"xml":"', '"xml":"<!DOCTYPE a>'),
    ],
)
def test_a_forged_line_is_refused(old: str, new: str, handover: bytes, refuses: Refuses) -> None:
    lines = _payload(handover).decode()
    assert old in lines
    forged = lines.replace(old, new, 1).encode()
    packed = zlib.compress(forged)
    refuses(_forged(handover, payload=packed, unpacked=len(forged)), DamagedHandoverError)


def test_a_line_that_says_something_else_under_a_known_id_is_refused(
    make: Make, tmp_path: Path, handover: bytes
) -> None:
    taker = make("taker")
    taker.merge(tmp_path / "good")
    before = _state(taker)
    forged = _payload(handover).replace(b'"dwelling":"A1"', b'"dwelling":"A2"')
    content = _forged(handover, payload=zlib.compress(forged), unpacked=len(forged))
    (tmp_path / "forged").write_bytes(content)
    with pytest.raises(DamagedHandoverError):
        taker.merge(tmp_path / "forged")
    assert _state(taker) == before


@settings(max_examples=60, deadline=None)
@given(junk=st.binary(max_size=300), start=st.sampled_from([b"", MAGIC, MAGIC + b"\0\0\0\x10"]))
def test_junk_is_refused(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, start: bytes
) -> None:
    from surveykit.store.handover.file import Handover

    path = tmp_path_factory.mktemp("junk") / "junk"
    path.write_bytes(start + junk)
    with pytest.raises(HandoverError):
        Handover.read(path)


def _state(project: Project) -> State:
    return (
        project.counts(),
        project.records(),
        project.attempts(),
        project.contacts(),
        project.path.read_bytes()[:100],
    )


_HEADER = len(MAGIC) + 36  # magic, length, SHA-256


def _header(handover: bytes) -> tuple[dict[str, object], int]:
    end = _HEADER + int.from_bytes(handover[len(MAGIC) : len(MAGIC) + 4])
    header: dict[str, object] = json.loads(handover[_HEADER:end])
    return header, end


def _payload(handover: bytes) -> bytes:
    return zlib.decompressobj().decompress(handover[_header(handover)[1] :])


def _files(handover: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    unpacking.decompress(handover[_header(handover)[1] :])
    return unpacking.unused_data


def _forged(handover: bytes, *, payload: bytes | None = None, **changes: object) -> bytes:
    """The same with another header, sums and all correct again."""
    header, end = _header(handover)
    files = _files(handover)
    payload = handover[end : len(handover) - len(files)] if payload is None else payload
    sums = {"size": len(payload), "sha256": sha256(payload).hexdigest()}
    text = json.dumps({**header, **sums, **changes}).encode()
    return MAGIC + len(text).to_bytes(4) + sha256(text).digest() + text + payload + files
