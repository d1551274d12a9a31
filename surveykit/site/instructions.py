"""The first sheet of the site workbook: what to do, and what every column means."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from surveykit.site.columns import example_mark
from surveykit.site.criteria import default
from surveykit.site.sheets import sheets
from surveykit.text import _

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FONT, DARK, LIGHT = "Calibri", "1F4E79", "5B7FA6"
"""Typeface, and the colours of headings that must and that may be filled in."""

WIDTHS = (16, 26, 34, 12, 90)
"""Widths of the columns in characters."""


def instructions(workbook: Workbook) -> None:
    """Add the sheet; it is for people and never read."""
    page = workbook.create_sheet(_("Instructions"))
    page.sheet_view.showGridLines = False
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    _write_steps(page)
    _write_legend(page, page.max_row + 2)


def _steps() -> tuple[str, ...]:
    return (
        _("Fill in the sheets from left to right: the site first, the criteria last."),
        _("Dark headings must be filled in, light ones may stay empty. Rest the mouse on a "
          "heading: a comment tells what belongs there. Many cells have a drop-down list."),
        _("Rows whose first cell begins with “{mark}” are examples. They are not read; delete "
          "them or leave them.").format(mark=example_mark()),
        _("Short names tie the sheets together. A block needs at least {least} dwellings: group "
          "small buildings into one block, so that no answer can be traced to a door."
          ).format(least=default("block_min")),
        _("Enter dwellings without names of persons. The walk to the places can be measured "
          "on a map."),
        _("The criteria have defaults. Enter a value only where your site differs, and be able "
          "to give the reason."),
        _("Check the workbook with: surveykit site check FILE.xlsx. It names every fault with "
          "its sheet and cell and says how to mend it."),
    )  # fmt: skip


def _write_steps(page: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font

    page["A1"] = _("The site workbook")
    page["A1"].font = Font(name=FONT, bold=True, size=16, color=DARK)
    page.row_dimensions[1].height = 24
    page["A2"] = _("One workbook describes one site: everything the survey must know before the "
                   "first doorbell.")  # fmt: skip
    for number, step in enumerate(_steps(), start=1):
        row = number + 3
        page.cell(row, 1, f"{number}.  {step}").alignment = Alignment(
            wrap_text=True, vertical="top"
        )
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(WIDTHS))
        page.row_dimensions[row].height = _height(step, sum(WIDTHS))


def _height(text: str, width: int) -> float:
    """Height of a row, in points, for text wrapped at so many characters."""
    return 16.0 * ceil(len(text) / width)


def _write_legend(page: Worksheet, row: int) -> None:
    """A table of all columns: sheet, heading, title, needed or not, meaning."""
    from openpyxl.styles import Alignment, Font, PatternFill

    headings = (_("Sheet"), _("Heading"), _("Name"), _("Needed"), _("Meaning"))
    for place, heading in enumerate(headings, start=1):
        cell = page.cell(row, place, heading)
        cell.font = Font(name=FONT, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=DARK)
    for sheet in sheets():
        row += 1
        page.cell(row, 1, sheet.name).hyperlink = f"#{sheet.name}!A1"
        page.cell(row, 2, sheet.meaning)
        for place in range(1, len(headings) + 1):
            group = page.cell(row, place)
            group.font = Font(name=FONT, bold=True, color=DARK)
            group.fill = PatternFill("solid", fgColor="DCE6F1")
        for column in sheet.columns:
            row += 1
            needed = _("yes") if column.required else ""
            texts = (column.name, column.title, needed, column.meaning)
            page.row_dimensions[row].height = _height(column.meaning, WIDTHS[-1])
            for place, text in enumerate(texts, start=2):
                page.cell(row, place, text).alignment = Alignment(wrap_text=True, vertical="top")
