"""From answers to expected visits."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.assess.estimate.forecast import forecast
from surveykit.assess.estimate.formats import raw_needed, visits_per_session
from surveykit.assess.estimate.households import juster
from surveykit.assess.estimate.interviews import read_interviews
from surveykit.assess.estimate.questionnaire import Questionnaire
from surveykit.assess.result import Doors, Forecast, Format, Hallway
from surveykit.fieldwork.record import Mode, Record
from surveykit.site.criteria import Criteria

from .examples import door_records, doors, household, record

NOBODY = Hallway(interviews=0, mean=None)
DOORS = Doors(dwellings=30, vacant=2, interviewed=10, refused=6, not_reached=12)

VISITS = {"once": 1.0, "two_three": 2.5, "four_plus": 5.0, "dont_know": 1.0, "no_answer": 1.0}
LISTS = Questionnaire(slots=(), visits=VISITS, topics=(), threshold_barriers=frozenset(), where=())
probs = st.sampled_from([*(str(score) for score in range(11)), "dont_know", "no_answer"])
answers = st.lists(st.tuples(probs, st.sampled_from(["", *VISITS])), min_size=1, max_size=12)


def expected(given_answers: Sequence[tuple[str, str]]) -> Forecast:
    records = [
        record({"prob": prob, "visits": visits}, number)
        for number, (prob, visits) in enumerate(given_answers)
    ]
    households = read_interviews(records, LISTS, dk_factor=0.5).households
    return forecast(households, DOORS, NOBODY, Criteria())


@pytest.mark.parametrize(
    ("score", "probability"), [(0, 0.01), (1, 0.1), (5, 0.5), (9, 0.9), (10, 0.99)]
)
def test_the_juster_scale(score: int, probability: float) -> None:
    assert juster(score) == probability


@pytest.mark.parametrize("score", [-1, 11])
def test_there_is_no_score_beyond_the_scale(score: int) -> None:
    with pytest.raises(ValueError, match="from 0 to 10"):
        juster(score)


RAW_VISITS = [  # prob, visits, raw visits per household as the domain notes tabulate them
    ("0", "", 0.010), ("1", "once", 0.100), ("5", "two_three", 1.250), ("7", "two_three", 1.750),
    ("9", "two_three", 2.250), ("10", "once", 0.990), ("10", "four_plus", 4.950),
    ("5", "dont_know", 0.5), ("5", "no_answer", 0.5), ("5", "", 0.5),
]  # fmt: skip


@pytest.mark.parametrize(("prob", "visits", "raw"), RAW_VISITS)
def test_the_raw_visits_of_a_household(prob: str, visits: str, raw: float) -> None:
    found = read_interviews(
        [record({"prob": prob, "visits": visits})], LISTS, dk_factor=0.5
    ).households
    assert found[0].raw == pytest.approx(raw, abs=1e-12)


def test_an_open_probability_counts_half_the_mean_of_the_known_ones() -> None:
    found = expected([("10", "once"), ("5", "once"), ("dont_know", "once"), ("no_answer", "")])
    assert found.raw_interviewed == pytest.approx(0.99 + 0.5 + 2 * 0.5 * 0.745)
    assert found.mean == pytest.approx(found.raw_interviewed / 4)


def test_only_consenting_door_interviews_with_a_probability_count() -> None:
    records = [
        record({"prob": "5"}, 1),
        record({"consent": "no"}, 2),
        record({"prob": "5"}, 3, mode=Mode.HALLWAY),
        record({"prob": "5"}, 4, form="hallway_quick"),
        record({"topics": "rent"}, 5),  # broken off before the key question
    ]
    assert len(read_interviews(records, LISTS, dk_factor=0.5).households) == 1


def test_the_hallway_stands_apart() -> None:
    people = [
        {"prob": "10", "lives": "yes_new"},
        {"prob": "5", "lives": "yes_new"},
        {"prob": "no_answer", "lives": "yes_new"},
        {"prob": "10", "lives": "yes_done"},
        {"prob": "10", "lives": "no"},
    ]
    records = [
        record(person, number, form="hallway_quick", mode=Mode.HALLWAY)
        for number, person in enumerate(people)
    ]
    hallway = read_interviews(records, LISTS, dk_factor=0.5).hallway
    assert hallway.interviews == 3
    assert hallway.mean == pytest.approx(0.745)
    met = [household(raw=1.0)]
    with_hallway = forecast(met, DOORS, hallway, Criteria())
    assert with_hallway == forecast(met, DOORS, NOBODY, Criteria())


def test_hallway_answers_alone_count_half_and_are_uncertain() -> None:
    shut = Doors(dwellings=30, vacant=0, interviewed=0, refused=0, not_reached=30)
    found = forecast((), shut, Hallway(interviews=8, mean=0.6), Criteria())
    assert found.uncertain
    assert found.mean == pytest.approx(0.3)
    assert found.raw_total == pytest.approx(30 * 0.4 * 0.3)


def test_without_any_answer_nobody_is_expected() -> None:
    found = forecast((), DOORS, NOBODY, Criteria())
    assert (found.raw_total, found.uncertain) == (0.0, False)
    assert found.empty_risk[Format.WEEKLY] == 1.0


@pytest.mark.parametrize(("visits", "empty"), [(3.0, "5%"), (2.0, "14%"), (1.0, "37%")])
def test_the_risk_of_an_empty_session(visits: float, empty: str) -> None:
    raw = raw_needed(visits, Format.WEEKLY, Criteria(), calibration=0.35)
    one = forecast([household(raw=raw)], Doors(1, 0, 1, 0, 0), NOBODY, Criteria())
    assert f"{one.empty_risk[Format.WEEKLY]:.0%}" == empty


def test_a_single_flyer_brings_fewer_people() -> None:
    full, flyer = (
        forecast([household()], DOORS, NOBODY, Criteria(campaign=campaign))
        for campaign in (1.0, 0.3)
    )
    assert flyer.visits_13_weeks.point == pytest.approx(0.3 * full.visits_13_weeks.point)


@given(st.floats(0.01, 10), st.sampled_from(Format), st.floats(0.05, 1))
def test_the_raw_visits_needed_give_the_visits_asked_for(
    visits: float, kind: Format, calibration: float
) -> None:
    raw = raw_needed(visits, kind, Criteria(), calibration=calibration)
    back = visits_per_session(raw, kind, Criteria(), calibration=calibration)
    assert back == pytest.approx(visits)


@given(answers, st.data())
def test_a_higher_probability_never_lowers_the_forecast(
    given_answers: list[tuple[str, str]], data: st.DataObject
) -> None:
    known = [index for index, (prob, _) in enumerate(given_answers) if prob.isdigit()]
    if not known:
        return
    index = data.draw(st.sampled_from(known))
    prob, visits = given_answers[index]
    higher = str(data.draw(st.integers(int(prob), 10)))
    raised = [*given_answers[:index], (higher, visits), *given_answers[index + 1 :]]
    before, after = expected(given_answers), expected(raised)
    assert after.raw_total >= before.raw_total - 1e-12
    assert after.households_likely >= before.households_likely


@given(answers.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_the_records_changes_no_digit(
    both: tuple[list[tuple[str, str]], list[tuple[str, str]]],
) -> None:
    assert expected(both[1]) == expected(both[0])


def test_an_example_has_as_many_households_as_interviews() -> None:
    for site, interviews in {"A": 13, "B": 58, "C": 214}.items():
        records: list[Record] = door_records(site)
        assert len(read_interviews(records, LISTS, dk_factor=0.5).households) == interviews
        assert doors(site).interviewed == interviews
