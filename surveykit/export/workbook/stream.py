"""Rows of a sheet as XML, one after the other: for as many as a survey has.

openpyxl builds the sheet around them; cell by cell it takes ten times as long and holds them all.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import isfinite

from openpyxl.utils import get_column_letter

from surveykit.export.cells import could_act, storable
from surveykit.export.columns import Value

_AT_ONCE = 1 << 14
"""Cells that are put together before they are written."""
_REMEMBERED = 1 << 12
"""Values of a column whose XML is kept."""
_DAY_ZERO = 693_594
"""Ordinal of the day before the first one that Excel counts."""
_LEAP_DAY = 60
"""Excel takes 1900 for a leap year; the days before its 29 February are one less."""


@dataclass(frozen=True, slots=True)
class Look:
    """Numbers of the styles that cells of one column have in the workbook."""

    value: int
    text: int
    quoted: int
    """Of texts that could become a formula when somebody edits the cell."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Rows that come into a sheet behind those that openpyxl writes."""

    rows: Iterable[Sequence[Value]]
    looks: Sequence[Look]
    first: int
    """Number of the first row, from 1."""
    area: str
    """All cells of the sheet, such as `A1:F200`."""

    def __iter__(self) -> Iterator[bytes]:
        """The XML in pieces."""
        columns: list[tuple[str, dict[Value, str], Look]] = [
            (f'<c r="{get_column_letter(column)}', {}, look)
            for column, look in enumerate(self.looks, 1)
        ]
        lines: list[str] = []
        for number, row in enumerate(self.rows, self.first):
            place = str(number)
            lines.append(f'<row r="{place}">')
            for (start, known, look), value in zip(columns, row, strict=True):
                if value is not None:
                    rest = known.get(value) or _remembered(known, value, look)
                    lines.append(f"{start}{place}{rest}")
            lines.append("</row>")
            if len(lines) > _AT_ONCE:
                yield "".join(lines).encode()
                lines.clear()
        yield "".join(lines).encode()


def _remembered(known: dict[Value, str], value: Value, look: Look) -> str:
    """What follows the place of a cell; the same answers come again and again in a column."""
    rest = known[value] = _cell(value, look)
    if len(known) > _REMEMBERED:
        known.clear()
    return rest


def _cell(value: Value, look: Look) -> str:
    if isinstance(value, str):
        stored, _cut = storable(value)
        if not stored:
            return f'" s="{look.text}"/>'
        safe = stored.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        space = ' xml:space="preserve"' if stored != stored.strip() or "\n" in stored else ""
        style = look.quoted if could_act(stored) else look.text
        return f'" s="{style}" t="inlineStr"><is><t{space}>{safe}</t></is></c>'
    if isinstance(value, float) and not isfinite(value):
        return f'" s="{look.value}"/>'
    return f'" s="{look.value}"><v>{_figure(value)}</v></c>'


def _figure(value: Value) -> str:
    """A number as it stands in the file; Excel counts days, and the clock as a part of one."""
    match value:
        case datetime():
            clock = value - datetime.combine(value.date(), time(), value.tzinfo)
            return repr(_days(value) + clock.total_seconds() / 86_400)
        case date():
            return str(_days(value))
        case time():
            return repr((value.hour * 3600 + value.minute * 60 + value.second) / 86_400)
        case _:
            return repr(value)


def _days(day: date) -> int:
    days = day.toordinal() - _DAY_ZERO
    return days if days > _LEAP_DAY else days - 1
