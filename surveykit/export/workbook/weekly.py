"""Times and places together: what each combination reaches, why some are out, the best sets."""

from collections.abc import Iterator, Sequence

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.utils import get_column_letter

from surveykit.assess.hour.weekly import Combination, Weekly, WeeklyChoice
from surveykit.assess.result import Obstacle, Slot
from surveykit.assess.suppress import HIDDEN
from surveykit.assess.words.names import obstacle_name, place_result, weekday
from surveykit.assess.words.weekly import times
from surveykit.export.workbook import style
from surveykit.export.workbook.page import Book, Page, Value
from surveykit.export.workbook.view import View
from surveykit.export.workbook.words import window
from surveykit.text import _, number

SHOWN = 12
"""Equally good sets that have a line of their own; `assess --json` has them all."""


def write_weekly(book: Book, view: View) -> None:
    """The sheet of combinations and the choices among them."""
    found = view.results.assessment.weekly
    columns = max(len(_eligible(view)), 5)
    wide = columns > 5  # the times are many, so few places look best upright
    page = book.page(_("Times × places"), [58, *[18.0] * columns], landscape=wide)
    page.heading(
        _("Which times at which places"),
        _("Share of the stated visits from households that can come both then and there, every "
          "block at its size; or why it is out of the question."),
    )  # fmt: skip
    if view.hides_forecast() or found is None:
        page.paragraph(view.why_hidden(), font=style.STRONG)
    else:
        _combinations(page, view, found)
        page.section(_("The best fixed times a week"))
        _choices(page, view, found)
        _notes(page, view)
    page.on_one_sheet()
    page.finish()


def _combinations(page: Page, view: View, found: Weekly) -> None:
    """Times by places; a place that is out at any time has no column but a line below."""
    results, cells = view.results, {(one.slot, one.place): one for one in found.combinations}
    eligible = _eligible(view)
    labels = {place.name: place.label for place in results.site.places}
    page.header(
        [_("Time"), *(labels[name] for name in eligible)], ["", *[style.PERCENT] * len(eligible)]
    )
    first = page.row
    for slot in _slots(view, found):
        page.put(1, _band(slot), alignment=style.MIDDLE, border=True)
        shown = [_cell(view, cells[slot.code, name]) for name in eligible]
        for column, value in enumerate(shown, 2):
            cell = page.put(column, value, form=style.PERCENT_1, alignment=style.CENTRED)
            cell.border = style.BOX
        page.fit([(str(value), 18.0) for value in shown if isinstance(value, str)], row=page.row)
        page.row += 1
    _heat(page, first, len(eligible))
    page.row += 1
    for score in results.assessment.places:
        if not score.eligible:
            result = place_result(score, results.site.criteria)
            page.paragraph(f"{labels[score.place]}: {result}", font=style.QUIET)


def _eligible(view: View) -> list[str]:
    return [score.place for score in view.results.assessment.places if score.eligible]


def _heat(page: Page, first: int, columns: int) -> None:
    """Shade what reaches more; texts stay white."""
    low, high = style.HEAT
    if columns:
        page.sheet.conditional_formatting.add(
            f"B{first}:{get_column_letter(1 + columns)}{page.row - 1}",
            ColorScaleRule(  # type: ignore[no-untyped-call]
                start_type="num", start_value=0, start_color=low, end_type="max", end_color=high
            ),
        )


def _slots(view: View, found: Weekly) -> list[Slot]:
    """In the week's order, as the questionnaire has them."""
    by_code = {score.slot.code: score.slot for score in view.results.assessment.slots}
    return [by_code[code] for code in dict.fromkeys(one.slot for one in found.combinations)]


def _band(slot: Slot) -> str:
    return f"{weekday(slot.day)} {window(slot.start, slot.end)}"


def _cell(view: View, found: Combination) -> Value:
    """What it would reach; for one that is out, what stands against it."""
    if found.obstacles:
        return _("no: {obstacles}").format(
            obstacles=", ".join(_obstacle(view, found, one) for one in found.obstacles)
        )
    return HIDDEN if view.is_small(found.households) else found.coverage


def _obstacle(view: View, found: Combination, obstacle: Obstacle) -> str:
    if obstacle is not Obstacle.ROOM_TAKEN:
        return obstacle_name(obstacle)
    labels = {partner.name: partner.label for partner in view.results.site.partners}
    return _("room taken by {partner}").format(partner=labels.get(found.partner, found.partner))


def _choices(page: Page, view: View, found: Weekly) -> None:
    page.table(
        [_("Times"), _("Times a week"), _("Reached"), _("Corrected"), _("Households"), _("Places")],
        [
            *_rows(view, found, found.one_place, _("one place")),
            *_rows(view, found, found.choices, _("places may differ")),
        ],
        formats=["", style.WHOLE, style.PERCENT_1, style.PERCENT_1, style.WHOLE, ""],
    )


def _rows(
    view: View, found: Weekly, choices: Sequence[WeeklyChoice], where: str
) -> Iterator[list[Value]]:
    """One line for every set: those that reach just as much come below the one to take."""
    for count, choice in enumerate(choices, 1):
        few = found.tells_of_few(choice, view.limit)
        shares: list[Value] = [HIDDEN] * 2 if few else [choice.coverage, choice.corrected]
        for chosen, reached in [*zip(choice.sets, choice.reached, strict=True)][:SHOWN]:
            hidden = view.small if view.is_small(reached) else HIDDEN
            text = times(view.results.site, chosen)
            yield [text, count, *shares, hidden if few else reached, where]
        if len(choice.sets) > SHOWN:
            more = number(len(choice.sets) - SHOWN)
            text = _("and {n} more that reach just as much").format(n=more)
            yield [text, count, *shares, None, where]


def _notes(page: Page, view: View) -> None:
    page.row += 1
    page.paragraph(
        _("Corrected: the best of many looks better than it is. Here every household is judged by "
          "what would have been chosen without it. Lines with the same number and the same share "
          "are equally good; the first needs fewer places, or reaches more who need an "
          "interpreter. {hidden}: fewer than {limit} households, or so few more than a line "
          "above.").format(
            hidden=HIDDEN, limit=view.limit
        ),
        font=style.QUIET,
    )  # fmt: skip
