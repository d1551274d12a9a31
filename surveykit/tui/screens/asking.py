"""The program's own questions: a menu, a confirmation, one line to type."""

from collections.abc import Callable, Sequence
from datetime import datetime

from textual import events
from textual.app import ComposeResult

from surveykit.asking.page import Page, choose, fill_in
from surveykit.asking.words import refusal_words
from surveykit.asking.written import Kind
from surveykit.errors import SurveykitError
from surveykit.fieldwork.agreed_time import as_kept, read_agreed
from surveykit.fieldwork.appointment import Doubt
from surveykit.text import _
from surveykit.tui.answering import Chooser, Effect, Writer
from surveykit.tui.held import MOVES
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.widgets.bars import KeyBar, TopBar
from surveykit.tui.widgets.question_card import QuestionCard


class AskScreen(PlainScreen[str | None]):
    """Asks one question; dismisses with the code or text, with None on Esc.

    A menu takes its answer with one key; arrows and Enter work too.
    """

    def __init__(self, title: str, page: Page) -> None:
        super().__init__()
        self._title, self._page = title, page
        self._card = QuestionCard()

    def parts(self) -> ComposeResult:
        yield TopBar(self._title)
        yield self._card
        yield KeyBar([("Enter", _("take")), ("Esc", _("back"))])

    def on_mount(self) -> None:
        self._card.show(self._page)

    def on_paste(self, event: events.Paste) -> None:
        self._card.paste(event.text)

    async def on_question_card_clicked(self, event: QuestionCard.Clicked) -> None:
        if self._card.take(event.y) is not Effect.NOTHING:
            await self._take()

    def counts_once(self, key: str) -> bool:
        """A key held down on the screen before takes nothing here."""
        return isinstance(self._card.editor, Chooser) and key not in MOVES

    async def pressed(self, key: str, character: str | None) -> None:
        if key == "escape":
            self.dismiss(None)
        elif key == "enter":
            self._card.enter()
            await self._take()
        elif self._card.press(key, character) in _TAKEN:
            await self._take()

    async def taken(self, answer: str | None) -> None:
        """What was chosen or typed; a screen that goes on asking does something else with it."""
        self.dismiss(answer)

    def ask(self, page: Page, complaint: str = "") -> None:
        """Ask something else, or once more with a complaint."""
        self._card.show(page)
        if complaint:
            self._card.complain(page.questions[0].ref, complaint)

    async def _take(self) -> None:
        match self._card.editor:
            case Chooser() as editor if editor.all:
                await self.taken(editor.all[editor.cursor].code)
            case Writer() as editor:
                text = editor.text()
                self._card.forget()  # it may be a passphrase
                await self.taken(text)
            case _:
                await self.taken(None)


_TAKEN = (Effect.CHOSEN, Effect.CONFIRMED)


def menu(
    title: str, question: str, answers: Sequence[tuple[str, str]], hint: str = ""
) -> AskScreen:
    """A menu of codes and labels."""
    return AskScreen(title, choose(question, answers, hint))


def line(
    title: str, question: str, hint: str = "", *, value: str = "", secret: bool = False
) -> AskScreen:
    """One line to type; a value that stands there is replaced by the first letter typed."""
    kind = Kind.SECRET if secret else Kind.TEXT
    return AskScreen(title, fill_in(question, hint, value=value, kind=kind, offered=True))


def note(title: str, label: str, noted: str) -> AskScreen:
    """What is noted beside a question, in as many lines as it takes."""
    question = _("Note on: {question}").format(question=label)
    hint = _("For the team only, without names. An empty field takes the note away.")
    return _NoteScreen(title, fill_in(question, hint, value=noted, kind=Kind.LINES))


class _NoteScreen(AskScreen):
    """Esc leaves a question with its answer kept; here it drops nothing before it has said so."""

    def __init__(self, title: str, page: Page) -> None:
        super().__init__(title, page)
        self._warned = False

    async def pressed(self, key: str, character: str | None) -> None:
        unsaid = key == "escape" and not self._warned
        self._warned = key == "escape"
        if unsaid and (given := self._card.unrecorded()):
            self._card.complain(given[0], _("Enter keeps the note; Esc once more drops it."))
        else:
            await super().pressed(key, character)


class AgreedTimeScreen(AskScreen):
    """When somebody wants to be called on again; what cannot be taken is asked about once more."""

    def __init__(self, title: str, now: datetime) -> None:
        """`now` is local time."""
        self._now, self._doubted = now, ""
        super().__init__(title, self._asked(_("Enter alone if nothing was agreed.")))

    async def taken(self, answer: str | None) -> None:
        """Dismiss with what to keep; words that name no day only when they are entered again."""
        reading = read_agreed(answer, self._now) if answer else None
        if not answer or reading is None or reading.doubt is None or answer == self._doubted:
            self.dismiss(as_kept(answer, self._now) if answer else answer)
            return
        hint = _("As in: tomorrow 18:00, Tue evening, Sat after six, 24/12.")
        if reading.doubt is Doubt.UNKNOWN:
            self._doubted = answer
            hint = _("Enter once more keeps the words. As in: tomorrow 18:00, Tue evening, 24/12.")
        words = refusal_words(answer, reading, self._now.date())
        self.ask(self._asked(hint, answer), words)

    @staticmethod
    def _asked(hint: str, value: str = "") -> Page:
        return fill_in(_("When does it suit? Day and time, as agreed"), hint, value=value)


class PassphraseScreen(AskScreen):
    """Asks until `unlock` takes the passphrase; a wrong one is said where the next is typed.

    Dismisses with an empty text once it is open.
    """

    def __init__(self, title: str, unlock: Callable[[str], object]) -> None:
        self._unlock = unlock
        super().__init__(title, self._asked())

    async def taken(self, answer: str | None) -> None:
        """Try it; keys typed meanwhile wait, and are for the next try or for nothing."""
        refused = await self.errand(lambda: self._refused(answer or ""))
        if refused == "":
            self.dismiss("")
        else:
            self.ask(self._asked(), refused or "")

    def _refused(self, passphrase: str) -> str:
        """Why it does not open; empty if it does."""
        try:
            self._unlock(passphrase)
        except SurveykitError as error:
            return f"{error.what} {error.advice}"
        return ""

    @staticmethod
    def _asked() -> Page:
        return fill_in(_("Passphrase"), kind=Kind.SECRET)
