"""Every number the planner could have chosen, and where the choice differs from the default."""

from collections.abc import Collection, Iterator

from surveykit.export.workbook import style
from surveykit.export.workbook.page import Book, Value
from surveykit.site.criteria import Criteria, default
from surveykit.site.meanings import meanings
from surveykit.site.parameter_names import parameter_names
from surveykit.text import _


def write_parameters(book: Book, criteria: Criteria, changed: Collection[str]) -> dict[str, str]:
    """The sheet of all criteria, the changed ones shaded; returns the cell of each value."""
    page = book.page(_("Parameters"), [26, 10, 10, 12, 48])
    page.heading(
        _("All parameters"),
        _("Shaded: changed from the default.")
        if changed
        else _("All parameters have their default."),
    )
    span = page.filtered(
        "Parameters",
        [_("Parameter"), _("Default"), _("Value"), _("Changed"), _("Meaning")],
        _rows(criteria, changed),
        formats=["", "General", "General", "", ""],
    )
    cells: dict[str, str] = {}
    for row, (name, value) in enumerate(criteria, span.first):
        cells[name] = page.address(3, row)
        if isinstance(value, float) and value != criterion_value(value):
            cell = page.sheet.cell(row, 3, value)  # formulas need all its digits
            cell.number_format = style.FOUR
        if name in changed:
            for column in range(1, page.columns + 1):
                page.sheet.cell(row, column).fill = style.CHANGED_FILL
    page.finish()
    return cells


def _rows(criteria: Criteria, changed: Collection[str]) -> Iterator[list[Value]]:
    words, titles = meanings(), parameter_names()
    for name, value in criteria:
        mark = _("changed") if name in changed else ""
        yield [
            name,
            criterion_value(default(name)),
            criterion_value(value),
            mark,
            f"{titles.get(name, name)}. {words.get(name, '')}",
        ]


def criterion_value(value: object) -> Value:
    """The value of a criterion as a cell has it."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case None:
            return _("by size")
        case float():
            return round(value, 4)
        case int() | str():
            return value
        case _:
            return str(value)
