"""Reads when a room may be used, as a planner writes it, into windows of the week.

Days, then hours, and again: `Mo–Fr 9–18`, `Mi, Fr 10–17`, `täglich 9–20`, `Mo–Fr ab 16:30`,
`Sa bis 13 Uhr`, `Mo 9–12 und 14–17; Sa 10–14`, `immer`. Names of days are German or English;
without days it is every day, without hours the whole day.
"""

import re
from collections.abc import Iterator
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
_EVERY_DAY = re.compile(
    r"\b(täglich|taeglich|daily|jeden tag|every day|immer|jederzeit|always|any ?time)\b"
)
_BETWEEN = r"(?:bis|to|until|till)"
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?"
_DAY_NAME = r"[^\W\d]+\.?"
_ITEM = re.compile(
    rf"(?P<from>(?:ab|from|after)\s+)?(?P<until>{_BETWEEN}\s+)?"
    rf"(?P<start>{_CLOCK})(?:-(?P<end>{_CLOCK}))?(?![\d:.])"
    rf"|(?P<first>{_DAY_NAME})(?:-(?P<last>{_DAY_NAME}))?(?![\w-])"
)
_SEPARATOR = re.compile(r"(?:[\s,:/&+]|\b(?:und|and)\b)*")

_Hours = tuple[time, time]


def windows(text: str) -> tuple[Window, ...]:
    """The windows of the week, Monday first, in the order of the clock.

    Raises:
        ValueError: the text cannot be read, or a window ends before it starts.
    """
    found = [window for part in _normal(text).split(";") for window in _part(part)]
    if not found:
        raise ValueError(f"no hours in {text!r}")
    return tuple(sorted(found, key=lambda window: (DAYS.index(window.day), window.start)))


def day(text: str) -> Day | None:
    """The day of the week a word names, in German or English; None if none."""
    return _DAY.get(clean(text).casefold().rstrip("."))


def clock(text: str) -> time | None:
    """The time of day a text names: `14:00`, `14.30`, `14 Uhr`, `24`; None if none."""
    match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr|h)?", clean(text).casefold())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if (hour, minute) == (24, 0):
        return MIDNIGHT
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _normal(text: str) -> str:
    """Small letters, one kind of dash without blanks, no fillers."""
    plain = re.sub(r"\s*[-‐‑‒–—−]\s*", "-", clean(text).casefold())
    plain = re.sub(r"\b(uhr|o'clock|von)\b", " ", plain)
    plain = re.sub(rf"(?<=\d)\s+{_BETWEEN}\s+(?=\d)", "-", plain)
    plain = re.sub(rf"(?<=[^\W\d])\s+{_BETWEEN}\s+(?=[^\W\d])", "-", plain)
    return _EVERY_DAY.sub("mo-su", plain)


def _part(text: str) -> Iterator[Window]:
    """The windows of one part between semicolons: days, hours, and again."""
    days: list[Day] = []
    hours: list[_Hours] = []
    for item in _items(text):
        if item["first"] and hours:
            yield from _joined(days, hours)
            days, hours = [], []
        if item["first"]:
            days += _days(item)
        else:
            hours.append(_hours(item))
    yield from _joined(days, hours)


def _items(text: str) -> Iterator[re.Match[str]]:
    """Each range of days or of hours, in the order written."""
    place = _end_of_separator(text, 0)
    while place < len(text):
        item = _ITEM.match(text, place)
        if item is None:
            raise ValueError(f"cannot read {text[place:]!r}")
        yield item
        place = _end_of_separator(text, item.end())


def _end_of_separator(text: str, place: int) -> int:
    match = _SEPARATOR.match(text, place)
    return match.end() if match else place


def _joined(days: list[Day], hours: list[_Hours]) -> Iterator[Window]:
    if not days and not hours:
        return
    for one in dict.fromkeys(days or DAYS):
        for start, end in hours or [(time(0), MIDNIGHT)]:
            yield Window(day=one, start=start, end=end)


def _days(item: re.Match[str]) -> tuple[Day, ...]:
    first, last = day(item["first"]), day(item["last"] or item["first"])
    if first is None or last is None:
        raise ValueError(f"no days of the week: {item[0]!r}")
    begin, end = DAYS.index(first), DAYS.index(last)
    if end < begin:
        raise ValueError(f"{item[0]!r} ends before it starts")
    return DAYS[begin : end + 1]


def _hours(item: re.Match[str]) -> _Hours:
    """Begin and end; one time alone needs `ab` or `bis`."""
    start, end = clock(item["start"]), clock(item["end"] or "24")
    if item["until"] and not item["end"]:
        start, end = time(0), start
    elif item["until"] or not (item["end"] or item["from"]):
        raise ValueError(f"{item[0]!r} is not one time to another")
    if start is None or end is None or start >= end:
        raise ValueError(f"no hours: {item[0]!r}")
    return start, end
