"""Asking: page after page, each answer safe before the next page shows."""

from __future__ import annotations

import asyncio
from typing import TypeVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult

from surveykit.asking.conversation import Conversation
from surveykit.asking.page import Page
from surveykit.asking.questions import page_of
from surveykit.asking.written import COMPLETED, Kind, written
from surveykit.errors import SurveykitError
from surveykit.text import _
from surveykit.tui.answering import Chooser, Effect
from surveykit.tui.held import MOVES
from surveykit.tui.screens.interview_menu import keys_for
from surveykit.tui.screens.plain import Command, PlainScreen
from surveykit.tui.terminal_app import TerminalApp
from surveykit.tui.typography import MARGIN, WIDEST, fit
from surveykit.tui.widgets.bars import KeyBar, ProgressLine, TopBar
from surveykit.tui.widgets.drawing.groups import QUESTION
from surveykit.tui.widgets.painted import COLUMN
from surveykit.tui.widgets.question_card import QuestionCard

Ended = TypeVar("Ended")

_SAID = 30
"""Cells in which the answer to the question before is repeated."""


class QuestioningScreen(PlainScreen[Ended]):
    """Asks page after page; the conversation is the only state, and it keeps every answer.

    What is chosen is recorded at once, what is typed on leaving the question. The next page
    is shown only when the answer is safe.
    """

    def __init__(self, conversation: Conversation) -> None:
        super().__init__()
        self.conversation = conversation
        self._top, self._progress = TopBar(), ProgressLine()
        self.card, self._keys = QuestionCard(), KeyBar()
        self._refused = ""  # what the form did not accept when last asked to go back
        self._said = ""  # for the moment until the next key
        self._arrived = (
            False  # at a question by an answer to the one before, not by a key of its own
        )
        self._typed = ""  # where the key before was typed
        self._fresh = False  # the same, while the first key after that is looked at

    def bar(self, *, unsafe: bool) -> tuple[str, str]:
        """The top bar: where we are, and the state of things; `unsafe` if not all is recorded."""
        raise NotImplementedError

    def end_page(self) -> Page:
        """What stands behind the last question."""
        raise NotImplementedError

    async def finish(self) -> None:
        """The last page was left: end it, or say why not."""
        raise NotImplementedError

    def parts(self) -> ComposeResult:
        yield self._top
        yield self._progress
        yield self.card
        yield self._keys

    def on_mount(self) -> None:
        self.show()

    def counts_once(self, key: str) -> bool:
        """Nobody answers the next question by leaning on a key; who types may hold a letter."""
        editor = self.card.editor
        typed = editor.asked.ref if editor and editor.typing else ""
        before, self._typed = self._typed, typed
        return key not in MOVES and not (typed and typed == before)

    def held_down(self) -> None:
        self._said = _("key held down: it counts once")
        self.show_bars()

    async def pressed(self, key: str, character: str | None) -> None:
        self._said = ""
        self._fresh, self._arrived = self._arrived, False
        if key.startswith(QUESTION):
            if await self.record():
                self.card.step(int(key.removeprefix(QUESTION)) - self.card.place)
            return
        effect = self.card.press(key, character)
        if effect is Effect.NOTHING and key.lower() not in self.commands():
            self._said = self._no_answer(character)
        await self.did(effect, key)

    def _no_answer(self, character: str | None) -> str:
        """That this key is none here; nothing of arrows and others that print nothing."""
        if not character or not character.isprintable() or character.isspace():
            return ""
        if self.card.editor is None or not self.card.editor.asked.answers:
            return _("nothing to choose here")
        return _("there is no answer {key} here").format(key=character.upper())

    def on_paste(self, event: events.Paste) -> None:
        self.card.paste(event.text)
        self.show_bars()

    async def on_question_card_clicked(self, event: QuestionCard.Clicked) -> None:
        await self.did(self.card.take(event.y), "")

    async def before_leaving(self) -> None:
        await self.record()

    async def did(self, effect: Effect, key: str) -> None:
        """Go on from what a key did to the question."""
        match effect:
            case Effect.CHOSEN if await self._kept():
                if self.card.complete(one_key=self.one_key):
                    await self._on_by_itself()
                else:
                    self.show()
            case Effect.CONFIRMED:
                await self._next()
            case Effect.NOTHING if command := self.commands().get(key.lower()):
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
        """Have the answer checked and kept; False, with the reason shown, if it is not."""
        new = self.card.unrecorded() is not None
        kept = await self._kept()
        if kept and new:
            self.show()
        return kept

    async def _kept(self) -> bool:
        """As `record`, with the page as it was built: another one may be about to come."""
        given = self.card.unrecorded()
        if given is None:
            return True
        ref, text = given
        try:
            await asyncio.to_thread(self._keep, ref, text)
        except SurveykitError as error:
            if await self._without_excluded(ref):
                return True
            self.complain(ref, error)
            return False
        self.card.recorded(self.conversation.entry.instance.node(ref).value)
        return True

    def _keep(self, ref: str, text: str) -> None:
        editor = self.card.editor
        if text and editor and editor.asked.kind is Kind.FILE:
            self._said = self.conversation.attach(ref, text)
        else:
            self.conversation.answer(ref, text)

    async def _without_excluded(self, ref: str) -> bool:
        """Record the answer pressed last without those that the form refuses beside it.

        Where it goes with every other one, as the fourth of three at most, nothing is taken off.
        """
        editor = self.card.editor
        if not isinstance(editor, Chooser) or not editor.pressed:
            return False
        others = [code for code in editor.chosen if code not in editor.pressed]
        asked = self.conversation.entry.instance.going_with
        kept = await asyncio.to_thread(asked, ref, editor.pressed[0], others)
        if len(kept) == len(others):
            return False
        reduced = [code for code in editor.chosen if code in (*kept, *editor.pressed)]
        try:
            await asyncio.to_thread(self.conversation.answer, ref, " ".join(reduced))
        except SurveykitError:
            return False
        editor.keep(reduced)
        self.card.recorded(" ".join(reduced))
        self._said = _("The other answers were taken off.")
        return True

    @property
    def one_key(self) -> bool:
        """Whether an answer that takes one key goes on by itself."""
        return isinstance(self.app, TerminalApp) and self.app.one_key

    async def _on_by_itself(self) -> None:
        """Go on from an answer, and say for a moment what it was."""
        if self.card.shared:  # the answer may bring other questions to the page, or take them
            self.show()
        editor = self.card.editor
        said = editor.asked.said() if editor else ""
        await self._next()
        if not self.card.complaint:
            self._said = "✓ " + fit(said, min(cell_len(said), _SAID))
            self._arrived = self.card.unanswered

    async def _enter(self) -> None:
        """On, with the answer to which the mark was moved; or where Enter means more, that.

        Who presses Enter behind an answer, as elsewhere, has not seen the next question yet.
        """
        effect = self.card.enter()
        if self._fresh and effect is Effect.NOTHING and self.card.untouched:
            owed = self.card.editor is not None and self.card.editor.asked.required
            skips, stays = _("next question already; Enter skips it"), _("next question already")
            self._said = stays if owed else skips
            return
        await (self._next() if effect is Effect.NOTHING else self.did(effect, ""))

    async def _next(self) -> None:
        """On to the next question without an answer, the next page, or the end."""
        self._refused = ""
        given, editor = self.card.unrecorded(), self.card.editor
        if not await self.record() or self._owed():
            return
        skipped, understood = self.card.unanswered, ""
        if given and editor and editor.asked.kind in COMPLETED:
            stored = self.conversation.entry.instance.node(given[0]).value
            understood = written(editor.asked.kind, stored)
        if not self.card.step_to_open() and not await self._turn():
            return
        if skipped:
            self._said = _("skipped: no answer")
        elif understood:
            self._said = f"✓ {understood}"

    def _owed(self) -> bool:
        """Whether the question must be answered first, which is said: it is never skipped."""
        editor = self.card.editor
        if editor is None or not self.card.unanswered:
            return False
        ref = editor.asked.ref
        violation = self.conversation.entry.instance.node(ref).violation
        if violation:
            self.complain(ref, violation.error())
        return violation is not None

    async def _turn(self) -> bool:
        """To the next page, or to the end; False if the form does not let this one go."""
        entry = self.conversation.entry
        self._widen()
        if entry.at_end:
            await self.finish()
            return True
        try:
            self.forward()
        except SurveykitError as error:
            self.complain(getattr(error, "ref", ""), error)
            return False
        self.show()
        return True

    def forward(self) -> None:
        """To the page that comes next; raises InvalidAnswerError if this one may not be left."""
        self.conversation.entry.forward()

    def backward(self) -> None:
        """To the page that came before."""
        self.conversation.entry.back()

    async def _back(self) -> None:
        """To the page before; an answer that the form refuses stays behind the second time."""
        given = self.card.unrecorded()
        if not await self.record() and given and self._refused != given[1]:
            self._refused = given[1]
            return
        self._refused = ""
        self.card.forget()
        self.backward()
        self.show()

    async def _step_down(self) -> None:
        if await self.record():
            self.card.step(1)

    async def _step_up(self) -> None:
        if await self.record():
            self.card.step(-1)

    def complain(self, ref: str, error: SurveykitError) -> None:
        """Say at the question what is wrong."""
        self.card.complain(ref, self.reason(error))

    def reason(self, error: SurveykitError) -> str:
        """What to say of what cannot be done; at a question without the advice."""
        return error.what if getattr(error, "ref", "") else str(error)

    def show(self) -> None:
        """Draw the page on which the conversation stands."""
        entry = self.conversation.entry
        notes = self.conversation.notes
        self._widen()
        self.card.show(self.end_page() if entry.at_end else page_of(entry, notes, self.beside))
        self.show_bars()

    def _widen(self) -> None:
        """Two languages side by side take more room; the bars go with them."""
        column = WIDEST + MARGIN + 4 if self.beside else COLUMN
        for part in (self._top, self._progress, self.card, self._keys):
            if part.column != column:
                part.column = column
                part.repaint()

    @property
    def beside(self) -> str:
        """The language that is shown beside that of the conversation; empty for none."""
        wanted = self.app.beside if isinstance(self.app, TerminalApp) else ""
        return wanted if wanted in self.conversation.form.languages else ""

    def show_bars(self) -> None:
        """Say where we are, what is saved and which keys work."""
        page = self.card.page
        words = self._said or (_("question {n}").format(n=page.number) if page.number else "")
        self._progress.show(page.done, page.total, words)
        self._top.show(*self.bar(unsafe=self.card.unrecorded() is not None))
        self._keys.show(keys_for(self.card.editor, self.conversation))
