"""The contact sheet on screen: every door, and one key for what happened at it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from surveykit.asking.round import Filter, Round
from surveykit.asking.words import BUTTONS, outcome_words
from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.text import _
from surveykit.tui.first_frame import sheet_buttons, sheet_keys
from surveykit.tui.screens.plain import Command, PlainScreen
from surveykit.tui.widgets.bars import KeyBar, ProgressLine, Reminder, TopBar
from surveykit.tui.widgets.buttons import Buttons
from surveykit.tui.widgets.round_list import RoundList

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.workflow import Project


class ContactSheetScreen(PlainScreen[None]):
    """Shows the doors in walking order; records attempts and takes them back."""

    def __init__(self, project: Project, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.project, self.clock = project, clock
        self.list = RoundList()
        self.said = ""
        """What was done last, for the top bar."""
        self._top, self._progress, self._reminder = TopBar(), ProgressLine(), Reminder()
        self._round: Round | None = None
        self._place = project.label
        self._chosen, self._downwards = Filter.ALL, False
        self._interviewed: list[date] = []  # in this sitting; on the disk no day is kept
        self._made: list[Attempt] = []  # what can be taken back, the last one last

    def parts(self) -> ComposeResult:
        yield self._top
        yield self._progress
        yield self._reminder
        yield self.list
        yield Buttons(sheet_buttons())
        yield KeyBar(sheet_keys())

    def counts_once(self, key: str) -> bool:
        """A key that writes counts for one door, not for all below it."""
        return key in dict(BUTTONS) or key.lower() in ("u", "k", "enter")

    def held_down(self) -> None:
        self.said = _("key held down: it counts once")
        self._top.show(self._place, self.said)

    async def pressed(self, key: str, character: str | None) -> None:
        outcome = dict(BUTTONS).get(character or "")
        if outcome is not None:
            await self._record(outcome)
        elif command := self.commands().get(key.lower()):
            await command()
        else:
            self.list.press(key)

    def commands(self) -> dict[str, Command]:
        """What the keys do that neither record an outcome nor move the mark."""
        return {
            "u": self._undo, "k": self._card, "d": self._turn_round,
            "o": partial(self._choose, Filter.OPEN),
            "a": partial(self._choose, Filter.EXPECTED),
            "n": partial(self._choose, Filter.NEW_AT_THIS_TIME),
        }  # fmt: skip

    async def speak(self) -> None:
        self.query_one(Buttons).show(sheet_buttons())
        self.query_one(KeyBar).show(sheet_keys())
        self.said = ""
        await super().speak()

    async def show(self, at: str = "") -> None:
        """Read the contact sheet again and draw it; the mark goes to the named dwelling.

        The first time it goes to where the round is to be gone on with.
        """
        opening = self._round is None
        self._round = await self.errand(lambda: Round.of(self.project, self.clock()))
        if self._round is not None:
            self._draw(self._round, self._round.next_door() if opening else at)

    def _draw(self, round_: Round, at: str) -> None:
        view = round_.view(self._chosen, downwards=self._downwards)
        self.list.show(view, at, nothing=_nothing_words(self._chosen))
        self._tell_progress(round_)
        choice = _choice_words(self._chosen)
        label = self.project.label
        self._place = f"{label} · {choice}" if choice else label
        self._top.show(self._place, self.said)
        self.remind()

    def interviewed(self) -> None:
        """Somebody was interviewed at a door just now; only this screen remembers the day."""
        self._interviewed.append(self._today)
        if self._round is not None:
            self._tell_progress(self._round)

    @property
    def _today(self) -> date:
        return self.clock().astimezone().date()

    def _tell_progress(self, round_: Round) -> None:
        count = round_.tally().with_interviews(self._interviewed.count(self._today))
        self._progress.show(count.done, count.doors, count.words())

    def remind(self) -> None:
        """Say who waits for us now, as long as nobody was there."""
        now = self.clock().astimezone()
        self._reminder.show(self._round.reminder(now) if self._round else "")

    async def _record(
        self,
        outcome: Outcome,
        detail: str | None = None,
        *,
        card_left: bool = False,
        anyhow: bool = False,
    ) -> None:
        """Put an attempt on the contact sheet; appointment and language are asked first.

        A door that is closed is asked about before anything is written there.
        """
        from surveykit.tui.screens.round_questions import (
            AgreedTimeScreen,
            language_menu,
            sure_of,
        )

        row = self.list.row
        if row is None or row.flat is None:
            return
        if detail is None and not row.may_try and not anyhow:
            again = partial(self._record_anyhow, outcome, card_left)
            question = sure_of(row.flat.name, row.words, _("Record it all the same"))
            self.app.push_screen(question, again)
        elif detail is None and outcome is Outcome.LATER:
            screen = AgreedTimeScreen(row.flat.name, self.clock().astimezone())
            self.app.push_screen(screen, self._later)
        elif detail is None and outcome is Outcome.LANGUAGE:
            self.app.push_screen(language_menu(row.flat.name), self._language)
        else:
            await self._write(row.flat.name, outcome, detail or "", card_left=card_left)

    async def _record_anyhow(self, outcome: Outcome, card_left: bool, sure: str | None) -> None:  # noqa: FBT001
        if sure == "yes":
            await self._record(outcome, card_left=card_left, anyhow=True)

    async def _later(self, agreed: str | None) -> None:
        if agreed is not None:
            await self._record(Outcome.LATER, agreed)

    async def _language(self, code: str | None) -> None:
        if code is not None:
            await self._record(Outcome.LANGUAGE, code)

    async def _card(self) -> None:
        await self._record(Outcome.NOT_HOME, card_left=True)

    async def _write(
        self, dwelling: str, outcome: Outcome, detail: str, *, card_left: bool
    ) -> None:
        from surveykit.workflow import record_attempt

        attempt = await self.errand(
            lambda: record_attempt(
                self.project,
                dwelling,
                outcome,
                self.clock(),
                language=detail if outcome is Outcome.LANGUAGE else "",
                call_back=detail if outcome is Outcome.LATER else "",
                card_left=card_left,
            )
        )
        if attempt is not None:
            self._made.append(attempt)
            words = [outcome_words(outcome), *([_("card left")] if card_left else [])]
            self.said = f"{dwelling}: {', '.join(words)}"
            await self.show(dwelling)
            self.list.to_next_open()

    async def _undo(self) -> None:
        from surveykit.workflow import undo_attempt

        if not self._made:
            self.said = _("Nothing to take back.")
            await self.show()
            return
        attempt = self._made[-1]
        if await self.managed(lambda: undo_attempt(self.project, attempt, self.clock())):
            self._made.pop()
        self.said = _("Taken back: {dwelling}").format(dwelling=attempt.dwelling)
        await self.show(attempt.dwelling)

    async def _choose(self, chosen: Filter) -> None:
        """Show these doors only; the same key again shows all."""
        self._chosen = Filter.ALL if chosen is self._chosen else chosen
        await self.show(self.list.dwelling)

    async def _turn_round(self) -> None:
        """Walk from the top floor down, or from the ground floor up again."""
        self._downwards = not self._downwards
        self.said = _("from the top down") if self._downwards else _("from the ground up")
        await self.show(self.list.dwelling)


def _choice_words(chosen: Filter) -> str:
    match chosen:
        case Filter.ALL:
            return ""
        case Filter.OPEN:
            return _("open doors")
        case Filter.EXPECTED:
            return _("where we are expected")
        case Filter.NEW_AT_THIS_TIME:
            return _("not yet tried at this time of day")


def _nothing_words(chosen: Filter) -> str:
    match chosen:
        case Filter.EXPECTED:
            return _("Nobody expects us. A shows all doors.")
        case Filter.NEW_AT_THIS_TIME:
            return _("Every open door was tried at this time of day. N shows all doors.")
        case _:
            return _("No doors are left to try.")
