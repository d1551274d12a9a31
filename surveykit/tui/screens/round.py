"""The round: door after door, an interview or one key for what happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from surveykit.fieldwork.attempt import INTERVIEWED, Attempt, Outcome
from surveykit.fieldwork.record import Mode
from surveykit.text import _, ngettext
from surveykit.tui.round import rows, tally
from surveykit.tui.screens.asking import line, menu
from surveykit.tui.screens.help import round_help
from surveykit.tui.screens.interview import Ending, InterviewScreen
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.screens.round_questions import draft_menu, language_menu, sure_of
from surveykit.tui.widgets.bars import KeyBar, ProgressLine, TopBar
from surveykit.tui.widgets.buttons import Buttons
from surveykit.tui.widgets.round_list import RoundList
from surveykit.tui.words import BUTTONS, outcome_words

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.interviewing import OpenInterview
    from surveykit.site.model import Dwelling
    from surveykit.workflow import Project

DOOR_FORM, HALLWAY_FORM, CONTACT_FORM = "door_interest", "hallway_quick", "contact_consent"


class RoundScreen(PlainScreen[None]):
    """Shows every door as the contact sheet has it and begins interviews."""

    def __init__(
        self, project: Project, clock: Callable[[], datetime], *, hallway: bool = False
    ) -> None:
        super().__init__()
        self._project, self._clock, self._hallway = project, clock, hallway
        self._top, self._progress, self._list = TopBar(), ProgressLine(), RoundList()
        self._only_open = False
        self._made: list[Attempt] = []  # what can be taken back, the last one last
        self._said = ""

    def parts(self) -> ComposeResult:
        yield self._top
        yield self._progress
        yield self._list
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

    async def on_mount(self) -> None:
        await self._show()
        if self._hallway:
            await self._begin(HALLWAY_FORM, Mode.HALLWAY)
        elif self._project.drafts():
            self._offer_drafts()

    async def pressed(self, key: str, character: str | None) -> None:
        commands = {
            "enter": self._interview, "u": self._undo, "o": self._filter, "g": self._go_on,
            "h": self._in_the_hallway, "s": self._status, "k": self._card, "t": self._theme,
            "f3": self._theme, "question_mark": self._help, "f1": self._help,
            "escape": self._leave,
        }  # fmt: skip
        outcome = dict(BUTTONS).get(character or "")
        if outcome is not None:
            await self._record(outcome)
        elif command := commands.get(key):
            await command()
        else:
            self._list.press(key)

    async def _show(self, at: str = "") -> None:
        """Read the contact sheet again and draw it; the mark goes to the named dwelling."""
        from surveykit.workflow import round_of

        doors = await self.errand(lambda: round_of(self._project)) or ()
        begun = {draft.dwelling for draft in self._project.drafts() if draft.dwelling}
        site = self._project.site
        self._list.show(list(rows(site, doors, only_open=self._only_open, drafts=begun)), at)
        count = tally(doors)
        words = _("{done} of {doors} doors · {interviews}").format(
            done=count.done,
            doors=count.doors,
            interviews=ngettext("{n} interview", "{n} interviews", count.interviews).format(
                n=count.interviews
            ),
        )
        self._progress.show(count.done, count.doors, words)
        self._top.show(site.label, self._said)

    async def _record(
        self, outcome: Outcome, detail: str | None = None, *, card_left: bool = False
    ) -> None:
        """Put an attempt on the contact sheet; appointment and language are asked first."""
        row = self._list.row
        if row is None or row.dwelling is None:
            return
        if detail is None and outcome is Outcome.LATER:
            question = _("When does it suit? Day and time, as agreed")
            screen = line(row.dwelling.name, question, _("Enter alone if nothing was agreed."))
            self.app.push_screen(screen, self._later)
        elif detail is None and outcome is Outcome.LANGUAGE:
            self.app.push_screen(language_menu(row.dwelling.name), self._language)
        else:
            await self._write(row.dwelling, outcome, detail or "", card_left=card_left)

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
                self._project,
                dwelling.name,
                outcome,
                self._clock(),
                language=detail if outcome is Outcome.LANGUAGE else "",
                call_back=detail if outcome is Outcome.LATER else "",
                card_left=card_left,
            )
        )
        if attempt is not None:
            self._made.append(attempt)
            self._said = f"{dwelling.name}: {outcome_words(outcome)}"
            await self._show(dwelling.name)
            self._list.to_next_open()

    async def _undo(self) -> None:
        from surveykit.workflow import undo_attempt

        if not self._made:
            self._said = _("Nothing to take back.")
            await self._show()
            return
        attempt = self._made[-1]
        if await self.managed(lambda: undo_attempt(self._project, attempt, self._clock())):
            self._made.pop()
        self._said = _("Taken back: {dwelling}").format(dwelling=attempt.dwelling)
        await self._show(attempt.dwelling)

    async def _filter(self) -> None:
        self._only_open = not self._only_open
        row = self._list.row
        await self._show(row.dwelling.name if row and row.dwelling else "")

    async def _interview(self) -> None:
        """Begin at this door, go on with what was begun there, or ask if it is closed."""
        row = self._list.row
        if row is None or row.dwelling is None:
            return
        dwelling = row.dwelling
        drafts = [draft for draft in self._project.drafts() if draft.dwelling == dwelling.name]
        if drafts:
            await self._resume(str(drafts[0].id))
        elif row.outcome in INTERVIEWED or not row.may_try:
            self.app.push_screen(sure_of(dwelling.name, row.words), self._despite)
        else:
            await self._begin(DOOR_FORM, Mode.DOOR, dwelling)

    async def _despite(self, sure: str | None) -> None:
        row = self._list.row
        if sure == "yes" and row and row.dwelling:
            await self._begin(DOOR_FORM, Mode.DOOR, row.dwelling)

    async def _in_the_hallway(self) -> None:
        await self._begin(HALLWAY_FORM, Mode.HALLWAY)

    async def _begin(self, form: str, mode: Mode, dwelling: Dwelling | None = None) -> None:
        from surveykit.interviewing import begin

        interview = await self.errand(
            lambda: begin(self._project, form, mode=mode, dwelling=dwelling, clock=self._clock)
        )
        if interview is not None:
            self._ask(interview)

    def _offer_drafts(self) -> None:
        self.app.push_screen(draft_menu(self._project), self._resume)

    async def _go_on(self) -> None:
        if self._project.drafts():
            self._offer_drafts()

    async def _resume(self, draft_id: str | None) -> None:
        from surveykit.interviewing import resume

        drafts = {str(draft.id): draft for draft in self._project.drafts()}
        if draft_id and (draft := drafts.get(draft_id)):
            interview = await self.errand(lambda: resume(self._project, draft, self._clock))
            if interview is not None:
                self._ask(interview)

    def _ask(self, interview: OpenInterview) -> None:
        async def left(ending: Ending | None) -> None:
            await self._after(interview, ending)

        self.app.push_screen(InterviewScreen(interview, self._clock), left)

    async def _after(self, interview: OpenInterview, ending: Ending | None) -> None:
        """Back from an interview: the next person in the hallway, a contact, or the round."""
        dwelling = interview.dwelling.name if interview.dwelling else ""
        self._said = _("Finished and saved.") if ending is Ending.FINISHED else ""
        await self._show(dwelling)
        if ending is not Ending.FINISHED:
            return
        answers = interview.entry.instance.answers()
        if answers.get("contact_wish") == "yes":
            await self._begin(CONTACT_FORM, Mode.DESK)
        elif interview.draft.mode is Mode.HALLWAY:
            await self._begin(HALLWAY_FORM, Mode.HALLWAY)
        else:
            self._list.to_next_open()

    async def _status(self) -> None:
        from surveykit.tui.screens.status import StatusScreen

        self.app.push_screen(StatusScreen(self._project, self._clock), self._back)

    async def _back(self, _nothing: None) -> None:
        await self._show()

    async def _help(self) -> None:
        self.app.push_screen(ReadingScreen(_("Help"), round_help()))

    async def _theme(self) -> None:
        await self.app.run_action("next_theme")

    async def _leave(self) -> None:
        question = _("Close the project?")
        answers = [("yes", _("Yes, close")), ("no", _("No"))]
        screen = menu(self._project.site.label, question, answers, _("Everything is saved."))
        self.app.push_screen(screen, self._close)

    async def _close(self, sure: str | None) -> None:
        if sure == "yes":
            self.dismiss(None)
