"""What happened at a door, in the words of the buttons."""

from datetime import date, timedelta
from typing import assert_never

from surveykit.fieldwork.appointment import appointment
from surveykit.fieldwork.attempt import Outcome
from surveykit.text import _

BUTTONS: tuple[tuple[str, Outcome], ...] = (
    ("1", Outcome.NOT_HOME),
    ("2", Outcome.REFUSED),
    ("3", Outcome.LATER),
    ("4", Outcome.LANGUAGE),
    ("5", Outcome.MINOR),
    ("6", Outcome.NO_ACCESS),
    ("7", Outcome.VACANT),
    ("8", Outcome.NOT_DWELLING),
    ("9", Outcome.NO_CONTACT_WISH),
    ("0", Outcome.STOP),
)
"""The keys that record an attempt, the most frequent first."""


def outcome_words(outcome: Outcome | None) -> str:
    """What happened, or has happened so far, at a dwelling."""
    match outcome:
        case None:
            return _("not tried yet")
        case Outcome.INTERVIEW:
            return _("interviewed")
        case Outcome.PARTIAL:
            return _("interviewed in part")
        case Outcome.BREAK_OFF:
            return _("broken off")
        case Outcome.LATER:
            return _("later")
        case Outcome.NOT_HOME:
            return _("nobody home")
        case Outcome.NO_ACCESS:
            return _("no access")
        case Outcome.MINOR:
            return _("only children")
        case Outcome.LANGUAGE:
            return _("language")
        case Outcome.CARD:
            return _("by telephone")
        case Outcome.REFUSED:
            return _("refused")
        case Outcome.NO_CONTACT_WISH:
            return _("ring no more")
        case Outcome.VACANT:
            return _("vacant")
        case Outcome.NOT_DWELLING:
            return _("no dwelling")
        case Outcome.STOP:
            return _("stopped, safety")
        case _:
            assert_never(outcome)


def languages() -> tuple[tuple[str, str], ...]:
    """Codes and names of the languages in which somebody can be called on."""
    return (
        ("ar", _("Arabic")),
        ("tr", _("Turkish")),
        ("ru", _("Russian")),
        ("uk", _("Ukrainian")),
        ("pl", _("Polish")),
        ("en", _("English")),
        ("dgs", _("German Sign Language")),
        ("other", _("another")),
    )


def floor_words(floor: int) -> str:
    """The floor as people say it; 0 is the ground floor."""
    if floor == 0:
        return _("ground")
    if floor < 0:
        return _("basement {n}").format(n=-floor)
    return _("floor {n}").format(n=floor)


def appointment_words(call_back: str, today: date) -> str:
    """When somebody expects us: `today 17:00`, `Tue 19/1 17:00`; else as it was written."""
    when = appointment(call_back)
    if when is None:
        return call_back
    near = {
        today - timedelta(1): _("yesterday"),
        today: _("today"),
        today + timedelta(1): _("tomorrow"),
    }
    weekday = _weekdays()[when.day.weekday()]
    day = near.get(when.day) or _("{weekday} {day}/{month}").format(
        weekday=weekday, day=when.day.day, month=when.day.month
    )
    return f"{day} {when.time:%H:%M}" if when.time else day


def doubted_words(said: str) -> str:
    """What to say of an appointment that could not be read, before it is kept as it is."""
    words = _("“{words}” is no day and time to come. Kept as written, nobody is reminded of it.")
    return words.format(words=said)


def _weekdays() -> tuple[str, ...]:
    return _("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")
