"""Versions of one interview side by side, question by question, with what is to stand marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual.geometry import Size

from surveykit.tui.typography import fit, wrap
from surveykit.tui.widgets.painted import Line, Painted, Role, Run

_LEAST_COLUMN = 22
"""Cells; narrower columns stand below each other."""
_CHOSEN, _OPEN = "●", "○"


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its answer in each version, in words."""

    label: str
    answers: tuple[str, ...]


class Versus(Painted):
    """Rows to choose from; `taken` is what was chosen, a version for each row, or None."""

    def __init__(self) -> None:
        super().__init__()
        self._head: tuple[str, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self.taken: list[int | None] = []
        self._at = self._top = 0

    def show(self, head: Sequence[str], rows: Sequence[Row]) -> None:
        """Show other versions, nothing chosen yet; `head` stands above them."""
        self._head, self._rows = tuple(head), tuple(rows)
        self.taken = [None] * len(self._rows)
        self._at = self._top = 0
        self.repaint()

    def take(self, version: int, *, everywhere: bool = False) -> None:
        """Choose a version for the marked question and go to the next, or for all of them."""
        if everywhere:
            self.taken = [version] * len(self._rows)
        elif self._rows:
            self.taken[self._at] = version
            self._at = min(self._at + 1, len(self._rows) - 1)
        self.repaint()

    def press(self, key: str) -> bool:
        """Move the mark; False for keys that mean nothing here."""
        steps = {"up": -1, "shift+tab": -1, "down": 1, "tab": 1, "backspace": -1}
        if key not in steps:
            return False
        self._at = max(0, min(self._at + steps[key], len(self._rows) - 1))
        self.repaint()
        return True

    def lines(self, size: Size) -> Sequence[Line]:
        """As much as fits around the marked question."""
        everything: list[Line] = [
            (Run("  "), Run(line, "quiet"))
            for text in self._head
            for line in wrap(text, size.width - 4)
        ]
        first = last = 0
        for number, row in enumerate(self._rows):
            block = self._block(number, row, size.width)
            if number == self._at:
                first, last = len(everything), len(everything) + len(block)
            everything.extend(block)
        if self._at == 0:
            first = 0
        self._top = max(min(self._top, first), last - size.height, 0)
        shown = everything[self._top : self._top + size.height]
        if shown and self._top + size.height < len(everything):
            shown[-1] = (Run("  "), Run("▼", "rule"))
        return shown

    def _block(self, number: int, row: Row, width: int) -> list[Line]:
        pointer = "›" if number == self._at else " "
        label = wrap(row.label, width - 4)
        block: list[Line] = [()]
        for n, text in enumerate(label):
            block.append((Run(f"{pointer if not n else ' '} ", "rule"), Run(text, "strong")))
        count = len(row.answers)
        room = (width - 4 - 2 * (count - 1)) // count
        if room < _LEAST_COLUMN:
            for version in range(count):
                block.extend(self._cell(number, row, version, width - 6))
            return block
        columns = [self._cell(number, row, version, room) for version in range(count)]
        for pieces in zip_longest(*columns):
            runs = [Run("  ")]
            for piece in pieces:
                runs.extend(piece or [Run(" " * room)])
                runs.append(Run("  "))
            block.append(runs)
        return block

    def _cell(self, number: int, row: Row, version: int, room: int) -> list[list[Run]]:
        """One answer, its letter and a mark in front, each line exactly `room` cells wide."""
        chosen = self.taken[number] == version
        role: Role = "chosen" if chosen else "text"
        sign = _CHOSEN if chosen else _OPEN
        letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[version]
        start = f" {letter} {sign} "
        texts = wrap(row.answers[version] or "–", room - len(start) - 1)
        fronts = (start, *[" " * len(start)] * (len(texts) - 1))
        return [
            [Run(fit(f"{front}{text}", room), role)]
            for front, text in zip(fronts, texts, strict=True)
        ]
