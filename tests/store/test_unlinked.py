"""The three sets of a project share nothing by which one line could be joined to another."""

import json
from collections import Counter
from dataclasses import fields
from datetime import timedelta
from itertools import combinations
from pathlib import Path

from surveykit.fieldwork.attempt import Outcome
from surveykit.fieldwork.record import Mode, Record
from surveykit.form import Form
from surveykit.store import Project, pieces
from surveykit.store.database import Database
from surveykit.store.handover.file import Handover

from .samples import NOW, TODAY, a_record, an_attempt

CODED = {
    "attempt": {"outcome", "card_left", "language"},
    "contact": {"form", "day"},
}
"""Columns with few values that many lines share; every other value stands in one set only."""
CODED_OF_INTERVIEWS = {"form", "form_version", "mode", "day", "minutes", "language", "partial"}


def _worked(project: Project, form: Form) -> None:
    for n in range(12):
        at = NOW + timedelta(minutes=7 * n)
        draft = project.begin_draft(form, mode=Mode.DOOR, dwelling="A1", language="de", at=at)
        project.save_answer(draft.id, "/data/note", f"thought {n}")
        project.finish(draft.id, a_record(f"thought {n}"), an_attempt(dwelling=f"A{n}"))
        project.add_attempt(an_attempt(Outcome.NOT_HOME, dwelling=f"B{n}"))
        project.add_contact({"consent_contact": "yes", "name": f"Person {n}"}, TODAY)


def test_no_two_sets_have_a_value_in_common(project: Project, form: Form) -> None:
    _worked(project, form)
    database = Database.open(project.path, None)
    values = {table: _values(database, table) for table in CODED}
    values["interviews"] = {
        str(value)
        for text in pieces.texts(database)
        for name, value in json.loads(text).items()
        if name not in CODED_OF_INTERVIEWS
    }
    database.close()
    for one, other in combinations(values, 2):
        assert values[one] & values[other] == set()


def test_every_table_is_without_an_order_of_insertion(project: Project) -> None:
    database = Database.open(project.path, None)
    made = database.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
    database.close()
    assert {str(name) for name, _sql in made} >= {*CODED, "piece"}
    assert all("WITHOUT ROWID" in str(sql) for _name, sql in made)


def test_an_interview_has_no_column_for_a_door_a_time_or_a_device(project: Project) -> None:
    columns = {field.name for field in fields(Record)} | _columns(project, "piece")
    assert columns.isdisjoint({"dwelling", "at", "began", "ended", "device", "n"})


def test_a_line_of_the_contact_sheet_does_not_say_which_laptop_wrote_it(project: Project) -> None:
    """Beside an interview a neighbour was not at home: one laptop would give the day away."""
    assert _columns(project, "attempt") == {
        *("id", "dwelling", "outcome", "at", "language", "call_back", "card_left", "undoes"),
        *("number", "after"),
    }


def test_ids_are_random_and_tell_no_time(project: Project, form: Form) -> None:
    _worked(project, form)
    ids = [record.id for record in project.records()]
    ids += [attempt.id for attempt in project.attempts()]
    ids += [contact.id for contact in project.contacts()]
    assert {id_.version for id_ in ids} == {4}
    assert Counter(ids).most_common(1)[0][1] == 1


def test_in_a_handover_every_stream_stands_in_the_order_of_its_random_ids(
    project: Project, form: Form, tmp_path: Path
) -> None:
    _worked(project, form)
    project.handover(tmp_path / "handover", TODAY, unsealed=True)
    contents = Handover.read(tmp_path / "handover").contents()
    for stream in (contents.records, contents.attempts, contents.contacts):
        ids = [line.id for line in stream]
        assert ids == sorted(ids)


def _columns(project: Project, table: str) -> set[str]:
    database = Database.open(project.path, None)
    columns = {str(row[1]) for row in database.rows(f"PRAGMA table_info({table})")}
    database.close()
    return columns


def _values(database: Database, table: str) -> set[str]:
    """Every value of every column that is not coded, but for what means nothing."""
    columns = [str(row[1]) for row in database.rows(f"PRAGMA table_info({table})")]
    free = [column for column in columns if column not in CODED[table]]
    rows = database.rows(f"SELECT {', '.join(free)} FROM {table}")  # noqa: S608
    return {str(value) for row in rows for value in row} - {"", "None", "[]"}
