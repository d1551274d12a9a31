"""A project that is removed, moved or replaced while it is open; Linux and macOS let that happen.

Nothing counts as saved that is on no disk.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from surveykit.fieldwork.record import Mode
from surveykit.form import Form
from surveykit.store import Draft, Project
from surveykit.store.errors import ProjectGoneError

from .samples import NOW, PASSPHRASE, TODAY, a_form, a_record, a_site, an_attempt


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that can be pulled out."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def project(stick: Path, form: Form) -> Project:
    """A project on it; never closed in peace."""
    path = stick / "court.survey"
    return Project.create(path, site=a_site(), forms=[form], passphrase=PASSPHRASE, now=NOW)


def _begun(project: Project) -> Draft:
    form = a_form()
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
    project.save_answer(draft.id, "/data/note", "on the disk")
    return draft


def _replaced(path: Path) -> None:
    """By a copy of the same name, as programs do that keep folders alike."""
    copy = Path(shutil.copy(path, path.with_suffix(".copy")))
    copy.replace(path)


LOSSES: dict[str, Callable[[Path], object]] = {
    "the folder is removed": lambda path: shutil.rmtree(path.parent),
    "the file is removed": Path.unlink,
    "what lies beside it is removed": lambda path: path.with_name(f"{path.name}-wal").unlink(),
    "the folder is moved": lambda path: path.parent.rename(path.parent.with_name("elsewhere")),
    "the file is replaced": _replaced,
}


@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES.keys())
def test_nothing_counts_as_saved_in_a_project_that_is_gone(
    project: Project, lose: Callable[[Path], object]
) -> None:
    draft = _begun(project)
    before = project.counts()
    lose(project.path)
    for late in (
        lambda: project.save_answer(draft.id, "/data/note", "lost"),
        lambda: project.save_file(draft.id, "/data/note", "n.jpg", b"lost"),
        lambda: project.save_language(draft.id, "en"),
        lambda: project.discard_draft(draft.id),
        lambda: project.finish(draft.id, a_record(), an_attempt()),
        lambda: project.add_attempt(an_attempt()),
        lambda: project.add_records([a_record()]),
        lambda: project.add_contact({"phone": "1"}, TODAY, form="callback"),
        lambda: project.keep_published("{}"),
    ):
        with pytest.raises(ProjectGoneError, match=r"court\.survey.*no longer|nicht mehr"):
            late()
    assert project.counts() == before
    assert project.drafts()[0].answers == (("/data/note", "on the disk"),)


def test_a_project_that_is_put_back_goes_on(project: Project, stick: Path) -> None:
    draft = _begun(project)
    away = stick.rename(stick.with_name("away"))
    with pytest.raises(ProjectGoneError):
        project.save_answer(draft.id, "/data/note", "while it was away")
    away.rename(stick)
    project.save_answer(draft.id, "/data/note", "goes on")
    project.close()
    with Project.open(project.path, PASSPHRASE) as again:
        [kept] = again.drafts()
        assert [text for _ref, text in kept.answers] == ["on the disk", "goes on"]


def test_a_project_behind_a_link_is_in_its_place(project: Project, tmp_path: Path) -> None:
    project.close()
    link = tmp_path / "link.survey"
    link.symlink_to(project.path)
    with Project.open(link, PASSPHRASE) as linked:
        _begun(linked)
    with Project.open(project.path, PASSPHRASE) as again:
        assert len(again.drafts()) == 1
