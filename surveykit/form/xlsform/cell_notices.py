"""Cells that a spreadsheet program has made into something else than their author wrote."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from surveykit.form.xlsform.headings import (
    CHOICES,
    EXTERNAL_CHOICES,
    SETTINGS,
    SURVEY,
    TRANSLATED,
    base,
)
from surveykit.form.xlsform.sheets import Book, Flaw, Row
from surveykit.text import _, ngettext
from surveykit.text.clean import short

Formulas = Mapping[str, Mapping[tuple[int, str], str]]
"""Sheet → row and column → formula."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d 00:00:00")
_ERROR = re.compile(r"#(?:NAME\?|REF!|N/A|NV|VALUE!|WERT!|DIV/0!|NULL!|NUM!|BEZUG!)")
_SWITCH = re.compile(r"=(?:TRUE|FALSE)\(\)")
"""How LibreOffice writes yes and no."""
_POINT_ZERO = re.compile(r"-?\d+\.0")
_WHOLE = re.compile(r"-?\d+")
_WORDS = frozenset({*TRANSLATED, "name", "list_name", "relevant", "constraint", "calculation"})


def changed_cells(book: Book, formulas: Formulas) -> Iterator[Flaw]:
    """All of them, in the order of the sheets; of formulas in a sheet only the first is told."""
    for kind, sheet in book.sheets.items():
        yield from _formulas(kind, sheet.rows, formulas.get(kind, {}))
        for row in sheet.rows:
            yield from _made_into(kind, row)
    for kind in (CHOICES, EXTERNAL_CHOICES):
        yield from _decimal_codes(kind, book.rows(kind))


def _made_into(kind: str, row: Row) -> Iterator[Flaw]:
    for column, text in row.cells.items():
        if base(column) not in _WORDS:
            continue
        if _ERROR.fullmatch(text):
            what = _("The spreadsheet program could not calculate this cell.")
            mend = _("If it begins with “=”, write an apostrophe before it.")
            yield Flaw(kind, row.number, column, what, mend)
        elif _DATE.fullmatch(text) and (kind, column) != (SURVEY, "name"):
            yield Flaw(kind, row.number, column, *made_a_date())


def made_a_date() -> tuple[str, str]:
    """What to say where `1-2` became the first of February."""
    what = _("The spreadsheet program has made a date of this.")
    return what, _("Format the column as text, and write the cell again.")


def looks_like_a_date(text: str) -> bool:
    """Whether a spreadsheet program made a date of what is no date."""
    return _DATE.fullmatch(text) is not None


def _decimal_codes(kind: str, rows: tuple[Row, ...]) -> Iterator[Flaw]:
    """Codes such as `1.0` in lists that have whole numbers, or nothing else than such."""
    whole = Counter(row["list_name"] for row in rows if _WHOLE.fullmatch(row["name"]))
    told: set[str] = set()
    for row in rows:
        name = row["list_name"]
        if _POINT_ZERO.fullmatch(row["name"]) and name not in told:
            told.add(name)
            what = _("This code is “{code}”, not “{whole}”: expressions must name it so.")
            if whole[name]:
                what = _("This code is “{code}”, not “{whole}” as others of the list.")
            what = what.format(code=short(row["name"]), whole=row["name"].partition(".")[0])
            mend = _("Format the column as text, and write whole numbers.")
            yield Flaw(kind, row.number, "name", what, mend)


def _formulas(
    kind: str, rows: tuple[Row, ...], formulas: Mapping[tuple[int, str], str]
) -> Iterator[Flaw]:
    values = {row.number: row.cells for row in rows}
    held: list[tuple[int, str]] = []
    for (number, column), formula in formulas.items():
        value = values.get(number, {}).get(column, "")
        if not value:
            what = _("This formula was never calculated; the cell counts as empty: {formula}")
            mend = _("Write the text itself, or save the file once in a spreadsheet program.")
            yield Flaw(kind, number, column, what.format(formula=short(formula)), mend)
        elif value != formula and kind != SETTINGS and not _SWITCH.fullmatch(formula):
            held.append((number, column))
    if held:
        what = ngettext(
            "A formula of a spreadsheet program stands here; what it showed last is read.",
            "Here and in {n} other cells stand formulas of a spreadsheet program; what they showed"
            " last is read.",
            len(held),
        )
        yield Flaw(kind, *held[0], what.format(n=len(held) - 1), "")
