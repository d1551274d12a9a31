"""A second copy while interviews go on, that keeps nothing which the project will have erased."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from surveykit.fieldwork.attempt import Outcome
from surveykit.fieldwork.record import Mode
from surveykit.form import Form
from surveykit.store import Project
from surveykit.store.care.verify import verify
from surveykit.store.errors import (
    CopyError,
    DamagedProjectError,
    NoFolderError,
    ProjectExistsError,
    WrongPassphraseError,
)

from .conftest import Make
from .samples import NOW, PASSPHRASE, a_record, an_attempt

MARK = "tell-tale"


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_copy_is_a_project_with_the_same_passphrase(
    make: Make, tmp_path: Path, passphrase: str | None
) -> None:
    project = make(passphrase=passphrase)
    project.add_records([a_record("x" * (n * 500)) for n in range(20)])
    project.add_attempt(an_attempt(Outcome.NOT_HOME))
    copy = project.backup(tmp_path / "copy.survey")
    assert (copy.records, copy.unfinished) == (20, 0)
    assert verify(copy.file, passphrase).whole
    with Project.open(copy.file, passphrase) as copied:
        assert copied.records() == project.records()
        assert copied.attempts() == project.attempts()
        assert copied.site == project.site
        copied.add_records([a_record()])


def test_a_copy_of_an_encrypted_project_is_encrypted(make: Make, tmp_path: Path) -> None:
    project = make(passphrase=PASSPHRASE)
    project.add_records([a_record(MARK)])
    copy = project.backup(tmp_path / "copy.survey").file
    assert MARK.encode() not in copy.read_bytes()
    for wrong in (None, "wrong"):
        with pytest.raises(WrongPassphraseError):
            Project.open(copy, wrong)


def test_interviews_go_on_while_a_copy_is_made(make: Make, form: Form, tmp_path: Path) -> None:
    project = make(passphrase=PASSPHRASE)
    with Project.open(project.path, PASSPHRASE) as other:
        draft = other.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
        project.backup(tmp_path / "copy.survey")
        other.save_answer(draft.id, "/data/note", "goes on")
        project.backup(tmp_path / "second.survey")
        other.finish(draft.id, a_record(), an_attempt())
    assert len(project.records()) == 1


def test_nothing_that_will_be_erased_is_in_a_copy(
    project: Project, form: Form, tmp_path: Path
) -> None:
    """Together with the project later on it would tell which dwelling gave which answers."""
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language=MARK, at=NOW)
    project.save_answer(draft.id, f"/data/{MARK}", MARK)
    project.add_attempts([an_attempt(Outcome.NOT_HOME), an_attempt()])
    copy = project.backup(tmp_path / "copy.survey")
    assert copy.unfinished == 1
    assert MARK.encode() not in copy.file.read_bytes()
    with Project.open(copy.file, None) as copied:
        assert [line.outcome for line in copied.attempts()] == ["interview"]
    assert len(project.drafts()) == 1
    assert len(project.attempts()) == 2


def test_a_copy_overwrites_nothing(project: Project, tmp_path: Path) -> None:
    (tmp_path / "copy.survey").write_bytes(b"another laptop's copy")
    with pytest.raises(ProjectExistsError):
        project.backup(tmp_path / "copy.survey")
    assert (tmp_path / "copy.survey").read_bytes() == b"another laptop's copy"


def test_a_copy_that_cannot_be_written_leaves_no_half(project: Project, tmp_path: Path) -> None:
    with pytest.raises(CopyError):
        project.backup(tmp_path / "none" / "copy.survey")
    assert {file.name for file in tmp_path.iterdir()} <= {
        f"court.survey{ending}" for ending in ("", "-wal", "-shm")
    }


def test_a_damaged_project_does_not_replace_its_copy(make: Make, tmp_path: Path) -> None:
    project = make(passphrase=PASSPHRASE)
    project.add_records([a_record("x" * 500) for _n in range(50)])
    project.close_for_today()
    copy = tmp_path / "copies" / "court.survey"
    before = copy.read_bytes()
    content = bytearray(project.path.read_bytes())
    content[-2 * 4096 : -4096] = os.urandom(4096)
    project.path.write_bytes(content)
    with Project.open(project.path, PASSPHRASE) as damaged:
        with pytest.raises(DamagedProjectError):
            damaged.backup(tmp_path / "other.survey")
        [told] = damaged.renew_copies()
    assert "court.survey" in told
    assert copy.read_bytes() == before


def test_closing_at_the_end_of_the_day_keeps_one_copy_in_each_folder(
    make: Make, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    project = make(passphrase=PASSPHRASE)
    project.keep_second_copy_in(stick)
    for day in range(3):
        with Project.open(project.path, PASSPHRASE) as today:
            today.add_records([a_record()])
            assert today.close_for_today() == ()
        [beside], [second] = (tmp_path / "copies").iterdir(), stick.iterdir()
        for copy in (beside, second):
            assert verify(copy, PASSPHRASE).counts.records == day + 1


def test_nothing_new_needs_no_new_copy(make: Make, tmp_path: Path) -> None:
    project = make(passphrase=PASSPHRASE)
    project.close_for_today()
    copy = tmp_path / "copies" / "court.survey"
    before = copy.stat().st_mtime_ns
    with Project.open(project.path, PASSPHRASE) as again:
        again.close_for_today()
    assert copy.stat().st_mtime_ns == before


def test_an_empty_copy_is_made_anew(make: Make, tmp_path: Path) -> None:
    """As a power cut leaves it, or a stick that was pulled out too soon."""
    project = make(passphrase=PASSPHRASE)
    project.close_for_today()
    copy = tmp_path / "copies" / "court.survey"
    copy.write_bytes(b"")
    with Project.open(project.path, PASSPHRASE) as again:
        again.add_records([a_record()])
        assert again.close_for_today() == ()
    assert verify(copy, PASSPHRASE).counts.records == 1


def test_two_laptops_share_a_stick_for_their_copies(make: Make, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    laptops = [make(f"{n}", passphrase=PASSPHRASE) for n in range(2)]
    for laptop in laptops:
        laptop.close()
        folder = tmp_path / f"laptop{laptop.path.stem}"
        folder.mkdir()
        laptop.path.rename(folder / "court.survey")
        with Project.open(folder / "court.survey", PASSPHRASE) as project:
            project.keep_second_copy_in(stick)
            project.close_for_today()
    assert len([*stick.iterdir()]) == 2


def test_a_stick_that_is_not_there_is_told_and_stops_nothing(make: Make, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    project = make(passphrase=PASSPHRASE)
    project.keep_second_copy_in(stick)
    stick.rmdir()
    [told] = project.close_for_today()
    assert str(stick) in told
    assert verify(tmp_path / "copies" / "court.survey", PASSPHRASE).whole
    assert not stick.exists(), "a folder in its place would look like a copy on the stick"


def test_a_second_folder_must_be_there_when_it_is_named(project: Project, tmp_path: Path) -> None:
    with pytest.raises(NoFolderError):
        project.keep_second_copy_in(tmp_path / "none")


def test_no_copy_is_kept_in_the_second_folder_once_that_is_ended(
    make: Make, tmp_path: Path
) -> None:
    project = make(passphrase=PASSPHRASE)
    project.keep_second_copy_in(tmp_path)
    project.keep_second_copy_in(None)
    assert project.second_copy is None


def test_what_was_erased_is_erased_from_the_copies_too(make: Make, tmp_path: Path) -> None:
    project = make(passphrase=PASSPHRASE)
    project.add_attempt(an_attempt(Outcome.NOT_HOME))
    project.close_for_today()
    with Project.open(project.path, PASSPHRASE) as again:
        again.add_attempt(an_attempt())
        again.close_for_today()
    with Project.open(tmp_path / "copies" / "court.survey", PASSPHRASE) as copy:
        assert [line.outcome for line in copy.attempts()] == ["interview"]


def test_a_copy_is_overdue_the_day_after_a_crash(make: Make, tmp_path: Path) -> None:
    project = make(passphrase=PASSPHRASE)
    project.close_for_today()
    changed = datetime.fromtimestamp(project.path.stat().st_mtime).astimezone().date()
    with Project.open(project.path, PASSPHRASE) as later:
        assert not later.copy_is_overdue(changed + timedelta(days=1)), "the copy is as new"
        later.add_records([a_record()])
        os.utime(tmp_path / "copies" / "court.survey", (0, 0))
        assert not later.copy_is_overdue(changed), "the day is not over"
        assert later.copy_is_overdue(changed + timedelta(days=1))
        assert later.renew_copies() == ()
        assert not later.copy_is_overdue(changed + timedelta(days=1))


def test_a_project_for_trials_keeps_no_copies(project: Project, tmp_path: Path) -> None:
    project.add_records([a_record()])
    assert project.close_for_today() == ()
    assert not (tmp_path / "copies").exists()
