"""The tables of answers with one type for every column, as statistics programs want them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from surveykit.assess.estimate.questionnaire import shown_language
from surveykit.export.columns import LONG_LIST, Column, Kind, Value, columns
from surveykit.export.enclosed import safe_names
from surveykit.export.results import Results
from surveykit.export.tables import Row, Table, tables_of
from surveykit.form.codebook import Code

INTERNAL = "internal"
"""In the name of every file that holds single households' answers."""


@dataclass(frozen=True, slots=True)
class DataTable:
    """One table: the interviews of a form, or the instances of one of its repeats."""

    name: str
    """For files, without an ending; each once."""
    table: Table
    columns: Sequence[Column]
    """Of one kind each: where one answer did not fit, all are texts."""

    def rows(self) -> Iterator[list[Value]]:
        """The cells of one row after the other; None was not asked, or was left blank."""
        for row in self.table.rows:
            yield [cell(column, row) for column in self.columns]


def data_tables(results: Results) -> Iterator[DataTable]:
    """All tables of answers that may be handed on, the door interview first."""
    taken: set[str] = set()
    for found in tables_of(results):
        for table in found:
            wanted = "-".join((table.form.id, *table.repeats, INTERNAL))
            name = next(one for one in safe_names(wanted) if one.casefold() not in taken)
            taken.add(name.casefold())
            yield DataTable(name, table, _fitting(columns(table), table))


def cell(column: Column, row: Row) -> Value:
    """What stands in a cell, of the kind of its column."""
    value = column.read(row)
    return as_text(value) if column.kind is Kind.TEXT and value is not None else value


def as_text(value: Value) -> str:
    """A value as ISO 8601 writes it, numbers with a point and without an exponent."""
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat(timespec="minutes")
        case time():
            return value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case float():
            return f"{value:.20f}".rstrip("0").rstrip(".") if "e" in repr(value) else repr(value)
        case _:
            return str(value)


def listed(column: Column, table: Table) -> list[Code]:
    """The codes that can stand in a column with their words; codes only older answers know last.

    Of a long list only those that were given. None for a column that is no single choice.
    """
    question = column.of
    if question is None or column.kind is not Kind.TEXT or question.multiple or not question.codes:
        return []
    given = table.seen[question.name].codes if question.name in table.seen else set()
    known = [one for one in question.codes if len(question.codes) <= LONG_LIST or one.code in given]
    unknown = given - {one.code for one in question.codes} - {""}
    bare = (Code(code, dict.fromkeys(question.labels, code), missing=False) for code in unknown)
    return [*known, *sorted(bare, key=lambda one: one.code)]


def words(code: Code, table: Table) -> str:
    """What a code says in the language in use."""
    return code.labels.get(shown_language(table.form), "") or code.code


def _fitting(found: Sequence[Column], table: Table) -> list[Column]:
    """The columns; one of which an answer does not fit its kind holds texts."""
    misfits: set[str] = set()
    doubtful = [column for column in found if column.kind is not Kind.TEXT and column.of]
    for row in table.rows if doubtful else ():
        misfits |= {column.name for column in doubtful if isinstance(column.read(row), str)}
    return [replace(one, kind=Kind.TEXT) if one.name in misfits else one for one in found]
