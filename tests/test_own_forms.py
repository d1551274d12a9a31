"""A planner's own form, from the workbook it came in to the workbook of results."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from surveykit.asking.occasions import mode_of
from surveykit.bundled import FORMS, SITES
from surveykit.errors import FaultyFileError, SurveykitError
from surveykit.evaluating import results
from surveykit.exchange import merge
from surveykit.fieldwork.record import Mode
from surveykit.interviewing import begin, resume
from surveykit.publishing import export
from surveykit.setting_up import new_project
from surveykit.text import speaking
from surveykit.workflow import Project

from .form.building import question, workbook

NOW = datetime(2027, 1, 14, 17, 42, 7, tzinfo=UTC)
SURVEY = (
    {"type": "start", "name": "start"},
    {"type": "deviceid", "name": "deviceid"},
    question("select_one_from_file cities.csv", "city"),
    question("select_one yn", "block"),
    {"type": "begin repeat", "name": "person", "label": "Person"},
    question("date", "born"),
    {"type": "calculate", "name": "birthday", "calculation": "date(${born})"},
    {"type": "calculate", "name": "asked_at", "calculation": "now()"},
    {"type": "today", "name": "today"},
    question("geopoint", "bench"),
    {"type": "end repeat"},
)
Made = Callable[..., Project]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Makes a project of example site A with forms of one's own."""
    projects: list[Project] = []

    def project(*forms: Path, name: str = "p") -> Project:
        projects.append(
            new_project(tmp_path / f"{name}.survey", SITES / "A.xlsx", passphrase=None, now=NOW,
                        forms=forms)
        )  # fmt: skip
        return projects[-1]

    yield project
    for one in projects:
        one.close()


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A form about people, with a list beside it."""
    (tmp_path / "cities.csv").write_text("name,label\nb,Berlin\nh,Hamburg\n", encoding="utf-8")
    return workbook(tmp_path / "people.xlsx", SURVEY, form_id="people", version="1")


def interviewed(project: Project) -> None:
    """Two people in Hamburg, the laptop switched off between them."""
    dwelling = project.site.dwellings[0]
    interview = begin(project, "people", mode=Mode.HALLWAY, dwelling=dwelling, clock=lambda: NOW)
    interview.answer("/data/city", "h")
    interview.answer("/data/person[1]/born", "1980-05-06")
    interview = resume(project, project.drafts()[0], lambda: NOW)
    second = interview.add_repeat("/data/person")
    interview.answer(f"{second}/born", "2015-02-03")
    interview.answer(f"{second}/bench", "52.52 13.405")
    interview.finish()


def test_an_interview_with_repeats_and_a_list_reaches_the_workbook_of_another_laptop(
    made: Made, people: Path, tmp_path: Path
) -> None:
    made(people).close()
    people.with_name("cities.csv").unlink()  # it travels inside the form
    shutil.copy(tmp_path / "p.survey", tmp_path / "planner.survey")
    with Project.open(tmp_path / "p.survey", None) as there:
        interviewed(there)
        there.handover(tmp_path / "it.handover", unsealed=True)
    with Project.open(tmp_path / "planner.survey", None) as here:
        list(merge(here, [tmp_path / "it.handover"]))
        with speaking("en"):
            (path,) = export(results(here, date(2027, 2, 1)), tmp_path / "out")
    book = load_workbook(path)
    assert "h" in next(row for row in book["Responses people"].values if row[0] == 1)
    people_rows = [row[:4] for row in book["Responses people – person"].values]
    assert (1, 2, datetime(2015, 2, 3), datetime(2015, 2, 3)) in people_rows  # noqa: DTZ001


def test_what_is_kept_tells_neither_moment_nor_laptop_but_whatever_was_asked(
    made: Made, people: Path
) -> None:
    project = made(people)
    interviewed(project)
    (record,) = project.records()
    assert record.answers == {
        "city": "h",
        "person[1]/born": "1980-05-06", "person[2]/born": "2015-02-03",
        "person[1]/birthday": "1980-05-06T00:00:00.000Z",
        "person[2]/birthday": "2015-02-03T00:00:00.000Z",
        "person[1]/asked_at": "2027-01-01", "person[2]/asked_at": "2027-01-01",
        "person[2]/bench": "52.52 13.405 0.0 0.0",
    }  # fmt: skip


def test_a_form_that_lacks_a_list_makes_no_project(made: Made, people: Path) -> None:
    people.with_name("cities.csv").unlink()
    with pytest.raises(FaultyFileError, match=r"cities\.csv"):
        made(people)
    assert not people.with_name("p.survey").exists()


def test_a_planners_form_takes_the_place_of_a_bundled_one(made: Made, tmp_path: Path) -> None:
    ours = workbook(tmp_path / "v.xlsx", [question("text", "only")], form_id="visit_log")
    project = made(ours)
    assert [one.name for one in project.forms["visit_log"].questions] == ["only"]


def test_two_forms_of_one_id_are_refused(made: Made, people: Path, tmp_path: Path) -> None:
    other = workbook(tmp_path / "o.xlsx", [question("text", "only")], form_id="people")
    with pytest.raises(SurveykitError, match="people"):
        made(people, other)


@pytest.mark.parametrize(
    ("column", "text"), [("start", "9.00"), ("end", "25:00"), ("n_visits", "3,5")]
)
def test_a_door_form_that_could_not_be_assessed_is_refused_before_the_first_interview(
    made: Made, tmp_path: Path, column: str, text: str
) -> None:
    book = load_workbook(FORMS / "door_interest.xlsx")
    sheet = book["choices"]
    at = [cell.value for cell in sheet[1]].index(column) + 1
    row = next(n for n in range(2, sheet.max_row + 1) if sheet.cell(n, at).value is not None)
    sheet.cell(row, at).value = text
    book.save(tmp_path / "door_interest.xlsx")
    with speaking("en"), pytest.raises(FaultyFileError) as refused:
        made(tmp_path / "door_interest.xlsx")
    (fault,) = refused.value.faults
    assert (fault.value, fault.cell.rpartition(" ")[2]) == (text, column)
    assert fault.mend in ("Write it as in 15:00.", "Write a number.")


def test_a_reply_to_a_visitor_is_written_at_the_desk() -> None:
    assert mode_of("followup") is Mode.DESK
