"""The end that comes from outside, in a real pseudo-terminal: what is half typed is kept."""

import os
import pty
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from surveykit.fieldwork.record import Mode
from surveykit.form import load
from surveykit.interviewing import begin
from surveykit.tui.hanging_up import outliving_the_terminal
from surveykit.workflow import open_project
from tests.form.building import question, workbook
from tests.tui.conftest import NOW
from tests.tui.in_a_terminal import PYTHON, Terminal

PROGRAM = [PYTHON, "-m", "surveykit", "--language", "en"]

ENDS: dict[str, Callable[[Terminal], None]] = {
    "the window is closed": Terminal.hang_up,
    "SIGHUP": lambda terminal: os.kill(terminal.pid, signal.SIGHUP),
    "SIGTERM": lambda terminal: os.kill(terminal.pid, signal.SIGTERM),
    "SIGINT": lambda terminal: os.kill(terminal.pid, signal.SIGINT),
}


@pytest.fixture
def begun(project_file: Path, tmp_path: Path) -> Path:
    """A project with an interview that stands at a question for free text."""
    form = load(
        workbook(
            tmp_path / "own.xlsx",
            [question("text", "first"), question("text", "second", label="Your thoughts?")],
            form_id="own",
        )
    )
    with open_project(project_file) as project:
        project.add_forms([form])
        interview = begin(project, "own", mode=Mode.DESK, clock=lambda: NOW)
        interview.answer("/data/first", "one")
        interview.answer("/data/second", "x")
    return project_file


def going_on(path: Path) -> Terminal:
    return Terminal([*PROGRAM, "interview", str(path)])


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
@pytest.mark.parametrize("over_it", [(), ("\x1bOP",)], ids=["at the question", "help over it"])
def test_what_is_half_typed_is_kept_and_gone_on_with(
    begun: Path, end: Callable[[Terminal], None], over_it: tuple[str, ...]
) -> None:
    with going_on(begun) as terminal:
        terminal.until("Go on with")
        terminal.press("1")
        terminal.until("Your thoughts?")
        terminal.press("\x15", *"half a sen")
        terminal.until("half a sen")
        if over_it:
            terminal.press(*over_it)
            terminal.until("Help")
        end(terminal)
        assert terminal.ended() == 0
    wal = begun.with_name(f"{begun.name}-wal")
    assert not wal.exists(), "it was not closed in peace"
    with going_on(begun) as terminal:
        terminal.until("Go on with")
        terminal.press("1")
        terminal.until("Your thoughts?")
        terminal.until("half a sen")
        terminal.press("ctrl+c")
        assert terminal.ended() == 0


def test_a_terminal_that_is_asked_to_end_is_left_as_it_was(begun: Path) -> None:
    with going_on(begun) as terminal:
        terminal.until("Go on with")
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.ended() == 0
        terminal.settle()
        assert b"\x1b[?1049l" in terminal.sent  # back from the other screen


def test_writing_goes_on_where_nobody_reads_any_more() -> None:
    """Textual's thread would end at a fault, and the app wait for it."""
    window, inside = pty.openpty()
    stream = os.fdopen(inside, "w")

    class Writes(HeadlessDriver):
        def __init__(self) -> None:
            self._file = stream

    driver: Any = outliving_the_terminal(Writes)
    file = driver()._file
    os.close(window)
    for _line in range(3):
        file.write("x" * 10_000)
        file.flush()
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), inside)  # for what was never written
    stream.close()
