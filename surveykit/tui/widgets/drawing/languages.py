"""Words of a question in its language, or in two: side by side, or one below the other."""

from itertools import zip_longest

from surveykit.asking.page import Asked
from surveykit.tui.typography import set_line, wrap
from surveykit.tui.widgets.painted import Line, Role, Run

SIDE_BY_SIDE = 60
"""Cells from which two languages have a column each."""

_GAP = 3
_TURNED = str.maketrans("›▌", "‹▐")


def in_languages(
    words: str, other: str, asked: Asked, measure: int, role: Role, other_role: Role | None = None
) -> list[Line]:
    """Lines of exactly `measure` cells; `other` is the same in the language beside, if any.

    What is written from the right stands on the right.
    """
    if asked.beside is None or not (words and other) or words == other:
        return _column(words or other, measure, role, from_right=asked.from_right)
    first = words, role, asked.from_right
    second = other, other_role or role, asked.beside.from_right
    if measure < SIDE_BY_SIDE:
        return [line for text, its_role, from_right in (first, second)
                for line in _column(text, measure, its_role, from_right=from_right)]  # fmt: skip
    if asked.from_right and not asked.beside.from_right:
        first, second = second, first
    width = (measure - _GAP) // 2
    left, right = (
        _column(text, width, its_role, from_right=from_right)
        for text, its_role, from_right in (first, second)
    )
    blank = [Run(" " * width, role)]
    return [
        (*one, Run(" " * (measure - 2 * width), role), *two)
        for one, two in zip_longest(left, right, fillvalue=blank)
    ]


def mirrored(line: Line, asked: Asked) -> Line:
    """The line as a language lays it out: from the right, keys and rules stand on the right.

    Two languages share one layout, so that the keys stay where they are.
    """
    if not asked.from_right or asked.beside is not None:
        return line
    return tuple(
        Run(run.text.translate(_TURNED), run.role) if run.role == "rule" else run
        for run in reversed(line)
    )


def _column(words: str, width: int, role: Role, *, from_right: bool) -> list[Line]:
    return [
        (Run(set_line(text, width, from_right=from_right), role),) for text in wrap(words, width)
    ]
