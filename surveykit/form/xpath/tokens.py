"""XPath text → tokens; the rules of XPath 1.0, section 3.7, tell names from operators."""

import re
from typing import NamedTuple

from surveykit.text import _

_OPERATOR = re.compile(r"\s*(?P<operator>and|or|div|mod)")
"""As in JavaRosa, a space need not follow: `. >= 0 and. < 100`, `6 div2`."""
_NAME = r"[^\W\d][\w.\-]*"
_TOKEN = rf"""\s*(?:
    (?P<number>\d+(?:\.\d*)?|\.\d+)
  | (?P<literal>"[^"]*"|'[^']*')
  | (?P<axis>{_NAME}(?=\s*::))
  | (?P<name>{_NAME}(?::(?:{_NAME}|\*))?)
  | (?P<symbol>::|//|\.\.|!=|<=|>=|[()\[\].@,/|+\-=<>*])
)"""
_IN_XFORMS = re.compile(_TOKEN, re.VERBOSE)
_IN_SHEETS = re.compile(_TOKEN.replace("(?P<name>", r"(?P<name>\$\{[^}]*\}|"), re.VERBOSE)
_BEFORE_AN_OPERAND = frozenset({"@", "::", "(", "[", ",", "/", "//", "|", "+", "-", "="}) | {
    "!=",
    "<",
    "<=",
    ">",
    ">=",
}


class ExpressionError(ValueError):
    """An expression that cannot be used; `what` and `mend` are sentences for its author.

    `late` are those that JavaRosa notices only when it evaluates them.
    """

    def __init__(self, what: str, mend: str, *, late: bool = False) -> None:
        super().__init__(f"{what} {mend}")
        self.what = what
        self.mend = mend
        self.late = late


class Token(NamedTuple):
    """One word of an expression. `kind`: number, literal, name, operator, symbol or end."""

    kind: str
    text: str
    position: int
    """Characters from the start of the expression, counted from 1."""


def tokenize(source: str, *, references: bool = False) -> list[Token]:
    """The tokens of an expression, the last one of kind `end`.

    With `references`, `${question}` counts as a name, as in the cells of a workbook.

    Raises:
        ExpressionError: a character that means nothing in XPath, or an open quotation mark.
    """
    words = _IN_SHEETS if references else _IN_XFORMS
    tokens: list[Token] = []
    at, end = 0, len(source.rstrip())
    wants_operator = False
    while at < end:
        match = (wants_operator and _OPERATOR.match(source, at)) or words.match(source, at)
        if not match:
            raise _stray(source, at)
        token = _token(match, wants_operator=wants_operator)
        tokens.append(token)
        wants_operator = not _wants_an_operand(token)
        at = match.end()
    tokens.append(Token("end", "", len(source) + 1))
    return tokens


def _token(match: re.Match[str], *, wants_operator: bool) -> Token:
    kind = match.lastgroup or ""
    text = match[kind]
    if kind == "literal":
        text = text[1:-1]
    elif kind == "symbol":
        if text in _OPERATORS or (text == "*" and wants_operator):
            kind = "operator"
        elif text == "*":
            kind = "name"
    elif kind == "axis":
        kind = "name"
    return Token(kind, text, match.start(match.lastgroup or 0) + 1)


_OPERATORS = frozenset({"|", "+", "-", "=", "!=", "<", "<=", ">", ">="})


def _wants_an_operand(previous: Token) -> bool:
    return previous.kind == "operator" or (
        previous.kind == "symbol" and previous.text in _BEFORE_AN_OPERAND
    )


def _stray(source: str, at: int) -> ExpressionError:
    while source[at].isspace():
        at += 1
    character = source[at]
    if character in "\"'":
        return ExpressionError(
            _("The quotation mark at position {position} is never closed.").format(position=at + 1),
            _("Add the closing quotation mark."),
        )
    if character in "“”„‘’‚":
        return ExpressionError(
            _("Typographic quotation marks mean nothing in an expression."),
            _("Use straight quotation marks: '…'."),
        )
    return ExpressionError(
        _("“{character}” at position {position} means nothing in an expression.").format(
            character=character, position=at + 1
        ),
        _("Delete it or mend the expression."),
    )
