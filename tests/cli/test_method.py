"""A result can be repeated: same inputs, same bytes, and a hash that anybody can compute."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from surveykit import evaluating, setting_up, workflow
from surveykit.fieldwork.attempt import Attempt, Outcome
from tests.assess.examples import door_records

DAY = datetime(2027, 2, 1, tzinfo=UTC)


def a_project(path: Path, *, shuffled: int) -> Path:
    """The example's answers, brought in in another order."""
    from uuid import UUID

    records = door_records("B")
    Random(shuffled).shuffle(records)  # noqa: S311 - an order, nothing secret
    with setting_up.new_example(path, "B", now=DAY) as project:
        lines = [
            Attempt(UUID(int=n, version=4), dwelling.name, Outcome.NOT_HOME, DAY)
            for n, dwelling in enumerate(project.site.dwellings[:20], 1)
        ]
        Random(shuffled).shuffle(lines)  # noqa: S311
        project.add_records(records)
        project.add_attempts(lines)
    return path


def run(project: Path, *arguments: str, seed: str) -> bytes:
    """The command in a process of its own, which orders sets and dictionaries by its own seed."""
    environment = os.environ | {"PYTHONHASHSEED": seed, "SURVEYKIT_LANGUAGE": "en"}
    command = [sys.executable, "-m", "surveykit", arguments[0], str(project), *arguments[1:]]
    ended = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
    return ended.stdout


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("method")
    return a_project(folder / "one.survey", shuffled=1), a_project(
        folder / "two.survey", shuffled=2
    )


def test_the_same_inputs_give_the_same_bytes(projects: tuple[Path, Path], tmp_path: Path) -> None:
    one, two = projects
    assert run(one, "assess", "--json", seed="1") == run(two, "assess", "--json", seed="2")
    for name, project, seed in (("a", one, "3"), ("b", two, "4")):
        run(project, "export", "--out", str(tmp_path / name), seed=seed)
    assert (tmp_path / "a" / "B.xlsx").read_bytes() == (tmp_path / "b" / "B.xlsx").read_bytes()


def test_anybody_can_compute_the_hash(projects: tuple[Path, Path]) -> None:
    told = json.loads(run(projects[0], "assess", "--json", seed="5"))
    found = told.pop("method")
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert found["result_sha256"] == sha256(text.encode()).hexdigest()
    with workflow.open_project(projects[0]) as project:
        lines = "\n".join(sorted(record.revision for record in project.records()))
    assert found["inputs"]["records_sha256"] == sha256(lines.encode()).hexdigest()
    assert found["inputs"]["records"] == 58
    assert found["inputs"]["attempts"] == 20
    assert found["constants"]["juster"]["10"] == 0.99


def test_other_inputs_have_other_hashes(projects: tuple[Path, Path], tmp_path: Path) -> None:
    with setting_up.new_example(tmp_path / "less.survey", "B", now=DAY) as project:
        project.add_records(door_records("B")[1:])
        less = evaluating.summary(evaluating.results(project, DAY.date()))
    told = json.loads(run(projects[0], "assess", "--json", seed="6"))
    assert isinstance(less["method"], dict)
    inputs = less["method"]["inputs"]
    assert inputs["records_sha256"] != told["method"]["inputs"]["records_sha256"]
    assert inputs["site_sha256"] == told["method"]["inputs"]["site_sha256"]
    assert less["method"]["result_sha256"] != told["method"]["result_sha256"]


def test_the_workbook_says_the_same_hash(projects: tuple[Path, Path], tmp_path: Path) -> None:
    from openpyxl import load_workbook

    run(projects[0], "export", "--out", str(tmp_path), seed="7")
    told = json.loads(run(projects[0], "assess", "--json", seed="8"))
    sheet = load_workbook(tmp_path / "B.xlsx")["Method"]
    shown = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert shown["Result, SHA-256"] == told["method"]["result_sha256"]
    assert shown["Program"] == told["method"]["program"]
