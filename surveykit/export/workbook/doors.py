"""The doors: what became of every dwelling, and the outcome rates by their AAPOR names."""

from collections.abc import Iterator, Sequence

from surveykit.assess.coverage.missing import Group
from surveykit.assess.suppress import BUILDING_MIN, HIDDEN, buildings_shown
from surveykit.assess.words.missing import floor_name, missing_sentences
from surveykit.assess.words.names import time_of_day_name
from surveykit.export.workbook import style
from surveykit.export.workbook.page import Book, Page, Value
from surveykit.export.workbook.view import View
from surveykit.fieldwork.outcome_rates import OutcomeRates
from surveykit.text import _, number


def write_doors(book: Book, view: View) -> None:
    """The sheet of doors and rates; the hallway has no frame and so no rate."""
    page = book.page(_("Doors and rates"), [34, 13, 13, 40])
    page.heading(
        _("Doors and outcome rates"),
        _("Names and formulas after the Standard Definitions of AAPOR, 10th edition (2023)."),
    )
    page.paragraph(_("What became of the dwellings"), font=style.SECTION)
    _counts(page, view)
    page.paragraph(
        _("These are counts of doors: they say nothing about answers, and the forecast cannot be "
          "checked without them. So they stand here even where they are small."),
        font=style.QUIET,
    )  # fmt: skip
    page.section(_("Outcome rates of the door"))
    _rates(page, view.results.rates)
    _blocks(page, view)
    _missing(page, view)
    page.on_one_sheet()
    page.finish()


def _counts(page: Page, view: View) -> None:
    doors = view.results.assessment.doors
    page.table(
        [_("Dwellings"), _("Number"), _("Share of occupied"), _("What it means")],
        [
            [_("in all"), doors.dwellings, None, ""],
            [_("vacant"), doors.vacant, None, _("out of scope")],
            [_("occupied"), doors.occupied, None, _("in scope")],
            *(
                [name, count, count / doors.occupied if doors.occupied else None, meaning]
                for name, count, meaning in (
                    (_("interviewed"), doors.interviewed, _("answered at the door")),
                    (_("refused"), doors.refused, _("declined or broke off")),
                    (_("not reached"), doors.not_met,
                     _("nobody met, no access, or another language")),
                    (_("not yet tried"), doors.not_tried,
                     _("nobody has been there; unknown (U) in the rates")),
                )
            ),
        ],
        formats=["", style.WHOLE, style.PERCENT_1, ""],
        strong=[2, 3],
    )  # fmt: skip


def _rates(page: Page, rates: OutcomeRates) -> None:
    page.table(
        [_("Rate"), _("AAPOR"), _("Value"), _("Formula")],
        _rate_rows(rates),
        formats=["", "", style.PERCENT_1, ""],
    )
    page.paragraph(_legend(rates), font=style.QUIET)


def _rate_rows(rates: OutcomeRates) -> Iterator[list[Value]]:
    formulas = {
        "RR1": "I / (E + U)",
        "RR2": "(I + P) / (E + U)",
        "RR3": "I / (E + e·U)",
        "RR4": "(I + P) / (E + e·U)",
        "RR5": "I / E",
        "RR6": "(I + P) / E",
        "COOP1": "I / (I + P + R + O)",
        "COOP2": "(I + P) / (I + P + R + O)",
        "COOP3": "I / (I + P + R)",
        "COOP4": "(I + P) / (I + P + R)",
        "REF1": "R / (E + U)",
        "REF2": "R / (E + e·U)",
        "REF3": "R / E",
        "CON1": "(I + P + R + O) / (E + U)",
        "CON2": "(I + P + R + O) / (E + e·U)",
        "CON3": "(I + P + R + O) / E",
    }
    kinds = {
        "RR": _("Response rate"),
        "COOP": _("Cooperation rate"),
        "REF": _("Refusal rate"),
        "CON": _("Contact rate"),
    }
    for name, formula in formulas.items():
        value: float | None = getattr(rates, name.lower())
        yield [
            _("{rate} {n}").format(rate=kinds[name[:-1]], n=name[-1]),
            name,
            _("undefined") if value is None else value,
            formula,
        ]


def _legend(rates: OutcomeRates) -> str:
    words = _(
        "I interview, P partial interview, R refusal or break-off, NC no contact, O other "
        "non-interview, U unknown whether eligible, doors not tried yet among them, "
        "E = I + P + R + NC + O."
    )
    if rates.e is None:
        return words
    shares = _("Taken as eligible among the unknown: e = {uh} (UH), {ur} (UR), {uo} (UO).").format(
        uh=number(rates.e.uh, 3), ur=number(rates.e.ur, 3), uo=number(rates.e.uo, 3)
    )
    return f"{words} {shares}"


def _blocks(page: Page, view: View) -> None:
    """Interviews by building; a building with few interviews shows none."""
    site = view.results.site
    if len(site.blocks) < 2:
        return
    page.section(_("Interviewed households by building"))
    counts = {block.name: view.counted("block")[block.name] for block in site.blocks}
    shown = buildings_shown(counts)
    page.table(
        [_("Building"), _("Occupied"), _("Interviewed"), ""],
        (
            [
                block.label,
                sum(home.occupied and home.block == block.name for home in site.dwellings),
                counts[block.name] if block.name in shown else HIDDEN,
                "",
            ]
            for block in site.blocks
        ),
        formats=["", style.WHOLE, style.WHOLE, ""],
    )
    _hidden(page)


def _missing(page: Page, view: View) -> None:
    """Who is missing: interviews by floor, tries by time of day, and what to look after."""
    found = view.results.assessment.missing
    if found is None:
        return
    if len(found.floors) > 1:
        page.section(_("Interviewed households by floor"))
        _floors(page, found.floors)
    page.section(_("Tries at doors that stayed shut, by time of day"))
    page.table(
        [_("Time of day"), _("Number"), "", ""],
        ([time_of_day_name(time), count, None, ""] for time, count in found.tries.items()),
        formats=["", style.WHOLE, "", ""],
    )
    for sentence in missing_sentences(found, view.results.site):
        page.paragraph(f"• {sentence}")


def _floors(page: Page, floors: Sequence[Group]) -> None:
    shown = buildings_shown({group.name: group.interviewed for group in floors})
    page.table(
        [_("Floor"), _("Occupied"), _("Interviewed"), ""],
        (
            [
                floor_name(int(group.name)),
                group.occupied,
                group.interviewed if group.name in shown else HIDDEN,
                _("fewer than chance would explain") if group.scarce else "",
            ]
            for group in floors
        ),
        formats=["", style.WHOLE, style.WHOLE, ""],
    )
    _hidden(page)


def _hidden(page: Page) -> None:
    page.paragraph(
        _("{hidden}: fewer than {least} interviewed households, or a number from which such a "
          "one could be calculated.").format(hidden=HIDDEN, least=BUILDING_MIN),
        font=style.QUIET,
    )  # fmt: skip
