"""Who has the open file and a handover cannot tell which interview was held at which door.

Measure: per block, every interview is matched with one interviewed dwelling. Guessing at random
gets one right per block on average, with variance one, however many there are. An adversary who
gets no more than chance allows (five standard deviations) over all blocks has learnt nothing.

Known to the adversary: all that file and handover hold. Not covered, because the contact sheet
keeps the minute at doors that are still open and the record keeps the day: rounds that pass only a
part of a block (the neighbours' lines tell where we were that day) and rounds in the order of the
list (a gap between two neighbours' minutes is where we stayed). Nor are an outsider who saw us
walk, and copies of one file or handovers from different days.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from pathlib import Path
from random import Random
from statistics import fmean
from uuid import UUID, uuid4

import pytest

from surveykit.fieldwork.attempt import INTERVIEWED, Attempt, Outcome
from surveykit.fieldwork.canonical import canonical_json
from surveykit.fieldwork.record import Mode, Record
from surveykit.form import Form
from surveykit.store import Project
from surveykit.store.handover import Handover

from .conftest import Make
from .samples import NOW, TODAY, a_record, an_attempt

HISTORIES, BLOCKS, DOORS, DAYS = 6, ("N", "S"), 12, 8
Line = Record | Attempt

LANGUAGES = ("de", "en", "tr", "ru", "ar", "pl", "uk", "fa")


@dataclass(frozen=True)
class Loot:
    """What is in the hands of the adversary, and the truth to compare with."""

    content: bytes
    handover: bytes
    records: tuple[Record, ...]
    attempts: tuple[Attempt, ...]
    truth: dict[UUID, str]

    def at_door(self, line: Attempt) -> list[Attempt]:
        return [other for other in self.attempts if other.dwelling == line.dwelling]

    def next_door(self, line: Attempt) -> list[Attempt]:
        number = int(line.dwelling[1:])
        near = {f"{line.dwelling[0]}{n}" for n in (number - 1, number + 1)}
        return [other for other in self.attempts if other.dwelling in near]


Key = tuple[Callable[[Loot, Record], object], Callable[[Loot, Attempt], object]]


def _last_day(lines: list[Attempt]) -> str:
    return max((line.at.isoformat() for line in lines if line.at), default="")


def _mean_day(lines: list[Attempt]) -> float:
    return fmean([line.at.toordinal() for line in lines if line.at] or [0])


STRATEGIES: dict[str, Key] = {
    "ids": (lambda _loot, record: record.id, lambda _loot, line: line.id),
    "place in the file": (
        lambda loot, record: loot.content.find(str(record.id).encode()),
        lambda loot, line: loot.content.find(str(line.id).encode()),
    ),
    "place in the handover": (
        lambda loot, record: loot.handover.find(str(record.id).encode()),
        lambda loot, line: loot.handover.find(str(line.id).encode()),
    ),
    "sizes": (
        lambda _loot, record: len(canonical_json(record)),
        lambda _loot, line: len(canonical_json(line)),
    ),
    "day and earlier tries": (
        lambda _loot, record: record.day,
        lambda loot, line: len(loot.at_door(line)),
    ),
    "day and last try": (
        lambda _loot, record: record.day,
        lambda loot, line: _last_day(loot.at_door(line)),
    ),
    "day and last try next door": (
        lambda _loot, record: record.day,
        lambda loot, line: _last_day(loot.next_door(line)),
    ),
    "day and tries next door": (
        lambda _loot, record: record.day,
        lambda loot, line: _mean_day(loot.next_door(line)),
    ),
    "language": (
        lambda _loot, record: record.language,
        lambda loot, line: max(other.language for other in loot.at_door(line)),
    ),
    "duration": (lambda _loot, record: record.minutes, lambda _loot, line: line.id),
}


@pytest.fixture(scope="module")
def history() -> Random:
    return Random(20270114)  # noqa: S311 - a history to try, nothing secret


@pytest.fixture
def loot(make: Make, form: Form, history: Random, tmp_path: Path) -> list[Loot]:
    """Several surveys: every evening one interview per block, nobody at home elsewhere."""
    return [_survey(make(f"survey {n}"), form, history, tmp_path) for n in range(HISTORIES)]


def test_no_interview_is_traced_to_a_door_better_than_by_chance(loot: list[Loot]) -> None:
    blocks = HISTORIES * len(BLOCKS)
    right = {name: sum(_right(one, *key) for one in loot) for name, key in STRATEGIES.items()}
    found = {name: n for name, n in right.items() if n > blocks + 5 * sqrt(blocks)}
    assert found == {}, f"of {blocks * DAYS} interviews; by chance {blocks}"


def test_where_a_line_lies_does_not_tell_when_it_came(make: Make, form: Form) -> None:
    """In a page of SQLite lines lie as they came; with few interviews every one was given away."""
    right, evenings = 0, 20
    for n in range(evenings):
        project = make(f"evening {n}")
        pairs = [(a_record(), an_attempt(dwelling=f"A{n}")) for n in range(DAYS)]
        for record, attempt in pairs:
            draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A", language="", at=NOW)
            project.finish(draft.id, record, attempt)
        content = project.path.read_bytes()  # as the evening left it, before any closing
        records, attempts = (_as_they_lie(content, lines) for lines in zip(*pairs, strict=True))
        right += sum(pair in pairs for pair in zip(records, attempts, strict=True))
    assert right <= evenings + 5 * sqrt(evenings)


def _as_they_lie(content: bytes, lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: content.find(str(line.id).encode()))


def _survey(project: Project, form: Form, history: Random, folder: Path) -> Loot:
    truth = {}
    still_open = {block: [f"{block}{n}" for n in range(DOORS)] for block in BLOCKS}
    for day in range(DAYS):
        for block, doors in still_open.items():
            history.shuffle(doors)
            at_home = doors.pop()
            project.add_attempts(_in_vain(doors, at_home, day, history))
            record = _record(block, LANGUAGES[day], day, history)
            _interview(project, form, record, at_home)
            truth[record.id] = at_home
    handover = folder / f"{project.path.stem}.handover"
    project.handover(handover, TODAY, unsealed=True)
    project.close()
    contents = Handover.read(handover).contents()
    given = "".join(map(canonical_json, contents.records))
    given += "".join(map(canonical_json, contents.attempts))
    content = project.path.read_bytes()
    return Loot(content, given.encode(), contents.records, contents.attempts, truth)


def _in_vain(doors: list[str], at_home: str, day: int, history: Random) -> Iterator[Attempt]:
    """Nobody home anywhere else; where somebody is, another language was needed just before."""
    for door in doors:
        at = NOW + timedelta(days=day, minutes=history.randrange(120))
        yield Attempt(uuid4(), door, Outcome.NOT_HOME, at)
    at = NOW + timedelta(days=day)
    yield Attempt(uuid4(), at_home, Outcome.LANGUAGE, at, language=LANGUAGES[day])


def _record(block: str, language: str, day: int, history: Random) -> Record:
    return Record(
        id=uuid4(),
        form="note",
        form_version="2027010101",
        mode=Mode.DOOR,
        day=TODAY + timedelta(days=day),
        minutes=history.randint(3, 9),
        language=language,
        answers={"block": block, "note": "x" * history.randrange(60)},
    )


def _interview(project: Project, form: Form, record: Record, dwelling: str) -> None:
    draft = project.begin_draft(
        form, mode=Mode.DOOR, dwelling=dwelling, language=record.language, at=NOW
    )
    project.save_answer(draft.id, "/data/note", record.answers["note"])
    project.finish(draft.id, record, Attempt(uuid4(), dwelling, Outcome.INTERVIEW, None))


def _right(
    loot: Loot,
    of_record: Callable[[Loot, Record], object],
    of_line: Callable[[Loot, Attempt], object],
) -> int:
    """How many interviews are matched with their door, both sorted by what may go together."""
    right = 0
    for block in BLOCKS:
        records = [record for record in loot.records if record.answers["block"] == block]
        lines = [
            line
            for line in loot.attempts
            if line.outcome in INTERVIEWED and line.dwelling.startswith(block)
        ]
        assert len(records) == len(lines) == DAYS
        records.sort(key=lambda record: (of_record(loot, record), record.id))
        lines.sort(key=lambda line: (of_line(loot, line), line.id))
        pairs = zip(records, lines, strict=True)
        right += sum(loot.truth[record.id] == line.dwelling for record, line in pairs)
    return right
