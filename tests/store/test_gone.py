"""A project that is removed, moved or replaced while it is open; Linux and macOS let that happen.

Nothing counts as saved that is on no disk.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from surveykit.fieldwork.attempt import Outcome
from surveykit.fieldwork.record import Mode
from surveykit.form import Form
from surveykit.store import Draft, Project
from surveykit.store.care.verify import verify
from surveykit.store.errors import ProjectGoneError, WrongPassphraseError

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


PICTURE = bytes(range(256)) * 999

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


def test_what_is_gone_goes_on_elsewhere_with_all_that_was_saved(
    project: Project, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    draft = _begun(project)
    project.save_file(draft.id, "/data/note", "n.jpg", PICTURE)
    project.add_records([a_record("of another door")])
    project.add_attempt(an_attempt(Outcome.NOT_HOME))
    records, attempts = project.records(), project.attempts()
    shutil.rmtree(stick)

    assert project.save_elsewhere() == home / "court-rescued.survey"
    with pytest.raises(WrongPassphraseError):
        project.unlock("not the one")
    project.unlock(PASSPHRASE)

    project.save_answer(draft.id, "/data/note", "goes on", known=2)
    assert (project.records(), project.attempts()) == (records, attempts)
    [kept] = project.drafts()
    assert [text for _ref, text in kept.answers] == ["on the disk", "n.jpg", "goes on"]
    project.finish(draft.id, a_record("n.jpg"), an_attempt(), known=3)
    project.close()
    assert verify(project.path, PASSPHRASE).whole
    with Project.open(project.path, PASSPHRASE) as again:
        [(_one, content)] = again.files()
        assert b"".join(content) == PICTURE


def test_what_is_gone_again_is_noticed_where_it_goes_on(
    project: Project, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that took its place had no WAL when it was opened."""
    monkeypatch.setenv("HOME", str(tmp_path))
    draft = _begun(project)
    shutil.rmtree(stick)
    project.save_elsewhere()
    project.unlock(PASSPHRASE)
    project.save_answer(draft.id, "/data/note", "goes on")
    project.path.with_name(f"{project.path.name}-wal").unlink()
    with pytest.raises(ProjectGoneError):
        project.save_answer(draft.id, "/data/note", "lost")


@pytest.mark.parametrize("leave", [Project.close_for_today, Project.lock], ids=["closed", "locked"])
def test_who_leaves_a_project_that_is_gone_has_it_saved_elsewhere(
    project: Project,
    stick: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    leave: Callable[[Project], object],
) -> None:
    """In the folder for second copies if there is one; a file there is never replaced."""
    second = tmp_path / "second"
    second.mkdir()
    project.keep_second_copy_in(second)
    taken = second / "court-rescued.survey"
    taken.write_text("of another day")
    _begun(project)
    shutil.rmtree(stick)

    said = leave(project)

    rescued = second / "court-rescued-2.survey"
    assert said is None or str(rescued) in "".join(said)  # type: ignore[arg-type]
    assert taken.read_text() == "of another day"
    with Project.open(rescued, PASSPHRASE) as again:
        assert len(again.drafts()) == 1


def test_where_nothing_can_be_saved_elsewhere_that_is_told(
    project: Project, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "nobody's"))
    _begun(project)
    shutil.rmtree(stick)
    project.lock()
    assert len(project.drafts()) == 1, "what is held nowhere else must not be let go of"
    [words] = project.close_for_today()
    assert "nicht mehr an seinem Platz" in words
    assert "Zweitkopie" in words


def test_a_project_behind_a_link_is_in_its_place(project: Project, tmp_path: Path) -> None:
    project.close()
    link = tmp_path / "link.survey"
    link.symlink_to(project.path)
    with Project.open(link, PASSPHRASE) as linked:
        _begun(linked)
    with Project.open(project.path, PASSPHRASE) as again:
        assert len(again.drafts()) == 1
