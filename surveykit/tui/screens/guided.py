"""Asking with everything that stands beside it: repeats, help, languages, themes, jumps."""

from __future__ import annotations

from surveykit.asking.conversation import Conversation
from surveykit.asking.jumps import first_wrong
from surveykit.asking.repeats import Trail, holds_answers, open_homes, title_of
from surveykit.assess.estimate.questionnaire import shown_language
from surveykit.errors import SurveykitError
from surveykit.text import _
from surveykit.text.form_language import language_name, reads_from_right
from surveykit.text.from_right import checked
from surveykit.tui.answering import Effect, RepeatList
from surveykit.tui.screens.asking import menu, note
from surveykit.tui.screens.conversation_menu import LIST, REMOVE
from surveykit.tui.screens.from_right import FromRightScreen
from surveykit.tui.screens.help import interview_help
from surveykit.tui.screens.interview_menu import jump_menu, remove_question
from surveykit.tui.screens.plain import Command
from surveykit.tui.screens.questioning import Ended, QuestioningScreen
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.terminal_app import TerminalApp


class GuidedScreen(QuestioningScreen[Ended]):
    """What an interview and a preview have in common; their menus differ."""

    def __init__(self, conversation: Conversation) -> None:
        super().__init__(conversation)
        self._trail = Trail()

    async def menu(self) -> None:
        """Show everything that is not answering."""
        raise NotImplementedError

    async def chosen(self, item: str | None) -> None:
        """Do what was chosen from a menu, of what every menu has."""
        match item:
            case "jump":
                self.jump()
            case "wrong":
                await self.to_the_first_wrong()
            case "note":
                await self.note()
            case "take_back":
                await self.take_back()
            case "language":
                await self.ask_language()
            case "one_key":
                self.change_pace()
            case "both":
                await self.both()
            case "from_right":
                self.check_writing()
            case "theme":
                await self.theme_key()
            case "help":
                await self.help()
            case str() if item.startswith(LIST):
                await self.jump_to(item.removeprefix(LIST))
            case str() if item.startswith(REMOVE):
                self.card.forget()
                await self._remove(item.removeprefix(REMOVE))

    def commands(self) -> dict[str, Command]:
        """As for asking; letters only where none can be typed."""
        always: dict[str, Command] = {
            "f1": self.help, "f2": self.ask_language, "f3": self.theme_key,
            "f5": self.both, "f6": self.note, "f7": self.take_back,
            "ctrl+z": self.take_back, "escape": self._menu,
        }  # fmt: skip
        letters: dict[str, Command] = {
            "question_mark": self.help, "l": self.ask_language, "t": self.theme_key,
            "b": self.both, "n": self.note, "u": self.take_back,
        }  # fmt: skip
        typing = self.card.editor is not None and self.card.editor.typing
        return super().commands() | always | ({} if typing else letters)

    async def did(self, effect: Effect, key: str) -> None:
        """As for asking; in the list of a repeat also add, open and remove."""
        editor = self.card.editor
        if isinstance(editor, RepeatList):
            match effect:
                case Effect.ADD:
                    await self._add(editor.asked.ref)
                case Effect.OPEN:
                    self.conversation.entry.open(editor.marked)
                    self._trail.opened(editor.asked.ref, editor.marked)
                    self.show()
                case Effect.REMOVE:
                    await self._remove(editor.marked)
        await super().did(effect, key)

    def forward(self) -> None:
        """To the next page; from the last one of an instance opened from a list, to that list."""
        self._trail.walk(self.conversation.entry, super().forward)

    def backward(self) -> None:
        """To the page before; from the first one of such an instance to its list."""
        self._trail.walk(self.conversation.entry, super().backward)

    def reason(self, error: SurveykitError) -> str:
        """As for asking; in an instance without answers also how to be rid of it."""
        entry = self.conversation.entry
        home = next(open_homes(entry), "") if getattr(error, "ref", "") else ""
        if home and self.card.unrecorded() is None and not holds_answers(entry.instance, home):
            words = _("If there is none: Esc, and remove {name}.")
            return f"{error.what} {words.format(name=title_of(entry.instance, home))}"
        return super().reason(error)

    async def _add(self, series: str) -> None:
        added: list[str] = []
        await self.managed(lambda: added.append(self.conversation.add_repeat(series)))
        if added:
            self._trail.opened(series, added[0])
            self.show()

    async def _remove(self, ref: str) -> None:
        """Take an instance away; ask before, if it holds answers."""

        async def remove(sure: str | None) -> None:
            if sure == "yes":
                await self.managed(lambda: self.conversation.remove_repeat(ref))
                entry.go_to(ref.rpartition("[")[0])
                self.show()

        entry = self.conversation.entry
        instance = entry.instance
        if holds_answers(instance, ref):
            self.app.push_screen(remove_question(title_of(instance, ref)), remove)
        else:
            await remove("yes")

    async def help(self) -> None:
        """What the form says about this question, and which key does what."""
        editor = self.card.editor
        guidance = editor.asked.guidance if editor else ""
        self.app.push_screen(ReadingScreen(_("Help"), interview_help(guidance)))

    async def note(self) -> None:
        """Note something beside this question."""
        editor = self.card.editor
        if editor is None or not editor.asked.answerable or not await self.record():
            return
        ref, label = editor.asked.ref, editor.asked.label

        async def keep(text: str | None) -> None:
            if text is not None and await self.managed(lambda: self.conversation.note(ref, text)):
                self.show()

        screen = note(self.bar(unsafe=False)[0], label, self.conversation.notes.get(ref, ""))
        self.app.push_screen(screen, keep)

    async def take_back(self) -> None:
        """Undo what is typed and not recorded, or else the last answer."""
        if self.card.unrecorded() is None:
            taken: list[str] = []
            await self.managed(lambda: taken.append(self.conversation.take_back()))
            self._said = _("taken back") if any(taken) else _("nothing to take back")
            self._trail.forget()
        self.card.forget()
        self.show()

    async def to_the_first_wrong(self) -> None:
        """Go to the first answer that is missing or breaks a rule, and say what is wrong."""
        entry = self.conversation.entry
        violation = first_wrong(entry.instance)
        if violation is None:
            self._said = _("no answer is missing or wrong")
            self.show_bars()
            return
        await self.jump_to(violation.ref)
        self.card.complain(violation.ref, violation.message)

    async def theme_key(self) -> None:
        """The next look."""
        await self.app.run_action("next_theme")

    async def ask_language(self) -> None:
        """Another language: the other one at once, or a menu of several."""
        await self.record()
        names = self.conversation.form.languages
        others = [name for name in names if name != self.conversation.language]
        if len(others) == 1:
            await self._use_language(others[0])
        elif others:
            listed = [(name, language_name(name)) for name in names]
            question = _("In which language shall the questions be shown?")
            screen = menu(_("Language"), question, listed, await self.more_languages())
            self.app.push_screen(screen, self._use_language)

    async def more_languages(self) -> str:
        """Where else there are languages that this form does not have."""
        return ""

    async def _use_language(self, name: str | None) -> None:
        if name:
            await self.managed(lambda: self.conversation.use_language(name))
            self.show()
            if reads_from_right(name) and not checked():
                self.check_writing()

    async def both(self) -> None:
        """The interviewer's language beside the respondent's, or that one alone again.

        Where the interview is still in the interviewer's own, it is asked which the other one is.
        """
        await self.record()
        names = self.conversation.form.languages
        if len(names) < 2 or not isinstance(self.app, TerminalApp):
            return
        own = shown_language(self.conversation.form)
        if self.app.beside:
            self.app.beside = ""
            self.show()
        elif self.conversation.language != own:
            self.app.beside = own
            self.show()
        else:
            listed = [(name, language_name(name)) for name in names if name != own]
            question = _("Which language does the respondent read?")
            hint = _("From now on that is the language of the interview; yours stands beside it.")
            self.app.push_screen(menu(_("Two languages"), question, listed, hint), self._beside)

    async def _beside(self, respondents: str | None) -> None:
        if respondents and isinstance(self.app, TerminalApp):
            self.app.beside = self.conversation.language
            await self._use_language(respondents)

    def change_pace(self) -> None:
        """Let an answer of one key go on by itself, or wait for Enter."""
        if isinstance(self.app, TerminalApp):
            self.app.one_key = not self.app.one_key
            one_key, enter = _("one key answers and goes on"), _("Enter goes on")
            self._said = one_key if self.app.one_key else enter
            self.show()

    def check_writing(self) -> None:
        """Look whether this terminal shows what is written from the right as it should."""
        self.app.push_screen(FromRightScreen(), self._checked)

    def _checked(self, _result: str | None) -> None:
        self.show()

    async def _menu(self) -> None:
        await self.record()
        await self.menu()

    def jump(self) -> None:
        """Let a question be chosen, and go there."""
        title = self.bar(unsafe=False)[0]
        self.app.push_screen(jump_menu(title, self.conversation.entry), self.jump_to)

    async def jump_to(self, ref: str | None) -> None:
        """Go to a question, wherever it stands; None stays."""
        if ref:
            self.card.forget()
            self._trail.forget()
            self.conversation.entry.go_to(ref)
            self.show()
            self.card.turn_to(ref)
