"""What is hidden at a key, locked in idle time or after sleep, and how one comes back."""

import asyncio
import gc
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.app import ComposeResult

from surveykit.fieldwork.attempt import Outcome
from surveykit.tui.answering import Writer
from surveykit.tui.screens.interview import InterviewScreen
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.widgets.bars import TopBar
from surveykit.workflow import open_project, record_attempt
from tests.tui.conftest import NOW, PASSPHRASE, Person, at_work


@dataclass
class Laptop:
    """Its two clocks, to leave it alone or to send it to sleep."""

    awake: float = 0
    asleep: float = 0

    def now(self) -> datetime:
        """The time of day."""
        return NOW + timedelta(seconds=self.awake + self.asleep)

    def steady(self) -> float:
        """The clock that stands still in sleep."""
        return self.awake


async def _open(person: Person) -> None:
    await person.until("Passphrase")
    await person.type(PASSPHRASE)
    await person.press("enter")
    await person.until("0 of 17 doors")


async def _unlock(person: Person, passphrase: str = PASSPHRASE) -> None:
    await person.until("Locked.")
    await person.type(passphrase)
    await person.press("enter")


def _shows_nothing(person: Person) -> bool:
    page = "\n".join(person.lines())
    words = ("hlgraben", "A-0", "doors", "question", "adult", "three wet dogs")
    return "surveykit" in page and not any(word in page for word in words)


def _file_is_free(path: Path) -> bool:
    """Whether nobody has it open: the last to close takes away what lies beside it."""
    return not path.with_name(f"{path.name}-wal").exists()


async def test_a_key_hides_the_screen_at_once_and_shows_it_again(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("down")
        before = person.lines()
        await person.press("f4")
        assert _shows_nothing(person)
        await person.press("2", "enter", "escape", "s")
        assert _shows_nothing(person)
        await person.press("f4")
        assert person.lines() == before
        assert person.project.attempts() == ()


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (120, 40), (40, 10)])
async def test_the_neutral_page_hides_every_screen_at_every_size(
    project_file: Path, size: tuple[int, int]
) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        for key in ("s", "escape", "question_mark", "escape", "f", "escape", "enter", "escape"):
            await person.press(key)
            await person.press("f4")
            await person.resize(*size)
            assert _shows_nothing(person)
            await person.resize(80, 24)
            await person.press("f4")


async def test_idle_time_locks_and_the_passphrase_goes_back_to_the_same_question(
    locked_file: Path,
) -> None:
    laptop = Laptop()
    async with at_work(locked_file, clock=laptop.now, steady=laptop.steady) as person:
        await _open(person)
        await person.press("enter", "1", "1")
        before = person.lines()
        laptop.awake += 301
        await person.until("Locked.")
        assert _shows_nothing(person)
        assert _file_is_free(locked_file)
        await _unlock(person)
        await person.until(" ".join(before[3].split()))
        assert person.lines() == before
        [draft] = person.project.drafts()
        assert draft.answers


async def test_after_sleep_the_first_key_reaches_no_question(locked_file: Path) -> None:
    laptop = Laptop()
    async with at_work(locked_file, clock=laptop.now, steady=laptop.steady) as person:
        await _open(person)
        laptop.asleep += 3600
        await person.press("2")
        await person.until("Locked.")
        await _unlock(person)
        await person.until("0 of 17 doors")
        assert person.project.attempts() == ()


async def test_what_is_typed_and_not_yet_taken_is_there_after_unlocking(locked_file: Path) -> None:
    async with at_work(locked_file) as person:
        await _open(person)
        await person.press("enter")
        screen = person.app.screen
        assert isinstance(screen, InterviewScreen)
        for ref, code in (
            ("/data/adult", "yes"),
            ("/data/consent", "yes"),
            ("/data/main/prob", "5"),
        ):
            screen.interview.answer(ref, code)
        await screen.jump_to("/data/main/idea1")
        await person.press()
        await person.type("More light in the cellar")
        before = [line for line in person.lines() if "cellar" in line]
        await person.press("ctrl+l")
        await person.until("Locked.")
        assert not person.sees("cellar")
        assert b"cellar" not in locked_file.read_bytes()
        await _unlock(person)
        await person.until("cellar")
        assert [line for line in person.lines() if "cellar" in line] == before


async def test_a_wrong_passphrase_opens_nothing_and_costs_time(locked_file: Path) -> None:
    laptop = Laptop()
    async with at_work(locked_file, clock=laptop.now, steady=laptop.steady) as person:
        await _open(person)
        await person.press("ctrl+l")
        await _unlock(person, "three dry dogs")
        await person.until("Wait 1 second.")
        await _unlock(person)
        await person.until("Not yet.")
        laptop.awake += 1
        await _unlock(person, "no dogs at all")
        await person.until("Wait 2 seconds.")
        laptop.awake += 2
        await _unlock(person)
        await person.until("0 of 17 doors")


async def test_the_wait_counts_down_and_what_is_typed_meanwhile_stays(locked_file: Path) -> None:
    laptop = Laptop()
    async with at_work(locked_file, clock=laptop.now, steady=laptop.steady) as person:
        await _open(person)
        await person.press("ctrl+l")
        for _time in range(2):
            await _unlock(person, "three dry dogs")
            await person.until("It stays locked.")
            laptop.awake += 1
        await person.until("Wait 1 second.")
        await _unlock(person)
        await person.until("Not yet.")
        laptop.awake += 1
        while person.sees("Not yet."):
            await person.press()
        await person.press("enter")
        await person.until("0 of 17 doors")


async def test_the_keys_of_other_fields_empty_the_locked_one_too(locked_file: Path) -> None:
    async with at_work(locked_file) as person:
        await _open(person)
        await person.press("ctrl+l")
        await person.until("Locked.")
        await person.type("no dogs at all")
        await person.press("ctrl+a", "ctrl+k")
        await _unlock(person)
        await person.until("0 of 17 doors")


async def test_a_locked_program_can_be_closed_and_nothing_is_lost(locked_file: Path) -> None:
    async with at_work(locked_file) as person:
        await _open(person)
        await person.press("2")
        await person.until("1 of 17 doors")
        await person.press("ctrl+l")
        await person.until("Locked.")
        await person.press("ctrl+c")
    with open_project(locked_file, PASSPHRASE) as project:
        assert len(project.attempts()) == 1


async def test_a_project_without_passphrase_is_hidden_in_idle_time(project_file: Path) -> None:
    laptop = Laptop()
    async with at_work(project_file, clock=laptop.now, steady=laptop.steady) as person:
        await person.until("0 of 17 doors")
        laptop.awake += 301
        await person.until("F4 goes on.")
        assert _shows_nothing(person)
        await person.press("f4")
        await person.until("0 of 17 doors")


async def test_every_screen_of_an_unprotected_project_says_so(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        for key in ("s", "escape", "question_mark", "escape", "f", "escape", "enter"):
            await person.press(key)
            assert "not protected" in person.lines()[0]


async def test_locking_while_an_interview_is_being_finished_loses_nothing(
    locked_file: Path,
) -> None:
    async with at_work(locked_file) as person:
        await _open(person)
        await person.press("enter")
        screen = person.app.screen
        assert isinstance(screen, InterviewScreen)
        for ref, code in (("/data/adult", "yes"), ("/data/consent", "no")):
            screen.interview.answer(ref, code)
        await screen.jump_to("/data/refusal")
        await person.press("enter", "enter", "enter", "ctrl+l")
        await _unlock(person)
        await person.until("1 of 17 doors")
        assert len(person.project.records()) == len(person.project.attempts()) == 1
        assert person.project.drafts() == ()


async def test_no_field_keeps_a_passphrase_once_it_was_taken(locked_file: Path) -> None:
    async with at_work(locked_file) as person:
        await _open(person)
        await person.press("ctrl+l")
        await _unlock(person)
        await person.until("0 of 17 doors")
        gc.unfreeze()
        fields = [field for field in gc.get_objects() if isinstance(field, Writer)]
        assert not [field for field in fields if PASSPHRASE in field.typed]


async def test_the_menu_of_an_interview_hides_the_screen_too(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("enter", "escape")
        await person.choose("Hide the screen")
        await person.until("F4 goes on.")
        assert _shows_nothing(person)
        await person.press("f4")
        await person.until("question 2")


class _Closing(PlainScreen[None]):
    """Closes, with the screen below it, as soon as it is to rest."""

    def __init__(self, below: "_Closing | None" = None) -> None:
        super().__init__()
        self._below = below

    def parts(self) -> ComposeResult:
        yield TopBar("closing")

    async def before_leaving(self) -> None:
        if self._below is not None:
            self.dismiss(None)
            self._below.dismiss(None)
            while self._below.is_running:
                await asyncio.sleep(0.01)


async def test_screens_that_close_while_the_program_locks_do_not_keep_it_from_locking(
    locked_file: Path,
) -> None:
    async with at_work(locked_file) as person:
        await _open(person)
        below = _Closing()
        await person.app.push_screen(below)
        await person.app.push_screen(_Closing(below))
        await person.press("ctrl+l")
        await _unlock(person)
        await person.until("0 of 17 doors")


async def test_what_another_window_wrote_while_it_was_locked_is_shown(locked_file: Path) -> None:
    async with at_work(locked_file) as person:
        await _open(person)
        await person.press("ctrl+l")
        await person.until("Locked.")
        with open_project(locked_file, PASSPHRASE) as project:
            record_attempt(project, project.site.dwellings[0].name, Outcome.REFUSED, NOW)
        await _unlock(person)
        await person.until("1 of 17 doors")
