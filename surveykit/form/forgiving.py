"""Read what was typed in haste: `14.3.`, `morgen`, `930`, `17 Uhr`, `1.234,5`.

The one reader of dates, times, numbers for screens, tables and scripts.
None means: that is no such thing.
"""

import re
from collections.abc import Iterator
from datetime import date, time, timedelta

from surveykit.form.spoken_time import spoken_clock

NOW = frozenset({".", "jetzt", "now"})
"""Words for this moment."""

_DAYS = {
    ".": 0, "0": 0, "heute": 0, "today": 0, "jetzt": 0, "now": 0,
    "gestern": -1, "yesterday": -1, "vorgestern": -2,
    "morgen": 1, "tomorrow": 1, "übermorgen": 2,
}  # fmt: skip
WEEKDAYS = {
    "de": (
        "montags?|mo", "dienstags?|di", "mittwochs?|mi", "donnerstags?|do", "freitags?|fr",
        "samstags?|sonnabends?|sa", "sonntags?|so",
    ),
    "en": (
        "mondays?|mon", "tuesdays?|tues?", "wednesdays?|wed", "thursdays?|thu(?:rs?)?",
        "fridays?|fri", "saturdays?|sat", "sundays?|sun",
    ),
}  # fmt: skip
"""Patterns of the days of the week by language, Monday first."""

_MONTHS = {
    "jan": 1, "feb": 2, "mär": 3, "mar": 3, "mrz": 3, "apr": 4, "mai": 5, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12,
}  # fmt: skip
_NAMES = "|".join(
    f"(?P<d{n}>{'|'.join(names)})" for n, names in enumerate(zip(*WEEKDAYS.values(), strict=True))
)
_BEFORE_A_DAY = re.compile(rf"(?:{_NAMES})(?:\.?,? |,)\s*(?:den |the )?(?=.)")
_STEP = re.compile(r"[+-]\d{1,3}")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_WRITTEN = re.compile(
    r"(?P<day>\d{1,2})[. /-]+(?P<month>\d{1,2})(?:[. /-]+(?P<year>\d{4}|\d{2})?)?"
)
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})[. ]\s*)?(?P<name>[a-zä]{3,9})\.?(?:\s*(?P<year>\d{4}|\d{2}))?"
)
_ENGLISH = re.compile(
    r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>\d{4}|\d{2}))?"
)
_MONTH = re.compile(r"(?P<month>\d{1,2})(?:[. /-]+(?P<year>\d{4}|\d{2}))?")
_MONTH_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_CLOCK = re.compile(
    r"(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*(?:(?:uhr|h|o'clock)\s*(\d{2})?)?", re.IGNORECASE
)
_WHOLE = re.compile(r"[+-]?\d{1,12}")
_GAPS = re.compile(r"(?<=\d)[ '\u202f\u00a0](?=\d{3}\b)")
_DECIMAL = re.compile(r"[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+")


def read_day(text: str, today: date | None) -> date | None:
    """A day: ISO, day, month and year in any punctuation, or with the month's name.

    With `today` also without the year, as `heute`, `morgen` … and in days from today: `-1`.
    A day of the week may stand before it, see `weekday_before`; it is not checked here.
    """
    word = text.strip().lower()
    if weekday_before(word) is not None:
        word = _BEFORE_A_DAY.sub("", word, count=1)
    if today and word in _DAYS:
        return today + timedelta(days=_DAYS[word])
    if today and _STEP.fullmatch(word):
        return today + timedelta(days=int(word))
    found = _ISO.fullmatch(word) or _WRITTEN.fullmatch(word)
    if found:
        return _day(found["year"], int(found["month"]), int(found["day"]), today)
    for named in (_NAMED.fullmatch(word), _ENGLISH.fullmatch(word)):
        if named and named["day"] and (month := _month(named["name"])):
            return _day(named["year"], month, int(named["day"]), today)
    return None


def weekday_before(text: str) -> int | None:
    """The day of the week with which a date begins, Monday being 0: `Mo, 30.11.`."""
    found = _BEFORE_A_DAY.match(text.strip().lower())
    return None if found is None else int(str(found.lastgroup)[1:])


def read_month(text: str, today: date | None) -> date | None:
    """The first day of a month: `3.2027`, `2027-03`, `März 2027`, `3`, or of a day's month."""
    word = text.strip().lower()
    found = _MONTH_ISO.fullmatch(word)
    if found is None and (day := read_day(word, today if word in _DAYS else None)):
        return day.replace(day=1)
    found = found or _MONTH.fullmatch(word)
    if found:
        return _day(found["year"], int(found["month"]), 1, today)
    named = _NAMED.fullmatch(word)
    if named and not named["day"] and (month := _month(named["name"])):
        return _day(named["year"], month, 1, today)
    return None


def read_year(text: str, today: date | None) -> date | None:
    """The first day of a year: `2027`, or of a day's year."""
    word = text.strip().lower()
    if _YEAR.fullmatch(word) and int(word):
        return date(int(word), 1, 1)
    day = read_day(word, today if word in _DAYS else None)
    return day.replace(month=1, day=1) if day else None


def read_clock(text: str) -> time | None:
    """A time of day: `9`, `930`, `9:30`, `9.30`, `9 Uhr`, `17 Uhr 30`, `halb sechs`, `5 pm`."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return spoken_clock(text)
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def split_moment(text: str) -> Iterator[tuple[str, str]]:
    """Every way to part a date from a time: at a `T`, a comma or a gap."""
    for at, letter in enumerate(text):
        if letter in "T, " and text[:at].strip() and text[at + 1 :].strip():
            yield text[:at], text[at + 1 :]


def read_whole(text: str) -> int | None:
    """A whole number, thousands apart by a gap or not: `1 200`."""
    compact = _GAPS.sub("", text.strip())
    return int(compact) if _WHOLE.fullmatch(compact) else None


def read_decimal(text: str) -> float | None:
    """A number; point and comma both separate decimals, unless both stand there: `1.234,5`."""
    compact = re.sub(r"\s", "", text)
    if _GROUPED.fullmatch(compact):
        compact = compact.replace(".", "")
    return float(compact.replace(",", ".")) if _DECIMAL.fullmatch(compact) else None


def _month(name: str) -> int | None:
    """The month of a German or English name, whole or cut off: `März`, `Sept`."""
    return _MONTHS.get(name[:3])


def _day(year: str | None, month: int, day: int, today: date | None) -> date | None:
    """A day; without a year in the one of `today`.

    Two figures are a year of this century, or of the last where that would be more than ten
    years ahead: `1.2.68` is a day of birth.
    """
    if not (year or today):
        return None
    full = int(year) if year else today.year if today else 0
    if year and len(year) == 2:
        full += 2000
        full -= 100 if today and full > today.year + 10 else 0
    try:
        return date(full, month, day)
    except ValueError:
        return None
