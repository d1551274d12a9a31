"""The survey sheet, row by row: names, lists, groups and expressions."""

import re
from collections.abc import Iterator, Set
from difflib import get_close_matches
from unicodedata import category

from surveykit.form.xlsform.cell_notices import looks_like_a_date, made_a_date
from surveykit.form.xlsform.expression_slips import meant
from surveykit.form.xlsform.headings import CHOICES, SETTINGS, SURVEY, base, known_columns
from surveykit.form.xlsform.sheets import Book, Flaw, Row
from surveykit.form.xpath import ExpressionError, check_expression
from surveykit.text import _
from surveykit.text.clean import clean, short

YES = frozenset({"yes", "Yes", "YES", "true", "True", "TRUE", "true()"})
"""What pyxform takes for yes."""

MOST_LEVELS = 30
"""Groups and repeats inside each other."""

_MOST_SUGGESTIONS = 30
"""For so many names of no question something alike is looked for, which takes long."""
NO = frozenset({"no", "No", "NO", "false", "False", "FALSE", "false()"})
EXPRESSIONS = frozenset(
    {"relevant", "constraint", "calculation", "choice_filter", "required", "read_only"}
) | {"repeat_count"}
_REFERENCE = re.compile(r"\$\{([^}]*)(\}|$)")
_LOOSE = re.compile(r"\$\{(?:\s+([^{}\s]+)\s*|([^{}\s]+)\s+)\}")
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_SELECT = re.compile(
    r"(?:select one from|select all that apply(?: from)?|select1|select[ _]one|select[ _]multiple"
    r"|rank|add select (?:one|multiple) prompt using)\s+(\S+)"
)
_BARE_SELECT = re.compile(r"select[ _](?:one|multiple)(?:[ _]from[ _]file|_external)?|rank")
_BEGIN_OR_END = re.compile(
    r"(?:(begin|start|end|close)[\s_-]*)?(group|lgroup|repeat|loop|looped group)(\s.*)?",
    re.IGNORECASE,
)
_AS_WRITTEN = re.compile(r"(?:begin|end)[ _](?:group|lgroup|repeat|loop|looped group)(?: .*)?")
_EDGES = {"start": "begin", "close": "end", None: "begin"}
_REPEATS = {"lgroup": "repeat", "looped group": "repeat"}
STRAIGHTENED = str.maketrans("‘’“”", "''\"\"")
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
    """("begin" or "end", "group", "repeat" or "loop") if the row is the edge of one.

    However it is spelled: only whoever checks the form minds.
    """
    found = _BEGIN_OR_END.fullmatch(row["type"].lower())
    if not found:
        return None
    return _EDGES.get(found[1], found[1]), _REPEATS.get(found[2], found[2])


def asked_rows(book: Book) -> Iterator[Row]:
    """The rows that count: those with something in them that are not switched off."""
    return (row for row in book.rows(SURVEY) if row["disabled"] not in YES)


class _Survey:
    """The rows, with the groups that are open."""

    def __init__(self, book: Book) -> None:
        self._rows = list(asked_rows(book))
        self._names = {row["name"] for row in self._rows} - {""} | {"instanceID"}
        self._lists = {row["list_name"] for row in book.rows(CHOICES)} - {""}
        self._renamed = _misnamed(CHOICES, book)
        sheet = book.sheets.get(CHOICES)
        self._readable = sheet is None or sheet.column("list_name") is not None
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
            if row["type"].lower() == "end" and self._open and not row["name"]:
                edge = "end", self._open[-1][1]
            if edge and not _AS_WRITTEN.fullmatch(row["type"]):
                wanted = f"{edge[0]}_{edge[1]}"
                what = _("ODK knows no type “{value}”.").format(value=short(row["type"]))
                mend = _("Did you mean “{name}”?").format(name=wanted)
                yield _flaw(row, "type", what, mend, wanted)
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
        while opened != kind and kind in {still for _row, still in self._open}:
            what = _("This {kind} is never closed.").format(kind=opened)
            mend = _("Add a row “end_{kind}” before row {row}.")
            mend = mend.format(kind=opened, row=row.number)
            yield _flaw(begin, "type", what, mend, "note")
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
            yield _flaw(row, "name", *_no_name(name), substitute)
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
        if not match or match[1] in self._lists or "${" in match[1] or not self._readable:
            return
        what = _("The sheet “choices” has no list “{name}”.").format(name=clean(match[1]))
        yield _flaw(row, "type", what, self._like_list(row["type"][match.start(1) :]), "text")

    def _like_list(self, words: str) -> str:
        """The list that was meant by what stands behind the type; or what to do."""
        if self._renamed:
            return self._renamed
        joined = "_".join(words.replace(" or_other", "").split())
        first = _suggestion(joined, self._lists) or _suggestion(words.split()[0], self._lists)
        if first or " " not in words.replace(" or_other", ""):
            return first or _("Add the list or mend its name.")
        return _("Write one word, the name of a list; what to choose from stands in “choices”.")

    def _cells(self, row: Row) -> Iterator[Flaw]:
        if row["type"] == "calculate" and not any(map(row.cells.get, ("calculation", "default"))):
            what, mend = _("Nothing is calculated here."), _("Write the calculation.")
            yield _flaw(row, "calculation", what, mend, "''")
        if row["trigger"] in self._names - {""}:
            what = _("The name of a question stands here without braces.")
            whole = f"${{{row['trigger']}}}"
            mend = _("Write: {expression}").format(expression=whole)
            yield _flaw(row, "trigger", what, mend, whole)
        for column, text in row.cells.items():
            yield from _blanks(row, column, text)
            for reference, brace in _REFERENCE.findall(text):
                name = reference.strip().rpartition("#")[2]
                if brace and name not in self._names and base(column) != "name":
                    yield self._unknown(row, column, name)
            if column in EXPRESSIONS and text not in YES | NO:
                yield from self._expression(row, column, text)

    def _expression(self, row: Row, column: str, text: str) -> Iterator[Flaw]:
        try:
            check_expression(text.translate(STRAIGHTENED))
        except ExpressionError as error:
            whole = meant(text, self._names, of_this=column == "constraint")
            mend = _("Write: {expression}").format(expression=short(whole)) if whole else error.mend
            yield _flaw(row, column, error.what, mend)

    def _unknown(self, row: Row, column: str, name: str) -> Flaw:
        what = _("The form has no question “{name}”.").format(name=clean(name))
        self._unknown_names.add(name)
        mend = _("Mend the name between the braces.")
        if len(self._unknown_names) <= _MOST_SUGGESTIONS:
            mend = _suggestion(name, self._names) or mend
        return _flaw(row, column, what, mend)


def _no_name(name: str) -> tuple[str, str]:
    """What is wrong with a name, and one that is like it."""
    if looks_like_a_date(name):
        return made_a_date()
    hidden = next((letter for letter in name if category(letter) in ("Cc", "Cf")), "")
    what = _("This is no name.")
    if hidden:
        what = _("In this name there is a character that cannot be seen (U+{code}).")
        what = what.format(code=f"{ord(hidden):04X}")
    alike = re.sub(r"[^\w.\-]+", "_", clean(name).strip()).strip("_")
    alike = alike if _NAME.fullmatch(alike) else f"q_{alike}"
    if _NAME.fullmatch(alike):
        return what, _("Write for instance: {name}").format(name=short(alike))
    return what, _("Use letters, digits, “_”, “-” and “.”; begin with a letter.")


def _misnamed(sheet: str, book: Book) -> str:
    """What to do if a sheet that is missing is there under a name that is like it."""
    if sheet in book.sheets:
        return ""
    close = get_close_matches(sheet, [name.strip().lower() for name in book.names], n=1)
    name = next((name for name in book.names if name.strip().lower() in close), "")
    mend = _("Rename the sheet “{name}” to “{sheet}”.").format(name=clean(name), sheet=sheet)
    return mend if name else ""


def list_of(kind: str) -> str:
    """The list behind a type such as `select_one yes_no`; empty for other types."""
    match = _SELECT.match(kind)
    return match[1] if match else ""


def _blanks(row: Row, column: str, text: str) -> Iterator[Flaw]:
    """Blanks between the braces of a reference, which pyxform does not take."""
    tight = _LOOSE.sub(lambda found: f"${{{found[1] or found[2]}}}", text)
    if tight != text and base(column) in known_columns(SURVEY):
        mend = _("Write: {expression}").format(expression=short(tight))
        yield _flaw(row, column, _("There is a blank inside the braces."), mend, tight)


def _flaw(row: Row, column: str, what: str, mend: str, instead: str | None = None) -> Flaw:
    return Flaw(SURVEY, row.number, column, what, mend, instead)


def _suggestion(name: str, known: Set[str]) -> str:
    close = get_close_matches(name, known, n=1)
    close = close or [one for one in known if one.lower() == name.lower()]
    return _("Did you mean “{name}”?").format(name=clean(close[0])) if close else ""
