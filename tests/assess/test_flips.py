"""What would change the verdict: each limit is where the rules really turn over."""

from dataclasses import replace

from hypothesis import assume, example, given
from hypothesis import strategies as st

from surveykit.assess.result import Flip, Format
from surveykit.assess.verdict.flips import flips
from surveykit.assess.verdict.rules import Facts, decide
from surveykit.site.criteria import Criteria

from .test_rules import FACTS

facts = st.builds(
    Facts,
    criteria=st.just(Criteria()),
    dwellings=st.integers(20, 500),
    occupied=st.just(90),
    interviews=st.integers(20, 60),
    raw_total=st.floats(0.5, 300),
    calibration=st.floats(0.2, 0.6),
    calibration_low=st.floats(0.05, 0.2),
    households_likely=st.integers(0, 8),
    partner_free=st.none() | st.floats(0, 12),
)


def with_value(found: Facts, flip: Flip, value: float) -> Facts:
    """The facts with the flip's quantity at another value."""
    match flip.quantity:
        case "cautious":
            kind = found.candidate or Format.MONTHLY
            return replace(
                found, calibration_low=found.calibration_low * value / found.cautious(kind)
            )
        case "dwellings" | "interviews" | "households_likely":
            return replace(found, **{flip.quantity: round(value)})  # type: ignore[arg-type]
        case quantity:
            return replace(found, **{quantity: value})  # type: ignore[arg-type]


@given(facts)
@example(  # wanted from a calibration of 1 on, and beyond the partner's room from 1.15 on
    replace(FACTS, dwellings=20, raw_total=1.0, calibration=0.5, households_likely=0,
            partner_free=0.25)
)  # fmt: skip
def test_beyond_a_limit_the_verdict_is_what_was_said(found: Facts) -> None:
    for flip in flips(found):
        whole = flip.quantity in ("dwellings", "interviews", "households_likely")
        margin = flip.limit * 1e-9
        beyond = flip.limit - (1 if whole else margin)
        if flip.limit > flip.now:
            beyond = flip.limit + (0 if whole else margin)
        assert decide(with_value(found, flip, beyond)) == flip.becomes


@given(facts)
def test_this_side_of_a_limit_the_verdict_stays(found: Facts) -> None:
    for flip in flips(found):
        if flip.quantity == "interviews":
            continue
        whole = flip.quantity in ("dwellings", "households_likely")
        margin = flip.limit * 1e-9
        before = flip.limit + (0 if whole else margin)
        if flip.limit > flip.now:
            before = flip.limit - (1 if whole else margin)
        assert decide(with_value(found, flip, before)) == decide(found)


@given(facts.map(lambda found: replace(found, interviews=60)), st.floats(0.1, 300))
def test_between_its_two_limits_raw_visits_change_nothing(found: Facts, raw_total: float) -> None:
    limits = [flip.limit for flip in flips(found) if flip.quantity == "raw_total"]
    low = max((limit for limit in limits if limit <= found.raw_total), default=0.0)
    high = min((limit for limit in limits if limit > found.raw_total), default=float("inf"))
    assume(low * (1 + 1e-9) < raw_total < high * (1 - 1e-9))
    assert decide(replace(found, raw_total=raw_total)) == decide(found)


def test_with_too_few_interviews_only_their_number_counts() -> None:
    found = flips(replace(FACTS, interviews=10))
    assert found == (Flip("interviews", 10, 29, "trial:monthly"),)


def test_site_b_could_become_too_small() -> None:
    small = [flip for flip in flips(FACTS) if flip.quantity == "dwellings"]
    assert small == [Flip("dwellings", 96, 40, "cooperative")]


def test_without_any_partner_one_with_room_would_change_the_verdict() -> None:
    found = flips(replace(FACTS, dwellings=18, partner_free=None))
    partner = next(flip for flip in found if flip.quantity == "partner_free")
    assert (partner.now, partner.becomes) == (0.0, "cooperative")
    assert f"{partner.limit:.2f}" == "2.64"
