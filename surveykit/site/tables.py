"""Finds the declared sheets and columns in a workbook and reads them row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from surveykit.errors import Fault
from surveykit.site.cells import CellError, Read, read, shown
from surveykit.site.columns import Column, Sheet, is_example
from surveykit.site.grid import Grid, Raw
from surveykit.site.sheets import sheets
from surveykit.text import _
from surveykit.text.clean import clean


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what its cells say by heading, and where they are.

    A heading is missing in `values` where the cell is empty or faulty.
    """

    sheet: str
    values: Mapping[str, Read]
    raw: Mapping[str, Raw]
    cells: Mapping[str, str]

    def get(self, heading: str) -> str:
        """The text under this heading; empty if there is none."""
        return str(self.values.get(heading, ""))

    def fault(self, heading: str, what: str, mend: str) -> Fault:
        """A fault in the cell under this heading, or in the first cell if there is none."""
        cell = self.cells.get(heading) or next(iter(self.cells.values()))
        return Fault(self.sheet, cell, shown(self.raw.get(heading)), what, mend)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet's rows; `complete` if no key had to be left out."""

    sheet: Sheet
    rows: tuple[Row, ...]

    def by_key(self) -> dict[str, Row]:
        """The rows by the text in their first column; of duplicates the first."""
        found: dict[str, Row] = {}
        for row in self.rows:
            found.setdefault(row.get(self.sheet.key.name), row)
        return found


Tables = Mapping[str, Table]
"""The sheets that were found, by name."""


def read_tables(grids: Mapping[str, Grid]) -> tuple[dict[str, Table], list[Fault]]:
    """The declared sheets, and what is wrong with single cells, headings and sheets."""
    tables: dict[str, Table] = {}
    faults: list[Fault] = []
    for sheet in sheets():
        grid = grids.get(sheet.name)
        if grid is None:
            faults.append(_missing_sheet(sheet, grids))
            continue
        columns, wrong_headings = _headings(sheet, grid)
        rows, wrong_cells = _rows(sheet, grid, columns)
        faults += [*wrong_headings, *wrong_cells]
        if not rows and not sheet.may_be_empty:
            what = _("There is no row on this sheet.")
            faults.append(Fault(sheet.name, "A2", "", what, sheet.meaning))
        tables[sheet.name] = Table(sheet, tuple(rows))
    return tables, faults


def _missing_sheet(sheet: Sheet, grids: Mapping[str, Grid]) -> Fault:
    what = _("The sheet {sheet} is missing.").format(sheet=sheet.name)
    close = get_close_matches(sheet.name, grids, n=1)
    if close:
        mend = _("Rename the sheet {found}.").format(found=close[0])
    else:
        mend = _("Copy it from the template.")
    return Fault(sheet.name, "", "", what, mend)


def _headings(sheet: Sheet, grid: Grid) -> tuple[dict[int, Column], list[Fault]]:
    """The declared columns by their number, and what is wrong with the first row."""
    declared = {column.name: column for column in sheet.columns}
    columns: dict[int, Column] = {}
    faults: list[Fault] = []
    for place, raw in grid.get(1, {}).items():
        heading = clean(shown(raw))
        column = declared.get(heading.casefold().replace(" ", "_"))
        if column is None:
            mend = _unknown_heading(heading, declared)
            what = _("There is no such column.")
            faults.append(Fault(sheet.name, cell_name(place, 1), heading, what, mend))
        elif column in columns.values():
            what, mend = _("This column stands here twice."), _("Delete one of the two.")
            faults.append(Fault(sheet.name, cell_name(place, 1), heading, what, mend))
        else:
            columns[place] = column
    for column in sheet.columns:
        if column.required and column not in columns.values():
            what = _("The column {column} is missing.").format(column=column.name)
            mend = _("Add it, with this heading in the first row. {meaning}")
            mend = mend.format(meaning=column.meaning)
            faults.append(Fault(sheet.name, "A1", "", what, mend))
    return columns, [*faults, *_without_heading(sheet, grid)]


def _unknown_heading(heading: str, declared: Mapping[str, Column]) -> str:
    close = get_close_matches(heading.casefold(), declared, n=1)
    if close:
        return _("Do you mean {name}?").format(name=close[0])
    return _("Delete it, or move it to a sheet of your own: those are not read.")


def _without_heading(sheet: Sheet, grid: Grid) -> Iterator[Fault]:
    """Values that nobody would read, because nothing stands above them; one fault per column."""
    seen = set(grid.get(1, {}))
    for line, row in grid.items():
        for place in row.keys() - seen:
            seen.add(place)
            what = _("There is no heading above this value.")
            mend = _("Give the column its heading, or delete the value.")
            yield Fault(sheet.name, cell_name(place, line), shown(row[place]), what, mend)


def _rows(sheet: Sheet, grid: Grid, columns: Mapping[int, Column]) -> tuple[list[Row], list[Fault]]:
    """Every row below the headings that is neither empty nor an example."""
    rows: list[Row] = []
    faults: list[Fault] = []
    for line, cells in grid.items():
        raw = {column.name: cells.get(place) for place, column in columns.items()}
        if line == 1 or _is_skipped(sheet, raw):
            continue
        row, wrong = _row(sheet, line, raw, columns)
        rows.append(row)
        faults += wrong
    return rows, faults


def _is_skipped(sheet: Sheet, raw: Mapping[str, Raw]) -> bool:
    heading, code = sheet.skipped
    return (
        not any(value is not None for value in raw.values())
        or is_example(raw.get(sheet.key.name))
        or (heading != "" and str(raw.get(heading)).casefold() == code)
    )


def _row(
    sheet: Sheet, line: int, raw: Mapping[str, Raw], columns: Mapping[int, Column]
) -> tuple[Row, list[Fault]]:
    """One row, and what is wrong with its cells."""
    cells = {column.name: cell_name(place, line) for place, column in columns.items()}
    values: dict[str, Read] = {}
    row = Row(sheet.name, values, raw, cells)
    faults: list[Fault] = []
    for column in columns.values():
        if column.kind in ("any", "note"):
            continue
        try:
            value = read(raw[column.name], column)
        except CellError as error:
            faults.append(row.fault(column.name, error.what, error.mend))
            continue
        if value is not None:
            values[column.name] = value
    return row, faults


def cell_name(place: int, line: int) -> str:
    """Excel's name of a cell: column 3, row 14 → `C14`."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{line}"
