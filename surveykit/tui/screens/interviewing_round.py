"""Interviews that begin on the contact sheet, at a door, in the hallway or at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveykit.asking.occasions import Ending, following, mode_of
from surveykit.fieldwork.attempt import INTERVIEWED
from surveykit.fieldwork.frame import dwelling_of
from surveykit.fieldwork.record import DOOR_FORM, HALLWAY_FORM, Mode
from surveykit.text import _
from surveykit.tui.screens.contact_sheet import ContactSheetScreen

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.fieldwork.frame import Flat
    from surveykit.interviewing import OpenInterview


class InterviewingRound(ContactSheetScreen):
    """The contact sheet with the way into interviews and back."""

    hallway = False
    """Whether the round was begun in the hallway, where one person comes after the other."""

    async def interview(self) -> None:
        """Begin at this door, go on with what was begun there, or ask if it is closed."""
        row = self.list.row
        if row is None or row.flat is None:
            return
        flat = row.flat
        drafts = [draft for draft in self.project.drafts() if draft.dwelling == flat.name]
        if drafts:
            await self._resume(str(drafts[0].id))
        elif not row.may_try:
            from surveykit.tui.screens.round_questions import sure_of

            anyhow = _("Begin an interview all the same")
            self.app.push_screen(sure_of(flat.name, row.words, anyhow), self._despite)
        else:
            await self._begin(DOOR_FORM, Mode.DOOR, flat)

    async def _despite(self, sure: str | None) -> None:
        row = self.list.row
        if sure == "yes" and row and row.flat:
            await self._begin(DOOR_FORM, Mode.DOOR, row.flat)

    async def in_the_hallway(self) -> None:
        """Begin with whoever comes along."""
        await self._begin(HALLWAY_FORM, Mode.HALLWAY)

    async def choose_form(self) -> None:
        """Fill in another form."""
        from surveykit.tui.screens.round_questions import form_menu

        self.app.push_screen(form_menu(self.project), self._other_form)

    async def _other_form(self, form: str | None) -> None:
        """A planner's form, or one about the team's work."""
        if form:
            await self._begin(form, mode_of(form))

    async def _begin(self, form: str, mode: Mode, flat: Flat | None = None) -> None:
        from surveykit.interviewing import begin

        def begun() -> OpenInterview:
            dwelling = dwelling_of(self.project.site, flat) if flat else None
            return begin(self.project, form, mode=mode, dwelling=dwelling, clock=self.clock)

        interview = await self.errand(begun)
        if interview is not None:
            self._ask(interview)

    def offer_drafts(self) -> None:
        """Ask which unfinished interview to go on with."""
        from surveykit.tui.screens.round_questions import draft_menu

        self.app.push_screen(draft_menu(self.project), self._resume)

    async def go_on(self) -> None:
        """As `offer_drafts`, if there are any."""
        if self.project.drafts():
            self.offer_drafts()

    async def _resume(self, draft_id: str | None) -> None:
        from surveykit.interviewing import resume

        drafts = {str(draft.id): draft for draft in self.project.drafts()}
        if draft_id and (draft := drafts.get(draft_id)):
            interview = await self.errand(lambda: resume(self.project, draft, self.clock))
            if interview is not None:
                self._ask(interview)

    def _ask(self, interview: OpenInterview) -> None:
        from surveykit.tui.screens.interview import InterviewScreen

        async def left(ending: Ending | None) -> None:
            await self._after(interview, ending)

        self.app.push_screen(InterviewScreen(interview), left)

    async def _after(self, interview: OpenInterview, ending: Ending | None) -> None:
        """Back from an interview: its code first, if there is one, then on."""
        if interview.erasure_code:
            await self._show_code(interview, ending)
        else:
            await self._onward(interview, ending)

    async def _show_code(self, interview: OpenInterview, ending: Ending | None) -> None:
        from surveykit.asking.erasure_card import purpose_of, respondents_alphabet
        from surveykit.asking.phone_codes import erasure_phone_code
        from surveykit.text.form_language import reads_from_right
        from surveykit.tui.screens.erasure_code import ErasureCodeScreen

        async def copied(_nothing: None) -> None:
            interview.erasure_code = ""
            await self._onward(interview, ending)

        screen = ErasureCodeScreen(
            interview.erasure_code,
            purpose_of(interview),
            await self.errand(lambda: respondents_alphabet(interview)) or "",
            from_right=reads_from_right(interview.language),
            for_phone=await self.errand(lambda: erasure_phone_code(interview)),
        )
        self.app.push_screen(screen, copied)

    async def _onward(self, interview: OpenInterview, ending: Ending | None) -> None:
        """The next person in the hallway, a contact, or the round.

        The mark goes on from a door where something has happened, and from no other.
        """
        dwelling = interview.dwelling.name if interview.dwelling else ""
        finished = ending is Ending.FINISHED
        then = following(interview, hallway=self.hallway) if finished else None
        self.said = self._finished_words(interview) if finished else ""
        await self.show(dwelling or self.list.dwelling)
        if dwelling and (finished or ending is Ending.BROKEN_OFF):
            self._leave_door()
        if then:
            await self._begin(*then)

    def _leave_door(self) -> None:
        """From the marked door to the next open one, unless nothing is known of it."""
        outcome = self.list.row.outcome if self.list.row else None
        if outcome in INTERVIEWED:
            self.interviewed()
        if outcome is not None:
            self.list.to_next_open()

    @staticmethod
    def _finished_words(interview: OpenInterview) -> str:
        if interview.form.id == HALLWAY_FORM:
            return _("Finished and saved. Back at the doors.")
        return _("Finished and saved.")
