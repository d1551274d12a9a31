"""The four types of XPath and how ODK turns one into another.

Dates travel as ISO texts and become days since 1970-01-01 where a number is wanted.
JavaRosa is the reference (`XPathFuncExpr.toNumeric`, `toString`, `toBoolean`).
"""

import math
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import reduce
from operator import add

from surveykit.form.meaning import Atom, Moment, number_in
from surveykit.form.tree import Element

Nodes = list[Element]
Value = Atom | Nodes

_EPOCH = date(1970, 1, 1).toordinal()
_OFFSET = r"Z|[+-][01]\d(?::?[0-5]\d)?"
_MOMENT = re.compile(
    r"(\d{1,4})-(\d{1,2})-(\d{1,2})(?:T(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?"
    rf"({_OFFSET})?)?",
    re.ASCII,
)
_CLOCK = re.compile(rf"(\d{{1,2}}):(\d{{2}})(?::(\d{{2}})(?:\.(\d+))?)?(?:{_OFFSET})?", re.ASCII)
_WHOLE = 1e-9
"""JavaRosa writes a number as whole if this little is behind the point."""
_EXACT = 2**53
"""Above it, a float has fewer digits than its exact value would show."""
_ZERO = 1e-12
"""JavaRosa takes a number this close to zero for false."""
_SECONDS = 86400
_DAY_IN_MS = 86400000
_LARGEST = 2**31 - 1


def first(nodes: Nodes) -> Atom:
    """What the first node means; an empty text if there is none."""
    return nodes[0].atom if nodes else ""


def to_string(value: Value) -> str:
    """The value as text; a number as ODK writes it, a date with time as its day."""
    if isinstance(value, list):
        value = first(value)
    if isinstance(value, Moment):
        return value.day
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return format_number(value)


def format_number(value: float) -> str:
    """`3` for 3.0, `0.5`, `NaN`, `Infinity`; never an exponent.

    Source: XPath 1.0, section 4.2; the nearly whole as JavaRosa does it.
    """
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    nearest = math.trunc(value)
    if abs(value - nearest) < _WHOLE and abs(nearest) < _EXACT:
        return str(nearest)
    return format(Decimal(repr(value)), "f")


def format_decimal(value: float) -> str:
    """As ODK stores the answer to a decimal question: `3.0`, `0.5`."""
    text = format_number(value)
    return text if "." in text else f"{text}.0"


def to_number(value: Value) -> float:
    """The value as number; a date is whole days since 1970, a text that is none is NaN."""
    if isinstance(value, list):
        value = value[0].atom if value else ""  # `first`, without a call
    if isinstance(value, float):  # most often
        return value
    if isinstance(value, str):
        return _text_to_number(value.strip())
    return float(value)


def _text_to_number(text: str) -> float:
    number = number_in(text)
    if number is not None:
        return number
    moment = to_moment(text)
    return math.nan if moment is None else float(math.floor(days(moment)))


def to_boolean(value: Value) -> bool:
    """False for an empty text, no nodes, zero and NaN.

    A node counts by its value, as in JavaRosa: an empty answer is false.
    """
    if isinstance(value, list):
        value = first(value)
    if isinstance(value, float):
        return not (math.isnan(value) or abs(value) < _ZERO)
    return bool(value)


def to_moment(text: str) -> datetime | None:
    """An ISO date or date with time, by the clock on the wall; None if it is neither."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    micro = int((match[7] or "0")[:6].ljust(6, "0"))
    try:
        return datetime(year, month, day, hour, minute, second, micro)  # noqa: DTZ001 - see above
    except ValueError:
        return None


def to_clock(text: str) -> time | None:
    """An ISO time of day by the clock on the wall; None if it is none."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    micro = int((match[4] or "0")[:6].ljust(6, "0"))
    try:
        return time(hour, minute, second, micro)
    except ValueError:
        return None


def whole(value: Value) -> int:
    """The value as whole number of 32 bits, cut off behind the point; 0 for what is no number."""
    number = to_number(value)
    return int(bounded(number, -_LARGEST - 1, _LARGEST)) if number == number else 0


def added(numbers: Iterable[float]) -> float:
    """The sum, rounded after each step as in other engines (`sum` of Python is more exact)."""
    return reduce(add, numbers, 0.0)


def bounded(number: float, least: float, most: float) -> float:
    """The number, brought between two bounds; the lower one if it is NaN."""
    return min(max(number, least), most) if number == number else least


def to_offset(text: str) -> timezone | None:
    """What an ISO time, with a date or alone, says of its offset from UTC; None if nothing."""
    match = _MOMENT.fullmatch(text) or _MOMENT.fullmatch(f"2000-01-01T{text}")
    if match is None or not match[8]:
        return None
    if match[8] == "Z":
        return UTC
    digits = match[8][1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if match[8][0] == "-" else offset)


def here(moment: datetime, offset: tzinfo | None, zone: tzinfo | None) -> datetime:
    """A moment by the clock of the device in `zone`; without an offset it is read that way."""
    if offset is None or zone is None:
        return moment.replace(tzinfo=zone)
    try:
        return moment.replace(tzinfo=offset).astimezone(zone)
    except OverflowError:  # in the first or the last hours that can be written
        return moment.replace(tzinfo=zone)


def days(moment: datetime, ahead: timedelta = timedelta()) -> float:
    """Days since 1970-01-01 UTC, with the time of day as fraction.

    `ahead` is how far the clock that shows the moment is ahead of UTC.
    """
    since = (moment - datetime(1970, 1, 1)) - ahead  # noqa: DTZ001 - see above
    return since // timedelta(milliseconds=1) / _DAY_IN_MS


def from_days(number: float) -> datetime | None:
    """The reverse of `days`; None outside the years 1 to 9999."""
    if not math.isfinite(number):
        return None
    whole = math.floor(number)
    try:
        day = date.fromordinal(_EPOCH + whole)
    except (ValueError, OverflowError):
        return None
    seconds = min(round((number - whole) * _SECONDS), _SECONDS - 1)
    clock = time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    return datetime.combine(day, clock)


def day_share(clock: time) -> float:
    """The share of the day gone by: 0.5 at noon."""
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6
    return seconds / _SECONDS
