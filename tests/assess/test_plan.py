"""The decided hour and its dates, against the calendar."""

from dataclasses import replace
from datetime import date, time

import pytest

from surveykit.assess.hour.plan import Moved, Plan, plan
from surveykit.assess.result import Assessment
from surveykit.assess.words.report import sentences
from surveykit.site.model import Site
from surveykit.text import speaking

DECIDED = date(2027, 3, 1)  # a Monday

Assessments = dict[str, Assessment]
Sites = dict[str, Site]


def planned(assessment: Assessment, site: Site, decided_on: date = DECIDED) -> Plan:
    found = plan(assessment, site, decided_on)
    assert found is not None
    return found


def test_site_a_meets_inside_the_partners_hour(assessments: Assessments, sites: Sites) -> None:
    found = planned(assessments["A"], sites["A"])
    assert (found.day, found.start, found.end) == ("tu", time(14), time(15))
    assert (found.place, found.partner, found.rhythm) == ("A-P1", "A-K1", "monthly_1")


def test_regular_interpreters_of_site_c_come_to_the_hour(
    assessments: Assessments, sites: Sites
) -> None:
    assert planned(assessments["C"], sites["C"]).interpreters == ("ru", "tr", "ar")
    assert planned(assessments["B"], sites["B"]).interpreters == ()


def test_site_b_meets_every_first_monday(assessments: Assessments, sites: Sites) -> None:
    found = planned(assessments["B"], sites["B"])
    assert (found.day, found.start, found.end) == ("mo", time(15), time(17))
    assert (found.place, found.partner, found.rhythm) == ("B-P1", "", "monthly_1")
    assert found.dates == (
        date(2027, 5, 3),
        date(2027, 6, 7),
        date(2027, 7, 5),
        date(2027, 8, 2),
        date(2027, 9, 6),
        date(2027, 10, 4),
    )


def test_site_c_meets_every_wednesday(assessments: Assessments, sites: Sites) -> None:
    found = planned(assessments["C"], sites["C"])
    assert (found.day, found.place, found.rhythm) == ("we", "C-P2", "weekly")
    assert found.dates == (
        date(2027, 4, 28),
        date(2027, 5, 5),
        date(2027, 5, 12),
        date(2027, 5, 19),
        date(2027, 5, 26),
        date(2027, 6, 2),
    )


def test_the_first_session_is_eight_weeks_off_and_no_sooner(
    assessments: Assessments, sites: Sites
) -> None:
    wednesday = date(2027, 3, 3)
    assert planned(assessments["C"], sites["C"], wednesday).dates[0] == date(2027, 4, 28)
    thursday = date(2027, 3, 4)
    assert planned(assessments["C"], sites["C"], thursday).dates[0] == date(2027, 5, 5)


def test_public_holidays_are_left_out(assessments: Assessments, sites: Sites) -> None:
    site = sites["B"].model_copy(update={"first_session": date(2027, 4, 5)})
    # The first Monday of April 2027 is no holiday; Whit Monday, 17 May, is a third Monday.
    whitsun = sites["B"].model_copy(update={"first_session": date(2027, 4, 19)})
    assert planned(assessments["B"], site).dates[0] == date(2027, 4, 5)
    third = planned(assessments["B"], whitsun)
    assert third.rhythm == "monthly_3"
    assert date(2027, 5, 17) not in third.dates
    assert third.dates[:2] == (date(2027, 4, 19), date(2027, 6, 21))


@pytest.mark.parametrize(("region", "free"), [("BY", True), ("NW", True), ("BE", False)])
def test_holidays_are_those_of_the_federal_state(
    assessments: Assessments, sites: Sites, region: str, *, free: bool
) -> None:
    hour = replace(assessments["C"].proposals[0], day="th")
    assessment = replace(assessments["C"], proposals=(hour,))
    site = sites["C"].model_copy(update={"first_session": date(2027, 5, 13), "region": region})
    # Corpus Christi, Thursday 27 May 2027, is a holiday in Bavaria and NRW, not in Berlin.
    assert (date(2027, 5, 27) not in planned(assessment, site).dates) is free


def test_a_fixed_first_session_decides_which_weekday_of_the_month(
    assessments: Assessments, sites: Sites
) -> None:
    site = sites["B"].model_copy(update={"first_session": date(2027, 5, 31)})
    found = planned(assessments["B"], site)
    assert found.rhythm == "monthly_last"
    assert found.dates[:3] == (date(2027, 5, 31), date(2027, 6, 28), date(2027, 7, 26))


def test_a_fixed_first_session_on_another_weekday_moves_on(
    assessments: Assessments, sites: Sites
) -> None:
    site = sites["C"].model_copy(update={"first_session": date(2027, 4, 1)})
    found = planned(assessments["C"], site)
    assert (found.dates[0], found.moved) == (date(2027, 4, 7), Moved.OTHER_DAY)
    assert told(assessments["C"], site, found)[0] == (
        "The first session fixed in the workbook, Apr 1, 2027, is no Wednesday: "
        "the next fitting day is taken, Apr 7, 2027."
    )


def told(assessment: Assessment, site: Site, found: Plan) -> tuple[str, ...]:
    with speaking("en"):
        return sentences(assessment, site, found).notes


def test_a_fixed_first_session_that_fits_needs_no_word(
    assessments: Assessments, sites: Sites
) -> None:
    site = sites["C"].model_copy(update={"first_session": date(2027, 4, 7)})
    found = planned(assessments["C"], site)
    assert (found.dates[0], found.moved) == (date(2027, 4, 7), None)
    assert not any("fixed in the workbook" in note for note in told(assessments["C"], site, found))


def test_a_first_session_in_the_past_goes_on_in_its_rhythm(
    assessments: Assessments, sites: Sites
) -> None:
    site = sites["B"].model_copy(update={"first_session": date(2027, 1, 11)})
    found = planned(assessments["B"], site)
    assert (found.rhythm, found.moved) == ("monthly_2", Moved.PASSED)
    assert found.dates[0] == date(2027, 3, 8)
    assert told(assessments["B"], site, found)[0] == (
        "The first session fixed in the workbook, Jan 11, 2027, has passed: "
        "the next fitting day is taken, Mar 8, 2027."
    )


def test_a_first_session_on_the_day_of_the_decision_is_not_past(
    assessments: Assessments, sites: Sites
) -> None:
    site = sites["B"].model_copy(update={"first_session": DECIDED})
    found = planned(assessments["B"], site)
    assert (found.dates[0], found.moved) == (DECIDED, None)


def test_a_first_session_on_a_holiday_or_in_another_week_than_the_partners_is_told(
    assessments: Assessments, sites: Sites
) -> None:
    whit_monday = sites["B"].model_copy(update={"first_session": date(2027, 5, 17)})
    found = planned(assessments["B"], whit_monday)
    assert (found.dates[0], found.moved) == (date(2027, 6, 21), Moved.HOLIDAY)
    assert "is a public holiday" in told(assessments["B"], whit_monday, found)[0]
    partner = assessments["A"].partners[0]
    hour = partner.hour.model_copy(update={"rhythm": "monthly_2"})
    monthly = replace(assessments["A"], partners=(replace(partner, hour=hour),))
    site = sites["A"].model_copy(update={"first_session": date(2027, 5, 4)})
    found = planned(monthly, site)
    assert (found.dates[0], found.moved) == (date(2027, 5, 11), Moved.OTHER_WEEK)
    assert "is not in the week of the partner's hour" in told(monthly, site, found)[0]


def test_the_dates_inside_a_fortnightly_hour_are_to_be_agreed_on(
    assessments: Assessments, sites: Sites
) -> None:
    asked = "agree on the dates with the partner before printing flyers."
    partner = assessments["A"].partners[0]
    hour = partner.hour.model_copy(update={"rhythm": "fortnightly"})
    fortnightly = replace(assessments["A"], partners=(replace(partner, hour=hour),))
    found = planned(fortnightly, sites["A"])
    assert any(note.endswith(asked) for note in told(fortnightly, sites["A"], found))
    weekly = planned(assessments["A"], sites["A"])
    assert not any(note.endswith(asked) for note in told(assessments["A"], sites["A"], weekly))


def test_every_two_weeks(assessments: Assessments, sites: Sites) -> None:
    assessment = replace(assessments["C"], verdict="regular:fortnightly")
    found = planned(assessment, sites["C"])
    assert found.rhythm == "fortnightly"
    assert found.dates[:3] == (date(2027, 4, 28), date(2027, 5, 12), date(2027, 5, 26))


def test_a_partners_monthly_hour_gives_the_day(assessments: Assessments, sites: Sites) -> None:
    partner = assessments["A"].partners[0]
    hour = partner.hour.model_copy(update={"rhythm": "monthly_2"})
    assessment = replace(assessments["A"], partners=(replace(partner, hour=hour),))
    found = planned(assessment, sites["A"])
    assert (found.rhythm, found.dates[0]) == ("monthly_2", date(2027, 5, 11))


def test_a_year_turns(assessments: Assessments, sites: Sites) -> None:
    dates = planned(assessments["B"], sites["B"], date(2027, 10, 1)).dates
    assert dates[:2] == (date(2027, 12, 6), date(2028, 1, 3))


def test_there_is_no_plan_without_an_hour(assessments: Assessments, sites: Sites) -> None:
    for verdict in ("continue_survey", "outreach", "none_now"):
        assert plan(replace(assessments["B"], verdict=verdict), sites["B"], DECIDED) is None


def test_there_is_no_plan_where_every_room_is_taken(assessments: Assessments, sites: Sites) -> None:
    taken = replace(assessments["C"].proposals[0], conflict="C-K1")
    assert plan(replace(assessments["C"], proposals=(taken,)), sites["C"], DECIDED) is None
