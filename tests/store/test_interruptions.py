"""Killed or out of room at any moment: what was acknowledged is there, nothing by halves.

A killed process leaves what it wrote to the system; a power cut may not, see `test_power_cut`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest

from surveykit.fieldwork.record import Mode
from surveykit.form import Form
from surveykit.store import Project
from surveykit.store.care.verify import verify

from . import at_work
from .conftest import Make
from .samples import NOW, PASSPHRASE, a_record
from .test_enclosures import interviewed


@pytest.fixture
def path(make: Make) -> Path:
    """An encrypted project that nobody has open."""
    project = make(passphrase=PASSPHRASE)
    project.close()
    return project.path


def test_no_acknowledged_answer_is_lost_when_the_program_is_killed(path: Path) -> None:
    for wanted in (5, 18, 44, 71, 120):
        said = _killed_after("answer", path, wanted)
        with Project.open(path, PASSPHRASE) as project:
            [draft] = project.drafts()
            kept = [text.split()[1] for _ref, text in draft.answers]
            assert kept[: len(said)] == said
            project.discard_draft(draft.id)


def test_the_answers_of_an_interview_find_room_that_the_disk_gave_at_once(
    make: Make, form: Form
) -> None:
    """A file that grows with each answer takes half as long again to be on the disk."""
    project = make(passphrase=PASSPHRASE)
    wal = project.path.with_name(f"{project.path.name}-wal")
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
    size = wal.stat().st_size
    for n in range(40):
        project.save_answer(draft.id, "/data/note", f"answer {n}")
    assert wal.stat().st_size == size
    project.discard_draft(draft.id)
    assert wal.stat().st_size == 0


def test_an_interview_is_finished_or_not_and_never_half(path: Path) -> None:
    for wanted in (1, 2, 9, 20, 33):
        with Project.open(path, PASSPHRASE) as project:
            before = len(project.records())
        said = _killed_after("finish", path, wanted)
        with Project.open(path, PASSPHRASE) as project:
            assert len(project.records()) == len(project.attempts())
            assert len(project.records()) >= before + len(said)
            for draft in project.drafts():
                project.discard_draft(draft.id)


def test_no_acknowledged_picture_is_lost_when_the_program_is_killed(path: Path) -> None:
    for wanted in (1, 2, 5, 9, 14):
        said = _killed_after("pictures", path, wanted)
        assert verify(path, PASSPHRASE).whole
        with Project.open(path, PASSPHRASE) as project:
            [draft] = project.drafts()
            answers = [text for _ref, text in draft.answers]
            assert answers[: len(said)] == [f"{n}.jpg" for n in said]
            assert project.files_of_draft(draft.id) == {*answers}
            project.discard_draft(draft.id)


def test_an_interview_has_its_picture_or_is_not_finished(path: Path) -> None:
    for wanted in (1, 4, 8):
        said = _killed_after("finish_pictures", path, wanted)
        with Project.open(path, PASSPHRASE) as project:
            pictures = {file.owner: b"".join(content) for file, content in project.files()}
            named = {one.id: one.answers["note"] for one in project.records()}
            for id_, name in named.items():
                content = f"picture {name.removesuffix('.jpg')};".encode() * 20_000
                assert pictures.pop(id_) == content
            assert pictures == {}
            assert len(named) >= len(said)
            for draft in project.drafts():
                project.discard_draft(draft.id)
            project.erase(named)
        assert verify(path, PASSPHRASE).whole


@pytest.mark.parametrize("later", [0.0, 0.1, 0.2, 0.3])
def test_a_handover_is_taken_in_whole_or_not_at_all_when_killed(
    make: Make, form: Form, later: float
) -> None:
    giver, taker = make("giver", PASSPHRASE), make("taker", PASSPHRASE)
    giver.add_records([a_record("w" * 300) for _n in range(2000)])
    for _n in range(4):
        interviewed(giver, form, os.urandom(2_000_000))
    giver.handover(taker.path.with_suffix(".handover"), unsealed=True)
    taker.close()
    _killed_after("merge", taker.path, 1, later=later)
    with Project.open(taker.path, PASSPHRASE) as project:
        counts = project.counts()
        assert (counts.records, counts.attempts, counts.files) in ((0, 0, 0), (2004, 4, 4))
    assert verify(taker.path, PASSPHRASE).whole


if sys.platform != "win32":  # the system calls that starve a process are of POSIX

    def test_a_full_disk_is_told_and_nothing_acknowledged_is_lost(path: Path) -> None:
        *said, error = _said("answer", path, room=200_000)
        assert error == "DiskFullError"
        assert len(said) > 10
        with Project.open(path, PASSPHRASE) as project:
            [draft] = project.drafts()
            assert [text.split()[1] for _ref, text in draft.answers] == said
            project.save_answer(draft.id, "/data/note", "there is room again")

    def test_a_full_disk_at_the_end_of_an_interview_keeps_the_draft(path: Path) -> None:
        *said, error = _said("finish", path, room=100_000)
        assert error == "DiskFullError"
        with Project.open(path, PASSPHRASE) as project:
            assert len(project.records()) == len(project.attempts()) == len(said)

    def test_a_full_disk_refuses_a_picture_and_keeps_the_answers(path: Path) -> None:
        *said, error = _said("pictures", path, room=2_000_000)
        assert error == "DiskFullError"
        assert len(said) > 0
        with Project.open(path, PASSPHRASE) as project:
            [draft] = project.drafts()
            assert [text for _ref, text in draft.answers] == [f"{n}.jpg" for n in said]
            project.save_answer(draft.id, "/data/note", "there is room again")
        assert verify(path, PASSPHRASE).whole

    def test_a_handover_for_which_there_is_no_room_is_not_taken_in_at_all(make: Make) -> None:
        giver, taker = make("giver", PASSPHRASE), make("taker", PASSPHRASE)
        giver.add_records([a_record("w" * 300) for _n in range(2000)])
        giver.handover(taker.path.with_suffix(".handover"), unsealed=True)
        taker.close()
        assert _said("merge", taker.path, room=400_000) == ["0", "DiskFullError"]
        with Project.open(taker.path, PASSPHRASE) as project:
            assert project.counts().records == 0
            project.merge(taker.path.with_suffix(".handover"))
            assert project.counts().records == 2000

    def test_a_handover_that_finds_no_room_leaves_no_file(make: Make) -> None:
        project = make(passphrase=PASSPHRASE)
        project.add_records([a_record(os.urandom(300).hex()) for _n in range(100)])
        project.close()
        assert _said("hand_over", project.path, room=20_000) == ["HandoverFileError"]
        assert [file.name for file in project.path.parent.iterdir()] == ["court.survey"]

    @pytest.fixture
    def locked_folder(make: Make) -> Iterator[Path]:
        """A project in a folder where nothing can be written."""
        project = make(passphrase=PASSPHRASE)
        project.close()
        with tempfile.TemporaryDirectory() as name:
            path = Path(name, "court.survey")
            path.write_bytes(project.path.read_bytes())
            path.parent.chmod(0o555)
            yield path
            path.parent.chmod(0o755)

    @pytest.mark.parametrize("mode", [0o444, 0o666])
    def test_a_read_only_place_is_told(locked_folder: Path, mode: int) -> None:
        locked_folder.chmod(mode)
        before = locked_folder.read_bytes()
        assert _said("finish", locked_folder, as_nobody=True) == ["ReadOnlyProjectError"]
        assert locked_folder.read_bytes() == before

    def test_no_project_is_made_in_a_read_only_folder(locked_folder: Path) -> None:
        before = sorted(locked_folder.parent.iterdir())
        assert _said("make", locked_folder, as_nobody=True) == ["ReadOnlyFolderError"]
        assert sorted(locked_folder.parent.iterdir()) == before

    @pytest.mark.parametrize("killed", [False, True], ids=["closed", "killed"])
    def test_a_project_can_be_read_where_nothing_can_be_written(path: Path, killed: bool) -> None:
        """A write-protected stick; after a kill the last answers stand in the -wal beside it."""
        said = _worked_on(path, killed=killed)
        path.with_name("court.survey-shm").unlink(missing_ok=True)
        with tempfile.TemporaryDirectory() as name:
            for file in path.parent.iterdir():
                shutil.copy(file, name)
            there = Path(name, "court.survey")
            there.parent.chmod(0o555)
            before = sorted(there.parent.iterdir())
            assert _said("look", there, as_nobody=True) == ["1", str(said)]
            assert _said("rescue", there, as_nobody=True) == ["1", "1", "ReadOnlyProjectError"]
            assert sorted(there.parent.iterdir()) == before
            there.parent.chmod(0o755)

    @pytest.mark.parametrize("killed", [False, True], ids=["closed", "killed"])
    def test_a_project_can_be_read_on_a_full_disk(path: Path, killed: bool) -> None:
        said = _worked_on(path, killed=killed)
        path.with_name("court.survey-shm").unlink(missing_ok=True)
        assert _said("look", path, room=100) == ["1", str(said)]


def _worked_on(path: Path, *, killed: bool) -> int:
    """A finished interview and an unfinished one; returns how many answers the latter has."""
    with Project.open(path, PASSPHRASE) as project:
        project.add_records([a_record()])
    _killed_after("answer", path, 20)
    if killed:
        copy = path.with_name("copy")
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{copy}{ending}")
    with Project.open(path, PASSPHRASE) as project:
        [draft] = project.drafts()
    if killed:
        for ending in ("", "-wal"):
            copy.with_name(f"copy{ending}").replace(f"{path}{ending}")
    return len(draft.answers)


def _killed_after(task: str, path: Path, wanted: int, *, later: float = 0) -> list[str]:
    """What the laptop had acknowledged when it was killed, at least `wanted` lines."""
    with _process(task, path) as process:
        assert process.stdout is not None
        said = [*islice(process.stdout, wanted)]
        with suppress(subprocess.TimeoutExpired):
            process.wait(later)
        process.kill()
        said += process.stdout
    return [line.strip() for line in said]


def _said(task: str, path: Path, *, room: int = 0, as_nobody: bool = False) -> list[str]:
    """Everything the laptop acknowledged until it stopped by itself."""
    with _process(task, path, room=room, as_nobody=as_nobody) as process:
        out, _error = process.communicate()
    assert process.returncode == 0
    return out.split()


def _process(
    task: str, path: Path, *, room: int = 0, as_nobody: bool = False
) -> "subprocess.Popen[str]":
    options = [task, str(path), str(room), "nobody" if as_nobody else ""]
    return subprocess.Popen(
        [sys.executable, "-m", at_work.__name__, *options],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
