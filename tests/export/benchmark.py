"""What the workbook costs, as ratios within one run: `python -m tests.export.benchmark [ROWS]`.

Rows of responses, 40 columns, into a workbook: beside openpyxl's write-only mode and xlsxwriter's
constant-memory mode (`pip install xlsxwriter`) on the same rows, each in a process of its own. And
`surveykit export` of example C beside a script with openpyxl that writes the same cells and nothing
else. Times are CPU seconds; they depend on the machine, the ratios hardly do.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

COLUMNS = 40
FORMATS = ["General"] * 8 + ["yyyy-mm-dd"] * 2 + ["hh:mm"] + ["0"] * 17 + [""] * 12
HEADER = [f"question_{number}" for number in range(COLUMNS)]
WORDS = [
    "Aufzug",
    "Bänke",
    "Müll",
    "laut",
    "Licht",
    "Spielplatz",
    "&",
    "<Treppe>",
    "immer",
    "abends",
    "bitte",
    "mehr",
    "Hilfe",
]
PASSPHRASE = "mietersprechstunde"


def main(rows: int) -> None:
    """Measure both and print the ratios beside what was asked for."""
    with tempfile.TemporaryDirectory() as name:
        responses(Path(name), rows)
        example(Path(name))


def responses(folder: Path, rows: int) -> None:
    """Every writer in a process of its own: CPU seconds and the most memory it had."""
    found = {name: _measured(name, folder / f"{name}.xlsx", rows) for name in WRITERS}
    ours, _peak, _size = found["surveykit"]
    for name, (seconds, peak, size) in found.items():
        print(f"{name:12} {seconds:7.1f} s {peak:5.0f} MB peak, file {size:5.1f} MB, "
              f"{seconds / ours:5.1f} × ours")  # fmt: skip
    print(f"{rows:,} rows × {COLUMNS} columns; asked for: openpyxl ≥ 6, xlsxwriter ≥ 3, < 100 MB")


Row = list[str | int | float | date | time | None]


def made(rows: int) -> Iterator[Row]:
    """Numbers, days, clock times, zeros and ones, codes, and two texts that all differ."""
    chance = Random(1)
    base = [_made(number, chance) for number in range(1000)]
    for number in range(rows):
        row = base[number % 1000].copy()
        row[0] = number
        row[-2] = f"{WORDS[number % 13]} {number} {WORDS[(number + 5) % 13]}"
        row[-1] = f"{number}: immer abends, bitte mehr Licht im Hof & auf der <Treppe>"
        yield row


def _made(number: int, chance: Random) -> Row:
    return [
        number, chance.randrange(9), 0.1, 2.5, None, 12, 3.75, chance.randrange(99),
        date(2027, 1 + number % 12, 1), date(1980, 5, 1 + number % 28), time(number % 24, 30),
        *(chance.getrandbits(1) for _column in range(17)),
        *(WORDS[chance.randrange(13)] for _column in range(8)),
        "00012", None, "", "",
    ]  # fmt: skip


def write_surveykit(path: Path, rows: int) -> None:
    """As the responses are written."""
    from surveykit.excel import save
    from surveykit.export.workbook.page import Book

    book = Book("benchmark")
    page = book.page("Responses", [10.0] * COLUMNS)
    page.streamed("Responses", HEADER, made(rows), rows, formats=FORMATS)
    page.finish()
    save(book.workbook, path, dated=date(2027, 1, 1), rows=book.streams)


def write_openpyxl(path: Path, rows: int) -> None:
    """openpyxl, write-only."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Responses")
    sheet.append(HEADER)
    for row in made(rows):
        sheet.append(row)
    workbook.save(path)


def write_xlsxwriter(path: Path, rows: int) -> None:
    """xlsxwriter in constant memory, with formats for days and clock times."""
    import xlsxwriter

    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd",
               "strings_to_formulas": False, "strings_to_urls": False}  # fmt: skip
    with xlsxwriter.Workbook(path, options) as workbook:
        sheet = workbook.add_worksheet("Responses")
        sheet.write_row(0, 0, HEADER)
        for number, row in enumerate(made(rows), 1):
            sheet.write_row(number, 0, row)


WRITERS: dict[str, Callable[[Path, int], None]] = {
    "surveykit": write_surveykit,
    "openpyxl": write_openpyxl,
    "xlsxwriter": write_xlsxwriter,
}


def _measured(name: str, path: Path, rows: int) -> tuple[float, float, float]:
    command = [sys.executable, "-m", "tests.export.benchmark", name, str(path), str(rows)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, peak = json.loads(told)
    return seconds, peak, path.stat().st_size / 1e6


def _alone(name: str, path: Path, rows: int) -> None:
    """In the child: write, and tell what it took."""
    import resource

    begun = process_time()
    WRITERS[name](path, rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([process_time() - begun, peak]))


SAME_CELLS = """
import pickle, sys
from openpyxl import Workbook
workbook = Workbook()
workbook.remove(workbook.active)
with open(sys.argv[1], "rb") as file:
    sheets = pickle.load(file)
for title, cells in sheets.items():
    sheet = workbook.create_sheet(title)
    for row, column, value in cells:
        sheet.cell(row, column, value)
workbook.save(sys.argv[2])
"""


def example(folder: Path) -> None:
    """`surveykit export` of example C as a whole, beside a script that knows the cells."""
    import pickle

    from openpyxl import load_workbook

    # Installed programs are compiled once and not whenever they start.
    environment = {**os.environ, "SURVEYKIT_PASSPHRASE": PASSPHRASE, "PYTHONDONTWRITEBYTECODE": ""}
    kit = [sys.executable, "-m", "surveykit"]
    subprocess.run(
        [*kit, "demo", "--site", "C", "--out", str(folder)], check=True, capture_output=True
    )
    project, script = str(folder / "example-C.survey"), folder / "script.py"
    export = [*kit, "export", project, "--out", str(folder / "out")]
    ours = _cpu(export, environment)
    written = load_workbook(folder / "out" / "C.xlsx")
    cells = {
        sheet.title: [(cell.row, cell.column, cell.value) for row in sheet.iter_rows()
                      for cell in row if cell.value is not None]
        for sheet in written.worksheets
    }  # fmt: skip
    (folder / "cells").write_bytes(pickle.dumps(cells))
    script.write_text(SAME_CELLS, encoding="utf-8")
    alone = [sys.executable, str(script), str(folder / "cells"), str(folder / "o.xlsx")]
    bare = _cpu(alone, environment)
    print(f"surveykit export of site C {ours:.2f} s, the same {sum(map(len, cells.values())):,} "
          f"cells alone {bare:.2f} s: {ours / bare:.1f} ×; asked for: ≤ 3")  # fmt: skip


def _cpu(command: list[str], environment: dict[str, str]) -> float:
    """CPU seconds of a command and its children, the median of five."""
    found = []
    for _run in range(5):
        before = os.times()
        subprocess.run(command, check=True, capture_output=True, env=environment)
        after = os.times()
        found.append(after.children_user - before.children_user
                     + after.children_system - before.children_system)  # fmt: skip
    return median(found)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _alone(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
