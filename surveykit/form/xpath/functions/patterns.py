"""Patterns of `regex()`: Java's, as far as Python's mean something else."""

import re
from functools import cache, lru_cache
from unicodedata import category

from surveykit.form.xpath.tokens import ExpressionError
from surveykit.text import _

_POSIX = {
    "Alpha": "A-Za-z",
    "Digit": "0-9",
    "Alnum": "A-Za-z0-9",
    "Upper": "A-Z",
    "Lower": "a-z",
    "Punct": r"!-/:-@\[-`{-~",
    "Space": r"\s",
}
_PARTS = re.compile(r"\\p\{(?:Is)?(\w+)\}|\\.|\[|\]|[^\\\[\]]+", re.DOTALL)
_BASIC_PLANE = 0x10000


@lru_cache(maxsize=256)
def java_pattern(pattern: str) -> re.Pattern[str]:
    r"""A Java pattern for Python: `\p{L}` and the like spelled out, `\w` and `\d` ASCII only.

    Raises:
        ExpressionError: it is no pattern.
    """
    try:
        return re.compile(_translated(pattern), re.ASCII)
    except re.error as error:
        raise ExpressionError(
            _("“{pattern}” is no pattern: {reason}.").format(pattern=pattern, reason=error.msg),
            _("Mend the second argument of regex()."),
        ) from error


def _translated(pattern: str) -> str:
    out, depth = [], 0
    for match in _PARTS.finditer(pattern):
        part = match.group()
        depth += (part == "[") - (part == "]")
        if match[1]:
            members = _POSIX.get(match[1]) or _members(match[1].removesuffix("phabetic"))
            part = members if depth else f"[{members}]"
        out.append(part)
    return "".join(out)


@cache
def _members(name: str) -> str:
    """The characters of a Unicode category (`L`, `Lu`, `N`, …) as ranges of a class."""
    wanted = "L" if name == "Al" else name
    ranges: list[list[int]] = []
    for code in range(_BASIC_PLANE):
        if not category(chr(code)).startswith(wanted):
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\u{low:04x}-\\u{high:04x}" for low, high in ranges)
