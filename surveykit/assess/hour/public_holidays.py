"""Public holidays in Germany, by the laws of its states as they stand from 2024 on.

A calendar of the whole world takes longer to load than an assessment does. Days that are kept only
in some communities of a state, such as Corpus Christi in Saxony and Thuringia, are not among them.
"""

from datetime import date, timedelta

_NATIONWIDE = "DE"

_ON_A_DATE = {
    (1, 1): "DE",
    (1, 6): "BW BY ST",
    (3, 8): "BE MV",
    (5, 1): "DE",
    (8, 15): "SL",
    (9, 20): "TH",
    (10, 3): "DE",
    (10, 31): "BB HB HH MV NI SH SN ST TH",
    (11, 1): "BW BY NW RP SL",
    (12, 25): "DE",
    (12, 26): "DE",
}
"""Month and day, and the states that keep it."""

_AFTER_EASTER = {
    -2: "DE",
    0: "BB",
    1: "DE",
    39: "DE",
    49: "BB",
    50: "DE",
    60: "BW BY HE NW RP SL",
}
"""Days from Easter Sunday, from Good Friday to Corpus Christi."""

_ONCE = {date(2025, 5, 8): "BE", date(2028, 6, 17): "BE"}
"""Anniversaries that are kept in one year."""

_REPENTANCE = "SN"
"""Who keeps the Day of Repentance and Prayer."""


def is_public_holiday(day: date, region: str) -> bool:
    """Whether a state, such as `NW`, keeps the day; without one, whether all of Germany does."""
    states = [
        _ON_A_DATE.get((day.month, day.day), ""),
        _AFTER_EASTER.get((day - _easter(day.year)).days, ""),
        _ONCE.get(day, ""),
        _REPENTANCE if day == _repentance(day.year) else "",
    ]
    return not {_NATIONWIDE, region}.isdisjoint(" ".join(states).split())


def _repentance(year: int) -> date:
    """The Wednesday before 23 November."""
    last = date(year, 11, 22)
    return last - timedelta(days=(last.weekday() - 2) % 7)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    moon = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
