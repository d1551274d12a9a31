"""What ODK's two engines said about seeded fillings of forms (see oracle/record.py).

`BUNDLED` are the forms that ship, `OWN` those in `forms/`, which have what the bundled ones have
not: repeats, lists in files, events, positions, entities.
"""

import csv
import json
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import TypedDict

from surveykit.form import Form, Instance, Node, read_xform
from surveykit.form.attachments import read_attachments
from surveykit.form.filling.trace import DEVICE

_HERE = Path(__file__).parent
_FILES = {
    path.name.removesuffix(".json.xz"): path
    for folder in ("oracle", "forms")
    for path in sorted((_HERE / folder).glob("*.json.xz"))
}
BUNDLED = [name for name, path in _FILES.items() if path.parent.name == "oracle"]
OWN = [name for name, path in _FILES.items() if path.parent.name == "forms"]
ENGINES = ("javarosa", "web_forms")
GONE = -1
"""Stands for the state of a node that is there no more."""


class State(TypedDict, total=False):
    """What an engine shows of a node; fields it says nothing about are missing."""

    relevant: bool
    required: bool
    readonly: bool
    value: str
    constraint_ok: bool
    required_ok: bool
    choices: str


class Words(TypedDict, total=False):
    """Labels, hints, choices' labels and messages, each by language."""

    label: dict[str, str]
    hint: dict[str, str]
    choices: list[dict[str, str]]
    messages: dict[str, str]


class Answer(TypedDict):
    """What one engine said about one filling."""

    changes: list[dict[str, int]]
    errors: dict[str, str]
    words: dict[str, int]
    submission: str


class Filling(TypedDict):
    """Steps, and what both engines said after each."""

    seed: int
    steps: list[dict[str, str]]
    javarosa: Answer
    web_forms: Answer


class Recording(TypedDict):
    """One form."""

    now: str
    xform: str
    states: list[State]
    words: list[Words]
    fillings: list[Filling]


@cache
def recording(name: str) -> Recording:
    """The recording of a form."""
    text = lzma.decompress(_FILES[name].read_bytes()).decode()
    found: Recording = json.loads(text)
    return found


@cache
def form(name: str) -> Form:
    """The form as it was recorded, whatever pyxform is installed."""
    return read_xform(recording(name)["xform"].encode())


@cache
def attached() -> dict[str, list[dict[str, str]]]:
    """The lists that were attached to the bundled forms."""
    found = {}
    for path in (_HERE / "oracle" / "lists").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.name] = list(csv.DictReader(file))
    return found


def instance(name: str) -> Instance:
    """An empty instance on the day of the recording."""
    now = datetime.fromisoformat(recording(name)["now"])
    random = Random(1)  # noqa: S311 - reproducible
    lists = read_attachments(form(name), [_HERE / "oracle" / "lists", _HERE / "forms"]).lists
    return Instance(form(name), lists=lists, now=lambda: now, preloads=DEVICE, random=random)


def take(one: Instance, step: Mapping[str, str]) -> None:
    """Do a recorded step."""
    match step:
        case {"set": ref, "value": value}:
            one.set(ref, value)
        case {"addRepeat": series}:
            one.add_repeat(series)
        case {"removeRepeat": ref}:
            one.remove_repeat(ref)
        case {"setLanguage": language}:
            one.language = language


@dataclass(frozen=True, slots=True)
class Moment:
    """A filling after a step: ours, and the states both engines showed, by ref."""

    filling: Filling
    step: Mapping[str, str] | None
    ours: Instance
    said: Mapping[str, Mapping[str, State]]


def replay(name: str) -> Iterator[Moment]:
    """Go through all fillings of a form, step by step."""
    states = recording(name)["states"]
    for filling in recording(name)["fillings"]:
        ours = instance(name)
        said: dict[str, dict[str, State]] = {engine: {} for engine in ENGINES}
        for place in range(len(filling["steps"]) + 1):
            step = filling["steps"][place - 1] if place else None
            if step is not None:
                take(ours, step)
            for engine, answer in (
                ("javarosa", filling["javarosa"]),
                ("web_forms", filling["web_forms"]),
            ):
                for ref, at in answer["changes"][place].items():
                    if at == GONE:
                        del said[engine][ref]
                    else:
                        said[engine][ref] = states[at]
            yield Moment(filling, step, ours, said)


def state(node: Node) -> State:
    """What our engine shows of a node; times of day are masked as in the recording."""
    masked = node.ref.endswith(("/start", "/end", "/instanceID")) and node.value
    return State(
        relevant=node.relevant,
        required=node.required,
        readonly=node.readonly,
        value="masked" if masked else node.value,
        constraint_ok=node.constraint_ok,
        required_ok=node.required_ok,
        choices=" ".join(option.value for option in node.choices),
    )
