"""What every column and every code of the responses means."""

from collections.abc import Iterable, Iterator, Sequence

from surveykit.assess.estimate.questionnaire import shown_language
from surveykit.export.columns import (
    choices,
    own_columns,
    parts,
    removed,
    removed_questions,
    variables,
)
from surveykit.export.tables import Table
from surveykit.export.workbook import style
from surveykit.export.workbook.page import Book, Page, Span, Value
from surveykit.form.codebook import Variable
from surveykit.text import _, ngettext, number


def write_codebook(book: Book, tables: Iterable[Sequence[Table]]) -> None:
    """The sheet of variables and codes of every form that has records."""
    page = book.page(_("Codebook"), [18, 18, 18, 46, 18, 40], landscape=True)
    page.heading(
        _("Codebook"),
        _("Answers marked as missing count in no share; an empty cell means: not asked."),
    )
    span = page.filtered(
        "Codebook",
        [_("Form"), _("Variable"), _("Type"), _("Question"), _("Code"), _("Meaning")],
        (row for found in tables for table in found for row in _rows(table)),
    )
    _shorten_repeats(page, span)
    page.finish()


def _rows(table: Table) -> Iterator[list[Value]]:
    for column in own_columns(table):
        yield [table.called, column.name, "", column.label, "", ""]
    shown = shown_language(table.form)
    for variable in variables(table):
        row: list[Value] = [table.called, variable.name, variable.type, variable.labels[shown]]
        for code, meaning in _codes(variable, shown, table) or [("", "")]:
            yield [*row, code, meaning]
    for name in removed_questions(table):
        yield [table.called, name, "", removed(), "", ""]


def _codes(variable: Variable, shown: str, table: Table) -> list[tuple[str, str]]:
    """What can stand in the cells of a variable, or in which columns, and what that means."""
    missing, listed = set(variable.missing), dict(choices(variable, shown, table))
    found = [
        (code, _("{answer} (missing)").format(answer=words) if code in missing else words)
        for code, words in listed.items()
    ]
    left = len(variable.codes) - sum(code.code in listed for code in variable.codes)
    if left:
        told = ngettext(
            "{n} more choice that nobody made", "{n} more choices that nobody made", left
        )
        found.append(("…", told.format(n=number(left))))
    if variable.type == "rank":
        found.insert(0, ("1", _("In the column of a choice: it comes first")))
    return found + list(parts(variable).items())


def _shorten_repeats(page: Page, span: Span) -> None:
    """Where a question's words repeat above, only the code's meaning sets the row's height."""
    for row in range(span.last, span.first, -1):
        here, above = (page.sheet.cell(line, 2).value for line in (row, row - 1))
        if here == above:
            page.reset(row, (1, 2, 3, 4), style.QUIET)
            page.fit([(str(page.sheet.cell(row, 6).value or ""), page.widths[5])], row=row)
