"""A damaged project is named, and what can be read of it is saved."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from surveykit import text
from surveykit.fieldwork.attempt import Outcome
from surveykit.fieldwork.record import Mode, Record
from surveykit.form import Form
from surveykit.store import Project
from surveykit.store.care.recovery import Recovered, recover
from surveykit.store.care.verify import verify
from surveykit.store.connect import PAGE_SIZE
from surveykit.store.enclosures import PART
from surveykit.store.errors import (
    NoProjectError,
    ProjectExistsError,
    SiteLostError,
    WrongPassphraseError,
)

from .conftest import Make
from .samples import NOW, PASSPHRASE, TODAY, a_record, a_site, an_attempt
from .test_enclosures import a_picture, begun, interviewed, kept

Key = tuple[object, str]
Damage = Callable[[bytearray], object]


@pytest.fixture(params=[PASSPHRASE, None], ids=["encrypted", "plain"])
def passphrase(request: pytest.FixtureRequest) -> str | None:
    value: str | None = request.param
    return value


@pytest.fixture
def closed(make: Make, form: Form, passphrase: str | None) -> Project:
    """A project with lines in every table, long ones too."""
    project = make(passphrase=passphrase)
    project.add_records([a_record("x" * (n * 577 % 9000)) for n in range(60)])
    project.add_attempts([an_attempt(Outcome.NOT_HOME) for _n in range(40)])
    project.add_contact({"consent_contact": "yes", "name": "Ada"}, TODAY)
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
    for n in range(30):
        project.save_answer(draft.id, "/data/note", f"answer {n}")
    project.close()
    return project


@pytest.fixture
def pictures(make: Make, form: Form, passphrase: str | None) -> tuple[Path, dict[str, bytes]]:
    """A closed project with six pictures of several parts each, and one of a draft."""
    project = make("pictures", passphrase=passphrase)
    for n in range(6):
        interviewed(project, form, a_picture(n * PART + 1000))
    begun(project, form, a_picture())
    project.close()
    with Project.open(project.path, passphrase) as again:
        return project.path, {name: content for (_id, name), content in kept(again).items()}


@pytest.fixture
def records(closed: Project, passphrase: str | None) -> set[Key]:
    with Project.open(closed.path, passphrase) as project:
        return {*map(_hashable, project.records())}


def test_a_sound_project_is_whole(closed: Project, passphrase: str | None) -> None:
    findings = verify(closed.path, passphrase)
    assert findings.whole
    assert (findings.counts.records, findings.counts.attempts, findings.drafts) == (60, 40, 1)


def test_looking_changes_nothing(closed: Project, passphrase: str | None) -> None:
    before = closed.path.read_bytes()
    verify(closed.path, passphrase)
    assert closed.path.read_bytes() == before
    assert [*closed.path.parent.iterdir()] == [closed.path]


def test_a_project_that_somebody_works_on_can_be_looked_at(make: Make, form: Form) -> None:
    project = make(passphrase=PASSPHRASE)
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
    assert verify(project.path, PASSPHRASE).drafts == 1
    project.save_answer(draft.id, "/data/note", "goes on")


def test_without_the_passphrase_nobody_can_look(make: Make) -> None:
    project = make(passphrase=PASSPHRASE)
    project.close()
    for wrong in (None, "wrong"):
        with pytest.raises(WrongPassphraseError):
            verify(project.path, wrong)


def test_a_missing_project_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoProjectError):
        verify(tmp_path / "none.survey", None)


def test_one_changed_bit_on_any_page_of_an_encrypted_project_is_noticed(make: Make) -> None:
    project = make(passphrase=PASSPHRASE)
    project.add_records([a_record("x" * 500) for _n in range(40)])
    project.close()
    content = project.path.read_bytes()
    for number, place in enumerate(range(900, len(content), PAGE_SIZE), start=1):
        changed = bytearray(content)
        changed[place] ^= 1
        project.path.write_bytes(changed)
        findings = verify(project.path, PASSPHRASE)
        assert not findings.whole
        assert number == 1 or findings.damaged_pages == (number,)


def test_a_line_that_no_longer_says_what_its_hash_says_is_named(project: Project) -> None:
    """Without a passphrase no tag tells that a page was changed; an interview tells itself."""
    project.add_records([a_record("fine")])
    project.close()
    _execute(
        project.path, "UPDATE piece SET content = CAST(replace(content, 'fine', 'bad') AS BLOB)"
    )
    text.use("en")
    assert verify(project.path, None).faults == ("Interviews: 1 cannot be read.",)


@pytest.mark.parametrize("damage", ["'x'", "'-'", "upper(substr(label, 37, 64))"])
def test_a_label_with_a_changed_hash_is_named(project: Project, damage: str) -> None:
    project.add_records([a_record("fine")])
    project.close()
    _execute(
        project.path,
        f"UPDATE piece SET label = substr(label, 1, 36) || {damage}"  # noqa: S608 - our own
        f" || substr(label, 37 + length({damage}))",
    )
    assert not verify(project.path, None).whole


@pytest.mark.parametrize("damage", ["x", "-", "--", "F", "\u00e4"])
def test_an_interview_with_a_changed_id_on_its_label_can_be_read(
    project: Project, damage: str
) -> None:
    fine, changed = a_record("fine"), a_record("changed")
    project.add_records([fine, changed])
    project.close()
    _execute(
        project.path,
        f"UPDATE piece SET label = '{damage}' || substr(label, {1 + len(damage)})"  # noqa: S608
        f" WHERE label LIKE '{changed.id}%'",
    )
    with Project.open(project.path, None) as again:
        assert {*map(_hashable, again.records())} == {*map(_hashable, (fine, changed))}
        forms = {fine.form}
        assert {*again.standing_revisions(forms)} == {fine.revision, changed.revision}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE about SET value = '{}' WHERE name = 'site'",
        "UPDATE form SET version = '1'",
        "DELETE FROM form",
        "UPDATE attempt SET dwelling = 'Z9'",
        "UPDATE attempt SET outcome = 'sung to'",
        "UPDATE contact SET answers = '[]'",
        "UPDATE draft SET began = 'yesterday'",
        "DELETE FROM draft",
        "DELETE FROM draft_answer WHERE n = 1",
    ],
)
def test_what_the_program_would_stumble_over_is_named(make: Make, form: Form, sql: str) -> None:
    project = make()
    project.add_records([a_record()])
    project.add_attempt(an_attempt(Outcome.NOT_HOME))
    project.add_contact({"consent_contact": "yes", "name": "Ada"}, TODAY)
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
    for _n in range(3):
        project.save_answer(draft.id, "/data/note", "x")
    project.close()
    _execute(project.path, sql)
    assert not verify(project.path, None).whole


def test_of_a_sound_project_everything_is_saved(
    closed: Project, passphrase: str | None, tmp_path: Path, records: set[Key]
) -> None:
    recovered = recover(closed.path, passphrase, tmp_path / "new.survey", None)
    assert recovered.complete
    with Project.open(tmp_path / "new.survey", passphrase) as new:
        assert {*map(_hashable, new.records())} == records
        assert len(new.attempts()) == 40
        [draft] = new.drafts()
        assert [text for _ref, text in draft.answers] == [f"answer {n}" for n in range(30)]


def test_what_was_killed_before_it_came_into_the_file_is_saved_too(
    make: Make, form: Form, tmp_path: Path
) -> None:
    project = make(passphrase=PASSPHRASE)
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
    project.save_answer(draft.id, "/data/note", "only in the WAL")
    torn = tmp_path / "torn.survey"
    for ending in ("", "-wal"):
        shutil.copy(f"{project.path}{ending}", f"{torn}{ending}")
    assert recover(torn, PASSPHRASE, tmp_path / "new.survey", None).saved["draft_answer"] == 1
    assert torn.with_name("torn.survey-wal").exists(), "the damaged project stays as it is"


def test_a_page_of_rubbish_costs_no_more_than_what_stood_there(
    closed: Project, passphrase: str | None, tmp_path: Path, records: set[Key]
) -> None:
    content = closed.path.read_bytes()
    pages = len(content) // PAGE_SIZE
    for number in range(2, pages + 1, 17):
        recovered = _recovered(closed.path, content, _rubbish(number), passphrase, tmp_path)
        with Project.open(recovered.file, passphrase) as new:
            saved = {*map(_hashable, new.records())}
            kept = len(saved) + len(new.attempts()) + recovered.saved.get("draft_answer", 0)
        assert saved <= records
        assert kept >= 60 + 40 + 30 - 40, number
        if kept < 130:
            assert not recovered.complete


def test_a_changed_bit_costs_one_line_at_most(
    closed: Project, passphrase: str | None, tmp_path: Path, records: set[Key]
) -> None:
    """The cipher changes the very bit; the tag tells which page, and the page is read anyway."""
    content = closed.path.read_bytes()
    for place in range(PAGE_SIZE + 1500, len(content), 25 * PAGE_SIZE):

        def flip(damaged: bytearray, place: int = place) -> None:
            damaged[place] ^= 4

        recovered = _recovered(closed.path, content, flip, passphrase, tmp_path)
        with Project.open(recovered.file, passphrase) as new:
            assert len({*map(_hashable, new.records())} & records) >= 59
        assert recovered.saved["attempt"] >= 39


def test_with_its_first_page_gone_an_encrypted_project_still_gives_its_lines(
    make: Make, tmp_path: Path
) -> None:
    project = make(passphrase=PASSPHRASE)
    project.add_records([a_record() for _n in range(20)])
    project.close()

    def all_but_the_salt(content: bytearray) -> None:
        content[24:PAGE_SIZE] = os.urandom(PAGE_SIZE - 24)

    content = project.path.read_bytes()
    recovered = _recovered(project.path, content, all_but_the_salt, PASSPHRASE, tmp_path)
    assert recovered.saved["piece"] == 20


def test_a_project_without_an_interview_is_saved_whole(project: Project, tmp_path: Path) -> None:
    project.close()
    recovered = recover(project.path, None, tmp_path / "new.survey", None)
    assert recovered.complete
    assert "piece" not in recovered.saved


def test_an_interview_whose_label_was_changed_is_lost_and_told(make: Make, tmp_path: Path) -> None:
    """Without a passphrase nothing else tells; the other interviews are saved."""
    project = make()
    project.add_records([a_record(f"note {n}") for n in range(10)])
    project.close()
    _execute(
        project.path, "UPDATE piece SET label = replace(label, '000000', 'xxxxxx') WHERE slot = 4"
    )
    recovered = recover(project.path, None, tmp_path / "new.survey", None)
    assert recovered.saved["piece"] == 9
    assert not recovered.complete


def test_half_a_file_gives_half_of_its_lines(
    make: Make, passphrase: str | None, tmp_path: Path
) -> None:
    """But of an interview that is so long that it lies in several places all must be there."""
    project = make(passphrase=passphrase)
    project.add_records([a_record("x" * (n * 577 % 1800)) for n in range(200)])
    project.close()

    def cut(damaged: bytearray) -> None:
        del damaged[len(damaged) // 2 + 100 :]

    content = project.path.read_bytes()
    recovered = _recovered(project.path, content, cut, passphrase, tmp_path)
    assert recovered.saved["piece"] >= 80
    assert not recovered.complete


def test_the_files_of_a_sound_project_are_saved(
    pictures: tuple[Path, dict[str, bytes]], passphrase: str | None, tmp_path: Path
) -> None:
    path, before = pictures
    recovered = recover(path, passphrase, tmp_path / "new.survey", None)
    assert recovered.complete
    assert recovered.saved["enclosure"] == 6
    with Project.open(tmp_path / "new.survey", passphrase) as new:
        assert {name: content for (_id, name), content in kept(new).items()} == before
        [draft] = new.drafts()
        assert len(new.files_of_draft(draft.id)) == 1


def test_rubbish_costs_the_file_on_whose_page_it_stands_and_no_other(
    pictures: tuple[Path, dict[str, bytes]], passphrase: str | None, tmp_path: Path
) -> None:
    """A part begins on a page with others; so at most seven files are lost, mostly one."""
    path, before = pictures
    content = path.read_bytes()
    pages = len(content) // PAGE_SIZE
    lost = []
    for number in range(40, pages, 151):
        recovered = _recovered(path, content, _rubbish(number), passphrase, tmp_path)
        with Project.open(recovered.file, passphrase) as new:
            after = {name: content for (_id, name), content in kept(new).items()}
        assert after.items() <= before.items(), "what is saved is as it was"
        lost.append(len(before) - len(after))
        assert verify(recovered.file, passphrase).whole
        if lost[-1]:
            assert recovered.broken["enclosure"] >= lost[-1]
    assert sorted(lost)[len(lost) // 2] <= 1


def test_a_lost_site_is_asked_for(make: Make, tmp_path: Path) -> None:
    project = make()
    known = project.id
    project.close()
    _execute(project.path, "DELETE FROM about WHERE name = 'site'")
    new = tmp_path / "new.survey"
    with pytest.raises(SiteLostError):
        recover(project.path, None, new, None)
    assert not new.exists()
    recover(project.path, None, new, a_site())
    with Project.open(new, None) as recovered:
        assert (recovered.id, recovered.label) == (known, "The Court")


def test_recovery_overwrites_nothing(closed: Project, passphrase: str | None) -> None:
    with pytest.raises(ProjectExistsError):
        recover(closed.path, passphrase, closed.path, None)


def test_a_wrong_passphrase_recovers_nothing(make: Make, tmp_path: Path) -> None:
    project = make(passphrase=PASSPHRASE)
    project.close()
    with pytest.raises(WrongPassphraseError):
        recover(project.path, "wrong", tmp_path / "new.survey", None)
    assert [file.name for file in tmp_path.iterdir()] == [project.path.name]


def _recovered(
    path: Path, content: bytes, damage: Damage, passphrase: str | None, folder: Path
) -> Recovered:
    bad, new = folder / "bad.survey", folder / "new.survey"
    new.unlink(missing_ok=True)
    damaged = bytearray(content)
    damage(damaged)
    bad.write_bytes(damaged)
    recovered = recover(bad, passphrase, new, a_site())
    assert bad.read_bytes() == damaged
    assert path.read_bytes() == content
    return recovered


def _rubbish(number: int) -> Damage:
    def damage(content: bytearray) -> None:
        content[(number - 1) * PAGE_SIZE : number * PAGE_SIZE] = os.urandom(PAGE_SIZE)

    return damage


def _hashable(record: Record) -> Key:
    return record.id, record.revision


def _execute(path: Path, sql: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(sql)
    connection.close()
