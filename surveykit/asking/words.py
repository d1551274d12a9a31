"""What happened at a door, in the words of the buttons."""

from datetime import date, timedelta
from pathlib import Path
from typing import assert_never

from surveykit.fieldwork.appointment import (
    JUST_PASSED,
    Appointment,
    Doubt,
    Reading,
    appointment,
)
from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.time_of_day import TimeOfDay
from surveykit.text import _, day, weekday

_CLEAR = timedelta(days=300)
"""How far ahead a date says without its year which one is meant."""

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


def attempt_words(attempt: Attempt, today: date) -> str:
    """What was recorded, with the appointment as it was understood."""
    words = outcome_words(attempt.outcome)
    agreed = appointment_words(attempt.call_back, today)
    return f"{words}: {agreed}" if agreed else words


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
    """When somebody expects us: `today 17:00`, `Tue 19/1 evening`; else as it was written.

    Whatever is said here can be typed as an appointment, and means the same there.
    """
    when = appointment(call_back)
    if when is None:
        return call_back
    days = _day_words(when.day, today)
    if when.last != when.day:
        days = f"{days} – {_day_words(when.last, today)}"
    return f"{days} {hours}" if (hours := _hours_words(when)) else days


def refusal_words(said: str, reading: Reading, today: date) -> str:
    """Why words are no appointment, and what becomes of them; empty where they are one."""
    when = reading.when
    match reading.doubt:
        case None:
            return ""
        case Doubt.PAST if when:
            return _(
                "“{words}” lies in the past: it was read as {when}. Which day and time to come?"
            ).format(words=said, when=_past_words(when, today))
        case Doubt.WEEKDAY if when:
            return _("{day} is a {weekday}. Which of the two is meant?").format(
                day=day(when.day), weekday=weekday(when.day)
            )
        case _:
            return _(
                "“{words}” was not understood as a day and time. Nobody will be reminded of it."
            ).format(words=said)


def _past_words(when: Appointment, today: date) -> str:
    """With the date in full, near as it may be: that is what was mistaken."""
    words = appointment_words(when.kept(), today)
    return f"{words} ({day(when.day)})"


def _day_words(value: date, today: date) -> str:
    near = {
        today - timedelta(1): _("yesterday"),
        today: _("today"),
        today + timedelta(1): _("tomorrow"),
    }
    # The year wherever a date without one would be read as that of another.
    clear = value.year == today.year and -JUST_PASSED <= value - today <= _CLEAR
    pattern = _("{weekday} {day}/{month}") if clear else _("{weekday} {day}/{month}/{year}")
    return near.get(value) or pattern.format(
        weekday=_weekdays()[value.weekday()], day=value.day, month=value.month, year=value.year
    )


def _hours_words(when: Appointment) -> str:
    if when.part:
        return _part_words()[when.part]
    if when.begins is None:
        return _("until {time}").format(time=f"{when.ends:%H:%M}") if when.ends else ""
    if when.ends is None:
        return _("from {time}").format(time=f"{when.begins:%H:%M}")
    if when.begins == when.ends:
        return f"{when.begins:%H:%M}"
    return f"{when.begins:%H:%M}–{when.ends:%H:%M}"


def _part_words() -> dict[TimeOfDay, str]:
    """Parts of a day, behind the day."""
    return {
        "morning": _("morning"),
        "midday": _("midday"),
        "afternoon": _("afternoon"),
        "evening": _("evening"),
    }


def _weekdays() -> tuple[str, ...]:
    return _("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")


def closing_words(*, gone: bool) -> str:
    """What is to be said to who is about to close a project; `gone` from its place."""
    if gone:
        return _("The project is no longer in its place; on closing, all of it is saved elsewhere.")
    return _("Everything is saved.")


def place_words(file: Path) -> str:
    """Where a project is gone on with, once it was saved elsewhere."""
    words = _("All that was saved before is kept. From now on the project is this file: {file}")
    return words.format(file=file)
