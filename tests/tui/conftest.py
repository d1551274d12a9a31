"""A small project to work with, and a person who presses keys and reads the screen."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from surveykit import text
from surveykit.tui.app import SurveykitApp
from surveykit.workflow import Project, new_example

NOW = datetime(2027, 1, 14, 17, 42, 7, tzinfo=UTC)


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


class Person:
    """Somebody at the laptop: presses keys, reads what stands there."""

    def __init__(self, app: SurveykitApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot

    @property
    def project(self) -> Project:
        """The project that is open."""
        assert self.app.project is not None
        return self.app.project

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, as fast as a terminal hands them over."""
        for key in keys:
            character = " " if key == "space" else key if len(key) == 1 else None
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(Key(name, character))
        await self._pilot.pause()

    async def type(self, words: str) -> None:
        """Type words letter by letter."""
        await self.press(*("space" if letter == " " else letter for letter in words))

    async def resize(self, width: int, height: int) -> None:
        """Change the window."""
        await self._pilot.resize_terminal(width, height)
        await self._pilot.pause()

    def lines(self) -> list[str]:
        """What stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    def sees(self, words: str) -> bool:
        """Whether these words stand on the screen, line breaks or not."""
        return words in " ".join(" ".join(self.lines()).split())

    async def until(self, words: str) -> None:
        """Wait until these words are there."""
        for _turn in range(200):
            if self.sees(words):
                return
            await self._pilot.pause(0.02)
        raise AssertionError("\n".join(["never seen: " + words, *self.lines()]))


@asynccontextmanager
async def at_work(
    path: Path | None,
    mode: str = "door",
    *,
    size: tuple[int, int] = (80, 24),
    folder: Path | None = None,
) -> AsyncIterator[Person]:
    """The program in English, opened on this project."""
    text.use("en")
    app = SurveykitApp(path, mode, folder=folder, clock=lambda: NOW)
    async with app.run_test(size=size) as pilot:
        yield Person(app, pilot)
        await pilot.pause()
    if app.project is not None:
        app.project.close()
