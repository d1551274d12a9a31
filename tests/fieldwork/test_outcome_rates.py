"""AAPOR's rates against published calculators, vignettes and unit tests."""

from dataclasses import asdict, fields
from datetime import UTC, datetime
from fractions import Fraction
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.outcome_rates import (
    Eligibility,
    OutcomeRates,
    door_rates,
    outcome_rates,
)
from tests.site.court import court, flat

START = datetime(2027, 1, 14, 9, 0, tzinfo=UTC)

NAMES = [field.name for field in fields(OutcomeRates) if field.name != "e"]


def values(rates: OutcomeRates) -> list[float | None]:
    return [asdict(rates)[name] for name in NAMES]


def test_the_readme_of_outcomerate() -> None:
    counts = {"I": 4, "P": 2, "R": 1, "NC": 1, "O": 1, "UH": 1, "UO": 1, "NE": 1}
    expected = [.364, .545, .370, .556, .444, .667, .500, .750, .571, .857,
                .091, .093, .111, .727, .741, .889]  # fmt: skip
    assert values(outcome_rates(counts, 0.9)) == pytest.approx(expected, abs=5e-4)


def test_a_door_nobody_tried_is_a_unit_of_unknown_eligibility() -> None:
    """The same units as the readme's: two doors never tried in place of its UH and UO.

    One vacant beside nine eligible makes the proportional e the readme's 9/10.
    """
    outcomes = [Outcome.INTERVIEW] * 6  # two of them in part
    outcomes += [Outcome.REFUSED, Outcome.NOT_HOME, Outcome.LANGUAGE, Outcome.VACANT]
    names = [f"A{n}" for n in range(12)]
    lines = [
        Attempt(uuid4(), name, outcome, None if outcome == Outcome.INTERVIEW else START)
        for name, outcome in zip(names, outcomes, strict=False)
    ]
    rates = door_rates(court(*map(flat, names)), lines, partial=2)
    expected = [.364, .545, .370, .556, .444, .667, .500, .750, .571, .857,
                .091, .093, .111, .727, .741, .889]  # fmt: skip
    assert values(rates) == pytest.approx(expected, abs=5e-4)


def test_the_readme_of_outcomerate_with_a_unit_not_screened() -> None:
    counts = {"I": 4, "P": 2, "R": 1, "NC": 1, "O": 1, "UH": 1, "UR": 1, "UO": 1, "NE": 1}
    rates = outcome_rates(counts, 0.9)
    assert (rates.rr1, rates.rr2) == pytest.approx((1 / 3, 1 / 2))
    assert (rates.rr3, rates.rr4) == pytest.approx((40 / 117, 20 / 39))
    assert (rates.ref1, rates.ref2) == pytest.approx((1 / 12, 10 / 117))
    assert (rates.con1, rates.con2) == pytest.approx((2 / 3, 80 / 117))
    assert rates.rr5 == pytest.approx(4 / 9)
    assert rates.coop1 == pytest.approx(1 / 2)


def test_the_unit_test_of_outcomerate() -> None:
    counts = {"I": 5, "P": 3, "R": 2, "NC": 1, "O": 2, "UH": 1, "UO": 1, "NE": 1}
    expected = "1/3 8/15 5/14 4/7 5/13 8/13 5/12 2/3 1/2 4/5 2/15 1/7 2/13 4/5 6/7 12/13"
    assert values(outcome_rates(counts, 0.5)) == pytest.approx(
        [float(Fraction(rate)) for rate in expected.split()]
    )


def test_the_vignette_of_outcomerate_takes_the_proportional_e() -> None:
    counts = {"I": 760, "P": 339, "R": 59, "NC": 288, "O": 1, "UO": 173, "NE": 71}
    expected = [.46913580, .67839506, .47149080, .68180052, .52522460, .75950242,
                .65573770, .94823123, .65630397, .94905009, .03641975, .03660258, .04077402,
                .71543210, .71902347, .80096752]  # fmt: skip
    rates = outcome_rates(counts)
    assert rates.e == Eligibility(1447 / 1518, 1447 / 1518, 1447 / 1518)
    assert values(rates) == pytest.approx(expected, abs=5e-9)


def test_one_unknown_unit_alone_leaves_most_rates_undefined() -> None:
    rates = outcome_rates({"UO": 1}, 0.3)
    assert [rates.rr1, rates.rr2, rates.rr3, rates.rr4] == [0, 0, 0, 0]
    assert [rates.ref1, rates.ref2, rates.con1, rates.con2] == [0, 0, 0, 0]
    undefined = [rates.rr5, rates.rr6, rates.coop1, rates.coop2, rates.coop3, rates.coop4]
    assert [*undefined, rates.ref3, rates.con3] == [None] * 8


def test_the_manual_of_responserates() -> None:
    rates = outcome_rates({"I": 100, "NC": 20})
    assert values(rates)[:6] == [pytest.approx(5 / 6)] * 6
    assert values(rates)[6:10] == [1, 1, 1, 1]
    assert values(rates)[10:13] == [0, 0, 0]
    assert values(rates)[13:] == [pytest.approx(5 / 6)] * 3


def test_a_cooperation_rate_that_a_web_page_names_without_its_number_is_coop3() -> None:
    rates = outcome_rates({"I": 650, "P": 50, "R": 150, "NC": 100, "O": 30, "UH": 20}, 1.0)
    assert (rates.rr1, rates.ref1) == pytest.approx((0.65, 0.15))
    assert rates.coop3 == pytest.approx(13 / 17)
    assert rates.coop1 == pytest.approx(65 / 88)


def test_e_may_differ_by_kind_of_unknown_unit() -> None:
    counts = {"I": 62, "P": 5, "R": 21, "NC": 34, "O": 6, "UH": 4, "UR": 12, "UO": 2, "NE": 14}
    rates = outcome_rates(counts, Eligibility(uh=0.5, ur=0.9, uo=0.5))
    assert rates.rr1 == pytest.approx(31 / 73)
    assert rates.rr3 == pytest.approx(310 / 709)
    assert rates.rr4 == pytest.approx(335 / 709)
    assert rates.ref2 == pytest.approx(105 / 709)
    assert rates.con2 == pytest.approx(470 / 709)
    assert outcome_rates(counts, 64 / 71).rr3 == pytest.approx(2201 / 5120)


def test_without_any_unit_nothing_is_defined() -> None:
    rates = outcome_rates({})
    assert values(rates) == [None] * 16
    assert rates.e is None


def test_without_eligible_units_the_proportional_e_is_zero() -> None:
    assert outcome_rates({"UH": 3, "NE": 2}).e == Eligibility(0.0, 0.0, 0.0)


@given(
    st.dictionaries(
        st.sampled_from(["I", "P", "R", "NC", "O", "UH", "UR", "UO", "NE"]), st.integers(0, 50)
    ),
    st.floats(0, 1),
)
def test_more_units_taken_as_eligible_never_raise_a_response_rate(
    counts: dict[str, int], e: float
) -> None:
    rates = outcome_rates(counts, e)
    if rates.rr5 is not None and rates.rr3 is not None and rates.rr1 is not None:
        assert rates.rr1 <= rates.rr3 + 1e-12
        assert rates.rr3 <= rates.rr5 + 1e-12
