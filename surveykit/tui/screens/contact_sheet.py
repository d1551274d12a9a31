"""The contact sheet on screen: every door, and one key for what happened at it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from surveykit.asking.round import rows, tally, with_card
from surveykit.asking.words import BUTTONS, outcome_words
from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.text import _, ngettext
from surveykit.tui.screens.asking import agreed_time
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.screens.questioning import Command
from surveykit.tui.screens.round_questions import language_menu, sure_of
from surveykit.tui.widgets.bars import KeyBar, ProgressLine, TopBar
from surveykit.tui.widgets.buttons import Buttons
from surveykit.tui.widgets.round_list import RoundList

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.site.model import Dwelling
    from surveykit.workflow import Project


class ContactSheetScreen(PlainScreen[None]):
    """Shows the doors in walking order; records attempts and takes them back."""

    def __init__(self, project: Project, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.project, self.clock = project, clock
        self.list = RoundList()
        self.said = ""
        """What was done last, for the top bar."""
        self._top, self._progress = TopBar(), ProgressLine()
        self._only_open = False
        self._made: list[Attempt] = []  # what can be taken back, the last one last

    def parts(self) -> ComposeResult:
        yield self._top
        yield self._progress
        yield self.list
        yield Buttons(
            [*((key, outcome_words(outcome)) for key, outcome in BUTTONS), ("K", _("card left"))]
        )
        yield KeyBar(
            [
                ("Enter", _("interview")),
                ("U", _("undo")),
                ("O", _("open doors")),
                ("H", _("hallway")),
                ("S", _("result")),
                ("?", _("help")),
            ]
        )

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
        return {"u": self._undo, "o": self._filter, "k": self._card}

    async def show(self, at: str = "") -> None:
        """Read the contact sheet again and draw it; the mark goes to the named dwelling."""
        from surveykit.workflow import round_of

        doors = await self.errand(lambda: round_of(self.project)) or ()
        begun = {draft.dwelling for draft in self.project.drafts() if draft.dwelling}
        cards = with_card(self.project.attempts())
        site, only_open = self.project.site, self._only_open
        self.list.show(list(rows(site, doors, only_open=only_open, drafts=begun, cards=cards)), at)
        count = tally(doors)
        words = _("{done} of {doors} doors · {interviews}").format(
            done=count.done,
            doors=count.doors,
            interviews=ngettext("{n} interview", "{n} interviews", count.interviews).format(
                n=count.interviews
            ),
        )
        self._progress.show(count.done, count.doors, words)
        self._top.show(site.label, self.said)

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
        row = self.list.row
        if row is None or row.dwelling is None:
            return
        if detail is None and not row.may_try and not anyhow:
            again = partial(self._record_anyhow, outcome, card_left)
            question = sure_of(row.dwelling.name, row.words, _("Record it all the same"))
            self.app.push_screen(question, again)
        elif detail is None and outcome is Outcome.LATER:
            self.app.push_screen(agreed_time(row.dwelling.name), self._later)
        elif detail is None and outcome is Outcome.LANGUAGE:
            self.app.push_screen(language_menu(row.dwelling.name), self._language)
        else:
            await self._write(row.dwelling, outcome, detail or "", card_left=card_left)

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
        self, dwelling: Dwelling, outcome: Outcome, detail: str, *, card_left: bool
    ) -> None:
        from surveykit.workflow import record_attempt

        attempt = await self.errand(
            lambda: record_attempt(
                self.project,
                dwelling.name,
                outcome,
                self.clock(),
                language=detail if outcome is Outcome.LANGUAGE else "",
                call_back=detail if outcome is Outcome.LATER else "",
                card_left=card_left,
            )
        )
        if attempt is not None:
            self._made.append(attempt)
            self.said = f"{dwelling.name}: {outcome_words(outcome)}"
            await self.show(dwelling.name)
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

    async def _filter(self) -> None:
        self._only_open = not self._only_open
        row = self.list.row
        await self.show(row.dwelling.name if row and row.dwelling else "")
