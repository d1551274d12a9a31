"""What it costs to have a form ready, and to hold it in memory; each in a process of its own."""

import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from surveykit.form import Form, load
from tests.form.building import begin

_RUNS = 5
_FROM_CACHE = """
from time import perf_counter
start = perf_counter()
import sys
from pathlib import Path
from surveykit.form import load
imported = perf_counter()
load(Path(sys.argv[1]), cache=Path(sys.argv[2]))
print((perf_counter() - imported) * 1000, (perf_counter() - start) * 1000)
"""
_CONVERTING = """
from time import perf_counter
start = perf_counter()
import sys
from pyxform.xls2xform import convert
imported = perf_counter()
convert(sys.argv[1])
print((perf_counter() - imported) * 1000, (perf_counter() - start) * 1000)
"""
_RESIDENT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from surveykit.form import Instance, load
form = load(Path(sys.argv[1]), cache=Path(sys.argv[2]))
one = Instance(form, lists={}, now=lambda: datetime.now(UTC))
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""


@dataclass(frozen=True, slots=True)
class Start:
    """Milliseconds in a fresh process, without and with importing what is needed."""

    alone: float
    with_imports: float


def from_cache(workbook: Path, cache: Path) -> Start:
    """To read a form that was converted before."""
    load(workbook, cache=cache)
    return _fastest(_FROM_CACHE, workbook, cache)


def converting(workbook: Path) -> Start:
    """For pyxform to convert it."""
    return _fastest(_CONVERTING, workbook)


def _fastest(program: str, *paths: Path) -> Start:
    runs = [_told(program, *paths) for _ in range(_RUNS)]
    return Start(*(min(numbers) for numbers in zip(*runs, strict=True)))


def form_size(workbook: Path, cache: Path) -> int:
    """Bytes that one more form takes that was converted before."""
    return _size(lambda: load(workbook, cache=cache))


def instance_size(form: Form) -> int:
    """Bytes that one more instance of a form takes."""
    return _size(lambda: begin(form))


def _size(make: Callable[[], object]) -> int:
    make()
    tracemalloc.start()
    kept = make()
    size, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept is not None
    return size


def resident(workbook: Path, cache: Path) -> float | None:
    """Bytes that a process with a form and an instance takes at most; None but under Linux."""
    if sys.platform != "linux":
        return None
    (kilobytes,) = _told(_RESIDENT, workbook, cache)
    return kilobytes * 1024


def _told(program: str, *paths: Path) -> list[float]:
    """The numbers that a program prints."""
    command = [sys.executable, "-c", program, *map(str, paths)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [float(number) for number in printed.split()]
