"""Read positions as people and maps write them: `52.52 13.405`, `52,5; 13,4`, `52°31'N 13°24'E`.

None means: that is no such thing. Whether the numbers can be right is not looked at here.
"""

import re

from surveykit.form.forgiving import read_decimal
from surveykit.form.xpath.values import format_decimal

Position = tuple[float, float, float, float]
"""Latitude and longitude in degrees, altitude and accuracy in metres; 0 where unknown."""

_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_PART = re.compile(
    rf"(?P<before>[NSEWO])?\s*(?P<degrees>[+-]?{_NUMBER})\s*°?\s*"
    rf"(?:(?P<minutes>{_NUMBER})\s*['′’]\s*)?(?:(?P<seconds>{_NUMBER})\s*(?:[\"″”]|'')\s*)?"
    r"(?P<after>[NSEWO])?",
    re.IGNORECASE,
)
_COMPASS = re.compile(r"[°NSEWO]", re.IGNORECASE)


def read_position(text: str) -> Position | None:
    """One position: latitude, longitude and, if known, altitude and accuracy."""
    compact = text.strip().removeprefix("geo:").partition("?")[0]
    numbers = _by_compass(compact) if _COMPASS.search(compact) else _numbers(compact)
    if numbers is None or not 2 <= len(numbers) <= 4:
        return None
    latitude, longitude, altitude, accuracy = (*numbers, 0.0, 0.0)[:4]
    return latitude, longitude, altitude, accuracy


def read_positions(text: str) -> tuple[Position, ...] | None:
    """Several positions, each in a line of its own or after a semicolon."""
    pieces = [piece for piece in re.split(r"[;\n]", text) if piece.strip()]
    positions = [read_position(piece) for piece in pieces]
    found = tuple(position for position in positions if position is not None)
    return found if len(found) == len(positions) else None


def written(position: Position) -> str:
    """A position as ODK stores it: `52.52 13.405 0.0 0.0`."""
    return " ".join(format_decimal(number) for number in position)


def _numbers(text: str) -> list[float] | None:
    """Numbers apart by gaps, semicolons or commas; a comma within one is a decimal comma."""
    if re.search(r"\s", text):
        parts = [part.rstrip(",;") for part in text.split()]
    elif ";" in text:
        parts = text.split(";")
    elif "." in text:
        parts = text.split(",")
    else:
        return None  # 52,13 may be a latitude alone
    read = [read_decimal(part) for part in parts if part]
    numbers = [number for number in read if number is not None]
    return numbers if len(numbers) == len(read) else None


def _by_compass(text: str) -> list[float] | None:
    """Degrees, minutes and seconds, or decimals, with north or south and east or west.

    `O` is German for east.
    """
    first = _PART.match(text)
    if first is None:
        return None
    rest = text[first.end() :].lstrip(" ,;")
    second = _PART.fullmatch(rest)
    if second is None:
        return None
    one, other = _degrees(first), _degrees(second)
    return [one, other] if _side(first) not in ("E", "W", "O") else [other, one]


def _side(part: re.Match[str]) -> str:
    return (part["before"] or part["after"] or "").upper()


def _degrees(part: re.Match[str]) -> float:
    degrees, minutes, seconds = (
        float((part[name] or "0").replace(",", ".")) for name in ("degrees", "minutes", "seconds")
    )
    value = abs(degrees) + minutes / 60 + seconds / 3600
    south = _side(part) in ("S", "W") or degrees < 0
    return -round(value, 7) if south else round(value, 7)
