"""The columns of the responses: what each is called, says in words, and reads from a row."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum, auto
from functools import lru_cache
from typing import TypeAlias

from surveykit.assess.estimate.questionnaire import shown_language
from surveykit.export.tables import MIDNIGHT, MOMENT, PLAIN_NUMBER, Row, Seen, Table
from surveykit.fieldwork.record import IDENTIFYING_TYPES
from surveykit.form.codebook import Variable
from surveykit.text import _

LONG_LIST = 100
"""Choices; of a longer list only those have columns and explanations that somebody chose."""

_REMEMBERED = 1 << 12
"""Answers of which it is remembered what they are: the same come again and again."""
_LEFT_OUT = IDENTIFYING_TYPES | {"note", "today"}
"""Types without an answer, and those that would tell when, with what or by whom it was given."""
Value: TypeAlias = str | int | float | date | time | None
"""What can stand in a cell; a date may be a moment."""
Read: TypeAlias = Callable[[Row], Value]


class Kind(StrEnum):
    """What a column holds; an answer that does not fit stands there as the text it is."""

    TEXT = auto()
    NUMBER = auto()
    COUNT = auto()
    """Small whole numbers."""
    MINUTES = auto()
    FLAG = auto()
    """1: so it is, 0: it is not."""
    RANK = auto()
    """A place in an order, from 1 on."""
    DAY = auto()
    CLOCK = auto()
    MOMENT = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it says in words, and how it reads a row."""

    name: str
    label: str
    read: Read
    kind: Kind = Kind.TEXT
    of: Variable | None = None
    """The question it answers; None for what a record says of itself."""
    code: str = ""
    """The choice it stands for, where a question fills a column per choice."""
    free_text: bool = False
    """To be read by a person before anything of it is passed on."""


def columns(table: Table) -> list[Column]:
    """All columns of a table; a multiple choice fills one per choice.

    Questions that only older records know come last, under their names.
    """
    found = own_columns(table)
    shown = shown_language(table.form)
    for variable in variables(table):
        found.extend(_columns(variable, shown, table))
        found.extend(_notes(table, variable.name, variable.labels[shown]))
    for name in removed_questions(table):
        found.append(Column(name, removed(), _text(name)))
    for name in sorted(table.noted.keys() - {variable.name for variable in variables(table)}):
        found.extend(_notes(table, name, removed()))
    return _unique(found)


def variables(table: Table) -> list[Variable]:
    """The variables of the form that have columns in a table."""
    return [
        variable
        for variable in table.variables
        if variable.type not in _LEFT_OUT
        and (variable.type != "hidden" or variable.name in table.seen)
    ]


def removed_questions(table: Table) -> list[str]:
    """Names of questions that were answered once and that the newest version no longer has."""
    known = {variable.name for variable in table.variables}
    return sorted(table.seen.keys() - known - _LEFT_OUT)


def removed() -> str:
    """What is known of a question that the form no longer has."""
    return _("no longer in the newest version of the form")


def own_columns(table: Table) -> list[Column]:
    """What links the sheets, and what a record says of itself: the day, never the time of day."""
    link = Column(
        "interview",
        _("Number of the interview, by chance, the same in all tables of this export"),
        lambda row: row.number,
        Kind.COUNT,
    )
    if table.repeats:
        return [link, *(_position(table, depth) for depth in range(len(table.repeats)))]
    return [
        *([link] if table.form.definition.repeats else ()),
        Column("day", _("Day of the interview; at doors and in hallways the first of its month, "
                        "for nobody is to find out which door it was"),
               lambda row: row.record.day, Kind.DAY),
        Column("minutes", _("Duration in minutes"), lambda row: row.record.minutes,
               Kind.MINUTES),
        Column("language", _("Language on the screen"), lambda row: row.record.language),
        Column("partial", _("1: broken off before the end"),
               lambda row: int(row.record.partial), Kind.FLAG),
    ]  # fmt: skip


def _position(table: Table, depth: int) -> Column:
    name = table.repeats[depth]
    label = _("Which “{repeat}” of the interview it is").format(repeat=name)
    if depth:
        label = _("Which “{repeat}” of the “{outer}” it is").format(
            repeat=name, outer=table.repeats[depth - 1]
        )
    return Column(f"{name}.number", label, lambda row: row.positions[depth], Kind.COUNT)


def choices(variable: Variable, shown: str, table: Table) -> Iterator[tuple[str, str]]:
    """The codes of a list with their words, then codes that only older answers know.

    Of a long list only those that were given.
    """
    given = table.seen.get(variable.name, Seen()).codes
    known = {code.code: code.labels[shown] for code in variable.codes}
    for code, words in known.items():
        if len(known) <= LONG_LIST or code in given:
            yield code, words
    if variable.multiple:
        yield from ((code, code) for code in sorted(given - known.keys()))


def parts(variable: Variable) -> dict[str, str]:
    """What a position has columns of its own for, with what they say."""
    if variable.type != "geopoint":
        return {}
    return {
        "latitude": _("Latitude in degrees, north is positive"),
        "longitude": _("Longitude in degrees, east is positive"),
    }


def _columns(variable: Variable, shown: str, table: Table) -> Iterator[Column]:
    name, label = variable.name, variable.labels[shown]
    if variable.multiple:
        ranked = variable.type == "rank"
        read, kind = (_place, Kind.RANK) if ranked else (_chosen, Kind.FLAG)
        for code, words in choices(variable, shown, table):
            heading, said = f"{name}.{code}", f"{label}: {words}"
            yield Column(heading, said, read(name, code), kind, variable, code)
        return
    match variable.type:
        case "integer" | "decimal" | "range":
            yield Column(name, label, _number(name), Kind.NUMBER, variable)
        case "calculate" | "hidden" if _all(PLAIN_NUMBER, name, table):
            yield Column(name, label, _number(name), Kind.NUMBER, variable)
        case "calculate" | "hidden" if _all(MIDNIGHT, name, table):
            yield Column(name, label, _date(name), Kind.DAY, variable)
        case "calculate" | "hidden" if _all(MOMENT, name, table):
            yield Column(name, label, _moment(name), Kind.MOMENT, variable)
        case "date":
            yield Column(name, label, _date(name), Kind.DAY, variable)
        case "time":
            yield Column(name, label, _time(name), Kind.CLOCK, variable)
        case "datetime":
            yield Column(name, label, _moment(name), Kind.MOMENT, variable)
        case _:
            free = variable.type == "text"
            yield Column(name, label, _text(name), of=variable, free_text=free)
    for place, (part, said) in enumerate(parts(variable).items()):
        heading = f"{name}.{part}"
        yield Column(heading, f"{label}: {said}", _degrees(name, place), Kind.NUMBER, variable)


def _notes(table: Table, name: str, label: str) -> Iterator[Column]:
    """A column for what the interviewers noted on a question, where anybody did."""
    if name in table.noted:
        said = _("Note of the interviewer on: {question}").format(question=label)
        yield Column(f"{name}.note", said, lambda row: row.notes.get(name), free_text=True)


def _chosen(name: str, code: str) -> Read:
    def read(row: Row) -> Value:
        answer = row.answers.get(name)
        return None if answer is None else int(code in _codes(answer))

    return read


@lru_cache(maxsize=_REMEMBERED)
def _codes(answer: str) -> frozenset[str]:
    return frozenset(answer.split())


def _place(name: str, code: str) -> Read:
    """The place that a choice was given in an order, from 1 on."""

    def read(row: Row) -> Value:
        order = row.answers.get(name, "").split()
        return order.index(code) + 1 if code in order else None

    return read


def _text(name: str) -> Read:
    return lambda row: row.answers.get(name)


def _all(shape: re.Pattern[str], name: str, table: Table) -> bool:
    """Whether a column that may hold anything holds answers of one shape and nothing else."""
    seen = table.seen.get(name)
    return seen is None or shape in seen.fits


def _number(name: str) -> Read:
    return lambda row: _figure(row.answers.get(name))


@lru_cache(maxsize=_REMEMBERED)
def _figure(text: str | None) -> Value:
    """A number, but for leading zeros and more than 15 digits, which would be lost in it."""
    if text is None or not PLAIN_NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def _degrees(name: str, place: int) -> Read:
    def read(row: Row) -> Value:
        numbers = row.answers.get(name, "").split()
        return _figure(numbers[place]) if len(numbers) > place else None

    return read


def _date(name: str) -> Read:
    return lambda row: _as_day(row.answers.get(name))


@lru_cache(maxsize=_REMEMBERED)
def _as_day(text: str | None) -> Value:
    try:
        found = date.fromisoformat((text or "")[:10])
    except ValueError:
        return text
    return found if found.year >= 1900 else text  # Excel counts days from 1900


def _time(name: str) -> Read:
    return lambda row: _as_time(row.answers.get(name))


@lru_cache(maxsize=_REMEMBERED)
def _as_time(text: str | None) -> Value:
    try:
        return time.fromisoformat((text or "")[:5])
    except ValueError:
        return text


def _moment(name: str) -> Read:
    return lambda row: _as_moment(row.answers.get(name))


@lru_cache(maxsize=_REMEMBERED)
def _as_moment(text: str | None) -> Value:
    """Day and time as the clock on the wall showed them; Excel knows no zones."""
    match = MOMENT.fullmatch(text or "")
    try:
        found = datetime.fromisoformat(match[1]) if match else None
    except ValueError:
        return text
    return found if found and found.year >= 1900 else text


def _unique(found: Sequence[Column]) -> list[Column]:
    """Excel wants every heading of a table once, without regard to case."""
    taken: set[str] = set()
    named = []
    for column in found:
        name, number = column.name, 1
        while name.casefold() in taken:
            number += 1
            name = f"{column.name}_{number}"
        taken.add(name.casefold())
        named.append(replace(column, name=name))
    return named
