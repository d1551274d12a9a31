"""The interview: one screen from the greeting to the last question."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from surveykit.errors import SurveykitError
from surveykit.text import _
from surveykit.tui.answering import Effect, Writer
from surveykit.tui.page import Page, page_of, say
from surveykit.tui.screens.asking import menu
from surveykit.tui.screens.help import interview_help
from surveykit.tui.screens.interview_menu import (
    break_off_question,
    discard_question,
    interview_menu,
    jump_menu,
    keys_for,
    place_of,
    state_of,
)
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.typography import language_name
from surveykit.tui.widgets.bars import KeyBar, ProgressLine, TopBar
from surveykit.tui.widgets.question_card import QuestionCard

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.interviewing import OpenInterview


class Ending(Enum):
    """How an interview was left."""

    FINISHED = auto()
    BROKEN_OFF = auto()
    KEPT = auto()
    """The draft stays, to be gone on with later."""
    DISCARDED = auto()


class InterviewScreen(PlainScreen[Ending]):
    """Asks page after page; the interview is the only state, and it is on disk.

    What is chosen is recorded at once, what is typed on leaving the question. The next page
    is shown only when the answer is safe.
    """

    def __init__(self, interview: OpenInterview, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._interview = interview
        self._clock = clock
        self._top, self._progress = TopBar(), ProgressLine()
        self._card, self._keys = QuestionCard(), KeyBar()
        self._refused = ""  # what the form did not accept when last asked to go back

    def parts(self) -> ComposeResult:
        yield self._top
        yield self._progress
        yield self._card
        yield self._keys

    def on_mount(self) -> None:
        self._show()

    async def pressed(self, key: str, character: str | None) -> None:
        await self._did(self._card.press(key, character), key)

    def on_paste(self, event: events.Paste) -> None:
        self._card.paste(event.text)
        self._show_bars()

    async def on_question_card_clicked(self, event: QuestionCard.Clicked) -> None:
        await self._did(self._card.take(event.y), "")

    async def before_leaving(self) -> None:
        await self._record()

    async def _did(self, effect: Effect, key: str) -> None:
        match effect:
            case Effect.CHOSEN:
                await self._record()
            case Effect.CONFIRMED:
                await self._next()
            case Effect.NOTHING if command := self._command(key):
                await command()
        self._show_bars()

    def _command(self, key: str) -> Callable[[], Awaitable[None]] | None:
        """What a key does that answers nothing; letters only where none can be typed."""
        commands = {
            "enter": self._next, "right": self._next, "pagedown": self._next,
            "backspace": self._back, "left": self._back, "pageup": self._back,
            "tab": self._step_down, "shift+tab": self._step_up,
            "f1": self._help, "f2": self._ask_language, "f3": self._theme, "escape": self._menu,
        }  # fmt: skip
        letters = {"question_mark": self._help, "l": self._ask_language, "t": self._theme}
        if not isinstance(self._card.editor, Writer):
            commands.update(letters)
        return commands.get(key)

    async def _record(self) -> bool:
        """Have the answer checked and put on disk; False, with the reason shown, if it is not."""
        given = self._card.unrecorded()
        if given is None:
            return True
        ref, text = given
        try:
            await asyncio.to_thread(self._interview.answer, ref, text)
        except SurveykitError as error:
            self._complain(ref, error)
            return False
        self._show()
        return True

    async def _next(self) -> None:
        """On to the next question without an answer, the next page, or the end."""
        self._refused = ""
        if not await self._record() or self._card.step_to_open():
            return
        entry = self._interview.entry
        if entry.at_end:
            await self._finish()
            return
        try:
            entry.forward()
        except SurveykitError as error:
            self._complain(getattr(error, "ref", ""), error)
            return
        self._show()

    async def _back(self) -> None:
        """To the page before; an answer that the form refuses stays behind the second time."""
        given = self._card.unrecorded()
        if not await self._record() and given and self._refused != given[1]:
            self._refused = given[1]
            return
        self._refused = ""
        self._card.forget()
        self._interview.entry.back()
        self._show()

    async def _step_down(self) -> None:
        if await self._record():
            self._card.step(1)

    async def _step_up(self) -> None:
        if await self._record():
            self._card.step(-1)

    async def _finish(self) -> None:
        try:
            await asyncio.to_thread(self._interview.finish)
        except SurveykitError as error:
            ref = getattr(error, "ref", "")
            if ref:
                self._interview.entry.go_to(ref)
                self._show()
            self._complain(ref, error)
            return
        self.dismiss(Ending.FINISHED)

    def _complain(self, ref: str, error: SurveykitError) -> None:
        self._card.complain(ref, error.what if getattr(error, "ref", "") else str(error))

    def _show(self) -> None:
        """Draw the page on which the interview stands."""
        self._card.show(self._page(), self._clock().astimezone().date())
        self._show_bars()

    def _page(self) -> Page:
        if not self._interview.entry.at_end:
            return page_of(self._interview.entry)
        done = self._interview.entry.progress[1]
        words = _("That was the last question. Enter finishes the interview.")
        return say(words, _("Backspace goes back to the questions."), done=done, total=done)

    def _show_bars(self) -> None:
        page = self._card.page
        words = _("{n} of {total}").format(n=page.done, total=page.total)
        self._progress.show(page.done, page.total, words)
        unsafe = self._card.unrecorded() is not None
        self._top.show(place_of(self._interview), state_of(self._interview, unsafe=unsafe))
        self._keys.show(keys_for(typing=isinstance(self._card.editor, Writer)))

    async def _help(self) -> None:
        self.app.push_screen(ReadingScreen(_("Help"), interview_help()))

    async def _theme(self) -> None:
        await self.app.run_action("next_theme")

    async def _ask_language(self) -> None:
        """Another language: the other one at once, or a menu of several."""
        await self._record()
        names = self._interview.form.languages
        others = [name for name in names if name != self._interview.language]
        if len(others) == 1:
            await self._use_language(others[0])
        elif others:
            listed = [(name, language_name(name)) for name in names]
            question = _("In which language shall the questions be shown?")
            self.app.push_screen(menu(_("Language"), question, listed), self._use_language)

    async def _use_language(self, name: str | None) -> None:
        if name:
            await self.managed(lambda: self._interview.use_language(name))
            self._show()

    async def _menu(self) -> None:
        await self._record()
        self.app.push_screen(interview_menu(self._interview), self._chosen)

    async def _chosen(self, item: str | None) -> None:
        """Do what was chosen from the menu."""
        match item:
            case "jump":
                self.app.push_screen(jump_menu(self._interview), self._jump)
            case "language":
                await self._ask_language()
            case "theme":
                await self._theme()
            case "help":
                await self._help()
            case "keep":
                self.dismiss(Ending.KEPT)
            case "break_off":
                self.app.push_screen(break_off_question(self._interview), self._break_off)
            case "discard":
                self.app.push_screen(discard_question(self._interview), self._discard)
            case _:
                return

    async def _jump(self, ref: str | None) -> None:
        if ref:
            self._card.forget()
            self._interview.entry.go_to(ref)
            self._show()

    async def _break_off(self, sure: str | None) -> None:
        if sure == "yes" and await self.managed(self._interview.break_off):
            self.dismiss(Ending.BROKEN_OFF)

    async def _discard(self, sure: str | None) -> None:
        project, draft = self._interview.project, self._interview.draft
        if sure == "yes" and await self.managed(lambda: project.discard_draft(draft.id)):
            self.dismiss(Ending.DISCARDED)
