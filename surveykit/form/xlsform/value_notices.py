"""Values in the cells of a form that are written as people write them, and not as ODK reads them.

Days without quotation marks or not as 2026-12-31, patterns that are none, defaults that no
answer can be.
"""

import re
from collections.abc import Iterator
from datetime import date

from surveykit.form.forgiving import read_day
from surveykit.form.xlsform.headings import CHOICES, SURVEY
from surveykit.form.xlsform.sheets import Book, Flaw, Row
from surveykit.form.xlsform.survey_checks import EXPRESSIONS, asked_rows, begins_or_ends, list_of
from surveykit.text import _
from surveykit.text.clean import short

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_BARE_DAY = re.compile(r"(?<![\w.\-/$])(\d{4}-\d{1,2}-\d{1,2})(?![\w\-])")
_MORE_OR_LESS = r"(?:<=?|>=?)"
_DAY_AS_TEXT = re.compile(
    rf"{_MORE_OR_LESS}\s*(['\"])(?P<right>[\d./\-]{{6,10}})\1"
    rf"|(['\"])(?P<left>[\d./\-]{{6,10}})\3\s*{_MORE_OR_LESS}"
)
_CALLED = re.compile(r"\bdate\(\s*(['\"])([^'\"]*)\1\s*\)")
_PATTERN = re.compile(r"\bregex\(\s*[^,'\"]+,\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_CALCULATED = re.compile(r"[(${/]")
_NUMBERS = {"integer": re.compile(r"[+-]?\d+"), "decimal": re.compile(r"[+-]?\d+(?:\.\d+)?")}
_NOT_READ_AT_AN_END = ("relevant", "constraint", "repeat_count", "appearance", "calculation")
_LONGEST_PATTERN = 500


def doubtful_values(book: Book) -> Iterator[Flaw]:
    """All of them, row by row."""
    codes: dict[str, list[str]] = {}
    for row in book.rows(CHOICES):
        codes.setdefault(row["list_name"], []).append(row["name"])
    for row in asked_rows(book):
        yield from _default(row, codes)
        yield from _at_an_end(row)
        for column in EXPRESSIONS & set(row.cells):
            for what, mend in dict.fromkeys(_of_expression(row[column])):
                yield Flaw(SURVEY, row.number, column, what, mend)


def _of_expression(text: str) -> Iterator[tuple[str, str]]:
    for found in _BARE_DAY.findall(_QUOTED.sub("''", text)):
        what = _("Without quotation marks {day} is a subtraction.").format(day=found)
        yield what, _write(f"date('{_iso(found) or found}')")
    for match in _DAY_AS_TEXT.finditer(text):
        day = match["right"] or match["left"]
        if iso := _iso(day):
            what = _("As text {day} is neither more nor less than anything.").format(day=short(day))
            yield what, _write(f"date('{iso}')")
    for _quote, day in _CALLED.findall(text):
        if not _ISO.match(day) and (iso := _iso(day)):
            what = _("ODK cannot read {day} as a day.").format(day=short(day))
            yield what, _write(f"date('{iso}')")
    for pattern in ("".join(found) for found in _PATTERN.findall(text)):
        if len(pattern) <= _LONGEST_PATTERN and not _closes_braces(pattern):
            what = _("The pattern “{pattern}” is not complete.").format(pattern=short(pattern))
            yield what, _("Close its braces.")


def _closes_braces(pattern: str) -> bool:
    """Whether every counted repetition ends: Java refuses the others, we do not."""
    plain = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "", pattern)
    return plain.count("{") == plain.count("}")


def _default(row: Row, codes: dict[str, list[str]]) -> Iterator[Flaw]:
    text, kind = row["default"], row["type"]
    if not text or _CALCULATED.search(text):
        return
    listed = codes.get(list_of(kind), [])
    if listed and "or_other" not in kind:
        several = any(word in kind for word in ("multiple", "all that", "rank"))
        chosen = text.split() if several else [text]
        missing = next((code for code in chosen if code not in listed), "")
        if missing:
            what = _("The list has no code “{code}”.").format(code=short(missing))
            some = ", ".join(map(short, listed[:8])) + (" …" if listed[8:] else ".")
            mend = _("The codes are: {codes}").format(codes=some)
            yield Flaw(SURVEY, row.number, "default", what, mend)
    elif kind == "date" and not _ISO.match(text):
        iso = "today()" if text.lower() in ("today", "heute", "now") else _iso(text)
        what = _("ODK cannot read {day} as a day.").format(day=short(text))
        mend = _write(iso) if iso else _("Write it as in 2026-12-31.")
        yield Flaw(SURVEY, row.number, "default", what, mend)
    elif (number := _NUMBERS.get(kind)) and not number.fullmatch(text):
        what = _("“{value}” is no number as ODK reads it.").format(value=short(text))
        mend = _("Write figures only, and a point before decimals.")
        yield Flaw(SURVEY, row.number, "default", what, mend)


def _at_an_end(row: Row) -> Iterator[Flaw]:
    """Cells of a row that ends a group, which are meant for its beginning."""
    edge = begins_or_ends(row)
    for column in row.cells if edge and edge[0] == "end" else ():
        if column in _NOT_READ_AT_AN_END:
            what = _("Where a group ends, this is not read.")
            yield Flaw(SURVEY, row.number, column, what, _("Move it to the row that begins it."))


def _iso(text: str) -> str:
    """A day in any common order of its figures, as ODK reads it; empty if it is none."""
    day = read_day(text, None)
    return day.isoformat() if isinstance(day, date) else ""


def _write(expression: str) -> str:
    return _("Write: {expression}").format(expression=expression)
