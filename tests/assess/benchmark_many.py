"""Measure a table of many sites: the command in a process of its own, on made-up projects.

    python -m tests.assess.benchmark_many [--sites 1000]

Every other site is example A or B under another name, with its answers; none has a passphrase,
which alone costs some 80 ms a file. Ends with 1 if the table takes more than 30 s of the processor
for 1,000 sites, or as much less for fewer.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from surveykit.bundled import FORMS, SITES
from surveykit.form import load
from surveykit.site.workbook import read_site
from surveykit.store import Project

from .examples import door_records

SECONDS_A_SITE = 0.030


def make(folder: Path, count: int) -> None:
    """The projects, one file each."""
    form = load(FORMS / "door_interest.xlsx")
    examples = [(read_site(SITES / f"{name}.xlsx"), door_records(name)) for name in "AB"]
    for number in range(count):
        site, records = examples[number % 2]
        named = site.model_copy(update={"name": f"S{number:04}", "label": f"Site {number:04}"})
        with Project.create(
            folder / f"{number:04}.survey",
            site=named,
            forms=[form],
            passphrase=None,
            now=datetime(2027, 2, 1, tzinfo=UTC),
        ) as project:
            project.add_records(records)


def main() -> int:
    """Make the projects, run the command, tell its time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), options.sites)
        command = [sys.executable, "-m", "surveykit", "assess", f"{folder}/*.survey", "--json"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        environment = os.environ | {"SURVEYKIT_LANGUAGE": "en"}
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    limit = SECONDS_A_SITE * options.sites
    sys.stdout.write(
        f"{options.sites} sites: {spent:.1f} s of the processor (at most {limit:.1f}), "
        f"{after.ru_maxrss / 1024:.0f} MB\n"
    )
    return 0 if spent <= limit else 1


if __name__ == "__main__":
    raise SystemExit(main())
