"""Reads one cell by the kind of its column, with Excel's habits in mind.

Excel keeps whole numbers as floats, times as fractions of a day, and makes dates of
house numbers; people type blanks in front and `ja` for `yes`. What has one meaning is
taken; what has two is a fault.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from math import isfinite

from surveykit.site.columns import Column, Kind
from surveykit.site.grid import Broken, Raw
from surveykit.site.hours import clock, day, windows
from surveykit.site.rows import Value
from surveykit.text import _, number

Read = Value | tuple[str, ...]
"""What a cell says: as a `Value`, or several words."""

YES = ("yes", "y", "ja", "j", "x", "wahr", "true", "1")
NO = ("no", "n", "nein", "falsch", "false", "0", "-", "–")

_KEY = re.compile(r"\w[\w./+-]*")
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"),
)
_MIDNIGHT = datetime(1899, 12, 30)  # noqa: DTZ001  Excel's day nought; its times have no zone


class CellError(Exception):
    """What is wrong with a cell, and how to mend it; becomes a fault with its place."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


def shown(raw: Raw) -> str:
    """The cell's content as a person sees it, for the list of faults."""
    match raw:
        case None:
            return ""
        case Broken():
            return raw.shown
        case bool():
            return "TRUE" if raw else "FALSE"
        case float():
            return f"{raw:.15g}"
        case datetime() if raw.time() == time(0):
            return raw.date().isoformat()
        case _:
            return str(raw)


def plain(value: float) -> str:
    """A number as the language writes it, with the decimals it needs, at most three."""
    decimals = f"{value:.3f}".rstrip("0").partition(".")[2]
    return number(value, len(decimals))


def read(raw: Raw, column: Column) -> Read:
    """What the cell says; None if it is empty.

    Raises:
        CellError: it says nothing that the column could take.
    """
    if isinstance(raw, Broken):
        raise _broken(raw)
    if raw is None:
        if column.required:
            raise CellError(_("This cell must be filled in."), column.meaning)
        return None
    return _READERS[column.kind](raw, column)


def _broken(raw: Broken) -> CellError:
    if raw.formula:
        return CellError(
            _("The formula has no stored result."),
            _("Open the workbook in Excel and save it, or type the value itself."),
        )
    return CellError(_("Excel shows an error here."), _("Type the value itself."))


def _text(raw: Raw, column: Column) -> str:
    """Text as it stands; numbers as people see them."""
    match raw:
        case str():
            return raw
        case bool():
            return "yes" if raw else "no"
        case int() | float() if isfinite(raw):
            return shown(raw)
        case _:
            raise CellError(
                _("Excel took this for a date or a time."),
                _("Format the cell as text and type the value again."),
            )


def _key(raw: Raw, column: Column) -> str:
    text = _text(raw, column)
    if not _KEY.fullmatch(text):
        raise CellError(
            _("A short name has no blanks and no marks but . - _ / +."),
            _("Write it in one word, for instance {example}.").format(
                example=column.example or "A-1"
            ),
        )
    return text


def _words(raw: Raw, column: Column) -> tuple[str, ...]:
    words = tuple(re.split(r"[\s,;]+", _text(raw, column).strip(" ,;")))
    wrong = [word for word in words if not re.fullmatch(column.pattern or ".+", word)]
    twice = [word for place, word in enumerate(words) if word in words[:place]]
    if wrong:
        what = _("“{word}” cannot stand here.").format(word=wrong[0])
        raise CellError(what, f"{column.meaning} {_codes_of(wrong[0])}".strip())
    if twice:
        what = _("“{word}” stands here twice.").format(word=twice[0])
        raise CellError(what, _("Name each one once."))
    return words


def _codes_of(word: str) -> str:
    """The code of a language that was written out, in German, in English or in itself."""
    from babel import Locale

    for spoken in ("de", "en"):
        for code, name in Locale.parse(spoken).languages.items():
            if name.casefold() == word.casefold() and len(code) == 2:
                return _("The code of {word} is {code}.").format(word=word, code=code)
    return _("Codes are, for instance: {codes}.").format(codes="de, en, tr, ar, ru, uk, pl, fa")


def _choice(raw: Raw, column: Column) -> str:
    codes = {code.casefold(): code for code in column.choices}
    found = codes.get(_text(raw, column).casefold())
    if found is None:
        raise _not_offered(column)
    return found


def _day(raw: Raw, column: Column) -> str:
    found = day(_text(raw, column))
    if found is None:
        raise _not_offered(column)
    return found


def _not_offered(column: Column) -> CellError:
    return CellError(
        _("This is none of the codes allowed here."),
        _("Choose one of: {choices}.").format(choices=", ".join(column.choices)),
    )


def _yes_no(raw: Raw, column: Column) -> bool:
    text = _text(raw, column).casefold()
    if text in YES:
        return True
    if text in NO:
        return False
    raise CellError(_("This is neither yes nor no."), _("Write yes or no (ja or nein)."))


def _whole(raw: Raw, column: Column) -> int:
    found = _number(raw, column)
    if not float(found).is_integer():
        raise CellError(_("This is no whole number."), column.meaning)
    return int(found)


def _number(raw: Raw, column: Column) -> int | float:
    """A number in the column's range; of texts only plain digits, for `1.500` has two meanings."""
    if isinstance(raw, str) and re.fullmatch(r"[0-9]{1,15}", raw):
        raw = int(raw)
    if isinstance(raw, str) and re.fullmatch(r"[+\-−]?[\d.,]*\d[\d.,]*", raw):
        raise CellError(
            _("This number is stored as text."),
            _("Format the cell as a number and type it again."),
        )
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not isfinite(raw):
        raise CellError(_("This is no number."), column.meaning)
    low, high = column.low, column.high
    if (low is not None and raw < low) or (high is not None and raw > high):
        raise CellError(_("This number is out of range."), _allowed(low, high))
    return raw


def _allowed(low: float | None, high: float | None) -> str:
    if high is None:
        return _("Allowed is {low} or more.").format(low=plain(low or 0))
    return _("Allowed are {low} to {high}.").format(low=plain(low or 0), high=plain(high))


def _date(raw: Raw, column: Column) -> date:
    if isinstance(raw, datetime) and raw.time() == time(0):
        return raw.date()
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    for pattern in _DATES if isinstance(raw, str) else ():
        match = pattern.fullmatch(str(raw))
        if match:
            return _calendar_day(int(match["year"]), int(match["month"]), int(match["day"]))
    raise CellError(_("This is no date."), _("Write it like 14.01.2027."))


def _calendar_day(year: int, month: int, day_of_month: int) -> date:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        what = _("The calendar has no such day.")
        raise CellError(what, _("Write it like 14.01.2027.")) from None


def _time(raw: Raw, column: Column) -> time:
    """A time of day; Excel keeps it as a time, a fraction of a day, or a date in 1899."""
    found: time | None = None
    match raw:
        case str():
            found = clock(raw)
        case datetime() if raw.date() <= _MIDNIGHT.date() + timedelta(days=1):
            found = raw.time()
        case time():
            found = raw
        case timedelta() if timedelta(0) <= raw <= timedelta(days=1):
            found = _of_day(raw.total_seconds() / 86_400)
        case bool():
            found = None
        case int() | float() if 0 <= raw < 1:
            found = _of_day(raw)
        case int() | float() if isfinite(raw) and float(raw).is_integer():
            found = clock(str(int(raw)))
    if found is None:
        raise CellError(_("This is no time of day."), _("Write it like 14:00."))
    return found.replace(second=0, microsecond=0)


def _of_day(fraction: float) -> time | None:
    """The time after this fraction of a day, to the minute."""
    hour, minute = divmod(round(fraction * 1440), 60)
    return clock(f"{hour}:{minute:02}")


def _hours(raw: Raw, column: Column) -> str:
    text = _text(raw, column)
    try:
        windows(text)
    except ValueError:
        what = _("These hours cannot be read, or end before they start.")
        raise CellError(what, column.meaning) from None
    return text


_READERS: dict[Kind, Callable[[Raw, Column], Read]] = {
    "key": _key,
    "reference": _text,
    "text": _text,
    "words": _words,
    "choice": _choice,
    "day": _day,
    "yes_no": _yes_no,
    "whole": _whole,
    "number": _number,
    "date": _date,
    "time": _time,
    "hours": _hours,
}
