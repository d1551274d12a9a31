"""The answers to a form as tables: one of its interviews, one of every repeat in it.

There may be very many of them: rows are made of the records whenever one goes through them, and
what a column must know of all its answers is collected once.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from surveykit.export.results import Results
from surveykit.fieldwork.record import DOOR_FORM, IDEA_FORM, PERSONAL_FORMS, Record
from surveykit.form import Form
from surveykit.form.codebook import Variable, codebook
from surveykit.form.naming import split_key

Lists: TypeAlias = Mapping[str, Sequence[Mapping[str, str]]]
"""The site's lists by file name: rows with `name` and `label`."""

_ELSEWHERE = PERSONAL_FORMS | {IDEA_FORM}
"""Forms whose answers are never handed on: contacts stay out, decisions stand beside the ideas."""


@dataclass(frozen=True, slots=True)
class Row:
    """One interview, or one instance of a repeat of it."""

    record: Record
    number: int
    """Of the interview, from 1 on; by chance, and only inside one export."""
    positions: tuple[int, ...] = ()
    """Of the instance in its repeats, the outermost first."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """By the question's name, without those of repeats."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """What the interviewer noted on questions, named in the same way."""


@dataclass(slots=True)
class Seen:
    """What was given to one question in all rows of a table."""

    longest: int = 0
    """Letters of the longest answer."""
    codes: set[str] = field(default_factory=set)
    """Chosen ones; kept of choices only."""
    fits: set[re.Pattern[str]] = field(default_factory=set)
    """Those of the `SHAPES` that every answer has; kept of what a form calculates."""


PLAIN_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,20})?")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d).*")
MIDNIGHT = re.compile(r"\d{4}-\d\d-\d\d(T00:00:00.*)?")
"""A day, also as ODK stores one that is calculated."""
SHAPES = (PLAIN_NUMBER, MIDNIGHT, MOMENT)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table, made anew whenever one goes through them."""

    records: Iterable[Record]
    form: str
    repeats: tuple[str, ...]
    count: int

    def __iter__(self) -> Iterator[Row]:
        return (row for repeats, row in _all_rows(self.records, self.form)
                if repeats == self.repeats)  # fmt: skip

    def __len__(self) -> int:
        return self.count


@dataclass(frozen=True, slots=True)
class Table:
    """What one sheet of responses, or one data file, holds."""

    form: Form
    repeats: tuple[str, ...]
    """Names of the repeats, the outermost first; none for the interviews themselves."""
    variables: Sequence[Variable]
    """All that the form knows here, in form order."""
    rows: Rows
    seen: Mapping[str, Seen]
    """By the names of the questions that were answered here."""
    noted: Mapping[str, Seen]
    """By the names of the questions on which the interviewers noted something."""

    @property
    def called(self) -> str:
        """What a reader calls it: the form's id, with the name of the innermost repeat."""
        return " – ".join((self.form.id, *self.repeats[-1:]))


def tables_of(results: Results) -> Iterator[list[Table]]:
    """The tables of each form that was used and whose answers may be handed on."""
    lists, used = results.site.form_lists(), {record.form for record in results.records}
    for form_id in sorted(results.forms, key=lambda name: (name != DOOR_FORM, name)):
        if form_id in used and form_id not in _ELSEWHERE:
            yield tables(results.forms[form_id], lists, results.records)


def tables(form: Form, lists: Lists, records: Iterable[Record]) -> list[Table]:
    """The interviews, then the repeats that have instances, in the order of the form.

    Repeats that only older versions of the form know come last. An instance without any answer
    is not in a record, and so in no table.
    """
    if isinstance(records, Sequence):
        # Ids are random, so their order says nothing of the order in which people were asked;
        # those of a project come in it.
        records = sorted(records, key=lambda record: str(record.id))
    variables: dict[tuple[str, ...], list[Variable]] = {}
    for variable in codebook(form, lists):
        variables.setdefault(variable.repeats, []).append(variable)
    collected = _Collected(variables)
    for repeats, row in _all_rows(records, form.id):
        collected.add(repeats, row)
    known = [()] + [(*form.repeats_around(one.path), form.names[one.path])
                    for one in form.definition.repeats]  # fmt: skip
    late = sorted(collected.counts.keys() - {*known})
    return [
        Table(form, one, variables.get(one, []), Rows(records, form.id, one, collected.counts[one]),
              collected.seen[one], collected.noted[one])
        for one in (*known, *late)
        if one in collected.counts
    ]  # fmt: skip


class _Collected:
    """Rows of every table counted, and what was given to every question."""

    def __init__(self, variables: Mapping[tuple[str, ...], Sequence[Variable]]) -> None:
        self.counts: dict[tuple[str, ...], int] = {}
        self.seen: dict[tuple[str, ...], dict[str, Seen]] = {}
        self.noted: dict[tuple[str, ...], dict[str, Seen]] = {}
        self._choices, self._made = dict[tuple[tuple[str, ...], str], bool](), set[object]()
        for repeats, found in variables.items():
            for one in found:
                if one.codes or one.multiple:
                    self._choices[repeats, one.name] = one.multiple
                elif one.type in ("calculate", "hidden"):
                    self._made.add((repeats, one.name))

    def add(self, repeats: tuple[str, ...], row: Row) -> None:
        """Take one row in."""
        self.counts[repeats] = self.counts.get(repeats, 0) + 1
        known, noted = self.seen.setdefault(repeats, {}), self.noted.setdefault(repeats, {})
        for name, text in row.notes.items():
            note = noted.setdefault(name, Seen())
            note.longest = max(note.longest, len(text))
        for name, text in row.answers.items():
            seen = known.get(name)
            if seen is None:
                made = (repeats, name) in self._made
                seen = known[name] = Seen(fits={*SHAPES} if made else set())
            if len(text) > seen.longest:
                seen.longest = len(text)
            several = self._choices.get((repeats, name))
            if several is not None:
                seen.codes.update(text.split() if several else (text,))
            elif seen.fits:
                seen.fits -= {shape for shape in seen.fits if not shape.fullmatch(text)}


def _all_rows(records: Iterable[Record], form: str) -> Iterator[tuple[tuple[str, ...], Row]]:
    """The rows of all tables of a form, each with the names of its repeats."""
    number = 0
    for record in records:
        if record.form == form:
            number += 1
            yield from _instances(record, number)


def _instances(record: Record, number: int) -> Iterator[tuple[tuple[str, ...], Row]]:
    """The interview and every instance in it, each with the names of its repeats."""
    if not record.notes and not any("]/" in key for key in record.answers):
        yield (), Row(record, number, (), record.answers)
        return
    found: dict[tuple[tuple[str, ...], tuple[int, ...]], dict[str, str]] = {((), ()): {}}
    for key, text in record.answers.items():
        repeats, positions, name = split_key(key)
        for depth in range(1, len(repeats)):  # those around it may have no answer of their own
            found.setdefault((repeats[:depth], positions[:depth]), {})
        found.setdefault((repeats, positions), {})[name] = text
    notes: defaultdict[tuple[tuple[str, ...], tuple[int, ...]], dict[str, str]] = defaultdict(dict)
    for note in record.notes:
        repeats, positions, name = split_key(note.question)
        found.setdefault((repeats, positions), {})
        notes[repeats, positions][name] = note.text
    for (repeats, positions), answers in sorted(found.items()):
        yield repeats, Row(record, number, positions, answers, notes[repeats, positions])
