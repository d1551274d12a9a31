"""What keeping costs, as ratios within one run: `python -m tests.store.benchmark [HANDOVERS]`.

Times depend on the machine and on what else it does; the ratios hardly do. An answer is timed in
the real path: the form engine checks it, an encrypted project keeps it. Merging is timed in CPU
seconds, with handovers of 1,000 interviews of 40 answers and their lines of the contact sheet.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time
from uuid import UUID

from surveykit.bundled import SITES
from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.record import Mode, Record
from surveykit.interviewing import begin
from surveykit.setting_up import new_project
from surveykit.store import Project

from .samples import PASSPHRASE

NOW = datetime(2027, 1, 14, 17, 5, tzinfo=UTC)
ANSWERS, INTERVIEWS, QUESTIONS = 600, 1000, 40
WORDS = ("yes", "no", "7", "mo_1 we_2 th_3", "rent repairs costs neighbours", "")


def main(handovers: int) -> None:
    """Measure both and print the ratios beside what was asked for."""
    with tempfile.TemporaryDirectory() as name:
        answer(Path(name))
        merge(Path(name), handovers)


def answer(folder: Path) -> None:
    """A durable answer, in interviews of 40, beside a raw append with fsync of the same text."""
    checked: list[float] = []
    kept: list[float] = []
    plain: list[float] = []
    with (
        new_project(folder / "a.survey", SITES / "A.xlsx", passphrase=PASSPHRASE, now=NOW) as made,
        (folder / "raw").open("ab", buffering=0) as raw,
    ):
        dwelling = made.site.dwellings[0]
        for _interview in range(ANSWERS // QUESTIONS):
            interview = begin(
                made, "door_interest", mode=Mode.DOOR, dwelling=dwelling, clock=_clock
            )
            instance, draft = interview.entry.instance, interview.draft.id
            for name in ("adult", "consent"):
                interview.answer(interview.form.question(name).ref, "yes")
            ref = interview.form.question("prob").ref
            for n in range(QUESTIONS):
                text = str(n % 10)
                checked.append(_timed(partial(instance.answer, ref, text)))
                kept.append(_timed(partial(made.save_answer, draft, ref, text)))
                plain.append(_timed(partial(_append, raw, f"{ref} {n}\n".encode())))
            made.discard_draft(draft)
    _tell_answers(checked, kept, plain)


def _tell_answers(checked: list[float], kept: list[float], plain: list[float]) -> None:
    """The median, and what it would be on a disk as quick as this one's quickest tenth."""
    durable = [sum(both) for both in zip(checked, kept, strict=True)]
    lines = [
        f"a durable answer {1000 * median(durable):.3f} ms, a raw append with fsync "
        f"{1000 * median(plain):.3f} ms: {median(durable) / median(plain):.2f} × (at most 1.6)"
    ]
    for name, times in (("checked by the form", checked), ("kept by the project", kept)):
        lines.append(f"  {name}: {1000 * median(times):.3f} ms")
    quick = (sorted(times)[len(times) // 10] for times in (durable, plain))
    ours, theirs = quick
    lines.append(
        f"  in the quickest tenth {1000 * ours:.3f} and {1000 * theirs:.3f} ms: "
        f"{ours / theirs:.2f} ×; with a sync of 1 ms that is "
        f"{(ours - theirs + 0.001) / 0.001:.2f} ×"
    )
    sys.stdout.write("\n".join((*lines, "")))


def merge(folder: Path, handovers: int) -> None:
    """Many handovers into one project, beside inserting the same lines into another one."""
    files = [_handover(folder, n) for n in range(handovers)]
    with _planner(folder / "direct.survey") as direct:
        inserted = [_inserted(direct, _lines(n)) for n in range(handovers)]
    with _planner(folder / "merged.survey") as merged:
        taken, memory = [], []
        for file in files:
            taken.append(_cpu(lambda file=file: merged.merge(file, tidy=False)))  # type: ignore[misc]
            memory.append(_resident())
        again = [_cpu(lambda file=file: merged.merge(file, tidy=False)) for file in files]  # type: ignore[misc]
        tidied = _cpu(merged.tidy)
        assert merged.counts().records == handovers * INTERVIEWS
    _tell(inserted, taken, again, memory, tidied)


def _tell(
    inserted: list[float], taken: list[float], again: list[float], memory: list[int], tidied: float
) -> None:
    count = len(taken) * INTERVIEWS
    tenth = max(1, len(taken) // 10)
    first, last = sum(taken[:tenth]) / tenth, sum(taken[-tenth:]) / tenth
    lines = (
        f"merging {len(taken)} handovers of {INTERVIEWS} interviews: {sum(taken):.1f} CPU seconds, "
        f"{count / sum(taken):,.0f} interviews per CPU second (at least 5,000)",
        f"  first tenth {INTERVIEWS / first:,.0f}, last tenth {INTERVIEWS / last:,.0f}",
        f"  rate beside direct insertion ({sum(inserted):.1f} s): "
        f"{sum(inserted) / sum(taken):.2f} (at least 0.5)",
        f"  a known file again: {100 * sum(again) / sum(taken):.2f} % (at most 1)",
        f"  memory after the first {memory[0] / 1e6:.0f} MB, after the last "
        f"{memory[-1] / 1e6:.0f} MB (under 200, flat)",
        f"  tidying up once at the end: {tidied:.1f} CPU seconds, {_peak() / 1e6:.0f} MB at most",
    )
    sys.stdout.write("\n".join((*lines, "")))


@dataclass(frozen=True, slots=True)
class Lines:
    """What one laptop brings."""

    records: list[Record]
    attempts: list[Attempt]


def _lines(n: int) -> Lines:
    random = Random(n)  # noqa: S311 - made up, nothing secret
    records = [
        Record(
            id=UUID(int=random.getrandbits(128), version=4),
            form="note",
            form_version="2027010101",
            mode=Mode.DOOR,
            day=date(2027, 1, 1),
            minutes=random.randrange(3, 9),
            language="Deutsch (de)",
            answers={f"question_{q}": random.choice(WORDS) for q in range(QUESTIONS)},
        )
        for _each in range(INTERVIEWS)
    ]
    attempts = [
        Attempt(
            UUID(int=random.getrandbits(128), version=4), f"{n}-{door}", Outcome.INTERVIEW, None
        )
        for door in range(INTERVIEWS)
    ]
    return Lines(records, attempts)


def _handover(folder: Path, n: int) -> Path:
    path = folder / f"{n}.handover"
    with _planner(folder / f"{n}.survey") as laptop:
        lines = _lines(n)
        laptop.add_records(lines.records)
        laptop.add_attempts(lines.attempts)
        laptop.handover(path, unsealed=True)
    (folder / f"{n}.survey").unlink()
    return path


@contextmanager
def _planner(path: Path) -> Iterator[Project]:
    from .samples import a_form, a_site

    made = Project.create(path, site=a_site(), forms=[a_form()], passphrase=PASSPHRASE, now=NOW)
    with made as project:
        yield project


def _inserted(project: Project, lines: Lines) -> float:
    """CPU seconds for the same lines without a handover."""
    before = process_time()
    project.add_records(lines.records)
    project.add_attempts(lines.attempts)
    return process_time() - before


def _cpu(act: Callable[[], object]) -> float:
    before = process_time()
    act()
    return process_time() - before


def _timed(act: Callable[[], object]) -> float:
    before = perf_counter()
    act()
    return perf_counter() - before


def _append(file: object, content: bytes) -> None:
    file.write(content)  # type: ignore[attr-defined]
    os.fsync(file.fileno())  # type: ignore[attr-defined]


def _clock() -> datetime:
    return NOW


def _resident() -> int:
    """Bytes in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _peak() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100)
