"""Milliseconds that each engine needs for the same steps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from surveykit.form import Form, Instance
from tests.form.building import begin
from tests.form.oracle.engines import Engine

from .forms import Step

RUNS = 6
"""Of every step the fastest run counts: Java and JavaScript must get warm, and others work on
the same machine."""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds for every step."""

    steps: tuple[float, ...]

    def between(self, first: int, last: int | None = None) -> "Times":
        """Only some of the steps."""
        return Times(self.steps[first:last])

    @property
    def median(self) -> float:
        """What half of the steps do not take."""
        return median(self.steps)

    @property
    def worst(self) -> float:
        """What the longest step takes."""
        return max(self.steps)


def ours(form: Form, steps: Sequence[Step]) -> Times:
    """Our engine."""
    return _fastest(_one_run(begin(form), steps) for _ in range(RUNS))


def reading_choices(form: Form, steps: Sequence[Step]) -> Times:
    """What it takes after each answer to read the choices of all questions, labels too."""
    instance = begin(form)
    times = []
    for step in steps:
        instance.set(step["set"], step["value"])
        start = perf_counter()
        for node in instance.nodes():
            assert node.choices is not None
        times.append((perf_counter() - start) * 1000)
    return Times(tuple(times))


def _one_run(instance: Instance, steps: Sequence[Step]) -> list[float]:
    return [_milliseconds(instance, step) for step in steps]


def _milliseconds(instance: Instance, step: Step) -> float:
    start = perf_counter()
    if "set" in step:
        instance.set(step["set"], step["value"])
    else:
        instance.add_repeat(step["addRepeat"])
    return (perf_counter() - start) * 1000


def theirs(engine: Engine, xform: Path, steps: Sequence[Step], runs: int) -> Times:
    """One of ODK's engines, by the clock of its driver.

    Raises:
        RuntimeError: it could not take all steps.
    """
    job = {"form": str(xform), "steps": steps, "final_only": True, "labels": "none", "time": True}
    return _fastest(_their_run(engine, job) for _ in range(runs))


def _their_run(engine: Engine, job: dict[str, object]) -> list[float]:
    answer = engine.run(job)
    if answer["steps"]:
        raise RuntimeError(answer["steps"])
    spent: dict[str, list[float]] = answer["ms"]  # type: ignore[assignment]
    return spent["steps"]


def _fastest(runs: Iterable[Sequence[float]]) -> Times:
    return Times(tuple(min(step) for step in zip(*runs, strict=True)))
