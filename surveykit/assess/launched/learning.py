"""After the launch: what came, beside what was expected, and what to reckon with from now on.

Source: criteria 5.7 and 5.11, six-month review 3e. Calibration is learned as a share of stated
visits that come: a Gamma distribution that begins with the default's weight of 20 raw visits and
takes in what came and what was stated for the same sessions. Its mean is the criteria's formula.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from math import exp, lgamma, log, sqrt
from statistics import median

from surveykit.assess.estimate.formats import capture, sessions_in_13_weeks
from surveykit.assess.launched.attendance import Indicator, Session, indicators, sessions
from surveykit.assess.result import Format, Span
from surveykit.fieldwork.record import Record
from surveykit.form import Form
from surveykit.site.criteria import Criteria, default

WEIGHT = 20.0
"""Raw visits that the default calibration is worth (criteria 5.7)."""

LIKELY = 0.90
"""Of the interval around the new calibration."""

_WEEKLY_UP_TO, _FORTNIGHTLY_UP_TO = 10, 21
"""Days between sessions."""


@dataclass(frozen=True, slots=True)
class Learned:
    """The calibration that attendance speaks for."""

    before: float
    mean: float
    spread: float
    """Standard deviation."""
    low: float
    high: float
    """Hold the true share with 90 %."""
    visits: int
    raw: float
    """Raw visits stated for the sessions held."""


@dataclass(frozen=True, slots=True)
class Review:
    """Attendance so far."""

    sessions: tuple[Session, ...]
    """In order of time."""
    format: Format
    expected: Span
    """Visits per session, from the survey: cautious, expected, optimistic."""
    total: Span
    """The same for all sessions held."""
    learned: Learned
    indicators: tuple[Indicator, ...]
    advice: str
    """`keep`, `more`, `slot`, `merge`; empty as long as there are few sessions."""

    @property
    def held(self) -> tuple[Session, ...]:
        """Those that took place."""
        return tuple(session for session in self.sessions if session.held)

    @property
    def visits(self) -> int:
        """In all sessions held."""
        return sum(session.visits for session in self.held)

    def plain(self) -> dict[str, object]:
        """All of it for programs, days as YYYY-MM-DD."""
        days = [asdict(session) | {"day": session.day.isoformat()} for session in self.sessions]
        return asdict(self) | {"sessions": days}


ENOUGH = 3
"""Sessions held from which there is advice; the criteria look at a mean of three months."""


def review(
    records: Sequence[Record],
    raw_total: float,
    criteria: Criteria,
    *,
    minutes: Mapping[str, float],
    today: date,
    kind: Format | None = None,
) -> Review:
    """Compare the visit log with the survey's raw visits; `minutes` of a talk by its code.

    `raw_total` are those stated for 13 weeks, before calibration, campaign and capture.
    Without a `kind` it is read off the days between the sessions.
    """
    found = sessions(records, minutes)
    rhythm = kind or _rhythm(found)
    raw = raw_total * criteria.campaign * capture(rhythm, criteria) / sessions_in_13_weeks(rhythm)
    held = [session for session in found if session.held]
    visits = sum(session.visits for session in held)
    span = Span(criteria.calibration * raw, criteria.calibration_low * raw,
                criteria.calibration_high * raw)  # fmt: skip
    stands = indicators(found, records, today, least=criteria.suppress_below)
    return Review(
        sessions=found,
        format=rhythm,
        expected=span,
        total=Span(*(len(held) * part for part in (span.point, span.low, span.high))),
        learned=learn(visits, len(held) * raw),
        indicators=stands,
        advice=_advice(stands) if len(held) >= ENOUGH else "",
    )


def learn(
    visits: int, raw: float, *, before: float | None = None, weight: float = WEIGHT
) -> Learned:
    """Calibration from `visits` that came where `raw` were stated.

    `before` is the calibration so far, a share from 0 to 1, or the default of the criteria; it
    weighs as much as `weight` raw visits.
    24 visits of 60 stated give (0.35 · 20 + 24) / (20 + 60) = 0.39.
    """
    prior = float(str(default("calibration"))) if before is None else before
    shape, rate = prior * weight + visits, weight + raw
    return Learned(
        before=prior,
        mean=shape / rate,
        spread=sqrt(shape) / rate,
        low=gamma_quantile((1 - LIKELY) / 2, shape) / rate,
        high=gamma_quantile((1 + LIKELY) / 2, shape) / rate,
        visits=visits,
        raw=raw,
    )


def talk_minutes(visit_log: Form) -> dict[str, float]:
    """Minutes of a talk by the code of its duration, as the visit log's own list has them."""
    return {
        choice.code: float(choice.attributes["minutes"])
        for choice in visit_log.choices("duration")
        if choice.attributes.get("minutes")
    }


def gamma_quantile(chance: float, shape: float) -> float:
    """Quantile of the Gamma distribution with rate 1, by bisection.

    `chance` lies between 0 and 1, `shape` is above 0.
    """
    low, high = 0.0, shape + 10 * sqrt(shape) + 20
    for _step in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _gamma_cdf(middle, shape) < chance else (low, middle)
    return (low + high) / 2


def _gamma_cdf(x: float, shape: float) -> float:
    """Regularised lower incomplete gamma function, by its series (Abramowitz & Stegun 6.5.29)."""
    if x <= 0:
        return 0.0
    term = exp(shape * log(x) - x - lgamma(shape + 1))
    total, n = term, shape
    while term > total * 1e-16:
        n += 1
        term *= x / n
        total += term
    return min(total, 1.0)


def _rhythm(found: Sequence[Session]) -> Format:
    days = sorted({session.day for session in found})
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    usual = median(gaps) if gaps else _FORTNIGHTLY_UP_TO + 1
    if usual <= _WEEKLY_UP_TO:
        return Format.WEEKLY
    return Format.FORTNIGHTLY if usual <= _FORTNIGHTLY_UP_TO else Format.MONTHLY


def _advice(indicators: Iterable[Indicator]) -> str:
    """The help to a decision of the six-month review."""
    by_name = {indicator.name: indicator.value for indicator in indicators}
    visits = by_name.get("visits", 0.0)
    if by_name.get("utilisation", 0.0) > 0.85:
        return "more"
    if visits >= 3 and by_name.get("empty", 0.0) <= 0.10:
        return "keep"
    return "slot" if visits >= 1 else "merge"
