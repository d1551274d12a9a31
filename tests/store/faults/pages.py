"""Pages changed behind the program's back, stale and foreign WALs: noticed, and the rest saved."""

import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from surveykit.errors import SurveykitError
from surveykit.fieldwork.attempt import Outcome
from surveykit.store import Project
from surveykit.store.care.recovery import recover
from surveykit.store.care.verify import verify
from surveykit.store.connect import PAGE_SIZE
from surveykit.store.errors import DamagedProjectError
from tests.store.samples import PASSPHRASE, a_record, a_site, an_attempt

from .ledger import Found, Ledger, Promise, look, make, quick_keys
from .power import memory
from .table import Line

Spoil = Callable[[bytearray, int, random.Random], object]
RECORDS = 120


def _rubbish(content: bytearray, at: int, chance: random.Random) -> None:
    content[at : at + PAGE_SIZE] = chance.randbytes(PAGE_SIZE)


def _zeros(content: bytearray, at: int, _chance: random.Random) -> None:
    content[at : at + PAGE_SIZE] = bytes(PAGE_SIZE)


def _half(content: bytearray, at: int, _chance: random.Random) -> None:
    content[at + PAGE_SIZE // 2 : at + PAGE_SIZE] = bytes(PAGE_SIZE // 2)


def _bit(content: bytearray, at: int, chance: random.Random) -> None:
    content[at + chance.randrange(PAGE_SIZE)] ^= 1 << chance.randrange(8)


def _swapped(content: bytearray, at: int, chance: random.Random) -> None:
    other = chance.randrange(1, len(content) // PAGE_SIZE) * PAGE_SIZE
    if other == at:
        other = PAGE_SIZE * (1 + at // PAGE_SIZE % (len(content) // PAGE_SIZE - 1))
    one, two = content[at : at + PAGE_SIZE], content[other : other + PAGE_SIZE]
    content[at : at + PAGE_SIZE], content[other : other + PAGE_SIZE] = two, one


def _cut(content: bytearray, at: int, _chance: random.Random) -> None:
    del content[at:]


KINDS: dict[str, Spoil] = {
    "a page of rubbish": _rubbish,
    "a page of zeros": _zeros,
    "half a page": _half,
    "one bit": _bit,
    "two pages swapped": _swapped,
    "the file cut off": _cut,
}


def spoil(times: int, seed: int = 1) -> Iterator[Line]:
    """Each kind of damage so many times; `remark` says how much of the interviews was saved.

    `lost` counts interviews that came back other than they were: nothing may be invented.
    """
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    with tempfile.TemporaryDirectory(dir=memory()) as name, quick_keys():
        folder = Path(name)
        content, records = _project(folder)
        for kind, damage in KINDS.items():
            line = Line(f"damaged file: {kind}")
            saved = 0
            for _n in range(times):
                damaged = bytearray(content)
                damage(damaged, chance.randrange(1, len(content) // PAGE_SIZE) * PAGE_SIZE, chance)
                saved += _noticed_and_saved(folder, bytes(damaged), records, line)
            line.remark = f"{100 * saved / (times * RECORDS):.1f} % of the interviews saved"
            yield line


def _project(folder: Path) -> tuple[bytes, set[str]]:
    make(folder / "court.survey")
    with Project.open(folder / "court.survey", PASSPHRASE) as project:
        project.add_records([a_record("x" * (n * 577 % 3000)) for n in range(RECORDS)])
        project.add_attempts([an_attempt(Outcome.NOT_HOME) for _n in range(60)])
        records = {record.revision for record in project.records()}
    return (folder / "court.survey").read_bytes(), records


def _noticed_and_saved(folder: Path, damaged: bytes, records: set[str], line: Line) -> int:
    bad, new = folder / "bad.survey", folder / "new.survey"
    bad.write_bytes(damaged)
    new.unlink(missing_ok=True)
    line.injected += 1
    line.acknowledged += RECORDS
    if verify(bad, PASSPHRASE).whole:
        line.damages.append("not noticed")
    else:
        line.noticed += 1
    try:
        recover(bad, PASSPHRASE, new, a_site())
    except SurveykitError as error:
        line.damages.append(error.what)
        return 0
    with Project.open(new, PASSPHRASE) as project:
        saved = {record.revision for record in project.records()}
    line.lost += len(saved - records)
    return len(saved & records)


def stale_wals() -> Iterator[Line]:
    """A WAL of an earlier day or of another project beside the file, or its own one missing."""
    with tempfile.TemporaryDirectory(dir=memory()) as name, quick_keys():
        folder = Path(name)
        wal, path = folder / "court.survey-wal", folder / "court.survey"
        for title, foreign in (("of an earlier day", False), ("of another project", True)):
            line = Line(f"WAL {title} beside the project")
            for cut in (1.0, 0.5, 0.1):
                for file in folder.iterdir():
                    file.unlink()
                stale = _wal_of_a_day(folder, foreign=foreign)
                ledger = Ledger(path)
                if foreign:
                    make(path)
                ledger.promise = Promise(created=True)
                ledger.a_day()
                wal.write_bytes(stale[: int(len(stale) * cut)])
                line.add(_told_or_nothing_lost(path, wal, ledger.promise, line))
            yield line


def _told_or_nothing_lost(path: Path, wal: Path, promise: Promise, line: Line) -> Found:
    """Where the program refuses such a pair, the file alone must still hold everything."""
    try:
        Project.open(path, PASSPHRASE).close()
    except DamagedProjectError:
        line.noticed += 1
        wal.unlink()
    return look(path, promise)


def _wal_of_a_day(folder: Path, *, foreign: bool) -> bytes:
    """What lies in the WAL in the middle of a day, while the project is open."""
    path = folder / ("other.survey" if foreign else "court.survey")
    make(path)
    with Project.open(path, PASSPHRASE) as project:
        Ledger(path).an_interview(project, 4, finish=False)
        stale = path.with_name(f"{path.name}-wal").read_bytes()
        [draft] = project.drafts()
        project.discard_draft(draft.id)
    return stale
