"""The wheel, installed elsewhere, holds all it needs for the main job."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(CHECKOUT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_forms_sites_catalogues_templates_and_styles(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    workbooks = [name for name in names if name.startswith("surveykit/forms/") and ".xlsx" in name]
    assert len(workbooks) == 10 + 1 + 3  # with that of decisions on ideas
    for suffix in (".sql", ".typ", ".tcss", ".mo", ".ttf", ".toml", ".csv"):
        assert any(name.endswith(suffix) for name in names), suffix


def test_the_demo_runs_from_the_wheel_in_a_fresh_environment(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", "-q", str(wheel)], check=True, cwd=tmp_path)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(
        [python, "-m", "surveykit", "demo", "--site", "B", "--json"],
        check=True,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    told = json.loads(ran.stdout)
    assert told["verdict"] == "trial:monthly"
    assert all((tmp_path / file).is_file() for file in told["files"])
