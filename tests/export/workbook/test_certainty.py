"""How sure the verdict is: for programs, and on the sheets."""

from dataclasses import replace

import pytest
from openpyxl import Workbook

from surveykit.assess.result import Doors
from surveykit.assess.verdict.outlook import Estimate, Interval
from surveykit.export.results import Results
from surveykit.export.summary import summary

from .sheets import row, rows

KEYS = {
    "verdict", "status", "reason", "risk", "visits_13_weeks", "visits_per_session", "response",
    "interviews", "dwellings", "slots", "partner", "next_doors", "flips", "parameters",
}  # fmt: skip


@pytest.mark.parametrize("site", "ABC")
def test_programs_find_status_risk_and_intervals(results: dict[str, Results], site: str) -> None:
    told = summary(results[site])
    assert told.keys() >= KEYS
    assert told["status"] in {"certified", "probable", "undecided", "exhausted"}
    visits = told["visits_13_weeks"]
    assert isinstance(visits, dict)
    assert visits.keys() >= {"point", "low", "high", "interval_50", "interval_90"}
    low, high = visits["interval_90"]
    assert low <= visits["point"] <= high
    rhythms = told["visits_per_session"]
    assert isinstance(rhythms, dict)
    for rhythm in ("weekly", "fortnightly", "monthly"):
        assert 0 <= rhythms[rhythm]["probability"] <= 1


def test_of_few_households_programs_learn_nothing_of_the_risk(results: dict[str, Results]) -> None:
    found = results["A"]
    few = replace(found.assessment, doors=Doors(18, 1, 4, 0, 13))
    told = summary(replace(found, assessment=few))
    assert told["suppressed"]
    hidden = ("status", "reason", "risk", "probabilities", "blocks", "further", "sensitivity",
              "visits_13_weeks", "visits_per_session", "raw_visits")  # fmt: skip
    assert [told[name] for name in hidden] == [None] * len(hidden)


def test_blocks_with_few_interviews_have_no_figures_of_their_own(
    results: dict[str, Results],
) -> None:
    found = results["B"]
    blocks = [
        Estimate(name, interviews, 8.0, Interval(7, 9), Interval(6, 10))
        for name, interviews in (("B-1", 9), ("B-2", 10), ("B-3", 22), ("B-4", 17))
    ]
    outlook = replace(found.assessment.outlook, blocks=tuple(blocks))
    told = summary(replace(found, assessment=replace(found.assessment, outlook=outlook)))
    shown = told["blocks"]
    assert isinstance(shown, list)
    assert [block["block"] for block in shown] == ["B-3", "B-4"]  # B-1 and one that protects it


def test_the_summary_says_how_sure_it_is(
    workbooks: dict[str, Workbook], results: dict[str, Results]
) -> None:
    for site, workbook in workbooks.items():
        shown = [str(values[0]) for values in rows(workbook["Summary"])]
        assert results[site].report.headline in shown
        assert {*results[site].report.certainty} <= {*shown}
    assert row(workbooks["B"]["Summary"], "expected, with 90%")[3] == "2.7–3.8"


def test_every_rule_stands_with_its_risk(workbooks: dict[str, Workbook]) -> None:
    name = "Expected visits per session reach the minimum, monthly"
    assert row(workbooks["B"]["Calculation"], name)[4] == pytest.approx(0.33, abs=0.01)
