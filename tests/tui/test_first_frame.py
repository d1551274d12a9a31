"""The first frame waits for nothing it does not show, and is what the app shows a moment later."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pyte
import pytest
from rich.console import Console

from surveykit import text
from surveykit.asking.round import Round
from surveykit.fieldwork.attempt import Outcome
from surveykit.tui.first_frame import screenful
from surveykit.workflow import open_project, record_attempt
from tests.tui.conftest import NOW, at_work

APP = """
import asyncio, sys
from pathlib import Path
from surveykit.tui.app import SurveykitApp

HEAVY = "pydantic", "openpyxl", "pyxform", "qrcode", "babel", "typst", "holidays", "apsw"

class Watched(SurveykitApp):
    def on_ready(self):  # Textual says: the first frame has been displayed
        lines = [strip.text for strip in self.screen._compositor.render_strips()]
        print(" ".join(lines).split()[0], *(name for name in HEAVY if name in sys.modules))
        self.exit()

async def first_frame():
    async with Watched(folder=Path(sys.argv[1])).run_test() as pilot:
        await pilot.pause()

asyncio.run(first_frame())
"""

AT_ONCE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from surveykit.asking.round import Round
from surveykit.tui.first_frame import open_at_once, screenful

HEAVY = (
    "textual", "asyncio", "subprocess", "pydantic", "openpyxl", "pyxform", "qrcode", "babel",
    "surveykit.form",
)

with open_at_once(Path(sys.argv[1])) as project:
    round_ = Round.of(project, datetime.now(UTC))
    lines = screenful(round_, project.label, 80, 24, "truecolor")
    print(len(lines), *(name for name in HEAVY if name in sys.modules))
"""


def _said(script: str, argument: Path) -> list[str]:
    child = subprocess.run(
        [sys.executable, "-c", script, str(argument)], capture_output=True, text=True, check=True
    )
    return child.stdout.split()


def test_the_first_frame_of_the_app_imports_no_heavy_module(tmp_path: Path) -> None:
    assert _said(APP, tmp_path) == ["surveykit"]


def test_the_doors_are_painted_before_any_heavy_module_is_imported(project_file: Path) -> None:
    assert _said(AT_ONCE, project_file) == ["24"]


@pytest.mark.parametrize("size", [(48, 14), (60, 18), (80, 24), (120, 40)])
@pytest.mark.parametrize("expected", [False, True])
async def test_what_is_painted_at_once_is_what_the_app_shows(
    project_file: Path, size: tuple[int, int], expected: bool
) -> None:
    text.use("en")
    with open_project(project_file) as project:
        names = project.frame.names
        record_attempt(project, names[0], Outcome.REFUSED, NOW - timedelta(hours=3))
        if expected:
            today = f"{NOW.astimezone():%Y-%m-%d}"
            record_attempt(project, names[1], Outcome.LATER, NOW, call_back=today)
        at_once = screenful(Round.of(project, NOW), project.label, *size, "truecolor")
    async with at_work(project_file, size=size) as person:
        await person.until("doors")
        await person.press()
        console = Console(color_system="truecolor", force_terminal=True)
        live = [strip.render(console) for strip in person.app.screen._compositor.render_strips()]
    assert _painted(at_once, size) == _painted(live, size)


def _painted(lines: Sequence[str], size: tuple[int, int]) -> list[list[tuple[object, ...]]]:
    """What a terminal makes of these lines, character by character as one sees it."""
    screen = pyte.Screen(*size)
    pyte.Stream(screen).feed("\r\n".join(lines))
    cells = [[screen.buffer[y][x] for x in range(size[0])] for y in range(size[1])]
    return [[(one.data, one.bg, *_of_the_letter(one)) for one in line] for line in cells]


def _of_the_letter(one: pyte.screens.Char) -> tuple[object, ...]:
    """Nobody sees the colour of a blank."""
    return () if one.data == " " else (one.fg, one.bold, one.italics)
