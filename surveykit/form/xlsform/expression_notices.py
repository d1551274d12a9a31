"""Expressions that can be calculated but hardly say what their author means."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from difflib import get_close_matches

from surveykit.form.xlsform.headings import CHOICES, EXTERNAL_CHOICES, SURVEY, base
from surveykit.form.xlsform.sheets import Book, Flaw, Row
from surveykit.form.xlsform.survey_checks import (
    EXPRESSIONS,
    NO,
    STRAIGHTENED,
    YES,
    asked_rows,
    begins_or_ends,
    list_of,
)
from surveykit.form.xpath import ExpressionError
from surveykit.form.xpath.parser import parse
from surveykit.form.xpath.syntax import (
    Call,
    Filter,
    Literal,
    Negation,
    Number,
    Operation,
    Path,
    Step,
    Syntax,
)
from surveykit.text import _
from surveykit.text.clean import short

_MEANS_YES = frozenset(
    {"ja", "jes", "y", "x", "j", "si", "sí", "oui", "evet", "da", "tak", "wahr", "vrai", "igen"}
    | {"sim", "ok", "true", "required", "mandatory"}
)
"""What people write for yes in a column that takes yes."""
_WITHOUT_ARGUMENTS = frozenset({"today", "now", "true", "false", "uuid", "pi", "random"})


def doubtful_expressions(book: Book) -> Iterator[Flaw]:
    """All of them, row by row."""
    looker = _Looker(book)
    for row in asked_rows(book):
        for column in EXPRESSIONS & set(row.cells):
            text = row[column]
            if text in YES | NO:
                continue
            try:
                syntax = parse(text.translate(STRAIGHTENED), references=True)
            except ExpressionError:
                continue  # told as a fault
            for what, mend in dict.fromkeys(looker.doubts(row, column, syntax)):
                yield Flaw(SURVEY, row.number, column, what, mend)


@dataclass(frozen=True, slots=True)
class _Select:
    """A question with choices: its codes with the labels they have, and whether several hold."""

    codes: Mapping[str, Set[str]]
    multiple: bool


class _Looker:
    def __init__(self, book: Book) -> None:
        rows = list(asked_rows(book))
        self._names = {row["name"] for row in rows} - {""}
        self._columns = {
            name
            for sheet in (CHOICES, EXTERNAL_CHOICES)
            if sheet in book.sheets
            for column in book.sheets[sheet].columns
            for name in (column.name, column.heading)
        }
        self._groups = {row["name"] for row in rows if begins_or_ends(row) == ("begin", "group")}
        self._groups -= {row["name"] for row in rows if not begins_or_ends(row)} | {""}
        self._lists = _lists(book)
        self._selects: dict[str, _Select | None] = {}
        for row in rows:
            self._note(row)

    def doubts(self, row: Row, column: str, syntax: Syntax) -> Iterator[tuple[str, str]]:
        """What is doubtful about an expression, and what was perhaps meant."""
        if column == "choice_filter":
            yield from self._columns_missed(row, syntax)
            return
        word = _word(syntax)
        if word and not begins_or_ends(row):
            yield self._switch(column, word)
            return
        if column in ("relevant", "constraint") and not any(map(_varies, _inside(syntax))):
            yield _constant(column)
        for part in _inside(syntax):
            if (word := _word(part)) and not begins_or_ends(row):
                yield self._bare(word)
            if (name := _word(part, question=True)) in self._groups:
                what = _("“{name}” is a group and holds no answer.").format(name=short(name))
                yield what, _("Name a question of it.")
            yield from self._codes(row, part)

    def _note(self, row: Row) -> None:
        name, listed = row["name"], list_of(row["type"])
        if not name:
            return
        codes = self._lists.get(listed)
        if codes is None or "or_other" in row["type"] or "or other" in row["type"]:
            found = None
        else:
            found = _Select(codes, "multiple" in row["type"] or "all that" in row["type"])
        if name in self._selects and self._selects[name] != found:
            found = None
        self._selects[name] = found

    def _switch(self, column: str, word: str) -> tuple[str, str]:
        """A cell of which one word is all: `ja` for yes."""
        outcomes = {
            "required": _("There is no question “{word}”, so nothing is required."),
            "read_only": _("There is no question “{word}”, so this means no."),
            "relevant": _("There is no question “{word}”, so this is never asked."),
        }
        if column not in outcomes or word in self._names:
            return self._bare(word)
        mend = _("Write a condition, or empty the cell.")
        if column != "relevant":
            mend = _("Write yes or no, or a condition.")
            mend = _("Write: {expression}").format(expression="yes") if _yes(word) else mend
        return outcomes[column].format(word=short(word)), mend

    def _bare(self, word: str) -> tuple[str, str]:
        if word in _WITHOUT_ARGUMENTS:
            what = _("Without brackets “{word}” is taken for a question.")
            mend = _("Write: {expression}").format(expression=f"{word}()")
        elif word in self._names:
            what = _("“{word}” is not the question of this name as long as it has no braces.")
            mend = _("Write: {expression}").format(expression=f"${{{word}}}")
        else:
            what = _("There is no question “{word}”, so it is always empty.")
            mend = _("Write text in quotation marks: '{word}'.").format(word=short(word))
        return what.format(word=short(word)), mend

    def _columns_missed(self, row: Row, syntax: Syntax) -> Iterator[tuple[str, str]]:
        if "from_file" in row["type"] or "${" in row["type"]:
            return
        for part in _inside(syntax):
            word = _word(part)
            if word and word not in self._columns and base(word) not in self._columns:
                close = get_close_matches(word, self._columns, n=1)
                mend = _("Write text in quotation marks: '{word}'; or add the column.")
                mend = mend.format(word=short(word))
                if close:
                    mend = _("Did you mean “{name}”?").format(name=short(close[0]))
                what = _("The sheet “choices” has no column “{column}”, so nothing is offered.")
                yield what.format(column=short(word)), mend

    def _codes(self, row: Row, part: Syntax) -> Iterator[tuple[str, str]]:
        match part:
            case Operation(first, rest):
                left = first
                for sign, right in rest:
                    if sign in ("=", "!="):
                        yield from self._compared(row, left, right, selected=False)
                        yield from self._compared(row, right, left, selected=False)
                    left = right
            case Call("selected", (asked, code)):
                yield from self._compared(row, asked, code, selected=True)

    def _compared(
        self, row: Row, asked: Syntax, code: Syntax, *, selected: bool
    ) -> Iterator[tuple[str, str]]:
        name = row["name"] if _is_this(asked) else _word(asked, question=True)
        known = self._selects.get(name) if name else None
        if known is None or not isinstance(code, Literal | Number):
            return
        value = code.value if isinstance(code, Literal) else f"{code.value:g}"
        if not value or (isinstance(code, Number) and any(map(_numeric, known.codes))):
            return
        if "%(" in value:
            return  # a loop puts the code there
        if value not in known.codes and not (known.multiple and " " in value):
            what = _("“{code}” is no code of the choices of “{name}”, so nobody can have it.")
            yield what.format(code=short(value), name=short(name)), _nearest(value, known.codes)
        elif known.multiple and not selected and " " not in value:
            what = _("“{name}” can hold several codes; this looks for “{code}” alone.")
            mend = _("Write: {expression}").format(
                expression=f"selected(${{{name}}}, '{short(value)}')"
            )
            yield what.format(code=short(value), name=short(name)), mend


def _lists(book: Book) -> dict[str, dict[str, set[str]]]:
    """The labels of every code of every list."""
    found: dict[str, dict[str, set[str]]] = {}
    for sheet in (CHOICES, EXTERNAL_CHOICES):
        for row in book.rows(sheet):
            if row["list_name"] and row["name"]:
                labels = {text for column, text in row.cells.items() if base(column) == "label"}
                codes = found.setdefault(row["list_name"], {})
                codes.setdefault(row["name"], set()).update(labels)
    return found


def _nearest(value: str, codes: Mapping[str, Set[str]]) -> str:
    """The code that was meant, by its label, by small and capital letters, or by likeness."""
    lower = value.lower()
    alike = [code for code, labels in codes.items() if lower in map(str.lower, labels)]
    alike += [code for code in codes if code.lower() == lower]
    alike += get_close_matches(value, codes, n=1)
    if alike:
        return _("Did you mean “{name}”?").format(name=short(alike[0]))
    some = ", ".join(short(code) for code in list(codes)[:8])
    return _("The codes are: {codes}").format(codes=some + (" …" if len(codes) > 8 else "."))


def _constant(column: str) -> tuple[str, str]:
    mend = _("Empty the cell, or write a condition.")
    if column == "constraint":
        return _("This does not look at the answer: it allows all, or none."), mend
    return _("This is the same for all answers: the question is always asked, or never."), mend


def _numeric(code: str) -> bool:
    return code.strip().lstrip("+-").replace(".", "", 1).isdecimal()


def _yes(word: str) -> bool:
    return word.lower() in _MEANS_YES


def _varies(part: Syntax) -> bool:
    """Whether it reads something, or is plainly meant to be always or never so."""
    return isinstance(part, Path | Filter | Call)


def _inside(syntax: Syntax) -> Iterator[Syntax]:
    """An expression and its parts; what stands in brackets belongs to other nodes."""
    yield syntax
    match syntax:
        case Operation(first, rest):
            for part in (first, *(operand for _sign, operand in rest)):
                yield from _inside(part)
        case Negation(operand):
            yield from _inside(operand)
        case Call(_name, arguments):
            for part in arguments:
                yield from _inside(part)
        case Filter(inner, _predicates):
            yield from _inside(inner)
        case Path(_steps, _absolute, start) if start is not None:
            yield from _inside(start)
        case Number() | Literal() | Path():
            pass


def _word(syntax: Syntax, *, question: bool = False) -> str:
    """The one bare word that an expression is; or the `question` whose reference it is."""
    match syntax:
        case Path((Step("child", test, ()),), absolute=False, start=None) if test[-1] not in "*)":
            name = test[2:-1].strip() if test.startswith("${") else ""
            return name if question else "" if test.startswith("${") else test
    return ""


def _is_this(syntax: Syntax) -> bool:
    match syntax:
        case Path((Step("self", "node()", ()),), absolute=False, start=None):
            return True
    return False
