"""Words that only the workbook's tables need; the rest is in `surveykit.assess.words.names`."""

from datetime import date, time

from surveykit.assess.words.names import clock_time
from surveykit.site.model import Site
from surveykit.text import _, day
from surveykit.text.sentences import filled


def window(start: time, end: time) -> str:
    """From when to when: `09:00–12:00`."""
    return f"{clock_time(start)}–{clock_time(end)}"


def rhythm_name(rhythm: str) -> str:
    """How often a partner's hour is held."""
    return {
        "weekly": _("weekly"),
        "fortnightly": _("every two weeks"),
        "monthly_1": _("first of the month"),
        "monthly_2": _("second of the month"),
        "monthly_3": _("third of the month"),
        "monthly_4": _("fourth of the month"),
        "monthly_last": _("last of the month"),
    }.get(rhythm, rhythm)


def area_name(area: str) -> str:
    """A field of topics."""
    return {
        "flat": _("Flat"),
        "house": _("House and neighbours"),
        "neighbourhood": _("Neighbourhood"),
        "life": _("Personal situation"),
        "other": _("Other"),
    }.get(area, area)


def drawn_up(site: Site, on: date) -> str:
    """Below the title: what this is the result of, by whom and when."""
    told = _("Result of the survey, {town}. Drawn up on {day} by {organiser}.")
    return filled(told, {"town": site.town, "day": day(on), "organiser": site.organiser.name})
