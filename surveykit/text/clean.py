"""Make text from outside safe to show: what a person typed is data, never a command."""

import re
import unicodedata
from collections.abc import Iterable

_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 but tab and line feed: escape sequences begin here
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"  # turn the reading direction of what follows
    "\ufeff\ufffe\uffff\ud800-\udfff"  # no characters at all
    "]"
)


def without_controls(text: str) -> str:
    """The text as it is, spaces and line breaks too, but nothing that steers a terminal."""
    return _UNSAFE.sub("", text)


_PLAIN = re.compile("(?:[!-~]+(?: [!-~]+)*)?")  # nothing to clean, as in nearly all codes


def are_clean(texts: Iterable[str]) -> bool:
    """Whether `clean` surely leaves every one of these as it is; one look at many of them."""
    joined = f"~{'~'.join(texts)}~"
    return (
        joined.isascii()
        and joined.isprintable()
        and not any(space in joined for space in ("  ", "~ ", " ~"))
    )


def clean(text: str) -> str:
    """The text in NFC without control, direction and non-characters; one line.

    Runs of white space become one space. For text with line breaks use `clean_lines`.
    """
    return text if _PLAIN.fullmatch(text) else _cleaned(text)


def _cleaned(text: str) -> str:
    return " ".join(_UNSAFE.sub("", unicodedata.normalize("NFC", text)).split())


def clean_lines(text: str) -> str:
    """As `clean`, but line breaks stay."""
    if _PLAIN.fullmatch(text):
        return text
    return "\n".join(clean(line) for line in text.splitlines()).strip()


_SHOWN = 100
"""Letters of a cell that a message repeats."""


def short(text: str) -> str:
    """What a person wrote, as plain text on one line, cut where it is long."""
    text = clean(text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
