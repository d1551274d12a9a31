"""The terminal app: themes, the way from screen to screen, and a quiet end."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from textual import events
from textual.app import App

from surveykit.errors import SurveykitError
from surveykit.text import _
from surveykit.tui.pasting import guard_pastes
from surveykit.tui.screens.projects import ProjectsScreen
from surveykit.tui.themes import NAMES, themes

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.workflow import Project


def _now() -> datetime:
    return datetime.now().astimezone()


class SurveykitApp(App[None]):
    """Opens a project, or lets one be chosen, and goes out into the round.

    `mode` is `door` or `hallway`: what to begin with once the project is open. `folder` is
    where projects are looked for.
    """

    CSS_PATH = Path(__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False
    TITLE = "surveykit"

    def __init__(
        self,
        project_path: Path | None = None,
        mode: str = "door",
        *,
        folder: Path | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        super().__init__()
        for theme in themes():
            self.register_theme(theme)
        self.theme = NAMES[0]
        self.project: Project | None = None
        self.last_words: tuple[str, ...] = ()
        """What could not be done while closing, to be told on the terminal."""
        self.clock = clock
        self._fault = "?"
        self._wake: Callable[[], object] | None = None
        self._project_path, self._mode = project_path, mode
        self._folder = folder or Path.cwd()

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        self._wake = partial(loop.call_soon_threadsafe, self.call_later, self.action_quit)
        self._projects = ProjectsScreen(self._folder, self._project_path, self.clock)
        self.push_screen(self._projects, self._opened)

    def on_ready(self) -> None:
        """The first frame is on the screen: now there is time to import what comes next."""
        self._projects.call_next(self._projects.begin)

    def _opened(self, project: Project | None) -> None:
        """Out into the round with this project; without one there is nothing to do."""
        if project is None:
            self.exit()
            return
        from surveykit.tui.screens.round import RoundScreen

        gc.collect()
        gc.freeze()  # collecting never again looks at what stays anyway: no hitches
        gc.enable()
        self.project = project
        screen = RoundScreen(project, self.clock, hallway=self._mode == "hallway")
        self.push_screen(screen, self._left)

    def _left(self, _result: None) -> None:
        self.exit()

    def action_next_theme(self) -> None:
        """The next look."""
        self.theme = NAMES[(NAMES.index(self.theme) + 1) % len(NAMES)]

    async def action_quit(self) -> None:
        """Close as Ctrl+C does: after the screen has kept what it can."""
        self.screen.post_message(events.Key("ctrl+c", None))

    def action_help_quit(self) -> None:
        """Ctrl+C where no screen of ours has taken it, as in the very first moment."""
        self.exit()

    def run_quietly(self) -> None:
        """Run to the end; an interrupt from outside closes the app like Ctrl+C within it.

        Raises SurveykitError if a fault in the program ended it.
        """
        guard_pastes()
        before = signal.signal(signal.SIGINT, self._interrupted)
        gc.disable()  # nothing made before the first frame is garbage
        try:
            self.run()
        finally:
            gc.enable()
            signal.signal(signal.SIGINT, before)
            if self.project is not None:
                from surveykit.workflow import close_project

                self.last_words = close_project(self.project)
        if self.return_code:
            raise SurveykitError(
                _("The program has stopped because of a fault in it ({fault}).").format(
                    fault=self._fault
                ),
                advice=_("Every answer that was saved is safe. Start again and go on."),
            )

    def _fatal_error(self) -> None:
        """End after a fault, without a word on the terminal.

        Textual would print a traceback with all local variables, answers among them. It has no
        setting for that, so this one private method stands in for its own.
        """
        self._fault = _place_of(sys.exception())
        self.panic()

    def _interrupted(self, _signal: int, _frame: FrameType | None) -> None:
        if self._wake is None:
            raise KeyboardInterrupt
        self._wake()


def _place_of(error: BaseException | None) -> str:
    """Kind and line of a fault: enough to mend it, and nothing of what was typed."""
    frames = traceback.extract_tb(error.__traceback__ if error else None)
    place = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
