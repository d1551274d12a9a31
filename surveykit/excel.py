"""Excel workbooks on the disk: the same content gives the same bytes."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from surveykit.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook


def save(workbook: Workbook, path: Path, *, dated: date, replace: bool = True) -> None:
    """Write a workbook whole or not at all; `dated` stands in it instead of the clock.

    Raises FileExistsAlreadyError and CannotWriteError as `write_whole` does.
    """
    from openpyxl.writer.excel import ExcelWriter

    moment = datetime(dated.year, dated.month, dated.day)  # noqa: DTZ001 - Excel has no zones
    workbook.properties.creator = "surveykit"
    workbook.properties.created = workbook.properties.modified = moment
    drawn = BytesIO()
    ExcelWriter(workbook, ZipFile(drawn, "w")).save()
    write_whole(path, _timeless(drawn, moment), replace=replace)


def _timeless(drawn: BytesIO, moment: datetime) -> bytes:
    """The same archive with one date for all its members, and equal on every system."""
    result = BytesIO()
    date_time = (max(moment.year, 1980), moment.month, moment.day, 0, 0, 0)
    with ZipFile(drawn) as source, ZipFile(result, "w") as target:
        for entry in source.infolist():
            member = ZipInfo(entry.filename.lstrip("/"), date_time)
            member.create_system = 0
            target.writestr(member, source.read(entry), ZIP_DEFLATED)
    return result.getvalue()
