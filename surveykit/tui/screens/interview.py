"""The interview: asking, and everything around it that is not answering."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from surveykit.asking.occasions import Ending, only_in_the_hallway, place_of
from surveykit.asking.page import Page, say
from surveykit.asking.phone_codes import PhoneCode, contact_code, hour_code
from surveykit.errors import SurveykitError
from surveykit.fieldwork.attempt import Outcome
from surveykit.text import _
from surveykit.tui.screens.asking import AgreedTimeScreen
from surveykit.tui.screens.conversation_menu import conversation_menu
from surveykit.tui.screens.guided import GuidedScreen
from surveykit.tui.screens.interview_menu import (
    break_off_question,
    discard_question,
    hour_question,
    phone_menu,
    state_of,
)
from surveykit.tui.screens.phone_code import PhoneCodeScreen

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.interviewing import OpenInterview


class InterviewScreen(GuidedScreen[Ending]):
    """One screen from the greeting to the last question, with menu, help and languages."""

    def __init__(self, interview: OpenInterview) -> None:
        super().__init__(interview)
        self.interview = interview

    def bar(self, *, unsafe: bool) -> tuple[str, str]:
        """Dwelling and visit; language and since when the answers are on disk."""
        return place_of(self.interview), state_of(self.interview, unsafe=unsafe)

    def left_open(self) -> str:
        """That it is kept, and how to go on."""
        if dwelling := self.interview.dwelling:
            words = _("The interview at {dwelling} is kept; in the round G goes on with it.")
            return words.format(dwelling=dwelling.name)
        words = _("{form}: what was entered is kept; in the round G goes on with it.")
        return words.format(form=place_of(self.interview))

    def end_page(self) -> Page:
        """Enter finishes."""
        words = _("That was the last question. Enter finishes the interview.")
        return say(words, _("Backspace goes back to the questions."))

    def complain(self, ref: str, error: SurveykitError) -> None:
        """As ever; what could not be kept leaves the interview at what is on the disk."""
        if not getattr(error, "ref", ""):
            self.show()
        if not self.taken_on(error):
            super().complain(ref, error)

    def tell(self, error: SurveykitError) -> None:
        """As `complain`."""
        self.show()
        super().tell(error)

    async def finish(self) -> None:
        """Turn the draft into a record; what was agreed for later is asked first."""
        if self.interview.outcome is Outcome.LATER:
            screen = AgreedTimeScreen(place_of(self.interview), self.interview.now)
            self.app.push_screen(screen, self._finish_later)
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

    async def more_languages(self) -> str:
        """Those of the hallway interview; here one is at a door, and it is somewhere else."""
        if found := await self.errand(lambda: only_in_the_hallway(self.interview)):
            words = _("In {languages} only the hallway interview: Esc, P leave this one; then H.")
            return words.format(languages=found)
        return ""

    async def menu(self) -> None:
        """Everything that is not answering."""
        more = [
            ("phone", _("QR code for the resident's phone")),
            ("hide", _("Hide the screen (F4); Ctrl+L locks it")),
            ("keep", _("Leave and go on later")),
            ("break_off", _("The person breaks off")),
            ("discard", _("Discard: opened by mistake")),
        ]
        screen = conversation_menu(place_of(self.interview), self.interview, more)
        self.app.push_screen(screen, self.chosen)

    async def chosen(self, item: str | None) -> None:
        """Do what was chosen from the menu."""
        match item:
            case "phone":
                self.app.push_screen(phone_menu(self.interview), self._phone)
            case "hide":
                await self.app.run_action("hide")
            case "keep":
                self.dismiss(Ending.KEPT)
            case "break_off":
                self.app.push_screen(break_off_question(self.interview), self._break_off)
            case "discard":
                self.app.push_screen(discard_question(self.interview), self._discard)
            case _:
                await super().chosen(item)

    async def _phone(self, what: str | None) -> None:
        """Show what the resident's phone is to take along."""
        project, language = self.interview.project, self.interview.language
        if what == "contact":
            self.app.push_screen(PhoneCodeScreen(contact_code(project.site)))
        elif what == "hour":
            today = self.interview.today
            code = await self.errand(lambda: hour_code(project, today, language))
            if code and project.signed():
                self._show_hour(code, "yes")
            elif code:
                question = hour_question(self.interview, code.title)
                self.app.push_screen(question, partial(self._show_hour, code))

    def _show_hour(self, code: PhoneCode, decided: str | None) -> None:
        if decided == "yes":
            self.app.push_screen(PhoneCodeScreen(code))

    async def _break_off(self, sure: str | None) -> None:
        if sure == "yes" and await self.managed(self.interview.break_off):
            self.dismiss(Ending.BROKEN_OFF)

    async def _discard(self, sure: str | None) -> None:
        if sure == "yes" and await self.managed(self.interview.discard):
            self.dismiss(Ending.DISCARDED)
