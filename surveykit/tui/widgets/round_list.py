"""The dwellings by building and entrance; paints only what is on the screen."""

from collections.abc import Sequence

from textual.geometry import Size

from surveykit.asking.round import Row, View
from surveykit.text import _
from surveykit.tui.lines import door_lines, first_line
from surveykit.tui.widgets.painted import Line, Painted, Run


class RoundList(Painted):
    """A list with one marked dwelling; thousands of rows cost no more than a screenful."""

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self._nothing = ""
        self._at = 0
        self._top = 0

    def show(self, view: View, at: str = "", *, nothing: str = "") -> None:
        """Show these lines, or what to say where there are `nothing`.

        The mark stays at the named dwelling or at the same height.
        """
        self._view, self._nothing = view, nothing
        named = view.line_of(at) if at else None
        self._at = min(self._at, max(len(view) - 1, 0)) if named is None else named
        self._settle(1)
        self.repaint()

    @property
    def row(self) -> Row | None:
        """The marked dwelling's line; None on an empty list."""
        return self._view[self._at] if self._view else None

    @property
    def dwelling(self) -> str:
        """Name of the marked dwelling; empty on an empty list."""
        row = self.row
        return row.flat.name if row and row.flat else ""

    def press(self, key: str) -> bool:
        """Move the mark; False for keys that mean nothing here."""
        page, lines = max(self.size.height - 2, 1), len(self._view or ())
        steps = {"down": 1, "up": -1, "pagedown": page, "pageup": -page}
        far = {"home": -lines, "end": lines}
        if key in ("tab", "shift+tab"):
            self._entrance(1 if key == "tab" else -1)
        elif key in steps or key in far:
            by = steps.get(key) or far.get(key, 0)
            self._at = max(0, min(self._at + by, lines - 1))
            self._settle(1 if by > 0 else -1)
        else:
            return False
        self.repaint()
        return True

    def go_to(self, dwelling: str) -> bool:
        """Mark this dwelling; False if it is not shown."""
        line = self._view.line_of(dwelling) if self._view else None
        if line is not None:
            self._at = line
            self.repaint()
        return line is not None

    def to_next_open(self) -> None:
        """Mark the next dwelling that may be tried; stays where there is none below."""
        line = self._view.next_open(self._at) if self._view else None
        if line is not None:
            self._at = line
        self.repaint()

    def _entrance(self, step: int) -> None:
        """To the first dwelling of the next entrance, or of this or the one before."""
        if self._view:
            here = self._at - 1 if step < 0 else self._at
            heading = self._view.heading(here, step)
            if heading is not None:
                self._at = heading
            self._settle(1)

    def _settle(self, step: int) -> None:
        """Never stand on a heading; behind every one stands a door."""
        if self._view and self._view.is_heading(self._at):
            self._at += 1 if step > 0 or self._at == 0 else -1

    def lines(self, size: Size) -> Sequence[Line]:
        """The rows around the mark."""
        view = self._view
        if view is None:
            return [(), (Run("    "), Run(_("One moment …"), "quiet"))]
        if not view:
            return [(), (Run("    "), Run(self._nothing, "quiet"))]
        self._top = first_line(view, self._at, size.height, self._top)
        return door_lines(view, self._top, self._at, size.width, size.height)
