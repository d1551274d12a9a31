"""Excel workbooks on the disk: the same content gives the same bytes."""

from __future__ import annotations

import re
from datetime import date, datetime
from html import escape
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
_FORMULA = re.compile(
    rb'(?P<start><c r="(?P<cell>[A-Z]+[0-9]+)"[^>]*?)(?P<formula>><f>[^<]*</f>)<v ?(?:/>|></v>)'
)
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')


def save(
    workbook: Workbook,
    path: Path,
    *,
    dated: date,
    replace: bool = True,
    rows: Mapping[str, Rows] | None = None,
    given: Mapping[str, Mapping[str, str | float]] | None = None,
) -> None:
    """Write a workbook whole or not at all; `dated` stands in it instead of the clock.

    `rows` are further rows by the title of their sheet, which come below those that it has;
    `given` is what its formulas give, by sheet and cell.
    Raises FileExistsAlreadyError and CannotWriteError as `write_whole` does.
    """
    from openpyxl.writer.excel import ExcelWriter

    moment = datetime(dated.year, dated.month, dated.day)  # noqa: DTZ001 - Excel has no zones
    workbook.properties.creator = "surveykit"
    workbook.properties.created = workbook.properties.modified = moment
    drawn = BytesIO()
    ExcelWriter(workbook, ZipFile(drawn, "w")).save()
    titles = [sheet.title for sheet in workbook.worksheets]
    parts = {_part(titles, title): one for title, one in (rows or {}).items()}
    values = {_part(titles, title): one for title, one in (given or {}).items()}
    write_whole(path, lambda file: _write(drawn, moment, parts, values, file), replace=replace)


def _part(titles: list[str], title: str) -> str:
    return f"xl/worksheets/sheet{titles.index(title) + 1}.xml"


def _write(
    drawn: BytesIO,
    moment: datetime,
    parts: Mapping[str, Rows],
    values: Mapping[str, Mapping[str, str | float]],
    file: BinaryIO,
) -> None:
    """The same archive with one date for all its members, and equal on every system."""
    date_time = (max(moment.year, 1980), moment.month, moment.day, 0, 0, 0)
    with ZipFile(drawn) as source, ZipFile(file, "w") as target:
        for entry in source.infolist():
            member = ZipInfo(entry.filename.lstrip("/"), date_time)
            member.create_system = 0
            content = source.read(entry)
            if member.filename in values:
                content = _with_values(content, values[member.filename])
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


def _with_values(sheet: bytes, given: Mapping[str, str | float]) -> bytes:
    """Put what a formula gives beside it, which openpyxl cannot."""

    def told(found: re.Match[bytes]) -> bytes:
        value = given.get(found["cell"].decode())
        if value is None:
            return found[0]
        kind = b' t="str"' if isinstance(value, str) else b""
        text = escape(value, quote=False) if isinstance(value, str) else repr(value)
        return found["start"] + kind + found["formula"] + f"<v>{text}</v>".encode()

    return _FORMULA.sub(told, sheet)
