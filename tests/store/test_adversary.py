"""Who has the open file and a handover cannot tell which interview was held at which door.

Measure: per block, every interview is matched with one interviewed dwelling. Guessing at random
gets one right per block on average, with variance one, however many there are. An adversary who
gets no more than chance allows (five standard deviations, one in three million by chance) over all
blocks has learnt nothing.

Known to the adversary: all that file, WAL and handover hold, ids, order, sizes and places of bytes
included. The rounds are as they are walked: a part of a block each evening, door by door in the
order of the list, an interview wherever somebody is at home. So the contact sheet shows at the
neighbours' doors where we were on which day, and a gap where we stayed.

Copies of one file, or handovers, from different days show together what was new between them.
Not covered: an outsider who saw us walk; and a survey that runs over the end of a month, where the
month tells the part of the block that was walked then.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
from surveykit.store.database import Database
from surveykit.store.handover.file import Handover

from .conftest import Make
from .samples import NOW, TODAY, a_record, an_attempt

HISTORIES, BLOCKS, DOORS, DAYS = 8, ("N", "S"), 24, 8
PICTURE = b" is in this picture"
WALK = 2  # minutes from door to door
Line = Record | Attempt

LANGUAGES = ("de", "en", "tr", "ru", "ar", "pl", "uk", "fa")


When = Callable[[Attempt], datetime | None]


@dataclass(frozen=True)
class Truth:
    """What really happened at one door, to the day and the minute."""

    dwelling: str
    day: date
    minutes: int


@dataclass(frozen=True)
class Loot:
    """What is in the hands of the adversary, and the truth to compare with."""

    content: bytes
    handover: bytes
    records: tuple[Record, ...]
    attempts: tuple[Attempt, ...]
    truth: dict[UUID, Truth]
    minutes: dict[UUID, datetime]
    """When each line was really written; the adversary has it in the control only."""
    slots: dict[str, int]
    """Where each picture lies, by its name."""

    def at_door(self, line: Attempt) -> list[Attempt]:
        return [other for other in self.attempts if other.dwelling == line.dwelling]

    def next_door(self, line: Attempt) -> list[Attempt]:
        number = int(line.dwelling[1:])
        near = {f"{line.dwelling[0]}{n}" for n in (number - 1, number + 1)}
        return [other for other in self.attempts if other.dwelling in near]

    def stays(self, door: str, when: When) -> dict[date, float]:
        """For each evening, how much longer we took past this door than walking takes, in minutes.

        Reckoned from the nearest lines of that evening on both sides of it; an evening without
        lines on both sides is left out, for then we were in another part of the block.
        """
        passed: defaultdict[date, dict[int, datetime]] = defaultdict(dict)
        for other in self.attempts:
            at = when(other)
            if at and other.dwelling[0] == door[0]:
                passed[at.date()][int(other.dwelling[1:])] = at
        number, found = int(door[1:]), {}
        for day, lines in passed.items():
            before = [n for n in lines if n < number]
            behind = [n for n in lines if n > number]
            if before or behind:
                first, last = max(before, default=number), min(behind, default=number)
                took = lines.get(last, lines.get(first)) - lines.get(first, lines.get(last))  # type: ignore[operator]
                found[day] = took.total_seconds() / 60 - WALK * (last - first)
        return found


Key = tuple[Callable[[Loot, Record], object], Callable[[Loot, Attempt], object]]


def _last_day(lines: list[Attempt]) -> str:
    return max((line.at.isoformat() for line in lines if line.at), default="")


def _mean_day(lines: list[Attempt]) -> float:
    return fmean([line.at.toordinal() for line in lines if line.at] or [0])


def _kept(line: Attempt) -> datetime | None:
    return line.at


def _place_of_picture(loot: Loot, record: Record) -> int:
    return loot.slots[record.answers["photo"]]


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
    "place of the picture": (
        _place_of_picture,
        lambda loot, line: loot.content.find(str(line.id).encode()),
    ),
    "place of the picture and last try next door": (
        _place_of_picture,
        lambda loot, line: _last_day(loot.next_door(line)),
    ),
    "place of the picture and tries next door": (
        _place_of_picture,
        lambda loot, line: _mean_day(loot.next_door(line)),
    ),
    "place of the picture in the handover and tries next door": (
        lambda loot, record: loot.handover.find(record.answers["photo"].encode() + PICTURE),
        lambda loot, line: _mean_day(loot.next_door(line)),
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


def test_who_saw_us_walk_does_not_find_the_pictures(
    make: Make, form: Form, history: Random, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even who knows the order of all interviews; the control are places that are not drawn."""
    blocks = HISTORIES * len(BLOCKS)
    drawn = [_survey(make(f"drawn {n}"), form, history, tmp_path) for n in range(HISTORIES)]
    monkeypatch.setattr("surveykit.store.slots.randbelow", lambda count: count - 1)
    in_a_row = [_survey(make(f"in a row {n}"), form, history, tmp_path) for n in range(HISTORIES)]
    assert sum(map(_found_by_order, drawn)) <= blocks + 5 * sqrt(blocks)
    assert sum(map(_found_by_order, in_a_row)) > blocks + 10 * sqrt(blocks)


def _found_by_order(loot: Loot) -> int:
    """How many pictures lie where the order of the interviews says."""
    right = 0
    for block in BLOCKS:
        records = [record for record in loot.records if record.answers["block"] == block]
        walked = sorted(records, key=lambda record: loot.truth[record.id].day)
        lying = sorted(records, key=lambda record: _place_of_picture(loot, record))
        right += sum(one is other for one, other in zip(walked, lying, strict=True))
    return right


def test_the_walk_itself_does_not_tell_where_an_interview_was_held(loot: list[Loot]) -> None:
    """The strongest attack known: when the neighbours were tried, and how long we stayed between.

    It finds what version 1 kept, the day of an interview and the minute of a try: that is the
    control, without which a miss would prove nothing.
    """
    blocks = HISTORIES * len(BLOCKS)
    kept = sum(
        _traced(one, {record.id: (record.day, record.minutes) for record in one.records}, _kept)
        for one in loot
    )
    exact = sum(
        _traced(
            one,
            {id_: (truth.day, truth.minutes) for id_, truth in one.truth.items()},
            lambda line, one=one: one.minutes.get(line.id),  # type: ignore[misc]
        )
        for one in loot
    )
    assert exact > blocks + 10 * sqrt(blocks), f"of {blocks * DAYS}; by chance {blocks}"
    assert kept <= blocks + 5 * sqrt(blocks), f"of {blocks * DAYS}; by chance {blocks}"


def _traced(loot: Loot, known: dict[UUID, tuple[date, int]], when: When) -> int:
    """How many interviews are matched with their door, the most likely pairs first."""
    right = 0
    for block in BLOCKS:
        doors = [
            line.dwelling
            for line in loot.attempts
            if line.outcome in INTERVIEWED and line.dwelling[0] == block
        ]
        ids = [one.id for one in loot.records if one.answers["block"] == block]
        stays = {door: loot.stays(door, when) for door in doors}
        pairs = sorted(
            (_unlikely(known[id_], stays[door]), id_.hex, door) for id_ in ids for door in doors
        )
        matched: dict[str, str] = {}
        for _cost, id_, door in pairs:
            if id_ not in matched and door not in matched.values():
                matched[id_] = door
        right += sum(loot.truth[id_].dwelling == matched[id_.hex] for id_ in ids)
    return right


def _unlikely(known: tuple[date, int], stays: dict[date, float]) -> float:
    """How badly an interview of this day and length fits a door; of no day, the best evening."""
    day, minutes = known
    if day.day == 1:
        return min((abs(stay - minutes) for stay in stays.values()), default=99)
    return abs(stays[day] - minutes) if day in stays else 99


EVENINGS = 20


def test_where_a_line_lies_does_not_tell_when_it_came(make: Make, form: Form) -> None:
    """In a page of SQLite lines lie as they came; with few interviews every one was given away."""
    right = [_joined_by_place(_evening(make(f"evening {n}"), form)) for n in range(EVENINGS)]
    assert all(sum(one) <= EVENINGS + 5 * sqrt(EVENINGS) for one in zip(*right, strict=True))


def test_where_the_rest_of_a_long_interview_lies_does_not_tell_when_it_came(
    make: Make, form: Form
) -> None:
    """It goes to pages of its own, and those were taken from the list of free ones in order."""
    right = [_told_by_place(_evening(make(f"evening {n}"), form)) for n in range(EVENINGS)]
    assert all(sum(one) <= EVENINGS + 5 * sqrt(EVENINGS) for one in zip(*right, strict=True))


def test_places_would_tell_if_they_were_not_dealt_anew(
    make: Make, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control, without which a miss would prove nothing."""
    monkeypatch.setattr("surveykit.store.slots.randbelow", lambda count: count - 1)
    monkeypatch.setattr("surveykit.store.database.deal_anew", lambda _connection, _tables: None)
    evenings = [_evening(make(f"evening {n}"), form) for n in range(EVENINGS)]
    for attack in (_joined_by_place, _told_by_place):
        right = max(map(sum, zip(*map(attack, evenings), strict=True)))
        assert right > EVENINGS + 10 * sqrt(EVENINGS)


@dataclass(frozen=True)
class Evening:
    """What lies in the file as the evening left it, before any closing; the pairs as they came."""

    content: bytes
    pairs: list[tuple[Record, Attempt]]


def _evening(project: Project, form: Form) -> Evening:
    pairs = [(a_record(f"{'x' * 3000}{n:04}"), an_attempt(dwelling=f"A{n}")) for n in range(DAYS)]
    for record, attempt in pairs:
        draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A", language="", at=NOW)
        project.finish(draft.id, record, attempt)
    return Evening(project.path.read_bytes(), pairs)


def _joined_by_place(evening: Evening) -> tuple[int, int]:
    """How many interviews are matched with their doors by the order of places, or the reverse."""
    pairs = sorted(evening.pairs, key=lambda pair: evening.content.find(_end(pair[0])))
    records = [record for record, _attempt in pairs]
    attempts = [attempt for _record, attempt in evening.pairs]
    attempts.sort(key=lambda line: evening.content.find(str(line.id).encode()))
    return (
        sum(pair in evening.pairs for pair in zip(records, attempts, strict=True)),
        sum(pair in evening.pairs for pair in zip(records, reversed(attempts), strict=True)),
    )


def _end(record: Record) -> bytes:
    """How an interview ends: found in one place only, unlike its id."""
    return record.answers["note"][-8:].encode()


def _told_by_place(evening: Evening) -> tuple[int, int]:
    """How many interviews stand in the order in which they came, from either end of the file."""
    ends = [_end(record) for record, _attempt in evening.pairs]
    places = sorted(range(DAYS), key=lambda n: evening.content.find(ends[n]))
    return (
        sum(n == place for n, place in enumerate(places)),
        sum(n == place for n, place in enumerate(reversed(places))),
    )


def test_where_a_contact_lies_does_not_tell_when_it_came_however_long_the_sheet_is(
    make: Make, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long sheet tells, until the project is closed, at which doors we were since it was opened.

    So no other place may tell what came at the same time. The control are as many contacts: such
    a sheet and they together would tell who lives where.
    """
    by_chance = EVENINGS + 5 * sqrt(EVENINGS)
    for many, told in ((2 * DAYS, False), (1, True)):
        monkeypatch.setattr("surveykit.store.database.MANY", many)
        reached = [_reached(make(f"{many} {n}"), form) for n in range(EVENINGS)]
        lines = [_in_order(one.content, one.lines) for one in reached]
        contacts = [_in_order(one.content, one.contacts) for one in reached]
        assert max(map(sum, zip(*lines, strict=True))) > by_chance
        assert (max(map(sum, zip(*contacts, strict=True))) > by_chance) is told


@dataclass(frozen=True)
class Reached:
    """What lies in the file after an evening on which at each door somebody left a number."""

    content: bytes
    contacts: list[UUID]
    lines: list[UUID]


def _reached(project: Project, form: Form) -> Reached:
    project.add_attempts([an_attempt(dwelling=f"B{n}") for n in range(3 * DAYS)])
    project.tidy()
    contacts, lines = [], [an_attempt(dwelling=f"A{n}") for n in range(DAYS)]
    for line in lines:
        project.add_attempt(line)
        draft = project.begin_draft(form, mode=Mode.DESK, dwelling=None, language="", at=NOW)
        answers = {"phone": "030 1234567"}
        contacts.append(project.finish_contact(draft.id, answers, TODAY, form="callback").id)
    return Reached(project.path.read_bytes(), contacts, [line.id for line in lines])


def _in_order(content: bytes, came: list[UUID]) -> tuple[int, int]:
    """How many stand in the order in which they came, from either end of the file."""
    lying = sorted(came, key=lambda id_: content.find(str(id_).encode()))
    return (
        sum(one == other for one, other in zip(came, lying, strict=True)),
        sum(one == other for one, other in zip(came, reversed(lying), strict=True)),
    )


def test_two_handovers_tell_which_interviews_came_between_them_and_no_more(
    make: Make, form: Form, tmp_path: Path
) -> None:
    """Among the doors that are new in the second, a new interview is matched by chance alone.

    So two handovers of one laptop leave one right guess each, where one leaves one for both.
    """
    right, surveys, evening = 0, 16, DAYS // 2
    for n in range(surveys):
        project = make(f"survey {n}")
        known: set[UUID] = set()
        for half in range(2):
            pairs = [(a_record(), an_attempt(dwelling=f"A{half}-{n}")) for n in range(evening)]
            for record, attempt in pairs:
                draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A", language="", at=NOW)
                project.finish(draft.id, record, attempt)
            path = tmp_path / f"{n} {half}"
            project.handover(path, TODAY, unsealed=True)
            contents = Handover.read(path).contents()
            records = [one for one in contents.records if one.id not in known]
            attempts = [one for one in contents.attempts if one.id not in known]
            known |= {one.id for one in records} | {one.id for one in attempts}
            assert len(records) == len(attempts) == evening
            right += sum(pair in pairs for pair in zip(records, attempts, strict=True))
    assert right <= 2 * surveys + 5 * sqrt(2 * surveys)


def _survey(project: Project, form: Form, history: Random, folder: Path) -> Loot:
    truth: dict[UUID, Truth] = {}
    minutes: dict[UUID, datetime] = {}
    still_open = {block: [f"{block}{n}" for n in range(DOORS)] for block in BLOCKS}
    for day in range(DAYS):
        for block, doors in still_open.items():
            half = [door for door in doors if int(door[1:]) // (DOORS // 2) == day % 2]
            at_home = history.choice(half)
            doors.remove(at_home)
            record = _record(block, LANGUAGES[day], day, history)
            lines = dict(_walked(half, at_home, record.minutes, day))
            project.add_attempts(lines)
            minutes |= {line.id: at for line, at in lines.items()}
            _interview(project, form, record, at_home)
            today = (NOW + timedelta(days=day)).date()
            truth[record.id] = Truth(at_home, today, record.minutes)
    content = _bytes(project.path)  # as the last evening left it, with the WAL
    handover = folder / f"{project.path.stem}.handover"
    project.handover(handover, TODAY, unsealed=True)
    project.close()
    contents = Handover.read(handover).contents()
    given = "".join(map(canonical_json, contents.records))
    given += "".join(map(canonical_json, contents.attempts))
    content += _bytes(project.path)
    seen = given.encode() + handover.read_bytes()
    return Loot(content, seen, contents.records, contents.attempts, truth, minutes, _slots(project))


def _slots(project: Project) -> dict[str, int]:
    database = Database.open(project.path, None)
    rows = database.rows("SELECT content, slot FROM part")
    database.close()
    return {bytes(content)[:20].decode(): int(slot) for content, slot in rows}  # type: ignore[arg-type]


def _bytes(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


def _walked(
    doors: list[str], at_home: str, minutes: int, day: int
) -> Iterator[tuple[Attempt, datetime]]:
    """Door by door, two minutes each: nobody at home, but at one door, where we stay.

    There another language was needed just before.
    """
    at = NOW + timedelta(days=day)
    for door in doors:
        if door == at_home:
            language = LANGUAGES[day]
            yield Attempt(uuid4(), door, Outcome.LANGUAGE, at, language=language), at
            at += timedelta(minutes=minutes)  # on the evening itself
        else:
            yield Attempt(uuid4(), door, Outcome.NOT_HOME, at), at
        at += timedelta(minutes=WALK)


def _record(block: str, language: str, day: int, history: Random) -> Record:
    return Record(
        id=uuid4(),
        form="note",
        form_version="2027010101",
        mode=Mode.DOOR,
        day=TODAY + timedelta(days=day),
        minutes=history.randint(3, 9),
        language=language,
        answers={
            "block": block,
            "note": "x" * history.randrange(60),
            "photo": f"{history.randbytes(8).hex()}.jpg",
        },
    )


def _interview(project: Project, form: Form, record: Record, dwelling: str) -> None:
    draft = project.begin_draft(
        form, mode=Mode.DOOR, dwelling=dwelling, language=record.language, at=NOW
    )
    project.save_answer(draft.id, "/data/note", record.answers["note"])
    photo = record.answers["photo"]
    project.save_file(draft.id, "/data/photo", photo, photo.encode() + PICTURE)
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
        right += sum(loot.truth[record.id].dwelling == line.dwelling for record, line in pairs)
    return right
