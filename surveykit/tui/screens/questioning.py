"""Asking: page after page, each answer on disk before the next page shows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from surveykit.errors import SurveykitError
from surveykit.fieldwork.attempt import Outcome
from surveykit.text import _
from surveykit.tui.answering import Chooser, Effect
from surveykit.tui.page import Page, say
from surveykit.tui.questions import page_of
from surveykit.tui.screens.asking import agreed_time
from surveykit.tui.screens.interview_menu import keys_for, place_of, state_of
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.widgets.bars import KeyBar, ProgressLine, TopBar
from surveykit.tui.widgets.question_card import QuestionCard

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.interviewing import OpenInterview


Command = Callable[[], Awaitable[None]]


class Ending(Enum):
    """How an interview was left."""

    FINISHED = auto()
    BROKEN_OFF = auto()
    KEPT = auto()
    """The draft stays, to be gone on with later."""
    DISCARDED = auto()


class QuestioningScreen(PlainScreen[Ending]):
    """Asks page after page; the interview is the only state, and it is on disk.

    What is chosen is recorded at once, what is typed on leaving the question. The next page
    is shown only when the answer is safe.
    """

    def __init__(self, interview: OpenInterview) -> None:
        super().__init__()
        self.interview = interview
        self._top, self._progress = TopBar(), ProgressLine()
        self.card, self._keys = QuestionCard(), KeyBar()
        self._refused = ""  # what the form did not accept when last asked to go back
        self._said = ""  # for the moment until the next key

    def parts(self) -> ComposeResult:
        yield self._top
        yield self._progress
        yield self.card
        yield self._keys

    def on_mount(self) -> None:
        self.show()

    async def pressed(self, key: str, character: str | None) -> None:
        self._said = ""
        await self._did(self.card.press(key, character), key)

    def on_paste(self, event: events.Paste) -> None:
        self.card.paste(event.text)
        self.show_bars()

    async def on_question_card_clicked(self, event: QuestionCard.Clicked) -> None:
        await self._did(self.card.take(event.y), "")

    async def before_leaving(self) -> None:
        await self.record()

    async def _did(self, effect: Effect, key: str) -> None:
        match effect:
            case Effect.CHOSEN if await self.record() and self.card.quick:
                await self._next()
            case Effect.CONFIRMED:
                await self._next()
            case Effect.NOTHING if command := self.commands().get(key):
                await command()
        self.show_bars()

    def commands(self) -> dict[str, Command]:
        """What the keys do that answer nothing."""
        return {
            "enter": self._enter, "right": self._next, "pagedown": self._next,
            "backspace": self._back, "left": self._back, "pageup": self._back,
            "tab": self._step_down, "shift+tab": self._step_up,
        }  # fmt: skip

    async def record(self) -> bool:
        """Have the answer checked and put on disk; False, with the reason shown, if it is not."""
        given = self.card.unrecorded()
        if given is None:
            return True
        ref, text = given
        try:
            await asyncio.to_thread(self.interview.answer, ref, text)
        except SurveykitError as error:
            if await self._without_excluded(ref):
                return True
            self.complain(ref, error)
            return False
        self.card.recorded()
        self.show()
        return True

    async def _without_excluded(self, ref: str) -> bool:
        """Record the answer pressed last without those that the form refuses beside it.

        Where it goes with every other one, as the fourth of three at most, nothing is taken off.
        """
        editor = self.card.editor
        if not isinstance(editor, Chooser) or not editor.pressed:
            return False
        others = [code for code in editor.chosen if code not in editor.pressed]
        kept = await asyncio.to_thread(self.interview.going_with, ref, editor.pressed[0], others)
        if len(kept) == len(others):
            return False
        reduced = [code for code in editor.chosen if code in (*kept, *editor.pressed)]
        try:
            await asyncio.to_thread(self.interview.answer, ref, " ".join(reduced))
        except SurveykitError:
            return False
        editor.keep(reduced)
        self.card.recorded()
        self._said = _("The other answers were taken off.")
        self.show()
        return True

    async def _enter(self) -> None:
        """On, with the answer to which the mark was moved; or where Enter means more, that."""
        effect = self.card.enter()
        await (self._next() if effect is Effect.NOTHING else self._did(effect, ""))

    async def _next(self) -> None:
        """On to the next question without an answer, the next page, or the end."""
        self._refused = ""
        if not await self.record():
            return
        skipped = self.card.unanswered
        if not self.card.step_to_open() and not await self._turn():
            return
        if skipped:
            self._said = _("skipped: no answer")

    async def _turn(self) -> bool:
        """To the next page, or to the end; False if the form does not let this one go."""
        entry = self.interview.entry
        if entry.at_end:
            await self._finish()
            return True
        try:
            entry.forward()
        except SurveykitError as error:
            self.complain(getattr(error, "ref", ""), error)
            return False
        self.show()
        return True

    async def _back(self) -> None:
        """To the page before; an answer that the form refuses stays behind the second time."""
        given = self.card.unrecorded()
        if not await self.record() and given and self._refused != given[1]:
            self._refused = given[1]
            return
        self._refused = ""
        self.card.forget()
        self.interview.entry.back()
        self.show()

    async def _step_down(self) -> None:
        if await self.record():
            self.card.step(1)

    async def _step_up(self) -> None:
        if await self.record():
            self.card.step(-1)

    async def _finish(self) -> None:
        if self.interview.outcome is Outcome.LATER:
            self.app.push_screen(agreed_time(place_of(self.interview)), self._finish_later)
        else:
            await self._close()

    async def _finish_later(self, agreed: str | None) -> None:
        if agreed is not None:
            await self._close(agreed)

    async def _close(self, call_back: str = "") -> None:
        try:
            await asyncio.to_thread(self.interview.finish, call_back)
        except SurveykitError as error:
            ref = getattr(error, "ref", "")
            if ref:
                self.interview.entry.go_to(ref)
                self.show()
            self.complain(ref, error)
            return
        self.dismiss(Ending.FINISHED)

    def complain(self, ref: str, error: SurveykitError) -> None:
        """Say at the question what is wrong."""
        self.card.complain(ref, error.what if getattr(error, "ref", "") else str(error))

    def show(self) -> None:
        """Draw the page on which the interview stands."""
        self.card.show(self._page())
        self.show_bars()

    def _page(self) -> Page:
        if not self.interview.entry.at_end:
            return page_of(self.interview.entry)
        words = _("That was the last question. Enter finishes the interview.")
        return say(words, _("Backspace goes back to the questions."))

    def show_bars(self) -> None:
        """Say where we are, what is saved and which keys work."""
        page = self.card.page
        words = self._said or (_("question {n}").format(n=page.number) if page.number else "")
        self._progress.show(page.done, page.total, words)
        unsafe = self.card.unrecorded() is not None
        self._top.show(place_of(self.interview), state_of(self.interview, unsafe=unsafe))
        self._keys.show(keys_for(self.card.editor))
