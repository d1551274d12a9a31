"""Times of day as people say them: `halb sechs`, `viertel vor 9`, `half past five`, `5 pm`.

Without `abends`, `pm` and the like the time is of the morning: what was understood is shown, and
nothing is guessed.
"""

import re
from datetime import time

_NAMED = {"mittag": 12, "mittags": 12, "noon": 12, "mitternacht": 0, "midnight": 0}
_NUMBERS = {
    "ein": 1, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
    "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "fünfzehn": 15, "zwanzig": 20,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "viertel": 15, "quarter": 15, "a quarter": 15,
}  # fmt: skip
_BEFORE = re.compile(r"(?:um|gegen|at|about|around)\s+")
_DAYTIME = re.compile(
    r"\s*(?:(?P<late>nachmittags?|abends?|p\.?m\.?|in the (?:afternoon|evening))"
    r"|(?P<early>morgens|früh|vormittags?|nachts|a\.?m\.?|in the morning))"
)
_N = r"(?P<{}>\d{{1,2}}|[a-zäöü]+)"
_HOUR, _MINUTES = _N.format("hour"), r"(?P<minutes>\d{1,2}|a quarter|[a-zäöü]+)"
_UHR = r"(?:\s*(?:uhr|o'clock))?"
_WAYS: tuple[tuple[re.Pattern[str], int, int], ...] = (
    (re.compile(rf"halb\s+{_HOUR}"), -1, 30),
    (re.compile(rf"half\s+past\s+{_HOUR}"), 0, 30),
    (re.compile(rf"dreiviertel\s+{_HOUR}"), -1, 45),
    (re.compile(rf"{_MINUTES}(?:\s+minuten|\s+minutes)?\s+(?:nach|past)\s+{_HOUR}{_UHR}"), 0, 1),
    (re.compile(rf"{_MINUTES}(?:\s+minuten|\s+minutes)?\s+(?:vor|to)\s+{_HOUR}{_UHR}"), -1, -1),
    (re.compile(rf"{_HOUR}{_UHR}"), 0, 0),
    (re.compile(rf"{_HOUR}[:.](?P<minutes>\d\d){_UHR}"), 0, 1),
)
"""How it is said, what to add to the hour, and the minutes; 1 and -1 take those that are said."""


def spoken_clock(text: str) -> time | None:
    """The time in these words; None if they name none."""
    words = _BEFORE.sub("", " ".join(text.lower().split()), count=1)
    if words in _NAMED:
        return time(_NAMED[words])
    daytime = next((found for found in _DAYTIME.finditer(words) if found.end() == len(words)), None)
    words = words[: daytime.start()] if daytime else words
    for way, hours, minutes in _WAYS:
        if found := way.fullmatch(words):
            said = _number(found.groupdict().get("minutes") or "0")
            late = bool(daytime and daytime["late"])
            early = bool(daytime and daytime["early"])
            return _time(_number(found["hour"]), hours, minutes, said, late=late, early=early)
    return None


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else _NUMBERS.get(word)


def _time(
    hour: int | None, hours: int, minutes: int, said: int | None, *, late: bool, early: bool
) -> time | None:
    if hour is None or said is None or hour > 24 or said > 59:
        return None
    whole = minutes if minutes in (0, 30, 45) else said if minutes > 0 else 60 - said
    if (late or early) and not 1 <= hour <= 12:
        return None
    at = (hour + hours) % 12 + (12 if late else 0) if late or early else (hour + hours) % 24
    return time(at, whole) if whole < 60 else None
