"""The result workbook: what was found, how it was calculated, and the answers behind it.

One module per sheet; `page.py` writes and sets up a sheet, `cells.py` beside this package is the
one door for text. Sheets are small; only the responses grow with the survey, so they are streamed
into the file (`stream.py`): a hundred thousand take seconds and no memory.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from surveykit.export.data.dialect import Dialect
    from surveykit.export.results import Results


def write_workbook(results: "Results", path: Path) -> None:
    """Write every sheet for one site, in the language in use.

    The same results give the same bytes. Raises CannotWriteError where the file cannot be
    written, for instance because it is open in Excel; an older file then stays as it was.
    """
    # openpyxl takes a while to import; a screen that may export later must not wait for it.
    from surveykit.excel import save
    from surveykit.export.workbook.build import build

    book = build(results)
    save(book.workbook, path, dated=results.made_on, rows=book.streams, given=book.given)


def write_into(results: "Results", path: Path, _dialect: "Dialect") -> tuple[Path, ...]:
    """Write the workbook into a folder, under the name of the site."""
    file = path / f"{results.site.name}.xlsx"
    write_workbook(results, file)
    return (file,)
