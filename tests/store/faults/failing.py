"""A disk that fails or is full at every single write, sync and rename of a day of work."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw

from surveykit.errors import SurveykitError
from surveykit.store import Project
from tests.store.samples import PASSPHRASE, a_record, an_attempt

from .ledger import Found, Ledger, look, make, quick_keys
from .power import lay_out, memory
from .shim import Hook, Operation, listening
from .table import Line

Fault = Callable[[], apsw.Error]

FAULTS: dict[str, Fault] = {
    "the disk fails": lambda: apsw.IOError("the disk failed"),
    "the disk is full": lambda: apsw.FullError("no room"),
}


class Failing:
    """Fails at operation number `at`, and at all behind it for as long as `lasting` says."""

    def __init__(self, at: int, lasting: int, fault: Fault) -> None:
        self._ahead, self._lasting, self._fault = at, lasting, fault
        self.failed = False

    def __call__(self, operation: Operation) -> None:
        if operation.kind == "sync folder" and self._ahead > 0:
            return
        self._ahead -= 1
        if self._ahead < 0 and self._lasting > 0:
            self._lasting -= 1
            self.failed = True
            raise self._fault()


Work = Callable[[Failing], tuple[Found, bool]]
"""What a look shows after one operation of it failed, and whether that was told in a sentence."""


def fail(step: int) -> Iterator[Line]:
    """Let every `step`-th operation fail, once and for a while; work goes on behind it."""
    for lasting, how in ((1, "once"), (5, "five times")):
        yield from _in_turn(f"{{fault}}, {how}", _a_day_with, step, lasting)


def _in_turn(title: str, work: Work, step: int, lasting: int = 1) -> Iterator[Line]:
    """Let every `step`-th operation fail until there are no more."""
    for name, fault in FAULTS.items():
        line = Line(title.format(fault=name))
        for at in range(0, 100_000, step):
            failing = Failing(at, lasting, fault)
            found, told = work(failing)
            if not failing.failed:
                break
            line.add(found)
            line.noticed += told
        yield line


def _anew(folder: Path, work: Callable[[Hook, Path], tuple[Found, bool]]) -> Work:
    """The work at what lies in the folder now, each time as if for the first time."""
    before = {str(file): file.read_bytes() for file in folder.iterdir()}

    def at_work(failing: Failing) -> tuple[Found, bool]:
        lay_out(before, folder)
        return work(failing, folder)

    return at_work


def _a_day_with(failing: Hook) -> tuple[Found, bool]:
    with tempfile.TemporaryDirectory(dir=memory()) as folder, quick_keys():
        ledger = Ledger(Path(folder, "court.survey"))
        try:
            with listening(failing):
                ledger.create()
                ledger.a_day(interviews=1, answers=2)
        except (apsw.Error, OSError) as error:
            return Found(damages=[f"told in no sentence: {error!r}"]), False
        return look(ledger.path, ledger.promise), bool(ledger.refusals)


def fail_copies(step: int) -> Iterator[Line]:
    """Let every `step`-th operation of a second copy fail: it is whole or it is not there."""
    with tempfile.TemporaryDirectory(dir=memory()) as name, quick_keys():
        folder = Path(name)
        make(folder / "court.survey")
        with Project.open(folder / "court.survey", PASSPHRASE) as project:
            project.add_records([a_record("x" * 300) for _n in range(20)])
        yield from _in_turn("{fault} while a copy is written", _anew(folder, _a_copy_with), step)


def _a_copy_with(failing: Hook, folder: Path) -> tuple[Found, bool]:
    told = False
    with listening(lambda _operation: None):
        project = Project.open(folder / "court.survey", PASSPHRASE)
    with project, listening(failing):
        try:
            project.backup(folder / "copy.survey")
        except SurveykitError:
            told = True
        except (apsw.Error, OSError) as error:
            return Found(damages=[f"told in no sentence: {error!r}"]), False
    found = Found()
    for file in (folder / "court.survey", folder / "copy.survey"):
        if file.exists():
            with Project.open(file, PASSPHRASE) as there:
                found.acknowledged += 20
                found.lost += 20 - len(there.records())
    left = {file.name for file in folder.iterdir()} - {"court.survey", "copy.survey"}
    found.damages += [f"left behind: {name}" for name in sorted(left)]
    return found, told


def fail_merges(step: int) -> Iterator[Line]:
    """Let every `step`-th operation of a merge fail: the handover is in it whole or not at all."""
    with tempfile.TemporaryDirectory(dir=memory()) as name, quick_keys():
        folder = Path(name)
        _two_laptops(folder)
        work = _anew(folder, _a_merge_with)
        yield from _in_turn("{fault} while a handover is taken in", work, step)


def _two_laptops(folder: Path) -> None:
    """A project with 20 interviews, and a handover with 20 others, beside it."""
    for name in ("giver", "court"):
        make(folder / f"{name}.survey")
        with Project.open(folder / f"{name}.survey", PASSPHRASE) as project:
            project.add_records([a_record("x" * 300) for _n in range(20)])
            if name == "giver":
                project.add_attempts([an_attempt() for _n in range(20)])
                project.handover(folder / "given.handover", unsealed=True)
    (folder / "giver.survey").unlink()


def _a_merge_with(failing: Hook, folder: Path) -> tuple[Found, bool]:
    told = False
    with listening(lambda _operation: None):
        project = Project.open(folder / "court.survey", PASSPHRASE)
    with project, listening(failing):
        try:
            project.merge(folder / "given.handover")
        except SurveykitError:
            told = True
        except (apsw.Error, OSError) as error:
            return Found(damages=[f"told in no sentence: {error!r}"]), False
    with Project.open(folder / "court.survey", PASSPHRASE) as there:
        held = (len(there.records()), len(there.attempts()), len(there.merge_log()))
    whole = held in ((20, 0, 0), (40, 20, 1)) and (told or held[0] == 40)
    return Found(40, 20 - min(20, held[0]), [] if whole else [f"half a merge: {held}"]), told
