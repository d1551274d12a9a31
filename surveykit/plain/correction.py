"""Correcting a finished interview line by line: which question, what instead, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from surveykit.plain.commands import Command
from surveykit.plain.dialogue import Dialogue
from surveykit.plain.questioning import Questioning
from surveykit.text import _
from surveykit.text.clean import clean

if TYPE_CHECKING:
    from surveykit.correcting import Correction


class PlainCorrection(Questioning):
    """Asks what is to be corrected; the old answers stand until it is saved with a reason."""

    def __init__(
        self, correction: Correction, dialogue: Dialogue, hide: Callable[[], None]
    ) -> None:
        super().__init__(correction, dialogue)
        self._correction, self._hide = correction, hide

    def run(self) -> None:
        """Say what is corrected and let a question be chosen, then ask from there on."""
        self.dialogue.say(self._correction.form.title)
        self.dialogue.say(_("The old answers stand until the correction is saved."))
        try:
            self.jump()
            super().run()
        except (EOFError, KeyboardInterrupt):
            self.dialogue.say("", _("Nothing was changed."))
            raise

    def end_words(self) -> str:
        """Enter saves."""
        return _("That was the last question. Enter saves the correction.")

    def kept_words(self) -> str:
        """Taken, not saved."""
        return _("Taken: {answer}")

    def more_commands(self) -> dict[str, Command]:
        """To save from anywhere, and to leave without."""
        return {
            _(":hide"): Command(_("hides what was said"), self._hide_all),
            _(":save"): Command(_("saves the correction"), self.finish),
            _(":leave"): Command(_("leaves, and changes nothing"), self._leave),
        }

    def finish(self) -> None:
        """Ask why, then save; where nothing was changed there is nothing to save."""
        if not self._correction.check():
            self._leave()
            return
        self.dialogue.say(_("Why is it corrected?"))
        hint = _("For instance: mistyped, misunderstood, called back. No names.")
        self.dialogue.say(hint, _("< goes back."))
        while not (reason := clean(self.dialogue.ask(_("Reason:")))):
            self.dialogue.say(_("A word is enough; later nobody else will know."))
        if reason != "<":
            self._correction.finish(reason)
            self.dialogue.say(_("The correction is saved."))
            self.over = True

    def _hide_all(self) -> None:
        self._hide()
        self._said = None

    def _leave(self) -> None:
        self.dialogue.say(_("Nothing was changed."))
        self.over = True
