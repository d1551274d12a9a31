"""Whether this terminal shows what is written from the right as it should: one look, one key."""

from surveykit.asking.page import Page, choose
from surveykit.text import _
from surveykit.text.from_right import Terminal, this_terminal, turn, turns
from surveykit.tui.screens.asking import AskScreen

SAMPLE = "هل تسكن هنا؟ نعم (1)، لا (2)"
"""Joined letters, lam with alef, brackets, figures: whatever may go wrong."""


class FromRightScreen(AskScreen):
    """Shows a line and asks; turned the other way round if it is wrong, then a plain word on it."""

    def __init__(self) -> None:
        super().__init__(_("Right-to-left writing"), _question(""))
        self._tried = 0

    async def taken(self, answer: str | None) -> None:
        """Right: keep it so. Wrong: the other way, and then say what else there is."""
        wrong = answer == "no"
        if wrong:
            self._tried += 1
            turn(not turns())
        if wrong and self._tried == 1:
            self.ask(_question(_("And so?")))
        elif wrong:
            question = _("This terminal cannot show it.")
            self.ask(choose(question, [("", _("go on"))], advice()))
        else:
            turn(turns())
            self.dismiss(None)


def advice() -> str:
    """What can be done where a terminal mixes the letters up."""
    known = _("This terminal is known for it.") + " " if this_terminal() is Terminal.WRONG else ""
    return known + _(
        "Show the person the printed conversation card, or ask in another language. Answers are "
        "not affected. Other terminals can: xterm, Alacritty, GNOME Terminal, Konsole."
    )


def _question(again: str) -> Page:
    question = _("Does the line read correctly, from the right and with joined letters?")
    answers = [("yes", _("Yes")), ("no", _("No"))]
    return choose(" ".join(filter(None, (again, question))), answers, SAMPLE)
