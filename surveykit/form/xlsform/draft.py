"""A faulty XLSForm as it is given to pyxform: put right cell by cell, to find what comes next."""

from collections.abc import Mapping
from typing import TypeAlias

from surveykit.form.xlsform.external_choices import inline
from surveykit.form.xlsform.headings import CHOICES, ENTITIES, EXTERNAL_CHOICES, SETTINGS, SURVEY
from surveykit.form.xlsform.kobo import for_kobo_alone
from surveykit.form.xlsform.sheets import Book, Flaw, Row, Sheet, unnamed
from surveykit.form.xlsform.survey_checks import begins_or_ends

Tables: TypeAlias = dict[str, object]
_FIRST_ROW = 2
_KEPT = frozenset({"type", "name", "label", "list_name"})
"""Columns without which nothing more can be found."""


class Draft:
    """What pyxform is to convert; the author's book stays as it is."""

    def __init__(self, book: Book, title: str) -> None:
        self._book = book
        self._title = title
        self._cells = {
            kind: [(row.number, dict(row.cells)) for row in sheet.rows]
            for kind, sheet in book.sheets.items()
        }
        self._closing: list[str] = []
        self._tried: set[tuple[str, int, str]] = set()

    def tables(self, *, without: str = "") -> Tables:
        """The sheets in pyxform's own layout, with the author's headings.

        `without` is a column of the survey to leave out.
        """
        rows = {
            kind: [cells for _row, cells in self._rows(kind, sheet)]
            for kind, sheet in self._book.sheets.items()
        }
        headings = {
            kind: {
                column.name: column.heading
                for column in reversed(sheet.columns)
                if not (for_kobo_alone(column.heading) or (kind == CHOICES and unnamed(column)))
            }
            for kind, sheet in self._book.sheets.items()
        }
        rows[SURVEY] = [_dated(row) for row in rows[SURVEY]]
        rows[SURVEY] += [{"type": end} for end in self._closing]
        if rows.get(EXTERNAL_CHOICES):
            inline(rows, headings)
        headings[SURVEY].pop(without, None)
        tables: Tables = {"sheet_names": list(self._book.names), "fallback_form_name": self._title}
        for kind, named in headings.items():
            tables[kind] = [
                {named[name]: text for name, text in row.items() if name in named}
                for row in rows[kind]
            ]
            tables[f"{kind}_header"] = [dict.fromkeys(named.values())] if named else []
        return tables

    def names(self, name: str) -> bool:
        """Whether a question is called so."""
        return any(cells.get("name") == name for _row, cells in self._cells[SURVEY])

    def number(self, kind: str, row: int) -> int:
        """The number in the file of a row that pyxform counts from 2."""
        sheet = self._book.sheets.get(kind)
        if sheet is None or row < _FIRST_ROW:
            return 0
        numbers = [number for number, _cells in self._rows(kind, sheet)]
        return numbers[row - _FIRST_ROW] if row - _FIRST_ROW < len(numbers) else 0

    def mend(self, flaw: Flaw) -> bool:
        """Put a cell right, or leave its row out if that was tried; False if nothing is left."""
        sheet = self._book.sheets.get(flaw.sheet)
        if sheet is None or flaw.row == sheet.heading:
            return False
        rows = [cells for row, cells in self._cells.get(flaw.sheet, ()) if row == flaw.row]
        if not rows:
            return self._drop_column(flaw)
        place = (flaw.sheet, flaw.row, flaw.column)
        again = place in self._tried or not flaw.column
        self._tried |= {place} if flaw.column else set()
        mended = [
            self._drop_row(flaw, one) if again else self._put_right(flaw, one) for one in rows
        ]
        return any(mended)

    def _put_right(self, flaw: Flaw, cells: dict[str, str]) -> bool:
        if flaw.column == "type" and flaw.instead is None:
            self._close(cells)
        elif flaw.instead:
            cells[flaw.column] = flaw.instead
        elif flaw.instead == "" and flaw.column == "type":
            cells.clear()
        elif flaw.column in cells:
            del cells[flaw.column]
        else:
            return self._drop_row(flaw, cells)
        return True

    def _rows(self, kind: str, sheet: Sheet) -> list[tuple[int, Mapping[str, str]]]:
        """The rows; in Excel with the empty ones, because names that pyxform makes count them."""
        if not _with_gaps(kind, sheet):
            return [(row, cells) for row, cells in self._cells[kind] if cells]
        found: list[tuple[int, Mapping[str, str]]] = []
        last = sheet.heading
        for row, cells in self._cells[kind]:
            found += [(gap, {}) for gap in range(last + 1, row)]
            found.append((row, cells))
            last = row
        return found

    def _close(self, cells: dict[str, str]) -> None:
        edge = begins_or_ends(Row(0, cells))
        if edge and edge[0] == "begin":
            self._closing.insert(0, f"end_{edge[1]}")
        else:
            cells["type"] = "text"

    def _drop_row(self, flaw: Flaw, cells: dict[str, str]) -> bool:
        """Leave a row out, but keep its name, to which others may refer."""
        edge = cells.get("type", "").startswith(("begin", "end"))
        plain = {"type": "note", "name": cells.get("name", f"row_{flaw.row}"), "label": "?"}
        kept = {
            SURVEY: {**plain, "type": cells["type"]} if edge else plain,
            CHOICES: {"list_name": cells.get("list_name", ""), "name": f"row_{flaw.row}"},
            SETTINGS: {},
        }.get(flaw.sheet, {})
        kept = {name: text for name, text in kept.items() if self._has(flaw.sheet, name)}
        if cells == kept:
            return False
        entity = cells.get("list_name", "")
        cells.clear()
        cells |= kept
        if flaw.sheet == ENTITIES:
            self._save_no_more(entity)
        return True

    def _save_no_more(self, entity: str) -> None:
        """Empty what is saved to an entity list that was left out, or to the last one."""
        last = not any(cells for _row, cells in self._cells[ENTITIES])
        for _row, cells in self._cells[SURVEY]:
            if last or cells.get("save_to", "").startswith(f"{entity}#"):
                cells.pop("save_to", None)

    def _drop_column(self, flaw: Flaw) -> bool:
        changed = False
        if not flaw.row and flaw.column in _KEPT:
            return False
        for _row, cells in self._cells.get(flaw.sheet, ()):
            changed |= cells.pop(flaw.column, None) is not None
        return changed

    def _has(self, kind: str, name: str) -> bool:
        return self._book.sheets[kind].column(name) is not None


def _dated(row: Mapping[str, str]) -> Mapping[str, str]:
    """A row whose default is a day: Excel adds midnight to it, which no date can hold."""
    if row.get("type") != "date" or "default" not in row:
        return row
    return {**row, "default": row["default"].removesuffix(" 00:00:00")}


def _with_gaps(kind: str, sheet: Sheet) -> bool:
    """Whether pyxform counts empty rows: in Excel; but an empty entity would be a fault."""
    return kind != ENTITIES and any(column.letter for column in sheet.columns)
