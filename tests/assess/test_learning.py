"""Attendance beside the forecast: the criteria's formula, the worked example, the targets."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.assess.launched.attendance import Light
from surveykit.assess.launched.learning import Review, gamma_quantile, learn, review
from surveykit.assess.result import Format
from surveykit.assess.words.learning import review_lines
from surveykit.fieldwork.record import Mode, Record
from surveykit.site.criteria import Criteria
from surveykit.text import speaking

MINUTES = {"m5": 5.0, "m15": 11.0, "m30": 23.0, "m60": 40.0}
START = date(2027, 3, 2)
TODAY = date(2027, 9, 1)
RAW_B = 34.6290
"""Raw visits of example site B; 3.085 visits per monthly session."""


def desk(form: str, number: int, **answers: str) -> Record:
    return Record(UUID(int=number, version=4), form, "1", Mode.DESK, TODAY, 0, "de", answers)


def session(number: int, visitors: int | None, *, every: int = 28, **answers: str) -> Record:
    day = START + timedelta(days=every * number)
    told = {"date": day.isoformat(), "place": "B-P1", "status": "held", "open_hours": "2"}
    if visitors is None:
        return desk("session_sheet", 100 + number, **told | {"status": "cancelled"})
    return desk("session_sheet", 100 + number, **told | answers, visitors=str(visitors))


def reviewed(records: list[Record], raw: float = RAW_B) -> Review:
    return review(records, raw, Criteria(), minutes=MINUTES, today=TODAY)


def test_the_criteria_s_example_of_a_new_calibration() -> None:
    """Six-month review: 24 visits at 60 predicted give (7 + 24) / 80 = 0.39."""
    assert learn(24, 60).mean == pytest.approx(31 / 80)


def test_the_worked_example_of_the_model() -> None:
    """Gamma(4, 8), four times 5.7 predicted, 2 + 4 + 1 + 3 visitors."""
    learned = learn(10, 4 * 5.7, before=0.5, weight=8)
    assert learned.mean == pytest.approx(0.454545, abs=1e-6)
    assert learned.spread == pytest.approx(0.121482, abs=1e-6)


# Half the quantiles of chi-square with twice as many degrees of freedom, as tables print them.
QUANTILES = [(1.0, 0.05, 0.05129329), (1.0, 0.95, 2.99573227), (7.0, 0.05, 3.28531556),
             (7.0, 0.95, 11.84239565), (31.0, 0.5, 30.66731230)]  # fmt: skip


@pytest.mark.parametrize(("shape", "chance", "expected"), QUANTILES)
def test_quantiles_of_gamma_are_those_of_published_tables(
    shape: float, chance: float, expected: float
) -> None:
    assert gamma_quantile(chance, shape) == pytest.approx(expected, abs=1e-6)


@given(st.integers(0, 200), st.floats(0, 500))
def test_more_visits_never_lower_the_calibration(visits: int, raw: float) -> None:
    fewer, more = learn(visits, raw), learn(visits + 1, raw)
    assert fewer.mean < more.mean
    assert fewer.low < fewer.mean < fewer.high


def test_sessions_are_held_against_the_forecast_of_the_survey() -> None:
    found = reviewed([session(0, 2), session(1, 4), session(2, 1), session(3, None), session(4, 3)])
    assert found.format is Format.MONTHLY
    assert round(found.expected.point, 3) == 3.085
    assert round(found.expected.low, 3) == 1.763
    assert (found.visits, len(found.held)) == (10, 4)
    # Raw visits of a monthly session: 34.629 · 0.7 / 2.75 = 8.8147.
    assert found.learned.mean == pytest.approx((7 + 10) / (20 + 4 * 8.8147), abs=1e-5)


@pytest.mark.parametrize(
    ("every", "kind"), [(7, Format.WEEKLY), (14, Format.FORTNIGHTLY), (30, Format.MONTHLY)]
)
def test_the_rhythm_is_read_off_the_days(every: int, kind: Format) -> None:
    assert reviewed([session(n, 3, every=every) for n in range(5)]).format is kind


def test_a_session_without_a_sheet_counts_by_its_visit_log() -> None:
    visits = [desk("visit_log", n, date="2027-03-09", seq=str(n), duration="m15") for n in (1, 2)]
    found = reviewed([session(0, 3, every=7), *visits])
    assert [one.visits for one in found.sessions] == [3, 2]


def logged(number: int, **answers: str) -> Record:
    told = {"date": "2027-03-02", "seq": str(number), "duration": "m15", "beyond_flat": "0"}
    return desk("visit_log", number, **told | {"due": "2027-03-16"} | answers)


def test_two_sessions_of_one_day_share_the_talks_of_its_visit_log() -> None:
    """Four talks of 11 minutes in two sessions of two hours: 44 of 240 minutes."""
    twice = [session(0, 2), replace(session(0, 2, place="B-P2"), id=UUID(int=999, version=4))]
    found = reviewed([*twice, *map(logged, range(1, 5))])
    (filled,) = (one for one in found.indicators if one.name == "utilisation")
    assert filled.value == pytest.approx(44 / 240)


def replied(number: int, day: str) -> Record:
    told = {"session_date": "2027-03-02", "seq": str(number), "answered_on": day}
    return desk("followup", 50 + number, **told)


def test_the_targets_of_the_operation() -> None:
    visits = [logged(1, duration="m60", beyond_flat="1"), *map(logged, range(2, 6))]
    replies = [replied(1, "2027-03-10"), replied(2, "2027-03-16"), replied(3, "2027-03-20")]
    sheets = [session(0, 5, left="1"), session(1, 0), session(2, 4), session(3, None)]
    found = reviewed([*visits, *replies, *sheets]).indicators
    assert {one.name: (round(one.value, 3), one.light) for one in found} == {
        "visits": (3.0, Light.GREEN),
        "empty": (0.333, Light.RED),
        "cancelled": (0.25, Light.RED),
        "beyond_flat": (0.2, Light.AMBER),
        "kept": (0.4, Light.RED),  # two in time, one late, two overdue
        "left": (0.111, Light.RED),
        "utilisation": (0.7, Light.GREEN),  # 40 and four times 11, of 120 minutes
    }


def test_few_visitors_are_told_of_in_no_share() -> None:
    visits = [logged(number) for number in range(1, 5)]
    found = reviewed([*visits, session(0, 4, left="1")]).indicators
    assert [one.name for one in found] == ["visits", "empty", "cancelled", "utilisation"]


@pytest.mark.parametrize(
    ("visits", "advice"),
    [((3, 4, 3), "keep"), ((1, 2, 2), "slot"), ((1, 0, 1), "merge"), ((3, 3), "")],
)
def test_the_help_to_a_decision(visits: tuple[int, ...], advice: str) -> None:
    assert reviewed([session(n, count) for n, count in enumerate(visits)]).advice == advice


def test_full_talks_ask_for_more() -> None:
    visits = [logged(number, duration="m60") for number in (1, 2, 3)]
    assert reviewed([*visits, *(session(n, 3) for n in range(3))]).advice == "more"


def test_it_reads_as_a_report() -> None:
    with speaking("en"):
        lines = [*review_lines(reviewed([session(0, 6), session(1, 1), session(2, None)]))]
    assert lines[0] == "7 visits in 2 sessions held, monthly."
    assert "more than the optimistic forecast" in lines[2]
    assert "fewer than the cautious forecast" in lines[3]
    assert lines[4].endswith("cancelled")
    assert any("write 0.37 into its workbook" in line for line in lines)
