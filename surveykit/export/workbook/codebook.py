"""What every column and every code of the responses means."""

from collections.abc import Iterable, Iterator

from surveykit.assess.questionnaire import shown_language
from surveykit.export.results import Results
from surveykit.export.workbook import style
from surveykit.export.workbook.page import Book, Page, Span, Value
from surveykit.export.workbook.responses import (
    Lists,
    forms_with_records,
    own_columns,
    removed,
    removed_questions,
    variables,
)
from surveykit.fieldwork.record import Record
from surveykit.form import Form
from surveykit.text import _


def write_codebook(book: Book, results: Results) -> None:
    """The sheet of variables and codes of every form that has records."""
    page = book.page(_("Codebook"), [18, 18, 18, 46, 18, 40], landscape=True)
    page.heading(
        _("Codebook"),
        _("Answers marked as missing count in no share; an empty cell means: not asked."),
    )
    span = page.filtered(
        "Codebook",
        [_("Form"), _("Variable"), _("Type"), _("Question"), _("Code"), _("Meaning")],
        (
            row
            for form, records in forms_with_records(results)
            for row in _rows(form, results.site.form_lists(), records)
        ),
    )
    _shorten_repeats(page, span)
    page.finish()


def _rows(form: Form, lists: Lists, records: Iterable[Record]) -> Iterator[list[Value]]:
    shown = shown_language(form)
    for column in own_columns():
        yield [form.id, column.name, "", column.label, "", ""]
    for variable in variables(form, lists):
        row: list[Value] = [form.id, variable.name, variable.type, variable.labels[shown]]
        if not variable.codes:
            yield [*row, "", ""]
        for code in variable.codes:
            words = code.labels[shown]
            yield [*row, code.code, _("{answer} (missing)").format(answer=words) if code.missing
                   else words]  # fmt: skip
    for name in removed_questions(form, records):
        yield [form.id, name, "", removed(), "", ""]


def _shorten_repeats(page: Page, span: Span) -> None:
    """Where a question's words repeat above, only the code's meaning sets the row's height."""
    for row in range(span.last, span.first, -1):
        here, above = (page.sheet.cell(line, 2).value for line in (row, row - 1))
        if here == above:
            for column in (1, 2, 3, 4):
                page.sheet.cell(row, column).font = style.QUIET
            page.fit([(str(page.sheet.cell(row, 6).value or ""), page.widths[5])], row=row)
