"""When: days and times of day as a heat map, and the ranking."""

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.utils import get_column_letter

from surveykit.assess.result import SlotScore
from surveykit.assess.suppress import HIDDEN
from surveykit.assess.voices.shares import CONFIDENCE
from surveykit.assess.words.names import share_between, weekday
from surveykit.export.workbook import style
from surveykit.export.workbook.page import Book, Page, Value
from surveykit.export.workbook.view import View
from surveykit.export.workbook.words import window
from surveykit.site.model import DAYS
from surveykit.text import _, percent


def write_slots(book: Book, view: View) -> None:
    """The sheet of times."""
    page = book.page(_("Times"), [26, 13, 13, 13, 13, 13, 13], landscape=True)
    page.heading(
        _("Which times suit"),
        _("Share of the expected visits from households that can come then."),
    )
    if view.hides_forecast():
        page.paragraph(view.why_hidden(), font=style.STRONG)
    else:
        _times(page, view)
    page.on_one_sheet()
    page.finish()


def _times(page: Page, view: View) -> None:
    _heat_map(page, view)
    page.section(_("Times in order"))
    _ranking(page, view)
    page.row += 1
    page.paragraph(
        _(
            "{hidden}: fewer than {limit} households stand behind this time, so it has no figure. "
            "Factor: visits per session at this time, compared with the best one. Whole site: "
            "the share of households that can come then if all were asked like these; in brackets "
            "where it lies with {confidence} certainty if those not interviewed are alike."
        ).format(hidden=HIDDEN, limit=view.limit, confidence=percent(CONFIDENCE)),
        font=style.QUIET,
    )


def _heat_map(page: Page, view: View) -> None:
    scores = {(score.slot.day, score.slot.start, score.slot.end): score for score in _slots(view)}
    days = [day for day in DAYS if any(day == found for found, _start, _end in scores)]
    bands = sorted({(start, end) for _day, start, end in scores})
    page.header([_("Time"), *map(weekday, days)], ["", *[style.PERCENT] * len(days)])
    first = page.row
    for start, end in bands:
        page.put(1, window(start, end), font=style.STRONG, alignment=style.MIDDLE)
        for column, day in enumerate(days, 2):
            score = scores.get((day, start, end))
            value = _figure(view, score, score.coverage) if score else "–"
            cell = page.put(column, value, form=style.PERCENT, alignment=style.CENTRED)
            cell.border = style.BOX
        page.sheet.row_dimensions[page.row].height = 26
        page.row += 1
    if scores:
        last = f"{get_column_letter(1 + len(days))}{page.row - 1}"
        best = max(score.coverage for score in scores.values())
        low, high = style.HEAT
        page.sheet.conditional_formatting.add(
            f"B{first}:{last}",
            ColorScaleRule(  # type: ignore[no-untyped-call]
                start_type="num", start_value=0, start_color=low,
                end_type="num", end_value=best or 1, end_color=high,
            ),
        )  # fmt: skip


def _ranking(page: Page, view: View) -> None:
    of_site = view.whole_site("slots", {
        score.slot.code: count for score in _slots(view)
        if isinstance(count := _households(view, score), int)
    })  # fmt: skip
    page.table(
        [_("Time"), _("Raw visits"), _("Coverage"), _("Factor"), _("Households"),
         _("Whole site")],
        (
            [
                score.slot.label,
                _figure(view, score, score.raw_visits),
                _figure(view, score, score.coverage),
                _figure(view, score, score.factor),
                _households(view, score),
                share_between(of_site[score.slot.code]) if score.slot.code in of_site else None,
            ]
            for score in _slots(view)
        ),
        formats=["", style.TWO, style.PERCENT_1, style.TWO, style.WHOLE,
                 style.TEXT],
        strong=[0],
    )  # fmt: skip


def _slots(view: View) -> tuple[SlotScore, ...]:
    return view.results.assessment.slots


def _figure(view: View, score: SlotScore, value: float) -> Value:
    """The figure, unless so few households stand behind it that it would tell on them."""
    return HIDDEN if view.is_small(view.suits("slots", {score.slot.code})) else value


def _households(view: View, score: SlotScore) -> Value:
    count = view.suits("slots", {score.slot.code})
    return view.small if view.is_small(count) else count
