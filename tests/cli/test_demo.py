"""The main job, end to end: the three example sites give the verdicts of the planner criteria."""

import json
from pathlib import Path

import pytest

from surveykit.cli import main

DAY = "2026-11-22"

TARGETS = {  # verdict, interviews, raw total, visits in 13 weeks, per session weekly and monthly
    "A": ("cooperative", 13, 6.8708, 2.4048, 0.219, 0.612),
    "B": ("trial:monthly", 58, 34.6290, 12.1202, 1.102, 3.085),
    "C": ("regular:weekly", 214, 123.1689, 43.1091, 3.919, 10.973),
}


def run_demo(site: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    arguments = ["demo", "--site", site, "--out", str(folder), "--date", DAY, "--json"]
    assert main(arguments) == 0
    printed = json.loads(capsys.readouterr().out)
    assert isinstance(printed, dict)
    return printed


@pytest.mark.parametrize("site", TARGETS)
def test_the_demo_reaches_the_verdict_and_its_figures(
    site: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = run_demo(site, tmp_path, capsys)
    verdict, interviews, raw, visits, weekly, monthly = TARGETS[site]
    assert printed["verdict"] == verdict
    assert printed["interviews"] == interviews
    found = json.loads(json.dumps(printed))
    assert found["raw_visits"]["total"] == pytest.approx(raw, abs=5e-5)
    assert found["visits_13_weeks"]["point"] == pytest.approx(visits, abs=5e-5)
    assert found["visits_per_session"]["weekly"]["point"] == pytest.approx(weekly, abs=5e-4)
    assert found["visits_per_session"]["monthly"]["point"] == pytest.approx(monthly, abs=5e-4)
    for file in found["files"]:
        assert Path(file).stat().st_size > 0
    assert {Path(file).suffix for file in found["files"]} == {
        ".survey", ".handover", ".xlsx", ".pdf",
    }  # fmt: skip


def test_the_same_day_gives_the_same_bytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    once = run_demo("A", tmp_path / "once", capsys)
    again = run_demo("A", tmp_path / "again", capsys)
    for one, other in zip(files_of(once), files_of(again), strict=True):
        assert one.name == other.name
        if one.suffix != ".survey":  # its encryption draws fresh random numbers
            assert one.read_bytes() == other.read_bytes(), one.name


def files_of(printed: dict[str, object]) -> list[Path]:
    files = printed["files"]
    assert isinstance(files, list)
    return [Path(file) for file in files]
