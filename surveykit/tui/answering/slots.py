"""Days by time bands: several answers on a grid."""

from surveykit.asking.page import Asked
from surveykit.tui.answering.choosing import Chooser
from surveykit.tui.answering.editor import Editor, Effect

BAND = "band:"
"""Beginning of what a click on a band presses; its row and column come behind."""


class GridChooser(Chooser):
    """Days by time bands: the figures toggle bands of the marked day, 0 the whole day."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        if asked.grid is None:
            raise ValueError(f"{asked.ref} has no grid")
        self.grid = asked.grid
        self.row = next((c.row for c in self.grid.cells if c.code in self.chosen), 0)
        self.column = 0

    @property
    def on_grid(self) -> bool:
        """True while the cursor stands on a day, not on an answer beneath."""
        return self.row < len(self.grid.rows)

    @property
    def pointing(self) -> bool:
        """Always: the figures mean the bands of the marked day."""
        return True

    def press(self, key: str, character: str | None) -> Effect:
        """Move over the grid, toggle a band or a day, or choose an answer beneath."""
        if key.startswith(BAND):
            self.row, column = map(int, key.removeprefix(BAND).split(":"))
            return self._toggle_band(column)
        if key in ("up", "down"):
            return self._step(1 if key == "down" else -1)
        if not self.on_grid:
            return super().press(key, character)
        if key in ("left", "right"):
            step = 1 if key == "right" else -1
            self.column = max(0, min(self.column + step, self.grid.columns - 1))
            return Effect.MOVED
        if key == "space":
            return self._toggle_band(self.column)
        if character == "0":
            return self._toggle_day()
        if character and character in "123456789"[: self.grid.columns]:
            return self._toggle_band(int(character) - 1)
        return super().press(key, character)

    def follow(self, before: Editor) -> None:
        """As for any answers; the grid's cursor stays too."""
        super().follow(before)
        if isinstance(before, GridChooser):
            self.row, self.column = before.row, before.column

    def _step(self, step: int) -> Effect:
        """One row down or up; the answers beneath follow the days."""
        at = self.row if self.on_grid else self.row + self.cursor
        to = at + step
        if to < 0:
            return Effect.LEFT_ABOVE
        if to >= len(self.grid.rows) + len(self.all):
            return Effect.LEFT_BELOW
        self.row = min(to, len(self.grid.rows))
        self.cursor = max(to - len(self.grid.rows), 0)
        return Effect.MOVED

    def take(self, n: int) -> Effect:
        """Choose an answer beneath the grid."""
        self.row = len(self.grid.rows)
        return super().take(n)

    def _toggle_band(self, column: int) -> Effect:
        cell = self.grid.at(self.row, column)
        if cell is None:
            return Effect.MOVED
        self.column = column
        return self._choose(cell.code)

    def _toggle_day(self) -> Effect:
        day = {cell.code for cell in self.grid.cells if cell.row == self.row}
        chosen = set(self.chosen)
        self._change(chosen - day if day <= chosen else chosen | day)
        return Effect.CHOSEN
