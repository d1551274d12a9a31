"""The door form and the results of the example sites, made once for all exports."""

import pytest

from surveykit.bundled import FORMS
from surveykit.export.results import Results
from surveykit.form import Form, load
from tests.export.examples import results_of


@pytest.fixture(scope="session")
def form() -> Form:
    return load(FORMS / "door_interest.xlsx")


@pytest.fixture(scope="session")
def results(form: Form) -> dict[str, Results]:
    return {name: results_of(name, form) for name in "ABC"}
