"""What it costs to have a form ready, and to hold it in memory; each in a process of its own."""

import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from surveykit.form import Form, load
from tests.form.building import begin

_RUNS = 7
"""In turns, so that both have the machine as others leave it; the fastest of each counts."""
_FROM_CACHE = """
from time import process_time
start = process_time()
import sys
from pathlib import Path
from surveykit.form import load
imported = process_time()
load(Path(sys.argv[1]), cache=Path(sys.argv[2]))
print((process_time() - imported) * 1000, (process_time() - start) * 1000)
"""
_CONVERTING = """
from time import process_time
start = process_time()
import sys
from pyxform.xls2xform import convert
imported = process_time()
convert(sys.argv[1])
print((process_time() - imported) * 1000, (process_time() - start) * 1000)
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
    """Milliseconds of the processor in a fresh process, without and with all imports."""

    alone: float
    with_imports: float


def reading(workbook: Path, cache: Path) -> tuple[Start, Start]:
    """To read a form that was converted before, and for pyxform to convert it."""
    load(workbook, cache=cache)
    runs = [
        (_told(_FROM_CACHE, workbook, cache), _told(_CONVERTING, workbook)) for _ in range(_RUNS)
    ]
    ours, theirs = (Start(*map(min, zip(*one, strict=True))) for one in zip(*runs, strict=True))
    return ours, theirs


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
