r"""Patterns of `regex()`: Java's, written anew for Python, and tried for a bounded time only.

Where Java and Python read a pattern differently, it is Java's meaning that counts:
`\d`, `\w` and `\s` are ASCII, `.` is no line end, classes may be nested and intersected.
Source: `java.util.regex.Pattern`, Java 17.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from surveykit.form.xpath.tokens import ExpressionError
from surveykit.text import _

Matches = Callable[[str], bool]
"""Whether a whole text fits a pattern."""

SECONDS = 0.2
"""So long a text is tried; one that takes longer does not fit."""
_DEEPEST = 60
_LONGEST = 5000
_SIMPLE = r"(?:[\w @,:;/'\"%~=-]|\\[dsw.+*?/()-]|\[\^?(?:[\w @,:;/.+*?()'\"-]|\\[dsw.-])+\])"
_STEADY = re.compile(rf"\^?(?:{_SIMPLE}(?:\{{\d+\}})?)*(?:{_SIMPLE}(?:[*+?]|\{{\d+,\d*\}}))?\$?")
"""At most one part of variable length, at the end: no text takes long."""
_POSIX = {
    "ASCII": r"\x00-\x7f",
    "Alnum": "A-Za-z0-9",
    "Alpha": "A-Za-z",
    "Blank": r"\ \t",
    "Cntrl": r"\x00-\x1f\x7f",
    "Digit": "0-9",
    "Graph": r"\!-\~",
    "Lower": "a-z",
    "Print": r"\ -\~",
    "Punct": r"\!-/\:-@\[-`\{-\~",
    "Space": r"\ \t\n\x0b\f\r",
    "Upper": "A-Z",
    "XDigit": "0-9A-Fa-f",
    "javaLowerCase": r"\p{Lowercase}",
    "javaUpperCase": r"\p{Uppercase}",
    "javaWhitespace": r"\p{White_Space}",
}
_CLASSES = {
    "d": "0-9",
    "w": "A-Za-z0-9_",
    "s": _POSIX["Space"],
    "h": r"\ \t\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000",
    "v": r"\n\x0b\f\r\x85\u2028\u2029",
}
_OUTSIDE = {
    "b": r"(?:(?<=[\p{L}\p{M}\p{N}_])(?![\p{L}\p{M}\p{N}_])"
    r"|(?<![\p{L}\p{M}\p{N}_])(?=[\p{L}\p{M}\p{N}_]))",
    "A": r"\A",
    "z": r"\Z",
    "Z": r"(?=\n?\Z)",
    "R": r"(?:\r\n|[\n\x0b\f\r\x85\u2028\u2029])",
    "X": r"\X",
}
_PARTS = re.compile(
    r"""
    \\Q(?P<quoted>.*?)(?:\\E|\Z)
  | \\(?P<not>[pP])(?:\{(?P<property>[^}]*)\}|(?P<letter>[A-Z]))
  | \\k<(?P<group>\w+)>
  | \\x\{(?P<code>[0-9A-Fa-f]{1,6})\} | \\0(?P<octal>[0-3]?[0-7]{1,2})
  | (?P<kept>\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[1-9]\d*|[tnrfa]))
  | \\(?P<escaped>.)
  | (?P<opens>\[\^?\]?|\(\?(?:[:=!>]|<[=!]|<[A-Za-z]\w*>|[a-zA-Z-]*[:)])|\(\?|\()
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_FLAGS = re.compile(r"\(\?[a-zA-Z-]*[:)]")


@lru_cache(maxsize=256)
def java_pattern(pattern: str) -> Matches:
    """A test whether a text fits a Java pattern from its first to its last character.

    Raises:
        ExpressionError: it is no pattern, or too long or too deep to be tried.
    """
    if _STEADY.fullmatch(pattern):
        return _steady(pattern)
    import regex  # a pattern with several variable parts can take ages: only this can be stopped

    try:
        found = regex.compile(_Translation(pattern).text(), regex.V1)
    except (regex.error, RecursionError, OverflowError) as error:
        raise _no_pattern(pattern, str(getattr(error, "msg", error))) from error

    def matches(text: str) -> bool:
        try:
            return found.fullmatch(text, timeout=SECONDS) is not None
        except TimeoutError:
            return False

    return matches


def _steady(pattern: str) -> Matches:
    try:
        found = re.compile(pattern, re.ASCII)
    except (re.error, OverflowError) as error:
        raise _no_pattern(pattern, str(error)) from error
    return lambda text: found.fullmatch(text) is not None


def _no_pattern(pattern: str, reason: str) -> ExpressionError:
    return ExpressionError(
        _("“{pattern}” is no pattern: {reason}.").format(pattern=pattern[:60], reason=reason),
        _("Mend the second argument of regex()."),
    )


class _Translation:
    """One pattern on its way from Java to Python."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._open: list[str] = []
        flags = "".join(re.findall(r"\(\?([a-zA-Z]+)[:)-]", pattern))
        self._dot = "." if "s" in flags else r"[^\n\r\x85\u2028\u2029]"
        unicode = re.search(r"[uU]", flags) or re.search(r"\\[pPb]", pattern)
        self._start = "(?-f)" if unicode else "(?a)"

    def text(self) -> str:
        """The pattern as Python's."""
        if len(self._pattern) > _LONGEST:
            raise _no_pattern(self._pattern, _("it is too long"))
        return self._start + "".join(map(self._part, _PARTS.finditer(self._pattern)))

    @property
    def _in_class(self) -> bool:
        return bool(self._open) and self._open[-1] == "["

    def _part(self, match: re.Match[str]) -> str:
        if match["quoted"] is not None:
            return re.escape(match["quoted"])
        if match["not"]:
            return self._property(match["property"] or match["letter"], match["not"] == "P")
        if match["group"]:
            return f"(?P={match['group']})"
        if match["code"] or match["octal"]:
            code = int(match["code"], 16) if match["code"] else int(match["octal"], 8)
            return f"\\U{code:08x}"
        if match["escaped"]:
            return self._escaped(match["escaped"])
        if match["opens"]:
            return self._opened(match["opens"])
        return match["kept"] or self._other(match["other"])

    def _property(self, name: str, negated: bool) -> str:  # noqa: FBT001 - private
        members = _POSIX.get(name, f"\\p{{{name}}}")
        if negated:
            return f"[^{members}]"
        return members if self._in_class else f"[{members}]"

    def _escaped(self, letter: str) -> str:
        members = _CLASSES.get(letter.lower())
        if members and letter.isupper():
            return f"[^{members}]"
        if members:
            return members if self._in_class else f"[{members}]"
        if letter == "e":
            return r"\x1b"
        if not self._in_class and letter in _OUTSIDE:
            return _OUTSIDE[letter]
        if letter.isascii() and letter.isalnum():
            raise _no_pattern(
                self._pattern, _("“{escape}” means nothing").format(escape=f"\\{letter}")
            )
        return re.escape(letter)

    def _opened(self, text: str) -> str:
        if self._in_class and text[0] == "(":
            return re.escape(text)
        if text == "(?":
            raise _no_pattern(self._pattern, _("“(?” is not followed by anything known"))
        if _FLAGS.fullmatch(text):
            text = re.sub("[duU]", "", text)
        if text.endswith(")"):
            return text.replace("(?)", "")
        self._open.append(text[0])
        if len(self._open) > _DEEPEST:
            raise _no_pattern(self._pattern, _("it is nested too deeply"))
        return text.replace("]", r"\]")

    def _other(self, character: str) -> str:
        if self._in_class:
            if character == "]":
                self._open.pop()
            return "\\" + character if character in "|~:#" else character
        if character == ")" and self._open:
            self._open.pop()
        return self._dot if character == "." else character
