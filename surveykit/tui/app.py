"""The app for a project: from choosing one out into the round."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.errors import SurveykitError
from surveykit.fieldwork.clock import WatchedClock
from surveykit.tui.first_frame import open_at_once
from surveykit.tui.guarded_app import GuardedApp
from surveykit.tui.screens.plain import PlainScreen

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from rich.console import RenderableType

    from surveykit.tui.screens.projects import ProjectsScreen
    from surveykit.workflow import Project


def _now() -> datetime:
    return datetime.now().astimezone()


class SurveykitApp(GuardedApp):
    """Opens a project, or lets one be chosen, and goes out into the round.

    `mode` is `door` or `hallway`: what to begin with once the project is open. `folder` is
    where projects are looked for. `project` is what is open already.
    """

    def __init__(
        self,
        project_path: Path | None = None,
        mode: str = "door",
        *,
        project: Project | None = None,
        folder: Path | None = None,
        clock: Callable[[], datetime] = _now,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock = WatchedClock(clock, steady, self._warn)
        super().__init__(self.clock, steady)
        self.project = project
        self.last_words: tuple[str, ...] = ()
        """What was left open, and could not be done while closing, to be told on the terminal."""
        self._left_open: tuple[str, ...] = ()
        self._project_path, self._mode = project_path, mode
        self._folder = folder or Path.cwd()
        self._projects: ProjectsScreen | None = None
        self._getting_ready: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Go out into the round at once, if no passphrase is needed; else show the projects."""
        project = self.project
        if project is None and self._project_path:
            project = open_at_once(self._project_path)
        if project:
            self._opened(project)
        else:
            self._projects = self._let_choose()

    def _let_choose(self) -> ProjectsScreen:
        """Show the projects; it is for the caller to let the screen begin."""
        from surveykit.tui.screens.projects import ProjectsScreen

        screen = ProjectsScreen(self._folder, self._project_path, self.clock)
        self.push_screen(screen, self._opened)
        return screen

    def _warn(self, words: str) -> None:
        """From whatever thread; once, and beside the question that is being asked."""
        self.call_later(self.notify, words, severity="warning", timeout=30, markup=False)

    def end(self) -> None:
        """Close the project, with its second copies."""
        if self.project is not None:
            from surveykit.workflow import close_project

            self.last_words = (*self._left_open, *close_project(self.project))

    def exit(
        self, result: None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """End; what is being done now is told afterwards, unless nobody was to see it."""
        if not self.hidden:
            open_ = (one.left_open() for one in self.screen_stack if isinstance(one, PlainScreen))
            self._left_open = tuple(filter(None, open_))
        super().exit(result, return_code, message)

    def on_ready(self) -> None:
        """The first frame is on the screen: now there is time to import what comes next."""
        if self._projects:
            self._projects.call_next(self._projects.begin)

    def _opened(self, project: Project | None) -> None:
        """Out into the round with this project; without one there is nothing to do."""
        if project is None:
            self.exit()
            return
        from surveykit.tui.screens.round import RoundScreen

        self.project = project
        self.guard(project)
        screen = RoundScreen(
            project, self.clock, hallway=self._mode == "hallway", shown=self._settle_down
        )
        self.push_screen(screen, self._left)

    async def _settle_down(self) -> None:
        """While the doors are read: get ready for what comes next, and never hitch there."""
        project = self.project
        if project is None:
            return
        self._getting_ready = asyncio.create_task(asyncio.to_thread(_get_ready, project))
        await asyncio.shield(self._getting_ready)
        gc.collect()
        gc.freeze()  # collecting never again looks at what stays anyway
        gc.enable()
        from surveykit.workflow import clock_notice

        if words := clock_notice(project, self.clock()):
            self._warn(words)

    async def _left(self, _result: None) -> None:
        """Who chose the project here may choose another one; who named it has done the work."""
        if self._projects is None or self._project_path is not None:
            self.exit()
            return
        self.unguard()
        if self._getting_ready:
            await self._getting_ready
        await asyncio.to_thread(self.end)
        for words in self.last_words:
            self._warn(words)
        self.project, self.last_words = None, ()
        self._projects = self._let_choose()
        self._projects.call_after_refresh(self._projects.begin)


def _get_ready(project: Project) -> None:
    """Import the interview and read what it needs; what is wrong is told where it is needed."""
    import surveykit.interviewing
    import surveykit.tui.screens.interview
    import surveykit.tui.screens.round_questions  # noqa: F401
    from surveykit.fieldwork.record import DOOR_FORM

    with suppress(SurveykitError, KeyError):
        project.site.form_lists()
        project.forms[DOOR_FORM]
