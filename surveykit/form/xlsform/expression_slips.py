"""What an author meant who writes expressions as in Excel, in other languages, or as in prose.

An expression is put right piece by piece, and offered only if it can be used then.
"""

import re
from collections.abc import Collection

from surveykit.form.xpath import ExpressionError, check_expression

_LONGEST = 2000
"""Letters of an expression that is looked at."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛´`′＇", "'"))
_QUOTED = re.compile(r"""("[^"]*"|'[^']*')""")
_REFERENCE = re.compile(r"(\$\{[^}]*\})")
_COMPARES = r"(?:!=|<=|>=|=|<|>)"
_SIGNS = (
    (re.compile(r"={2,3}"), "="),
    (re.compile(r"!={2}"), "!="),
    (re.compile(r"=\s*>|≥|⩾"), ">="),
    (re.compile(r"=\s*<|≤|⩽"), "<="),
    (re.compile(r"<\s*>|≠|=\s*!"), "!="),
    (re.compile(r"&&?"), " and "),
    (re.compile(r"\|\|"), " or "),
    (re.compile(r"＝"), "="),
    (re.compile(r"×"), "*"),
    (re.compile(r"÷"), " div "),
    (re.compile(r";"), ","),
    (re.compile(r"[–—−]"), "-"),
    (re.compile(r"(?<=\w)\s*%\s*(?=[\w$.(])"), " mod "),
    (re.compile(r"!\s*(?==)"), "!"),
    (re.compile(r"!\s*\("), "not("),
    (re.compile(r"\b(?:AND|And|und|UND|Und|et|ET)\b"), "and"),
    (re.compile(r"\b(?:OR|Or|oder|ODER|Oder|ou|OU)\b"), "or"),
    (re.compile(r"\b(?:NOT|Not)\b"), "not"),
    (re.compile(r"\b(?:DIV|Div)\b"), "div"),
    (re.compile(r"\b(?:MOD|Mod)\b"), "mod"),
)
_DECIMAL_COMMA = re.compile(r"(?<![\d(,])(\d+),(\d+)(?![\d,)])")
_LEFT = re.compile(rf"\s*\(*\s*(\$\{{[^}}]*\}}|\.)\s*{_COMPARES}")
_NO_OPERAND = re.compile(rf"(^|\(|\band|\bor)\s*(?={_COMPARES})")
_NOT_THIS = re.compile(r"\bnot\s+(?!\()(.+)$")
_BRACED = re.compile(r"\$?\s*(?:\{\s*([^{}$]*?)\s*\}|\(\s*([\w.\-]+)\s*\)|\[\s*([\w.\-]+)\s*\])")
_DOLLAR = re.compile(r"\$\s*([^\W\d][\w.\-]*)")
_OPEN_BRACE = re.compile(r"\$\{\s*([^\W\d][\w.\-]*)(?=[^\w.\-}]|$)(?!\s*\})")
_CALL = re.compile(r"([A-Za-z][\w\-]*)\s*\(")
_FUNCTIONS = {
    "len": "string-length",
    "length": "string-length",
    "iif": "if",
    "wenn": "if",
    "si": "if",
    "trim": "normalize-space",
    "concatenate": "concat",
    "ceil": "ceiling",
    "isselected": "selected",
    "is-selected": "selected",
    "startswith": "starts-with",
    "endswith": "ends-with",
    "power": "pow",
    "countselected": "count-selected",
    "count_selected": "count-selected",
    "selectedat": "selected-at",
    "indexedrepeat": "indexed-repeat",
    "formatdate": "format-date",
}
"""Functions of Excel and slips of the pen → those of ODK, where there is one of the same use."""


def usable(text: str) -> bool:
    """Whether an expression of a workbook, with `${question}` in it, can be used."""
    try:
        check_expression(text)
    except ExpressionError:
        return False
    return True


def meant(text: str, names: Collection[str], *, of_this: bool) -> str:
    """The expression that an unusable one was to be; empty if nobody can tell.

    `names` are the questions of the form. `of_this` tells that it judges the answer to its own
    question, so that `> 18` means `. > 18`.
    """
    if len(text) > _LONGEST:
        return ""
    pieces = _QUOTED.split(text.translate(_QUOTES).strip())
    pieces[::2] = [_signs(_references(piece, names)) for piece in pieces[::2]]
    pieces[0] = re.sub(r"^\s*=\s*(?=[\w$(])", "", pieces[0])
    found = " ".join("".join(pieces).split())
    for candidate in (found, _with_operands(found, of_this), _DECIMAL_COMMA.sub(r"\1.\2", found)):
        turned = _NOT_THIS.sub(r"not(\1)", candidate)
        for whole in (candidate, turned, f"{candidate})", f"{candidate}'"):
            if whole != text and usable(whole):
                return whole
    return ""


def _signs(piece: str) -> str:
    """Operators and functions as ODK writes them; references stay."""
    parts = _REFERENCE.split(piece)
    for place in range(0, len(parts), 2):
        for pattern, sign in _SIGNS:
            parts[place] = pattern.sub(sign, parts[place])
        parts[place] = _CALL.sub(_function, parts[place])
    return "".join(parts)


def _function(call: re.Match[str]) -> str:
    name = call[1].lower()
    return f"{_FUNCTIONS.get(name, name)}("


def _references(piece: str, names: Collection[str]) -> str:
    """`${ name }`, `{name}`, `$(name)`, `$name` and `${name` as `${name}`."""

    def braced(found: re.Match[str]) -> str:
        name = next(filter(None, found.groups()), "")
        plain = found[0].startswith("(") or found[0].startswith("[")
        return f"${{{name}}}" if name in names and not plain else found[0]

    def named(found: re.Match[str]) -> str:
        return f"${{{found[1]}}}" if found[1] in names else found[0]

    piece = _BRACED.sub(braced, piece)
    return _OPEN_BRACE.sub(named, _DOLLAR.sub(named, piece))


def _with_operands(text: str, of_this: bool) -> str:  # noqa: FBT001 - as its caller has it
    """`> 18 and < 60` with what is compared: the left side of the first comparison, else `.`."""
    first = _LEFT.match(text)
    left = first[1] if first else "." if of_this else ""
    return _NO_OPERAND.sub(lambda found: f"{found[1]} {left} ", text).strip() if left else text
