"""What it costs to have a form ready, and to hold it in memory; each in a process of its own."""

import subprocess
import sys
import tracemalloc
from pathlib import Path

from surveykit.form import Form, load
from tests.form.building import begin

_RUNS = 5
_FROM_CACHE = """
import sys
from pathlib import Path
from time import perf_counter
from surveykit.form import load
start = perf_counter()
load(Path(sys.argv[1]), cache=Path(sys.argv[2]))
print((perf_counter() - start) * 1000)
"""
_CONVERTING = """
import sys
from time import perf_counter
from pyxform.xls2xform import convert
start = perf_counter()
convert(sys.argv[1])
print((perf_counter() - start) * 1000)
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


def from_cache(workbook: Path, cache: Path) -> float:
    """Milliseconds to read a form that was converted before, all modules being imported."""
    load(workbook, cache=cache)
    return min(_told(_FROM_CACHE, workbook, cache) for _ in range(_RUNS))


def converting(workbook: Path) -> float:
    """Milliseconds that pyxform needs to convert it, all modules being imported."""
    return min(_told(_CONVERTING, workbook) for _ in range(_RUNS))


def instance_size(form: Form) -> int:
    """Bytes that one more instance of a form takes."""
    begin(form)
    tracemalloc.start()
    kept = begin(form)
    size, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept.form is form
    return size


def resident(workbook: Path, cache: Path) -> float | None:
    """Bytes that a process with a form and an instance takes at most; None but under Linux."""
    return _told(_RESIDENT, workbook, cache) * 1024 if sys.platform == "linux" else None


def _told(program: str, *paths: Path) -> float:
    """The number that a program prints."""
    command = [sys.executable, "-c", program, *map(str, paths)]
    return float(subprocess.run(command, check=True, capture_output=True).stdout)
