"""A project and a handover of version 1, made with the program of that time, are still read.

`version1/` holds them. In both: one interview with two corrections that contradict each other,
one in the hallway, a desk form, four lines of the contact sheet, one contact; the project also
holds a draft.
"""

import shutil
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.store import Counts, Project, WrongPassphraseError
from surveykit.store.care.migration import kept_copies
from surveykit.store.care.verify import verify
from surveykit.store.connect import connect
from surveykit.store.errors import OlderProjectError, ProjectInUseError

from .conftest import Make
from .samples import PASSPHRASE

OLD = Path(__file__).with_name("version1")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD / "court.survey", tmp_path))


def _id(n: int) -> UUID:
    return UUID(f"00000000-0000-4000-8000-{n:012d}")


def _lines(project: Project) -> dict[UUID, Attempt]:
    return {line.id: line for line in project.attempts()}


def test_an_old_project_opens_with_all_that_it_held(old: Path) -> None:
    with Project.open(old, PASSPHRASE) as project:
        assert project.counts() == Counts(records=6, corrections=3, attempts=4, contacts=1, forms=1)
        [(hers, his)] = project.conflicts()
        assert {hers.answers["note"], his.answers["note"]} == {"hers", "his"}
        assert hers.partial
        [contact] = project.contacts()
        assert contact.answers["phone"] == "0521 2"
        [draft] = project.drafts()
        assert draft.answers == (("/data/note", "half a thought"),)
        assert project.form_of(draft).id == "note"
        assert _lines(project)[_id(15)].language == "tr"
        project.save_answer(draft.id, "/data/note", "a whole one")


def test_what_it_knew_too_exactly_is_coarser_now(old: Path) -> None:
    with Project.open(old, PASSPHRASE) as project:
        by_id = {record.id: record for record in project.records()}
        lines = _lines(project)
        assert by_id[_id(1)].day == by_id[_id(2)].day == date(2027, 1, 1)
        assert by_id[_id(3)].day == date(2027, 1, 14), "filled in at a desk"
        assert "today" not in by_id[_id(2)].answers
        assert lines[_id(12)].outcome is Outcome.INTERVIEW, "a partial one, as its record says"
        assert {line.at.minute for line in lines.values() if line.at} == {0}


def test_the_old_file_is_kept_as_it_was_and_opened_once_only(old: Path) -> None:
    before = old.read_bytes()
    for _again in range(2):
        Project.open(old, PASSPHRASE).close()
    kept = old.with_name("court.survey.v1")
    assert {file.name for file in old.parent.iterdir()} == {"court.survey", "court.survey.v1"}
    assert len(kept.read_bytes()) == len(before)
    connection = connect(kept, PASSPHRASE)
    assert connection.execute("SELECT count(*) FROM record").fetchall() == [(6,)]
    connection.close()


def test_a_wrong_passphrase_changes_nothing(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(WrongPassphraseError):
        Project.open(old, "a wrong guess")
    assert old.read_bytes() == before
    assert [*old.parent.iterdir()] == [old]


def test_an_old_project_that_another_window_has_open_is_left_alone(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from surveykit.store import connect as connecting

    monkeypatch.setattr(connecting, "PATIENCE_MS", 10)
    other = connect(old, PASSPHRASE)
    other.execute("SELECT 1 FROM record").fetchall()
    with pytest.raises(ProjectInUseError):
        Project.open(old, PASSPHRASE)
    other.close()
    assert not old.with_name("court.survey.v1").exists()
    Project.open(old, PASSPHRASE).close()


def test_an_unencrypted_old_project_opens_too(tmp_path: Path) -> None:
    plain = Path(shutil.copy(OLD / "plain.survey", tmp_path))
    with Project.open(plain, None) as project:
        assert project.counts().records == 6


def test_an_old_laptops_handover_merges_with_what_was_migrated(
    old: Path, make: Make, tmp_path: Path
) -> None:
    """Both ways of an old interview, through its project and through its handover, are one."""
    handover = OLD / "court.handover"
    with Project.open(old, PASSPHRASE) as migrated:
        receipt = migrated.merge(handover)
        assert receipt.new == Counts()
        assert receipt.known.records == 6
        fresh = make("fresh")
        fresh.merge(handover)
        assert fresh.records() == migrated.records()
        assert fresh.conflicts() == migrated.conflicts()
        assert fresh.contacts() == migrated.contacts()
        assert fresh.attempts() == migrated.attempts()


def test_only_a_project_is_renewed_and_nothing_below_it(old: Path) -> None:
    from surveykit.store.database import Database

    with pytest.raises(OlderProjectError):
        Database.open(old, PASSPHRASE)


def test_a_project_of_version_2_is_renewed_and_kept_too(tmp_path: Path, make: Make) -> None:
    """`version2/`: two interviews, a line, a contact and a draft, and a handover of them."""
    folder = OLD.with_name("version2")
    path = Path(shutil.copy(folder / "court.survey", tmp_path))
    before = path.read_bytes()
    with Project.open(path, PASSPHRASE) as project:
        assert project.counts() == Counts(records=2, attempts=1, contacts=1, forms=1)
        assert [draft.answers for draft in project.drafts()] == [(("/data/note", "half said"),)]
        assert project.merge(folder / "court.handover").new == Counts()
        fresh = make("fresh")
        fresh.merge(folder / "court.handover")
        assert fresh.records() == project.records()
    assert verify(path, PASSPHRASE).whole
    assert kept_copies(path) == (path.with_name("court.survey.v2"),)
    first_page = 2048  # says how the journal is kept
    assert kept_copies(path)[0].read_bytes()[first_page:] == before[first_page:]


def test_a_project_of_version_3_is_renewed_and_kept_too(tmp_path: Path, make: Make) -> None:
    """`version3/`: an interview with a picture, one with two corrections, a contact, a draft."""
    path = Path(shutil.copy(OLD.with_name("version3") / "court.survey", tmp_path))
    with Project.open(path, PASSPHRASE) as project:
        assert project.counts() == Counts(
            records=4, attempts=2, contacts=1, forms=1, files=1, corrections=2
        )
        [(hers, his)] = project.conflicts()
        assert {hers.answers["note"], his.answers["note"]} == {"hers", "his"}
        [(picture, content)] = project.files()
        assert (picture.owner, b"".join(content)) == (_id(1), b"a picture" * 9000)
        assert [draft.answers for draft in project.drafts()] == [(("/data/note", "half said"),)]
        assert {len(record.answers["note"]) for record in project.corrections()} == {2999, 4, 3}
    assert verify(path, PASSPHRASE).whole
    assert kept_copies(path) == (path.with_name("court.survey.v3"),)
