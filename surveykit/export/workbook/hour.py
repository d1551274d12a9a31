"""The proposed hour and its visits, as the internal and the public workbook show them."""

from collections.abc import Iterable, Mapping, Sequence

from openpyxl.chart import BarChart
from openpyxl.worksheet.worksheet import Worksheet

from surveykit.assess.hour.plan import Plan
from surveykit.assess.result import Format, Span
from surveykit.assess.words.names import clock_time, format_name, weekday
from surveykit.export.workbook import style
from surveykit.export.workbook.charts import columns
from surveykit.export.workbook.page import Page, Value
from surveykit.export.workbook.words import rhythm_name
from surveykit.site.model import Site
from surveykit.text import _, day


def proposed_hour(page: Page, plan: Plan | None, site: Site) -> None:
    """Time, place and first dates, if there is an hour to propose."""
    if plan is None:
        return
    place = {place.name: place for place in site.places}.get(plan.place)
    partner = {partner.name: partner.label for partner in site.partners}.get(plan.partner)
    when = _("{day}, {start} to {end}, {rhythm}").format(
        day=weekday(plan.day),
        start=clock_time(plan.start),
        end=clock_time(plan.end),
        rhythm=rhythm_name(plan.rhythm),
    )
    page.section(_("The proposed hour"))
    rows: list[tuple[str, Value, str]] = [
        (_("Time"), when, ""),
        (_("Place"), f"{place.label}, {place.address}" if place else plan.place, ""),
        (_("First dates"), ", ".join(map(day, plan.dates)), ""),
    ]
    if partner:
        rows.insert(2, (_("Inside the hour of"), partner, ""))
    page.facts(rows, last=page.columns)


def visits_per_session(
    page: Page,
    spans: Mapping[Format, Span],
    minimum: float,
    proposed: Format | None,
    below: Iterable[Sequence[Value]] = (),
) -> None:
    """Visits per session, formats side by side, against the minimum; table and chart.

    `below` are further rows of the table that the chart leaves out.
    """
    kinds = list(spans)
    if not kinds:
        return
    top = page.row
    page.table(
        [_("Visits per session"), *map(format_name, kinds)],
        [
            [_("cautious"), *(spans[kind].low for kind in kinds)],
            [_("expected"), *(spans[kind].point for kind in kinds)],
            [_("optimistic"), *(spans[kind].high for kind in kinds)],
            [_("needed for an own hour"), *(minimum for _kind in kinds)],
            *below,
        ],
        formats=["", *[style.ONE] * len(kinds)],
        strong=[1],
    )
    if proposed in kinds:
        column = 2 + kinds.index(proposed)
        for row in range(top + 1, page.row):
            page.sheet.cell(row, column).fill = style.PALE_FILL
        page.paragraph(_("Shaded: the proposed format."), font=style.QUIET)
    page.chart(visits_chart(page.sheet, top, len(kinds)), lines=14)


def visits_chart(sheet: Worksheet, header: int, formats: int) -> BarChart:
    """A chart of the table whose header stands in this row, with so many formats side by side.

    Below the header: cautious, expected and optimistic visits, then the minimum, drawn across.
    """
    return columns(
        sheet,
        title=_("Visits per session"),
        header=header,
        rows=[header + 1, header + 2, header + 3],
        last_column=1 + formats,
        line=header + 4,
    )
