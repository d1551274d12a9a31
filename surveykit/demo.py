"""The main job on a bundled example, from the site workbook to the flyers.

The example's answers are entered through the real form engine on two simulated laptops,
handed over and merged. Everything random comes from one seed and everything dated from the
day given, so the same day gives the same bytes (the encrypted project files aside).
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from surveykit import evaluating, exchange, printing, publishing, setting_up, workflow
from surveykit.bundled import SITES
from surveykit.entering import enter
from surveykit.export.results import Results
from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.record import DOOR_FORM, Mode, Record
from surveykit.form import Form
from surveykit.site.model import Dwelling, Site
from surveykit.text import _

PASSPHRASE = "mietersprechstunde"  # noqa: S105 - it opens made-up answers only
"""Of the demo's project files; told on screen."""

Tell = Callable[[str], None]

_SURVEY_DAYS = 28  # the first doorbell rings four weeks before the decision
_ROUNDS = ((1, time(17)), (3, time(10)), (5, time(11)))  # Tuesday, Thursday, Saturday
_ASKED = {"adult": "yes", "consent": "yes", "int_help": "none"}  # columns the example leaves out


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo wrote, and the results behind it."""

    results: Results
    files: tuple[Path, ...]


def run(name: str, folder: Path, *, today: date, tell: Tell) -> Demo:
    """Run example `name` (A, B or C) into `folder`; `tell` is called with each step in words."""
    with surveyed(name, folder, today=today, tell=tell) as planner:
        handovers = sorted(folder.glob(f"example-{name}-laptop-*.handover"))
        tell(_("Assessing and writing the workbook and the flyers …"))
        results = evaluating.results(planner, today)
        files = (planner.path, *handovers, *publishing.export(results, folder))
        if results.plan:
            files += printing.flyers(results, folder)
    return Demo(results, files)


def surveyed(name: str, folder: Path, *, today: date, tell: Tell) -> workflow.Project:
    """The planner's project once both laptops were merged; their handovers lie beside it."""
    workbook = SITES / f"{name}.xlsx"
    now = datetime.combine(today, time(12), UTC)
    tell(_("Site workbook: {file}").format(file=workbook))
    planner = _new_project(folder / f"example-{name}.survey", workbook, now)
    handovers = [_laptop(name, number, folder, now, tell) for number in range(2)]
    for receipt in exchange.merge(planner, handovers):
        tell(str(receipt))
    return planner


def _laptop(name: str, number: int, folder: Path, now: datetime, tell: Tell) -> Path:
    """One outreach laptop: its half of the fieldwork, then the file for the USB stick."""
    label = f"example-{name}-laptop-{number + 1}"
    with _new_project(folder / f"{label}.survey", SITES / f"{name}.xlsx", now) as laptop:
        team = _Team(name, number, laptop.site, laptop.forms[DOOR_FORM], now.date())
        laptop.add_records(team.interviews(tell))
        laptop.add_attempts(team.attempts())
        handover = folder / f"{label}.handover"
        handover.unlink(missing_ok=True)
        tell(exchange.handover(laptop, handover, unsealed=True).contents)
    _remove(laptop.path)
    return handover


def _remove(project: Path) -> None:
    """Remove an earlier example with the files that SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        project.with_name(project.name + suffix).unlink(missing_ok=True)


def _new_project(path: Path, workbook: Path, now: datetime) -> workflow.Project:
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove(path)
    return setting_up.new_project(path, workbook, passphrase=PASSPHRASE, now=now)


class _Team:
    """What one of the example's two teams did: every second interview and every second door."""

    def __init__(self, name: str, number: int, site: Site, form: Form, today: date) -> None:
        self._name, self._number, self._site, self._form = name, number, site, form
        self._first_day = today - timedelta(days=_SURVEY_DAYS)
        self._random = Random(f"{name} {number}")  # noqa: S311 - an example, nothing secret
        self._rows = list(_rows(SITES / f"{name}_responses.csv"))

    def interviews(self, tell: Tell) -> list[Record]:
        """The team's interviews, entered one by one through the form engine."""
        rows = self._rows[self._number :: 2]
        records = []
        for row in rows:
            records.append(self._record(row))
            if len(records) % 20 == 0 or len(records) == len(rows):
                tell(
                    _("Laptop {number}: {done} of {all} interviews entered").format(
                        number=self._number + 1, done=len(records), all=len(rows)
                    )
                )
        return records

    def attempts(self) -> list[Attempt]:
        """The team's lines of the contact sheet."""
        doors = self._doors()[self._number :: 2]
        return [
            attempt for dwelling, outcome in doors for attempt in self._attempts(dwelling, outcome)
        ]

    def _doors(self) -> list[tuple[Dwelling, Outcome]]:
        """Every door that was tried and how it ended; both teams draw the same list."""
        random = Random(self._name)  # noqa: S311 - an example, nothing secret
        counts = next(_rows(SITES / f"{self._name}_doors.csv"))
        free: dict[str, list[Dwelling]] = defaultdict(list)
        for dwelling in self._site.dwellings:
            if dwelling.occupied:
                free[dwelling.block].append(dwelling)
        for block in free.values():
            random.shuffle(block)
        ended = [(free[row["block"]].pop(), Outcome.INTERVIEW) for row in self._rows]
        others = [dwelling for block in free.values() for dwelling in block]
        random.shuffle(others)
        declined, missed = int(counts["refused"]), int(counts["not_reached"])
        ended += [(dwelling, Outcome.REFUSED) for dwelling in others[:declined]]
        ended += [(dwelling, Outcome.NOT_HOME) for dwelling in others[declined:][:missed]]
        return ended

    def _attempts(self, dwelling: Dwelling, outcome: Outcome) -> Iterator[Attempt]:
        """Nobody home a few times, then the outcome; an interview leaves no time."""
        tries = 3 if outcome is Outcome.NOT_HOME else self._random.choice((1, 1, 1, 2, 2, 3))
        for number in range(tries):
            last = number == tries - 1
            yield Attempt(
                id=self._id(),
                dwelling=dwelling.name,
                outcome=outcome if last else Outcome.NOT_HOME,
                at=None if last and outcome is Outcome.INTERVIEW else self._minute(number),
            )

    def _minute(self, number: int) -> datetime:
        """A minute of round 0, 1 or 2, each in another week and at another time of day."""
        weekday, start = _ROUNDS[number]
        begin = self._first_day + timedelta(weeks=number)
        day = begin + timedelta(days=(weekday - begin.weekday()) % 7)
        return datetime.combine(day, start, UTC) + timedelta(minutes=self._random.randrange(120))

    def _record(self, row: Mapping[str, str]) -> Record:
        day = self._first_day + timedelta(days=self._random.randrange(_SURVEY_DAYS - 7))
        return enter(
            self._form,
            self._site,
            {**row, **_ASKED},
            mode=Mode.DOOR,
            clock=lambda: datetime.combine(day, time(12), UTC),
            minutes=self._random.randint(3, 7),
            record_id=self._id(),
        )

    def _id(self) -> UUID:
        return UUID(int=self._random.getrandbits(128), version=4)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
