"""The answers themselves, one row per record: internal, for the team only."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TypeAlias

from surveykit.assess.questionnaire import shown_language
from surveykit.export.results import Results
from surveykit.export.workbook import style
from surveykit.export.workbook.page import ZERO_OR_ONE, Book, Page, Value
from surveykit.fieldwork.record import IDENTIFYING_TYPES, PERSONAL_FORMS, Record
from surveykit.form import Form
from surveykit.form.codebook import Variable, codebook
from surveykit.text import _

_LEFT_OUT = IDENTIFYING_TYPES | {"note", "today", "subscriberid", "hidden"}
"""Types without an answer, and those that would tell when, where or by whom it was given."""
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,15})?")


Lists: TypeAlias = Mapping[str, Sequence[Mapping[str, str]]]
"""The site's lists by file name: rows with `name` and `label`."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it says in words, and how it reads a record."""

    name: str
    label: str
    read: Callable[[Record], Value]
    form: str = ""
    narrow: bool = False


def write_responses(book: Book, results: Results) -> None:
    """One sheet for every form that has records, the door interview first."""
    for form, records in forms_with_records(results):
        _write_form(book, form, results.site.form_lists(), records)


def forms_with_records(results: Results) -> Iterator[tuple[Form, list[Record]]]:
    """The forms that were used and may stand in the workbook, the door interview first."""
    for form_id in sorted(results.forms, key=lambda name: (name != "door_interest", name)):
        records = [record for record in results.records if record.form == form_id]
        if records and form_id not in PERSONAL_FORMS:
            yield results.forms[form_id], records


def variables(form: Form, lists: Lists) -> list[Variable]:
    """The variables of a form that have columns."""
    return [variable for variable in codebook(form, lists) if variable.type not in _LEFT_OUT]


def columns(form: Form, lists: Lists, records: Sequence[Record]) -> list[Column]:
    """All columns of a form; a multiple choice fills one 0/1 column per choice.

    Questions that only older records know come last, under their names.
    """
    found = own_columns()
    shown = shown_language(form)
    for variable in variables(form, lists):
        found.extend(_columns(variable, variable.labels[shown], shown, records))
    found.extend(Column(name, removed(), _text(name)) for name in removed_questions(form, records))
    return _unique(found)


def removed_questions(form: Form, records: Iterable[Record]) -> list[str]:
    """Names of questions that were answered once and that the newest version no longer has."""
    known = {question.name for question in form.questions}
    given = {name for record in records for name in record.answers}
    return sorted(given - known - _LEFT_OUT)


def removed() -> str:
    """What is known of a question that the form no longer has."""
    return _("no longer in the newest version of the form")


def own_columns() -> list[Column]:
    """What a record says of itself: the day, never the time of day."""
    return [
        Column("day", _("Day of the interview"), lambda record: record.day, style.day_format()),
        Column("minutes", _("Duration in minutes"), lambda record: record.minutes, style.WHOLE),
        Column("language", _("Language on the screen"), lambda record: record.language),
        Column("partial", _("1: broken off before the end"), _broken_off, ZERO_OR_ONE, narrow=True),
    ]


def _broken_off(record: Record) -> Value:
    return int(record.partial)


def _write_form(book: Book, form: Form, lists: Lists, records: Sequence[Record]) -> None:
    # Ids are random, so their order says nothing of the order in which people were asked.
    shuffled = sorted(records, key=lambda record: str(record.id))
    fields = columns(form, lists, shuffled)
    page = book.page(
        _("Responses {form}").format(form=form.id),
        [_width(field, shuffled) for field in fields],
        landscape=True,
    )
    page.put(1, _("Internal only: check free texts before passing on. Every row is one "
                  "household's answers; this sheet must not leave the team."),
             font=style.WARNING)  # fmt: skip
    page.row += 1
    page.put(1, form.title, font=style.QUIET)
    page.row += 1
    if gone := removed_questions(form, shuffled):
        page.put(1, _("Last columns, questions no longer in the newest version of the form: "
                      "{names}.").format(names=", ".join(gone)), font=style.QUIET)  # fmt: skip
        page.row += 1
    top = page.row
    page.filtered(
        "Responses",
        [field.name for field in fields],
        ([field.read(record) for field in fields] for record in shuffled),
        formats=[field.form for field in fields],
        plain=True,
    )
    _dress_header(page, top, fields)
    page.sheet.freeze_panes = f"B{top + 1}"
    page.sheet.print_title_cols = "A:A"
    page.sheet.page_setup.fitToWidth = max(1, round(sum(page.widths) / 280))
    page.sheet.page_setup.pageOrder = "overThenDown"
    page.finish()
    page.footer("center", _("Internal only"))


def _columns(
    variable: Variable, label: str, shown: str, records: Sequence[Record]
) -> Iterator[Column]:
    name = variable.name
    if variable.multiple:
        for code, words in _choices(variable, shown, records):
            yield Column(
                f"{name}.{code}", f"{label}: {words}", _chosen(name, code), ZERO_OR_ONE, narrow=True
            )
        return
    match variable.type:
        case "integer" | "decimal" | "calculate" | "range":
            yield Column(name, label, _number(name), "General")
        case "date":
            yield Column(name, label, _date(name), style.day_format())
        case "time":
            yield Column(name, label, _time(name), style.CLOCK)
        case _:
            yield Column(name, label, _text(name))


def _choices(
    variable: Variable, shown: str, records: Sequence[Record]
) -> Iterator[tuple[str, str]]:
    """The codes of a list with their words, then codes that only older answers know."""
    known = {code.code: code.labels[shown] for code in variable.codes}
    given = {code for record in records for code in record.answers.get(variable.name, "").split()}
    yield from known.items()
    yield from ((code, code) for code in sorted(given - known.keys()))


def _chosen(name: str, code: str) -> Callable[[Record], Value]:
    def read(record: Record) -> Value:
        answer = record.answers.get(name)
        return None if answer is None else int(code in answer.split())

    return read


def _text(name: str) -> Callable[[Record], Value]:
    return lambda record: record.answers.get(name)


def _number(name: str) -> Callable[[Record], Value]:
    def read(record: Record) -> Value:
        text = record.answers.get(name)
        # Leading zeros and more than 15 digits would be lost in a number.
        if text is None or not _PLAIN_NUMBER.fullmatch(text):
            return text
        return float(text) if "." in text else int(text)

    return read


def _date(name: str) -> Callable[[Record], Value]:
    def read(record: Record) -> Value:
        text = record.answers.get(name)
        try:
            found = date.fromisoformat((text or "")[:10])
        except ValueError:
            return text
        return found if found.year >= 1900 else text  # Excel counts days from 1900

    return read


def _time(name: str) -> Callable[[Record], Value]:
    def read(record: Record) -> Value:
        text = record.answers.get(name)
        try:
            return time.fromisoformat((text or "")[:5])
        except ValueError:
            return text

    return read


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
        named.append(Column(name, column.label, column.read, column.form, column.narrow))
    return named


def _width(column: Column, records: Sequence[Record]) -> float:
    if column.narrow:
        return 3.3
    if column.form:
        return 11
    longest = max((len(str(column.read(record) or "")) for record in records), default=0)
    return min(max(longest + 2, 8), 28)


def _dress_header(page: Page, row: int, fields: Sequence[Column]) -> None:
    """Upright names, so that a column of 0 and 1 can be narrow."""
    for position in range(1, len(fields) + 1):
        page.sheet.cell(row, position).alignment = style.UPRIGHT
    page.sheet.row_dimensions[row].height = 145
