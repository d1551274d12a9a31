"""The result so far: the report, and what the planner does with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from surveykit.text import _
from surveykit.tui.screens.handovers import HandoversScreen
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.widgets.bars import KeyBar, TopBar
from surveykit.tui.widgets.leaflet import Leaflet, Paragraph

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.export.results import Results
    from surveykit.workflow import Project


class StatusScreen(HandoversScreen):
    """Shows the verdict with its figures; writes exports, gives and takes handovers."""

    def __init__(self, project: Project, clock: Callable[[], datetime]) -> None:
        super().__init__(project, clock)
        self._results: Results | None = None
        self._text = Leaflet([("quiet", _("One moment …"))])

    def parts(self) -> ComposeResult:
        yield TopBar(self.project.label, _("result so far"))
        yield self._text
        yield KeyBar(
            [
                ("E", _("workbook")),
                ("F", _("flyers")),
                ("G", _("give")),
                ("M", _("merge")),
                ("C", _("settle")),
                ("I", _("ideas")),
                ("K", _("seal")),
                ("Esc", _("back")),
            ]
        )

    def on_mount(self) -> None:
        self.call_after_refresh(self._assess)

    async def pressed(self, key: str, character: str | None) -> None:
        commands = {
            "e": self._export,
            "f": self._flyers,
            "g": self.give,
            "m": self.take,
            "c": self._conflicts,
            "i": self._ideas,
            "k": self.seal,
        }
        if key == "escape":
            self.dismiss(None)
        elif command := commands.get(key.lower()):
            await command()
        else:
            self._text.press(key)

    async def _assess(self) -> None:
        from surveykit.workflow import results

        today = self.clock().astimezone().date()
        self._results = await self.errand(lambda: results(self.project, today))
        if self._results is None:
            self._text.show([("strong", _("There is no result yet."))])
            return
        headline, *rest = self._results.report.lines()
        paragraphs: list[Paragraph] = [("strong", headline), ("text", "")]
        self._text.show([*paragraphs, *(("text", text) for text in rest)])

    async def _ideas(self) -> None:
        from surveykit.tui.screens.ideas import IdeasScreen

        self.app.push_screen(IdeasScreen(self.project, self.clock))

    async def _export(self) -> None:
        from surveykit.workflow import export

        await self._assess()  # another window may have merged in between
        if found := self._results:
            self._tell_files(await self.errand(lambda: export(found, self._folder())))

    async def _flyers(self) -> None:
        from surveykit.workflow import flyers

        await self._assess()
        if found := self._results:
            self._tell_files(await self.errand(lambda: flyers(found, self._folder())))

    def _folder(self) -> Path:
        """Beside the project: exports are never read back."""
        return self.project.path.parent / "exports"

    def _tell_files(self, files: Iterable[Path] | None) -> None:
        if files is not None:
            listed: list[Paragraph] = [("text", str(file)) for file in files]
            title = _("Written")
            self.app.push_screen(ReadingScreen(title, [("strong", _("These files:")), *listed]))

    async def _conflicts(self) -> None:
        from surveykit.tui.screens.conflicts import ConflictsScreen

        self.app.push_screen(ConflictsScreen(self.project, self.clock), self._settled)

    async def _settled(self, _nothing: None) -> None:
        await self._assess()

    async def look_again(self) -> None:
        """After a merge, or what another window wrote."""
        await self._assess()
