"""Compare our engine with ODK's on thousands of random fillings of real and generated forms.

    python -m tests.form.oracle.compare --oracle DIR --classes DIR [--forms FOLDER] [--generated N]

Not run in CI: it needs Node and Java. `--oracle` holds `oracle.mjs` and `node_modules`, `--classes`
the compiled `JrOracle`; with the library `--faketime` the clock of JavaRosa stands still too.
Prints per form: who loads it, how many node states were compared, how many are equal, which
differ for a reason with a name, and the first difference in full. At the end stands a table.
"""

import argparse
import json
import multiprocessing
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty
from time import monotonic

from surveykit.text import use

from .corpus import forms_in
from .engines import Engine, javarosa, web_forms
from .generating import write_forms
from .judging import Judge, Verdict

NOW = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)


def main() -> None:
    """Compare and print."""
    options = _options()
    verdicts = []
    with tempfile.TemporaryDirectory() as scratch:
        forms = _forms(options, Path(scratch) / "generated")
        for verdict in _all(forms, options, options.cache or Path(scratch)):
            verdicts.append(verdict)
            print(_line(verdict), flush=True)  # noqa: T201
            if options.json:
                with options.json.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(verdict), ensure_ascii=False, default=str) + "\n")
    print(_table(verdicts))  # noqa: T201


def _forms(options: argparse.Namespace, generated: Path) -> list[tuple[Path, str]]:
    """What is to be compared: paths, and what to call them."""
    write_forms(generated, options.generated)
    folders = [generated] if options.forms is None else [options.forms, generated]
    found = [
        (path, str(path.relative_to(folder.parent)))
        for folder in folders
        for path in forms_in(folder)
    ]
    return [one for one in found if options.only in one[1]]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--oracle", type=Path, required=True)
    parser.add_argument("--classes", type=Path, required=True)
    parser.add_argument("--forms", type=Path, help="a folder, or one form")
    parser.add_argument("--generated", type=int, default=0, help="so many random forms as well")
    parser.add_argument("--only", default="", help="only forms with this in their path")
    parser.add_argument("--faketime", type=Path)
    parser.add_argument("--cache", type=Path, help="where to keep what pyxform converted")
    parser.add_argument("--engine", choices=["javarosa", "both"], default="javarosa")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--patience", type=float, default=240, help="seconds per form")
    parser.add_argument("--json", type=Path, help="append every form's result to this file")
    return parser.parse_args()


def _all(
    forms: list[tuple[Path, str]], options: argparse.Namespace, scratch: Path
) -> Iterator[Verdict]:
    """Judge all forms in several processes; a form that takes too long ends its process."""
    shares = [_Worker(forms[at :: options.jobs], options, scratch) for at in range(options.jobs)]
    while shares:
        for worker in list(shares):
            verdict = worker.next(options.patience)
            if verdict is None:
                shares.remove(worker)
            else:
                yield verdict


class _Worker:
    """A process that judges a share of the forms."""

    def __init__(
        self, forms: list[tuple[Path, str]], options: argparse.Namespace, scratch: Path
    ) -> None:
        self._forms = forms
        self._options = options
        self._scratch = scratch
        self._context = multiprocessing.get_context("spawn")
        self._process: multiprocessing.process.BaseProcess | None = None

    def next(self, patience: float) -> Verdict | None:
        """The next verdict; None after the last one."""
        if not self._forms:
            if self._process is not None:
                self._process.join()
            return None
        if self._process is None:
            self._process = self._start()
        name = self._forms.pop(0)[1]
        deadline = monotonic() + patience
        while monotonic() < deadline and self._process.is_alive():
            with suppress(Empty):
                verdict: Verdict = self._results.get(timeout=1)
                return verdict
        with suppress(Empty):  # it may have ended right behind its last verdict
            verdict = self._results.get(timeout=1)
            return verdict
        why = "no answer in time" if self._process.is_alive() else "the comparison broke off"
        self._process.kill()
        self._process = None
        return Verdict(name, refused={"ours": why})

    def _start(self) -> multiprocessing.process.BaseProcess:
        self._results = self._context.Queue()
        arguments = (list(self._forms), self._options, self._scratch, self._results)
        process = self._context.Process(target=_work, args=arguments, daemon=True)
        process.start()
        return process


def _work(
    forms: list[tuple[Path, str]],
    options: argparse.Namespace,
    scratch: Path,
    results: "multiprocessing.Queue[Verdict]",
) -> None:
    use("en")  # as Java does, in names of months
    engines: dict[str, Engine] = {"javarosa": javarosa(options.classes, NOW, options.faketime)}
    if options.engine == "both":
        engines["web_forms"] = web_forms(options.oracle)
    with tempfile.TemporaryDirectory() as own:
        judge = Judge(engines, scratch, Path(own), NOW, options.seeds, options.steps)
        for path, name in forms:
            results.put(judge.judge(path, name))
    for engine in engines.values():
        engine.close()


def _line(verdict: Verdict) -> str:
    if verdict.fillings == 0:
        reasons = "; ".join(f"{who}: {why[:200]}" for who, why in verdict.refused.items())
        return f"{verdict.form}: not compared ({reasons})"
    words = [f"{verdict.form}: {verdict.equal} of {verdict.compared} equal"]
    words += [f"{name} {count}" for name, count in verdict.named.items()]
    words += [f"{who} refuses" for who in verdict.refused]
    if verdict.differences:
        words.append(f"{verdict.unexplained} UNEXPLAINED, first {verdict.differences[0]}")
    return ", ".join(words)


def _table(verdicts: list[Verdict]) -> str:
    total = Counter[str]()
    named = Counter[str]()
    for verdict in verdicts:
        named.update(verdict.named)
        total["forms"] += 1
        for who in ("pyxform", "form check", "ours", "javarosa", "web_forms"):
            total[f"refused by {who}"] += who in verdict.refused
        total["refused by ours alone"] += (
            "ours" in verdict.refused and "javarosa" not in verdict.refused
        )
        total["compared forms"] += verdict.fillings > 0
        total["fillings"] += verdict.fillings
        total["node states"] += verdict.compared
        total["equal"] += verdict.equal
        total["unexplained"] += verdict.unexplained
        total["forms without an unexplained difference"] += (
            verdict.fillings > 0 and not verdict.unexplained
        )
    rows = [*total.items(), *((f"named: {name}", count) for name, count in named.most_common())]
    return "\n".join(f"{count:>12,}  {name}" for name, count in rows)


if __name__ == "__main__":
    main()
