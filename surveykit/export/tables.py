"""The answers to a form as tables: one of its interviews, one of every repeat in it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Table:
    """What one sheet of responses, or one data file, holds."""

    form: Form
    repeats: tuple[str, ...]
    """Names of the repeats, the outermost first; none for the interviews themselves."""
    variables: Sequence[Variable]
    """All that the form knows here, in form order."""
    rows: Sequence[Row]

    @property
    def called(self) -> str:
        """What a reader calls it: the form's id, with the name of the innermost repeat."""
        return " – ".join((self.form.id, *self.repeats[-1:]))


def tables_of(results: Results) -> Iterator[list[Table]]:
    """The tables of each form that was used and whose answers may be handed on."""
    lists = results.site.form_lists()
    filled_in: defaultdict[str, list[Record]] = defaultdict(list)
    for record in results.records:
        filled_in[record.form].append(record)
    for form_id in sorted(results.forms, key=lambda name: (name != DOOR_FORM, name)):
        if form_id in filled_in and form_id not in _ELSEWHERE:
            yield tables(results.forms[form_id], lists, filled_in[form_id])


def tables(form: Form, lists: Lists, records: Sequence[Record]) -> list[Table]:
    """The interviews, then the repeats that have instances, in the order of the form.

    Repeats that only older versions of the form know come last. An instance without any answer
    is not in a record, and so in no table.
    """
    # Ids are random, so their order says nothing of the order in which people were asked.
    shuffled = sorted(records, key=lambda record: str(record.id))
    rows: dict[tuple[str, ...], list[Row]] = {}
    for number, record in enumerate(shuffled, 1):
        for repeats, row in _instances(record, number):
            rows.setdefault(repeats, []).append(row)
    variables: dict[tuple[str, ...], list[Variable]] = {}
    for variable in codebook(form, lists):
        variables.setdefault(variable.repeats, []).append(variable)
    known = [()] + [(*form.repeats_around(one.path), form.names[one.path])
                    for one in form.definition.repeats]  # fmt: skip
    late = sorted(rows.keys() - {*known})
    return [
        Table(form, one, variables.get(one, []), rows[one])
        for one in (*known, *late)
        if one in rows
    ]


def _instances(record: Record, number: int) -> Iterator[tuple[tuple[str, ...], Row]]:
    """The interview and every instance in it, each with the names of its repeats."""
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
