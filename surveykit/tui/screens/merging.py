"""Taking in handovers file by file, with what became of each; can be stopped between two."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.worker import Worker

from surveykit.errors import SurveykitError
from surveykit.text import _
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.widgets.bars import KeyBar, ProgressLine, TopBar
from surveykit.tui.widgets.leaflet import Leaflet, Paragraph

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.exchange import Receipt, Refused, SecretKey
    from surveykit.workflow import Project


class MergingScreen(PlainScreen[None]):
    """Begins by itself. Each file is taken in whole or not at all, so stopping loses nothing."""

    def __init__(self, project: Project, files: Sequence[Path], key: SecretKey | None) -> None:
        super().__init__()
        self._project, self._files, self._key = project, tuple(files), key
        self._done: list[Receipt | Refused] = []
        self._told: list[Paragraph] = []
        self._stop = False
        self._progress, self._text = ProgressLine(), Leaflet()
        self._keys = KeyBar([("Esc", _("stop after this file"))])
        self._worker: Worker[None] | None = None

    def parts(self) -> ComposeResult:
        yield TopBar(self._project.site.label, _("merge"))
        yield self._progress
        yield self._text
        yield self._keys

    def on_mount(self) -> None:
        self._worker = self.run_worker(self._work())

    async def pressed(self, key: str, character: str | None) -> None:
        if self._text.press(key):
            return
        if self._worker and self._worker.is_finished:
            self.dismiss(None)
        elif key == "escape":
            self._stop = True

    async def before_leaving(self) -> None:
        """The file at hand is finished; the others can be taken in another time."""
        self._stop = True
        if self._worker:
            await self._worker.wait()

    async def _work(self) -> None:
        from surveykit.exchange import merge

        key = self._key
        steps = merge(self._project, self._files, (lambda: key) if key else None)
        try:
            while not self._stop and (one := await self._next(steps)):
                self._done.append(one)
                self._tell(one)
        except SurveykitError as error:  # of the project itself: the other files would fail too
            self._told += [("strong", error.what), ("text", error.advice)]
        await asyncio.to_thread(steps.close)
        self._key = None
        self._sum_up()

    async def _next(self, steps: Generator[Receipt | Refused]) -> Receipt | Refused | None:
        """The next file, beside the screen; its name is shown while it is read."""
        at = len(self._done)
        name = self._files[at].name if at < len(self._files) else ""
        self._progress.show(at, len(self._files), name)
        return await asyncio.to_thread(lambda: next(steps, None))

    def _tell(self, one: Receipt | Refused) -> None:
        name = _("{n} of {all}: {file}").format(
            n=len(self._done), all=len(self._files), file=one.file.name
        )
        self._told += [("strong", name), ("text", str(one)), ("text", "")]
        self._show()

    def _sum_up(self) -> None:
        from surveykit.exchange import altogether

        left = len(self._files) - len(self._done)
        if left:
            self._told.append(("strong", _("Stopped; not looked at: {n} files.").format(n=left)))
        self._told.append(("strong", altogether(self._done)))
        words = _("{n} of {all}").format(n=len(self._done), all=len(self._files))
        self._progress.show(len(self._done), len(self._files), words)
        self._keys.show([(_("Arrows"), _("scroll")), ("Esc", _("back"))])
        self._show()

    def _show(self) -> None:
        """From the end: what came last is what one wants to see."""
        self._text.show(self._told)
        self._text.press("end")
