"""Correcting a finished interview, in the screens in which it was held."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from surveykit.asking.page import Page, say
from surveykit.errors import SurveykitError
from surveykit.text import _
from surveykit.text.form_language import language_name
from surveykit.tui.screens.asking import line
from surveykit.tui.screens.conversation_menu import conversation_menu
from surveykit.tui.screens.guided import GuidedScreen

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.correcting import Correction


class CorrectionScreen(GuidedScreen[str]):
    """Dismisses with what became of it, in a sentence."""

    def __init__(self, correction: Correction) -> None:
        super().__init__(correction)
        self._correction = correction

    @property
    def one_key(self) -> bool:
        """Who corrects one answer stays at it, to look at it."""
        return False

    def on_mount(self) -> None:
        """Which question? Nobody goes through all of them to correct one."""
        super().on_mount()
        self.jump()

    def bar(self, *, unsafe: bool) -> tuple[str, str]:
        """The form; that the old answers stand until the correction is finished."""
        name = language_name(self._correction.language)
        mark = _("correction, not saved yet")
        return self._correction.form.title, f"{name} · {mark}" if name else mark

    def left_open(self) -> str:
        """That it never was."""
        return _("The correction was not saved; nothing was changed.")

    def end_page(self) -> Page:
        """Enter saves."""
        words = _("That was the last question. Enter saves the correction.")
        return say(words, _("Backspace goes back to the questions."))

    async def menu(self) -> None:
        """Everything that is not answering."""
        more = [
            ("finish", _("Save the correction")),
            ("discard", _("Leave, and change nothing")),
        ]
        screen = conversation_menu(self.bar(unsafe=False)[0], self._correction, more)
        self.app.push_screen(screen, self.chosen)

    async def chosen(self, item: str | None) -> None:
        """As in every menu; here also to save or to leave."""
        match item:
            case "finish":
                await self.finish()
            case "discard":
                self.dismiss(_("Nothing was changed."))
            case _:
                await super().chosen(item)

    async def finish(self) -> None:
        """Ask why, then save; where nothing was changed there is nothing to save."""
        try:
            changed = await asyncio.to_thread(self._correction.check)
        except SurveykitError as error:
            self._refuse(error)
            return
        if changed:
            self._ask_why()
        else:
            self.dismiss(_("Nothing was changed."))

    def _refuse(self, error: SurveykitError) -> None:
        """At the question it is about, or on a page of its own."""
        ref = getattr(error, "ref", "")
        if not ref:
            self.tell(error)
            return
        self._correction.entry.go_to(ref)
        self.show()
        self.complain(ref, error)

    def _ask_why(self, hint: str = "") -> None:
        hint = hint or _("For instance: mistyped, misunderstood, called back. No names.")
        screen = line(self._correction.form.title, _("Why is it corrected?"), hint)
        self.app.push_screen(screen, self._save)

    async def _save(self, reason: str | None) -> None:
        if reason == "":
            self._ask_why(_("A word is enough; later nobody else will know."))
        elif reason and await self.managed(lambda: self._correction.finish(reason)):
            self.dismiss(_("The correction is saved."))
