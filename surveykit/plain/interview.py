"""An interview line by line, with the ways in which it can end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from surveykit.asking.occasions import Ending, only_in_the_hallway, place_of
from surveykit.asking.words import refusal_words
from surveykit.errors import SurveykitError
from surveykit.fieldwork.agreed_time import as_kept, read_agreed
from surveykit.fieldwork.appointment import Doubt
from surveykit.fieldwork.attempt import Outcome
from surveykit.plain.commands import Command
from surveykit.plain.dialogue import Dialogue
from surveykit.plain.questioning import Questioning
from surveykit.plain.sentences import for_the_ear
from surveykit.text import _
from surveykit.text.clean import clean

if TYPE_CHECKING:
    from surveykit.interviewing import OpenInterview


class PlainInterview(Questioning):
    """Asks until the interview is finished, broken off, put aside or discarded."""

    def __init__(
        self, interview: OpenInterview, dialogue: Dialogue, hide: Callable[[], None]
    ) -> None:
        super().__init__(interview, dialogue)
        self._interview, self._hide = interview, hide
        self.ending = Ending.KEPT

    def run(self) -> None:
        """Say where we are, then ask; if the lines end, the draft stays, and that is said."""
        self.dialogue.say("", for_the_ear(place_of(self._interview)))
        try:
            super().run()
        except (EOFError, KeyboardInterrupt):
            self.dialogue.say("", self._kept())
            raise

    def end_words(self) -> str:
        """Enter finishes."""
        return _("That was the last question. Enter finishes the interview.")

    def more_commands(self) -> dict[str, Command]:
        """What ends or interrupts it."""
        return {
            _(":hide"): Command(_("hides what was said"), self._hide_all),
            _(":pause"): Command(_("leaves; the interview can be gone on with"), self._pause),
            _(":stop"): Command(_("the person breaks off; the answers are kept"), self._break_off),
            _(":discard"): Command(_("erases this interview"), self._discard),
        }

    def more_languages(self) -> str:
        """Those of the hallway interview, and the commands that lead there."""
        if found := only_in_the_hallway(self._interview):
            words = _("In {languages} only the hallway interview: {pause}, then {hallway}.")
            return words.format(languages=found, pause=_(":pause"), hallway=_(":hallway"))
        return ""

    def complain(self, error: SurveykitError) -> None:
        """As ever; what could not be kept leaves the interview at what is on the disk."""
        super().complain(error)
        if not getattr(error, "ref", ""):
            self._said = None

    def finish(self) -> None:
        """Turn the draft into a record; what was agreed for later is asked first."""
        agreed = ""
        if self._interview.outcome is Outcome.LATER:
            agreed = agreed_time(self.dialogue, self._interview.now)
        self._interview.finish(agreed)
        self._end(Ending.FINISHED)

    def _end(self, ending: Ending) -> None:
        self.ending, self.over = ending, True

    def _kept(self) -> str:
        return _("This interview is not finished. Its answers are saved; you can go on with it.")

    def _hide_all(self) -> None:
        self._hide()
        self._said = None

    def _pause(self) -> None:
        self.dialogue.say(self._kept())
        self._end(Ending.KEPT)

    def _break_off(self) -> None:
        question = _("Does the person want to stop?")
        if self.dialogue.agree(question, _("Yes, break off")):
            self._interview.break_off()
            self.dialogue.say(_("Broken off. The answers given so far are kept."))
            self._end(Ending.BROKEN_OFF)

    def _discard(self) -> None:
        question = _("Discard this interview?") + " " + _("All its answers are erased.")
        if self.dialogue.agree(question, _("Yes, discard")):
            self._interview.discard()
            self.dialogue.say(_("Discarded."))
            self._end(Ending.DISCARDED)


def agreed_time(dialogue: Dialogue, now: datetime) -> str:
    """What to keep of when somebody wants to be called on again; empty if nothing was agreed.

    What cannot be taken, `now` being local time, is asked about again; words that name no day are
    kept if nothing else is said.
    """
    dialogue.say(_("When does it suit? Day and time, as agreed"))
    said = clean(dialogue.ask(_("Enter alone if nothing was agreed.")))
    kept = ""
    while said and (reading := read_agreed(said, now)).doubt:
        dialogue.say(refusal_words(said, reading, now.date()))
        if reading.doubt is Doubt.UNKNOWN:
            kept, question = said, _("Another day and time; Enter alone keeps the words.")
        else:
            kept, question = "", _("Another day and time; Enter alone if nothing was agreed.")
        said = clean(dialogue.ask(question))
    return as_kept(said, now) if said else kept
