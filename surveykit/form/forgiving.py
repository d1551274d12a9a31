"""Read what was typed in haste: `14.3.`, `morgen`, `930`, `17 Uhr`, `1.234,5`.

The one reader of dates, times and numbers for screens, tables and scripts. None means: that is
no such thing.
"""

import re
from datetime import date, time, timedelta

_DAYS = {
    ".": 0, "0": 0, "heute": 0, "today": 0,
    "gestern": -1, "yesterday": -1, "morgen": 1, "tomorrow": 1, "übermorgen": 2,
}  # fmt: skip
_STEP = re.compile(r"[+-]\d{1,3}")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_WRITTEN = re.compile(
    r"(?P<day>\d{1,2})[. /-]+(?P<month>\d{1,2})(?:[. /-]+(?P<year>\d{4}|\d{2})?)?"
)
_CLOCK = re.compile(
    r"(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*(?:(?:uhr|h|o'clock)\s*(\d{2})?)?", re.IGNORECASE
)
_WHOLE = re.compile(r"[+-]?\d{1,12}")
_GAPS = re.compile(r"(?<=\d)[ '\u202f\u00a0](?=\d{3}\b)")
_DECIMAL = re.compile(r"[+-]?(?:\d+[.,]?\d*|[.,]\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+")


def read_day(text: str, today: date | None) -> date | None:
    """A day: ISO, or day, month and year in any punctuation.

    With `today` also without the year, as `heute`, `morgen` … and in days from today: `-1`.
    """
    word = text.strip().lower()
    if today and word in _DAYS:
        return today + timedelta(days=_DAYS[word])
    if today and _STEP.fullmatch(word):
        return today + timedelta(days=int(word))
    found = _ISO.fullmatch(word) or _WRITTEN.fullmatch(word)
    if not found or not (found["year"] or today):
        return None
    year = int(found["year"]) if found["year"] else today.year if today else 0
    century = 2000 if len(found["year"] or "") == 2 else 0
    try:
        return date(century + year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def read_clock(text: str) -> time | None:
    """A time of day: `9`, `930`, `9:30`, `9.30`, `9 Uhr`, `17 Uhr 30`."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


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
