"""The first frame waits for nothing it does not show."""

import subprocess
import sys
from pathlib import Path

CHILD = """
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


def test_the_first_frame_imports_no_heavy_module(tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert child.stdout.split() == ["surveykit"]
