"""The first sheet: what a council needs to read, on one page."""

from collections.abc import Iterator, Sequence

from surveykit.assess.result import Format
from surveykit.assess.suppress import OF_DOORS
from surveykit.assess.words.certainty import between, visits_between
from surveykit.assess.words.explain import reason_sentence
from surveykit.assess.words.names import verdict_name
from surveykit.export.workbook import style
from surveykit.export.workbook.hour import proposed_hour, visits_per_session
from surveykit.export.workbook.page import Book, Page, Value
from surveykit.export.workbook.view import View
from surveykit.export.workbook.words import drawn_up
from surveykit.text import _, day, ngettext, number, percent


def write_summary(book: Book, view: View) -> Page:
    """Verdict, reasons, forecast and what was asked; returned to take notes at the end."""
    results = view.results
    page = book.page(_("Summary"), [34, 14, 14, 14, 14, 14])
    page.heading(
        _("A consultation hour for tenants: {site}").format(site=results.site.label),
        drawn_up(results.site, results.made_on),
    )
    page.paragraph(results.report.headline, font=style.VERDICT, fill=True)
    for sentence in _reasons(view):
        page.paragraph(sentence)
    if results.report.certainty:
        page.section(_("How sure it is"))
        for sentence in results.report.certainty:
            page.paragraph(sentence)
    proposed_hour(page, results.plan, results.site)
    page.section(_("How many visits to expect"))
    _forecast(page, view)
    page.section(_("What it rests on"))
    page.facts(_basis(view), last=3)
    if results.report.notes and not view.hides_forecast():
        page.section(_("What to bear in mind"))
        for sentence in results.report.notes:
            page.paragraph(f"• {sentence}")
    page.row += 1
    return page


def close_summary(page: Page, view: View) -> None:
    """The notes that only the whole workbook can give."""
    if page.book.cut:
        page.paragraph(
            ngettext(
                "{n} text is longer than Excel can hold; it ends with “…”.",
                "{n} texts are longer than Excel can hold; they end with “…”.",
                page.book.cut,
            ).format(n=page.book.cut),
            font=style.WARNING,
        )
    page.paragraph(
        _("Internal only: check free texts before passing on. The sheets with responses hold "
          "single answers and must not leave the team; the other sheets show no answers of fewer "
          "than {limit} households. Counts of doors do show.").format(limit=view.limit),
        font=style.WARNING,
    )  # fmt: skip
    page.paragraph(
        _("For the council and the public: surveykit export PROJECT --public writes a workbook "
          "without any of that."),
        font=style.QUIET,
    )  # fmt: skip
    page.paragraph(_decision(view))
    page.on_one_sheet()
    page.finish()


def _decision(view: View) -> str:
    """Who decided what; a line to sign on as long as nobody has."""
    one = view.results.signed
    if one is None:
        return _(
            "Decided by (name, date, reasons if different from the proposal): "
            "____________________________________________"
        )
    return _("Decided on {day} by {name}: {verdict}. {reason}").format(
        day=day(one.day), name=one.name, verdict=verdict_name(one.verdict), reason=one.reason
    )


def _reasons(view: View) -> Iterator[str]:
    """Why the verdict is what it is; while few have answered, only what tells of no answers."""
    results = view.results
    if not view.hides_forecast():
        yield from results.report.reasons
        return
    for reason in results.assessment.reasons:
        if reason.rule in OF_DOORS:
            yield reason_sentence(reason, results.assessment.doors, suppress_below=view.limit)


def _forecast(page: Page, view: View) -> None:
    if view.hides_forecast():
        page.paragraph(view.why_hidden())
        return
    found, minimum = view.results.assessment, view.results.site.criteria.min_visitors
    spans = found.forecast.per_session
    visits_per_session(page, spans, minimum, found.format, _intervals(view, list(spans)))


def _intervals(view: View, kinds: Sequence[Format]) -> Iterator[list[Value]]:
    """Between what visits per session lie, for a planner's eye; the sampling error alone."""
    assessment, criteria = view.results.assessment, view.results.site.criteria
    pairs = [visits_between(assessment, criteria, kind) for kind in kinds]
    for share, found in zip((0.5, 0.9), zip(*pairs, strict=True), strict=True):
        name = _("expected, with {share}").format(share=percent(share))
        yield [name, *(between(interval, 1) for interval in found)]


def _basis(view: View) -> Iterator[tuple[str, Value, str]]:
    results = view.results
    doors = results.assessment.doors
    yield (
        _("Households interviewed"),
        _("{interviewed} of {occupied} ({share})").format(
            interviewed=number(doors.interviewed),
            occupied=number(doors.occupied),
            share=percent(doors.response_share),
        ),
        "",
    )
    yield _("Needed for a verdict"), percent(results.assessment.response_share_needed), ""
    if not view.hides_forecast():
        yield (
            _("Expected visits in 13 weeks"),
            results.assessment.forecast.visits_13_weeks.point,
            style.ONE,
        )
    hallway = results.assessment.hallway.interviews
    if hallway:
        yield _("Hallway interviews, not in the forecast"), hallway, style.WHOLE
    changed = len(results.assessment.changed_criteria)
    yield _("Parameters changed from the default"), changed, style.WHOLE
