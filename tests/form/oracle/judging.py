"""One form, many fillings: what our engine shows against what ODK's engines show."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random

from surveykit.errors import FaultyFileError
from surveykit.form import Form, Instance, load, read_xform
from surveykit.form.attachments import read_attachments
from surveykit.form.filling.trace import DEVICE
from tests.form.differences import Difference, Namer

from .comparison import Comparison
from .corpus import UnconvertibleError, attach, for_the_driver, xform_of
from .engines import Engine, Job, SilentEngineError
from .fillings import Filler

KEPT = 40
"""How many unexplained differences of a form are written down; all are counted."""


@dataclass
class Verdict:
    """What came out for one form."""

    form: str
    refused: dict[str, str] = field(default_factory=dict)
    """Engine (`pyxform`, `ours`, `javarosa`, `web_forms`) → why it does not load the form."""
    made_up: list[str] = field(default_factory=list)
    """Attached files that were not found."""
    fillings: int = 0
    compared: int = 0
    equal: int = 0
    named: dict[str, int] = field(default_factory=dict)
    unexplained: int = 0
    differences: list[Difference] = field(default_factory=list)


@dataclass
class Judge:
    """Runs forms through the engines; `engines` are those by name, JavaRosa first."""

    engines: Mapping[str, Engine]
    cache: Path
    """Where conversions are kept."""
    scratch: Path
    now: datetime
    seeds: int
    steps: int

    def judge(self, path: Path, name: str) -> Verdict:
        """Compare all fillings of one form."""
        verdict = Verdict(name)
        try:
            xform = xform_of(path, self.cache)
        except UnconvertibleError as error:
            verdict.refused["pyxform"] = str(error)
            return verdict
        form = _read(path, xform, verdict)
        media = self.scratch / "media"
        shutil.rmtree(media, ignore_errors=True)
        verdict.made_up = attach(xform, path, media)
        file = self.scratch / "form.xml"
        file.write_bytes(for_the_driver(xform, media))
        job = {"form": str(file), "media": str(media), "now": self.now.isoformat()}
        for engine, driver in self.engines.items():
            answer = _ask(driver, {**job, "steps": []})
            if not answer["ok"]:
                verdict.refused[engine] = str(answer["error"])
        try:
            if form is not None:
                read_attachments(form, [media])
        except FaultyFileError as error:
            verdict.refused["ours"] = str(error)
        if form is not None and verdict.refused.keys().isdisjoint(("ours", "javarosa")):
            for seed in range(1, self.seeds + 1):
                self._fill(form, seed, job, verdict)
        return verdict

    def _fill(self, form: Form, seed: int, job: Job, verdict: Verdict) -> None:
        steps = Filler(self._begin(form, seed), self.now, Random(seed)).fill(self.steps)  # noqa: S311
        told: dict[str, Mapping[str, object]] = {}
        for engine, driver in self.engines.items():
            if engine not in verdict.refused:
                answer = _ask(driver, {**job, "steps": steps})
                if not answer["ok"]:
                    verdict.refused.setdefault(f"{engine} while filling", str(answer["error"]))
                    # It may be a language that JavaRosa cannot speak.
                    steps = [step for step in steps if "setLanguage" not in step]
                    answer = _ask(driver, {**job, "steps": steps, "labels": "none"})
                if answer["ok"]:
                    told[engine] = answer
        if "javarosa" not in told:
            return
        verdict.fillings += 1
        namer = Namer(form)
        comparison = Comparison(self._begin(form, seed), steps, told, seed, namer.fresh)
        for difference in comparison.run():
            reason = namer.name(difference)
            if reason is not None:
                verdict.named[reason] = verdict.named.get(reason, 0) + 1
                continue
            verdict.unexplained += 1
            if len(verdict.differences) < KEPT:
                verdict.differences.append(difference)
        verdict.compared += comparison.compared
        verdict.equal += comparison.equal

    def _begin(self, form: Form, seed: int) -> Instance:
        return Instance(
            form,
            lists=read_attachments(form, [self.scratch / "media"]).lists,
            now=lambda: self.now,
            preloads=DEVICE,
            random=Random(seed),  # noqa: S311 - reproducible
        )


def _read(path: Path, xform: bytes, verdict: Verdict) -> Form | None:
    """Our reading of a form; a workbook must also pass our own way through pyxform."""
    try:
        if path.suffix.lower() == ".xlsx":
            load(path)
    except FaultyFileError as error:
        verdict.refused["form check"] = str(error)
    try:
        return read_xform(xform)
    except FaultyFileError as error:
        verdict.refused["ours"] = str(error)
        return None


def _ask(engine: Engine, job: Job) -> dict[str, object]:
    try:
        return engine.ask(job)
    except SilentEngineError:
        return {"ok": False, "error": "no answer"}
