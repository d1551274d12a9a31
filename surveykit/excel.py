"""Excel workbooks on the disk: the same content gives the same bytes."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from surveykit.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Protocol

    from openpyxl import Workbook

    class Rows(Protocol):
        """Rows of a sheet as XML, in pieces, and the `area` of all its cells."""

        @property
        def area(self) -> str:
            """Such as `A1:F200`."""
            ...

        def __iter__(self) -> Iterator[bytes]: ...


_FAST = 1
"""How much to compress rows that are streamed: more would take longer than everything else."""
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')


def save(
    workbook: Workbook,
    path: Path,
    *,
    dated: date,
    replace: bool = True,
    rows: Mapping[str, Rows] | None = None,
) -> None:
    """Write a workbook whole or not at all; `dated` stands in it instead of the clock.

    `rows` are further rows by the title of their sheet, which come below those that it has.
    Raises FileExistsAlreadyError and CannotWriteError as `write_whole` does.
    """
    from openpyxl.writer.excel import ExcelWriter

    moment = datetime(dated.year, dated.month, dated.day)  # noqa: DTZ001 - Excel has no zones
    workbook.properties.creator = "surveykit"
    workbook.properties.created = workbook.properties.modified = moment
    drawn = BytesIO()
    ExcelWriter(workbook, ZipFile(drawn, "w")).save()
    parts = {
        f"xl/worksheets/sheet{number}.xml": (rows or {})[sheet.title]
        for number, sheet in enumerate(workbook.worksheets, 1)
        if sheet.title in (rows or {})
    }
    write_whole(path, lambda file: _write(drawn, moment, parts, file), replace=replace)


def _write(drawn: BytesIO, moment: datetime, parts: Mapping[str, Rows], file: BinaryIO) -> None:
    """The same archive with one date for all its members, and equal on every system."""
    date_time = (max(moment.year, 1980), moment.month, moment.day, 0, 0, 0)
    with ZipFile(drawn) as source, ZipFile(file, "w") as target:
        for entry in source.infolist():
            member = ZipInfo(entry.filename.lstrip("/"), date_time)
            member.create_system = 0
            content = source.read(entry)
            if member.filename in parts:
                _add_rows(target, member, content, parts[member.filename])
            else:
                target.writestr(member, content, ZIP_DEFLATED)


def _add_rows(target: ZipFile, member: ZipInfo, sheet: bytes, rows: Rows) -> None:
    before, end, after = sheet.partition(b"</sheetData>")
    if not end:
        raise ValueError("rows are streamed below others, and this sheet has none")
    member.compress_type = ZIP_DEFLATED
    member._compresslevel = _FAST  # type: ignore[attr-defined] # public from Python 3.13 on
    # How long it will be nobody knows; with a head for more than 2 GB it may be anything.
    with target.open(member, "w", force_zip64=True) as part:
        part.write(_DIMENSION.sub(f'<dimension ref="{rows.area}"'.encode(), before, count=1))
        for piece in rows:
            part.write(piece)
        part.write(end + after)
