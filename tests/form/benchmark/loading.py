"""What it costs to have a form ready, and to hold it in memory."""

import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from pyxform.xls2xform import convert

from surveykit.form import Form, load
from tests.form.building import begin

_RUNS = 3
_RESIDENT = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from surveykit.form import Instance, load
form = load(Path(sys.argv[1]), cache=Path(sys.argv[2]))
one = Instance(form, lists={}, now=lambda: datetime.now(UTC))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def from_cache(workbook: Path, cache: Path) -> float:
    """Milliseconds to read a form that was converted before."""
    load(workbook, cache=cache)
    return _fastest(lambda: load(workbook, cache=cache))


def converting(workbook: Path) -> float:
    """Milliseconds that pyxform needs to convert it, without importing pyxform."""
    return _fastest(lambda: convert(str(workbook)))


def _fastest(do: Callable[[], object]) -> float:
    times = []
    for _ in range(_RUNS):
        start = perf_counter()
        do()
        times.append((perf_counter() - start) * 1000)
    return min(times)


def instance_size(form: Form) -> int:
    """Bytes that one more instance of a form takes."""
    begin(form)
    tracemalloc.start()
    kept = begin(form)
    size, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept.form is form
    return size


def resident(workbook: Path, cache: Path) -> int | None:
    """Bytes that a process with a form and an instance of it takes; None where nobody tells."""
    if sys.platform == "win32":
        return None
    command = [sys.executable, "-c", _RESIDENT, str(workbook), str(cache)]
    told = int(subprocess.run(command, check=True, capture_output=True).stdout)
    return told if sys.platform == "darwin" else told * 1024
