"""The public workbook: written of a publication and of nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.utils import get_column_letter

from surveykit.assess.words.names import obstacle_name, weekday
from surveykit.excel import save
from surveykit.export.data.dialect import Dialect
from surveykit.export.public.counted import BLOCKS, DOORS, PLACES, QUESTIONS, SLOTS
from surveykit.export.public.publication import Publication
from surveykit.export.public.table import HIDDEN, Figure, Shown
from surveykit.export.public.words import about_hiding, title
from surveykit.export.workbook import style
from surveykit.export.workbook.charts import bars, columns
from surveykit.export.workbook.costs import cost_lines, side_by_side
from surveykit.export.workbook.hour import proposed_hour, visits_per_session
from surveykit.export.workbook.page import Book, Page, Span, Value
from surveykit.export.workbook.parameters import write_parameters
from surveykit.export.workbook.words import drawn_up, window
from surveykit.site.model import DAYS
from surveykit.text import _, number, percent

_WORTH_A_CHART = 3
"""Numbers to show; fewer make no picture."""
_DRAWN = 3
"""Questions with a chart: topics, barriers, languages."""


def write(found: Publication, path: Path, _dialect: Dialect) -> tuple[Path, ...]:
    """Write the workbook into a folder; the same publication gives the same bytes."""
    file = path / f"{found.site.name}-public.xlsx"
    save(build(found), file, dated=found.published.day)
    return (file,)


def build(found: Publication) -> Workbook:
    """The workbook in memory."""
    book = Book(found.site.label)
    _summary(book, found)
    _questions(book, found)
    _times(book, found)
    _places(book, found)
    _doors(book, found)
    _costs(book, found)
    write_parameters(book, found.site.criteria, found.changed)
    return book.workbook


def _summary(book: Book, found: Publication) -> None:
    """What a council needs to read, on one page."""
    page = book.page(_("Summary"), [34, 14, 14, 14, 14, 14])
    page.heading(
        _("A consultation hour for tenants: {site}").format(site=found.site.label),
        drawn_up(found.site, found.published.day),
    )
    page.paragraph(found.headline, font=style.VERDICT, fill=True)
    for sentence in found.reasons:
        page.paragraph(sentence)
    proposed_hour(page, found.plan, found.site)
    page.section(_("How many visits to expect"))
    visits_per_session(page, found.per_session, found.site.criteria.min_visitors, found.format)
    page.section(_("What it rests on"))
    page.facts(_basis(found), last=3)
    page.section(_("What is hidden, and why"))
    for sentence in about_hiding(found):
        page.paragraph(sentence, font=style.QUIET)
    page.on_one_sheet()
    page.finish()


def _basis(found: Publication) -> Iterator[tuple[str, Value, str]]:
    told = number(found.interviewed)
    if found.occupied:
        told = _("{interviewed} of {occupied} ({share})").format(
            interviewed=told,
            occupied=number(found.occupied),
            share=percent(found.interviewed / found.occupied),
        )
    yield _("Households interviewed"), told, ""
    yield _("Dwellings"), len(found.site.dwellings), style.WHOLE
    yield _("Expected visits in 13 weeks"), found.visits_13_weeks.point, style.ONE
    yield _("Parameters changed from the default"), len(found.changed), style.WHOLE


def _questions(book: Book, found: Publication) -> None:
    """The sheet of answers: topics, what keeps people away, languages, other ways."""
    page = book.page(_("Topics"), [58, 14, 14])
    page.heading(_("What people want to talk about"), _legend(found))
    for position, name in enumerate(QUESTIONS):
        if 0 < position <= _DRAWN:  # a table with its chart fills a page
            page.new_printed_page()
        page.section(title(name))
        span = _answers(page, found, name)
        if span and position < _DRAWN:
            chart = bars(page.sheet, title=_("Households"), first=span.first, last=span.last,
                         names=1, figures=2)  # fmt: skip
            page.chart(chart, lines=max(12, 4 + 2 * (span.last - span.first + 1)))
    page.finish()


def _answers(page: Page, found: Publication, name: str) -> Span | None:
    """One table; returns the lines for a picture, None where too few numbers are shown."""
    shown = found.tables.get(name)
    if shown is None:
        page.paragraph(_("Nothing of it may be shown."), font=style.QUIET)
        return None
    span = page.table(
        [_("Answer"), _("Households"), _("Share")],
        (
            [found.labels[name].get(code, code), figure, _share(shown, code, figure)]
            for code, figure in _ordered(shown)
        ),
        formats=["", style.WHOLE, style.PERCENT],
    )
    if shown.answered is not None:
        page.paragraph(
            _("Of {answered} households that answered.").format(answered=number(shown.answered)),
            font=style.QUIET,
        )
    numbers = sum(isinstance(figure, int) for code, figure in shown.figures.items() if code)
    return Span(span.first, span.first + numbers - 1) if numbers >= _WORTH_A_CHART else None


def _ordered(shown: Shown) -> list[tuple[str, Figure]]:
    """Numbers that are shown first, the greatest on top; hidden ones as the form has them."""
    figures = [(code, figure) for code, figure in shown.figures.items() if code]
    found = sorted(figures, key=lambda one: -one[1] if isinstance(one[1], int) else 1)
    return [*found, *((code, one) for code, one in shown.figures.items() if not code)]


def _share(shown: Shown, code: str, figure: Figure) -> Value:
    if isinstance(figure, str) or not shown.answered or not code:
        return None
    return figure / shown.answered


def _legend(found: Publication) -> str:
    return _(
        "Households interviewed at the door; at most questions several answers are possible. "
        "{small}: so few, or none. {hidden}: hidden, else such a number could be calculated."
    ).format(small=f"0–{found.limit - 1}", hidden=HIDDEN)


def _times(book: Book, found: Publication) -> None:
    """The sheet of times: a heat map of the households to whom each suits."""
    page = book.page(_("Times"), [26, 13, 13, 13, 13, 13, 13], landscape=True)
    page.heading(_("Which times suit"), _legend(found))
    shown = found.tables.get(SLOTS)
    if shown is None:
        page.paragraph(_("Nothing of it may be shown."), font=style.QUIET)
    else:
        _heat_map(page, found, shown.figures)
        if shown.answered is not None:
            page.paragraph(
                _("Of {answered} households that answered.").format(
                    answered=number(shown.answered)
                ),
                font=style.QUIET,
            )
    page.on_one_sheet()
    page.finish()


def _heat_map(page: Page, found: Publication, figures: Mapping[str, Figure]) -> None:
    by_time = {(slot.day, slot.start, slot.end): code for code, slot in found.slots.items()}
    days = [one for one in DAYS if any(one == slot.day for slot in found.slots.values())]
    bands = sorted({(start, end) for _day, start, end in by_time})
    page.header([_("Time"), *map(weekday, days)], ["", *[style.WHOLE] * len(days)])
    first = page.row
    for start, end in bands:
        page.put(1, window(start, end), font=style.STRONG, alignment=style.MIDDLE)
        for column, one in enumerate(days, 2):
            code = by_time.get((one, start, end), "")
            value = figures.get(code, HIDDEN) if code else "–"
            page.put(column, value, form=style.WHOLE, alignment=style.CENTRED).border = style.BOX
        page.sheet.row_dimensions[page.row].height = 26
        page.row += 1
    low, high = style.HEAT
    if bands:
        page.sheet.conditional_formatting.add(
            f"B{first}:{get_column_letter(1 + len(days))}{page.row - 1}",
            ColorScaleRule(  # type: ignore[no-untyped-call]
                start_type="num", start_value=0, start_color=low, end_type="max", end_color=high
            ),
        )


def _places(book: Book, found: Publication) -> None:
    """The sheet of places."""
    page = book.page(_("Places"), [34, 34, 14, 46], landscape=True)
    page.heading(_("Which places suit"), _legend(found))
    places = {place.name: place for place in found.site.places}
    shown = found.tables.get(PLACES)
    figures = shown.figures if shown else {}
    page.table(
        [_("Place"), _("Address"), _("Households"), _("Result")],
        (
            [
                places[one.name].label if one.name in places else one.name,
                places[one.name].address if one.name in places else "",
                figures.get(one.name, HIDDEN),
                ", ".join(map(obstacle_name, one.obstacles)) or _("suitable"),
            ]
            for one in found.places
        ),
        formats=["", "", style.WHOLE, ""],
    )
    page.on_one_sheet()
    page.finish()


def _doors(book: Book, found: Publication) -> None:
    """The sheet of doors: what became of the dwellings, and interviews by building."""
    page = book.page(_("Doors"), [46, 14])
    page.heading(
        _("What became of the dwellings"),
        _("{small}: so few. {hidden}: hidden, else such a number could be calculated.").format(
            small=f"1–{found.limit - 1}", hidden=HIDDEN
        ),
    )
    shown = found.tables.get(DOORS)
    rows: list[Sequence[Value]] = [
        [_("in all"), len(found.site.dwellings)],
        [_("interviewed"), found.interviewed],
    ]
    if shown:
        rows += [[found.labels[DOORS][code], one] for code, one in shown.figures.items()]
    page.table([_("Dwellings"), _("Number")], rows, formats=["", style.WHOLE])
    blocks = found.tables.get(BLOCKS)
    if blocks:
        page.section(title(BLOCKS))
        page.table(
            [_("Building"), _("Interviewed")],
            ([found.labels[BLOCKS].get(code, code), one] for code, one in blocks.figures.items()),
            formats=["", style.WHOLE],
        )
    page.on_one_sheet()
    page.finish()


def _costs(book: Book, found: Publication) -> None:
    """The sheet of costs."""
    page = book.page(_("Costs"), [40, *[17] * max(len(found.costs), 1)], landscape=True)
    page.heading(
        _("What each format costs"),
        _("A year of sessions outside the holidays. Staff at {rate} € an hour.").format(
            rate=number(found.site.criteria.staff_rate)
        ),
    )
    first = page.row
    lines = cost_lines()
    side_by_side(page, found.costs, lines, proposed=found.format)
    chart = columns(page.sheet, title=_("Cost per visit in euros"), header=first,
                    rows=[first + len(lines)], last_column=1 + len(found.costs))  # fmt: skip
    page.chart(chart, lines=15)
    page.on_one_sheet()
    page.finish()
