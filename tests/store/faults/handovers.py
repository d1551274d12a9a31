"""Handovers that were changed on the way: every byte, every length, other order, other surveys."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from surveykit.errors import SurveykitError
from surveykit.store import Project
from surveykit.store.keys.pair import SecretKey
from tests.store.samples import NOW, PASSPHRASE, TODAY, a_form, a_record, a_site, an_attempt
from tests.store.test_enclosures import interviewed

from .ledger import make, quick_keys
from .power import memory
from .table import Line

State = tuple[object, ...]

CARRYING = 4096
"""Bytes at the beginning of such a file that say something."""


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
    """Change every `step`-th byte, cut at every `step`-th length, and so on."""
    for key in (None, SecretKey.new()):
        sort = "sealed handover" if key else "handover"
        with tempfile.TemporaryDirectory(dir=memory()) as name, quick_keys():
            folder = Path(name)
            good, other = _given(folder, key, "court"), _given(folder, key, "elsewhere")
            taker = Taker(folder, key)
            changed = Line(f"{sort}: one byte changed, every place")
            for place in _places(len(good), step):
                for bits in (1, 0x80, 0xFF) if step == 1 else (0xFF,):
                    content = bytearray(good)
                    content[place] ^= bits
                    taker.is_given(bytes(content), changed)
            yield changed
            cut = Line(f"{sort}: cut short, every length")
            for length in _places(len(good), step):
                taker.is_given(good[:length], cut)
            yield cut
            yield _mixed(sort, good, other, taker)
            taker.project.close()


def _places(size: int, step: int) -> Iterator[int]:
    """Every `step`-th of what a handover carries; fewer of what only fills it up."""
    yield from range(0, min(size, CARRYING), step)
    yield from range(CARRYING, size, 211 * step)


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
