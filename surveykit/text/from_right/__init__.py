"""Right-to-left writing in terminals that set every letter from the left, and unjoined.

Text is kept in the order in which it is read. Only what is painted is turned here, line by line
after wrapping: letters joined to the forms they have in a word, then set in the order in which
they stand. Where the terminal does this by itself, it is left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from surveykit.text.from_right.terminals import Terminal, this_terminal

__all__ = ["Terminal", "as_painted", "checked", "has_from_right", "this_terminal", "turn", "turns"]

_WRITTEN_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

_turned: list[bool] = []
"""What somebody found who looked; the last one counts. One terminal, so one list for all."""


def has_from_right(text: str) -> bool:
    """Whether anything in it is written from the right."""
    return not text.isascii() and _WRITTEN_FROM_RIGHT.search(text) is not None


def turns() -> bool:
    """Whether this program turns the letters, or leaves it to the terminal."""
    return _turned[-1] if _turned else this_terminal() is not Terminal.TURNS


def turn(by_us: bool) -> None:  # noqa: FBT001 - like a switch
    """Turn letters from now on, or leave it to the terminal: somebody has looked at it."""
    _turned[:] = [by_us]


def checked() -> bool:
    """Whether it is known how this terminal writes: by a look at it, or because it was tried."""
    return bool(_turned) or this_terminal() in (Terminal.PLAIN, Terminal.TURNS)


def as_painted(text: str, *, from_left: bool = False) -> str:
    """A text as it goes to the terminal, in as many cells as before, spaces at its ends too.

    It runs in the direction of its first letter, but for what is said to run from the left.
    """
    return _in_place(text, from_left=from_left) if has_from_right(text) and turns() else text


@lru_cache(maxsize=512)  # a line is painted again whenever a key moves something
def _in_place(text: str, *, from_left: bool) -> str:
    from rich.cells import cell_len

    from surveykit.text.from_right.joining import joined
    from surveykit.text.from_right.order import begins_from_right, in_place

    words = text.strip(" ")
    before, behind = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    from_right = not from_left and begins_from_right(words)
    painted = in_place(joined(words), from_right=from_right)
    spare = " " * max(cell_len(words) - cell_len(painted), 0)  # where two letters became one
    flush_right = from_right and len(before) >= len(behind)
    painted = spare + painted if flush_right else painted + spare
    return before + painted + behind
