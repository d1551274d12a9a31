"""Measure an assessment of very many interviews: memory and time, in a process of its own.

    python -m tests.assess.benchmark_million [10000 100000 1000000]

Every interview has the answers of one of example C's, with times, places and block mixed anew from
three others, so that hardly two are alike. They lie in a project without a passphrase, made
beforehand. Memory is the most that the process ever held, all of the program in it; bytes per
interview are what comes on top from the smallest survey to each. Ends with 1 if a million takes
300 MB or more.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from time import process_time
from uuid import UUID

from surveykit import evaluating, setting_up, workflow
from surveykit.bundled import SITES
from surveykit.fieldwork.record import Record

from .examples import door_records

MOST = 300
"""Megabytes."""

SIZES = (10_000, 100_000, 1_000_000)
MIXED = ("slots", "places", "block")


def interviews(count: int) -> Iterator[Record]:
    """Made up, one after another."""
    random, examples = Random(1), door_records("C")  # noqa: S311 - made-up people
    for _each in range(count):
        one = random.choice(examples)
        others = {name: random.choice(examples).answers.get(name, "") for name in MIXED}
        answers = one.answers | {name: text for name, text in others.items() if text}  # type: ignore[operator]
        yield replace(one, id=UUID(int=random.getrandbits(128), version=4), answers=answers)


def make(file: Path, count: int) -> None:
    """A project of so many interviews."""
    now = datetime(2027, 2, 1, tzinfo=UTC)
    with setting_up.new_project(file, SITES / "C.xlsx", passphrase=None, now=now) as project:
        project.add_records(interviews(count))


def measure(file: Path) -> None:
    """Assess as the command does, and tell where the time goes."""
    begin = process_time()
    with workflow.open_project(file) as project:
        found = evaluating.results(project, date(2027, 2, 1))
    told = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{told:.1f} {process_time() - begin:.1f} {len(found.households)} "
        f"{found.assessment.verdict}\n"
    )


def main(sizes: list[int]) -> int:
    """Make each project, assess it in a process of its own, print the figures."""
    first: tuple[float, int] | None = None
    kept = True
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "many.survey"
            make(file, size)
            command = [sys.executable, "-m", __spec__.name, str(file)]
            ran = subprocess.run(command, capture_output=True, text=True, check=True)
        megabytes, seconds, households, verdict = ran.stdout.split()
        first = first or (float(megabytes), size)
        more = size - first[1]
        each = f", {(float(megabytes) - first[0]) * 2**20 / more:.0f} bytes each" if more else ""
        sys.stdout.write(
            f"{size:,} interviews: {megabytes} MB{each}; {seconds} s of the processor; "
            f"{households} households, {verdict}\n"
        )
        sys.stdout.flush()
        kept = kept and (size < max(SIZES) or float(megabytes) < MOST)
    return 0 if kept else 1


if __name__ == "__main__":
    if sys.argv[1:] and not sys.argv[1].isdecimal():
        measure(Path(sys.argv[1]))
    else:
        raise SystemExit(main([*map(int, sys.argv[1:])] or [*SIZES]))
