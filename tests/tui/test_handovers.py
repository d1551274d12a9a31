"""Giving handovers and taking them in, by keys: sealed, open, several at once, and faulty ones."""

import shutil
from pathlib import Path

import pytest

from surveykit.safekeeping import new_keys, read_public_key, use_key
from surveykit.tui.screens.merging import MergingScreen
from surveykit.workflow import open_project
from tests.tui.conftest import PASSPHRASE, Person, at_work

KEY_PASSPHRASE = "four green pears"  # noqa: S105


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The planner's secret key; the public part lies beside it."""
    path = tmp_path / "planner.key"
    new_keys(path, KEY_PASSPHRASE)
    return path


@pytest.fixture
def planner(example: Path, tmp_path: Path) -> Path:
    """The planner's project, in a folder of its own."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return Path(shutil.copy(example, folder / "planner.survey"))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder with a blank in its name."""
    folder = tmp_path / "USB stick"
    folder.mkdir()
    return folder


async def _result(person: Person) -> None:
    await person.until("of 17 doors")
    await person.press("s")
    await person.until("Keep asking")


async def _write(person: Person, path: Path) -> None:
    await person.until("Where to?")
    await person.press("ctrl+u")
    await person.type(str(path))
    await person.press("enter")
    await person.until("Handover written")


async def _take(person: Person, typed: str) -> None:
    await person.press("m")
    await person.until("Which handovers")
    await person.type(typed)
    await person.press("enter")


def _sealing(path: Path, key: Path) -> None:
    with open_project(path) as project:
        use_key(project, read_public_key(str(key.with_suffix(".pub"))))


async def test_without_a_key_nothing_is_written_before_somebody_says_so(
    project_file: Path, stick: Path
) -> None:
    async with at_work(project_file) as person:
        await _result(person)
        await person.press("g")
        await person.until("nothing can be sealed")
        await person.press("3")
        await person.until("Keep asking")
        assert not list(stick.iterdir())
        await person.press("g")
        await person.until("nothing can be sealed")
        await person.press("2")
        await _write(person, stick / "b.handover")
        assert person.sees("It is NOT sealed")
    assert (stick / "b.handover").is_file()


async def test_the_key_can_be_taken_on_the_way_and_the_handover_is_sealed(
    project_file: Path, stick: Path, key: Path
) -> None:
    async with at_work(project_file) as person:
        await _result(person)
        await person.press("g")
        await person.until("nothing can be sealed")
        await person.press("1")
        await person.until("The planner's public key")
        await person.type(key.with_suffix(".pub").read_text().strip())
        await person.press("enter")
        await _write(person, stick)
        assert person.sees("only the planner's secret key opens it")
    [written] = stick.iterdir()
    assert b"SVKHAND" not in written.read_bytes()


async def test_all_files_of_the_stick_are_taken_in_with_the_key_and_faults_are_told(
    project_file: Path, planner: Path, stick: Path, key: Path
) -> None:
    _sealing(project_file, key)
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("2")
        await _result(person)
        await person.press("g")
        await _write(person, stick / "a.handover")
    (stick / "b.handover").write_bytes((stick / "a.handover").read_bytes()[:-9])
    shutil.copy(stick / "a.handover", stick / "c.handover")
    async with at_work(planner, size=(120, 40)) as person:
        await _result(person)
        await _take(person, f"'{stick}'")
        await person.until("The planner's secret key")
        await person.type(str(key))
        await person.press("enter")
        await person.until("The passphrase of the secret key")
        await person.type("wrong")
        await person.press("enter")
        await person.until("does not open this key")
        await person.press("escape")
        await _take(person, f"{stick}/*.handover")
        await person.until("The planner's secret key")
        await person.press("enter")
        await person.until("The passphrase of the secret key")
        await person.type(KEY_PASSPHRASE)
        await person.press("enter")
        await person.until("1 file was not taken in.")
        assert person.sees("1 of 3: a.handover")
        assert person.sees("2 of 3: b.handover")
        assert person.sees("this handover is damaged or incomplete")
        assert person.sees("Altogether 0 questionnaires before, 0 new, 0 conflicts, 0 lost.")
        await person.press("escape")
        await person.until("Keep asking")
        assert len(person.project.attempts()) == 1
        assert len(person.project.merge_log()) == 1


async def test_where_there_is_no_handover_it_is_told(project_file: Path, stick: Path) -> None:
    async with at_work(project_file) as person:
        await _result(person)
        await _take(person, str(stick))
        await person.until("There is no handover at")


def _many(example: Path, stick: Path, count: int) -> None:
    """So many that nobody sees the end of it."""
    copy = Path(shutil.copy(example, stick / "giver.survey"))
    with open_project(copy) as giver:
        giver.handover(stick / "000.handover", unsealed=True)
    for n in range(1, count):
        shutil.copy(stick / "000.handover", stick / f"{n:03}.handover")


def _push(person: Person, stick: Path) -> None:
    """Begin to merge, so that the next key comes while it goes on."""
    files = sorted(stick.glob("*.handover"))
    person.app.push_screen(MergingScreen(person.project, files, None))


async def test_merging_stops_between_two_files_when_asked(
    example: Path, project_file: Path, stick: Path
) -> None:
    _many(example, stick, 300)
    async with at_work(project_file) as person:
        await _result(person)
        _push(person, stick)
        await person.press("escape")
        await person.until("Stopped; not looked at")
        await person.press("escape")
        await person.until("Keep asking")


async def test_locking_in_the_middle_of_a_merge_waits_for_the_file_at_hand(
    example: Path, locked_file: Path, stick: Path
) -> None:
    _many(example, stick, 300)
    async with at_work(locked_file) as person:
        await person.until("Passphrase")
        await person.type(PASSPHRASE)
        await person.press("enter")
        await _result(person)
        _push(person, stick)
        await person.press("ctrl+l")
        await person.until("Locked.")
        await person.type(PASSPHRASE)
        await person.press("enter")
        await person.until("Stopped; not looked at")
        assert len(person.project.merge_log()) == 1


async def test_the_planners_key_is_taken_and_told_without_a_handover(
    project_file: Path, key: Path
) -> None:
    async with at_work(project_file) as person:
        await _result(person)
        await person.press("k")
        await person.until("The planner's public key")
        await person.type(str(key.with_suffix(".pub")))
        await person.press("enter")
        await person.until("are sealed for the planner's key")
        await person.press("escape")
        await person.until("Keep asking")
        await person.press("K")  # as the bar shows it, or with the shift key locked
        await person.until("are sealed for the planner's key")
        assert person.project.key == read_public_key(str(key.with_suffix(".pub")))
