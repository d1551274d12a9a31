"""The planner's workbook: an empty one to fill in, or a site written out as one.

Both are the same workbook, drawn from the declaration in `sheets`. The same site gives
the same bytes.
"""

from __future__ import annotations

from datetime import date, time
from math import ceil
from typing import TYPE_CHECKING, Literal

from surveykit.excel import save
from surveykit.site.cells import plain
from surveykit.site.columns import Column, Sheet, example_mark
from surveykit.site.criteria import default, limits
from surveykit.site.instructions import DARK, FONT, LIGHT, instructions
from surveykit.site.meanings import meanings
from surveykit.site.rows import Value, rows
from surveykit.site.sheets import sheet as sheet_named
from surveykit.site.sheets import sheets
from surveykit.text import _, language

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

    from surveykit.site.model import Site

_UNDATED = date(2000, 1, 1)  # no clock in the file: the same site gives the same bytes

LAST_ROW = 5000
"""Drop-downs reach down to this row."""

FORMATS = {
    "date": "dd.mm.yyyy",
    "time": "hh:mm",
    "whole": "0",
    "number": "General",
    "any": "General",
    "note": "General",
}
"""Excel's format of a column by kind; all others are text, lest `3-1` become a date."""

PAGE_WIDTH = 190
"""Characters that are still legible on one landscape page."""


def write_template(path: Path, site: Site | None = None) -> None:
    """Write the site workbook to `path`, filled in with `site` or with one example row each.

    Texts are in the language in use. An example row begins with `Beispiel:` or
    `Example:` in its first cell; by that, and not by its colour, the reader knows it.

    Raises:
        SurveykitError: the file exists already, or cannot be written.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    instructions(workbook)
    for sheet in sheets():
        _draw(workbook, sheet, first_row=2 if site else 3)
    if site is None:
        _write_examples(workbook)
    else:
        for name, table in rows(site).items():
            _fill(workbook, sheet_named(name), [list(row.values()) for row in table])
    _write_criteria(workbook, site)
    save(workbook, path, dated=_UNDATED, replace=False)


def _draw(workbook: Workbook, sheet: Sheet, first_row: int) -> None:
    """Lay out an empty sheet: headings with comments, widths, formats, drop-downs."""
    from openpyxl.styles import Alignment

    page = workbook.create_sheet(sheet.name)
    page.freeze_panes = "B2"
    page.row_dimensions[1].height = 24
    page.sheet_properties.tabColor = LIGHT if sheet.may_be_empty else DARK
    _set_up_page(page, sheet)
    for place, column in enumerate(sheet.columns, start=1):
        heading = page.cell(1, place)
        _write_heading(heading, column)
        letter = heading.column_letter
        page.column_dimensions[letter].width = _width(column)
        page.column_dimensions[letter].alignment = Alignment(horizontal=_side(column))
        page.column_dimensions[letter].number_format = FORMATS.get(column.kind, "@")
        choices = _drop_down(column, first_row)
        if choices:
            page.add_data_validation(choices)
            choices.add(f"{letter}{first_row}:{letter}{LAST_ROW}")


def _width(column: Column) -> int:
    return max(column.width, len(column.name) + 4)


def _set_up_page(page: Worksheet, sheet: Sheet) -> None:
    """Print on A4, landscape, with grid and headings, on as many pages as stay legible."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth = ceil(sum(map(_width, sheet.columns)) / PAGE_WIDTH)
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.gridLines = True
    page.print_title_rows = "1:1"


def _write_heading(cell: Cell, column: Column) -> None:
    """The heading and its comment; a heading that must be filled in is darker."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.value = column.name
    cell.font = Font(name=FONT, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=DARK if column.required else LIGHT)
    cell.alignment = Alignment(vertical="center", horizontal=_side(column))
    needed = _("Must be filled in.") if column.required else _("May stay empty.")
    lines = [column.title, column.meaning, needed]
    if column.choices:
        lines.append(_("Allowed: {choices}.").format(choices=", ".join(column.choices)))
    if column.refers_to:
        lines.append(_("Must stand on the sheet {sheet}.").format(sheet=column.refers_to))
    text = "\n".join(lines)
    cell.comment = Comment(text, "surveykit", height=40 + 16 * (len(text) // 38 + 4), width=300)


def yes_and_no() -> tuple[str, str]:
    """The words for yes and no that a workbook in this language offers; all are read."""
    return ("ja", "nein") if language() == "de" else ("yes", "no")


def _drop_down(column: Column, first_row: int) -> DataValidation | None:
    """The drop-down of a column: its codes, yes and no, or the names on another sheet."""
    from openpyxl.worksheet.datavalidation import DataValidation

    match column.kind:
        case "choice" | "day":
            formula = f'"{",".join(column.choices)}"'
        case "yes_no":
            formula = f'"{",".join(yes_and_no())}"'
        case "reference":
            formula = f"{column.refers_to}!$A${first_row}:$A${LAST_ROW}"
        case _:
            return None
    return DataValidation(
        type="list",
        formula1=formula,
        allow_blank=not column.required,
        showErrorMessage=True,
        errorTitle=column.title[:32],
        error=_("Choose from the list.")[:255],
    )


def _write_examples(workbook: Workbook) -> None:
    """One example row per sheet, grey and in italics."""
    from openpyxl.styles import Font, PatternFill

    for sheet in sheets():
        if not sheet.key.example:
            continue
        values: list[Value] = [_example(column) for column in sheet.columns]
        values[0] = f"{example_mark()} {values[0]}"
        _fill(workbook, sheet, [values])
        for cell in workbook[sheet.name][2]:
            cell.font = Font(name=FONT, italic=True, color="7F7F7F")
            cell.fill = PatternFill("solid", fgColor="F2F2F2")


def _example(column: Column) -> Value:
    if column.kind == "yes_no":
        return column.example == "yes"
    if column.kind == "time":
        return time.fromisoformat(str(column.example))
    return column.example or None if isinstance(column.example, str) else column.example


def _fill(workbook: Workbook, sheet: Sheet, table: list[list[Value]]) -> None:
    """Write rows below the heading of a sheet."""
    from openpyxl.styles import Alignment

    page = workbook[sheet.name]
    for line, row in enumerate(table, start=2):
        for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True), start=1):
            cell = page.cell(line, place)
            cell.number_format = FORMATS.get(column.kind, "@")
            cell.alignment = Alignment(horizontal=_side(column))
            _write(cell, value)


def _side(column: Column) -> Literal["left", "center"]:
    return "center" if column.kind in ("whole", "number", "date", "time") else "left"


def _write(cell: Cell | MergedCell, value: Value) -> None:
    """Write one value; text stays text, whatever it begins with."""
    match value:
        case None | "":
            return
        case bool():
            cell.value = yes_and_no()[0 if value else 1]
        case str():
            cell.value = value
            cell.data_type = "s"  # openpyxl takes `=…` for a formula
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        case int() | float() | time() | date():
            cell.value = value
        case _:
            raise ValueError(f"a cell cannot hold {value!r}")


def _write_criteria(workbook: Workbook, site: Site | None) -> None:
    """Every criterion with default, range and meaning; a value where it is not the default."""
    chosen = site.criteria.model_dump(exclude_defaults=True) if site else {}
    table: list[list[Value]] = [
        [key, chosen.get(key), _default(key), _range(key), meaning]
        for key, meaning in meanings().items()
    ]
    _fill(workbook, sheet_named("criteria"), table)
    for line, key in enumerate(meanings(), start=2):
        rule = _criterion_rule(key)
        if rule:
            workbook["criteria"].add_data_validation(rule)
            rule.add(f"B{line}")


def _default(key: str) -> Value:
    """A default as shown: no more than six decimals."""
    value = default(key)
    return round(value, 6) if isinstance(value, float) else value


def _criterion_rule(key: str) -> DataValidation | None:
    """What may be typed as the value of a criterion."""
    from openpyxl.worksheet.datavalidation import DataValidation

    found = limits(key)
    if found:
        low, high = map(str, found)
        rule = DataValidation("decimal", operator="between", formula1=low, formula2=high)
        rule.error = _("Allowed is {range}.").format(range=_range(key))
    elif isinstance(default(key), bool):
        rule = DataValidation("list", formula1=f'"{",".join(yes_and_no())}"')
        rule.error = _("Choose from the list.")
    else:
        return None
    rule.showErrorMessage, rule.allow_blank = True, True
    return rule


def _range(key: str) -> str:
    """The range of a criterion as people read it: `0,1–0,8`; yes or no; or text."""
    found = limits(key)
    if found:
        return "–".join(map(plain, found))
    return "/".join(yes_and_no()) if isinstance(default(key), bool) else _("text")
