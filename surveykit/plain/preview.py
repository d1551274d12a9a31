"""Trying a form out line by line; nothing is stored."""

from surveykit.asking.trial import report_of
from surveykit.plain.commands import Command
from surveykit.plain.dialogue import Dialogue
from surveykit.plain.questioning import Questioning
from surveykit.preview import Preview
from surveykit.text import _


class PlainPreview(Questioning):
    """The interview with a form on trial; at the end it says what would keep it from ending."""

    def __init__(self, preview: Preview, dialogue: Dialogue) -> None:
        super().__init__(preview, dialogue)
        self._preview = preview

    def run(self) -> None:
        """Say which form it is, then ask."""
        self.dialogue.say(f"{self._preview.form.title}. " + _("Preview – nothing is stored"))
        super().run()

    def end_words(self) -> str:
        """Enter shows how it went."""
        return _("That was the last question. Enter shows how it went.")

    def kept_words(self) -> str:
        """Taken, not saved."""
        return _("Taken: {answer}")

    def more_commands(self) -> dict[str, Command]:
        """To end it."""
        return {_(":end"): Command(_("shows how it went, and leaves"), self.finish)}

    def finish(self) -> None:
        """Show how it went."""
        for heading, lines in report_of(self._preview.trial()):
            self.dialogue.say("", heading, *lines)
        self.over = True
