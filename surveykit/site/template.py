"""The planner's workbook: an empty one to fill in, or a site written out as one.

Both are the same workbook, drawn from the declaration in `sheets`. The same site gives
the same bytes.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from surveykit.site.columns import Column, Sheet, example_mark
from surveykit.site.criteria import default, limits
from surveykit.site.instructions import instructions
from surveykit.site.meanings import meanings
from surveykit.site.rows import Value, rows
from surveykit.site.sheets import sheets
from surveykit.text import _, language, number

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.datavalidation import DataValidation

    from surveykit.site.model import Site

LAST_ROW = 5000
"""Drop-downs reach down to this row."""

FORMATS = {"date": "dd.mm.yyyy", "time": "hh:mm", "whole": "0", "number": "General"}
"""Excel's format of a column by kind; all others are text, lest `3-1` become a date."""


def write_template(path: Path, site: Site | None = None) -> None:
    """Write the site workbook to `path`, filled in with `site` or with one example row each.

    Texts are in the language in use. An example row begins with `Beispiel:` or
    `Example:` in its first cell; by that, and not by its colour, the reader knows it.
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
            _fill(workbook, name, [list(row.values()) for row in table])
    _write_criteria(workbook, site)
    _save(workbook, path)


def _draw(workbook: Workbook, sheet: Sheet, first_row: int) -> None:
    """Lay out an empty sheet: headings with comments, widths, formats, drop-downs."""
    page = workbook.create_sheet(sheet.name)
    page.freeze_panes = "B2"
    page.row_dimensions[1].height = 24
    page.sheet_properties.tabColor = "5B7FA6" if sheet.may_be_empty else "1F4E79"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    for place, column in enumerate(sheet.columns, start=1):
        heading = page.cell(1, place)
        _write_heading(heading, column)
        letter = heading.column_letter
        page.column_dimensions[letter].width = max(column.width, len(column.name) + 3)
        page.column_dimensions[letter].number_format = FORMATS.get(column.kind, "@")
        choices = _drop_down(column, first_row)
        if choices:
            page.add_data_validation(choices)
            choices.add(f"{letter}{first_row}:{letter}{LAST_ROW}")


def _write_heading(cell: Cell, column: Column) -> None:
    """The heading and its comment; a heading that must be filled in is darker."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.value = column.name
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor="1F4E79" if column.required else "5B7FA6")
    cell.alignment = Alignment(vertical="center")
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
        _fill(workbook, sheet.name, [values])
        for cell in workbook[sheet.name][2]:
            cell.font = Font(italic=True, color="7F7F7F")
            cell.fill = PatternFill("solid", fgColor="F2F2F2")


def _example(column: Column) -> Value:
    if column.kind == "yes_no":
        return column.example == "yes"
    if column.kind == "time":
        return time.fromisoformat(str(column.example))
    return column.example or None if isinstance(column.example, str) else column.example


def _fill(workbook: Workbook, name: str, table: list[list[Value]]) -> None:
    """Write rows below the heading of a sheet."""
    page = workbook[name]
    for line, row in enumerate(table, start=2):
        for place, value in enumerate(row, start=1):
            _write(page.cell(line, place), value)


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
            cell.number_format = "@"
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        case time():
            cell.value = value
            cell.number_format = FORMATS["time"]
        case date():
            cell.value = value
            cell.number_format = FORMATS["date"]
        case int() | float():
            cell.value = value
        case _:
            raise ValueError(f"a cell cannot hold {value!r}")


def _write_criteria(workbook: Workbook, site: Site | None) -> None:
    """Every criterion with default, range and meaning; a value where it is not the default."""
    chosen = site.criteria.model_dump(exclude_defaults=True) if site else {}
    table: list[list[Value]] = [
        [key, chosen.get(key), default(key), _range(key), meaning]
        for key, meaning in meanings().items()
    ]
    _fill(workbook, "criteria", table)


def _range(key: str) -> str:
    """The range of a criterion as people read it: `0,1–0,8`; yes or no; or text."""
    found = limits(key)
    if found:
        return "–".join(number(limit, 0 if limit.is_integer() else 2) for limit in found)
    return "/".join(yes_and_no()) if isinstance(default(key), bool) else _("text")


def _save(workbook: Workbook, path: Path) -> None:
    """Write the archive without a clock, so that the same site gives the same bytes."""
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    from openpyxl.writer.excel import ExcelWriter

    workbook.properties.creator = "surveykit"
    workbook.properties.created = workbook.properties.modified = datetime(2000, 1, 1)  # noqa: DTZ001
    buffer = BytesIO()
    ExcelWriter(workbook, ZipFile(buffer, "w")).save()
    with ZipFile(buffer) as drawn, ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for entry in drawn.infolist():
            archive.writestr(ZipInfo(entry.filename), drawn.read(entry), ZIP_DEFLATED)
