"""Asking line by line: every question once, each answer safe before the next one is said."""

from __future__ import annotations

from collections.abc import Sequence

from surveykit.asking.conversation import Conversation
from surveykit.asking.jumps import first_wrong, jumps
from surveykit.asking.page import Answer, Asked, Page
from surveykit.asking.questions import page_of
from surveykit.asking.repeats import ADD, Trail, holds_answers, open_homes, title_of
from surveykit.asking.written import ALLOWED, GAP, Kind
from surveykit.errors import SurveykitError
from surveykit.plain.commands import AS_WRITTEN, Command, answer_in, command_in, told
from surveykit.plain.dialogue import Dialogue
from surveykit.plain.options import Options, SeveralFitError
from surveykit.plain.sentences import everything, for_the_ear, question
from surveykit.text import _
from surveykit.text.clean import clean, clean_lines
from surveykit.text.form_language import language_name

_CHOSEN = (Kind.ONE, Kind.MANY, Kind.RANK)


class Questioning:
    """Asks question after question; the conversation is the only state."""

    def __init__(self, conversation: Conversation, dialogue: Dialogue) -> None:
        self.conversation, self.dialogue = conversation, dialogue
        self.over = False
        self._trail = Trail()
        self._place = ""  # the ref of the question of the page that is asked; empty for the first
        self._backwards = False  # which way to pass over what only wants to be read
        self._said: tuple[str, str] | None = None  # question and language that were said last
        self._title = ""
        self._offered: Sequence[Answer] = ()

    def end_words(self) -> str:
        """What stands behind the last question."""
        raise NotImplementedError

    def finish(self) -> None:
        """The end was left: end it, or say why not."""
        raise NotImplementedError

    def more_commands(self) -> dict[str, Command]:
        """The commands of this kind of questioning, beside those of all."""
        return {}

    def commands(self) -> dict[str, Command]:
        """Every command by the word that is typed for it."""
        return {
            "?": Command(_("says the question again, with help"), self._help),
            "<": Command(_("goes back"), self._back),
            _(":clear"): Command(_("takes the answer back"), self._clear),
            _(":note"): Command(_("notes something beside the question"), self._note),
            _(":undo"): Command(_("takes the last answer back"), self._take_back),
            _(":missing"): Command(_("goes to what is missing or wrong"), self._to_the_first_wrong),
            _(":jump"): Command(_("goes to another question"), self.jump),
            _(":language"): Command(_("asks in another language"), self._language),
            _(":remove"): Command(_("removes this entry of a list"), self._remove_this),
        } | self.more_commands()

    def run(self) -> None:
        """Ask until it is over. Raises EOFError where no more lines come."""
        words = " ".join(self.commands())
        self.dialogue.say(_("Enter goes on. Commands: {words}").format(words=words))
        while not self.over:
            try:
                self._turn()
            except SeveralFitError as error:
                self._offered = error.offered
                self.dialogue.say(str(error))
            except SurveykitError as error:
                self.complain(error)

    def complain(self, error: SurveykitError) -> None:
        """Say what is wrong and what to do, at the question that it is about."""
        self.dialogue.say(str(error))
        ref, entry = getattr(error, "ref", ""), self.conversation.entry
        if ref and ref != self._place:
            entry.go_to(ref)
            self._go(ref)
        home = "" if entry.at_end else next(open_homes(entry), "")
        if ref and home and not holds_answers(entry.instance, home):
            words = _("If there is none: {command} removes {name}.")
            name = title_of(entry.instance, home)
            self.dialogue.say(words.format(command=_(":remove"), name=name))

    def _turn(self) -> None:
        entry = self.conversation.entry
        if entry.at_end:
            self._at_the_end()
            return
        page = page_of(entry, self.conversation.notes)
        asked = self._asked(page)
        self._announce(page, asked)
        if _only_read(asked) and any(not _only_read(one) for one in page.questions):
            self._step(page, asked)
            return
        line = self._line(asked)
        if command := command_in(line, self.commands()):
            command.run()
        elif not line.strip():
            self._backwards = False
            self._step(page, asked)
        else:
            self._take(page, asked, answer_in(line))

    def _asked(self, page: Page) -> Asked:
        """The question of the page that is next; the first one, or on the way back the last."""
        here = next((one for one in page.questions if one.ref == self._place), None)
        if here is None:
            here = page.questions[-1 if self._backwards else 0]
            self._place = here.ref
        return here

    def _announce(self, page: Page, asked: Asked) -> None:
        """Say a question; one that was said already is only asked for again."""
        here = (asked.ref, self.conversation.language)
        if here == self._said or (self._backwards and self._passes(page, asked)):
            return
        self._said, self._offered = here, ()
        if page.title and page.title != self._title:
            self.dialogue.say("", for_the_ear(page.title))
        self._title = page.title
        self.dialogue.say("", *question(asked, self._number(page, asked), Options(asked)))

    def _passes(self, page: Page, asked: Asked) -> bool:
        return _only_read(asked) and any(not _only_read(one) for one in page.questions)

    def _number(self, page: Page, asked: Asked) -> str:
        parts = [one.ref for one in page.questions if not _only_read(one)]
        if _only_read(asked):
            return ""
        if len(parts) == 1:
            return _("Question {n}").format(n=page.number)
        words = _("Question {n}, part {part} of {parts}")
        place = parts.index(asked.ref) + 1
        return words.format(n=page.number, part=place, parts=len(parts))

    def _line(self, asked: Asked) -> str:
        if _only_read(asked):
            return self.dialogue.ask(_("Enter goes on:"))
        secret = asked.kind is Kind.SECRET
        line = self.dialogue.ask(_("Answer:"), secret=secret)
        while asked.kind is Kind.LINES and line.endswith(AS_WRITTEN):
            line = line.removesuffix(AS_WRITTEN) + "\n" + self.dialogue.ask(_("and:"))
        return line

    def _take(self, page: Page, asked: Asked, typed: str) -> None:
        """Have the answer checked and kept, say how it was understood, and go on."""
        if asked.kind is Kind.REPEAT:
            self._in_the_list(asked, clean(typed))
            return
        if _only_read(asked):
            self.dialogue.say(_("Nothing is asked here. Enter goes on, ? tells the commands."))
            return
        if asked.kind is Kind.FILE:
            said = self.conversation.attach(asked.ref, typed)
        else:
            self.conversation.answer(asked.ref, self._read(asked, typed))
            said = ""
        self._confirm(asked.ref, said)
        self._backwards = False
        self._step(page_of(self.conversation.entry), asked)

    def _read(self, asked: Asked, typed: str) -> str:
        """What was typed as the form is given it."""
        match asked.kind:
            case kind if kind in _CHOSEN:
                return Options(asked, self._offered).read(typed)
            case Kind.SECRET | Kind.CODE:
                return typed
            case Kind.LINES:
                return clean_lines(typed)
            case Kind.FIGURES if not set(clean(typed)) <= set(ALLOWED[Kind.FIGURES]):
                raise SurveykitError(
                    _("Only figures go here, and + - . / ( ) * #."), advice=_("Type it again.")
                )
            case _:
                return clean(typed).replace(GAP, "")

    def _confirm(self, ref: str, said: str) -> None:
        page = page_of(self.conversation.entry)
        now = next((one for one in page.questions if one.ref == ref), None)
        words = now.said() if now else ""
        if now and now.kind is not Kind.SECRET and words:
            self.dialogue.say(self.kept_words().format(answer=words))
        else:
            self.dialogue.say(self.kept_words().format(answer="").rstrip(": ") + ".")
        if said:
            self.dialogue.say(said)

    def kept_words(self) -> str:
        """That an answer is safe; `{answer}` stands for what was understood."""
        return _("Saved: {answer}")

    def _step(self, page: Page, asked: Asked) -> None:
        """To the question after or before this one, on this page or the next."""
        refs = [one.ref for one in page.questions]
        at = refs.index(asked.ref) + (-1 if self._backwards else 1) if asked.ref in refs else 0
        if 0 <= at < len(refs):
            self._place = refs[at]
            return
        entry = self.conversation.entry
        before = entry.page
        self._trail.walk(entry, entry.back if self._backwards else entry.forward)
        if self._backwards and not entry.at_end and entry.page == before:
            self._backwards = False
            self.dialogue.say(_("This is the first question."))
            self._said = None
            return
        self._place = ""

    def _go(self, ref: str) -> None:
        """The question to be said next, wherever it stands; the entry is there already."""
        self._place, self._backwards, self._said = ref, False, None

    def _at_the_end(self) -> None:
        self._place, self._title = "", ""
        if self._said != ("", ""):
            self.dialogue.say("", self.end_words())
        self._said = ("", "")
        line = self.dialogue.ask(_("Enter, or < to go back:"))
        if command := command_in(line, self.commands()):
            command.run()
        elif line.strip():
            self.dialogue.say(_("Enter alone finishes; < goes back."))
        else:
            self.finish()

    def _back(self) -> None:
        self._backwards, self._said = True, None
        entry = self.conversation.entry
        if entry.at_end:
            self._trail.walk(entry, entry.back)
            return
        page = page_of(entry)
        self._step(page, self._asked(page))

    def _help(self) -> None:
        """Guidance, all answers of a long list, the commands; then the question again."""
        entry = self.conversation.entry
        if not entry.at_end:
            asked = self._asked(page_of(entry))
            if asked.guidance:
                self.dialogue.say(_("About this question:"), asked.guidance)
            if Options(asked).searched:
                self.dialogue.say(*everything(asked))
        self.dialogue.say(told(self.commands()))
        self._said = None

    def _clear(self) -> None:
        entry = self.conversation.entry
        asked = None if entry.at_end else self._asked(page_of(entry))
        if asked and asked.answerable:
            self.conversation.answer(asked.ref, "")
            self.dialogue.say(_("The answer was taken back."))
        self._said = None

    def _note(self) -> None:
        """Note something beside the question that is asked."""
        entry = self.conversation.entry
        asked = None if entry.at_end else self._asked(page_of(entry))
        if asked is None or not asked.answerable:
            self.dialogue.say(_("Nothing is asked here, so nothing can be noted."))
            return
        before = self.conversation.notes.get(asked.ref, "")
        if before:
            self.dialogue.say(_("Note: {note}").format(note=before))
        self.dialogue.say(_("For the team only, without names. Enter alone changes nothing."))
        if before:
            self.dialogue.say(_("- alone takes the note away."))
        text = clean(self.dialogue.ask(_("Note:")))
        away = text == "-" and bool(before)
        if text:
            self.conversation.note(asked.ref, "" if away else text)
            words = _("The note was taken away.") if away else _("The note is kept.")
            self.dialogue.say(words)
        self._said = None

    def _take_back(self) -> None:
        """Undo the last answer, and ask its question again."""
        ref = self.conversation.take_back()
        if ref:
            self._trail.forget()
            self._go(ref)
            self.dialogue.say(_("The last answer was taken back."))
        else:
            self.dialogue.say(_("Nothing to take back."))

    def _to_the_first_wrong(self) -> None:
        """Ask the first question whose answer is missing or breaks a rule."""
        violation = first_wrong(self.conversation.entry.instance)
        if violation is None:
            self.dialogue.say(_("No answer is missing or wrong."))
            return
        self._trail.forget()
        self.conversation.entry.go_to(violation.ref)
        self._go(violation.ref)
        self.dialogue.say(violation.message)

    def jump(self) -> None:
        """Let a question be chosen, and ask it next."""
        entry = self.conversation.entry
        answered = _("(answered)")
        found = list(jumps(entry))
        listed = [
            (to.ref, f"{to.words} {answered}" if to.mark == "✓" else to.words) for to in found
        ]
        numbers = [to.number for to in found]
        if ref := self.dialogue.choose(_("Which question?"), listed, numbers=numbers):
            self._trail.forget()
            entry.go_to(ref)
            self._go(ref)

    def _language(self) -> None:
        names = self.conversation.form.languages
        others = [name for name in names if name != self.conversation.language]
        chosen = others[0] if len(others) == 1 else ""
        if len(others) > 1:
            listed = [(name, language_name(name)) for name in names]
            question = _("In which language shall the questions be shown?")
            chosen = self.dialogue.choose(question, listed, self.more_languages())
        if not others:
            self.dialogue.say(_("The form has one language only."))
        if chosen:
            self.conversation.use_language(chosen)
            self.dialogue.say(language_name(chosen))

    def more_languages(self) -> str:
        """Where else there are languages that this form does not have."""
        return ""

    def _in_the_list(self, asked: Asked, typed: str) -> None:
        """Open, add or remove an instance of a repeat."""
        listed = [answer.code for answer in asked.answers if answer.code != ADD]
        number = typed.removeprefix("-").strip()
        if typed == ADD:
            added = self.conversation.add_repeat(asked.ref)
            self._trail.opened(asked.ref, added)
            self._go("")
        elif number.isdecimal() and 1 <= int(number) <= len(listed):
            instance = listed[int(number) - 1]
            if typed.startswith("-"):
                self._remove(instance)
            else:
                self.conversation.entry.open(instance)
                self._trail.opened(asked.ref, instance)
                self._go("")
        else:
            self.dialogue.say(_("Type one of the numbers, + or - with a number; Enter goes on."))

    def _remove_this(self) -> None:
        entry = self.conversation.entry
        home = "" if entry.at_end else next(open_homes(entry), "")
        if home:
            self._remove(home)
        else:
            self.dialogue.say(_("This question belongs to no list."))

    def _remove(self, ref: str) -> None:
        """Take an instance away; ask before, if it holds answers."""
        entry = self.conversation.entry
        title = title_of(entry.instance, ref)
        sure = _("Remove {name}? Its answers are erased.").format(name=title)
        if holds_answers(entry.instance, ref) and not self.dialogue.agree(sure, _("Yes, remove")):
            return
        self.conversation.remove_repeat(ref)
        series = ref.rpartition("[")[0]
        entry.go_to(series)
        self._go(series)
        self.dialogue.say(_("Removed: {name}").format(name=title))


def _only_read(asked: Asked) -> bool:
    return not asked.answerable and asked.kind is not Kind.REPEAT
