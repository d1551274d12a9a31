"""Find things in a workbook as a reader does: by the words beside them."""

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Row = tuple[object, ...]


def rows(sheet: Worksheet) -> list[Row]:
    """All rows as values."""
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def row(sheet: Worksheet, first: str, *, after: str = "") -> Row:
    """The first row whose first cell is `first`, below the row that begins with `after`."""
    found = rows(sheet)
    start = next(i for i, values in enumerate(found) if values[0] == after) if after else 0
    return next(values for values in found[start:] if values[0] == first)


def table(sheet: Worksheet, heading: str) -> list[Row]:
    """The rows between a heading of column A, with the table's header, and the next blank one."""
    found = rows(sheet)
    start = next(i for i, values in enumerate(found) if values[0] == heading) + 1
    body = []
    for values in found[start:]:
        if values[0] is None:
            break
        body.append(values)
    return body


def texts(workbook: Workbook) -> Iterator[str]:
    """Every text of every sheet."""
    for sheet in workbook.worksheets:
        for values in sheet.iter_rows(values_only=True):
            yield from (value for value in values if isinstance(value, str))


def records(workbook: Workbook) -> list[dict[str, object]]:
    """The rows of the responses by column name."""
    sheet = workbook["Responses door_interest"]
    reference = sheet.tables["Responses"].ref
    header, *body = sheet[reference]
    names = [str(cell.value) for cell in header]
    return [dict(zip(names, (cell.value for cell in line), strict=True)) for line in body]
