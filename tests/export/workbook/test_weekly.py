"""Times and places in the workbook: what is out says why, ties stand below each other."""

from dataclasses import replace
from datetime import time

from openpyxl import Workbook

from surveykit.assess.hour.weekly import Combination, WeeklyChoice
from surveykit.export.results import Results

from .conftest import Read
from .sheets import rows


def words(workbook: Workbook) -> list[str]:
    found = rows(workbook["Times × places"])
    return [value for row in found for value in row if isinstance(value, str)]


def test_what_is_out_says_why(workbooks: dict[str, Workbook]) -> None:
    told = words(workbooks["B"])
    assert "no: room taken by Seniorenberatung im Nachbarschaftsverein" in told
    assert "no: room not open long enough" in told
    assert any(text.startswith("Altes Waschhaus: no: not step-free") for text in told)


def test_few_answers_have_no_figures_there(read: Read, results: dict[str, Results]) -> None:
    site = results["A"].site
    few = site.model_copy(update={"criteria": site.criteria.model_copy(
        update={"suppress_below": 10})})  # fmt: skip
    shown = rows(read(replace(results["A"], site=few))["Times × places"])
    assert not [value for row in shown for value in row if isinstance(value, float)]


def test_many_ties_are_counted_and_not_all_listed(read: Read, results: dict[str, Results]) -> None:
    tie = Combination("tu_2", "A-P1", "tu", time(12), time(14), 0.5, 8, ())
    found = results["A"].assessment
    assert found.weekly is not None
    choice = WeeklyChoice(sets=((tie,),) * 40, coverage=0.5, corrected=0.4, reached=(8,) * 40)
    crowded = replace(found, weekly=replace(found.weekly, choices=(choice,), one_place=()))
    told = words(read(replace(results["A"], assessment=crowded)))
    assert told.count("Tuesday 12:00–14:00, Gemeindehaus St. Anna") == 12
    assert "and 28 more that reach just as much" in told
