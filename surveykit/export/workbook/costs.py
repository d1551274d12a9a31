"""What every format costs, side by side."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from surveykit.assess.result import Cost
from surveykit.assess.words.names import format_name
from surveykit.export.workbook import style
from surveykit.export.workbook.charts import columns
from surveykit.export.workbook.page import Book, Page, Value
from surveykit.export.workbook.view import View
from surveykit.text import _, number


def write_costs(book: Book, view: View) -> None:
    """The sheet of costs."""
    assessment = view.results.assessment
    page = book.page(_("Costs"), [40, *[17] * max(len(assessment.costs), 1)], landscape=True)
    page.heading(
        _("What each format costs"),
        _("A year of sessions outside the holidays. Staff at {rate} € an hour.").format(
            rate=number(view.results.site.criteria.staff_rate)
        ),
    )
    first = page.row
    hidden = view.hides_forecast()
    lines = [line for line in cost_lines() if line.fixed or not hidden]
    side_by_side(page, assessment.costs, lines, proposed=assessment.format)
    if hidden:
        page.paragraph(view.why_hidden(), font=style.STRONG)
    elif assessment.cost_ratio is not None:
        page.row += 1
        page.paragraph(
            _(
                "A visit at the regular hour costs {ratio} times as much as one at the "
                "cooperative slot."
            ).format(ratio=number(assessment.cost_ratio, 1)),
            font=style.STRONG,
        )
    page.section(_("What the survey itself costs, once"))
    page.facts(
        [
            (_("Person hours, two people together"), assessment.survey_hours, style.ONE),
            (_("Staff cost"), assessment.survey_cost, style.EURO),
        ]
    )
    if assessment.costs and not hidden:
        per_visit = first + len(lines)
        last = 1 + len(assessment.costs)
        chart = columns(page.sheet, title=_("Cost per visit in euros"), header=first,
                        rows=[per_visit], last_column=last)  # fmt: skip
        page.chart(chart, lines=15)
    page.on_one_sheet()
    page.finish()


def side_by_side(
    page: Page, costs: tuple[Cost, ...], lines: Iterable["Line"], *, proposed: object
) -> None:
    """One column per format; the proposed one is marked."""
    names = [format_name(cost.format) for cost in costs]
    page.header([_("Per year, in euros"), *names], ["", *[style.EURO] * len(costs)])
    for line in lines:
        row: list[Value] = [line.name, *(line.figure(cost) for cost in costs)]
        for column, value in enumerate(row, 1):
            cell = page.put(column, value, form=line.form, border=True,
                            alignment=style.RIGHT if column > 1 else style.WRAPPED)  # fmt: skip
            if column > 1 and costs[column - 2].format is proposed:
                cell.fill, cell.font = style.PALE_FILL, style.STRONG
        page.row += 1
    if any(cost.format is proposed for cost in costs):
        page.paragraph(_("Shaded: the proposed format."), font=style.QUIET)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    name: str
    form: str
    figure: Callable[[Cost], Value]
    fixed: bool = False
    """The same however many come; all else grows with the visits and would give them away."""


def cost_lines() -> list[Line]:
    """All lines of the table, from top to bottom; the last one is the cost per visit."""
    return [
        Line(_("Staff hours per session"), style.TWO, lambda cost: cost.staff_hours),
        Line(_("Cost per session"), style.EURO_CENT, lambda cost: cost.per_session),
        Line(_("Running cost of a year"), style.EURO, lambda cost: cost.running),
        Line(_("Print of a year"), style.EURO, lambda cost: cost.print, fixed=True),
        Line(_("Once, at the start"), style.EURO, lambda cost: cost.once, fixed=True),
        Line(_("First year in all"), style.EURO, lambda cost: cost.first_year),
        Line(_("Expected visits in a year"), style.ONE, lambda cost: cost.visits),
        Line(
            _("Cost per visit, running and print"),
            style.EURO,
            lambda cost: _("no visits") if cost.per_visit is None else cost.per_visit,
        ),
    ]
