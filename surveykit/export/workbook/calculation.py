"""How the forecast was calculated, so that anyone can repeat it with a pocket calculator."""

from collections.abc import Iterator, Sequence

from surveykit.assess.estimate.formats import capture, sessions_in_13_weeks
from surveykit.assess.result import Reason
from surveykit.assess.suppress import OF_DOORS
from surveykit.assess.words.explain import rule_name
from surveykit.assess.words.names import format_name
from surveykit.export.workbook import style
from surveykit.export.workbook.page import Book, Page, Value
from surveykit.export.workbook.view import View
from surveykit.site.criteria import Criteria
from surveykit.text import _, number

COUNTED = frozenset({"data", "size", "coop_households"})
"""Rules that compare whole dwellings or households, not visits."""


def write_calculation(book: Book, view: View) -> None:
    """The sheet of steps, formats and rules."""
    page = book.page(_("Calculation"), [46, 14, 14, 14, 14, 14])
    page.heading(
        _("How it was calculated"),
        _("Every step with its numbers; visits are persons who come. Nothing is rounded before "
          "it is shown."),
    )  # fmt: skip
    if view.hides_forecast():
        page.paragraph(view.why_hidden(), font=style.STRONG)
        page.section(_("The rules, as far as they count doors"))
        _rules(page, view, [reason for reason in view.results.assessment.reasons
                            if reason.rule in OF_DOORS])  # fmt: skip
    else:
        _every_step(page, view)
    page.finish()


def _every_step(page: Page, view: View) -> None:
    page.paragraph(_("1. From answers to raw visits"), font=style.SECTION)
    page.paragraph(
        _("Raw visits of a household: its probability to come, times how often in 13 weeks "
          "(once 1, two or three times 2.5, four times or more 5). Who does not know counts "
          "{factor} of the mean.").format(factor=number(_criteria(view).dk_factor, 2))
    )  # fmt: skip
    _steps(page, view)
    page.section(_("2. Visits per session in every format"))
    _formats(page, view)
    page.section(_("3. The rules, in their order"))
    _rules(page, view, view.results.assessment.reasons)
    page.section(_("4. What would change the verdict"))
    _flips(page, view)


def _criteria(view: View) -> Criteria:
    return view.results.site.criteria


def _steps(page: Page, view: View) -> None:
    page.table(
        [_("Step"), _("Households"), _("Factor"), _("Mean"), _("Raw visits")],
        _step_rows(view),
        formats=["", style.WHOLE, style.TWO, style.FOUR, style.FOUR],
        strong=[3],
    )
    found, criteria = view.results.assessment.forecast, _criteria(view)
    visits = found.visits_13_weeks
    page.row += 1
    page.table(
        [_("Expected visits in 13 weeks"), _("Raw visits"), _("Calibration"), _("Campaign"),
         _("Visits")],
        [
            [name, found.raw_total, share, criteria.campaign, result]
            for name, share, result in (
                (_("cautious"), criteria.calibration_low, visits.low),
                (_("expected"), criteria.calibration, visits.point),
                (_("optimistic"), criteria.calibration_high, visits.high),
            )
        ],
        formats=["", style.FOUR, style.TWO, style.TWO, style.FOUR],
        strong=[1],
    )  # fmt: skip


def _step_rows(view: View) -> Iterator[list[Value]]:
    found, doors = view.results.assessment.forecast, view.results.assessment.doors
    criteria = _criteria(view)
    yield [_("Interviewed: sum of their raw visits"), doors.interviewed, None, found.mean,
           found.raw_interviewed]  # fmt: skip
    yield [_("Not reached or not tried: number × factor × mean"), doors.not_reached,
           criteria.k_not_reached, found.mean, found.raw_not_reached]  # fmt: skip
    yield [_("Refused: number × factor × mean"), doors.refused, criteria.k_refused, found.mean,
           found.raw_refused]  # fmt: skip
    yield [_("Raw visits in all"), doors.occupied, None, None, found.raw_total]


def _formats(page: Page, view: View) -> None:
    found, criteria = view.results.assessment.forecast, _criteria(view)
    kinds = list(found.per_session)
    proposed = view.results.assessment.format
    page.paragraph(_("Visits in 13 weeks × capture : sessions in 13 weeks"), font=style.QUIET)
    page.table(
        ["", *map(format_name, kinds)],
        [
            [_("Capture: share that comes at this rhythm"),
             *(capture(kind, criteria) for kind in kinds)],
            [_("Sessions in 13 weeks"), *map(sessions_in_13_weeks, kinds)],
            [_("Visits per session, expected"), *(found.per_session[kind].point for kind in kinds)],
            [_("cautious"), *(found.per_session[kind].low for kind in kinds)],
            [_("optimistic"), *(found.per_session[kind].high for kind in kinds)],
            [_("Chance of an empty session"), *(found.empty_risk.get(kind) for kind in kinds)],
        ],
        formats=["", *[style.TWO] * len(kinds)],
        strong=[2],
    )  # fmt: skip
    for column, kind in enumerate(kinds, 2):
        page.sheet.cell(page.row - 1, column).number_format = style.PERCENT_1
        if kind is proposed:
            for row in range(page.row - 6, page.row):
                page.sheet.cell(row, column).fill = style.PALE_FILL
    if proposed in kinds:
        page.paragraph(_("Shaded: the proposed format."), font=style.QUIET)


def _rules(page: Page, view: View, reasons: Sequence[Reason]) -> None:
    span = page.table(
        [_("Rule"), _("Holds"), _("Value"), _("Limit"), _("Risk that it turns out otherwise")],
        (
            [
                rule_name(reason.rule),
                _("yes") if reason.holds else _("no"),
                _compared(view, reason),
                reason.limit,
                None if view.hides_forecast() else reason.risk,
            ]
            for reason in reasons
        ),
        formats=["", "", style.TWO, style.TWO, style.PERCENT_1],
    )
    for row, reason in enumerate(reasons, span.first):
        if reason.rule in COUNTED:
            for column in (3, 4):
                page.sheet.cell(row, column).number_format = style.WHOLE


def _compared(view: View, reason: Reason) -> Value:
    """What was compared; a small number of households stays hidden."""
    if reason.rule == "coop_households" and view.is_small(int(reason.value)):
        return view.small
    return reason.value


def _flips(page: Page, view: View) -> None:
    flips = view.results.report.flips
    for flip in flips:
        page.paragraph(f"• {flip}")
    if not flips:
        page.paragraph(_("Nothing that one figure alone could change."))
