"""How often each format is held, and how much of the interest it catches."""

from surveykit.assess.result import Format
from surveykit.site.criteria import Criteria

OWN: tuple[Format, ...] = (Format.WEEKLY, Format.FORTNIGHTLY, Format.MONTHLY)
"""The hours of one's own, in the order in which the rules try them."""

CAPTURE = {
    Format.WEEKLY: "capture_weekly",
    Format.FORTNIGHTLY: "capture_fortnightly",
    Format.MONTHLY: "capture_monthly",
    Format.COOPERATIVE: "capture_cooperative_monthly",
    Format.COOPERATIVE_WEEKLY: "capture_cooperative_weekly",
}
"""The criterion that says how much of the interest a format catches, by its name."""

_SESSIONS_A_YEAR = {
    Format.WEEKLY: 44,
    Format.FORTNIGHTLY: 22,
    Format.MONTHLY: 11,
    Format.COOPERATIVE: 11,
    Format.COOPERATIVE_WEEKLY: 44,
}


def is_cooperative(kind: Format) -> bool:
    """True for a slot inside a partner's hour."""
    return kind not in OWN


def sessions_a_year(kind: Format) -> int:
    """Sessions held in a year without holidays (criteria 5.1, `sessions_13w`)."""
    return _SESSIONS_A_YEAR[kind]


def sessions_in_13_weeks(kind: Format) -> float:
    """A quarter of the year's sessions: 11, 5.5 or 2.75."""
    return sessions_a_year(kind) / 4


def capture(kind: Format, criteria: Criteria) -> float:
    """Share of the expected visits that come, from 0 to 1: rarer sessions lose urgent concerns."""
    share: float = getattr(criteria, CAPTURE[kind])
    return share


def visits_per_session(
    raw: float, kind: Format, criteria: Criteria, *, calibration: float
) -> float:
    """Visits per session held, from the site's raw visits in 13 weeks (criteria 5.2, 3 and 4).

    `calibration` is the share of the stated visits that is expected to come, from 0 to 1.
    Linear in `raw` and in `calibration`; `raw_needed` is its inverse.
    """
    visits_13_weeks = calibration * criteria.campaign * raw
    return visits_13_weeks * capture(kind, criteria) / sessions_in_13_weeks(kind)


def raw_needed(visits: float, kind: Format, criteria: Criteria, *, calibration: float) -> float:
    """The raw total at which a session has `visits` visits: 33.67 for site B, monthly.

    `calibration` is a share above 0.
    """
    share = calibration * criteria.campaign * capture(kind, criteria)
    return visits * sessions_in_13_weeks(kind) / share
