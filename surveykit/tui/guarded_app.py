"""An app that hides what it shows, at a key or when nobody is there, and locks its project."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events

from surveykit.asking.idleness import Idleness
from surveykit.asking.words import place_words
from surveykit.errors import SurveykitError
from surveykit.text import _
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.terminal_app import TerminalApp

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from textual.timer import Timer

    from surveykit.workflow import Project

HIDE, LOCK = "f4", "ctrl+l"
_TOUCHES = (
    events.Key,
    events.Paste,
    events.MouseDown,
    events.MouseScrollDown,
    events.MouseScrollUp,
)
_HIDDEN = "-hidden"
"""While the app has this class every screen paints the neutral page, also one that opens now."""


class GuardedApp(TerminalApp):
    """Hides everything at a key; locks the project at another, in idle time and after sleep.

    Hidden shows again with the same key. Locked, the file is closed, its key is gone, and the
    passphrase is asked for. Screens and what is typed on them stay in memory as they were.
    """

    def __init__(self, clock: Callable[[], datetime], steady: Callable[[], float]) -> None:
        super().__init__()
        self._clock, self._steady = clock, steady
        self._idleness: Idleness | None = None
        self._project: Project | None = None
        self._place = Path()
        """Where the project lies; it may have been saved elsewhere since."""
        self._locking = False
        self._looking: Timer | None = None

    def guard(self, project: Project) -> None:
        """From now on hide and lock this project."""
        from surveykit.workflow import needs_passphrase

        self._project, self._place = project, project.path
        self._idleness = Idleness(project.lock_after, self._clock, self._steady)
        self._lockable = needs_passphrase(project.path)
        if not self._lockable:
            self.mark = _("not protected")
        self._looking = self.set_interval(1, self._look)

    def unguard(self) -> None:
        """The project is about to be closed: nothing is left to hide."""
        if self._looking:
            self._looking.stop()
        self._project = self._idleness = self._looking = None
        self.mark = ""

    def action_hide(self) -> None:
        """Show nothing until the key is pressed that hides."""
        self.add_class(_HIDDEN)

    @property
    def hidden(self) -> bool:
        """Whether nothing of the project stands on the screen."""
        return self.has_class(_HIDDEN)

    async def on_event(self, event: events.Event) -> None:
        """Keys and clicks first tell that somebody is there, and may hide or show everything."""
        fresh = isinstance(event, _TOUCHES) and not event.is_forwarded
        if not (fresh and self._idleness and self._keeps(self._idleness, event)):
            await super().on_event(event)

    def _keeps(self, idleness: Idleness, event: events.Event) -> bool:
        """Whether this goes to no screen; the first key after a sleep only shows the lock."""
        key = event.key if isinstance(event, events.Key) else ""
        if idleness.due():
            self._lock()
        idleness.touch()
        locked = isinstance(self.screen, PlainScreen) and self.screen.LOCKS
        if locked or key == "ctrl+c":
            return False
        if key == LOCK:
            self._lock()
        elif key == HIDE and not self._locking:
            self.set_class(not self.hidden, _HIDDEN)
            return True
        return self.hidden

    def _look(self) -> None:
        if self._idleness and self._idleness.due():
            self._lock()

    def _lock(self) -> None:
        """Hide at once; close the file as soon as nobody is at work with it any more."""
        if self._locking:
            return
        self.add_class(_HIDDEN)
        if self._lockable:
            self._locking = True
            self.run_worker(self._close_and_ask(), exclusive=True)

    async def _close_and_ask(self) -> None:
        await self._all_at_rest()
        if project := self._project:
            await asyncio.to_thread(project.lock)
            self._ask_passphrase(project)

    def _ask_passphrase(self, project: Project) -> None:
        from surveykit.tui.screens.lock import LockScreen

        self.push_screen(LockScreen(project.unlock, self._steady), self._unlocked)

    def takes_on(self, error: SurveykitError) -> bool:
        """Of a project that is gone: ask whether to go on with it elsewhere."""
        from surveykit.tui.screens.round_questions import gone_question
        from surveykit.workflow import ProjectGoneError

        if self._project and isinstance(error, ProjectGoneError):
            self.push_screen(gone_question(self._project, error), self._go_on_elsewhere)
            return True
        return False

    async def _go_on_elsewhere(self, sure: str | None) -> None:
        """Nothing may look into the project while its file is another one."""
        project = self._project
        if sure != "yes" or project is None or self._locking:
            return
        self._locking = True
        self.add_class(_HIDDEN)
        try:
            await asyncio.to_thread(project.save_elsewhere)
        except SurveykitError as error:
            self._unlocked(None)
            if isinstance(self.screen, PlainScreen):
                self.screen.tell(error)
            return
        if self._lockable:
            self._ask_passphrase(project)
        else:
            await asyncio.to_thread(project.unlock, None)
            self._unlocked(None)

    async def _all_at_rest(self) -> None:
        """Wait until every screen has done what it is about, and has kept what was typed."""
        before: list[object] = []
        while before != self.screen_stack:
            before = [*self.screen_stack]
            for screen in reversed(self.screen_stack):
                if isinstance(screen, PlainScreen):
                    await _done(screen)

    def _unlocked(self, _result: None) -> None:
        self._locking = False
        self.remove_class(_HIDDEN)
        self._tell_place()
        self.call_later(self._look_again)

    def _tell_place(self) -> None:
        """Say where the project lies if it does no longer where it was."""
        if self._project and self._project.path != self._place:
            self._place = self._project.path
            self.notify(place_words(self._place), timeout=60, markup=False)

    async def _look_again(self) -> None:
        """Show what another window wrote while the project was locked here."""
        if isinstance(self.screen, PlainScreen):
            await self.screen.look_again()


async def _done(screen: PlainScreen[object]) -> None:
    """Wait for the screen's last word; one that closed meanwhile has had it."""
    done = asyncio.Event()

    async def at_rest() -> None:
        await screen.before_leaving()
        done.set()

    if screen.call_later(at_rest):
        await done.wait()
