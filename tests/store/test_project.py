from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.record import Mode, Record
from surveykit.form import Form
from surveykit.store import DraftGoneError, Project, project_id
from surveykit.store.errors import NoFormError

from .conftest import Make
from .samples import NOW, PASSPHRASE, TODAY, a_form, a_record, a_site, an_attempt


def test_a_project_gives_back_what_it_was_made_of(make: Make, form: Form) -> None:
    path = make(passphrase=PASSPHRASE).path
    with Project.open(path, PASSPHRASE) as project:
        assert project.site == a_site()
        assert project.label == "The Court"
        assert [*project.forms] == ["note"]
        assert project.forms["note"].xml == form.xml


def test_the_newest_version_of_a_form_is_used_and_the_older_one_stays(project: Project) -> None:
    project.add_forms([a_form("2027010110"), a_form("2027010109")])
    assert project.forms["note"].version == "2027010110"
    assert project.form("note", "2027010101").version == "2027010101"
    with pytest.raises(KeyError):
        project.form("note", "1")


def test_a_form_that_could_not_be_saved_is_told(project: Project) -> None:
    assert project.forms.get("door_interest") is None
    with pytest.raises(NoFormError, match=project.path.name) as told:
        project.forms["door_interest"]
    assert "door_interest" in told.value.what


def test_a_draft_goes_on_in_the_text_in_which_it_was_begun(project: Project, form: Form) -> None:
    """Whatever comes in meanwhile: a newer version, or another text under the same version."""
    begun = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
    others = [a_form(label=f"What, if not {n}?") for n in range(5)]
    project.add_forms([a_form("2027010110"), *others])
    [draft] = project.drafts()
    assert project.form_of(draft).xml == project.form_of(begun).xml == form.xml


def test_of_two_texts_of_one_version_the_project_always_means_the_same(project: Project) -> None:
    project.add_forms([a_form(label=f"What, if not {n}?") for n in range(5)])
    assert project.form("note", "2027010101") is project.forms["note"]


def test_answers_of_a_draft_come_back_in_the_order_given(project: Project, form: Form) -> None:
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
    for text in ("one", "two", ""):
        project.save_answer(draft.id, "/data/note", text)
    project.save_language(draft.id, "English (en)")

    [kept] = project.drafts()

    assert (kept.id, kept.dwelling, kept.began) == (draft.id, "A1", NOW)
    assert kept.language == "English (en)"
    assert kept.answers == (("/data/note", "one"), ("/data/note", "two"), ("/data/note", ""))


def test_a_finished_interview_leaves_a_record_a_line_and_no_draft(
    project: Project, form: Form
) -> None:
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
    record, attempt = a_record(), an_attempt()

    project.finish(draft.id, record, attempt)

    assert project.drafts() == ()
    assert project.records() == (record,)
    assert project.attempts() == (attempt,)
    assert not project.erasure_pending


def test_finishing_a_draft_that_is_not_there_changes_nothing(project: Project) -> None:
    with pytest.raises(DraftGoneError):
        project.finish(uuid4(), a_record(), an_attempt())
    assert project.counts().records == project.counts().attempts == 0


def test_if_the_line_cannot_be_written_the_record_is_not_either(
    project: Project, form: Form
) -> None:
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
    project.save_answer(draft.id, "/data/note", "kept")
    broken = an_attempt()
    object.__setattr__(broken, "dwelling", None)

    with pytest.raises(TypeError):
        project.finish(draft.id, a_record(), broken)

    assert project.records() == ()
    assert project.drafts()[0].answers == (("/data/note", "kept"),)


def test_an_interview_at_a_door_has_no_time_of_day() -> None:
    with pytest.raises(ValueError, match="no time"):
        Attempt(uuid4(), "A1", Outcome.INTERVIEW, NOW)


def test_an_interview_ended_in_another_window_is_told_and_ended_once(
    project: Project, form: Form
) -> None:
    draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW).id
    with Project.open(project.path, None) as other:
        other.finish(draft, a_record(), an_attempt())
    for late in (
        lambda: project.save_answer(draft, "/data/note", "lost"),
        lambda: project.save_language(draft, "de"),
        lambda: project.discard_draft(draft),
        lambda: project.finish(draft, a_record(), an_attempt()),
        lambda: project.finish_contact(draft, {}, TODAY, form="callback"),
    ):
        with pytest.raises(DraftGoneError):
            late()
    counts = project.counts()
    assert (counts.records, counts.attempts, counts.contacts) == (1, 1, 0)


def test_a_correction_replaces_what_its_author_had_seen(project: Project) -> None:
    first = a_record("first")
    second = a_record("second", id_=first.id, supersedes=(first.revision,))
    project.add_records([first, second])
    assert project.records() == (second,)
    assert project.conflicts() == ()


def test_two_corrections_that_differ_are_a_conflict_and_both_are_listed(project: Project) -> None:
    first = a_record("first")
    one = a_record("one", id_=first.id, supersedes=(first.revision,))
    other = a_record("other", id_=first.id, supersedes=(first.revision,))
    project.add_records([first, one, other])
    assert set(map(_note, project.records())) == {"one", "other"}
    [conflict] = project.conflicts()
    assert set(map(_note, conflict)) == {"one", "other"}


def test_two_corrections_that_say_the_same_are_no_conflict(project: Project) -> None:
    first = a_record("first")
    second = a_record("second", id_=first.id, supersedes=(first.revision,))
    third = a_record("done", id_=first.id, supersedes=(first.revision,))
    fourth = a_record("done", id_=first.id, supersedes=(second.revision,))
    project.add_records([first, second, third, fourth])
    assert [*map(_note, project.records())] == ["done"]
    assert project.conflicts() == ()


def test_very_many_records_come_one_after_another_without_their_replaced_versions(
    project: Project,
) -> None:
    first = [a_record() for _each in range(1200)]
    corrected = [replace(one, minutes=59, supersedes=(one.revision,)) for one in first[::7]]
    project.add_records([*first, *corrected])
    standing = {one.id: one for one in [*first, *corrected]}
    found = project.each_record()
    assert [*found] == sorted(standing.values(), key=lambda one: str(one.id))
    assert [*found] == [*project.records()], "as often as one likes"
    kept = project.standing_revisions({first[0].form})
    assert [*kept] == [one.revision for one in found]


def test_the_standing_revisions_are_those_of_the_records_asked_for(project: Project) -> None:
    """Corrections that say the same are one; those that contradict each other all stand."""
    note, other = a_record("as it was", form="note"), a_record(form="other")
    twice = [replace(note, minutes=59, supersedes=(note.revision,), reason=why) for why in "ab"]
    against = a_record("against", id_=note.id, form="note", supersedes=(note.revision,))
    project.add_records([note, other, *twice, against])
    standing = {record.revision for record in project.records("note")}
    assert len(standing) == 2
    assert {*project.standing_revisions({"note"})} == standing
    assert [*project.standing_revisions({"other"})] == [other.revision]


def test_records_can_be_asked_for_by_form(project: Project) -> None:
    project.add_records([a_record(form="note"), a_record(form="other")])
    assert [record.form for record in project.records("other")] == ["other"]


def test_a_contact_is_kept_apart(project: Project) -> None:
    contact = project.add_contact({"consent_contact": "yes", "name": "Ada", "phone": "1"}, TODAY)
    assert project.contacts() == (contact,)
    assert contact.answers == {"consent_contact": "yes", "name": "Ada", "phone": "1"}


def test_a_finished_personal_form_is_a_contact_and_no_record(project: Project, form: Form) -> None:
    draft = project.begin_draft(form, mode=Mode.DESK, dwelling=None, language="de", at=NOW)
    contact = project.finish_contact(draft.id, {"phone": "1"}, TODAY, form="callback")
    assert project.contacts() == (contact,)
    assert not project.drafts()
    assert not project.records()


def test_the_project_id_is_the_same_from_a_workbook_with_another_phone_number() -> None:
    corrected = a_site().model_copy(update={"label": "The Old Court"})
    assert project_id(corrected) == project_id(a_site())
    assert project_id(a_site(flats=("A1", "A2"))) != project_id(a_site())
    assert project_id(a_site(name="mill")) != project_id(a_site())


def test_closing_leaves_one_file(make: Make, tmp_path: Path) -> None:
    project = make()
    project.add_attempt(an_attempt())
    project.close()
    project.close()
    assert [path.name for path in tmp_path.iterdir()] == ["court.survey"]


_words = st.text(max_size=20)
_answers = st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), _words, max_size=4)
_records = st.builds(
    Record,
    id=st.uuids(version=4),
    form=st.just("note"),
    form_version=st.just("1"),
    mode=st.sampled_from(Mode),
    day=st.dates(),
    minutes=st.integers(0, 600),
    language=st.just("de"),
    answers=_answers,
    partial=st.booleans(),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(records=st.lists(_records, max_size=5))
def test_any_record_comes_back_as_it_went_in(project: Project, records: list[Record]) -> None:
    project.add_records(records)
    kept = {record.revision: record for record in project.records()}
    assert all(kept[record.revision] == record for record in records)


def _note(record: Record) -> str:
    return record.answers["note"]
