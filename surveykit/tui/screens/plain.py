"""What all screens share: keys in order, errors told, and a window that may be too small."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen, ScreenResultType

from surveykit import text
from surveykit.errors import FaultyFileError, SurveykitError
from surveykit.files import CannotWriteError
from surveykit.text import _
from surveykit.tui.first_frame import LEAST_HEIGHT, LEAST_WIDTH
from surveykit.tui.terminal_app import TerminalApp
from surveykit.tui.widgets.bars import TopBar
from surveykit.tui.widgets.leaflet import Leaflet, Paragraph

if TYPE_CHECKING:  # the first frame has no palette
    from surveykit.tui.errands import Errand

Command = Callable[[], Awaitable[None]]
"""What a key does."""

T = TypeVar("T")


class PlainScreen(Screen[ScreenResultType]):
    """Takes keys one after the other: the next waits until the last has done its work.

    No widget has the focus. So an answer is on disk before the next key is looked at, however
    fast somebody types.
    """

    AUTO_FOCUS = ""
    LOCKS: ClassVar[bool] = False
    """Whether it stands in for all others, and takes every key, while the project is locked."""
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-narrow"),
        (LEAST_WIDTH, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-low"),
        (LEAST_HEIGHT, "-high"),
    ]

    def parts(self) -> ComposeResult:
        """The widgets of the screen."""
        raise NotImplementedError

    async def pressed(self, key: str, character: str | None) -> None:
        """A key was pressed; `key` is Textual's name, `character` what it prints."""
        raise NotImplementedError

    def counts_once(self, key: str) -> bool:
        """Whether holding this key down does no more than pressing it once."""
        return False

    def held_down(self) -> None:
        """A key that counts once is held down: it may be said so."""

    async def before_leaving(self) -> None:
        """The program is about to be closed: keep what can be kept."""

    def left_open(self) -> str:
        """What is told on the terminal once the program was closed in the middle of this."""
        return ""

    async def speak_next(self) -> None:
        """Let the program speak its next language."""
        text.use(text.next_language())
        await self.speak()

    async def speak(self) -> None:
        """The program speaks another language now: say everything anew."""
        self.query_one(TooSmall).speak()
        self.query_one(Hidden).speak()
        await self.look_again()

    async def look_again(self) -> None:
        """The project may hold more than before: show it."""

    def errands(self) -> "Sequence[Errand]":
        """What the command palette offers here; none, and there is no palette."""
        return ()

    def compose(self) -> ComposeResult:
        for part in self.parts():
            if isinstance(part, TopBar) and isinstance(self.app, TerminalApp):
                part.mark = self.app.mark
            yield part
        yield TooSmall()
        yield Hidden()

    def every(self, seconds: float, work: Callable[[], Awaitable[None] | None]) -> None:
        """Do this again and again, between two keys and never while one does its work."""
        self.set_interval(seconds, lambda: self.call_next(work))

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "ctrl+c":
            await self._leave_all()
            self.app.exit()
        elif self not in self.app.screen_stack:
            return  # one Enter too many: what closed this screen must not act on the next
        elif self.app.screen is not self:  # typed ahead, while this screen was opening the next
            again = events.Key(event.key, event.character)
            again.time = event.time
            self.app.screen.post_message(again)
        elif self.app.size.width >= LEAST_WIDTH and self.app.size.height >= LEAST_HEIGHT:
            if event.key == "ctrl+p" and self.errands():
                from surveykit.tui.screens.palette import open_palette

                open_palette(self)
            elif self.counts_once(event.key) and await self._held(event):
                self.held_down()
            else:
                await self.pressed(event.key, event.character)

    async def _held(self, event: events.Key) -> bool:
        return isinstance(self.app, TerminalApp) and await self.app.held.repeats(event)

    async def _leave_all(self) -> None:
        """What is half typed below a menu or a page of help is kept too; locked, it has been."""
        for screen in [self] if self.LOCKS else reversed(self.app.screen_stack):
            if isinstance(screen, PlainScreen):
                await screen.before_leaving()

    async def errand(self, work: Callable[[], T]) -> T | None:
        """Do slow work beside the screen; what the person can put right is told, giving None."""
        try:
            return await asyncio.to_thread(work)
        except SurveykitError as error:
            self.tell(error)
        except OSError as error:
            self.tell(CannotWriteError(Path(error.filename or ""), error))
        return None

    async def managed(self, work: Callable[[], object]) -> bool:
        """Do slow work for its effect; False if it did not work, which is told."""
        return await self.errand(lambda: (work(), True)) is not None

    def tell(self, error: SurveykitError) -> None:
        """Say what happened and what to do about it."""
        if self.taken_on(error):
            return
        from surveykit.tui.screens.reading import ReadingScreen

        self.app.push_screen(ReadingScreen(_("This did not work"), [*_told(error)]))

    def taken_on(self, error: SurveykitError) -> bool:
        """Whether the app tells of this error, so that the screen need not."""
        return isinstance(self.app, TerminalApp) and self.app.takes_on(error)


class TooSmall(Leaflet):
    """Stands in for a screen that does not fit."""

    def on_mount(self) -> None:
        self.speak()

    def speak(self) -> None:
        """In the language in use."""
        words = _("The window is too small. Make it larger, or the letters smaller.")
        self.show([("strong", words)])


class Hidden(Leaflet):
    """Stands in for a screen that nobody is to see now; the key is the one that hid it."""

    def on_mount(self) -> None:
        self.speak()

    def speak(self) -> None:
        """In the language in use."""
        self.show([("text", ""), ("strong", "surveykit"), ("text", _("F4 goes on."))])


def _told(error: SurveykitError) -> Iterator[Paragraph]:
    """What happened and what to do; of a faulty file every place with its fault below it."""
    if isinstance(error, FaultyFileError):
        yield "strong", error.heading
        for fault in error.faults:
            yield "text", ""
            yield "rule", fault.place or error.file.name
            yield "text", f"{fault.what} {fault.mend}"
    else:
        yield "strong", error.what
    yield "text", ""
    yield "text", error.advice
