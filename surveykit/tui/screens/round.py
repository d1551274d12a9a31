"""The round: door after door, and the interviews that begin there."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import events

from surveykit.text import _
from surveykit.tui.guarded_app import GuardedApp
from surveykit.tui.screens.interviewing_round import InterviewingRound
from surveykit.tui.screens.plain import Command

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.tui.errands import Errand
    from surveykit.workflow import Project

_LOOK_EVERY = 2
"""Seconds."""


class RoundScreen(InterviewingRound):
    """The contact sheet, and every way that leads on from it.

    `shown` is called once the doors are on the screen.
    """

    def __init__(
        self,
        project: Project,
        clock: Callable[[], datetime],
        *,
        hallway: bool = False,
        shown: Callable[[], Coroutine[None, None, None]],
    ) -> None:
        super().__init__(project, clock)
        self.hallway, self._shown = hallway, shown
        self._at_work = False

    async def on_mount(self) -> None:
        await self.show()
        self.call_after_refresh(self._work_on)

    async def on_key(self, event: events.Key) -> None:
        """A key typed very early is for what opens by itself here; `super` hands it on."""
        await self._work_on()
        await super().on_key(event)

    async def _work_on(self) -> None:
        """The doors are on the screen."""
        if self._at_work:
            return
        self._at_work = True
        self.run_worker(self._shown())
        self.project.others_wrote()  # what they wrote so far is shown
        self.every(_LOOK_EVERY, self._look_for_others)
        if self.hallway:
            await self.in_the_hallway()
        elif self.project.drafts():
            self.offer_drafts()

    async def _look_for_others(self) -> None:
        """Another window may work at this project too: say so, and show what it wrote."""
        hidden = isinstance(self.app, GuardedApp) and self.app.hidden
        if not self.is_current or hidden:
            return
        if self.project.others_wrote():
            self.said = _("Another window works at this project too.")
            await self.look_again()
        self.remind()

    async def look_again(self) -> None:
        """Every door as it stands now, at the same one."""
        await self.show(self.list.dwelling)

    def commands(self) -> dict[str, Command]:
        """As for the contact sheet, and what leads to other screens."""
        return super().commands() | {
            "enter": self.interview, "g": self.go_on, "h": self.in_the_hallway,
            "f": self.choose_form, "c": self._correct,
            "s": self._status, "t": self._theme, "f3": self._theme,
            "l": self.speak_next, "escape": self._leave,
            "question_mark": self._help, "f1": self._help,
        }  # fmt: skip

    async def _correct(self) -> None:
        """A finished interview is found by its code only."""
        from surveykit.tui.screens.round_questions import code_question

        self.app.push_screen(code_question(), self._reopen)

    async def _reopen(self, code: str | None) -> None:
        from surveykit.correcting import reopen
        from surveykit.tui.screens.correction import CorrectionScreen

        if code and (found := await self.errand(lambda: reopen(self.project, code, self.clock))):
            self.app.push_screen(CorrectionScreen(found), self._corrected)

    async def _corrected(self, said: str | None) -> None:
        self.said = said or ""
        await self.show()

    def errands(self) -> Sequence[Errand]:
        """Those of the round, and those of the desk by way of it."""
        from surveykit.tui.errands import desk_names, errands_of, round_names

        to_desk = {key: partial(self._desk_at, key) for key in desk_names() if len(key) == 1}
        return (
            *errands_of(self.commands(), round_names),
            *errands_of(to_desk, desk_names, before="S"),
        )

    async def _desk_at(self, key: str) -> None:
        """The desk, and there what this key does."""
        from surveykit.tui.screens.desk import DeskScreen

        self.app.push_screen(DeskScreen(self.project, self.clock, first=key), self._back)

    async def _status(self) -> None:
        from surveykit.tui.screens.desk import DeskScreen

        self.app.push_screen(DeskScreen(self.project, self.clock), self._back)

    async def _back(self, _nothing: None) -> None:
        await self.show()

    async def _help(self) -> None:
        from surveykit.tui.screens.help import round_help
        from surveykit.tui.screens.reading import ReadingScreen

        self.app.push_screen(ReadingScreen(_("Help"), round_help()))

    async def _theme(self) -> None:
        await self.app.run_action("next_theme")

    async def _leave(self) -> None:
        from surveykit.tui.screens.round_questions import closing_question

        self.app.push_screen(closing_question(self.project), self._close)

    async def _close(self, sure: str | None) -> None:
        if sure == "yes":
            self.dismiss(None)
