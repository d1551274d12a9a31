"""After the launch: what came to every session, beside what the survey expected."""

from surveykit.assess.launched.learning import Review
from surveykit.assess.words.learning import (
    advice_sentence,
    comparison,
    headline,
    indicator_name,
    indicator_value,
    light_name,
    standing,
)
from surveykit.export.workbook import style
from surveykit.export.workbook.charts import columns
from surveykit.export.workbook.page import Book, Page
from surveykit.export.workbook.view import View
from surveykit.text import _, day

DRAWN = 12
"""Sessions in the chart, the latest ones."""


def write_attendance(book: Book, view: View) -> None:
    """The sheet of sessions, forecast and targets; none before the first session."""
    found = view.results.attendance
    if found is None:
        return
    page = book.page(_("After the launch"), [34, *[12.0] * DRAWN], landscape=True)
    page.heading(_("After the launch"), headline(found))
    for sentence in comparison(found):
        page.paragraph(sentence)
    if found.advice:
        page.paragraph(advice_sentence(found.advice), font=style.STRONG)
    _drawn(page, found)
    page.section(_("How it goes"))
    page.table(
        [_("Target"), _("Value"), "", _("of"), ""],
        (
            [indicator_name(one), indicator_value(one), light_name(one.light), one.of, ""]
            for one in found.indicators
        ),
        formats=["", "", "", style.WHOLE, ""],
    )
    page.section(_("Every session"))
    _sessions(page, view, found)
    page.finish()


def _drawn(page: Page, found: Review) -> None:
    """The latest sessions as columns, with the expected visits as a line across."""
    held = found.held[-DRAWN:]
    if not held:
        return
    page.section(_("Forecast and attendance"))
    top, count = page.row, len(held)
    page.table(
        [_("Session"), *(day(session.day) for session in held)],
        [
            [_("cautious"), *[found.expected.low] * count],
            [_("Visits"), *(session.visits for session in held)],
            [_("optimistic"), *[found.expected.high] * count],
            [_("expected"), *[found.expected.point] * count],
        ],
        formats=["", *[style.ONE] * count],
        strong=[1],
    )
    chart = columns(
        page.sheet,
        title=_("Visits"),
        header=top,
        rows=[top + 1, top + 2, top + 3],
        last_column=1 + count,
        line=top + 4,
    )
    page.chart(chart, lines=14)


def _sessions(page: Page, view: View, found: Review) -> None:
    labels = {place.name: place.label for place in view.results.site.places}
    page.table(
        [_("Place"), _("Day"), _("Visits"), _("Left"), _("Result")],
        (
            [
                labels.get(session.place, session.place),
                session.day,
                session.visits if session.held else _("cancelled"),
                session.left,
                standing(session.visits, found.expected) if session.held else "",
            ]
            for session in found.sessions
        ),
        formats=["", style.day_format(), style.WHOLE, style.WHOLE, ""],
    )
