"""Read when somebody wants to be called on again, in the words in which it is said.

`Di 17 Uhr`, `morgen früh`, `nach sechs`, `am Wochenende`, `Tuesday 6 to 7 pm`, `in 20 minutes`:
what `time_words` lists, in any order. Nothing that was said may be left over: half of it would
mislead.

- An hour from 1 to 7 without more means the afternoon or evening, for people make appointments
  for the time after work; `07:00`, `früh um 7` and `7 am` are of the morning.
- A weekday is the next one, a time alone the next time that a clock shows it.
- A day without a year is the one to come, unless it has passed within the last two months:
  whoever writes that has mistaken the day, and does not mean next year.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import NamedTuple, TypeVar

from surveykit.fieldwork.appointment import (
    JUST_PASSED,
    Appointment,
    Doubt,
    Reading,
    appointment,
)
from surveykit.fieldwork.time_of_day import TimeOfDay
from surveykit.fieldwork.time_words import LANGUAGES, SPELLED, TOMORROW, TimeWords

T = TypeVar("T")


def read_agreed(said: str, now: datetime) -> Reading:
    """What these words agree on, `now` being local time."""
    words = " ".join(re.sub(r"[,;]|\s[.]|[.!]$", " ", f"{said.lower()} ").split())
    for pattern, other in SPELLED:
        words = pattern.sub(other, words)
    readings = [*_readings(words, now)]
    likely = (one for one in readings if one.doubt is not Doubt.WEEKDAY)
    return next(chain(likely, readings), Reading(None, Doubt.UNKNOWN))


def as_kept(said: str, now: datetime) -> str:
    """What to keep of the words somebody said, `now` being local time; what is kept stays."""
    if appointment(said):
        return said
    found = read_agreed(said, now)
    return found.when.kept() if found.when and not found.doubt else said


class _Days(NamedTuple):
    first: date
    last: date
    again: int = 0
    """In how many days it comes again, if it has begun already today."""
    misnamed: bool = False
    """The weekday said is another."""


def _readings(words: str, now: datetime) -> Iterator[Reading]:
    """Every way to read it, the likeliest first."""
    if moment := _from_now(words, now):
        yield Reading(moment)
    for days, rest in chain(_spans(words, now.date()), _days(words, now.date())):
        hours = _hours(rest)
        if hours and (days or any(hours)):
            yield _joined(days or _Days(now.date(), now.date(), again=1), hours, now)


class _Hours(NamedTuple):
    begins: time | None = None
    ends: time | None = None
    part: TimeOfDay | None = None


def _joined(days: _Days, hours: _Hours, now: datetime) -> Reading:
    when = Appointment(days.first, days.last, *hours)
    begun = any(hours) and when.starts <= now.replace(tzinfo=None)
    if days.again and (when.over(now) if hours.begins is None and not hours.part else begun):
        later = timedelta(days=days.again)
        when = when._replace(day=when.day + later, last=when.last + later)
    if days.misnamed:
        return Reading(when, Doubt.WEEKDAY)
    return Reading(when, Doubt.PAST if when.over(now) else None)


# --- words ---------------------------------------------------------------------------------------


def _either(of: Callable[[TimeWords], str]) -> str:
    return "|".join(of(language) for language in LANGUAGES)


def _whole(pattern: str) -> re.Pattern[str]:
    """The pattern as words of their own."""
    return re.compile(rf"(?<!\w)(?:{pattern})\.?(?!\w)")


_FILL = _either(lambda of: of.filling)
_FILLING = _whole(_FILL)
_FROM = _whole("ab|von|from")
_PARTS = [(_whole(said), part) for of in LANGUAGES for said, part in of.parts.items()]
_NEAR = sorted(
    ((_whole(said), days) for of in LANGUAGES for said, days in of.days.items()),
    key=lambda near: -len(near[0].pattern),  # "day after tomorrow" before "tomorrow"
)
_WEEKS = [(_whole(said), n) for of in LANGUAGES for n, said in reversed([*enumerate(of.week)])]
_WEEKDAYS = [(_whole(said), n) for of in LANGUAGES for n, said in enumerate(of.weekdays)]
_NUMBERS = [(re.compile(said), n) for of in LANGUAGES for said, n in of.numbers.items()]
_WEEKEND = _whole(r"(?P<next>nächste[sn]? |next )?(?:" + _either(lambda of: of.weekend) + ")")
_FIRST_TOMORROW = re.compile(rf"^{TOMORROW}\b")
_TOMORROW = _whole(rf"(?<!am ){TOMORROW}")
_OF_MONTH = [_whole(of.of_month) for of in LANGUAGES]


def _take(pattern: re.Pattern[str], words: str) -> tuple[re.Match[str] | None, str]:
    """What was found, and the words without it."""
    found = pattern.search(words)
    if found is None:
        return None, words
    return found, f"{words[: found.start()].strip()} {words[found.end() :].strip()}".strip()


def _first_of(patterns: Sequence[tuple[re.Pattern[str], T]], words: str) -> tuple[T | None, str]:
    for pattern, meaning in patterns:
        found, rest = _take(pattern, words)
        if found:
            return meaning, rest
    return None, words


def _nothing(words: str) -> bool:
    """Whether nothing is left that means something beside days."""
    return not _bare(_FROM.sub(" ", words))


def _bare(words: str) -> str:
    return " ".join(_FILLING.sub(" ", words).split()).strip(" .")


# --- from now on ---------------------------------------------------------------------------------


def _lengths(of: Callable[[TimeWords], str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_either(lambda w: w.in_)}) (?P<n>\d{{1,3}}|[a-zäöüß]+) (?:{_either(of)})"
    )


_MINUTES, _HOURS = _lengths(lambda of: of.minutes), _lengths(lambda of: of.hours)
_DAYS, _LONG_WEEKS = _lengths(lambda of: of.days_long), _lengths(lambda of: of.weeks)
_HALVES = [(re.compile(f"in (?:{said})"), n) for of in LANGUAGES for said, n in of.halves.items()]


def _from_now(words: str, now: datetime) -> Appointment | None:
    """`in 20 Minuten`, `in half an hour`."""
    minutes = next((n for pattern, n in _HALVES if pattern.fullmatch(words)), None)
    for pattern, length in ((_MINUTES, 1), (_HOURS, 60)):
        if (found := pattern.fullmatch(words)) and (n := _number(found["n"])):
            minutes = n * length
    return Appointment.at(now + timedelta(minutes=minutes)) if minutes else None


def _number(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    return next((n for pattern, n in _NUMBERS if pattern.fullmatch(word)), None)


# --- days ----------------------------------------------------------------------------------------

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATES = (
    re.compile(r"(?<!\w)(?P<year>\d{4})-\d{1,2}-\d{1,2}(?!\w)"),
    re.compile(
        r"(?<![\w:.])\d{1,2}(?:\.\s?|/)\d{1,2}"
        rf"(?:[./]\s?{_YEAR}|[./](?P<short>\d\d)|\.)?(?![\w:./-])(?!\s*uhr)"
    ),
    re.compile(
        r"(?<![\w:.])\d{1,2}(?:\.\s?|\s)[a-zä]{3,9}\.?(?:\s" + _YEAR + r")?(?![\w:])(?!\s*uhr)"
    ),
    re.compile(r"(?<!\w)[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?(?:\s" + _YEAR + r")?(?![\w:.])"),
)
_TO = re.compile(rf"\s*[–-]\s*|\s+(?:{_either(lambda of: of.until)})\s+")


def _spans(words: str, today: date) -> Iterator[tuple[_Days, str]]:
    """From one day to another: `Mo bis Mi`, `28.11. – 29.11. abends`."""
    for between in _TO.finditer(words):
        for first, left in _days(words[: between.start()], today):
            for last, rest in _days(words[between.end() :], today):
                if first and last and _nothing(left):
                    week = timedelta(days=7 * (last.first < first.first and bool(last.again)))
                    if last.last + week > first.first:
                        misnamed = first.misnamed or last.misnamed
                        yield _Days(first.first, last.last + week, misnamed=misnamed), rest


def _days(words: str, today: date) -> Iterator[tuple[_Days | None, str]]:
    """Every way to take days out of the words, with what is left; none where none are named."""
    for day, rest in (*_dates(words, today), (None, words)):
        near, rest = _near(rest, today)
        weekday, rest = _first_of(_WEEKDAYS, rest)
        if day is None and near is None and weekday is None:
            yield from _vague(rest, today)
        elif day is None or near is None or day == near:
            yield from _named(day or near, weekday, rest, today)


def _near(words: str, today: date) -> tuple[date | None, str]:
    """`heute`, `tomorrow`, and `morgen` where it begins the words."""
    found, rest = _take(_FIRST_TOMORROW, words)
    days, rest = (1, rest) if found else _first_of(_NEAR, words)
    if days is None:
        days, rest = _length(_DAYS, words)
    return (None, words) if days is None else (today + timedelta(days=days), rest)


def _length(pattern: re.Pattern[str], words: str) -> tuple[int | None, str]:
    """How many days or weeks from now on."""
    found, rest = _take(pattern, words)
    number = _number(found["n"]) if found else None
    return (None, words) if number is None else (number, rest)


def _named(
    day: date | None, weekday: int | None, words: str, today: date
) -> Iterator[tuple[_Days, str]]:
    if day is not None:
        yield _Days(day, day, misnamed=weekday not in (None, day.weekday())), words
    elif weekday is not None:
        later, words = _length(_LONG_WEEKS, words)
        weeks, rest = _first_of(_WEEKS, words)
        if weeks is None:
            day = today + timedelta(days=(weekday - today.weekday()) % 7 + 7 * (later or 0))
            yield _Days(day, day, again=7), rest
        else:
            day = _monday(today, weeks) + timedelta(days=weekday)
            yield _Days(day, day), rest


def _vague(words: str, today: date) -> Iterator[tuple[_Days | None, str]]:
    """A week, a weekend, the day of a month, `morgen` behind the time; or no day at all."""
    later, rest = _length(_LONG_WEEKS, words)
    if later is not None:
        day = today + timedelta(days=7 * later)
        yield _Days(day, day), rest
    weeks, rest = _first_of(_WEEKS, words)
    if weeks is not None:
        monday = _monday(today, weeks)
        yield _Days(max(monday, today), monday + timedelta(days=6)), rest
    found, rest = _take(_WEEKEND, words)
    if found:
        saturday = _monday(today, 0) + timedelta(days=5)
        if found["next"] and today >= saturday:
            saturday += timedelta(days=7)
        yield _Days(max(saturday, today), saturday + timedelta(days=1)), rest
    for pattern in _OF_MONTH:
        found, rest = _take(pattern, words)
        if found and (next_one := _of_month(int(found["day"]), today)):
            yield _Days(next_one, next_one), rest
    found, rest = _take(_TOMORROW, words)
    if found:
        tomorrow = today + timedelta(days=1)
        yield _Days(tomorrow, tomorrow), rest
    yield None, words


def _monday(today: date, weeks: int) -> date:
    return today + timedelta(days=7 * weeks - today.weekday())


def _of_month(number: int, today: date) -> date | None:
    """The next day with this number; None where no month has one."""
    days = (today + timedelta(days=n) for n in range(62))
    return next((day for day in days if day.day == number), None)


def _dates(words: str, today: date) -> Iterator[tuple[date, str]]:
    from surveykit.form.forgiving import read_day

    for pattern in _DATES:
        for found in pattern.finditer(words):
            years = (today.year - 1, today.year, today.year + 1)
            if any(found.groupdict().values()):
                days = [read_day(found[0], today)]
            else:
                days = [read_day(found[0], date(year, 1, 1)) for year in years]
            day = next((one for one in days if one and one >= today - JUST_PASSED), days[0])
            if day:
                yield (
                    day,
                    f"{words[: found.start()].strip()} {words[found.end() :].strip()}".strip(),
                )


# --- hours ---------------------------------------------------------------------------------------

_BETWEEN = re.compile(rf"(?:{_either(lambda of: of.between)}) (.+)")
_AFTER = re.compile(
    rf"(?:{_either(lambda of: of.after)}) (.+?)(?: (?:{_either(lambda of: of.onwards)}))?"
)
_BEFORE = re.compile(rf"(?:{_either(lambda of: of.before)}) (.+)")
_AROUND = re.compile(rf"^(?:(?:{_FILL})\.? )+|(?: (?:{_FILL})\.?)+$")
_AS_WRITTEN = re.compile(r"0|.*\b[ap]\.?m\b|mitternacht|midnight")
_FIRST_HOUR = 8
"""Appointments before it are rare: without more the same figure of the afternoon is meant."""


def _hours(words: str) -> _Hours | None:
    """The hours in what is left of the words; None if something else is left as well."""
    part, rest = _first_of(_PARTS, words)
    whole = _AROUND.sub("", rest.strip(" ."))
    if _nothing(whole):
        return _Hours(part=part)
    if (found := _BETWEEN.fullmatch(whole)) and (span := _span(found[1], part)):
        return span
    if (found := _AFTER.fullmatch(whole)) and (clock := _clock(found[1], part)):
        return _Hours(clock, None)
    if (found := _BEFORE.fullmatch(whole)) and (clock := _clock(found[1], part)):
        return _Hours(None, clock)
    if clock := _clock(whole, part):
        return _Hours(clock, clock)
    return _span(whole, part)


def _span(words: str, part: TimeOfDay | None) -> _Hours | None:
    """From one time to another: `17-18 Uhr`, `halb sechs und sieben`, `11 to 1`."""
    for between in _TO.finditer(words):
        begins = _clock(words[: between.start()], part)
        ends = _clock(words[between.end() :], part)
        if begins and ends and ends <= begins and ends.hour < 12:
            ends = ends.replace(hour=ends.hour + 12)
        if begins and ends and begins < ends:
            return _Hours(begins, ends)
    return None


def _clock(words: str, part: TimeOfDay | None) -> time | None:
    """A time, in the part of the day that was said, or in the likelier half of it."""
    from surveykit.form.forgiving import read_clock

    text = _bare(words)
    clock = read_clock(text)
    if clock is None or _AS_WRITTEN.match(text):
        return clock
    late = part in ("afternoon", "evening") or (part == "midday" and clock < time(10))
    if clock.hour < 12 and (late or (part is None and clock.hour < _FIRST_HOUR)):
        return clock.replace(hour=clock.hour + 12)
    return clock
