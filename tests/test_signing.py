"""A person decides on the hour; what is printed announces that one, or says that nobody has."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from surveykit import deciding, evaluating, printing, signing, workflow
from surveykit.errors import SurveykitError
from surveykit.text import speaking
from surveykit.workflow import Project
from tests.conftest import SURVEYED_ON


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def project(lindenhof_file: Path) -> Iterator[Project]:
    """Site B, whose verdict is an hour on trial, monthly (example sites)."""
    with workflow.open_project(lindenhof_file) as opened:
        yield opened


def _decide(project: Project, verdict: str, reason: str = "", name: str = "Aylin Muster") -> None:
    results = evaluating.results(project, SURVEYED_ON)
    signing.sign(project, results, verdict, name, reason, SURVEYED_ON)


def _told(project: Project) -> str:
    return " ".join(signing.standing(evaluating.results(project, SURVEYED_ON)))


def test_until_somebody_decides_the_prints_say_so(project: Project) -> None:
    results = evaluating.results(project, SURVEYED_ON)
    assert "Nobody has decided" in signing.undecided(results)
    _decide(project, "trial:monthly")
    assert signing.undecided(evaluating.results(project, SURVEYED_ON)) == ""
    assert _told(project).startswith(
        "Mar 15, 2027, Aylin Muster: Regular hour on trial, monthly (Monday, 15:00 to 17:00"
    )


def test_the_hour_that_was_decided_stays_whatever_is_proposed_later(project: Project) -> None:
    _decide(project, "trial:monthly")
    before = evaluating.results(project, SURVEYED_ON).plan
    assert before is not None
    later = SURVEYED_ON + timedelta(days=20)
    after = evaluating.results(project, later).plan
    assert after is not None
    assert after.dates == before.dates  # eight weeks from the decision, not from the printing
    tried = deciding.judged(project.site, {"min_visitors": "5"})
    deciding.keep(project, tried, "Fewer are not worth it.", later)
    results = evaluating.results(project, later)
    assert results.plan == before
    assert "Since then the verdict has become another one" in _told(project)


def test_the_same_hour_may_be_decided_for_good_instead_of_on_trial(project: Project) -> None:
    _decide(project, "regular:monthly", "The city pays for two years.")
    results = evaluating.results(project, SURVEYED_ON)
    assert results.plan is not None
    assert _told(project).endswith("The city pays for two years.")


def test_what_was_decided_otherwise_is_not_announced(project: Project, tmp_path: Path) -> None:
    _decide(project, "none_now", "The room was let.")
    with pytest.raises(SurveykitError, match=r"Aylin Muster.*The room was let"):
        printing.flyers(evaluating.results(project, SURVEYED_ON), tmp_path)
    _decide(project, "trial:monthly")
    assert printing.flyers(evaluating.results(project, SURVEYED_ON), tmp_path, ["de"])


@pytest.mark.parametrize(
    ("verdict", "name", "reason"),
    [
        ("trial:monthly", " ", ""),
        ("none_now", "Aylin Muster", " "),
        ("weekly", "Aylin Muster", "because"),
    ],
)
def test_a_decision_without_name_or_reason_is_refused(
    project: Project, verdict: str, name: str, reason: str
) -> None:
    with pytest.raises(SurveykitError):
        _decide(project, verdict, reason, name)
    assert project.signed() == ()
