"""Site workbooks for tests: the cells of example A, changed, in a bare workbook."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from openpyxl import Workbook, load_workbook

from surveykit.bundled import SITES
from surveykit.errors import Fault, FaultyFileError
from surveykit.site.workbook import read_site

Edits = Mapping[str, Mapping[str, object]]
"""Sheet → cell → new value."""


@cache
def cells_of_a() -> dict[str, dict[str, object]]:
    """Everything that stands in example A, by sheet and cell."""
    workbook = load_workbook(SITES / "A.xlsx")
    return {
        page.title: {
            cell.coordinate: cell.value
            for row in page.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for page in workbook.worksheets[1:]
    }


def write_a(path: Path, edits: Edits, *, without: tuple[str, ...] = ()) -> Path:
    """Write example A with some cells changed and some sheets left out."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, cells in cells_of_a().items():
        if name in without:
            continue
        page = workbook.create_sheet(name)
        for cell, value in {**cells, **edits.get(name, {})}.items():
            page[cell] = value
    workbook.save(path)
    return path


def faults_of(path: Path) -> list[Fault]:
    """The faults of a workbook; none if it can be used."""
    try:
        read_site(path)
    except FaultyFileError as error:
        return list(error.faults)
    return []
