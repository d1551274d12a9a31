"""A sheet that is written from top to bottom and prints page by page."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.chart._chart import ChartBase
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from surveykit.export.cells import sheet_name, text_cell
from surveykit.export.columns import Value as Value
from surveykit.export.workbook import style
from surveykit.export.workbook.stream import Look, Stream
from surveykit.text import _

A4, A5 = "9", "11"
LONGEST_SHEET = 1_048_576
"""Rows that a sheet can have."""
ZERO_OR_ONE = "0"
CENTIMETRES_PER_DIGIT = 0.185
CENTIMETRES_PER_ROW = 0.53
LETTERS_PER_DIGIT = 1.12
"""Letters are a little narrower than the digits that columns are measured in."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where the body of a table stands: rows from first to last, both included, from 1."""

    first: int
    last: int


class Book:
    """The workbook in the making: hands out sheets and counts texts that had to be cut."""

    def __init__(self, site: str) -> None:
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.site = site
        self.cut = 0
        self.longest = LONGEST_SHEET
        self.looks: dict[tuple[object, ...], tuple[object, StyleArray]] = {}
        """Styles of cells by what they were made of, which is held so that its id stays its own."""
        self.given: dict[str, dict[str, str | float]] = {}
        """What formulas give, by the title of their sheet and their cell."""
        self.streams: dict[str, Stream] = {}
        """Rows that are written when the file is, by the title of their sheet."""
        self._names: set[str] = set()
        self._tables: set[str] = set()

    def page(
        self, name: str, widths: Sequence[float], *, landscape: bool = False, paper: str = A4
    ) -> "Page":
        """A new sheet after the others; `widths` of its columns in digits."""
        return Page(self, sheet_name(name, self._names), widths, landscape=landscape, paper=paper)

    def table_name(self, wanted: str) -> str:
        """A table name that no other table of the workbook has."""
        name, number = wanted, 1
        while name.casefold() in self._tables:
            number += 1
            name = f"{wanted}_{number}"
        self._tables.add(name.casefold())
        return name


class Page:
    """One sheet; every method writes at the cursor and moves it down."""

    def __init__(
        self, book: Book, name: str, widths: Sequence[float], *, landscape: bool, paper: str
    ) -> None:
        self.book = book
        self.sheet: Worksheet = book.workbook.create_sheet(name)
        self.widths = tuple(widths)
        self.row = 1
        for column, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width
        _set_up(self.sheet, landscape=landscape, paper=paper)
        self.footer("left", f"{book.site[:60]} – {name}".replace("&", "&&"))
        self.footer("right", _("Page {page} of {pages}").format(page="&P", pages="&N"))

    @property
    def columns(self) -> int:
        """Number of columns that print."""
        return len(self.widths)

    def heading(self, text: str, below: str = "") -> None:
        """The title of the sheet, with a line of explanation."""
        self.paragraph(text, font=style.TITLE)
        if below:
            self.paragraph(below, font=style.QUIET)
        self.row += 1

    def section(self, text: str) -> None:
        """A heading inside the sheet, with room above."""
        if self.row > 1:
            self.row += 1
        self.paragraph(text, font=style.SECTION)

    def paragraph(self, text: str, *, font: Font = style.BODY, fill: bool = False) -> None:
        """A text over the whole width, as high as it needs."""
        self.merge(1, self.columns)
        self.put(
            1,
            text,
            font=font,
            alignment=style.MIDDLE if fill else style.WRAPPED,
            fill=style.DARK_FILL if fill else None,
        )
        size = float(font.size or 10)
        self._raise(_lines(text, sum(self.widths), size) * size * 1.35 + (12 if fill else 2))
        self.row += 1

    def facts(self, rows: Iterable[tuple[str, Value, str]], *, last: int = 2) -> None:
        """Lines of a name, a value and its number format; the value reaches column `last`."""
        for name, value, form in rows:
            self.merge(2, last)
            self.put(1, name, alignment=style.WRAPPED, border=True)
            self.put(2, value, form=form, font=style.STRONG, alignment=style.LEFT, border=True)
            wide = sum(self.widths[1:last])
            self._raise(13.5 * max(_lines(name, self.widths[0]), _lines(str(value), wide)))
            self.row += 1

    def table(
        self,
        header: Sequence[str],
        rows: Iterable[Sequence[Value]],
        *,
        formats: Sequence[str] = (),
        strong: Iterable[int] = (),
    ) -> Span:
        """A table from column 1, its header repeated by nobody: for tables of one page.

        `formats` holds a number format per column, "" for text; `strong` the positions from 0
        of rows in bold type.
        """
        formats = (*formats, *[""] * (len(header) - len(formats)))
        self.header(header, formats)
        first, bold = self.row, set(strong)
        for position, row in enumerate(rows):
            self._body_row(row, formats, style.STRONG if position in bold else style.BODY)
        return Span(first, self.row - 1)

    def filtered(
        self,
        name: str,
        header: Sequence[str],
        rows: Iterable[Sequence[Value]],
        *,
        formats: Sequence[str] = (),
    ) -> Span:
        """A table with filter buttons, frozen header and the header on every printed page."""
        top = self.row
        span = self.table(header, rows, formats=formats)
        self._filter(name, header, top)
        return span

    def streamed(
        self,
        name: str,
        header: Sequence[str],
        rows: Iterable[Sequence[Value]],
        count: int,
        *,
        formats: Sequence[str],
    ) -> None:
        """The same for so many rows that they are written only when the file is.

        They have no rules, nor heights that fit their texts.
        """
        top = self.row
        self.header(header, formats)
        first, self.row = self.row, self.row + count
        self._filter(name, header, top)
        area = f"A1:{get_column_letter(len(header))}{self.row - 1}"
        self.book.streams[self.sheet.title] = Stream(rows, self._looks(formats), first, area)

    def _filter(self, name: str, header: Sequence[str], top: int) -> None:
        """Make a table of everything from the row `top` on."""
        if self.row == top + 1:  # Excel wants one row at least
            self.row += 1
        reference = f"A{top}:{get_column_letter(len(header))}{self.row - 1}"
        table = Table(displayName=self.book.table_name(name), ref=reference)
        table._initialise_columns()  # type: ignore[attr-defined] # else saving makes every cell
        for column, text in zip(table.tableColumns, header, strict=True):
            column.name = text
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        self.sheet.add_table(table)
        self.sheet.freeze_panes = f"A{top + 1}"
        self.sheet.print_title_rows = f"{top}:{top}"

    def header(self, texts: Sequence[str], formats: Sequence[str]) -> None:
        """One row of column headings, numbers to the right."""
        for column, (text, form) in enumerate(zip(texts, formats, strict=True), 1):
            left = style.MIDDLE if column == 1 else style.MIDDLE_INDENTED
            side = style.RIGHT_WRAPPED if form else left
            self.put(column, text, font=style.HEADER, alignment=side, fill=style.DARK_FILL)
        widths = (width - 2 for width in self.widths)  # bold and indented
        self._raise(4 + 13.5 * max(map(_lines, texts, widths), default=1))
        self.row += 1

    def put(
        self,
        column: int,
        value: Value,
        *,
        form: str = "",
        font: Font = style.BODY,
        alignment: Alignment | None = None,
        fill: PatternFill | None = None,
        border: bool = False,
    ) -> Cell:
        """Write one cell of the current row; a text never becomes anything else."""
        cell = self._write(column, value, form)
        self._dress(cell, font, alignment, fill, style.UNDERLINE if border else None)
        return cell

    def reset(self, row: int, columns: Iterable[int], font: Font) -> None:
        """Set cells that are written in another type."""
        for column in columns:
            self._dress(self.sheet.cell(row, column), font)

    def formula(self, column: int, formula: str, value: str | float, *, form: str) -> Cell:
        """Write a formula of ours into the current row, with what it gives; texts never become one.

        The value is for programs that read and do not calculate.
        """
        cell = self.put(column, value, form=form, alignment=style.RIGHT, border=True)
        cell.value = formula
        self.book.given.setdefault(self.sheet.title, {})[cell.coordinate] = value
        return cell

    def address(self, column: int, row: int | None = None) -> str:
        """A cell, of the current row if no other is given, for formulas on all sheets."""
        title = self.sheet.title.replace("'", "''")
        return f"'{title}'!${get_column_letter(column)}${row or self.row}"

    def merge(self, first: int, last: int) -> None:
        """Join cells of the current row, columns from 1, both included."""
        if last > first:
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row, start_column=first, end_column=last
            )

    def fit(self, texts: Iterable[tuple[str, float]], *, row: int) -> None:
        """Make a row just high enough for texts, each with its width in digits."""
        lines = max((_lines(text, width) for text, width in texts), default=1)
        self._raise(2 + 13.5 * lines, row)

    def grow(self, texts: Iterable[tuple[str, float]], size: float) -> None:
        """Make the current row high enough for texts in a type of `size` points."""
        self._raise(4 + size * 1.35 * max(_lines(text, width, size) for text, width in texts))

    def chart(self, chart: ChartBase, *, lines: int) -> None:
        """A chart over the whole width, `lines` rows high."""
        self.row += 1
        digits = sum(self.widths) + self.columns * 0.7  # every column has its padding
        chart.width = round(digits * CENTIMETRES_PER_DIGIT)
        chart.height = lines * CENTIMETRES_PER_ROW
        self.sheet.add_chart(chart, f"A{self.row}")
        for row in range(self.row, self.row + lines):
            self.sheet.row_dimensions[row].height = 15
        self.row += lines

    def new_printed_page(self) -> None:
        """What follows begins on a new sheet of paper."""
        from openpyxl.worksheet.pagebreak import Break

        self.sheet.row_breaks.append(Break(id=self.row - 1))

    def footer(self, part: Literal["left", "center", "right"], text: str) -> None:
        """A text at the foot of every printed page; empty: none."""
        foot = self.sheet.oddFooter
        if foot is None:
            raise ValueError("the sheet has no footer")
        item = {"left": foot.left, "center": foot.center, "right": foot.right}[part]
        item.text, item.font, item.size = text or None, style.FACE, 8

    def on_one_sheet(self) -> None:
        """Print everything on one sheet of paper, smaller if need be."""
        self.sheet.page_setup.fitToHeight = 1

    def finish(self) -> None:
        """Fix what prints: everything written, and nothing beside it."""
        last = max(self.row - 1, self.sheet.max_row, 1)
        self.sheet.print_area = f"A1:{get_column_letter(self.columns)}{last}"

    def _looks(self, formats: Sequence[str]) -> list[Look]:
        """The styles of streamed cells, registered in the workbook by cells that nobody writes."""

        def registered(alignment: Alignment | None, form: str = "General", *, quoted: bool) -> int:
            cell = Cell(self.sheet, row=1, column=1)
            cell.number_format, cell.quotePrefix = form, quoted
            if alignment is not None:
                cell.alignment = alignment
            return int(cell.style_id)

        text = registered(style.BESIDE_NUMBERS, quoted=False)
        quoted = registered(style.BESIDE_NUMBERS, quoted=True)
        values = {
            form: registered(
                style.CENTRED if form == ZERO_OR_ONE else None, form or "General", quoted=False
            )
            for form in formats
        }
        return [Look(values[form], text, quoted) for form in formats]

    def _dress(
        self,
        cell: Cell | MergedCell,
        font: Font,
        alignment: Alignment | None = None,
        fill: PatternFill | None = None,
        border: Border | None = None,
    ) -> None:
        """Give a cell its style, and leave what is None as it is."""
        # To put a style together takes openpyxl longer than everything else; few are different.
        before = tuple(cell._style or ())  # type: ignore[union-attr]
        parts = font, alignment, fill, border
        key = (before, *map(id, parts))
        if key not in self.book.looks:
            cell.font = font
            if alignment is not None:
                cell.alignment = alignment
            if fill is not None:
                cell.fill = fill
            if border is not None:
                cell.border = border
            self.book.looks[key] = parts, cell._style  # type: ignore[union-attr]
        cell._style = copy(self.book.looks[key][1])  # type: ignore[union-attr]

    def _write(self, column: int, value: Value, form: str) -> Cell:
        cell = self.sheet.cell(self.row, column)
        if not isinstance(cell, Cell):
            raise TypeError("merged cells are written at their first column")
        if isinstance(value, str):
            self.book.cut += text_cell(cell, value)
        elif value is not None:
            cell.value = value
            cell.number_format = form or "General"
        return cell

    def _body_row(self, row: Sequence[Value], formats: Sequence[str], font: Font) -> None:
        for column, (value, form) in enumerate(zip(row, formats, strict=True), 1):
            left = style.WRAPPED if column == 1 else style.INDENTED
            side = style.RIGHT if form else left
            self.put(column, value, form=form, font=font, alignment=side, border=True)
        texts = [str(value) if isinstance(value, str) else "" for value in row]
        self._raise(2 + 13.5 * max(map(_lines, texts, self.widths), default=1))
        self.row += 1

    def _raise(self, points: float, row: int | None = None) -> None:
        # Merged and wrapped cells do not grow by themselves in every program.
        height: float = min(round(points, 1), 400)
        self.sheet.row_dimensions[row or self.row].height = height


def _lines(text: str, width: float, size: float = 10) -> int:
    """How many lines a text fills in a column of `width` digits, rather one too many."""
    room = max(int(width * 10 / size * LETTERS_PER_DIGIT), 1)
    lines = text.split("\n")
    return sum(1 if len(line) <= room else len(wrap(line, room)) for line in lines)


def _set_up(sheet: Worksheet, *, landscape: bool, paper: str) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.6
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.75, 0.3, 0.3
