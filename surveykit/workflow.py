"""A project from day to day: opened, gone round with, looked after, closed.

The command line and the terminal app call these functions and nothing below them; beside them
`setting_up` comes before the first door, `evaluating` and `publishing` after the last.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from surveykit.fieldwork.attempt import INTERVIEWED, Attempt, Outcome
from surveykit.store import Copy, Project, is_encrypted
from surveykit.store.errors import NoFolderError, ProjectGoneError

if TYPE_CHECKING:  # the first screen needs none of this
    from surveykit.store.care.recovery import Recovered
    from surveykit.store.care.verify import Findings

__all__ = ["Project", "ProjectGoneError"]


def find_projects(folder: Path) -> tuple[Path, ...]:
    """The project files in a folder, the one used last first; none is opened."""
    found = folder.glob("*.survey")
    return tuple(sorted(found, key=lambda file: (-file.stat().st_mtime, file.name)))


def needs_passphrase(path: Path) -> bool:
    """Whether the file is encrypted; a missing file is told when it is opened."""
    return path.is_file() and is_encrypted(path)


def insist_on_project(path: Path) -> None:
    """Raise ProjectError unless this is a project file; it is not opened yet."""
    is_encrypted(path)


def open_project(path: Path, passphrase: str | None = None, now: datetime | None = None) -> Project:
    """Open a project file; first of all makes up for the second copy of an earlier day.

    That copy is missing if the program was killed. If it fails again, `close_project` tells.
    """
    project = Project.open(path, passphrase)
    if now and project.copy_is_overdue(now.date()):
        project.renew_copies()
    return project


def close_project(project: Project) -> tuple[str, ...]:
    """Close a project at the end of the work, with its second copies; sentences on what failed."""
    return project.close_for_today()


def clock_notice(project: Project, now: datetime) -> str:
    """What is to be said if this cannot be the day; nothing as a rule."""
    from surveykit.fieldwork.clock import standing_wrong

    return standing_wrong(max(now.date(), now.astimezone(UTC).date()), project.newest_day())


def damage_notice(project: Project, passphrase: str | None) -> str:
    """What is to be said of damaged pages; nothing as a rule. Reads all of the file."""
    from surveykit.store.care.verify import damage_in

    return damage_in(project.path, project.damaged_pages(passphrase))


def verify_project(path: Path, passphrase: str | None) -> "Findings":
    """Look at every byte of a project, and change none."""
    from surveykit.store.care.verify import verify

    return verify(path, passphrase)


def recover_project(
    path: Path, passphrase: str | None, new: Path, site_workbook: Path | None = None
) -> "Recovered":
    """Save what can be read of a damaged project into a new one.

    `site_workbook` stands in where the site itself cannot be read any more.
    """
    from surveykit.setting_up import check_site
    from surveykit.store.care.recovery import recover

    site = check_site(site_workbook)[0] if site_workbook else None
    return recover(path, passphrase, new, site)


def back_up(project: Project, target: Path) -> Copy:
    """Write a second copy; into a folder under the project's own name.

    Raises NoFolderError where the target is neither a folder nor named like a project: a stick
    that is not there must not become a file without an ending.
    """
    if not target.is_dir() and target.suffix != ".survey":
        raise NoFolderError(target)
    return project.backup(target / project.path.name if target.is_dir() else target)


def keep_copies_in(project: Project, folder: Path | None) -> tuple[str, ...]:
    """Keep a second copy in this folder too, from today on; sentences on what failed at once."""
    project.keep_second_copy_in(folder)
    return project.renew_copies(all_anew=True)


def record_attempt(
    project: Project,
    dwelling: str,
    outcome: Outcome,
    now: datetime,
    *,
    language: str = "",
    call_back: str = "",
    card_left: bool = False,
) -> Attempt:
    """Put one try at one door on the contact sheet.

    `call_back` is what somebody said of another time, in any words; see `agreed_time`.
    """
    from surveykit.fieldwork.agreed_time import as_kept  # only where somebody agrees on one

    attempt = Attempt(
        id=uuid4(),
        dwelling=dwelling,
        outcome=outcome,
        at=None if outcome in INTERVIEWED else now,
        language=language,
        call_back=as_kept(call_back, now.astimezone()),
        card_left=card_left,
    )
    project.add_attempt(attempt)
    return attempt


def undo_attempt(project: Project, attempt: Attempt, now: datetime) -> None:
    """Take one line of the contact sheet back; the line stays, but counts no more.

    An interview noted by hand just now goes without a trace.
    """
    taken_back = Attempt(
        id=uuid4(),
        dwelling=attempt.dwelling,
        outcome=attempt.outcome,
        at=None if attempt.outcome in INTERVIEWED else now,
        undoes=attempt.id,
    )
    project.take_back(attempt, taken_back)
