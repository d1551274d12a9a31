"""Handovers that were changed on the way: every byte, every length, other order, other surveys."""

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from surveykit.errors import SurveykitError
from surveykit.store import Project
from surveykit.store.handover.envelope import SEALED
from surveykit.store.keys.pair import SecretKey
from tests.store.samples import NOW, PASSPHRASE, TODAY, a_form, a_record, a_site, an_attempt
from tests.store.test_enclosures import interviewed

from .ledger import make, quick_keys
from .power import memory
from .table import Line

State = tuple[object, ...]

SUM = slice(len(SEALED), len(SEALED) + 32)
"""Where a sealed handover says what all behind it must hash to."""


class Taker:
    """A planner's project that is given one bad file after the other."""

    def __init__(self, folder: Path, key: SecretKey | None) -> None:
        self._key = key
        make(folder / "taker.survey")
        self.project = Project.open(folder / "taker.survey", PASSPHRASE)
        self.project.add_records([a_record("mine")])
        self._before = self._state()
        self._file = folder / "bad.handover"

    def is_given(self, content: bytes, line: Line) -> None:
        """It must refuse the file in a sentence, and be as it was."""
        line.injected += 1
        line.acknowledged += 1
        self._file.write_bytes(content)
        key = self._key
        try:
            self.project.merge(self._file, TODAY, key=(lambda: key) if key else None)
        except SurveykitError:
            line.noticed += 1
        after = self._state()
        line.lost += after[0] != self._before[0]
        if after != self._before:
            line.damages.append("a changed handover was taken in")

    def _state(self) -> State:
        project = self.project
        files = project.counts().files
        return (
            *(project.records(), project.attempts(), project.contacts()),
            *(files, len(project.merge_log())),
        )


def spoil(step: int) -> Iterator[Line]:
    """Change every `step`-th byte, cut at every `step`-th length, and so on.

    A sealed handover is filled up to 256 KiB at least; here one that is not, so that every place of
    it can be changed, and one of that size with fewer places.
    """
    key = SecretKey.new()
    yield from _spoil("handover", None, step)
    with _little_filling():
        yield from _spoil("sealed handover", key, step)
    yield from _spoil("sealed handover of full size", key, 211 * step)


def _spoil(sort: str, key: SecretKey | None, step: int) -> Iterator[Line]:
    with tempfile.TemporaryDirectory(dir=memory()) as name, quick_keys():
        folder = Path(name)
        good, other = _given(folder, key, "court"), _given(folder, key, "elsewhere")
        taker = Taker(folder, key)
        yield _changed(f"{sort}: one byte changed, every place", good, taker, step)
        if key:
            yield _changed(f"{sort}: and its sum made to fit", good, taker, step, _summed_anew)
        cut = Line(f"{sort}: cut short, every length")
        for length in range(0, len(good), step):
            taker.is_given(good[:length], cut)
        yield cut
        yield _mixed(sort, good, other, taker)
        taker.project.close()


def _changed(
    title: str,
    good: bytes,
    taker: Taker,
    step: int,
    touched_up: Callable[[bytes], bytes] = bytes,
) -> Line:
    line = Line(title)
    first = 0 if touched_up is bytes else SUM.stop
    for place in range(first, len(good), step):
        for bits in (1, 0x80, 0xFF) if step in (1, 211) else (0xFF,):
            content = bytearray(good)
            content[place] ^= bits
            taker.is_given(touched_up(bytes(content)), line)
    return line


def _summed_anew(content: bytes) -> bytes:
    """What somebody makes who knows the format: only the seal itself can still tell."""
    return content[: SUM.start] + sha256(content[SUM.stop :]).digest() + content[SUM.stop :]


@contextmanager
def _little_filling() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("surveykit.store.handover.envelope._LEAST", 1)
        yield


def _mixed(sort: str, good: bytes, other: bytes, taker: Taker) -> Line:
    line = Line(f"{sort}: reordered, doubled, joined, foreign")
    chance = random.Random(1)  # noqa: S311 - to be repeated, not to be secret
    taker.is_given(other, line)
    taker.is_given(good + good, line)
    taker.is_given(good + b"\0", line)
    taker.is_given(good[: len(good) // 2] + other[len(other) // 2 :], line)
    for _n in range(40):
        one, two = sorted(chance.sample(range(len(good)), 2))
        middle = (one + two) // 2
        taker.is_given(good[:one] + good[middle:two] + good[one:middle] + good[two:], line)
    return line


def _given(folder: Path, key: SecretKey | None, site: str) -> bytes:
    """A small handover."""
    path = folder / f"{site}.survey"
    with Project.create(
        path, site=a_site(site), forms=[a_form()], passphrase=PASSPHRASE, now=NOW
    ) as giver:
        if key:
            giver.use_key(key.public)
        giver.add_records([a_record("first"), a_record("second")])
        giver.add_attempt(an_attempt())
        interviewed(giver, a_form(), b"what the picture shows" * 3)
        giver.handover(folder / f"{site}.handover", TODAY, unsealed=key is None)
    return (folder / f"{site}.handover").read_bytes()
