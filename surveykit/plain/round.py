"""The round line by line: door after door, what happened there, and the interviews."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from surveykit.asking.erasure_card import (
    alphabet_words,
    purpose_of,
    respondents_alphabet,
    spelled,
)
from surveykit.asking.occasions import Ending, drafts_of, following, forms_of, mode_of
from surveykit.asking.round import Round
from surveykit.asking.words import BUTTONS, attempt_words, closing_words, languages, outcome_words
from surveykit.correcting import reopen
from surveykit.errors import SurveykitError
from surveykit.fieldwork.attempt import INTERVIEWED, Attempt, Outcome
from surveykit.fieldwork.frame import dwelling_of
from surveykit.fieldwork.record import DOOR_FORM, HALLWAY_FORM, Mode
from surveykit.interviewing import OpenInterview, begin, resume
from surveykit.plain.commands import Command, answer_in, command_in, told
from surveykit.plain.correction import PlainCorrection
from surveykit.plain.dialogue import Dialogue
from surveykit.plain.doors import Stop, find, next_open, stops
from surveykit.plain.interview import PlainInterview, agreed_time
from surveykit.plain.sentences import for_the_ear
from surveykit.text import _
from surveykit.text.clean import clean
from surveykit.workflow import record_attempt, undo_attempt

if TYPE_CHECKING:
    from surveykit.fieldwork.frame import Flat
    from surveykit.site.model import Dwelling
    from surveykit.workflow import Project

_CARD = "k"
_OUTCOMES = (*BUTTONS, (_CARD, Outcome.NOT_HOME))


class PlainRound:
    """Goes from door to door until it is left."""

    def __init__(
        self,
        project: Project,
        dialogue: Dialogue,
        clock: Callable[[], datetime],
        hide: Callable[[], None],
    ) -> None:
        self._project, self._dialogue, self._clock, self._hide = project, dialogue, clock, hide
        self._made: list[Attempt] = []  # what can be taken back, the last one last
        self._at = 0  # number of the door where we were last
        self._entrance = ""
        self._interviewed: list[date] = []  # in this sitting; on the disk no day is kept
        self._hallway = False  # whether one person comes after the other, and no doors
        self._told = False  # which number stands for which outcome
        self._over = False

    def run(self, *, hallway: bool) -> None:
        """Go round until it is left; `hallway` begins with whoever comes along.

        Raises EOFError where no more lines come.
        """
        self._hallway = hallway
        self._dialogue.say(self._project.label, self._tally())
        if hallway:
            self._try(self._in_the_hallway)
        elif self._project.drafts():
            self._try(self._go_on)
        self._dialogue.say("", _("Commands: {words}").format(words=" ".join(self._commands())))
        while not self._over:
            self._try(self._turn)

    def _try(self, errand: Callable[[], None]) -> None:
        """Do it, or say why not and what to do."""
        try:
            errand()
        except SurveykitError as error:
            self._dialogue.say(str(error))

    def _commands(self) -> dict[str, Command]:
        return {
            "?": Command(_("tells the commands"), self._help),
            "<": Command(_("the door before"), self._before),
            _(":list"): Command(_("says all open doors"), self._list),
            _(":undo"): Command(_("takes the last entry back"), self._undo),
            _(":hallway"): Command(_("interviews somebody in the hallway"), self._in_the_hallway),
            _(":form"): Command(_("fills in another form"), self._other_form),
            _(":correct"): Command(_("corrects a finished interview"), self._correct),
            _(":resume"): Command(_("goes on with an interview"), self._go_on),
            _(":hide"): Command(_("hides what was said"), self._hide),
            _(":quit"): Command(_("closes the project"), self._quit),
        }

    def _turn(self) -> None:
        """One door: the next open one by Enter, any other by name or number."""
        doors = self._doors()
        suggested = next_open(doors, self._at)
        self._dialogue.say("")
        if suggested:
            self._say_entrance(suggested)
            self._dialogue.say(_("Next open door, Enter takes it:"), suggested.said())
        else:
            self._dialogue.say(_("No door is open any more."))
        line = self._dialogue.ask(_("Door, by name or number:"))
        if command := command_in(line, self._commands()):
            command.run()
        elif typed := clean(answer_in(line)):
            self._go_to(find(doors, typed))
        elif suggested:
            self._go_to(suggested)

    def _say_entrance(self, door: Stop) -> None:
        if door.entrance != self._entrance:
            self._entrance = door.entrance
            self._dialogue.say(door.entrance)

    def _go_to(self, door: Stop) -> None:
        """Say the door and ask what happens there."""
        self._at = door.number - 1  # it comes next again, unless something happens there
        self._say_entrance(door)
        self._dialogue.say(door.said())
        first = (
            _("Enter goes on with the interview.")
            if door.row.draft
            else _("Enter begins the interview.")
        )
        self._dialogue.say(_("What happens?") + " " + first)
        outcome = self._outcome()
        if outcome == "":
            self._interview(door)
        elif outcome != "<" and self._despite(door, _("Record it all the same")):
            self._record(door.flat, dict(_OUTCOMES)[outcome], card_left=outcome == _CARD)

    def _outcome(self) -> str:
        """The key of what happened, "<" for nothing, empty for an interview."""
        if not self._told:
            self._told = True
            self._say_outcomes()
        while True:
            typed = clean(self._dialogue.ask(_("Answer:"))).casefold()
            if typed in ("", "<", *dict(_OUTCOMES)):
                return typed
            if typed != "?":
                words = _("“{typed}” is none of the answers.").format(typed=typed)
                self._dialogue.say(words)
            self._say_outcomes()

    def _say_outcomes(self) -> None:
        self._dialogue.say(
            *(f"{key}: {outcome_words(outcome)}" for key, outcome in BUTTONS),
            f"{_CARD}: " + _("card left"),
            "<: " + _("nothing of it"),
            "?: " + _("says this list again"),
        )

    def _despite(self, door: Stop, anyhow: str) -> bool:
        """Whether to go on, at a door that is closed after a question."""
        if door.open:
            return True
        words = _("This door is closed: {state}.").format(state=door.row.words)
        return self._dialogue.agree(words, anyhow)

    def _record(self, flat: Flat, outcome: Outcome, *, card_left: bool) -> None:
        language = call_back = ""
        if outcome is Outcome.LATER:
            call_back = agreed_time(self._dialogue, self._clock().astimezone())
        if outcome is Outcome.LANGUAGE:
            question = _("Which language is needed next time?")
            language = self._dialogue.choose(question, languages())
        attempt = record_attempt(
            self._project,
            flat.name,
            outcome,
            self._clock(),
            language=language,
            call_back=call_back,
            card_left=card_left,
        )
        self._made.append(attempt)
        self._at += 1
        today = self._clock().astimezone().date()
        words = _("card left") if card_left else attempt_words(attempt, today)
        self._dialogue.say(_("Saved: {answer}").format(answer=f"{flat.name}, {words}"))

    def _interview(self, door: Stop) -> None:
        """Begin at this door, or go on with what was begun there."""
        drafts = [one for one in self._project.drafts() if one.dwelling == door.flat.name]
        if drafts:
            self._ask(resume(self._project, drafts[0], self._clock))
        elif self._despite(door, _("Begin an interview all the same")):
            self._begin(DOOR_FORM, Mode.DOOR, dwelling_of(self._project.site, door.flat))

    def _begin(self, form: str, mode: Mode, dwelling: Dwelling | None = None) -> None:
        self._ask(begin(self._project, form, mode=mode, dwelling=dwelling, clock=self._clock))

    def _ask(self, interview: OpenInterview) -> None:
        """Hold an interview, and those that follow from it."""
        then: OpenInterview | None = interview
        while then:
            then = self._held(then)

    def _held(self, interview: OpenInterview) -> OpenInterview | None:
        """Hold an interview; returns the one that follows from it, begun."""
        asking = PlainInterview(interview, self._dialogue, self._hide)
        asking.run()
        finished = asking.ending is Ending.FINISHED
        if interview.dwelling and (finished or asking.ending is Ending.BROKEN_OFF):
            door = find(self._doors(), interview.dwelling.name)
            self._at = door.number if door.row.outcome else door.number - 1
            if door.row.outcome in INTERVIEWED:
                self._interviewed.append(self._clock().astimezone().date())
        if finished:
            self._dialogue.say(_("Finished and saved."))
        if interview.erasure_code:
            self._say_code(interview)
        if finished and (then := following(interview, hallway=self._hallway)):
            form, mode = then
            return begin(self._project, form, mode=mode, clock=self._clock)
        return None

    def _say_code(self, interview: OpenInterview) -> None:
        """Say the code once, until it stands on the card."""
        self._dialogue.say(f"{purpose_of(interview)}: {interview.erasure_code}")
        self._dialogue.say(
            *(f"{group}: {for_the_ear(said)}" for group, said in spelled(interview.erasure_code)),
            alphabet_words(),
        )
        if words := respondents_alphabet(interview):
            self._dialogue.say(words)
        self._dialogue.ask(_("Enter once it is copied:"))
        interview.erasure_code = ""
        self._dialogue.push_away()

    def _in_the_hallway(self) -> None:
        self._begin(HALLWAY_FORM, Mode.HALLWAY)

    def _other_form(self) -> None:
        question = _("Which form do you want to fill in?")
        if form := self._dialogue.choose(question, forms_of(self._project)):
            self._begin(form, mode_of(form))

    def _correct(self) -> None:
        """A finished interview, by the code on its card."""
        self._dialogue.say(_("Correct a finished interview: the erasure code on its card"))
        while typed := clean(self._dialogue.ask(_("Code, or Enter for none:"))):
            try:
                correction = reopen(self._project, typed, self._clock)
            except SurveykitError as error:
                self._dialogue.say(str(error))
            else:
                PlainCorrection(correction, self._dialogue, self._hide).run()
                return

    def _go_on(self) -> None:
        listed = drafts_of(self._project)
        if not listed:
            self._dialogue.say(_("Every interview is finished."))
            return
        question = _("Go on with an interview?")
        chosen = self._dialogue.choose(question, listed, _("Their answers are saved."))
        for draft in self._project.drafts():
            if str(draft.id) == chosen:
                self._ask(resume(self._project, draft, self._clock))

    def _before(self) -> None:
        """Suggest from the door before on."""
        doors = self._doors()
        suggested = next_open(doors, self._at)
        behind = suggested.number - 1 if suggested else self._at
        earlier = [door.number for door in doors[:behind] if door.open]
        self._at = (earlier[-1] if earlier else 1) - 1
        if not earlier:
            self._dialogue.say(_("This is the first open door."))

    def _list(self) -> None:
        entrance = ""
        for door in self._doors():
            if door.open:
                if door.entrance != entrance:
                    entrance = door.entrance
                    self._dialogue.say(entrance)
                self._dialogue.say(door.said())
        self._dialogue.say(self._tally())

    def _undo(self) -> None:
        if not self._made:
            self._dialogue.say(_("Nothing to take back."))
            return
        undo_attempt(self._project, self._made[-1], self._clock())
        attempt = self._made.pop()
        self._at = find(self._doors(), attempt.dwelling).number - 1
        self._dialogue.say(_("Taken back: {dwelling}").format(dwelling=attempt.dwelling))

    def _help(self) -> None:
        self._dialogue.say(told(self._commands()))

    def _quit(self) -> None:
        self._dialogue.say(closing_words(gone=self._project.gone))
        self._over = True

    def _round(self) -> Round:
        return Round.of(self._project, self._clock())

    def _doors(self) -> tuple[Stop, ...]:
        return stops(self._round())

    def _tally(self) -> str:
        today = self._clock().astimezone().date()
        count = self._round().tally().with_interviews(self._interviewed.count(today))
        return count.words().replace(" · ", ", ")
