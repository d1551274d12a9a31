"""Reads when a room may be used, as a planner writes it, into windows of the week.

The grammar, with German or English names of days: `Mo–Fr 9–18`, `Mi, Fr 10–17`,
`täglich 9–20`, `Mo–Fr ab 16:30`, `Sa bis 13 Uhr`, `immer`; several are separated by `;`.
"""

import re
from datetime import time

from surveykit.site.model import DAYS, Day, Window
from surveykit.text.clean import clean

MIDNIGHT = time(23, 59)
"""The end of a window that ends at 24:00, which `datetime.time` cannot say."""

_NAMES: tuple[tuple[str, ...], ...] = (
    ("mo", "mon", "monday", "montag"),
    ("tu", "tue", "tues", "tuesday", "di", "die", "dienstag"),
    ("we", "wed", "wednesday", "mi", "mit", "mittwoch"),
    ("th", "thu", "thur", "thurs", "thursday", "do", "don", "donnerstag"),
    ("fr", "fri", "friday", "fre", "freitag"),
    ("sa", "sat", "saturday", "sam", "samstag", "sonnabend"),
    ("su", "sun", "sunday", "so", "son", "sonntag"),
)
_DAY: dict[str, Day] = {
    name: day for day, names in zip(DAYS, _NAMES, strict=True) for name in names
}
_DAILY = ("täglich", "taeglich", "daily", "jeden tag", "every day")
_ALWAYS = ("immer", "jederzeit", "always", "any time", "anytime")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr|h|o'clock)?", re.IGNORECASE)
_PART = re.compile(
    r"(?P<days>[^\d]*?)\s*"
    r"(?:(?P<word>ab|from|after|bis|until|till)\s+(?P<only>\d[\d:. uhr]*)"
    r"|(?:von\s+|from\s+)?(?P<start>\d[\d:. uhr]*?)\s*(?:-|bis|to)\s*(?P<end>\d[\d:. uhr]*))?"
)


def windows(text: str) -> tuple[Window, ...]:
    """The windows of the week, Monday first, in the order of the clock.

    Raises:
        ValueError: the text cannot be read, or a window ends before it starts.
    """
    plain = re.sub(r"\s*[‐‑‒–—−]\s*", "-", clean(text).casefold())
    found = [window for part in plain.split(";") if part.strip() for window in _part(part.strip())]
    if not found:
        raise ValueError(f"no hours in {text!r}")
    return tuple(sorted(found, key=lambda window: (DAYS.index(window.day), window.start)))


def day(text: str) -> Day | None:
    """The day of the week a word names, in German or English; None if none."""
    return _DAY.get(clean(text).casefold().rstrip("."))


def clock(text: str) -> time | None:
    """The time of day a text names: `14:00`, `14.30`, `14 Uhr`, `24`; None if none."""
    match = _CLOCK.fullmatch(clean(text))
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if (hour, minute) == (24, 0):
        return MIDNIGHT
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _part(text: str) -> list[Window]:
    """One part between semicolons: days, then hours."""
    if text in _ALWAYS:
        text = _DAILY[0]
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueError(f"cannot read {text!r}")
    start, end = _hours(match)
    if start >= end:
        raise ValueError(f"{text!r} ends before it starts")
    return [Window(day=day, start=start, end=end) for day in _days(match["days"])]


def _hours(match: re.Match[str]) -> tuple[time, time]:
    """Begin and end; the whole day where only days are named."""
    start, end = time(0), MIDNIGHT
    if match["word"] in ("ab", "from", "after"):
        start = _clock(match["only"])
    elif match["word"]:
        end = _clock(match["only"])
    elif match["start"]:
        start, end = _clock(match["start"]), _clock(match["end"])
    return start, end


def _clock(text: str) -> time:
    found = clock(text)
    if found is None:
        raise ValueError(f"no time of day: {text!r}")
    return found


def _days(text: str) -> list[Day]:
    """`mo-fr`, `mi, fr`, `mo und do-sa`, `täglich`; nothing means every day."""
    text = text.strip(" ,:")
    if text in ("", *_DAILY):
        return list(DAYS)
    found: list[Day] = []
    for item in re.split(
        r"\s*(?:,|/|&|\+|\bund\b|\band\b|\s)\s*", re.sub(r"\s*\bbis\b\s*", "-", text)
    ):
        ends = [day(name) for name in item.split("-")]
        first, last = ends[0], ends[-1]
        if first is None or last is None or len(ends) > 2:
            raise ValueError(f"no days of the week: {text!r}")
        begin, stop = DAYS.index(first), DAYS.index(last)
        if stop < begin:
            raise ValueError(f"{item!r} ends before it starts")
        found += [one for one in DAYS[begin : stop + 1] if one not in found]
    return found
