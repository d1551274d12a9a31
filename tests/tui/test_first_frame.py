"""The first frame waits for nothing it does not show."""

import subprocess
import sys
from pathlib import Path

CHILD = """
import asyncio, sys
from pathlib import Path
from surveykit.tui.app import SurveykitApp

async def first_frame():
    async with SurveykitApp(folder=Path(sys.argv[1])).run_test() as pilot:
        heavy = "pydantic", "openpyxl", "pyxform", "qrcode", "babel", "typst", "holidays"
        lines = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
        print(lines[0].split()[0], *(name for name in heavy if name in sys.modules))
        await pilot.press("escape")

asyncio.run(first_frame())
"""


def test_the_first_frame_imports_no_heavy_module(tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert child.stdout.split() == ["surveykit"]
