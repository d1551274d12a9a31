"""Files that answers name: part of the project like the answers, and gone like them."""

import os
import re
from collections import Counter
from itertools import permutations
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveykit.fieldwork.record import Mode, Record
from surveykit.form import Form
from surveykit.store import Counts, Project
from surveykit.store.care.verify import verify
from surveykit.store.database import Database
from surveykit.store.enclosures import PART
from surveykit.store.errors import DiskFullError, DraftGoneError

from .conftest import Make
from .samples import NOW, PASSPHRASE, a_form, a_record, a_site, an_attempt

MARK = b"what the picture shows "


def a_picture(size: int = 3 * PART + 17) -> bytes:
    """Random bytes, with the mark at every place that a part could begin or end."""
    content = bytearray(os.urandom(size))
    for at in range(0, size, 997):
        content[at : at + len(MARK)] = MARK
    return bytes(content[:size])


def begun(project: Project, form: Form, *pictures: bytes, name: str = "") -> tuple[UUID, list[str]]:
    """A draft with these pictures; returns what they are called."""
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
    names = [name or f"{uuid4().hex[:16]}.jpg" for _picture in pictures]
    for called, picture in zip(names, pictures, strict=True):
        project.save_file(draft.id, "/data/note", called, picture)
    return draft.id, names


def interviewed(project: Project, form: Form, picture: bytes) -> Record:
    draft, [name] = begun(project, form, picture)
    record = a_record(name)
    project.finish(draft, record, an_attempt())
    return record


def kept(project: Project) -> dict[tuple[UUID, str], bytes]:
    return {(file.owner, file.name): b"".join(content) for file, content in project.files()}


def traces(path: Path) -> int:
    return sum(file.read_bytes().count(MARK) for file in path.parent.glob(f"{path.name}*"))


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 5 * PART])
def test_a_file_is_stored_as_it_is_whatever_its_size(
    project: Project, form: Form, size: int
) -> None:
    picture = os.urandom(size)
    record = interviewed(project, form, picture)
    assert kept(project) == {(record.id, record.answers["note"]): picture}
    project.close()
    with Project.open(project.path, None) as again:
        assert kept(again) == {(record.id, record.answers["note"]): picture}


def test_an_answer_and_its_file_are_saved_together_or_not_at_all(
    project: Project, form: Form
) -> None:
    draft, _names = begun(project, form)
    project.discard_draft(draft)
    with pytest.raises(DraftGoneError):
        project.save_file(draft, "/data/note", "a.jpg", a_picture())
    assert project.files_of_draft(draft) == frozenset()
    assert verify(project.path, None).whole


def test_what_the_interview_does_not_name_is_erased_when_it_is_finished(
    project: Project, form: Form
) -> None:
    draft, names = begun(project, form, a_picture(), a_picture(), b"kept")
    record = a_record(names[2])
    project.finish(draft, record, an_attempt())
    assert kept(project) == {(record.id, names[2]): b"kept"}
    assert traces(project.path) == 0


def test_of_an_erased_picture_no_byte_is_left(project: Project, form: Form) -> None:
    """Of a draft, replaced, of an interview erased on request: nowhere in file, WAL, free pages."""
    others = [interviewed(project, form, os.urandom(2 * PART)) for _n in range(3)]
    draft, names = begun(project, form, a_picture(), b"another")
    record = interviewed(project, form, a_picture())
    assert traces(project.path) > 0, "else the rest would prove nothing"
    project.keep_files(draft, names[1:])
    project.discard_draft(draft)
    assert project.erase([record.id]) == Counts(records=1, files=1)
    assert traces(project.path) == 0
    assert {owner for owner, _name in kept(project)} == {other.id for other in others}
    project.close()
    assert traces(project.path) == 0
    assert verify(project.path, None).whole


def test_no_byte_of_a_picture_is_in_an_encrypted_project(make: Make, form: Form) -> None:
    project = make(passphrase=PASSPHRASE)
    interviewed(project, form, a_picture())
    begun(project, form, a_picture())
    assert traces(project.path) == 0
    project.close()
    assert traces(project.path) == 0


def test_a_picture_for_which_there_is_no_room_is_refused_before_anything_is_written(
    project: Project, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, _names = begun(project, form)
    before = project.path.stat().st_size
    monkeypatch.setattr("surveykit.store.faults.ROOM_FOR_ANSWERS", 1 << 60)
    with pytest.raises(DiskFullError):
        project.save_file(draft, "/data/note", "a.jpg", a_picture())
    assert project.path.stat().st_size == before
    project.save_answer(draft, "/data/note", "goes on")


def test_a_second_copy_holds_the_files_of_interviews_and_not_those_of_drafts(
    make: Make, form: Form, tmp_path: Path
) -> None:
    project = make(passphrase=PASSPHRASE)
    begun(project, form, a_picture())
    record = interviewed(project, form, b"a" * 3 * PART)
    begun(project, form, a_picture())
    interviewed(project, form, b"b" * 3 * PART)
    project.backup(tmp_path / "copy.survey")
    assert verify(tmp_path / "copy.survey", PASSPHRASE).whole
    with Project.open(tmp_path / "copy.survey", PASSPHRASE) as copy:
        assert kept(copy) == kept(project)
        copy.erase([record.id])
        interviewed(copy, form, b"c" * 3 * PART)
        assert len(kept(copy)) == 2


def test_verify_finds_a_part_that_was_changed_or_lost(project: Project, form: Form) -> None:
    interviewed(project, form, a_picture())
    for harm in (
        "UPDATE part SET content = zeroblob(65536) WHERE slot = 1",
        "DELETE FROM part WHERE slot = 1",
        "DELETE FROM enclosure",
    ):
        assert verify(project.path, None).whole
        project.backup(project.path.with_name("harmed"))
        database = Database.open(project.path.with_name("harmed"), None)
        database.write(harm, [()])
        database.close()
        assert not verify(database.path, None).whole
        database.path.unlink()


_CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("finish"), st.integers(0, 3 * PART)),
        st.tuples(st.just("begin"), st.integers(0, 3 * PART)),
        st.tuples(st.sampled_from(("discard", "erase", "replace")), st.integers(0, 5)),
    ),
    max_size=14,
)


@settings(max_examples=25)
@given(changes=_CHANGES)
def test_whatever_happens_each_file_is_there_as_long_as_it_is_named(
    tmp_path_factory: pytest.TempPathFactory, form: Form, changes: list[tuple[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("history") / "court.survey"
    made = Project.create(path, site=a_site(), forms=[a_form()], passphrase=None, now=NOW)
    finished: dict[UUID, bytes] = {}
    drafts: dict[UUID, bytes] = {}
    with made as project:
        for what, n in changes:
            if what == "finish":
                picture = os.urandom(n)
                finished[interviewed(project, form, picture).id] = picture
            elif what == "begin":
                draft, _names = begun(project, form, os.urandom(n))
                drafts[draft] = b""
            elif what == "discard" and drafts:
                project.discard_draft(drafts.popitem()[0])
            elif what == "replace" and drafts:
                project.save_file(next(iter(drafts)), "/data/note", "new.jpg", b"new")
                project.keep_files(next(iter(drafts)), ["new.jpg"])
            elif what == "erase" and finished:
                id_ = [*finished][n % len(finished)]
                project.erase([id_])
                del finished[id_]
        assert {owner: content for (owner, _name), content in kept(project).items()} == finished
        assert project.counts().files == len(finished)
    assert verify(path, None).faults == ()


def test_where_a_part_lies_does_not_tell_when_it_came(make: Make, form: Form) -> None:
    """Each of the six orders in which three pictures may lie is as likely as any other.

    Chi square with five degrees of freedom: by chance above 25.7 once in ten thousand runs.
    """
    orders: Counter[tuple[int, ...]] = Counter()
    for n in range(60):
        project = make(f"evening {n}")
        for place in (0, 1, 9, 2):
            record = interviewed(project, form, b"picture %d;" % place)
            if place == 9:
                project.erase([record.id])
        content = project.path.read_bytes()  # as the evening left it
        project.close()
        orders[tuple(int(found) for found in re.findall(rb"picture (\d);", content))] += 1
    assert {*orders} <= {*permutations(range(3))}
    assert sum((orders[one] - 10) ** 2 / 10 for one in permutations(range(3))) < 25.7
