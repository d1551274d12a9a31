import shutil
from pathlib import Path

import apsw
import pytest

from surveykit.fieldwork.record import Mode
from surveykit.form import Form
from surveykit.store import Project, connect, database, is_encrypted, kind, new_file
from surveykit.store.errors import (
    DamagedProjectError,
    EmptyPassphraseError,
    LeftoverError,
    NewerProjectError,
    NoFolderError,
    NoProjectError,
    NotAProjectError,
    NotEncryptedError,
    ProjectExistsError,
    ProjectInUseError,
    StrayWalError,
    UnsafeDiskError,
    WrongPassphraseError,
)

from .conftest import Make
from .samples import NOW, PASSPHRASE, a_record, a_site, an_attempt

ODD_PASSPHRASES = [
    "it's",
    '"quoted"',
    "'; DROP TABLE record; --",
    "x'00'",
    "Schlüssel für Müller",
    "ключ 鍵 🔑",
    "with\0nul",
    " spaces around ",
    "raw:" + 64 * "0",
    "\ud83d half a pair",
    500 * "long " + "end",
]


@pytest.mark.parametrize("passphrase", ODD_PASSPHRASES)
def test_any_passphrase_opens_what_it_closed_and_no_other_does(make: Make, passphrase: str) -> None:
    project = make(passphrase=passphrase)
    project.close()
    with Project.open(project.path, passphrase) as again:
        assert again.label == "The Court"
    with pytest.raises(WrongPassphraseError):
        Project.open(project.path, passphrase[:-1])


def test_a_passphrase_typed_on_another_keyboard_opens_too(make: Make) -> None:
    one_character, two_characters = "caf\u00e9", "cafe\u0301"
    project = make(passphrase=one_character)
    project.close()
    Project.open(project.path, two_characters).close()


def test_a_passphrase_that_looks_like_a_key_is_not_taken_for_one(make: Make) -> None:
    looks_like_a_key = "raw:" + 64 * "0"
    project = make(passphrase=looks_like_a_key)
    project.close()
    connection = apsw.Connection(str(project.path))
    connection.pragma("cipher", "chacha20")
    connection.pragma("key", looks_like_a_key)
    with pytest.raises(apsw.NotADBError):
        connection.pragma("user_version")
    connection.close()


def test_an_empty_passphrase_is_not_taken_for_none(make: Make) -> None:
    with pytest.raises(EmptyPassphraseError):
        make(passphrase="")


def test_without_its_passphrase_an_encrypted_project_stays_closed(make: Make) -> None:
    project = make(passphrase=PASSPHRASE)
    project.close()
    assert is_encrypted(project.path)
    for passphrase in (None, "wrong", PASSPHRASE.upper()):
        with pytest.raises(WrongPassphraseError):
            Project.open(project.path, passphrase)


def test_a_passphrase_for_a_project_without_one_is_told(project: Project) -> None:
    assert not is_encrypted(project.path)
    with pytest.raises(NotEncryptedError):
        Project.open(project.path, PASSPHRASE)


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"plain text " * 1000])
def test_another_file_is_no_project(tmp_path: Path, content: bytes, passphrase: str | None) -> None:
    path = tmp_path / "other.survey"
    path.write_bytes(content)
    with pytest.raises(NotAProjectError):
        Project.open(path, passphrase)
    assert path.read_bytes() == content


def test_another_programs_database_is_no_project(tmp_path: Path) -> None:
    path = tmp_path / "other.survey"
    other = apsw.Connection(str(path))
    other.execute("CREATE TABLE t (a)")
    other.close()
    with pytest.raises(NotAProjectError):
        Project.open(path, None)


def test_a_folder_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(NotAProjectError):
        Project.open(tmp_path, None)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoProjectError):
        Project.open(tmp_path / "none.survey", None)


def test_a_new_project_overwrites_nothing(project: Project) -> None:
    project.add_records([a_record()])
    with pytest.raises(ProjectExistsError):
        Project.create(project.path, site=a_site(), forms=[], passphrase=None, now=NOW)
    assert len(project.records()) == 1


def test_a_new_project_needs_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "none" / "court.survey"
    with pytest.raises(NoFolderError):
        Project.create(path, site=a_site(), forms=[], passphrase=None, now=NOW)


def test_a_project_that_cannot_be_filled_leaves_no_file(tmp_path: Path) -> None:
    def fail(_database: database.Database) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        new_file.create(tmp_path / "court.survey", None, fail)
    assert [*tmp_path.iterdir()] == []


def test_a_project_of_a_newer_version_is_refused_and_left_as_it_is(project: Project) -> None:
    project.close()
    _pragma(project.path, "user_version", kind.VERSION + 1)
    before = project.path.read_bytes()
    with pytest.raises(NewerProjectError):
        Project.open(project.path, None)
    assert project.path.read_bytes() == before


def test_a_second_writer_is_told_that_the_project_is_in_use(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "PATIENCE_MS", 10)
    other = Project.open(project.path, None)
    holder = database.Database.open(project.path, None)
    with holder.transaction(), pytest.raises(ProjectInUseError):
        other.add_attempt(an_attempt())
    other.add_attempt(an_attempt())
    assert len(project.attempts()) == 1
    holder.close()
    other.close()


def test_a_damaged_page_is_told_when_it_is_read_and_left_as_it_is(make: Make) -> None:
    """Opening reads a few pages and not all of them; `verify` looks for the rest."""
    project = make(passphrase=PASSPHRASE)
    project.add_records([a_record("x" * 300) for _n in range(200)])
    project.close()
    content = bytearray(project.path.read_bytes())
    middle = len(content) // 2 // connect.PAGE_SIZE * connect.PAGE_SIZE
    content[middle : middle + 8 * connect.PAGE_SIZE] = b"\xa5" * 8 * connect.PAGE_SIZE
    project.path.write_bytes(content)

    with Project.open(project.path, PASSPHRASE) as damaged, pytest.raises(DamagedProjectError):
        damaged.records()
    assert project.path.read_bytes() == content


def test_a_project_cut_short_is_told(make: Make) -> None:
    project = make(passphrase=PASSPHRASE)
    project.add_records([a_record("x" * 300) for _n in range(200)])
    project.close()
    content = project.path.read_bytes()
    project.path.write_bytes(content[: len(content) // 2])
    with pytest.raises(DamagedProjectError):
        Project.open(project.path, PASSPHRASE)


def test_a_guarantee_that_does_not_take_stops_the_work(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "surveykit.store.connect._FULL", 7
    )  # no level of SQLite: reads back as another
    with pytest.raises(UnsafeDiskError):
        Project.open(project.path, None)


def test_an_open_project_keeps_what_it_promises(project: Project) -> None:
    opened = database.Database.open(project.path, None)
    names = ("journal_mode", "synchronous", "temp_store")
    kept = [opened.rows(f"PRAGMA {name}")[0][0] for name in names]
    opened.close()
    assert kept == ["wal", 2, 2], "FULL: every commit waits for the disk; MEMORY: nothing spills"


def test_after_an_interview_the_one_file_holds_everything(
    project: Project, form: Form, tmp_path: Path
) -> None:
    """Who copies a project forgets the -wal beside it."""
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
    project.finish(draft.id, a_record(), an_attempt())
    copy = tmp_path / "copy.survey"
    shutil.copy(project.path, copy)
    with Project.open(copy, None) as copied:
        assert copied.records() == project.records()


def test_what_a_killed_creation_left_behind_is_no_obstacle(make: Make, tmp_path: Path) -> None:
    for ending in ("", "-wal", "-journal"):
        (tmp_path / f"court.survey.new{ending}").write_bytes(b"half a project")
    assert make().label == "The Court"


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_new_project_does_not_take_over_what_an_earlier_one_left(
    make: Make, tmp_path: Path, ending: str
) -> None:
    """The earlier file was moved away while its answers were still in the -wal beside it."""
    left = tmp_path / f"court.survey{ending}"
    left.write_bytes(b"answers")
    with pytest.raises(LeftoverError, match=f"court.survey{ending}"):
        make()
    assert left.read_bytes() == b"answers"
    assert [*tmp_path.iterdir()] == [left]


def test_a_copy_of_a_closed_project_is_a_project(project: Project, tmp_path: Path) -> None:
    project.add_records([a_record()])
    project.close()
    copy = tmp_path / "copy.survey"
    shutil.copy(project.path, copy)
    with Project.open(copy, None) as copied:
        assert len(copied.records()) == 1


def _pragma(path: Path, name: str, value: int) -> None:
    connection = apsw.Connection(str(path))
    connection.pragma(name, value)
    connection.close()


def test_a_wal_of_an_earlier_interview_is_told_although_it_would_fit(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page of it is sound, and brought in it would give an erased interview back."""
    project = make()
    form = project.forms["note"]
    mode = a_record().mode
    project.discard_draft(
        project.begin_draft(form, mode=mode, dwelling="A1", language="", at=NOW).id
    )
    draft = project.begin_draft(form, mode=mode, dwelling="A1", language="", at=NOW)
    wal = connect.wal_of(project.path)
    stale = wal.read_bytes()
    project.discard_draft(draft.id)
    project.close()
    content = project.path.read_bytes()

    wal.write_bytes(stale)
    with pytest.raises(StrayWalError):
        Project.open(project.path, None)
    assert (project.path.read_bytes(), wal.read_bytes()) == (content, stale)

    monkeypatch.setattr("surveykit.store.generation.fits", lambda *_numbers: True)
    with Project.open(project.path, None) as fooled:
        assert [one.id for one in fooled.drafts()] == [draft.id]


def test_a_wal_of_an_interview_that_went_on_is_told_too(make: Make) -> None:
    project = make()
    form = project.forms["note"]
    draft = project.begin_draft(form, mode=a_record().mode, dwelling="A1", language="", at=NOW)
    project.close()
    wal = connect.wal_of(project.path)
    stale = b""
    for text in ("no", "yes, after all"):
        with Project.open(project.path, None) as going_on:
            going_on.save_answer(draft.id, "/data/note", text)
            stale = stale or wal.read_bytes()

    wal.write_bytes(stale)
    with pytest.raises(StrayWalError):
        Project.open(project.path, None)
    wal.unlink()
    with Project.open(project.path, None) as found:
        assert [text for _ref, text in found.drafts()[0].answers][-1] == "yes, after all"


def test_a_wal_that_begins_with_more_than_the_memory_holds_is_told_too(make: Make) -> None:
    """SQLite lays a part of so large a transaction in the WAL before it is whole."""
    project = make()
    project.close()
    wal = connect.wal_of(project.path)
    stale = []
    for _n in range(3):
        with Project.open(project.path, None) as going_on:
            going_on._database.run("PRAGMA cache_size = 10")
            going_on.keep_published("x" * 100_000)
            stale.append(wal.read_bytes())
            assert len(stale[-1]) > 100_000

    wal.write_bytes(stale[1])
    with pytest.raises(StrayWalError):
        Project.open(project.path, None)


def test_a_wal_that_was_cut_off_from_a_killed_window_is_brought_in(make: Make) -> None:
    project = make()
    form = project.forms["note"]
    mode = a_record().mode
    killed = project.path.with_name("killed.survey")
    for _n in range(3):
        draft = project.begin_draft(form, mode=mode, dwelling="A1", language="", at=NOW)
        project.save_answer(draft.id, "/data/note", "half")
        for beside in ("", "-wal"):
            source = project.path.with_name(project.path.name + beside)
            killed.with_name(killed.name + beside).write_bytes(source.read_bytes())
        with Project.open(killed, None) as found:
            assert [one.id for one in found.drafts()] == [draft.id]
        project.discard_draft(draft.id)
