"""The words in which people name days and hours, one table per language; all are always read."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from surveykit.fieldwork.time_of_day import TimeOfDay
from surveykit.form.forgiving import WEEKDAYS


class TimeWords(NamedTuple):
    """What one language says. Texts are patterns that match lower-case words."""

    days: dict[str, int]
    """Days counted from today."""
    weekdays: Sequence[str]
    """Monday first."""
    parts: dict[str, TimeOfDay]
    week: tuple[str, str, str]
    """This one, the next, and the one after it."""
    weekend: str
    numbers: dict[str, int]
    minutes: str
    hours: str
    days_long: str
    weeks: str
    in_: str
    """What makes a duration a time to come."""
    halves: dict[str, int]
    """Durations with a name of their own, in minutes."""
    of_month: str
    """The day of a month that is not named, as `day`."""
    between: str
    until: str
    """What stands between a beginning and an end."""
    after: str
    onwards: str
    before: str
    filling: str
    """What may be left out without a change of meaning."""


GERMAN = TimeWords(
    days={"vorgestern": -2, "gestern": -1, "heute?": 0, "übermorgen": 2, "uebermorgen": 2},
    weekdays=WEEKDAYS["de"],
    parts={
        "früh|frueh|morgens?|vormittags?": "morning", "mittags?|mittagszeit": "midday",
        "nachmittags?": "afternoon",
        "abends?|nach (?:der|meiner|ihrer|seiner) arbeit|nach feierabend": "evening",
    },
    week=(r"diese[rn]? woche", r"(?:nächste|kommende)[rn]? woche", r"übernächste[rn]? woche"),
    weekend=r"wochenende",
    numbers={
        "eine?[rmn]?": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
        "acht": 8, "neun": 9, "zehn": 10, "zwölf": 12, "vierzehn": 14, "fünfzehn": 15,
        "zwanzig": 20, "dreißig": 30, "vierzig": 40,
    },
    minutes="minuten?|min",
    hours="stunden?|std",
    days_long="tag(?:en)?",
    weeks="wochen?",
    in_="in",
    halves={
        "einer halben stunde|ner halben stunde": 30, "einer viertelstunde": 15,
        "einer dreiviertelstunde": 45, "anderthalb stunden|eineinhalb stunden": 90,
    },
    of_month=r"(?:am|den|dem) (?P<day>\d{1,2})\.(?!\d)",
    between="zwischen|von",
    until="und|bis",
    after="(?:kurz )?nach|ab|nicht vor|frühestens(?: um)?",
    onwards="an",
    before="(?:kurz )?vor|bis|spätestens(?: um)?",
    filling=(
        "am|um|gegen|ca|circa|etwa|ungefähr|kommende[nrs]?|nächste[nrs]?|diese[nrs]?|de[rnm]|im"
        "|erst|wieder|noch|so|frühe[nr]?|späte[nr]?|jederzeit|ganztags|in"
    ),
)  # fmt: skip

ENGLISH = TimeWords(
    days={
        "(?:the )?day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1,
        "(?:the )?day after tomorrow": 2,
    },
    weekdays=WEEKDAYS["en"],
    parts={
        "mornings?": "morning", "midday|lunch ?time": "midday", "afternoons?": "afternoon",
        "evenings?|after work": "evening",
    },
    week=(r"this week", r"next week", r"(?:the )?week after next"),
    weekend=r"week-?end",
    numbers={
        "an?|one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
        "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20,
        "thirty": 30, "forty": 40,
    },
    minutes="minutes?|mins?",
    hours="hours?|hrs?|h",
    days_long="days?",
    weeks="weeks?",
    in_="in",
    halves={
        "half an hour": 30, "a quarter of an hour": 15, "three quarters of an hour": 45,
        "an hour and a half|one and a half hours": 90,
    },
    of_month=r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)",
    between="between|from",
    until="and|to|till?|until",
    after="(?:shortly )?after|from|not before|at the earliest",
    onwards="onwards?|on",
    before="before|until|till?|by",
    filling="on|at|about|around|next|this|the|in|early|late|again|any ?time|coming|of",
)  # fmt: skip

LANGUAGES = (GERMAN, ENGLISH)

TOMORROW = "morgen"
"""German says the same of tomorrow and of the morning."""

_GERMAN_DAY = "|".join((*GERMAN.weekdays, "morgen|vormittag|mittag|nachmittag|abend|wochenende"))
"""Behind the German `am`, which is no a.m."""

SPELLED = (
    (re.compile(r"\btonight\b"), "today evening"),
    (re.compile(r"(tag|mittwoch|sonnabend)(früh|morgen|vormittag|mittag|nachmittag|abend)"),
     r"\1 \2"),
    (re.compile(r"\bso (?=gegen|um|ab|nach)"), ""),
    (re.compile(rf"(\d) ?am\b(?! (?:{_GERMAN_DAY})\b| \d\d?\.)"), r"\1 a.m"),
)  # fmt: skip
"""What is read as other words."""
