"""The live formulas agree with the program, as written and after a parameter was changed.

They are calculated here by a small reader of formulas, and by LibreOffice where it is installed.
"""

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from surveykit.assess.assessment import assess_answers
from surveykit.assess.estimate.interviews import read_interviews
from surveykit.assess.estimate.questionnaire import read_questionnaire
from surveykit.assess.result import Assessment, Format
from surveykit.assess.words.names import verdict_name
from surveykit.export.results import Results
from surveykit.export.workbook import write_workbook
from surveykit.form import Form
from surveykit.text import speaking

from .conftest import Read

SHEET = "What if"
Cells: TypeAlias = Mapping[str, object]
CHANGES = {
    "calibration": (0.2, 0.6), "calibration_low": (0.1, 0.35), "campaign": (0.1, 1.0),
    "k_not_reached": (0.2, 0.7), "k_refused": (0.0, 0.3), "dk_factor": (0.0, 1.0),
    "capture_weekly": (0.4, 1.0), "capture_monthly": (0.4, 1.0), "min_visitors": (2.0, 5.0),
    "min_low": (1.0, 3.0), "min_dwellings": (20, 80), "min_response_share": (0.1, 0.8),
    "coop_min_visits13": (0.5, 20.0), "coop_min_households": (1, 10),
}  # fmt: skip
changed = st.fixed_dictionaries({}, optional={
    name: st.integers(int(low), int(high)) if isinstance(low, int)
    else st.floats(low, high).map(lambda value: round(value, 3))
    for name, (low, high) in CHANGES.items()
})  # fmt: skip


class Reader:
    """Calculates the formulas of one sheet that speak of cells by their names."""

    def __init__(self, workbook: Workbook, parameters: Cells) -> None:
        self.workbook, self.parameters = workbook, parameters

    def name(self, name: str) -> object:
        """What the cell of this name holds, calculated."""
        if name in self.parameters:
            return self.parameters[name]
        sheet, _bang, cell = self.workbook.defined_names[name].attr_text.partition("!")
        return self.value(self.workbook[sheet.strip("'")][cell.replace("$", "")].value)

    def value(self, value: object) -> object:
        if not isinstance(value, str) or not value.startswith("="):
            return value
        code = re.sub(r"(?<![<>=])=(?!=)", "==", value[1:])
        code = re.sub(r"\b(AND|OR|NOT|IF)\(", r"_\1(", code)
        code = code.replace("TRUE", "True").replace("FALSE", "False")
        return eval(code, {"__builtins__": {}}, _Names(self))  # noqa: S307 - our own formulas


class _Names(dict[str, object]):
    """Functions of spreadsheets and the workbook's names."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(
            _IF=lambda test, yes, no: yes if test else no,
            _AND=lambda *tests: all(tests), _OR=lambda *tests: any(tests),
            _NOT=lambda test: not test,
            ISNUMBER=lambda value: isinstance(value, int | float), MIN=min, MAX=max,
            ROUNDUP=lambda value, _digits: ceil(value),
            CHOOSE=lambda number, *values: values[int(number) - 1],
        )  # fmt: skip
        self._reader = reader

    def __missing__(self, name: str) -> object:
        found = self._reader.name(name)
        # Both branches of an IF are calculated here, and one may compare a text.
        return 0 if isinstance(found, str) and name != "min_response_share" else found


def assessed(results: Results, form: Form, parameters: Cells) -> Assessment:
    """What the program says with other parameters."""
    criteria = results.site.criteria.model_copy(update=dict(parameters))
    site = results.site.model_copy(update={"criteria": criteria})
    with speaking("en"):
        questionnaire = read_questionnaire(form)
        told = read_interviews(results.records, questionnaire, dk_factor=criteria.dk_factor)
        return assess_answers(site, questionnaire, told.households, results.assessment.doors)


@pytest.mark.parametrize("site", "ABC")
def test_as_written_the_formulas_give_what_the_program_found(
    workbooks: dict[str, Workbook], results: dict[str, Results], site: str
) -> None:
    reader, found = Reader(workbooks[site], {}), results[site].assessment
    assert reader.name("raw_total") == pytest.approx(found.forecast.raw_total)
    for kind, span in found.forecast.per_session.items():
        assert reader.name(f"expected_{kind}") == pytest.approx(span.point)
    with speaking("en"):
        assert told(workbooks[site], reader) == verdict_name(found.verdict)


def told(workbook: Workbook, reader: Reader) -> object:
    """The verdict on top of the sheet."""
    sheet = workbook[SHEET]
    row = next(row for row in sheet.iter_rows(max_row=8)
               if row[0].value == "With the parameters as they stand")  # fmt: skip
    return reader.value(row[1].value)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parameters=changed, site=st.sampled_from("ABC"))
def test_with_other_parameters_they_give_what_the_program_would(
    workbooks: dict[str, Workbook],
    results: dict[str, Results],
    form: Form,
    parameters: dict[str, float],
    site: str,
) -> None:
    reader = Reader(workbooks[site], parameters)
    found = assessed(results[site], form, parameters)
    if "dk_factor" not in parameters or "stated" in workbooks[site].defined_names:
        assert reader.name("raw_total") == pytest.approx(found.forecast.raw_total)
        assert reader.name("interviews_needed") == found.interviews_needed
        monthly = found.forecast.per_session[Format.MONTHLY]
        assert reader.name("cautious_monthly") == pytest.approx(monthly.low)
        with speaking("en"):
            assert told(workbooks[site], reader) == verdict_name(found.verdict)


def test_programs_that_do_not_calculate_read_the_same(
    results: dict[str, Results], tmp_path: Path
) -> None:
    with speaking("en"):
        write_workbook(results["B"], tmp_path / "b.xlsx")
        wanted = verdict_name(results["B"].assessment.verdict)
    sheet = load_workbook(tmp_path / "b.xlsx", data_only=True)[SHEET]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert values.count(wanted) == 2
    assert results["B"].assessment.forecast.raw_total in values


def test_a_small_number_of_households_is_no_part_of_a_formula(
    results: dict[str, Results], form: Form, read: Read
) -> None:
    first, *others = results["B"].records
    records = (replace(first, answers={**first.answers, "prob": "dont_know"}), *others)
    found = replace(results["B"], records=records)
    told_ = read_interviews(records, read_questionnaire(form), dk_factor=0.5)
    workbook = read(replace(found, households=told_.households))
    unstated = sum(home.prob is None for home in told_.households)
    assert ("unstated" in workbook.defined_names) == (unstated == 0 or unstated >= 5)


@pytest.mark.parametrize("office", [one for one in ["soffice"] if shutil.which(one)])
def test_an_office_program_calculates_the_same_after_a_change(
    results: dict[str, Results], form: Form, tmp_path: Path, office: str
) -> None:
    with speaking("en"):
        write_workbook(results["B"], tmp_path / "b.xlsx")
        wanted = verdict_name(assessed(results["B"], form, {"min_visitors": 2.0}).verdict)
    workbook = load_workbook(tmp_path / "b.xlsx")
    cell = workbook.defined_names["min_visitors"].attr_text.partition("!")[2].replace("$", "")
    workbook["Parameters"][cell] = 2.0
    workbook.save(tmp_path / "changed.xlsx")
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"),
         str(tmp_path / "changed.xlsx")],
        check=True, capture_output=True,
    )  # fmt: skip
    sheet = load_workbook(tmp_path / "out" / "changed.xlsx", data_only=True)[SHEET]
    texts = [cell.value for row in sheet.iter_rows(max_row=8) for cell in row]
    assert wanted in texts
    assert verdict_name(results["B"].assessment.verdict) != wanted
