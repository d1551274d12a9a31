"""The planner's desk: the dashboard, and every errand that begins there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.worker import Worker

from surveykit.text import _
from surveykit.tui.screens.handovers import HandoversScreen
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.widgets.bars import KeyBar, TopBar
from surveykit.tui.widgets.board_view import WIDEST, BoardView
from surveykit.tui.widgets.leaflet import Paragraph

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.desk.figures import Board
    from surveykit.export.results import Results
    from surveykit.tui.errands import Errand
    from surveykit.workflow import Project


class DeskScreen(HandoversScreen):
    """Shows how the survey stands; what takes long is reckoned beside it and shown later."""

    def __init__(self, project: Project, clock: Callable[[], datetime], *, first: str = "") -> None:
        """`first` is the key to press as soon as the dashboard stands."""
        super().__init__(project, clock)
        self._first = first
        self._results: Results | None = None
        self._board: Board | None = None
        self._look = 0
        self._view = BoardView()
        self._worker: Worker[None] | None = None

    def parts(self) -> ComposeResult:
        top = TopBar(self.project.label, _("planner's desk"))
        top.column = WIDEST
        yield top
        yield self._view
        yield KeyBar(
            [
                ("Enter", _("where from")),
                ("E", _("export")),
                ("P", _("parameters")),
                ("D", _("decide")),
                ("M", _("merge")),
                ("^P", _("everything")),
                ("R", _("report")),
                ("?", _("help")),
                ("I", _("ideas")),
                ("C", _("settle")),
                ("G", _("give")),
                ("K", _("seal")),
                ("Esc", _("back")),
            ],
            most=3,
        )

    def on_mount(self) -> None:
        self.call_after_refresh(self._assess)

    def commands(self) -> dict[str, Callable[[], Awaitable[None]]]:
        """What the keys do that do not move the mark."""
        return {
            "enter": self._trace,
            "w": self._trace,
            "e": self._export,
            "p": self._parameters,
            "d": self._decide,
            "m": self.take,
            "r": self._report,
            "i": self._ideas,
            "c": self._conflicts,
            "g": self.give,
            "k": self.seal,
            "question_mark": self._help,
            "f1": self._help,
        }

    def errands(self) -> Sequence[Errand]:
        """Those of the desk."""
        from surveykit.tui.errands import desk_names, errands_of

        return errands_of(self.commands(), desk_names)

    async def pressed(self, key: str, character: str | None) -> None:
        if key == "escape":
            await self.before_leaving()
            self.dismiss(None)
        elif command := self.commands().get(key.lower()):
            await command()
        else:
            self._view.press(key)

    async def on_board_view_chosen(self) -> None:
        """As Enter does."""
        await self._trace()

    async def before_leaving(self) -> None:
        """What is still being reckoned is not wanted any more."""
        self._look += 1
        if self._worker:
            await self._worker.wait()

    async def look_again(self) -> None:
        """After a merge, a decision, or what another window wrote."""
        await self._assess()

    async def _assess(self) -> None:
        from surveykit.desk.board import board
        from surveykit.evaluating import results

        await self.before_leaving()
        today = self.clock().astimezone().date()
        self._results = await self.errand(lambda: results(self.project, today))
        if (found := self._results) and (
            shown := await self.errand(lambda: board(self.project, found))
        ):
            self._show(shown)
            self._worker = self.run_worker(self._reckon_course(found, self._look))
            if command := self.commands().get(self._first):
                self._first = ""
                await command()

    async def _reckon_course(self, found: Results, look: int) -> None:
        """How it came about takes as long as many assessments; ends when nobody looks any more."""
        from surveykit.desk.board import board, steps_of

        def wanted() -> bool:
            return self._look == look

        steps = await self.errand(lambda: steps_of(self.project, found, wanted))
        if steps is None or not wanted():
            return
        shown = await self.errand(lambda: board(self.project, found, steps=steps))
        if shown and wanted():
            self._show(shown)

    def _show(self, shown: Board) -> None:
        self._board = shown
        self._view.show(shown)

    async def _trace(self) -> None:
        """Where the marked figure comes from."""
        from surveykit.desk.figures import trace_lines

        if self._board and (one := self._view.figure):
            lines = trace_lines(one, self._board)
            self.app.push_screen(ReadingScreen(_("Where it comes from"), lines))

    async def _help(self) -> None:
        from surveykit.tui.screens.help import desk_help

        self.app.push_screen(ReadingScreen(_("Help"), desk_help()))

    async def _report(self) -> None:
        if self._results:
            headline, *rest = self._results.report.lines()
            told: list[Paragraph] = [("strong", headline), ("text", "")]
            told += [("text", text) for text in rest]
            self.app.push_screen(ReadingScreen(_("report"), told))

    async def _parameters(self) -> None:
        from surveykit.tui.screens.parameters import ParametersScreen

        self.app.push_screen(ParametersScreen(self.project, self.clock), self._done)

    async def _decide(self) -> None:
        from surveykit.tui.screens.signing import DecideScreen

        if found := self._results:
            self.app.push_screen(DecideScreen(self.project, found, self.clock), self._done)

    async def _export(self) -> None:
        from surveykit.desk.offers import Exports
        from surveykit.tui.screens.exporting import ExportsScreen

        await self._assess()  # another window may have merged in between
        if found := self._results:
            self.app.push_screen(ExportsScreen(Exports(self.project, found), self.clock))

    async def _ideas(self) -> None:
        from surveykit.tui.screens.ideas import IdeasScreen

        self.app.push_screen(IdeasScreen(self.project, self.clock), self._done)

    async def _conflicts(self) -> None:
        from surveykit.tui.screens.conflicts import ConflictsScreen

        self.app.push_screen(ConflictsScreen(self.project, self.clock), self._done)

    async def _done(self, _nothing: object) -> None:
        await self._assess()
