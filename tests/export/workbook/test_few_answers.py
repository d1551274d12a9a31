"""Below the limit of small numbers a forecast would be somebody's answer: none is shown."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from openpyxl import Workbook

from surveykit.assess.assessment import assess_answers
from surveykit.assess.estimate.interviews import read_interviews
from surveykit.assess.estimate.questionnaire import read_questionnaire
from surveykit.assess.hour.plan import plan
from surveykit.assess.result import Doors
from surveykit.assess.words.report import sentences
from surveykit.export.results import Results
from surveykit.export.summary import summary
from surveykit.form import Form
from surveykit.text import speaking
from tests.export.examples import MADE_ON, of_records

from .conftest import Read
from .sheets import texts

ANSWERS = ("Summary", "Calculation", "Times", "Places and partners", "Costs", "Topics",
           "Ideas by place")  # fmt: skip
WHY = "Fewer than 5 households have answered"


def after(interviews: int, results: dict[str, Results], form: Form) -> Results:
    """Site A when so many doors have answered and nobody else was tried."""
    found = results["A"]
    kept = tuple(found.records)[:interviews]
    with speaking("en"):
        questionnaire = read_questionnaire(form)
        households = read_interviews(kept, questionnaire, dk_factor=0.5).households
        doors = Doors(18, 1, interviewed=interviews, refused=0, not_reached=17 - interviews)
        assessment = assess_answers(found.site, questionnaire, households, doors)
        report = sentences(assessment, found.site)
    hour = plan(assessment, found.site, MADE_ON)
    return replace(of_records(found, kept), assessment=assessment, report=report, plan=hour)


def figures(workbook: Workbook, sheet: str) -> Iterator[float]:
    """Every number that somebody can read on a sheet."""
    for values in workbook[sheet].iter_rows(values_only=True):
        yield from (value for value in values if isinstance(value, int | float))


@pytest.mark.parametrize("interviews", [1, 4])
def test_no_sheet_shows_what_fewer_than_five_households_would_do(
    interviews: int, results: dict[str, Results], form: Form, read: Read
) -> None:
    found = after(interviews, results, form)
    workbook = read(found)
    forecast, costs = found.assessment.forecast, found.assessment.costs
    secret = {
        forecast.mean, forecast.raw_interviewed, forecast.raw_total, forecast.raw_not_reached,
        *(span.point for span in forecast.per_session.values()),
        forecast.visits_13_weeks.point,
        *(cost.visits for cost in costs), *(cost.per_visit for cost in costs),
        *(cost.staff_hours for cost in costs), *(cost.per_session for cost in costs),
        *(cost.running for cost in costs), *(cost.first_year for cost in costs),
        *(score.raw_visits for score in found.assessment.slots),
    }  # fmt: skip
    for sheet in ANSWERS:
        shown = {round(number, 6) for number in figures(workbook, sheet)}
        assert not shown & {round(value, 6) for value in secret if value}, sheet
        assert any(text.startswith(WHY) for text in texts_of(workbook, sheet)), sheet
    assert not [text for text in texts_of(workbook, "Summary") if "per session" in text]
    assert not [text for text in texts_of(workbook, "Topics") if text == "<5"]


def texts_of(workbook: Workbook, sheet: str) -> list[str]:
    cells = (value for row in workbook[sheet].iter_rows(values_only=True) for value in row)
    return [value for value in cells if isinstance(value, str)]


def test_from_five_interviews_on_the_forecast_is_shown(
    results: dict[str, Results], form: Form, read: Read
) -> None:
    found = after(5, results, form)
    workbook = read(found)
    assert found.assessment.forecast.mean in list(figures(workbook, "Calculation"))
    assert not [text for text in texts(workbook) if text.startswith(WHY)]


def test_before_the_first_interview_nothing_is_hidden(
    results: dict[str, Results], form: Form, read: Read
) -> None:
    found = after(0, results, form)
    assert not [text for text in texts(read(found)) if text.startswith(WHY)]
    assert summary(found)["suppressed"] is False


def test_programs_get_null_for_what_few_households_would_do(
    results: dict[str, Results], form: Form
) -> None:
    told = summary(after(1, results, form))
    assert told["suppressed"] is True
    names = ("raw_visits", "visits_13_weeks", "visits_per_session", "empty_risk", "slots",
             "proposals", "flips", "costs")  # fmt: skip
    assert [told[name] for name in names] == [None] * len(names)
    assert {place["coverage"] for place in lines(told["places"])} == {None}
    reasons = {reason["rule"]: reason["value"] for reason in lines(told["reasons"])}
    assert reasons.pop("data") == 1
    assert reasons.pop("size", 18) == 18
    assert set(reasons.values()) <= {None}


def lines(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return value


def test_programs_get_no_figure_of_few_households_either(results: dict[str, Results]) -> None:
    # Site A: four households could come on Tuesday at midday, five in the afternoon.
    told = summary(results["A"])
    assert told["suppressed"] is False
    slots = {slot["slot"]: slot for slot in lines(told["slots"])}
    assert {name: value for name, value in slots["tu_2"].items() if value is not None} == {
        "slot": "tu_2"
    }
    assert isinstance(slots["tu_3"]["coverage"], float)


@pytest.mark.parametrize(("households", "told"), [(4, None), (5, 5)])
def test_programs_get_no_small_number_of_likely_households(
    results: dict[str, Results], households: int, told: int | None
) -> None:
    found = results["A"]
    reasons = [
        replace(reason, value=float(households)) if reason.rule == "coop_households" else reason
        for reason in found.assessment.reasons
    ]
    changed = replace(found, assessment=replace(found.assessment, reasons=tuple(reasons)))
    values = {reason["rule"]: reason["value"] for reason in lines(summary(changed)["reasons"])}
    assert values["coop_households"] == told
