"""Two programs at one project, as processes of their own: one waits or is told, none corrupts."""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import apsw
import pytest

from surveykit.store import Project
from surveykit.store.care.verify import verify
from surveykit.store.errors import DiskFaultError, ReadOnlyProjectError

from . import at_work
from .conftest import Make
from .samples import PASSPHRASE, a_record, an_attempt


@pytest.fixture
def path(make: Make) -> Path:
    """An encrypted project that nobody has open."""
    project = make(passphrase=PASSPHRASE)
    project.close()
    return project.path


def test_two_windows_interview_at_once_and_nothing_is_lost(path: Path) -> None:
    with ExitStack() as stack:
        windows = [stack.enter_context(_window("finish", path)) for _n in range(2)]
        said = [_lines(window, 12) for window in windows]
        for window in windows:
            window.kill()
    with Project.open(path, PASSPHRASE) as project:
        assert len(project.records()) == len(project.attempts()) >= sum(map(len, said)) == 24
    assert verify(path, PASSPHRASE).whole


def test_a_handover_is_merged_while_an_interview_runs(make: Make, path: Path) -> None:
    giver = make("giver", PASSPHRASE)
    giver.add_records([a_record("w" * 300) for _n in range(500)])
    giver.add_attempt(an_attempt())
    giver.handover(path.with_suffix(".handover"), unsealed=True)
    with _window("answer", path) as interviewing:
        _lines(interviewing, 5)
        with _window("merge", path) as merging:
            assert _lines(merging, 2) == ["0", "1"]
        answers = _lines(interviewing, 5)
        interviewing.kill()
    with Project.open(path, PASSPHRASE) as project:
        assert len(project.records()) == 500
        [draft] = project.drafts()
        assert len(draft.answers) > int(answers[-1])
    assert verify(path, PASSPHRASE).whole


def test_who_reads_all_interviews_sees_them_as_they_were_in_the_beginning(make: Make) -> None:
    """Whatever another window takes in meanwhile; what it erases is gone."""
    reading = make()
    reading.add_records([a_record(f"note {n}") for n in range(1200)])
    before = reading.records()
    going = iter(reading.each_record())
    begun = [next(going) for _n in range(3)]
    with Project.open(reading.path, None) as writing:
        late, erased = before[1100], before[-1]
        correction = a_record("corrected", id_=late.id, supersedes=(late.revision,))
        writing.add_records([correction, *(a_record("new") for _n in range(300))])
        writing.erase([erased.id])
        assert [*begun, *going] == [record for record in before if record != erased]
        assert correction in reading.records()


def test_what_is_asked_for_at_one_moment_fits_together(make: Make) -> None:
    reading = make()
    with Project.open(reading.path, None) as writing:
        with reading.at_one_moment():
            assert reading.counts().records == 0
            writing.add_records([a_record()])
            writing.add_attempt(an_attempt())
            assert (reading.records(), reading.attempts()) == ((), ())
        assert len(reading.records()) == len(reading.attempts()) == 1


def test_a_copy_is_made_while_an_interview_runs(path: Path, tmp_path: Path) -> None:
    with _window("finish", path) as interviewing:
        _lines(interviewing, 3)
        with Project.open(path, PASSPHRASE) as project:
            copy = project.backup(tmp_path / "copy.survey")
        _lines(interviewing, 3)
        interviewing.kill()
    assert copy.records >= 3
    assert verify(copy.file, PASSPHRASE).whole


class _NoLocks(apsw.VFS):
    """A drive on which no file can be locked, as some network drives are."""

    def __init__(self) -> None:
        self._below = next(name for name in ("unix", "win32") if name in apsw.vfs_names())
        super().__init__("no locks", self._below)

    def xOpen(self, name: "str | apsw.URIFilename | None", flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        return _Unlockable(self._below, name, flags)


class _Unlockable(apsw.VFSFile):
    def xLock(self, _level: int) -> None:  # noqa: N802
        raise apsw.IOError("no locks available")


_DRIVE = _NoLocks()  # SQLite keeps no hold of it


def test_where_files_cannot_be_locked_a_project_opens_to_read_only(path: Path) -> None:
    """Two windows there would write over each other."""
    before, usual = path.read_bytes(), apsw.vfs_names()[0]
    flags = apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    apsw.Connection("file:?vfs=multipleciphers-no locks", flags=flags).close()
    apsw.set_default_vfs("multipleciphers-no locks")
    try:
        with Project.open(path, PASSPHRASE) as project:
            assert project.label == "The Court"
            with pytest.raises((ReadOnlyProjectError, DiskFaultError)):
                project.add_records([a_record()])
    finally:
        apsw.set_default_vfs(usual)
    assert path.read_bytes() == before


if sys.platform.startswith("linux"):  # where /proc shows what everybody may see of a process

    @pytest.mark.parametrize("task", ["answer", "finish"])
    def test_no_secret_is_seen_from_outside_while_the_program_works(
        path: Path, tmp_path: Path, task: str
    ) -> None:
        """Not in its arguments, not in its temporary files, not beside the project."""
        secrets = [PASSPHRASE.encode(), b"answer 3 xxx", b"yyyyyyyy", b"zzzzzzzz"]
        scratch = tmp_path / "scratch"
        scratch.mkdir()
        with _window(task, path, TMPDIR=str(scratch), SQLITE_TMPDIR=str(scratch)) as window:
            _lines(window, 5)
            seen = Path(f"/proc/{window.pid}/cmdline").read_bytes()
            files = [*scratch.rglob("*"), *path.parent.glob(f"{path.name}*")]
            seen += b"".join(_content(file) for file in files)
            window.kill()
        assert [secret for secret in secrets if secret in seen] == []
        assert [*scratch.iterdir()] == []


def _content(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _lines(window: "subprocess.Popen[str]", count: int) -> list[str]:
    assert window.stdout is not None
    return [window.stdout.readline().strip() for _n in range(count)]


def _window(task: str, path: Path, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", at_work.__name__, task, str(path), "0", ""],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
    )
