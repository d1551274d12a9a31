"""A project that is taken away while it is open, and an interview that two windows go on with."""

import shutil
from pathlib import Path

import pytest

from surveykit.interviewing import resume
from surveykit.store import Project
from surveykit.workflow import close_project, open_project
from tests.tui.conftest import NOW, PASSPHRASE, Person, at_work


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where what is rescued goes."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


def on_a_stick(file: Path) -> Path:
    """The project in a folder that can be taken away."""
    stick = file.parent / "stick"
    stick.mkdir()
    return file.rename(stick / file.name)


async def _to_the_consent(person: Person) -> None:
    await person.until("doors")
    await person.press("enter")
    await person.until("Guten Tag")
    await person.press("enter")
    await person.until("question 3")
    await person.press("1", "enter")
    await person.until("Möchten Sie mitmachen?")


def _answers(project: Project) -> dict[str, str]:
    [draft] = project.drafts()
    return dict(draft.answers)


async def test_an_interview_goes_on_elsewhere(project_file: Path, home: Path) -> None:
    path = on_a_stick(project_file)
    async with at_work(path) as person:
        await _to_the_consent(person)
        shutil.rmtree(path.parent)
        await person.press("1")
        await person.until("no longer in its place")
        await person.choose("Save all of it elsewhere")
        await person.until("Möchten Sie mitmachen?")
        assert person.sees("not saved yet")
        await person.press("enter")
        await person.until("saved 1")
        assert person.project.path == home / "Muehlgraben-rescued.survey"
        assert _answers(person.project)["/data/adult"] == "yes"
        assert _answers(person.project)["/data/consent"] == "yes"


async def test_a_protected_project_asks_for_its_passphrase_to_go_on_elsewhere(
    locked_file: Path, home: Path
) -> None:
    path = on_a_stick(locked_file)
    async with at_work(path) as person:
        await person.until("Passphrase")
        await person.type(PASSPHRASE)
        await person.press("enter")
        await person.until("0 of 17 doors")
        shutil.rmtree(path.parent)
        await person.press("1")
        await person.choose("Save all of it elsewhere")
        await person.until("Locked.")
        await person.type(PASSPHRASE)
        await person.press("enter")
        await person.until("0 of 17 doors")
        await person.press("1")
        await person.until("nobody home")
        assert len(person.project.attempts()) == 1
    assert (home / "Muehlgraben-rescued.survey").exists()


async def test_what_is_put_back_goes_on_where_it_was(project_file: Path, home: Path) -> None:
    path = on_a_stick(project_file)
    async with at_work(path) as person:
        await _to_the_consent(person)
        away = path.parent.rename(home.parent / "away")
        await person.press("1")
        await person.until("no longer in its place")
        away.rename(path.parent)
        await person.choose("No, it is put back")
        await person.until("not saved yet")
        await person.press("enter")
        await person.until("saved 1")
        assert _answers(person.project)["/data/consent"] == "yes"
    assert [*home.iterdir()] == []


async def test_who_closes_a_project_that_is_gone_is_told_where_it_was_saved(
    project_file: Path, home: Path
) -> None:
    path = on_a_stick(project_file)
    async with at_work(path) as person:
        await person.until("0 of 17 doors")
        await person.press("2")
        await person.until("1 of 17 doors")
        shutil.rmtree(path.parent)
        await person.press("escape")
        await person.until("no longer in its place; on closing, all of it is saved elsewhere")
        [words] = close_project(person.project)
    rescued = home / "Muehlgraben-rescued.survey"
    assert str(rescued) in words
    with open_project(rescued) as again:
        assert len(again.attempts()) == 1


async def test_an_interview_that_another_window_goes_on_with_is_told_and_shown(
    project_file: Path,
) -> None:
    async with at_work(project_file) as person:
        await _to_the_consent(person)
        with open_project(project_file) as other:
            there = resume(other, other.drafts()[0], lambda: NOW)
            there.answer("/data/consent", "later")
            await person.press("1")
            await person.until("another window goes on with this interview")
            assert person.sees("not saved yet")
            assert _answers(other)["/data/consent"] == "later"
            await person.press("enter")  # knowing it
            await person.until("saved 1")
            assert _answers(other)["/data/consent"] == "yes"
