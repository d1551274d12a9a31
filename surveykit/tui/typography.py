"""How text becomes lines: wrapping by cells, and the side a language is written from.

Right-to-left text is wrapped in the order in which it is read and set flush right, line by line.
Its letters are joined and put in their places only where they are painted (`text.from_right`).
"""

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells, set_cell_size

MEASURE = 66
"""Longest line of a question, in cells: what an eye finds its way back from."""

MARGIN = 4
"""Cells left of a question's text; the rule and the pointer stand in them."""

_WORD = re.compile(r"[\S\u00a0\u202f]+")
"""With the spaces at which no line ends, as before a per cent sign."""

WIDEST = 116
"""Of two languages side by side: two lines of text with a gap between."""


def measure_of(width: int, *, languages: int = 1) -> int:
    """Cells for a line of text in a region of this width; for two languages what both take."""
    return max(min(width - MARGIN - 4, MEASURE if languages == 1 else WIDEST), 20)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, never empty; line breaks in it stay."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, max(width, 2)))
    return lines


def set_line(line: str, width: int, *, from_right: bool) -> str:
    """The line in exactly `width` cells, flush with the side its language begins on."""
    if from_right:
        line = " " * (width - cell_len(line)) + line
    return set_cell_size(line, width)


def fit(text: str, width: int) -> str:
    """The text in exactly `width` cells; what is too long ends in an ellipsis."""
    text = text.rstrip()
    if width > 0 and cell_len(text) > width:
        text = set_cell_size(text, width - 1).rstrip() + "…"
    return set_cell_size(text, max(width, 0))


def heading(text: str, width: int, most: int) -> list[str]:
    """The text above a narrow column, in up to `most` lines; no word goes on in the next line.

    A word too long for the column ends in an ellipsis, and so does what is left out at the end.
    """
    words = (fit(word, min(cell_len(word), width)) for word in _WORD.findall(text))
    lines = wrap(" ".join(words), width)
    if len(lines) <= most:
        return lines
    last = lines[most - 1].rstrip(" ,;–")
    if last.endswith("…"):  # of a word that was too long itself
        return [*lines[: most - 1], last]
    while cell_len(last) + 2 > width and " " in last:
        last = last.rpartition(" ")[0]
    short = f"{last} …" if cell_len(last) + 2 <= width else fit(f"{last}…", width)
    return [*lines[: most - 1], short]


def _wrap_paragraph(paragraph: str, width: int) -> Iterator[str]:
    line = ""
    for word in _WORD.findall(paragraph):
        for piece in chop_cells(word, width) if cell_len(word) > width else [word]:
            if line and cell_len(line) + 1 + cell_len(piece) > width:
                yield line
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
    yield line
