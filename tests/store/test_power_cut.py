"""What a power cut must find: everything synced, in the order in which it is relied on.

No test here cuts the power; each looks at the calls on which durability rests. In simulated power
cuts a database created at `synchronous=FULL` vanished, one created at EXTRA never did.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from surveykit.files import CannotWriteError, sync_file, write_whole
from surveykit.store import Project

from .conftest import Make
from .samples import TODAY, a_record, an_attempt

FULL, EXTRA = 2, 3
FOLDER_SYNCED = [] if os.name == "nt" else ["sync folder"]  # Windows needs and has no such call


class Spy:
    """Writes down, in their order, which files and folders are synced and which renamed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[str] = []
        self._sync, self._replace = os.fsync, Path.replace
        monkeypatch.setattr(os, "fsync", self._fsync)
        monkeypatch.setattr(Path, "replace", lambda old, new: self._rename(old, new))
        if sys.platform == "darwin":
            monkeypatch.delattr("fcntl.F_FULLFSYNC")

    def _fsync(self, handle: int) -> None:
        self.seen.append("sync folder" if _is_folder(handle) else "sync file")
        self._sync(handle)

    def _rename(self, old: Path, new: Path) -> Path:
        self.seen.append(f"rename to {new.name}")
        return self._replace(old, new)


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> Spy:
    return Spy(monkeypatch)


@pytest.fixture
def levels() -> Iterator[dict[str, list[int]]]:
    """How thoroughly each file was synced at each commit, by the file's ending."""
    seen: dict[str, list[int]] = {}

    def watch(connection: apsw.Connection) -> None:
        def look(_cursor: apsw.Cursor, sql: str, _values: object) -> bool:
            if sql == "COMMIT":
                level = connection.pragma("synchronous")
                seen.setdefault(Path(connection.filename).suffix, []).append(level)
            return True

        connection.exec_trace = look

    apsw.connection_hooks.append(watch)
    yield seen
    apsw.connection_hooks.remove(watch)


def test_a_project_is_created_more_thoroughly_than_it_is_written(
    make: Make, levels: dict[str, list[int]]
) -> None:
    make().add_attempt(an_attempt())
    assert levels == {".new": [EXTRA], ".survey": [FULL]}


def test_the_name_of_a_new_project_is_on_the_disk_before_it_is_used(make: Make, spy: Spy) -> None:
    make()
    assert spy.seen == ["rename to court.survey", *FOLDER_SYNCED]


def test_a_handover_is_on_the_disk_before_it_has_its_name(
    project: Project, tmp_path: Path, spy: Spy
) -> None:
    project.add_records([a_record()])
    spy.seen.clear()
    project.handover(tmp_path / "given", TODAY, unsealed=True)
    assert spy.seen == ["sync file", "rename to given", *FOLDER_SYNCED]


if os.name != "nt":

    @pytest.mark.parametrize("refusal", [errno.EINVAL, errno.ENOTSUP])
    def test_a_stick_that_cannot_sync_a_folder_still_takes_projects_and_handovers(
        make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int
    ) -> None:
        _refuse_folders(monkeypatch, refusal)
        project = make()
        project.handover(tmp_path / "given", TODAY, unsealed=True)
        assert make("taker").merge(tmp_path / "given").known.forms == 1

    def test_a_disk_that_fails_in_syncing_a_folder_is_told(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _refuse_folders(monkeypatch, errno.EIO)
        with pytest.raises(CannotWriteError):
            write_whole(tmp_path / "file", b"content")

    @pytest.mark.parametrize("knows_it", [True, False])
    def test_on_macos_a_file_reaches_the_medium_and_not_only_its_cache(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spy: Spy, *, knows_it: bool
    ) -> None:
        """A network drive may not know the call; then the common one has to do."""
        thorough = []

        def call(_handle: int, what: int) -> int:
            if not knows_it:
                raise OSError(errno.ENOTSUP, "not here")
            thorough.append(what)
            return 0

        monkeypatch.setattr("fcntl.F_FULLFSYNC", 51, raising=False)
        monkeypatch.setattr("fcntl.fcntl", call)
        with (tmp_path / "file").open("wb") as file:
            sync_file(file.fileno())
        assert (thorough, spy.seen) == (([51], []) if knows_it else ([], ["sync file"]))


def _refuse_folders(monkeypatch: pytest.MonkeyPatch, refusal: int) -> None:
    sync = os.fsync

    def refuse(handle: int) -> None:
        if _is_folder(handle):
            raise OSError(refusal, "not here")
        sync(handle)

    monkeypatch.setattr(os, "fsync", refuse)


def _is_folder(handle: int) -> bool:
    return stat.S_ISDIR(os.fstat(handle).st_mode)
