"""A small project to work with, and a person who presses keys and reads the screen."""

import asyncio
import os
import shutil
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from surveykit import text
from surveykit.asking.written import Kind
from surveykit.bundled import SITES
from surveykit.fieldwork.record import Mode
from surveykit.form import Form
from surveykit.interviewing import OpenInterview, begin
from surveykit.preview import Preview
from surveykit.setting_up import new_example, new_project
from surveykit.tui.answering import Chooser, Writer
from surveykit.tui.app import SurveykitApp
from surveykit.tui.preview_app import PreviewApp
from surveykit.tui.screens.interview import InterviewScreen
from surveykit.tui.screens.preview import PreviewScreen
from surveykit.tui.terminal_app import TerminalApp
from surveykit.tui.widgets.question_card import QuestionCard
from surveykit.workflow import Project

_OF_POSIX = ["test_gone.py", "test_hanging_up.py", "test_in_a_terminal.py"]
collect_ignore = [] if os.name == "posix" else _OF_POSIX
"""Windows removes no open file, and has no pseudo-terminals of this kind."""

PASSPHRASE = "three wet dogs"  # noqa: S105
NOW = datetime(2027, 1, 14, 17, 42, 7, tzinfo=UTC)
PATIENCE = 60
"""Seconds until a key that nobody takes fails its test instead of waiting for ever."""


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Example site A with its 18 dwellings and nothing asked yet."""
    path = tmp_path_factory.mktemp("example") / "example.survey"
    new_example(path, "A", now=NOW).close()
    return path


@pytest.fixture
def project_file(example: Path, tmp_path: Path) -> Path:
    """A project of one's own."""
    return Path(shutil.copy(example, tmp_path / "Muehlgraben.survey"))


@pytest.fixture(scope="session")
def encrypted_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, under `PASSPHRASE`."""
    path = tmp_path_factory.mktemp("encrypted") / "example.survey"
    new_project(path, SITES / "A.xlsx", passphrase=PASSPHRASE, now=NOW).close()
    return path


@pytest.fixture
def locked_file(encrypted_example: Path, tmp_path: Path) -> Path:
    """An encrypted project of one's own."""
    return Path(shutil.copy(encrypted_example, tmp_path / "Muehlgraben.survey"))


class Person:
    """Somebody at the laptop: presses keys, reads what stands there."""

    def __init__(self, app: TerminalApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot
        self._pressed = 0.0

    @property
    def project(self) -> Project:
        """The project that is open."""
        assert isinstance(self.app, SurveykitApp)
        assert self.app.project is not None
        return self.app.project

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, as fast as a terminal hands them over.

        By the clock of the keys there is a second between them: none of them is held down.
        """
        for key in keys:
            self._send(key, 1)
        await self._handed_over()

    async def hold(self, key: str, *, repeats: int = 20) -> None:
        """Hold a key down: as keyboards do, it comes again after a while, and then fast."""
        self._send(key, 1)
        self._send(key, 0.5)
        for _n in range(repeats):
            self._send(key, 0.033)
        await self._handed_over()

    def _send(self, key: str, later: float) -> None:
        character = " " if key == "space" else key if len(key) == 1 else None
        event = Key(_character_to_key(key) if len(key) == 1 else key, character)
        self._pressed += later
        event.time = self._pressed
        self.app.post_message(event)

    async def _handed_over(self) -> None:
        handed_on = asyncio.Event()
        # Behind the keys, however busy the machine is; an app that has ended never gets there.
        assert self.app.call_later(handed_on.set), "the program has ended"
        async with asyncio.timeout(PATIENCE):
            await handed_on.wait()
        await self._pilot.pause()

    async def type(self, words: str) -> None:
        """Type words letter by letter."""
        await self.press(*("space" if letter == " " else letter for letter in words))

    async def click(self, x: int, y: int) -> None:
        """Click with the mouse on this cell of the window."""
        await self._pilot.click(offset=(x, y))
        await self._pilot.pause()

    async def resize(self, width: int, height: int) -> None:
        """Change the window."""
        await self._pilot.resize_terminal(width, height)
        await self._pilot.pause()

    async def choose(self, words: str) -> None:
        """Press the key in front of an answer, as soon as it is there."""
        await self.until(words)
        [line] = [line for line in self.lines() if words in line]
        await self.press(next(word for word in line.split() if word != "›").lower())

    def lines(self) -> list[str]:
        """What stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    def sees(self, words: str) -> bool:
        """Whether these words stand on the screen, line breaks or not."""
        return _words(words) in _words(" ".join(self.lines()))

    async def until(self, words: str) -> None:
        """Wait until these words are there."""
        for _turn in range(200):
            if self.sees(words):
                return
            await self._pilot.pause(0.02)
        raise AssertionError("\n".join(["never seen: " + words, *self.lines()]))


def _words(shown: str) -> str:
    """Without breaks, nor the rule that stands beside every line of a question."""
    return " ".join(shown.replace("▌", " ").split())


@asynccontextmanager
async def at_work(
    path: Path | None,
    mode: str = "door",
    *,
    size: tuple[int, int] = (80, 24),
    folder: Path | None = None,
    clock: Callable[[], datetime] = lambda: NOW,
    steady: Callable[[], float] = time.monotonic,
    language: str = "en",
    one_key: bool = False,
) -> AsyncIterator[Person]:
    """The program in this language, opened on this project.

    Enter goes on from an answer, unless `one_key` does: so a test can look at each step.
    """
    text.use(language)
    app = SurveykitApp(path, mode, folder=folder, clock=clock, steady=steady)
    app.one_key = one_key
    async with app.run_test(size=size) as pilot:
        yield Person(app, pilot)
        await pilot.pause()
    if app.project is not None:
        app.project.close()


async def to_the_desk(person: Person) -> None:
    """From the round to the planner's desk."""
    await person.until({"en": "doors ·", "de": "Türen ·"}[text.language()])
    await person.press("s")
    await person.until(text._("At a glance"))


@asynccontextmanager
async def at_the_desk(
    path: Path, *, size: tuple[int, int] = (80, 24), language: str = "en"
) -> AsyncIterator[Person]:
    """The planner's desk of this project."""
    async with at_work(path, size=size, language=language) as person:
        await to_the_desk(person)
        yield person


@asynccontextmanager
async def in_the_hallway(
    path: Path, *, size: tuple[int, int] = (80, 24), one_key: bool = False
) -> AsyncIterator[Person]:
    """An interview in the hallway of this project, at its first question."""
    async with at_work(path, "hallway", size=size, one_key=one_key) as person:
        await person.until("Hätten Sie eine Minute?")
        yield person


@asynccontextmanager
async def at_the_door(path: Path) -> AsyncIterator[Person]:
    """An interview at the first door of this project, at its greeting."""
    async with at_work(path) as person:
        await person.until("doors")
        await person.press("enter")
        await person.until("Guten Tag")
        yield person


async def begin_at(
    person: Person,
    question: str,
    *,
    form: str = "door_interest",
    mode: Mode = Mode.DOOR,
    given: Mapping[str, str] = MappingProxyType({"adult": "yes", "consent": "yes", "prob": "7"}),
) -> OpenInterview:
    """Begin an interview from the round, with these answers, and go to a question."""
    await person.until("doors")
    interview = begin(person.project, form, mode=mode, clock=lambda: NOW)
    for name, code in given.items():
        interview.answer(interview.form.question(name).ref, code)
    interview.entry.go_to(interview.form.question(question).ref)
    person.app.push_screen(InterviewScreen(interview))
    await person.press()
    return interview


class Author(Person):
    """Somebody who tries a form out."""

    def __init__(self, app: TerminalApp, pilot: Pilot[None], preview: Preview) -> None:
        super().__init__(app, pilot)
        self.preview = preview

    def stored(self, name: str) -> str:
        """The answer to a question as the form stores it."""
        return self.preview.entry.instance.answers().get(name, "")

    @property
    def asked(self) -> str:
        """The names of the questions on the page, or of the repeat it lists."""
        page = self.preview.entry.page
        return " ".join(ref.rpartition("/")[2] for ref in page.refs or (page.repeat,))

    async def go_to(self, name: str) -> None:
        """Go to a question as by the menu."""
        screen = self.app.screen
        assert isinstance(screen, PreviewScreen)
        await screen.jump_to(self.preview.form.question(name).ref)
        await self.press()


@asynccontextmanager
async def trying(
    form: Form, language: str = "en", *, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Author]:
    """The program in this language, with a form on trial in the same one."""
    text.use(language)
    spoken = next((name for name in form.languages if f"({language})" in name), None)
    preview = Preview(form, {}, lambda: NOW, spoken)
    app = PreviewApp(preview)
    app.one_key = False
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Author(app, pilot, preview)
    text.use("en")


TYPED = {
    Kind.TEXT: ("Ja", "0301234567", "a@example.org"),
    Kind.LINES: ("Licht",),
    Kind.FIGURES: ("0301234567",),
    Kind.INTEGER: ("1", "2", "0"),
    Kind.DECIMAL: ("1,5", "1"),
    Kind.DATE: (".", "+1", "+40"),
    Kind.TIME: ("9", "1730"),
}


async def answer_everything(person: Person) -> None:
    """Press keys until the form is finished; where it objects, try another answer."""
    tried: Counter[str] = Counter()
    for _step in range(150):
        screen = person.app.screen
        if not isinstance(screen, InterviewScreen):
            return
        card = screen.query_one(QuestionCard)
        match card.editor:
            case Chooser() as editor if not editor.chosen and editor.all:
                await person.press(editor.all[0].key)
            case Writer() as editor if not editor.typed or card.complaint:
                answers = TYPED[editor.asked.kind]
                await person.press("ctrl+u", *answers[tried[editor.asked.ref] % len(answers)])
                tried[editor.asked.ref] += 1
        await person.press("enter")
    raise AssertionError("\n".join(person.lines()))
