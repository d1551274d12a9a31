"""The three example sites, assessed once."""

import pytest

from surveykit.assess.assessment import assess_answers
from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.interviews import read_interviews
from surveykit.assess.estimate.questionnaire import Questionnaire, read_questionnaire
from surveykit.assess.result import Assessment
from surveykit.bundled import FORMS, SITES
from surveykit.form import Form, load
from surveykit.site.model import Site
from surveykit.site.workbook import read_site

from .examples import door_records, doors


@pytest.fixture(scope="session")
def form() -> Form:
    return load(FORMS / "door_interest.xlsx")


@pytest.fixture(scope="session")
def questionnaire(form: Form) -> Questionnaire:
    return read_questionnaire(form)


@pytest.fixture(scope="session")
def sites() -> dict[str, Site]:
    return {name: read_site(SITES / f"{name}.xlsx") for name in "ABC"}


@pytest.fixture(scope="session")
def households(questionnaire: Questionnaire) -> dict[str, tuple[Household, ...]]:
    return {
        name: tuple(read_interviews(door_records(name), questionnaire, dk_factor=0.5).households)
        for name in "ABC"
    }


@pytest.fixture(scope="session")
def assessments(
    sites: dict[str, Site],
    questionnaire: Questionnaire,
    households: dict[str, tuple[Household, ...]],
) -> dict[str, Assessment]:
    return {
        name: assess_answers(sites[name], questionnaire, households[name], doors(name))
        for name in "ABC"
    }
