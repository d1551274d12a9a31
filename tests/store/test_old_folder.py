"""Files that lay beside a project, unencrypted, are taken in, whatever interrupts that."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from surveykit.enclosures import LARGEST
from surveykit.fieldwork.record import Mode
from surveykit.form import Form
from surveykit.store import Project
from surveykit.store.care.verify import verify
from surveykit.store.enclosures import folder_beside

from .conftest import Make
from .samples import NOW, PASSPHRASE, a_record
from .test_enclosures import MARK, a_picture, kept, traces

OLD = Path(__file__).with_name("version2") / "court.survey"


@contextmanager
def opened(path: Path, passphrase: str | None = PASSPHRASE) -> Iterator[Project]:
    with Project.open(path, passphrase) as project:
        yield project


def test_an_old_project_takes_its_files_in_and_the_folder_goes(tmp_path: Path) -> None:
    """One interview of the old project names `Haus 1.png`."""
    path = Path(shutil.copy(OLD, tmp_path))
    folder = folder_beside(path)
    folder.mkdir()
    Image.new("RGB", (9, 9), "red").save(folder / "Haus 1.png", "JPEG", comment=MARK)
    with opened(path) as project:
        [((_owner, name), content)] = kept(project).items()
        assert name == "Haus 1.png"
        assert content.startswith(b"\xff\xd8")
        assert MARK not in content
    assert not folder.exists()
    assert verify(path, PASSPHRASE).whole


def test_a_file_goes_to_everybody_who_names_it(make: Make, form: Form) -> None:
    project = make()
    ours = [a_record("a.bin"), a_record("a.bin"), a_record("é.bin")]
    project.add_records([*ours, a_record("nothing")])
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="", at=NOW)
    project.save_answer(draft.id, "/data/note", "of a draft.bin")
    project.close()
    folder = folder_beside(project.path)
    folder.mkdir()
    for name in ("a.bin", "e\N{COMBINING ACUTE ACCENT}.bin", "of a draft.bin"):
        (folder / name).write_bytes(name.encode())
    with opened(project.path, None) as again:
        assert kept(again) == {
            (ours[0].id, "a.bin"): b"a.bin",
            (ours[1].id, "a.bin"): b"a.bin",
            (ours[2].id, "é.bin"): "e\N{COMBINING ACUTE ACCENT}.bin".encode(),
        }
        assert again.files_of_draft(draft.id) == {"of a draft.bin"}
        again.discard_draft(draft.id)
    assert not folder.exists()
    assert traces(project.path) == 0


def test_what_no_answer_names_and_what_is_too_large_stays(make: Make) -> None:
    project = make()
    project.add_records([a_record("film.mp4"), a_record("a.bin")])
    project.close()
    folder = folder_beside(project.path)
    folder.mkdir()
    (folder / "a.bin").write_bytes(b"a")
    (folder / "stray.bin").write_bytes(b"s")
    with (folder / "film.mp4").open("wb") as film:
        film.truncate(LARGEST + 1)
    with opened(project.path, None) as again:
        assert {name for _owner, name in kept(again)} == {"a.bin"}
    assert {file.name for file in folder.iterdir()} == {"stray.bin", "film.mp4"}


def test_on_a_full_disk_the_project_opens_and_the_files_stay(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make()
    project.add_records([a_record("a.bin")])
    project.close()
    folder = folder_beside(project.path)
    folder.mkdir()
    (folder / "a.bin").write_bytes(b"a")
    with monkeypatch.context() as patch:
        patch.setattr("surveykit.store.faults.ROOM_FOR_ANSWERS", 1 << 60)
        with opened(project.path, None) as again:
            assert kept(again) == {}
    assert (folder / "a.bin").read_bytes() == b"a"
    with opened(project.path, None) as again:
        assert len(kept(again)) == 1


@pytest.mark.parametrize("after", [0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.45])
def test_a_kill_at_any_moment_loses_no_file(make: Make, after: float) -> None:
    project = make()
    pictures = {f"{n}.bin": a_picture(900_000) for n in range(12)}
    project.add_records([a_record(name) for name in pictures])
    project.close()
    folder = folder_beside(project.path)
    folder.mkdir()
    for name, picture in pictures.items():
        (folder / name).write_bytes(picture)
    _killed(project.path, after)
    left = {file.name for file in folder.iterdir()} if folder.exists() else set()
    with opened(project.path, None) as again:
        assert {name: content for (_owner, name), content in kept(again).items()} == pictures
    assert not folder.exists()
    assert left <= {*pictures}
    assert verify(project.path, None).whole


def _killed(path: Path, after: float) -> None:
    """Open the project in another process, and kill that some seconds after it said it begins."""
    code = (
        "import sys; from pathlib import Path; from surveykit.store import Project;"
        "from surveykit.store import old_folder; print('.', flush=True);"
        "Project.open(Path(sys.argv[1]), None)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()
