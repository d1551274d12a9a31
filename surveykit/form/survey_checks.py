"""The survey sheet, row by row: names, lists, groups and expressions."""

import re
from collections.abc import Iterator, Set
from difflib import get_close_matches

from surveykit.form.headings import CHOICES, SETTINGS, SURVEY, base
from surveykit.form.sheets import Book, Flaw, Row
from surveykit.form.xpath import ExpressionError, check_expression
from surveykit.text import _
from surveykit.text.clean import clean

YES = frozenset({"yes", "Yes", "YES", "true", "True", "TRUE", "true()"})
"""What pyxform takes for yes."""

MOST_LEVELS = 30
"""Groups and repeats inside each other."""

_MOST_SUGGESTIONS = 30
"""For so many names of no question something alike is looked for, which takes long."""
_NO = frozenset({"no", "No", "NO", "false", "False", "FALSE", "false()"})
_EXPRESSIONS = frozenset(
    {"relevant", "constraint", "calculation", "choice_filter", "required", "read_only"}
) | {"repeat_count"}
_REFERENCE = re.compile(r"\$\{([^}]*)(\}|$)")
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_SELECT = re.compile(
    r"(?:select one from|select all that apply(?: from)?|select1|select[ _]one|select[ _]multiple"
    r"|rank|add select (?:one|multiple) prompt using)\s+(\S+)"
)
_BARE_SELECT = re.compile(r"select[ _](?:one|multiple)(?:[ _]from[ _]file|_external)?|rank")
_BEGIN_OR_END = re.compile(r"(begin|end)[ _](group|lgroup|repeat|loop|looped group)(?: .*)?")
_REPEATS = {"lgroup": "repeat", "looped group": "repeat"}
_STRAIGHTENED = str.maketrans("‘’“”", "''\"\"")
"""pyxform makes these quotation marks straight; others it leaves."""
_UNNAMED = frozenset({"start", "end", "today", "deviceid", "username", "email", "phonenumber"}) | {
    "audit",
    "note",
    "start-geopoint",
    "background-audio",
    "simserial",
    "subscriberid",
    "imei",
}
"""Types that pyxform names itself if the author does not."""
_SETTINGS = frozenset({"form_title", "set_form_title", "form_id", "set_form_id", "prefix"})
"""Settings that may stand among the questions, as they did long ago."""


def check_survey(book: Book) -> Iterator[Flaw]:
    """All faults of the survey sheet, in the order of its rows."""
    deep = too_deep(book)
    return _Survey(book).flaws() if deep is None else iter([deep])


def too_deep(book: Book) -> Flaw | None:
    """Where groups stand inside each other too deeply for anything that follows them."""
    level = 0
    for row in asked_rows(book):
        edge = begins_or_ends(row)
        level += {"begin": 1, "end": -1}[edge[0]] if edge else 0
        if level > MOST_LEVELS:
            what = _("Groups stand inside each other more than {n} levels deep.")
            mend = _("Close groups earlier; is an “end_group” missing?")
            return _flaw(row, "type", what.format(n=MOST_LEVELS), mend)
    return None


def begins_or_ends(row: Row) -> tuple[str, str] | None:
    """("begin" or "end", "group", "repeat" or "loop") if the row is the edge of one."""
    found = _BEGIN_OR_END.fullmatch(row["type"].lower())
    return (found[1], _REPEATS.get(found[2], found[2])) if found else None


def asked_rows(book: Book) -> Iterator[Row]:
    """The rows that count: those with something in them that are not switched off."""
    return (row for row in book.rows(SURVEY) if row["disabled"] not in YES)


class _Survey:
    """The rows, with the groups that are open."""

    def __init__(self, book: Book) -> None:
        self._rows = list(asked_rows(book))
        self._names = {row["name"] for row in self._rows} - {""} | {"instanceID"}
        self._lists = {row["list_name"] for row in book.rows(CHOICES)} - {""}
        self._root = next((row["name"] for row in book.rows(SETTINGS)), "")
        self._unknown_names: set[str] = set()
        self._open: list[tuple[Row, str]] = []
        self._seen: list[dict[str, int]] = [{}]

    def flaws(self) -> Iterator[Flaw]:
        """All of them."""
        for row in self._rows:
            if not row["type"]:
                if {"name", "label"} & set(map(base, row.cells)):
                    yield _flaw(row, "type", _("The type is missing."), _("Choose one."), "text")
                continue
            if row["type"] in _SETTINGS:
                continue
            edge = begins_or_ends(row)
            if edge and edge[0] == "end":
                yield from self._end(row, edge[1])
                continue
            yield from self._name(row)
            yield from self._list(row)
            yield from self._cells(row)
            if edge:
                self._open.append((row, edge[1]))
                self._seen.append({})
        for row, kind in self._open:
            what = _("This {kind} is never closed.").format(kind=kind)
            mend = _("Add a row “end_{kind}”.").format(kind=kind)
            yield _flaw(row, "type", what, mend)

    def _end(self, row: Row, kind: str) -> Iterator[Flaw]:
        if not self._open:
            what = _("No {kind} is open here.").format(kind=kind)
            yield _flaw(row, "type", what, _("Delete the row or add the beginning."), "")
            return
        begin, opened = self._open.pop()
        self._seen.pop()
        if opened != kind:
            what = _("This ends a {kind}, but what is open is the {opened} of row {row}.")
            what = what.format(kind=kind, opened=opened, row=begin.number)
            mend = _("Write “end_{kind}” here, or put the rows in order.").format(kind=opened)
            yield _flaw(row, "type", what, mend, f"end_{opened}")

    def _name(self, row: Row) -> Iterator[Flaw]:
        name, substitute = row["name"], f"row_{row.number}"
        if not name:
            if row["type"].lower() not in _UNNAMED:
                what, mend = _("The name is missing."), _("Give it one.")
                yield _flaw(row, "name", what, mend, substitute)
        elif not _NAME.fullmatch(name):
            what = _("This is no name.")
            mend = _("Use letters, digits, “_”, “-” and “.”; begin with a letter.")
            yield _flaw(row, "name", what, mend, substitute)
        elif name in self._seen[-1]:
            what = _("Row {row} has the same name.").format(row=self._seen[-1][name])
            yield _flaw(row, "name", what, _("Give each question its own name."), substitute)
        self._seen[-1].setdefault(name, row.number)

    def _list(self, row: Row) -> Iterator[Flaw]:
        if _BARE_SELECT.fullmatch(row["type"]):
            what = _("This does not say which choices to offer.")
            mend = _("Write the list behind the type, for instance: select_one yes_no.")
            yield _flaw(row, "type", what, mend, "text")
            return
        match = _SELECT.match(row["type"])
        if not match or match[1] in self._lists or "${" in match[1]:
            return
        what = _("The sheet “choices” has no list “{name}”.").format(name=clean(match[1]))
        mend = _suggestion(match[1], self._lists) or _("Add the list or mend its name.")
        yield _flaw(row, "type", what, mend, "text")

    def _cells(self, row: Row) -> Iterator[Flaw]:
        if row["type"] == "calculate" and not any(map(row.cells.get, ("calculation", "default"))):
            what, mend = _("Nothing is calculated here."), _("Write the calculation.")
            yield _flaw(row, "calculation", what, mend, "''")
        for column, text in row.cells.items():
            for reference, brace in _REFERENCE.findall(text):
                name = reference.strip().rpartition("#")[2]
                if brace and name not in self._names and base(column) != "name":
                    yield self._unknown(row, column, name)
            if column in _EXPRESSIONS and text not in YES | _NO:
                try:
                    check_expression(text.translate(_STRAIGHTENED))
                except ExpressionError as error:
                    yield _flaw(row, column, error.what, error.mend)

    def _unknown(self, row: Row, column: str, name: str) -> Flaw:
        what = _("The form has no question “{name}”.").format(name=clean(name))
        self._unknown_names.add(name)
        mend = _("Mend the name between the braces.")
        if len(self._unknown_names) <= _MOST_SUGGESTIONS:
            mend = _suggestion(name, self._names) or mend
        return _flaw(row, column, what, mend)


def _flaw(row: Row, column: str, what: str, mend: str, instead: str | None = None) -> Flaw:
    return Flaw(SURVEY, row.number, column, what, mend, instead)


def _suggestion(name: str, known: Set[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return _("Did you mean “{name}”?").format(name=clean(close[0])) if close else ""
