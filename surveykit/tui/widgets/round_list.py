"""The dwellings by building and entrance; paints only what is on the screen."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.geometry import Size

from surveykit.asking.round import Row
from surveykit.text import _, ngettext
from surveykit.tui.typography import fit
from surveykit.tui.widgets.painted import Line, Painted, Role, Run

_ROOMY = 72  # cells from which attempts are counted in words


class RoundList(Painted):
    """A list with one marked dwelling; thousands of rows cost no more than a screenful."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._at = 0
        self._top = 0

    def show(self, rows: Sequence[Row], at: str = "") -> None:
        """Show these lines; the mark stays at the named dwelling or at the same height."""
        self._rows = tuple(rows)
        names = {row.dwelling.name: n for n, row in enumerate(rows) if row.dwelling}
        self._at = names.get(at, min(self._at, max(len(rows) - 1, 0)))
        self._settle(1)
        self.repaint()

    @property
    def row(self) -> Row | None:
        """The marked dwelling's line; None on an empty list."""
        return self._rows[self._at] if self._rows else None

    def press(self, key: str) -> bool:
        """Move the mark; False for keys that mean nothing here."""
        page = max(self.size.height - 2, 1)
        steps = {"down": 1, "up": -1, "pagedown": page, "pageup": -page}
        far = {"home": -len(self._rows), "end": len(self._rows)}
        if key in ("tab", "shift+tab"):
            self._entrance(1 if key == "tab" else -1)
        elif key in steps or key in far:
            by = steps.get(key) or far.get(key, 0)
            self._at = max(0, min(self._at + by, len(self._rows) - 1))
            self._settle(1 if by > 0 else -1)
        else:
            return False
        self.repaint()
        return True

    def to_next_open(self) -> None:
        """Mark the next dwelling that may be tried; stays where there is none below."""
        for n in range(self._at + 1, len(self._rows)):
            if self._rows[n].may_try:
                self._at = n
                break
        self.repaint()

    def _entrance(self, step: int) -> None:
        """To the first dwelling of the next entrance, or of this or the one before."""
        here = self._at - 1 if step < 0 else self._at
        order = range(here + step, len(self._rows) if step > 0 else -1, step)
        heading = next((n for n in order if not self._rows[n].dwelling), None)
        if heading is not None:
            self._at = heading
        self._settle(1)

    def _settle(self, step: int) -> None:
        """Never stand on a heading."""
        down, up = range(self._at, len(self._rows)), range(self._at, -1, -1)
        order = (*down, *up) if step > 0 else (*up, *down)
        self._at = next((n for n in order if self._rows[n].dwelling), 0)

    def lines(self, size: Size) -> Sequence[Line]:
        """The rows around the mark."""
        if not self._rows:
            return [(), (Run("    "), Run(_("No doors are left to try."), "quiet"))]
        first = self._at - 1 if self._at and not self._rows[self._at - 1].dwelling else self._at
        self._top = max(min(self._top, first), self._at - size.height + 1, 0)
        self._top = min(self._top, max(len(self._rows) - size.height, 0))
        visible = enumerate(self._rows[self._top : self._top + size.height], self._top)
        return [self._line(row, size.width, marked=n == self._at) for n, row in visible]

    def _line(self, row: Row, width: int, *, marked: bool) -> Line:
        if row.dwelling is None:
            return (Run("  "), Run(fit(row.heading, width - 4), "strong"))
        tries = f"{row.attempts}×"
        if width >= _ROOMY:
            tries = ngettext("{n} attempt", "{n} attempts", row.attempts).format(n=row.attempts)
        role: Role = "chosen" if marked else ("text" if row.may_try or row.draft else "quiet")
        name = fit(row.dwelling.name, min(max(cell_len(row.dwelling.name), 10), width // 4))
        left = f" {row.mark or ' '}  {name}  {fit(row.place, 14)}  "
        right = f" {fit(tries if row.attempts else '', 11 if width >= _ROOMY else 2)} "
        words = fit(row.words, width - 4 - cell_len(left) - cell_len(right))
        return (Run(" "), Run("›" if marked else " ", "rule"), Run(f"{left}{words}{right}", role))
