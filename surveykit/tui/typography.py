"""How text becomes lines: wrapping by cells, and the side a language is written from.

Right-to-left text is wrapped in logical order and set flush right, line by line. Shaping and
reordering are left to the terminal: many show Arabic letters unjoined or from the left.
`set_line` is the one place that would have to change.
"""

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells, set_cell_size

MEASURE = 66
"""Longest line of a question, in cells: what an eye finds its way back from."""

MARGIN = 4
"""Cells left of a question's text; the rule and the pointer stand in them."""


def measure_of(width: int) -> int:
    """Cells for a line of text in a region of this width."""
    return max(min(width - MARGIN - 4, MEASURE), 20)


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


def _wrap_paragraph(paragraph: str, width: int) -> Iterator[str]:
    line = ""
    for word in paragraph.split():
        for piece in chop_cells(word, width) if cell_len(word) > width else [word]:
            if line and cell_len(line) + 1 + cell_len(piece) > width:
                yield line
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
    yield line
