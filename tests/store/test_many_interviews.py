"""With more than a thousand interviews, too, no place in the file tells when one of them came.

The file is taken while the program is at work, or after it was killed there: nothing was tidied up
by closing it. The adversary holds all pages and the WAL, deciphered. He asks in which order the
interviews of the session came, and which of all are of the session. Each attack orders interviews
by a place and looks how far that goes with the truth; by chance it goes with it by more than five
standard deviations once in two million times.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice
from math import sqrt
from pathlib import Path

import pytest

from surveykit.fieldwork.record import Mode, Record
from surveykit.form import Form
from surveykit.store import Project
from surveykit.store.connect import PAGE_SIZE

from . import at_work
from .conftest import Make
from .samples import NOW, a_record, an_attempt

BEFORE, SESSION = 1100, 120
CHANCE = 5  # standard deviations
Places = Mapping[int, int]


@dataclass(frozen=True)
class Loot:
    """The bytes, and how many interviews they hold; those of the session have the first numbers."""

    content: bytes
    session: int

    @cached_property
    def begins(self) -> Places:
        """Where each interview lies, by its number; what lies twice counts where it lies first."""
        return self._places(rb"first (\d{4})")

    @cached_property
    def ends(self) -> Places:
        """Where the end of each lies: on a page of its own."""
        return self._places(rb"last (\d{4})")

    def _places(self, mark: bytes) -> Places:
        found = [*re.finditer(mark, self.content)]
        return {int(at[1]): at.start() for at in reversed(found)}


ATTACKS: dict[str, Callable[[Loot], Places]] = {
    "place of the beginning": lambda loot: loot.begins,
    "place of the end": lambda loot: loot.ends,
    "place of the beginning within its page": lambda loot: {
        n: at % PAGE_SIZE for n, at in loot.begins.items()
    },
    "page of the end": lambda loot: {n: at // PAGE_SIZE for n, at in loot.ends.items()},
    "from the beginning to the end": lambda loot: {
        n: at - loot.begins[n] for n, at in loot.ends.items()
    },
    "which page was taken last": lambda loot: {
        n: max(at, loot.begins[n]) for n, at in loot.ends.items()
    },
}


@pytest.fixture
def many(make: Make) -> Project:
    project = make("many")
    project.add_records([_interview(n) for n in range(SESSION * 2, SESSION * 2 + BEFORE)])
    return project


def test_a_file_taken_while_the_program_is_open_tells_no_order(many: Project, form: Form) -> None:
    loot = _taken_from_the_open_program(many, form)
    assert {name: z for name, z in _order(loot).items() if z > CHANCE} == {}
    assert {name: z for name, z in _session(loot).items() if z > CHANCE} == {}


def test_a_killed_program_leaves_no_order(many: Project) -> None:
    many.close()
    acknowledged = _killed_at_work(many.path)
    loot = Loot(_bytes(many.path), acknowledged)
    assert {name: z for name, z in _order(loot).items() if z > CHANCE} == {}
    assert {name: z for name, z in _session(loot).items() if z > CHANCE} == {}


def test_no_interview_lies_anywhere_twice(many: Project, form: Form) -> None:
    """What moved to another place left nothing behind, in no free page and not in the WAL."""
    loot = _taken_from_the_open_program(many, form)
    for mark in (rb"first \d{4}", rb"last \d{4}"):
        assert len(re.findall(mark, loot.content)) == BEFORE + SESSION


def test_places_that_are_not_drawn_would_tell_both(
    many: Project, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control, without which a miss would prove nothing."""
    monkeypatch.setattr("surveykit.store.slots.randbelow", lambda count: count - 1)
    loot = _taken_from_the_open_program(many, form)
    assert max(_order(loot).values()) > 2 * CHANCE
    assert max(_session(loot).values()) > 2 * CHANCE


def _interview(number: int) -> Record:
    return a_record(f"first {number:04} {'z' * 500} last {number:04}")


def _taken_from_the_open_program(project: Project, form: Form) -> Loot:
    for n in range(SESSION):
        draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
        project.save_answer(draft.id, "/data/note", "half said")
        project.finish(draft.id, _interview(n), an_attempt(dwelling=f"A{n}"))
    return Loot(_bytes(project.path), SESSION)


def _killed_at_work(path: Path) -> int:
    """How many interviews a program had finished when it was killed."""
    command = [sys.executable, "-m", at_work.__name__, "finish", str(path), "0", ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        said = [*islice(program.stdout, SESSION)]
        program.kill()
        said += program.stdout
    return len(said)


def _bytes(path: Path) -> bytes:
    """All that lies there, but for the index of the WAL, which holds numbers of pages only."""
    files = sorted(path.parent.glob(f"{path.name}*"))
    return b"".join(file.read_bytes() for file in files if not file.name.endswith("-shm"))


def _order(loot: Loot) -> dict[str, float]:
    """How far each attack tells in which order the session's interviews came."""
    found = {name: attack(loot) for name, attack in ATTACKS.items()}
    came = range(loot.session)
    return {name: _goes_with([at[n] for n in came], came) for name, at in found.items()}


def _session(loot: Loot) -> dict[str, float]:
    """How far each attack tells which of all interviews are of the session."""
    found = {name: attack(loot) for name, attack in ATTACKS.items()}
    return {
        name: _goes_with([*at.values()], [n < loot.session for n in at])
        for name, at in found.items()
    }


def _goes_with(places: Sequence[int], truth: Sequence[int]) -> float:
    """Spearman's rank correlation, in the standard deviations that it has by chance."""
    one, other = _ranks(places), _ranks(truth)
    mean = (len(places) - 1) / 2
    together = sum((a - mean) * (b - mean) for a, b in zip(one, other, strict=True))
    alone = [sqrt(sum((a - mean) ** 2 for a in ranks)) for ranks in (one, other)]
    return abs(together / (alone[0] * alone[1] or 1)) * sqrt(len(places) - 1)


def _ranks(values: Sequence[int]) -> list[float]:
    """The place of each in their order; what is equal shares its places."""
    ranks = [0.0] * len(values)
    at = 0
    for _value, group in groupby(
        sorted(range(len(values)), key=values.__getitem__), values.__getitem__
    ):
        same = [*group]
        for n in same:
            ranks[n] = at + (len(same) - 1) / 2
        at += len(same)
    return ranks
