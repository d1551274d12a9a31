"""What a draft needed is nowhere in the bytes on the disk once it is finished."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import apsw
import pytest

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.erasure_code import id_of, new_code
from surveykit.fieldwork.record import Mode
from surveykit.form import Form
from surveykit.store import Counts, Project
from surveykit.store.database import Database
from surveykit.store.errors import SheetDeletedError
from surveykit.store.handover.file import Handover

from .conftest import Make
from .samples import NOW, PASSPHRASE, TODAY, a_record, an_attempt

MARK = "tell-tale"


def test_an_answer_of_a_draft_stands_in_the_bytes_of_a_plain_project(
    project: Project, form: Form
) -> None:
    _draft(project, form, 0)
    assert _traces(project) > 0, "else the tests below would prove nothing"


def test_of_a_finished_draft_no_byte_is_left(project: Project, form: Form) -> None:
    draft = _draft(project, form, 0)
    project.finish(draft, a_record(), an_attempt())
    assert not project.erasure_pending
    assert _traces(project) == 0
    project.close()
    assert _traces(project) == 0


def test_of_a_discarded_draft_no_byte_is_left(project: Project, form: Form) -> None:
    project.discard_draft(_draft(project, form, 0))
    assert _traces(project) == 0


def test_of_an_interviewed_dwelling_nothing_but_interviewed_is_left(
    project: Project, form: Form, tmp_path: Path
) -> None:
    """What was agreed or needed at the door before stands in the record too."""
    project.add_attempt(_agreed("A1"))
    project.add_attempt(_agreed("A2"))
    draft = _draft(project, form, 0)
    project.finish(draft, a_record(), an_attempt(dwelling="A1"))
    assert [line.outcome for line in project.attempts() if line.dwelling == "A1"] == ["interview"]
    assert [line.call_back for line in project.attempts() if line.dwelling == "A2"] == [MARK]
    project.finish(_draft(project, form, 0), a_record(), an_attempt(dwelling="A2"))
    assert _traces(project) == 0


def test_an_interview_merged_in_erases_what_this_laptop_knew_of_the_dwelling(
    make: Make, tmp_path: Path
) -> None:
    one, other = make("one"), make("other")
    one.add_attempt(_agreed("A1"))
    one.handover(tmp_path / "before", TODAY, unsealed=True)
    other.add_attempt(an_attempt(dwelling="A1"))
    other.handover(tmp_path / "after", TODAY, unsealed=True)
    one.merge(tmp_path / "after")
    other.merge(tmp_path / "before")
    assert one.attempts() == other.attempts()
    assert _traces(one) == _traces(other) == 0


def test_a_handover_leaves_out_what_was_known_of_interviewed_dwellings(
    project: Project, tmp_path: Path
) -> None:
    project.add_attempts([_agreed("A1"), an_attempt(dwelling="A1")])
    project.handover(tmp_path / "given", TODAY, unsealed=True)
    [line] = Handover.read(tmp_path / "given").contents().attempts
    assert line.outcome is Outcome.INTERVIEW


def test_a_slip_of_the_finger_costs_nothing_while_the_project_is_open(project: Project) -> None:
    slip = an_attempt(dwelling="A1")
    project.add_attempts([_agreed("A1"), slip])
    project.take_back(slip, an_attempt(dwelling="A1", undoes=slip.id))
    project.close()
    with Project.open(project.path, None) as again:
        assert [line.outcome for line in again.attempts()] == [Outcome.LATER]


def test_what_stood_beside_an_interview_noted_by_hand_goes_with_closing(project: Project) -> None:
    project.add_attempts([_agreed("A1"), an_attempt(dwelling="A1")])
    project.close()
    assert _traces(project) == 0


def test_of_many_drafts_in_any_order_no_byte_is_left(project: Project, form: Form) -> None:
    """Pages split, merge, overflow and are freed; none may keep an old copy of a row."""
    open_drafts: list[UUID] = []
    for n in range(60):
        open_drafts.append(_draft(project, form, n))
        if len(open_drafts) > 4 or n > 50:
            draft = open_drafts.pop(n * 31 % len(open_drafts))
            project.finish(draft, a_record("y" * (n * 577 % 3000)), an_attempt())
    for draft in open_drafts:
        project.discard_draft(draft)
    assert _traces(project) == 0


def test_a_reader_in_another_window_delays_erasing_and_loses_nothing(
    project: Project, form: Form
) -> None:
    draft = _draft(project, form, 0)
    with Project.open(project.path, None) as other:
        assert len(other.drafts()) == 1
        project.finish(draft, a_record(), an_attempt())
        assert len(other.records()) == 1
    assert _traces(project) == 0


def test_whatever_hinders_erasing_the_interview_is_saved_and_erasing_is_made_up_for(
    project: Project, form: Form
) -> None:
    path = project.path.resolve()
    [connection] = [one for one in apsw.connections() if Path(one.filename).resolve() == path]
    draft = _draft(project, form, 0)

    def deny(action: int, name: str | None, *_more: str | None) -> int:
        checkpoint = action == apsw.SQLITE_PRAGMA and name == "wal_checkpoint"
        return apsw.SQLITE_DENY if checkpoint else apsw.SQLITE_OK

    connection.authorizer = deny
    project.finish(draft, a_record(), an_attempt())
    assert project.erasure_pending
    connection.authorizer = None
    project.close()
    assert _traces(project) == 0
    with Project.open(project.path, None) as again:
        assert len(again.records()) == 1


def test_erasing_is_made_up_for_when_the_program_was_killed_before_it(
    project: Project, form: Form
) -> None:
    draft = _draft(project, form, 0)
    second = Database.open(project.path, None)
    with second.transaction():
        for table, key in (("draft_answer", "draft"), ("draft", "id")):
            second.write(f"DELETE FROM {table} WHERE {key} = ?", [(str(draft),)])  # noqa: S608
    assert _traces(project) > 0
    with Project.open(project.path, None):
        assert _traces(project) == 0
    second.close()


def test_no_plain_word_is_ever_in_the_bytes_of_an_encrypted_project(make: Make, form: Form) -> None:
    project = make(passphrase=PASSPHRASE)
    draft = _draft(project, form, 0)
    project.add_contact({"consent_contact": "yes", "name": MARK}, NOW.date())
    project.add_records([a_record(MARK)])
    assert _traces(project) == 0
    project.finish(draft, a_record(MARK), an_attempt())
    project.close()
    assert _traces(project) == 0


def test_of_an_erased_interview_nothing_is_left_but_an_id_that_says_nothing(
    project: Project,
) -> None:
    code = new_code(2**40 + 7)
    project.add_records([a_record(MARK * 300, id_=id_of(code)), a_record("another")])
    contact = project.add_contact({"consent_contact": "yes", "name": MARK}, TODAY)
    assert _traces(project) > 0
    assert project.erase([id_of(code), contact.id]) == Counts(records=1, contacts=1)
    assert _traces(project) == 0
    assert [record.answers["note"] for record in project.records()] == ["another"]
    database = Database.open(project.path, None)
    assert set(database.rows("SELECT * FROM erased")) == {(str(id_of(code)),), (str(contact.id),)}
    database.close()


def test_the_code_of_an_interview_is_nowhere_in_the_file(project: Project) -> None:
    code = new_code(2**40 + 7)
    project.add_records([a_record(id_=id_of(code))])
    content = b"".join(_bytes(project.path))
    assert code.encode() not in content
    assert code.replace("-", "").encode() not in content
    assert str(id_of(code)).encode() in content


def test_a_file_that_still_holds_an_erased_interview_does_not_bring_it_back(
    make: Make, tmp_path: Path
) -> None:
    """In whatever order they come: the tombstone travels with the handover of who erased."""
    one, other = make("one"), make("other")
    record = a_record(MARK)
    one.add_records([record])
    one.handover(tmp_path / "with it", TODAY, unsealed=True)
    one.erase([record.id])
    one.handover(tmp_path / "without it", TODAY, unsealed=True)
    assert Handover.read(tmp_path / "without it").contents().records == ()

    first = other.merge(tmp_path / "with it")
    second = other.merge(tmp_path / "without it")
    again = one.merge(tmp_path / "with it")

    assert (first.new.records, second.tally.removed.records) == (1, 1)
    assert (again.new.records, again.tally.left_out.records) == (0, 1)
    assert one.records() == other.records() == ()
    assert _traces(other) == 0


def test_a_request_may_come_before_the_interview(make: Make, tmp_path: Path) -> None:
    one, planner = make("one"), make("planner")
    record = a_record(MARK)
    assert planner.erase([record.id]) == Counts()
    one.add_records([record])
    one.handover(tmp_path / "a", TODAY, unsealed=True)
    planner.merge(tmp_path / "a")
    assert planner.records() == ()
    assert _traces(planner) == 0


def test_a_deleted_contact_sheet_stays_empty_whoever_brings_lines(
    make: Make, form: Form, tmp_path: Path
) -> None:
    one, planner = make("one"), make("planner")
    one.add_attempt(_agreed("A1"))
    one.handover(tmp_path / "a", TODAY, unsealed=True)
    planner.merge(tmp_path / "a")
    assert planner.erase_sheet() == Counts(attempts=1)
    assert _traces(planner) == 0
    planner.handover(tmp_path / "b", TODAY, unsealed=True)
    assert one.merge(tmp_path / "b").tally.removed.attempts == 1
    with pytest.raises(SheetDeletedError):
        one.add_attempt(_agreed("A1"))
    one.finish(_draft(one, form, 0), a_record(), an_attempt())
    assert (len(one.records()), one.attempts()) == (1, ())


def _agreed(dwelling: str) -> Attempt:
    return Attempt(uuid4(), dwelling, Outcome.LATER, NOW, call_back=MARK)


def _draft(project: Project, form: Form, n: int) -> UUID:
    """A draft whose dwelling and answers, short and long, all carry the mark."""
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling=f"{MARK} {n}", language=MARK, at=NOW)
    for length in (0, 40, 900, 6000):
        project.save_answer(draft.id, f"/data/{MARK}", MARK + "x" * (length + n))
    return draft.id


def _traces(project: Project) -> int:
    return sum(content.count(MARK.encode()) for content in _bytes(project.path))


def _bytes(path: Path) -> Iterator[bytes]:
    """The project and whatever SQLite has laid beside it."""
    for file in path.parent.glob(f"{path.name}*"):
        yield file.read_bytes()
