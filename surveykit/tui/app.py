"""The app for a project: from choosing one out into the round."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.fieldwork.clock import WatchedClock
from surveykit.tui.guarded_app import GuardedApp
from surveykit.tui.screens.projects import ProjectsScreen

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.workflow import Project


def _now() -> datetime:
    return datetime.now().astimezone()


class SurveykitApp(GuardedApp):
    """Opens a project, or lets one be chosen, and goes out into the round.

    `mode` is `door` or `hallway`: what to begin with once the project is open. `folder` is
    where projects are looked for.
    """

    def __init__(
        self,
        project_path: Path | None = None,
        mode: str = "door",
        *,
        folder: Path | None = None,
        clock: Callable[[], datetime] = _now,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock = WatchedClock(clock, steady, self._tell_of_the_clock)
        super().__init__(self.clock, steady)
        self.project: Project | None = None
        self.last_words: tuple[str, ...] = ()
        """What could not be done while closing, to be told on the terminal."""
        self._project_path, self._mode = project_path, mode
        self._folder = folder or Path.cwd()

    def begin(self) -> None:
        """Show the projects."""
        self._projects = ProjectsScreen(self._folder, self._project_path, self.clock)
        self.push_screen(self._projects, self._opened)

    def _tell_of_the_clock(self, words: str) -> None:
        """From whatever thread; once, and beside the question that is being asked."""
        self.call_later(self.notify, words, severity="warning", timeout=30, markup=False)

    def end(self) -> None:
        """Close the project, with its second copies."""
        if self.project is not None:
            from surveykit.workflow import close_project

            self.last_words = close_project(self.project)

    def on_ready(self) -> None:
        """The first frame is on the screen: now there is time to import what comes next."""
        self._projects.call_next(self._projects.begin)

    def _opened(self, project: Project | None) -> None:
        """Out into the round with this project; without one there is nothing to do."""
        if project is None:
            self.exit()
            return
        from surveykit.tui.screens.round import RoundScreen
        from surveykit.workflow import clock_notice

        gc.collect()
        gc.freeze()  # collecting never again looks at what stays anyway: no hitches
        gc.enable()
        self.project = project
        self.guard(project)
        if words := clock_notice(project, self.clock()):
            self._tell_of_the_clock(words)
        screen = RoundScreen(project, self.clock, hallway=self._mode == "hallway")
        self.push_screen(screen, self._left)

    def _left(self, _result: None) -> None:
        self.exit()
