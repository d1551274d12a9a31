"""The forecast and the verdict as live formulas: change a parameter and read what would come out.

Formulas speak of parameters and counts by their names, which the workbook defines; what they gave
when the workbook was written stands in it as well, for programs that do not calculate.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from openpyxl.workbook.defined_name import DefinedName

from surveykit.assess.estimate.formats import OWN, sessions_in_13_weeks
from surveykit.assess.hour.partners import room_for_more
from surveykit.assess.result import Format
from surveykit.assess.verdict.rules import LARGE_SITE, LARGE_SITE_INTERVIEWS
from surveykit.assess.words.names import format_name, verdict_name
from surveykit.export.workbook import style
from surveykit.export.workbook.charts import columns
from surveykit.export.workbook.page import Book, Page, Value
from surveykit.export.workbook.view import View
from surveykit.text import _

_CAPTURE = {
    Format.WEEKLY: "capture_weekly",
    Format.FORTNIGHTLY: "capture_fortnightly",
    Format.MONTHLY: "capture_monthly",
    Format.COOPERATIVE: "capture_cooperative_monthly",
    Format.COOPERATIVE_WEEKLY: "capture_cooperative_weekly",
}
VERDICTS = (
    "continue_survey",
    *(f"{kind}:{rhythm}" for kind in ("regular", "trial") for rhythm in OWN),
    "cooperative",
    "outreach",
    "none_now",
)
"""In the order of their numbers in the formulas, from 1 on."""


def write_what_if(book: Book, view: View, parameters: Mapping[str, str]) -> None:
    """The sheet of live formulas; `parameters` are the cells of their values, by name."""
    page = book.page(_("What if"), [46, 14, 14, 14, 14, 14])
    page.heading(
        _("What if a parameter were another one"),
        _("Change numbers in the column “Value” of the sheet of parameters: forecast and verdict "
          "follow here at once. Times, places and partners stay as found; for these change the "
          "site workbook and let the program assess again."),
    )  # fmt: skip
    if view.hides_forecast():
        page.paragraph(view.why_hidden(), font=style.STRONG)
    else:
        for name, cell in parameters.items():
            book.workbook.defined_names[name] = DefinedName(name, attr_text=cell)
        _Sheet(page, view).write()
    page.on_one_sheet()
    page.finish()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Writes line after line; each has a name, by which the formulas below speak of it."""

    page: Page
    view: View

    def write(self) -> None:
        """From the counts to the verdict."""
        self.page.paragraph(_("Verdict"), font=style.SECTION)
        verdict = self.page.row
        self.page.row += 3
        self.page.section(_("What the survey found"))
        self._header(_("Number"), "", "")
        for name, label, value, form in self._found():
            self._name(name)
            self._line(label, [(value, form)])
        self.page.section(_("Raw visits"))
        self._header(_("Raw visits"), _("The program"), "")
        for name, label, formula, value in self._raw():
            self._name(name)
            self._formula_line(label, formula, value)
        self.page.section(_("Visits per session"))
        self._visits()
        self.page.section(_("What the rules ask"))
        self._header(_("Number"), "", "")
        for name, label, formula, value in self._rules():
            self._name(name)
            self._label(label)
            self.page.formula(2, formula, value, form=style.TWO)
            self.page.row += 1
        self._verdict(verdict)

    def _found(self) -> Iterator[tuple[str, str, Value, str]]:
        results, doors = self.view.results, self.view.results.assessment.doors
        known = [home.raw for home in self.view.households if home.prob is not None]
        unknown = len(self.view.households) - len(known)
        forecast = results.assessment.forecast
        yield "dwellings", _("Dwellings"), doors.dwellings, style.WHOLE
        yield "occupied", _("occupied"), doors.occupied, style.WHOLE
        yield "interviewed", _("interviewed"), doors.interviewed, style.WHOLE
        yield "refused", _("refused"), doors.refused, style.WHOLE
        yield "not_reached", _("not reached"), doors.not_reached, style.WHOLE
        if self._dont_know_is_live(unknown):
            yield "stated", _("Households that stated a probability"), len(known), style.WHOLE
            yield "stated_visits", _("Raw visits they stated"), fsum(known), style.FOUR
            yield "unstated", _("Households that stated none"), unknown, style.WHOLE
        else:
            yield "mean_found", _("Raw visits per household"), forecast.mean, style.FOUR
        likely = forecast.households_likely
        if not self.view.is_small(likely):
            yield "likely", _("Households likely to come"), likely, style.WHOLE
        room = room_for_more(results.assessment.partners)
        if room is not None:
            yield "partner_room", _("Visits that a partner's hour has room for"), room, style.TWO

    def _dont_know_is_live(self, unknown: int) -> bool:
        """Whether the number of those who do not know may be shown."""
        return bool(self.view.households) and not self.view.is_small(unknown)

    def _raw(self) -> Iterator[tuple[str, str, str, float]]:
        found = self.view.results.assessment.forecast
        households = len(self.view.households)
        unknown = sum(home.prob is None for home in self.view.households)
        mean = "=mean_found"
        if self._dont_know_is_live(unknown):
            stated = "IF(stated=0,0,stated_visits/stated)"
            mean = f"=(stated_visits+unstated*dk_factor*{stated})/(stated+unstated)"
        yield "mean_visits", _("Mean of the households"), mean, found.mean
        yield ("raw_interviewed", _("interviewed"), f"=mean_visits*MIN({households},interviewed)",
               found.raw_interviewed)  # fmt: skip
        yield ("raw_not_reached", _("not reached"), "=not_reached*k_not_reached*mean_visits",
               found.raw_not_reached)  # fmt: skip
        yield "raw_refused", _("refused"), "=refused*k_refused*mean_visits", found.raw_refused
        yield ("raw_total", _("in all"), "=raw_interviewed+raw_not_reached+raw_refused",
               found.raw_total)  # fmt: skip

    def _visits(self) -> None:
        """Formats below each other, and a chart that follows."""
        found = self.view.results.assessment.forecast
        page, top = self.page, self.page.row
        kinds = list(found.per_session)
        page.header([_("Visits per session"), *map(format_name, kinds)],
                    ["", *[style.ONE] * len(kinds)])  # fmt: skip
        parts = (
            ("cautious", _("cautious"), "calibration_low", "low"),
            ("expected", _("expected"), "calibration", "point"),
            ("optimistic", _("optimistic"), "calibration_high", "high"),
        )
        for part, label, share, side in parts:
            page.put(1, label, border=True)
            for column, kind in enumerate(kinds, 2):
                self._name(f"{part}_{kind}", column)
                formula = (f"={share}*campaign*raw_total*{_CAPTURE[kind]}"
                           f"/{sessions_in_13_weeks(kind)}")  # fmt: skip
                value: float = getattr(found.per_session[kind], side)
                page.formula(column, formula, value, form=style.TWO)
            page.row += 1
        page.put(1, _("needed for an own hour"), border=True)
        for column in range(2, 2 + len(kinds)):
            page.formula(column, "=min_visitors", self.view.results.site.criteria.min_visitors,
                         form=style.TWO)  # fmt: skip
        page.row += 1
        page.put(1, _("expected, by the program"), font=style.QUIET, border=True)
        for column, kind in enumerate(kinds, 2):
            page.put(column, found.per_session[kind].point, form=style.TWO, font=style.QUIET,
                     alignment=style.RIGHT, border=True)  # fmt: skip
        page.row += 1
        chart = columns(
            page.sheet,
            title=_("Visits per session"),
            header=top,
            rows=[top + 1, top + 2, top + 3],
            last_column=1 + len(kinds),
            line=top + 4,
        )
        page.chart(chart, lines=13)

    def _rules(self) -> Iterator[tuple[str, str, str, float]]:
        """What decides, step by step; 1 stands for yes."""
        assessment, criteria = self.view.results.assessment, self.view.results.site.criteria
        doors, found = assessment.doors, assessment.forecast
        by_size = "IF(occupied<50,0.5,IF(occupied<=200,0.3,0.2))"
        share = f"IF(ISNUMBER(min_response_share),min_response_share,{by_size})"
        large = f"AND(NOT(ISNUMBER(min_response_share)),occupied>{LARGE_SITE})"
        yield ("interviews_needed", _("Interviews needed"),
               f"=MAX(ROUNDUP({share}*occupied-0.000000001,0),"
               f"IF({large},{LARGE_SITE_INTERVIEWS},0))",
               assessment.interviews_needed)  # fmt: skip
        own = [f"IF(expected_{kind}>=min_visitors,{number}," for number, kind in enumerate(OWN, 1)]
        expected = [found.per_session[kind].point >= criteria.min_visitors for kind in OWN]
        large_enough = doors.dwellings >= criteria.min_dwellings
        candidate = expected.index(True) + 1 if large_enough and any(expected) else 0
        fitting = f"{''.join(own)}0{')' * len(own)}"
        yield ("candidate", _("Own hour that would fill: 1 weekly, 2 every two weeks, 3 monthly, "
                              "0 none"),
               f"=IF(dwellings<min_dwellings,0,{fitting})", candidate)  # fmt: skip
        cautious = ",".join(f"cautious_{kind}" for kind in OWN)
        low = found.per_session[OWN[candidate - 1]].low if candidate else 0.0
        yield ("cautious_visits", _("Visits of that hour, cautiously reckoned"),
               f"=IF(candidate=0,0,CHOOSE(MAX(candidate,1),{cautious}))", low)  # fmt: skip
        likely = "likely>=coop_min_households"
        if self.view.is_small(found.households_likely):
            likely = str(found.households_likely >= criteria.coop_min_households).upper()
        wanted = (found.visits_13_weeks.point >= criteria.coop_min_visits13
                  or found.households_likely >= criteria.coop_min_households)  # fmt: skip
        yield ("wanted", _("Enough interest for a slot inside a partner's hour: 1 yes, 0 no"),
               f"=IF(OR(calibration*campaign*raw_total>=coop_min_visits13,{likely}),1,0)",
               int(wanted))  # fmt: skip
        room = room_for_more(assessment.partners)
        fits = room is not None and room >= found.per_session[Format.COOPERATIVE].point
        yield ("partner_fits", _("A partner's hour has room: 1 yes, 0 no"),
               "=0" if room is None else f"=IF(partner_room>=expected_{Format.COOPERATIVE},1,0)",
               int(fits))  # fmt: skip
        told = any(home.prob is not None for home in self.view.households)
        yield ("verdict", _("Number of the verdict"),
               f"=IF({'interviewed' if told else '0'}<interviews_needed,1,"
               "IF(candidate>0,IF(cautious_visits>=min_low,1,4)+candidate,"
               "IF(wanted=0,10,IF(partner_fits=1,8,9))))",
               VERDICTS.index(assessment.verdict) + 1)  # fmt: skip

    def _verdict(self, row: int) -> None:
        """On top what comes out, beside what the program says."""
        page, end = self.page, self.page.row
        page.row = row
        verdict = verdict_name(self.view.results.assessment.verdict)
        names = ",".join(f'"{_quoted(verdict_name(one))}"' for one in VERDICTS)
        page.put(1, _("With the parameters as they stand"), border=True)
        page.merge(2, page.columns)
        cell = page.formula(2, f"=CHOOSE(verdict,{names})", verdict, form="")
        cell.font, cell.alignment = style.STRONG, style.LEFT
        page.row += 1
        page.put(1, _("The program, with its own"), border=True)
        page.merge(2, page.columns)
        page.put(2, verdict, alignment=style.LEFT, border=True)
        page.row = end

    def _header(self, *texts: str) -> None:
        self.page.header(["", *texts], ["", *[style.WHOLE] * len(texts)])

    def _label(self, label: str) -> None:
        self.page.put(1, label, alignment=style.WRAPPED, border=True)
        self.page.fit([(label, self.page.widths[0])], row=self.page.row)

    def _line(self, label: str, values: Sequence[tuple[Value, str]]) -> None:
        self._label(label)
        for column, (value, form) in enumerate(values, 2):
            self.page.put(column, value, form=form, alignment=style.RIGHT, border=True)
        self.page.row += 1

    def _formula_line(self, label: str, formula: str, value: float) -> None:
        self._label(label)
        self.page.formula(2, formula, value, form=style.FOUR)
        self.page.put(3, value, form=style.FOUR, font=style.QUIET, alignment=style.RIGHT,
                      border=True)  # fmt: skip
        self.page.row += 1

    def _name(self, name: str, column: int = 2) -> None:
        """Let formulas speak of a cell of the current row by this name."""
        self.page.book.workbook.defined_names[name] = DefinedName(
            name, attr_text=self.page.address(column)
        )


def _quoted(text: str) -> str:
    """Inside the quotation marks of a formula."""
    return text.replace('"', '""')
