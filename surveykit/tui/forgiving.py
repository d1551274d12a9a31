"""Read what was typed in haste: `14.3.`, `heute`, `930`, `2,5`.

What cannot be read is handed on as it stands; the form engine then says what is wrong.
"""

import re
from datetime import date, time, timedelta

from surveykit.tui.page import Kind

_TODAY = {"0", "heute", "today", "."}


def read(kind: Kind, typed: str, today: date) -> str:
    """The typed text as the form stores it."""
    text = typed.strip()
    match kind:
        case Kind.INTEGER:
            return re.sub(r"(?<=\d)[ '\u202f\u00a0](?=\d{3}\b)", "", text)
        case Kind.DECIMAL:
            return text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
        case Kind.DATE:
            found = _date(text.lower(), today)
            return found.isoformat() if found else text
        case Kind.TIME:
            moment = _time(text.lower())
            return moment.isoformat("milliseconds") if moment else text
        case _:
            return text


def shown(kind: Kind, stored: str) -> str:
    """The stored text as a person would type it."""
    try:
        if kind is Kind.DATE and stored:
            return f"{date.fromisoformat(stored[:10]):%d.%m.%Y}"
        if kind is Kind.TIME and stored:
            return f"{time.fromisoformat(stored[:5]):%H:%M}"
    except ValueError:
        return stored
    return stored


def _date(text: str, today: date) -> date | None:
    """A day: ISO, day-month-year in any punctuation, without a year this year, or ±days."""
    if text in _TODAY:
        return today
    if re.fullmatch(r"[+-]\d{1,3}", text):
        return today + timedelta(days=int(text))
    if iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = map(int, iso.groups())
    elif parts := re.fullmatch(r"(\d{1,2})[. /-]+(\d{1,2})(?:[. /-]+(\d{4}|\d{2})?)?", text):
        day, month = int(parts[1]), int(parts[2])
        year = int(parts[3] or today.year)
        year += 2000 if year < 100 else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(text: str) -> time | None:
    """A time of day: `9`, `930`, `9:30`, `9.30`, `9 Uhr`."""
    parts = re.fullmatch(r"(\d{1,2})(?:[:.h ]?(\d{2}))?(?: ?(?:uhr|h))?", text)
    if not parts:
        return None
    hour, minute = int(parts[1]), int(parts[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
