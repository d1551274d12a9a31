"""The sheets of findings say what the assessment says, as numbers."""

import re
from dataclasses import replace

import pytest
from openpyxl import Workbook

from surveykit.export.results import Results
from surveykit.export.workbook.page import Book

from .conftest import Read
from .sheets import row, rows, table, texts

SITES = "ABC"


@pytest.mark.parametrize(
    ("site", "verdict"),
    [
        ("A", "Certain: Cooperative slot inside a partner's hour"),
        ("B", "A close call: Regular hour on trial, monthly"),
        ("C", "Decided: Regular hour, weekly"),
    ],
)
def test_the_summary_opens_with_the_verdict(
    workbooks: dict[str, Workbook], site: str, verdict: str
) -> None:
    assert [values[0] for values in rows(workbooks[site]["Summary"])][:5].count(verdict) == 1


@pytest.mark.parametrize("site", SITES)
def test_the_summary_gives_every_reason_and_every_note(
    workbooks: dict[str, Workbook], results: dict[str, Results], site: str
) -> None:
    shown = {str(values[0]).removeprefix("• ") for values in rows(workbooks[site]["Summary"])}
    report = results[site].report
    assert {*report.reasons, *report.notes} <= shown


@pytest.mark.parametrize(
    ("site", "weekly", "monthly"), [("A", 0.219, 0.612), ("B", 1.102, 3.085), ("C", 3.919, 10.973)]
)
def test_the_forecast_stands_there_as_numbers(
    workbooks: dict[str, Workbook], site: str, weekly: float, monthly: float
) -> None:
    expected = row(workbooks[site]["Summary"], "expected")
    assert expected[1] == pytest.approx(weekly, abs=5e-4)
    assert expected[3] == pytest.approx(monthly, abs=5e-4)


@pytest.mark.parametrize(
    ("site", "interviewed", "not_reached", "refused", "total"),
    [
        ("A", 6.38, 0.3926, 0.0982, 6.8708),
        ("B", 29.58, 4.2840, 0.7650, 34.6290),
        ("C", 96.55, 23.8217, 2.7972, 123.1689),
    ],
)
def test_every_step_of_the_forecast_can_be_followed(
    workbooks: dict[str, Workbook],
    site: str,
    interviewed: float,
    not_reached: float,
    refused: float,
    total: float,
) -> None:
    steps = table(workbooks[site]["Calculation"], "Step")
    shown = [step[4] for step in steps]
    assert shown == pytest.approx([interviewed, not_reached, refused, total], abs=5e-5)


def test_the_steps_multiply_to_their_results(workbooks: dict[str, Workbook]) -> None:
    _interviewed, *others, _total = table(workbooks["C"]["Calculation"], "Step")
    for _name, households, factor, mean, result, *_rest in others:
        assert isinstance(households, int)
        assert isinstance(factor, float)
        assert isinstance(mean, float)
        assert households * factor * mean == pytest.approx(result)


def test_a_changed_parameter_is_marked_with_its_default(workbooks: dict[str, Workbook]) -> None:
    parameters = {values[0]: values for values in rows(workbooks["C"]["Parameters"])}
    assert parameters["interpreter_share"][1:4] == (0, 0.5, "changed")
    assert parameters["min_visitors"][1:4] == (3, 3, None)


@pytest.mark.parametrize("site", SITES)
def test_all_parameters_are_listed(
    workbooks: dict[str, Workbook], results: dict[str, Results], site: str
) -> None:
    shown = {values[0] for values in rows(workbooks[site]["Parameters"])}
    assert set(results[site].site.criteria.model_dump()) <= shown


@pytest.mark.parametrize("site", SITES)
def test_what_would_change_the_verdict_is_told(
    workbooks: dict[str, Workbook], results: dict[str, Results], site: str
) -> None:
    shown = set(texts(workbooks[site]))
    assert {f"• {flip}" for flip in results[site].report.flips} <= shown


@pytest.mark.parametrize(("site", "rate"), [("A", 13 / 17), ("B", 58 / 94), ("C", 214 / 408)])
def test_response_rates_carry_their_aapor_names(
    workbooks: dict[str, Workbook], site: str, rate: float
) -> None:
    rates = {values[1]: values[2] for values in rows(workbooks[site]["Doors and rates"])}
    assert rates["RR1"] == pytest.approx(rate)
    assert rates["RR5"] == pytest.approx(rate)
    assert {"COOP4", "REF3", "CON2"} <= set(rates)


def test_a_rate_without_a_denominator_is_undefined_not_zero(
    results: dict[str, Results], read: Read
) -> None:
    rates = replace(results["A"].rates, coop1=None)
    sheet = read(replace(results["A"], rates=rates))["Doors and rates"]
    assert {values[1]: values[2] for values in rows(sheet)}["COOP1"] == "undefined"


@pytest.mark.parametrize(
    ("code", "raw", "coverage"), [("we_3", 41.72, 0.436), ("sa_1", 37.13, 0.388)]
)
def test_times_are_ranked_with_their_coverage(
    workbooks: dict[str, Workbook],
    results: dict[str, Results],
    code: str,
    raw: float,
    coverage: float,
) -> None:
    labels = {score.slot.code: score.slot.label for score in results["C"].assessment.slots}
    shown = row(workbooks["C"]["Times"], labels[code])
    assert shown[1] == pytest.approx(raw, abs=5e-3)
    assert shown[2] == pytest.approx(coverage, abs=5e-4)


def test_the_heat_map_has_days_across_and_times_down(workbooks: dict[str, Workbook]) -> None:
    sheet = workbooks["C"]["Times"]
    header = row(sheet, "Time")
    assert header[1:7] == ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    assert row(sheet, "15:00–18:00")[3] == pytest.approx(0.436, abs=5e-4)
    (area,) = sheet.conditional_formatting
    assert str(area.sqref) == "B5:G9"
    assert area.rules[0].type == "colorScale"


@pytest.mark.parametrize(
    ("site", "place", "result"),
    [
        ("A", "Waschküche im Haus 3", "no: not step-free, not neutral, no private room"),
        ("B", "Bürgerhaus Nordstadt", "no: too far: 0% of the dwellings within 500 m"),
        ("C", "Stadtteilladen Sonnenberg", "suitable"),
    ],
)
def test_places_name_what_stands_against_them(
    workbooks: dict[str, Workbook], site: str, place: str, result: str
) -> None:
    shown = row(workbooks[site]["Places and partners"], place, after="Places")
    assert str(shown[5]).startswith(result)


def test_partners_name_what_stands_against_them(workbooks: dict[str, Workbook]) -> None:
    shown = row(workbooks["A"]["Places and partners"], "Hausverwaltung Kern")
    assert str(shown[5]).startswith("no: landlord's side, not neutral")


@pytest.mark.parametrize(
    ("site", "first_year", "per_visit"),
    [
        ("A", [9120, 5120, 3094, 1462], [848, 481, 317, 163]),
        ("B", [11241, 6510, 4011, 2069], [212, 127, 90, 53]),
        ("C", [14181, 9003, 5940, 3812], [77, 52, 41, 32]),
    ],
)
def test_costs_of_every_format_stand_side_by_side(
    workbooks: dict[str, Workbook], site: str, first_year: list[int], per_visit: list[int]
) -> None:
    sheet = workbooks[site]["Costs"]
    assert list(row(sheet, "First year in all")[1:5]) == pytest.approx(first_year, abs=1)
    assert list(row(sheet, "Cost per visit, running and print")[1:5]) == pytest.approx(
        per_visit, abs=0.6
    )


def test_ideas_stand_under_their_place(workbooks: dict[str, Workbook]) -> None:
    found = table(workbooks["C"]["Ideas by place"], "Place")
    bench = next(idea for idea in found if idea[2] == "Bänke am Weg zur Haltestelle")
    assert bench[1] == "Weg Haus 5 zur Haltestelle"
    assert bench[3] == 19


def test_numbers_are_numbers_and_one_sheet_alone_has_formulas(
    workbooks: dict[str, Workbook],
) -> None:
    for workbook in workbooks.values():
        for sheet in workbook.worksheets:
            types = {cell.data_type for line in sheet.iter_rows() for cell in line}
            assert types <= {"s", "n", "d", "b", "inlineStr", "f"}
            assert ("f" in types) is (sheet.title == "What if")


@pytest.mark.parametrize("site", SITES)
def test_excel_writes_numbers_as_its_own_language_does(
    workbooks: dict[str, Workbook], site: str
) -> None:
    # A format names the decimal point "." and the thousands "," in every language (ECMA-376,
    # part 1, 18.8.31); Excel in German shows a comma. A date or a locale code would be fixed.
    neutral = re.compile(r'General|@|hh:mm|yyyy-mm-dd|(#,##)?0(\.0+)?(\\ (%|"[€m]"))?')
    for sheet in workbooks[site].worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                assert neutral.fullmatch(cell.number_format), cell.number_format
    for values in workbooks[site]["Calculation"].iter_rows(min_col=2, values_only=True):
        assert not [value for value in values if isinstance(value, str) and value[:1].isdigit()]


@pytest.mark.parametrize("sheet", ["Summary", "Costs", "Topics"])
def test_a_native_chart_helps_to_read(workbooks: dict[str, Workbook], sheet: str) -> None:
    charts = workbooks["C"][sheet]._charts  # type: ignore[attr-defined]
    assert len(charts) == 1


def test_two_tables_never_share_a_name() -> None:
    book = Book("site")
    assert [book.table_name("Responses") for _ in range(2)] == ["Responses", "Responses_2"]
