"""What can be told from the cells of an XLSForm: every fault at once, each in its cell.

pyxform stops at the first fault and often names no cell; so the common ones are found here.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from surveykit.errors import Fault
from surveykit.form.workbook import Row, Sheet
from surveykit.form.xpath import ExpressionError, check_expression
from surveykit.text import _

EXPRESSIONS = frozenset({"relevant", "relevance", "constraint", "calculation", "calculate"}) | {
    "choice_filter",
    "required",
    "read_only",
    "readonly",
    "repeat_count",
}
"""Columns of the survey sheet that hold expressions."""

_YES = frozenset({"yes", "true", "true()"})
_YES_NO = _YES | {"no", "false", "false()"}
_REFERENCE = re.compile(r"\$\{([^}]*)\}")
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_SELECT = re.compile(
    r"(?:select one from|select all that apply from|select1|select[ _]one|select[ _]multiple|rank"
    r"|add select (?:one|multiple) prompt using)\s+(\S+)"
)
_BEGIN_OR_END = re.compile(r"(begin|end)[ _](group|lgroup|repeat|loop|looped group)(?: over .*)?")
_STRAIGHTENED = str.maketrans("‘’“”", "''\"\"")
"""pyxform makes these quotation marks straight; others it leaves."""


def check_sheets(sheets: Mapping[str, Sheet]) -> Iterator[Fault]:
    """All faults that show in the cells, in the order of the sheets."""
    survey = sheets.get("survey")
    if survey is None:
        yield Fault(
            "survey", "", "", _("The sheet is missing."), _("Give the questions a sheet “survey”.")
        )
        return
    missing = [column for column in ("type", "name") if column not in survey.letters]
    for column in missing:
        yield Fault(
            "survey",
            "1",
            "",
            _("The column “{column}” is missing.").format(column=column),
            _("Write it into the first row."),
        )
    if missing:
        return
    if not survey.rows:
        yield Fault("survey", "", "", _("The form asks nothing."), _("Write questions into it."))
    yield from _Survey(survey, sheets.get("choices")).faults()
    if "choices" in sheets:
        settings = sheets["settings"].rows[:1] if "settings" in sheets else ()
        repeated = any(row["allow_choice_duplicates"].lower() in _YES for row in settings)
        yield from _choices(sheets["choices"], repeated=repeated)


class _Survey:
    """The survey sheet, row by row, with the groups that are open."""

    def __init__(self, sheet: Sheet, choices: Sheet | None) -> None:
        self._sheet = sheet
        self._names = {row["name"] for row in sheet.rows}
        column = list_column(choices) if choices else ""
        self._lists = {row[column] for row in choices.rows} if choices else set[str]()
        self._open: list[tuple[Row, str]] = []
        self._seen: list[dict[str, int]] = [{}]

    def faults(self) -> Iterator[Fault]:
        """All faults of the sheet."""
        for row in self._sheet.rows:
            if not row["type"]:
                if row["name"]:
                    yield self._fault(row, "type", _("The type is missing."), _("Choose one."))
                continue
            group = _BEGIN_OR_END.fullmatch(row["type"].lower())
            if group and group[1] == "end":
                yield from self._end(row, group[2])
                continue
            yield from self._name(row)
            yield from self._list(row)
            yield from self._cells(row)
            if group:
                self._open.append((row, group[2]))
                self._seen.append({})
        for row, kind in self._open:
            what = _("This {kind} is never closed.").format(kind=kind)
            mend = _("Add a row “end_{kind}”.").format(kind=kind)
            yield self._fault(row, "type", what, mend)

    def _fault(self, row: Row, column: str, what: str, mend: str) -> Fault:
        return Fault(
            self._sheet.name, self._sheet.cell(row.number, column), row[column], what, mend
        )

    def _end(self, row: Row, kind: str) -> Iterator[Fault]:
        if self._open and self._open[-1][1] == kind:
            self._open.pop()
            self._seen.pop()
            return
        what = _("No {kind} is open here.").format(kind=kind)
        yield self._fault(row, "type", what, _("Delete the row or add the beginning."))

    def _name(self, row: Row) -> Iterator[Fault]:
        name = row["name"]
        if not name:
            if row["type"].lower() not in _UNNAMED:
                yield self._fault(row, "name", _("The name is missing."), _("Give it one."))
        elif not _NAME.fullmatch(name):
            what = _("This is no name.")
            mend = _("Use letters, digits, “_”, “-” and “.”; begin with a letter.")
            yield self._fault(row, "name", what, mend)
        elif name in self._seen[-1]:
            what = _("Row {row} has the same name.").format(row=self._seen[-1][name])
            yield self._fault(row, "name", what, _("Give each question its own name."))
        self._seen[-1].setdefault(name, row.number)

    def _list(self, row: Row) -> Iterator[Fault]:
        match = _SELECT.match(row["type"])
        if not match or match[1] in self._lists or "${" in match[1]:
            return
        what = _("The sheet “choices” has no list “{name}”.").format(name=match[1])
        mend = _("Add the list or mend its name.")
        close = get_close_matches(match[1], self._lists, n=1)
        if close:
            mend = _("Did you mean “{name}”?").format(name=close[0])
        yield self._fault(row, "type", what, mend)

    def _cells(self, row: Row) -> Iterator[Fault]:
        if row["type"].lower() == "calculate" and not any(map(row.cells.get, _CALCULATED)):
            what, mend = _("Nothing is calculated here."), _("Write the calculation.")
            yield self._fault(row, "calculation", what, mend)
        for column, text in row.cells.items():
            for reference in _REFERENCE.findall(text):
                name = reference.strip().rpartition("#")[2]
                if name not in self._names:
                    yield self._unknown(row, column, name)
            if column in EXPRESSIONS and text.lower() not in _YES_NO:
                try:
                    check_expression(text.translate(_STRAIGHTENED))
                except ExpressionError as error:
                    yield self._fault(row, column, error.what, error.mend)

    def _unknown(self, row: Row, column: str, name: str) -> Fault:
        what = _("The form has no question “{name}”.").format(name=name)
        mend = _("Mend the name between the braces.")
        close = get_close_matches(name, self._names, n=1)
        if close:
            mend = _("Did you mean “{name}”?").format(name=close[0])
        return self._fault(row, column, what, mend)


_CALCULATED = ("calculation", "calculate", "default")
_UNNAMED = frozenset({"start", "end", "today", "deviceid", "username", "email", "phonenumber"}) | {
    "audit",
    "start-geopoint",
    "background-audio",
    "simserial",
    "subscriberid",
    "imei",
}
"""Types that pyxform names itself if the author does not."""


def list_column(choices: Sheet) -> str:
    """The heading of the column with the lists' names."""
    return "list_name" if "list_name" in choices.letters else "list"


def _choices(sheet: Sheet, *, repeated: bool) -> Iterator[Fault]:
    seen: dict[tuple[str, str], int] = {}
    column = list_column(sheet)
    code = "name" if "name" in sheet.letters else "value"
    for row in sheet.rows:
        key = (row[column], row[code])
        if not row[column]:
            continue
        if not row[code]:
            what, mend = _("The code of the choice is missing."), _("Give it one.")
            yield Fault(sheet.name, sheet.cell(row.number, code), "", what, mend)
        elif key in seen and not repeated:
            what = _("Row {row} has the same code.").format(row=seen[key])
            mend = _("Give each choice of a list its own code.")
            yield Fault(sheet.name, sheet.cell(row.number, code), row[code], what, mend)
        seen.setdefault(key, row.number)
