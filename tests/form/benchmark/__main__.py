"""Measure the form engine beside ODK's two engines, in one run on one machine.

    python -m tests.form.benchmark [--oracle DIR] [--classes DIR] [--json] [FORM...]

`--oracle` holds `oracle.mjs` and `node_modules`, `--classes` the compiled `JrOracle`; without
them only our engine is measured. For every FORM, an XLSForm, reading it from the cache is
compared with converting it. Every target is a ratio within the run. Ends with 1 if one is missed.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from surveykit.form import load
from tests.form.oracle.engines import Engine, javarosa, web_forms

from . import forms
from .engines import Times, ours, reading_choices, theirs
from .loading import form_size, instance_size, reading, resident
from .report import Line

JAVAROSA, WEB_FORMS, PYXFORM = "JavaRosa", "Web Forms", "pyxform"
RUNS = {JAVAROSA: 6, WEB_FORMS: 2}
"""Web Forms needs minutes for one."""
MEDIAN = {JAVAROSA: 1 / 5, WEB_FORMS: 1 / 30}
WORST = 1 / 3
"""Of the median of Web Forms."""
ADDING = {JAVAROSA: 1 / 5}
LOADING = 1 / 5
PLACES = 10
"""Times the median of the household form."""

ANSWERS, ADDED, JOURNEYS = 400, 20, 10


def main() -> int:
    """Measure and print."""
    options = _options()
    engines = _engines(options)
    lines = []
    with tempfile.TemporaryDirectory() as scratch:
        for line in _all(Path(scratch), engines, options.forms):
            lines.append(line)
            if not options.json:
                print(line, flush=True)  # noqa: T201
    if options.json:
        print(json.dumps([{**asdict(line), "kept": line.kept} for line in lines], indent=1))  # noqa: T201
    for engine in engines.values():
        engine.close()
    return 0 if all(line.kept for line in lines) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--oracle", type=Path)
    parser.add_argument("--classes", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("forms", nargs="*", type=Path)
    return parser.parse_args()


def _engines(options: argparse.Namespace) -> Mapping[str, Engine]:
    found = {}
    if options.classes:
        found[JAVAROSA] = javarosa(options.classes, datetime.now(UTC))
    if options.oracle:
        found[WEB_FORMS] = web_forms(options.oracle)
    return found


def _all(folder: Path, engines: Mapping[str, Engine], others: Sequence[Path]) -> Iterator[Line]:
    household = forms.household(folder / "household.xlsx")
    form = load(household, cache=folder)
    steps = [*forms.members(), *forms.answers(form, ANSWERS, seed=1)]
    steps += [forms.ONE_MORE] * ADDED
    times = ours(form, steps)
    rivals = _all_of_theirs(engines, form.xml, folder, steps)
    first, last = forms.MEMBERS - 1, forms.MEMBERS - 1 + ANSWERS
    answers = times.between(first, last)
    yield from _answers(answers, {name: one.between(first, last) for name, one in rivals.items()})
    medians = {name: one.between(last).median for name, one in rivals.items()}
    yield _line("adding a repeat after fifty, median", times.between(last).median, medians, ADDING)
    yield from _places(folder, engines, answers.median)
    for path in (household, *others):
        yield from _loading(path, folder)
    yield from _memory(household, folder)


def _loading(path: Path, cache: Path) -> Iterator[Line]:
    ours, theirs = reading(path, cache)
    what = f"loading {path.stem} from the cache"
    yield _line(what, ours.alone, {PYXFORM: theirs.alone}, {PYXFORM: LOADING})
    yield _line(f"{what}, with imports", ours.with_imports, {PYXFORM: theirs.with_imports})


def _all_of_theirs(
    engines: Mapping[str, Engine], xml: bytes, folder: Path, steps: Sequence[forms.Step]
) -> Mapping[str, Times]:
    xform = folder / "form.xml"
    xform.write_bytes(xml)
    return {name: theirs(engine, xform, steps, RUNS[name]) for name, engine in engines.items()}


def _answers(times: Times, rivals: Mapping[str, Times]) -> Iterator[Line]:
    medians = {name: one.median for name, one in rivals.items()}
    yield _line("answer, median", times.median, medians, MEDIAN)
    yield _line("answer, worst", times.worst, {name: one.worst for name, one in rivals.items()})
    if WEB_FORMS in medians:
        theirs = {f"median of {WEB_FORMS}": medians[WEB_FORMS]}
        yield _line("answer, worst", times.worst, theirs, dict.fromkeys(theirs, WORST))


def _places(folder: Path, engines: Mapping[str, Engine], median: float) -> Iterator[Line]:
    form = load(forms.places(folder / "places.xlsx"), cache=folder)
    steps = forms.journeys(JOURNEYS, seed=1)
    times = ours(form, steps)
    rivals = _all_of_theirs(engines, form.xml, folder, steps)
    of_median = {"median answer": median}
    reading = reading_choices(form, steps)
    yield Line("reading the choices offered then, median", "ms", reading.median)
    yield _line(
        "answer among 20,000 choices, worst",
        times.worst,
        {**of_median, **{name: one.worst for name, one in rivals.items()}},
        dict.fromkeys(of_median, PLACES),
    )


def _memory(workbook: Path, folder: Path) -> Iterator[Line]:
    yield Line("memory of a form", "MB", form_size(workbook, folder) / 1e6)
    size = instance_size(load(workbook, cache=folder))
    yield Line("memory of one instance", "MB", size / 1e6)
    whole = resident(workbook, folder)
    if whole is not None:
        yield Line("memory of a process with one instance", "MB", whole / 1e6)


def _line(
    what: str,
    spent: float,
    others: Mapping[str, float],
    limits: Mapping[str, float] | None = None,
) -> Line:
    kept = {name: most for name, most in (limits or {}).items() if name in others}
    return Line(what, "ms", spent, others, kept)


if __name__ == "__main__":
    sys.exit(main())
