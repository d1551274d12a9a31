"""Which times suit: every band of the questionnaire with the visits it could have."""

from collections.abc import Iterable, Sequence

from surveykit.assess.estimate.households import Household, Reach
from surveykit.assess.hour.daytime import stretch
from surveykit.assess.result import Slot, SlotScore
from surveykit.site.model import PartnerHour

MIN_OVERLAP = 60
"""Minutes by which a partner's hour must overlap a band to serve it (criteria 5.2, step 6)."""


def score_slots(slots: Sequence[Slot], households: Sequence[Household]) -> tuple[SlotScore, ...]:
    """Every band, best first; equal ones in the questionnaire's order."""
    reach = Reach(households, "slots")
    found = [(slot, reach.of({slot.code})) for slot in slots]
    best = max((coverage.share for _, coverage in found), default=0.0)
    scores = [
        SlotScore(
            slot=slot,
            raw_visits=coverage.raw,
            coverage=coverage.share,
            factor=relative_factor(coverage.share, best),
        )
        for slot, coverage in found
    ]
    return tuple(sorted(scores, key=lambda score: -score.coverage))


def relative_factor(coverage: float, best: float) -> float:
    """What remains of the visits when not the best is taken: 0.5 + 0.5 · coverage / best.

    Source: criteria 5.2, step 6. Without any coverage there is no better choice: 1.
    """
    return 0.5 + 0.5 * coverage / best if best else 1.0


def touched(hour: PartnerHour, slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """The bands that a partner's hour overlaps by at least 60 minutes."""
    open_then = stretch(hour.start, hour.end)
    return tuple(
        slot
        for slot in slots
        if slot.day == hour.day
        and stretch(slot.start, slot.end).within(open_then).minutes >= MIN_OVERLAP
    )
