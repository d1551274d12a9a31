"""No table shows 1 to 4 households, nor lets them be calculated."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from surveykit.assess.assessment import assess_answers
from surveykit.assess.estimate.interviews import read_interviews
from surveykit.assess.estimate.questionnaire import read_questionnaire
from surveykit.assess.result import Doors
from surveykit.export.results import Results
from surveykit.form import Form
from tests.export.examples import of_records

from .conftest import Read
from .sheets import row, rows, table

FINDINGS = ("Times", "Topics", "Ideas by place")
COUNTS = ("Households", "Most important")


def counts(sheet: Worksheet) -> Iterator[object]:
    """Every value of a column of households, whichever table it stands in."""
    columns: list[int] = []
    for values in rows(sheet):
        if any(name in values for name in COUNTS):
            columns = [i for i, name in enumerate(values) if name in COUNTS]
        elif values[0] is None:
            columns = []
        else:
            yield from (values[i] for i in columns)


@pytest.mark.parametrize("sheet", FINDINGS)
@pytest.mark.parametrize("site", "ABC")
def test_no_table_shows_one_to_four_households(
    workbooks: dict[str, Workbook], site: str, sheet: str
) -> None:
    shown = [value for value in counts(workbooks[site][sheet]) if value is not None]
    assert shown
    assert not [value for value in shown if isinstance(value, int) and 0 < value < 5]


def test_a_small_site_hides_the_times_that_few_households_chose(
    workbooks: dict[str, Workbook], results: dict[str, Results]
) -> None:
    labels = {score.slot.code: score.slot.label for score in results["A"].assessment.slots}
    sheet = workbooks["A"]["Times"]
    assert row(sheet, labels["tu_2"])[1:5] == ("*", "*", "*", "<5")  # four households
    assert row(sheet, labels["tu_3"])[4] == 5
    assert row(sheet, "12:00–15:00")[2] == "*"


def test_places_that_few_households_chose_have_no_coverage(
    workbooks: dict[str, Workbook],
) -> None:
    sheet = workbooks["A"]["Places and partners"]
    assert row(sheet, "Stadtbücherei, Zweigstelle")[2] == "*"
    assert row(sheet, "Gemeindehaus St. Anna", after="Places")[2] == pytest.approx(1)


def test_a_hidden_answer_cannot_be_calculated_from_the_others(
    workbooks: dict[str, Workbook],
) -> None:
    # Site C: four households speak Polish, the rest of this one question is no secret.
    languages = table(workbooks["C"]["Topics"], "Language people would rather speak there")[1:]
    shown = {values[0]: values[1] for values in languages}
    assert shown["Polish"] == "<5"
    assert list(shown.values()).count("*") == 1


def test_shares_are_left_out_where_they_would_tell_who_did_not_answer(
    workbooks: dict[str, Workbook],
) -> None:
    # Site A: 13 households, one gave no answer; a share of 12 would give it away.
    helpers = table(workbooks["A"]["Topics"], "Who would help at the hour")[1:]
    assert [values[1] for values in helpers] == [10, "<5", "<5"]
    assert [values[2] for values in helpers] == [None, None, None]


def test_an_area_gives_way_to_its_topics(workbooks: dict[str, Workbook]) -> None:
    # Site A: eight households named the flat, five of them adaptation; the rest are three.
    sheet = workbooks["A"]["Topics"]
    topic = "Adaptations for easier movement, e.g. grab rails, shower, ramp"
    assert row(sheet, topic)[1] == 5
    areas = table(sheet, "By area: households with at least one topic")[1:]
    assert {values[0]: values[1] for values in areas}["Flat"] == "*"


def test_the_most_important_topic_tells_nothing_of_the_others(
    with_answers: Callable[[dict[str, str]], Results], read: Read
) -> None:
    found = with_answers({})
    topics = tuple(
        replace(topic, households=9, first=7) if topic.code == "repairs" else topic
        for topic in found.assessment.topics
    )
    sheet = read(replace(found, assessment=replace(found.assessment, topics=topics)))["Topics"]
    assert row(sheet, "Repairs or defects in the flat")[1:3] == (9, "*")


def test_the_summary_says_what_the_sheets_do_not_show(workbooks: dict[str, Workbook]) -> None:
    (warning,) = [
        str(values[0])
        for values in rows(workbooks["A"]["Summary"])
        if str(values[0]).startswith("Internal only")
    ]
    assert "no answers of fewer than 5 households" in warning
    assert warning.endswith("Counts of doors do show.")


def test_the_planner_can_set_a_stricter_limit(results: dict[str, Results], read: Read) -> None:
    criteria = results["C"].site.criteria.model_copy(update={"suppress_below": 10})
    site = results["C"].site.model_copy(update={"criteria": criteria})
    workbook = read(replace(results["C"], site=site))
    shown = [value for sheet in FINDINGS for value in counts(workbook[sheet])]
    assert "<10" in shown
    assert not [value for value in shown if isinstance(value, int) and 0 < value < 10]


def test_buildings_with_few_interviews_stay_hidden(
    results: dict[str, Results], form: Form, read: Read
) -> None:
    found = results["C"]
    few = [record for record in found.records if record.answers["block"] == "C-1"][:3]
    other = [record for record in found.records if record.answers["block"] != "C-1"]
    kept = (*few, *other)
    questionnaire = read_questionnaire(form)
    households = read_interviews(kept, questionnaire, dk_factor=0.5).households
    doors = Doors(dwellings=420, vacant=12, interviewed=len(kept), refused=62, not_reached=0)
    assessment = assess_answers(found.site, questionnaire, households, doors)
    sheet = read(replace(of_records(found, kept), assessment=assessment))["Doors and rates"]
    shown = [values[2] for values in table(sheet, "Interviewed households by building")[1:10]]
    assert shown[0] == "*"
    assert shown.count("*") == 2  # else the three would be the rest
