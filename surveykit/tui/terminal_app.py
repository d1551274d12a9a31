"""What every app in the terminal shares: themes, and a quiet end whatever happens."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.traceback import Traceback
from textual import events
from textual.app import App

from surveykit.errors import SurveykitError
from surveykit.text import _
from surveykit.text.from_right.terminals import EXPLICIT, IMPLICIT, takes_turns
from surveykit.tui import COLOURS
from surveykit.tui.hanging_up import FOR_GOOD, INTERRUPT, heard, outliving_the_terminal
from surveykit.tui.held import HeldKey
from surveykit.tui.pasting import guard_pastes
from surveykit.tui.themes import NAMES, themes
from surveykit.tui.widgets.painted import Painted

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver


class TerminalApp(App[None]):
    """An app with our themes that Ctrl+C, an interrupt and a fault end alike: saying little."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False
    TITLE = "surveykit"

    def __init__(self) -> None:
        super().__init__(ansi_color=COLOURS == "none")
        for theme in themes(COLOURS):
            self.register_theme(theme)
        self.theme = NAMES[0]
        self.one_key = True
        """Whether an answer that takes one key goes on by itself; else Enter does."""
        self.beside = ""
        """Language in which the questions are shown beside that of the interview."""
        self.mark = ""
        """What every screen says beside its place."""
        self.held = HeldKey()
        self._fault = "?"
        self._wake: Callable[[], object] | None = None

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        self._wake = partial(loop.call_soon_threadsafe, self.call_later, self.action_quit)
        if takes_turns(os.environ) and self._driver:
            self._driver.write(EXPLICIT)
        self.begin()

    def on_unmount(self) -> None:
        if takes_turns(os.environ) and self._driver:
            self._driver.write(IMPLICIT)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.held.came(event)
        await super().on_event(event)

    def get_driver_class(self) -> type[Driver]:
        """As ever, but it may be that the terminal is closed first."""
        return outliving_the_terminal(super().get_driver_class())

    def begin(self) -> None:
        """Show the first screen."""
        raise NotImplementedError

    def end(self) -> None:
        """Let go of what was open; called however the app ends."""

    def takes_on(self, error: SurveykitError) -> bool:
        """Whether the app itself tells of this error, and asks what is to be done."""
        return False

    def action_next_theme(self) -> None:
        """The next look."""
        self.theme = NAMES[(NAMES.index(self.theme) + 1) % len(NAMES)]
        for screen in self.screen_stack:
            for painted in screen.query(Painted):
                painted.refresh()

    async def action_quit(self) -> None:
        """Close as Ctrl+C does: after the screen has kept what it can."""
        self.screen.post_message(events.Key("ctrl+c", None))

    def action_help_quit(self) -> None:
        """Ctrl+C where no screen of ours has taken it, as in the very first moment."""
        self.exit()

    def run_quietly(self) -> None:
        """Run to the end; one that comes from outside closes the app like Ctrl+C within it.

        Raises SurveykitError if a fault in the program ended it.
        """
        guard_pastes()
        gc.disable()  # nothing made before the first frame is garbage
        with heard(FOR_GOOD, self._interrupted):
            try:
                with heard(INTERRUPT, self._interrupted):
                    self.run()
            finally:
                gc.enable()
                self.end()
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

    def panic(self, *renderables: RenderableType) -> None:
        """End after a fault; one in reading keys means that the terminal is gone."""
        if any(isinstance(told, Traceback) for told in renderables):
            self._interrupted()
        else:
            super().panic(*renderables)

    def _interrupted(self) -> None:
        if self._wake is None:
            raise KeyboardInterrupt
        with suppress(RuntimeError):  # it has ended, and is being closed already
            self._wake()


def _place_of(error: BaseException | None) -> str:
    """Kind and line of a fault: enough to mend it, and nothing of what was typed."""
    frames = traceback.extract_tb(error.__traceback__ if error else None)
    place = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
