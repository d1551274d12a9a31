"""One door for every text that enters a workbook: it stays text, whatever was typed."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

LONGEST_TEXT = 32_767
"""Excel's limit for one cell, in UTF-16 units."""
LONGEST_SHEET_NAME = 31

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold; saving would fail."""
_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x")
"""A text without these is stored as it is."""
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LOOKS_LIKE_A_FORMULA = tuple("=+-@\t\n＝＋－＠")
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def text_cell(cell: "Cell", text: str) -> bool:
    """Write a text so that it can never act: no formula, no error value, no escape sequence.

    Returns True where the text was too long for Excel and now ends with "…".
    """
    stored, cut = storable(text)
    if not stored:
        return cut
    cell.value = stored
    cell.data_type = "s"  # else "=1+1" becomes a formula and "#N/A" an error
    if could_act(stored):
        cell.quotePrefix = True  # else it becomes a formula when somebody edits the cell
    return cut


def could_act(text: str) -> bool:
    """Whether a text could become a formula when somebody edits its cell."""
    return text.lstrip(" ").startswith(_LOOKS_LIKE_A_FORMULA)


def storable(text: str) -> tuple[str, bool]:
    """The text as it must stand in the file, and whether it had to be cut.

    Characters that XML or Excel cannot hold are dropped; `_x0041_`, which Excel would show
    as "A", is escaped.
    """
    if 2 * len(text) <= LONGEST_TEXT and not _SUSPECT.search(text):
        return text, False
    whole = _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    escaped = _escape(whole)
    if _units(escaped) <= LONGEST_TEXT:
        return escaped, False
    room = LONGEST_TEXT - 1 - (len(escaped) - len(whole))
    kept = whole.encode("utf-16-le")[: 2 * max(room, 0)].decode("utf-16-le", errors="ignore")
    return _escape(kept) + "…", True


def sheet_name(wanted: str, taken: set[str]) -> str:
    r"""A name that Excel accepts and that is not among `taken` yet; adds it there.

    At most 31 characters, none of `[]:*?/\\`, no apostrophe at an end, not "History", and
    unique without regard to case.
    """
    legal = _NOT_IN_A_SHEET_NAME.sub(" ", storable(wanted)[0]).strip(" '") or "_"
    if legal.casefold() in ("history", "änderungsverlauf"):
        legal += "_"
    name, number = _clip(legal, LONGEST_SHEET_NAME), 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = _clip(legal, LONGEST_SHEET_NAME - len(ending)) + ending
    taken.add(name.casefold())
    return name


def _clip(name: str, units: int) -> str:
    kept = name.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")
    return kept.strip(" '")


def _escape(text: str) -> str:
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
