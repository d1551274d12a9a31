"""Who decides on the hour, by the commands that a planner types."""

from collections.abc import Callable
from pathlib import Path

import pytest

from surveykit.cli import main

Run = Callable[..., str]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command and returns what it printed; it must end as expected."""
    monkeypatch.setenv("SURVEYKIT_LANGUAGE", "en")

    def command(*arguments: object, ends: int = 0) -> str:
        capsys.readouterr()
        assert main([str(argument) for argument in arguments]) == ends
        told = capsys.readouterr()
        return told.out + told.err

    return command


def test_flyers_say_that_nobody_has_decided_until_somebody_has(
    lindenhof_file: Path, tmp_path: Path, run: Run
) -> None:
    flyers = ("flyers", lindenhof_file, "--languages", "de", "--out", tmp_path / "out")
    told = run(*flyers)
    assert "Nobody has decided on this hour yet" in told
    assert "flyer_a5_de.pdf" in told
    assert "As proposed: Regular hour on trial, monthly" in run("decide", lindenhof_file)
    told = run("decide", lindenhof_file, "--name", "Aylin Muster")
    assert "Aylin Muster: Regular hour on trial, monthly (Monday, 15:00 to 17:00" in told
    assert "Nobody has decided" not in run(*flyers)
    assert "Aylin Muster" in run("decide", lindenhof_file)


def test_another_decision_needs_its_reason_and_stops_the_flyers(
    lindenhof_file: Path, tmp_path: Path, run: Run
) -> None:
    otherwise = ("decide", lindenhof_file, "--name", "Ay", "--verdict", "none_now")
    assert "Say in one sentence why" in run(*otherwise, ends=2)
    run(*otherwise, "--reason", "The room was let.")
    told = run("flyers", lindenhof_file, "--out", tmp_path / "out", ends=2)
    assert "The room was let." in told
    assert not (tmp_path / "out").exists()


def test_a_cancelled_session_asks_only_for_its_own_date(lindenhof_file: Path, run: Run) -> None:
    told = run("flyers", lindenhof_file, "--kinds", "cancel", ends=2)
    assert "(date)" in told
    assert "first_date" not in told
