"""The forecast and the verdict as live formulas: change a parameter and read what would come out.

Formulas speak of parameters and counts by their names, which the workbook defines; what they gave
when the workbook was written stands in it as well, for programs that do not calculate.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from openpyxl.workbook.defined_name import DefinedName

from surveykit.assess.estimate.formats import CAPTURE, sessions_in_13_weeks
from surveykit.assess.hour.partners import room_for_more
from surveykit.assess.words.names import format_name, verdict_name
from surveykit.export.workbook import style
from surveykit.export.workbook.hour import visits_chart
from surveykit.export.workbook.live import (
    VERDICTS,
    Live,
    LiveRules,
    dont_know_is_live,
    raw_visits,
)
from surveykit.export.workbook.page import Book, Page, Value
from surveykit.export.workbook.view import View
from surveykit.text import _


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
            self._label(label)
            self.page.put(2, value, form=form, alignment=style.RIGHT, border=True)
            self.page.row += 1
        self.page.section(_("Raw visits"))
        self._header(_("Raw visits"), _("The program"), "")
        for line in raw_visits(self.view):
            self.page.put(3, line.value, form=style.FOUR, font=style.QUIET,
                          alignment=style.RIGHT, border=True)  # fmt: skip
            self._live(line, style.FOUR)
        self.page.section(_("Visits per session"))
        self._visits()
        self.page.section(_("What the rules ask"))
        self._header(_("Number"), "", "")
        for line in LiveRules(self.view):
            self._live(line, style.TWO)
        self._verdict(verdict)

    def _found(self) -> Iterator[tuple[str, str, Value, str]]:
        results, doors = self.view.results, self.view.results.assessment.doors
        known = [home.raw for home in self.view.households if home.prob is not None]
        forecast = results.assessment.forecast
        yield "dwellings", _("Dwellings"), doors.dwellings, style.WHOLE
        yield "occupied", _("occupied"), doors.occupied, style.WHOLE
        yield "interviewed", _("interviewed"), doors.interviewed, style.WHOLE
        yield "refused", _("refused"), doors.refused, style.WHOLE
        yield "not_reached", _("not reached or not tried"), doors.not_reached, style.WHOLE
        if dont_know_is_live(self.view):
            yield "stated", _("Households that stated a probability"), len(known), style.WHOLE
            yield "stated_visits", _("Raw visits they stated"), fsum(known), style.FOUR
            unknown = len(self.view.households) - len(known)
            yield "unstated", _("Households that stated none"), unknown, style.WHOLE
        else:
            yield "mean_found", _("Raw visits per household"), forecast.mean, style.FOUR
        likely = forecast.households_likely
        if not self.view.is_small(likely):
            yield "likely", _("Households likely to come"), likely, style.WHOLE
        room = room_for_more(results.assessment.partners)
        if room is not None:
            yield "partner_room", _("Visits that a partner's hour has room for"), room, style.TWO

    def _visits(self) -> None:
        """Formats side by side, and a chart that follows."""
        page, top = self.page, self.page.row
        spans = self.view.results.assessment.forecast.per_session
        page.header([_("Visits per session"), *map(format_name, spans)],
                    ["", *[style.ONE] * len(spans)])  # fmt: skip
        parts = (
            ("cautious", _("cautious"), "calibration_low", "low"),
            ("expected", _("expected"), "calibration", "point"),
            ("optimistic", _("optimistic"), "calibration_high", "high"),
        )
        for part, label, share, side in parts:
            for column, kind in enumerate(spans, 2):
                self._name(f"{part}_{kind}", column)
            self._formulas(label, [
                (f"={share}*campaign*raw_total*{CAPTURE[kind]}/{sessions_in_13_weeks(kind)}",
                 getattr(span, side))
                for kind, span in spans.items()
            ])  # fmt: skip
        least = self.view.results.site.criteria.min_visitors
        self._formulas(_("needed for an own hour"), [("=min_visitors", least)] * len(spans))
        page.put(1, _("expected, by the program"), font=style.QUIET, border=True)
        for column, span in enumerate(spans.values(), 2):
            page.put(column, span.point, form=style.TWO, font=style.QUIET,
                     alignment=style.RIGHT, border=True)  # fmt: skip
        page.row += 1
        page.chart(visits_chart(page.sheet, top, len(spans)), lines=13)

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

    def _live(self, line: Live, form: str) -> None:
        self._name(line.name)
        self._label(line.label)
        self.page.formula(2, line.formula, line.value, form=form)
        self.page.row += 1

    def _formulas(self, label: str, cells: Sequence[tuple[str, float]]) -> None:
        """A row of formulas, each with the value it has now."""
        self.page.put(1, label, border=True)
        for column, (formula, value) in enumerate(cells, 2):
            self.page.formula(column, formula, value, form=style.TWO)
        self.page.row += 1

    def _name(self, name: str, column: int = 2) -> None:
        """Let formulas speak of a cell of the current row by this name."""
        self.page.book.workbook.defined_names[name] = DefinedName(
            name, attr_text=self.page.address(column)
        )


def _quoted(text: str) -> str:
    """Inside the quotation marks of a formula."""
    return text.replace('"', '""')
