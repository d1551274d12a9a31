"""The example sites with their results, and their workbooks written and read again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest
from openpyxl import Workbook, load_workbook

from surveykit.assess.assessment import assess_answers
from surveykit.assess.estimate.interviews import read_interviews
from surveykit.assess.estimate.questionnaire import read_questionnaire
from surveykit.assess.hour.plan import plan
from surveykit.assess.sources import sources
from surveykit.assess.words.report import sentences
from surveykit.bundled import FORMS, SITES
from surveykit.export.results import Results
from surveykit.export.workbook import write_workbook
from surveykit.fieldwork.outcome_rates import outcome_rates
from surveykit.fieldwork.record import DOOR_FORM, Record
from surveykit.form import Form, load
from surveykit.site.workbook import read_site
from surveykit.text import speaking
from tests.assess.examples import door_records, doors

MADE_ON = date(2027, 2, 1)
Read: TypeAlias = Callable[[Results], Workbook]


@pytest.fixture(scope="session")
def form() -> Form:
    return load(FORMS / "door_interest.xlsx")


@pytest.fixture(scope="session")
def results(form: Form) -> dict[str, Results]:
    return {name: _results(name, form) for name in "ABC"}


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes results in English and opens the workbook again."""

    def written(results: Results) -> Workbook:
        path = tmp_path / "results.xlsx"
        with speaking("en"):
            write_workbook(results, path)
        return load_workbook(path)

    return written


@pytest.fixture(scope="session")
def workbooks(
    results: dict[str, Results], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Workbook]:
    folder = tmp_path_factory.mktemp("workbooks")
    with speaking("en"):
        for name, found in results.items():
            write_workbook(found, folder / f"{name}.xlsx")
    return {name: load_workbook(folder / f"{name}.xlsx") for name in results}


def _results(name: str, form: Form) -> Results:
    site, records, found = read_site(SITES / f"{name}.xlsx"), door_records(name), doors(name)
    with speaking("en"):
        questionnaire = read_questionnaire(form)
        told = read_interviews(records, questionnaire, dk_factor=site.criteria.dk_factor)
        assessment = assess_answers(site, questionnaire, told.households, found)
        report = sentences(assessment, site)
    rates = outcome_rates(
        {"I": found.interviewed, "R": found.refused, "NC": found.not_reached, "NE": found.vacant}
    )
    return Results(
        site=site,
        forms={form.id: form},
        records=tuple(records),
        households=told.households,
        assessment=assessment,
        rates=rates,
        plan=plan(assessment, site, MADE_ON),
        report=report,
        sources=sources(site, form, [record.revision for record in records], []),
        made_on=MADE_ON,
    )


def of_records(results: Results, records: Sequence[Record]) -> Results:
    """The same of other records, with what these tell; the assessment stays."""
    questionnaire = read_questionnaire(results.forms[DOOR_FORM])
    factor = results.site.criteria.dk_factor
    told = read_interviews(records, questionnaire, dk_factor=factor)
    return replace(results, records=tuple(records), households=told.households)


@pytest.fixture
def with_answers(results: dict[str, Results]) -> Callable[[dict[str, str]], Results]:
    """Site A with other answers in its first record; everything else as it was."""

    def changed(answers: dict[str, str]) -> Results:
        first, *others = results["A"].records
        given = replace(first, answers={**first.answers, **answers})
        return of_records(results["A"], [given, *others])

    return changed
