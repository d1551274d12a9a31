"""Signs for terminals that lack ours: an old character set, or the bare Linux console.

Every sign has a stand-in of one cell, so nothing moves. Letters that a character set lacks lose
their marks; what has no letter below it becomes a question mark.
"""

import os
import sys
import unicodedata
from functools import cache

_SIGNS = {
    "─": "-", "━": "=", "│": "|", "┃": "|", "▌": "|", "▐": "|", "█": "#", "░": ".", "▒": ":",
    "▓": "%", "▼": "v", "▲": "^", "▶": ">", "◀": "<", "→": ">", "←": "<", "›": ">", "‹": "<",
    "○": "o", "●": "*", "◉": "*", "✓": "+", "×": "x", "…": "~", "·": ".", "•": "*", "–": "-",
    "—": "-", "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "☐": "o", "☒": "x", "★": "*",
    "☆": ".", "□": "o", "■": "x", "┏": "+", "┓": "+", "┗": "+", "┛": "+",
    "€": "E", "\N{NO-BREAK SPACE}": " ",
}  # fmt: skip
_TABLE = str.maketrans(_SIGNS)


@cache
def character_set() -> str:
    """What the terminal can show: `utf-8`, an old character set, or `linux` for its console.

    Whoever asks for plain signs gets those of the Linux console.
    """
    if os.environ.get("SURVEYKIT_ASCII"):
        return "linux"
    if os.name == "nt":  # every console that Textual runs in
        return "utf-8"
    encoding = (getattr(sys.__stdout__, "encoding", None) or "ascii").lower().replace("_", "-")
    if encoding.startswith("utf"):
        return "linux" if os.environ.get("TERM") == "linux" else "utf-8"
    return encoding


def showable(text: str, character_set: str) -> str:
    """The text with what this character set can show, cell by cell."""
    if character_set == "utf-8" or text.isascii():
        return text
    if character_set == "linux":
        return text.translate(_TABLE)
    return "".join(_letter(one, character_set) for one in text)


def _letter(one: str, encoding: str) -> str:
    for candidate in (one, _SIGNS.get(one, ""), unicodedata.normalize("NFKD", one)[:1]):
        if candidate and _has(encoding, candidate):
            return candidate
    return "?"


@cache
def _has(encoding: str, letter: str) -> bool:
    try:
        letter.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
