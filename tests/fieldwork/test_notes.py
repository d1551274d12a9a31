"""Notes beside questions: in the record wherever it goes, and nowhere else."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from surveykit import evaluating, publishing
from surveykit.correcting import reopen
from surveykit.errors import SurveykitError
from surveykit.fieldwork.erasure_code import id_of
from surveykit.fieldwork.notes import NOTED, Note, notes_after
from surveykit.fieldwork.record import CONTACT_FORM, HALLWAY_FORM, Mode
from surveykit.form import load
from surveykit.interviewing import OpenInterview, begin, resume
from surveykit.setting_up import new_example
from surveykit.settling import contradictions, settle
from surveykit.store import Project
from surveykit.workflow import open_project
from tests.form.building import question, workbook

NOW = datetime(2027, 1, 14, 17, 42, 7, tzinfo=UTC)
TEXT = "wants to be asked again in spring =1+1"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_example(tmp_path / "example.survey", "A", now=NOW) as made:
        yield made


def at_the_first_door(project: Project, *answers: tuple[str, str]) -> OpenInterview:
    dwelling = project.site.dwellings[0]
    interview = begin(
        project, "door_interest", mode=Mode.DOOR, dwelling=dwelling, clock=lambda: NOW
    )
    for name, code in answers:
        interview.answer(interview.form.question(name).ref, code)
    return interview


AGREED = (("adult", "yes"), ("consent", "yes"), ("prob", "3"), ("visits", "once"),
          ("contact_wish", "no"))  # fmt: skip


def noted(project: Project, text: str = TEXT) -> str:
    """A finished interview with a note on the likelihood; returns its erasure code."""
    interview = at_the_first_door(project, *AGREED)
    interview.note(interview.form.question("prob").ref, text)
    interview.finish()
    return interview.erasure_code


def test_a_note_is_on_the_disk_at_once_and_goes_into_the_record(project: Project) -> None:
    interview = at_the_first_door(project, *AGREED)
    ref = interview.form.question("prob").ref
    interview.note(ref, TEXT)
    with open_project(project.path) as other_window:
        (draft,) = other_window.drafts()
    again = resume(project, draft, lambda: NOW)
    assert again.notes == {ref: TEXT}
    assert again.entry.instance.answers() == interview.entry.instance.answers()
    again.finish()
    (record,) = project.records()
    assert record.notes == (Note("prob", TEXT),)
    assert TEXT not in record.answers.values()


def test_an_empty_note_takes_the_note_away(project: Project) -> None:
    interview = at_the_first_door(project, *AGREED)
    ref = interview.form.question("prob").ref
    interview.note(ref, TEXT)
    interview.note(ref, "  ")
    interview.finish()
    (record,) = project.records()
    assert record.notes == ()


def test_without_consent_no_note_is_kept(project: Project) -> None:
    interview = at_the_first_door(project, ("adult", "yes"), ("consent", "no"))
    interview.note(interview.form.question("consent").ref, TEXT)
    interview.finish()
    (record,) = project.records()
    assert record.notes == ()


def test_what_is_not_kept_with_the_answers_takes_no_note(project: Project) -> None:
    interview = at_the_first_door(project, *AGREED)
    with pytest.raises(SurveykitError, match=r"nicht|not kept"):
        interview.note(interview.form.question("contact_wish").ref, TEXT)
    contact = begin(project, CONTACT_FORM, mode=Mode.DESK, clock=lambda: NOW)
    with pytest.raises(SurveykitError, match=r"nicht|not kept"):
        contact.note(contact.form.questions[0].ref, TEXT)


def test_a_handover_carries_notes_and_erasing_leaves_no_byte_of_them(
    project: Project, tmp_path: Path
) -> None:
    code = noted(project)
    project.handover(tmp_path / "out.handover", unsealed=True)
    with new_example(tmp_path / "planner.survey", "A", now=NOW) as planner:
        planner.merge(tmp_path / "out.handover")
        (record,) = planner.records()
        assert record.notes == (Note("prob", TEXT),)
    assert TEXT.encode() in _bytes(project)
    project.erase([id_of(code)])
    assert TEXT.encode() not in _bytes(project)


def _bytes(project: Project) -> bytes:
    wal = project.path.with_name(f"{project.path.name}-wal")
    return project.path.read_bytes() + (wal.read_bytes() if wal.exists() else b"")


def test_a_correction_keeps_notes_and_may_change_them(project: Project) -> None:
    code = noted(project)
    correction = reopen(project, code, lambda: NOW)
    ref = correction.form.question("prob").ref
    assert correction.notes == {ref: TEXT}
    assert not correction.check()
    correction.note(ref, "shorter")
    correction.note(correction.form.question("visits").ref, "said after a while")
    assert correction.check()
    correction.finish("mistyped")
    (record,) = project.records()
    assert record.notes == (Note("prob", "shorter"), Note("visits", "said after a while"))


def test_notes_that_contradict_each_other_are_kept_and_settled(project: Project) -> None:
    noted(project)
    (record,) = project.records()
    seen = (record.revision,)
    mine = replace(record, notes=(Note("prob", "mine"),), supersedes=seen, reason="a")
    theirs = replace(record, notes=(Note("prob", "theirs"),), supersedes=seen, reason="b")
    project.add_records([mine, theirs])
    (one,) = contradictions(project, NOW)
    (difference,) = one.differences
    assert set(difference.answers) == {"mine", "theirs"}
    taken = difference.answers.index("theirs")
    settle(project, one, {difference.name: taken}, NOW)
    (settled,) = project.records()
    assert settled.notes == (Note("prob", "theirs"),)
    assert settled.answers == record.answers


def test_the_internal_files_have_notes_and_what_is_public_has_none(
    project: Project, tmp_path: Path
) -> None:
    noted(project)
    results = evaluating.results(project, NOW.date())
    written = publishing.export(results, tmp_path / "out", ["csv", "codebook", "openrosa", "xlsx"])
    table = next(path for path in written if path.suffix == ".csv")
    content = table.read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(content.splitlines(), delimiter=";")
    assert row["prob.note"].replace("'", "") == TEXT
    assert list(row).index("prob.note") == list(row).index("prob") + 1
    package = json.loads(next(p for p in written if p.name == "datapackage.json").read_bytes())
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    assert fields["prob.note"]["free_text"] is True
    with ZipFile(next(path for path in written if path.suffix == ".zip")) as archive:
        assert TEXT in archive.read("differences.csv").decode().replace("'", "")
        submissions = [name for name in archive.namelist() if name.endswith(".xml")]
        assert all(TEXT not in archive.read(name).decode() for name in submissions)
    workbook = load_workbook(next(path for path in written if path.suffix == ".xlsx"))
    holding = [
        sheet.title
        for sheet in workbook
        if any(cell.value == TEXT for line in sheet.iter_rows() for cell in line)
    ]
    assert holding == ["Antworten door_interest"]


def test_nothing_for_the_public_has_notes(tmp_path: Path) -> None:
    with new_example(tmp_path / "c.survey", "C", now=NOW) as project:
        noted(project)
        (record,) = project.records()
        project.add_records([replace(record, id=uuid4()) for _again in range(80)])
        results = evaluating.results(project, NOW.date())
        written = publishing.publish(project, results, tmp_path / "out", ["xlsx", "csv"])
    assert written
    for path in written:
        parts = [path.read_bytes()]
        if path.suffix in (".xlsx", ".zip"):
            with ZipFile(path) as archive:
                parts = [archive.read(name) for name in archive.namelist()]
        assert all(b"asked again in spring" not in part for part in parts)


def test_notes_follow_their_instance_when_another_is_removed(
    project: Project, tmp_path: Path
) -> None:
    rows = [
        question("begin_repeat", "person"),
        question("text", "name"),
        question("end_repeat", ""),
    ]
    form = load(workbook(tmp_path / "persons.xlsx", rows, [], form_id="persons"))
    project.add_forms([form])
    interview = begin(project, "persons", mode=Mode.DESK, clock=lambda: NOW)
    for n, name in enumerate(("Ada", "Bea", "Cem"), 1):
        if len(interview.entry.instance.repeats("/data/person")) < n:
            interview.add_repeat("/data/person")
        interview.answer(f"/data/person[{n}]/name", name)
        interview.note(f"/data/person[{n}]/name", f"about {name}")
    interview.remove_repeat("/data/person[2]")
    (draft,) = project.drafts()
    again = resume(project, draft, lambda: NOW)
    assert again.notes == interview.notes
    again.finish()
    (record,) = project.records()
    assert record.answers["person[2]/name"] == "Cem"
    assert record.notes == (
        Note("person[1]/name", "about Ada"),
        Note("person[2]/name", "about Cem"),
    )


people = st.lists(st.integers(1, 9), max_size=30)


@given(removals=people)
def test_whatever_is_removed_every_note_stays_with_its_person(removals: list[int]) -> None:
    named = [f"p{n}" for n in range(1, 10)]
    steps = [(f"/d/r[{n}]/q{NOTED}", name) for n, name in enumerate(named, 1)]
    for place in removals:
        if place <= len(named):
            steps.append((f"/d/r[{place}]", "-"))
            named.pop(place - 1)
    assert notes_after(steps) == {f"/d/r[{n}]/q": name for n, name in enumerate(named, 1)}


def test_the_last_answers_can_be_taken_back_one_by_one(project: Project) -> None:
    interview = begin(project, HALLWAY_FORM, mode=Mode.HALLWAY, clock=lambda: NOW)
    consent = interview.form.question("consent").ref
    before = interview.entry.instance.answers()
    interview.answer(consent, "yes")
    interview.answer(consent, "no")
    assert interview.take_back() == consent
    assert interview.entry.instance.node(consent).value == "yes"
    assert interview.take_back() == consent
    assert interview.entry.instance.answers() == before
    while interview.take_back():
        pass
    (draft,) = project.drafts()
    again = resume(project, draft, lambda: NOW)
    assert again.entry.instance.answers() == interview.entry.instance.answers()
