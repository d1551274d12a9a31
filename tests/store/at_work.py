"""A laptop at work in a process of its own, so that a test can kill it or starve it of disk.

Prints one line for everything that the project has acknowledged, and an error by its name.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import sleep
from uuid import UUID

from surveykit.errors import SurveykitError
from surveykit.fieldwork.attempt import Outcome
from surveykit.fieldwork.record import Mode
from surveykit.store import Project
from surveykit.store.kind import is_encrypted

from .samples import NOW, PASSPHRASE, a_record, an_attempt


def answer(project: Project) -> None:
    """Save one answer after the other to one draft, for ever, with a breath between them.

    Who answers without one keeps other windows from ever having their turn.
    """
    draft = _begin(project)
    for n in count():
        project.save_answer(draft, f"/data/q{n}", f"answer {n} {'x' * 200}")
        _acknowledge(n)
        sleep(0.005)


def finish(project: Project) -> None:
    """Begin, answer and finish one interview after the other, for ever."""
    for n in count():
        draft = _begin(project)
        project.save_answer(draft, "/data/note", "y" * 500)
        note = f"first {n:04} {'z' * 500} last {n:04}"
        project.finish(draft, a_record(note), an_attempt(Outcome.INTERVIEW))
        _acknowledge(n)


def pictures(project: Project) -> None:
    """Answer with one picture after the other, for ever."""
    draft = _begin(project)
    for n in count():
        content = f"picture {n};".encode() * 20_000
        project.save_file(draft, "/data/note", f"{n}.jpg", content)
        _acknowledge(n)


def finish_pictures(project: Project) -> None:
    """One interview with a picture after the other, for ever."""
    for n in count():
        draft = _begin(project)
        content = f"picture {n};".encode() * 20_000
        project.save_file(draft, "/data/note", f"{n}.jpg", content)
        project.finish(draft, a_record(f"{n}.jpg"), an_attempt(Outcome.INTERVIEW))
        _acknowledge(n)


def merge(project: Project) -> None:
    """Take the handover beside the project in."""
    _acknowledge(0)
    project.merge(project.path.with_suffix(".handover"))
    _acknowledge(1)


def hand_over(project: Project) -> None:
    """Write a handover beside the project."""
    project.handover(project.path.with_suffix(".handover"), unsealed=True)
    _acknowledge(0)


def look(project: Project) -> None:
    """Say how much there is, and how much of it somebody was in the middle of."""
    _acknowledge(len(project.records()))
    _acknowledge(sum(len(draft.answers) for draft in project.drafts()))


def rescue(project: Project) -> None:
    """Take everything to another place: as a handover and as a copy."""
    folder = Path(tempfile.mkdtemp())
    _acknowledge(project.handover(folder / "given", unsealed=True).known.records)
    _acknowledge(project.backup(folder / "copy.survey").records)
    shutil.rmtree(folder)
    _begin(project)


def make(project: Project) -> None:
    """Another project in the same folder."""
    path = project.path.with_name("new.survey")
    Project.create(path, site=project.site, forms=(), passphrase=None, now=NOW).close()


TASKS: dict[str, Callable[[Project], None]] = {
    task.__name__: task
    for task in (answer, finish, pictures, finish_pictures, merge, hand_over, look, rescue, make)
}


def main(task: str, path: Path, *, room: int | None, as_nobody: bool) -> None:
    """Open the project and work; `room` is how many bytes a file may have from then on.

    Who only looks has no room from the beginning.
    """
    if as_nobody:
        _become_nobody()
    if room is not None and task == "look":
        _limit_files(room)
    try:
        with Project.open(path, PASSPHRASE if is_encrypted(path) else None) as project:
            _ = project.forms
            if room is not None:
                _limit_files(room)
            TASKS[task](project)
    except SurveykitError as error:
        _acknowledge(type(error).__name__)


def _begin(project: Project) -> UUID:
    form = project.forms["note"]
    return project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW).id


def _acknowledge(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def _limit_files(size: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _become_nobody() -> None:
    """Root may write everywhere; a read-only folder shows only to somebody else."""
    if sys.platform != "win32" and os.geteuid() == 0:
        import fcntl  # noqa: F401 - nobody may not read where Python lies

        import surveykit.store.handover.merge  # noqa: F401

        os.setgid(65534)
        os.setuid(65534)


if __name__ == "__main__":
    _task, _path, _room, _nobody = sys.argv[1:]
    main(_task, Path(_path), room=int(_room) or None, as_nobody=_nobody == "nobody")
