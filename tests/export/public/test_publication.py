"""What leaves the team: no answer of anybody, nothing but the tables, and once for all."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from surveykit import publishing
from surveykit.errors import SurveykitError
from surveykit.export.data.dialect import Dialect
from surveykit.export.exporters import EXPORTERS, PUBLIC, export_public
from surveykit.export.public.publication import publication
from surveykit.export.public.published import Published, TooFewError
from surveykit.export.results import Results
from surveykit.form import Form
from surveykit.store.project import Project
from surveykit.text import speaking
from tests.export.examples import MADE_ON, of_records

from .conftest import Survey

SAID = "Frau Kowalski, 3. Stock"


def files(results: Results, folder: Path, *earlier: Published) -> dict[str, bytes]:
    """The public files of results, by kind."""
    with speaking("en"):
        found = publication(results, earlier)
        written = export_public(found, folder, list(PUBLIC), Dialect())
    return {path.suffix[1:]: path.read_bytes() for path in written}


def test_no_text_that_anybody_said_is_in_a_public_file(
    results: dict[str, Results], tmp_path: Path
) -> None:
    texts = ("idea1", "idea1_spot", "idea2", "known_what", "topics_other", "lang_other")
    marked = [
        replace(record, answers={**record.answers, **dict.fromkeys(texts, SAID)})
        for record in results["C"].records
    ]
    written = files(of_records(results["C"], marked), tmp_path)
    with ZipFile(tmp_path / "C-public.xlsx") as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    assert not [part for part in (*parts, written["csv"]) if b"Kowalski" in part]


def test_who_gave_which_answers_together_shows_nowhere(
    results: dict[str, Results], tmp_path: Path
) -> None:
    # Every question keeps its numbers; which household they came from is mixed anew.
    kept = ("prob", "visits", "consent")
    columns = {name for record in results["C"].records for name in record.answers} - {*kept}
    mixed = [dict(record.answers) for record in results["C"].records]
    for name in sorted(columns):
        values = [answers.pop(name, None) for answers in mixed]
        Random(name).shuffle(values)  # noqa: S311 - no secret
        for answers, value in zip(mixed, values, strict=True):
            if value is not None:
                answers[name] = value
    records = [
        replace(record, answers=answers)
        for record, answers in zip(results["C"].records, mixed, strict=True)
    ]
    same = files(results["C"], tmp_path / "one")
    assert files(of_records(results["C"], records), tmp_path / "two") == same


def test_the_public_workbook_has_nothing_behind_its_sheets(
    results: dict[str, Results], tmp_path: Path
) -> None:
    files(results["C"], tmp_path)
    workbook = load_workbook(tmp_path / "C-public.xlsx")
    assert workbook.sheetnames == [
        "Summary", "Topics", "Times", "Places", "Doors", "Costs", "Parameters",
    ]  # fmt: skip
    assert {sheet.sheet_state for sheet in workbook.worksheets} == {"visible"}
    cells = [cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.comment or cell.data_type == "f"]
    hidden = [
        sheet.title for sheet in workbook.worksheets
        for dimension in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())
        if dimension.hidden
    ]  # fmt: skip
    assert hidden == []
    properties = workbook.properties
    assert (properties.creator, properties.lastModifiedBy, properties.description) == (
        "surveykit", None, None,
    )  # fmt: skip
    with ZipFile(tmp_path / "C-public.xlsx") as archive:
        assert not [name for name in archive.namelist() if "custom" in name or "media" in name]


def test_the_table_for_programs_holds_what_the_sheets_show(
    results: dict[str, Results], tmp_path: Path
) -> None:
    written = files(results["C"], tmp_path)
    lines = list(csv.DictReader(written["csv"].decode().splitlines()))
    spoken = {line["code"]: line["households"] for line in lines if line["table"] == "lang"}
    # Site C: four households speak Polish; so one more language is hidden.
    assert spoken["pl"] == "0–4"
    assert list(spoken.values()).count("*") == 1
    sheet = load_workbook(tmp_path / "C-public.xlsx")["Topics"]
    shown = {str(row[0]): row[1] for row in sheet.iter_rows(values_only=True)}
    assert str(shown["Turkish"]) == spoken["tr"] == "21"


def test_the_published_figures_lead_to_the_same_verdict(results: dict[str, Results]) -> None:
    for name, found in results.items():
        told = publication(found)
        minimum = found.site.criteria.min_visitors
        for kind, span in found.assessment.forecast.per_session.items():
            assert (told.per_session[kind].point >= minimum) == (span.point >= minimum), name
            assert told.per_session[kind].point == pytest.approx(span.point, rel=0.1), name


def test_before_five_households_have_answered_nothing_is_published(survey: Survey) -> None:
    with speaking("en"), pytest.raises(TooFewError) as caught:
        publication(survey(1, 4))
    assert "Fewer than 5 households have answered" in caught.value.what


def test_kinds_with_single_answers_have_no_public_file(
    results: dict[str, Results], tmp_path: Path
) -> None:
    found = publication(results["C"])
    for kind in EXPORTERS.keys() - PUBLIC.keys():
        with speaking("en"), pytest.raises(SurveykitError) as caught:
            export_public(found, tmp_path, [kind], Dialect())
        assert f"Of “{kind}” there is no public file." in caught.value.what
        assert caught.value.advice == "Choose among: xlsx, csv."
    assert list(tmp_path.iterdir()) == []


def test_the_project_keeps_what_was_published_once(
    results: dict[str, Results], form: Form, tmp_path: Path
) -> None:
    path = tmp_path / "made.survey"
    now = datetime(2027, 2, 1, tzinfo=UTC)
    found = results["C"]
    with Project.create(path, site=found.site, forms=[form], passphrase=None, now=now) as project:
        publishing.publish(project, found, tmp_path)
        first = (tmp_path / "C-public.xlsx").read_bytes()
        publishing.publish(project, replace(found, made_on=MADE_ON), tmp_path)
        assert (tmp_path / "C-public.xlsx").read_bytes() == first
        fewer = of_records(found, tuple(found.records)[:-3])
        with speaking("en"), pytest.raises(SurveykitError) as caught:
            publishing.publish(project, fewer, tmp_path)
        assert "differ by fewer than 5 households" in caught.value.what
    with Project.open(path, None) as project:
        (kept,) = (Published.of_json(text) for text in project.published())
    assert (kept.day, kept.households) == (MADE_ON, 214)
    assert kept.tables["lang"].figures["pl"] == "0–4"  # what was hidden is not kept either


def test_later_results_do_not_show_what_grew_by_few(survey: Survey) -> None:
    first = publication(survey(7, 30))
    later = publication(survey(7, 45), [first.published])
    for name in ("topics", "lang", "alt", "help_will"):
        before, after = first.tables[name].figures, later.tables[name].figures
        both = [(old, after[code]) for code, old in before.items() if code]
        grown = [new - old for old, new in both if isinstance(old, int) and isinstance(new, int)]
        assert all(more >= 5 for more in grown), name
