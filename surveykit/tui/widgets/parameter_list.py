"""The parameters in a list: name, value, unit, what it may be, and whether it was changed."""

from collections.abc import Collection, Sequence

from rich.cells import cell_len
from textual import events
from textual.geometry import Size

from surveykit.deciding import Criterion
from surveykit.text import _
from surveykit.tui.typography import fit, wrap
from surveykit.tui.widgets.painted import Line, Painted, Role, Run

_ROOMY = 76
"""Cells from which the range stands beside the value."""
_WIDE = 100
"""Cells from which every line says what its parameter means."""
WIDEST = 116
"""Cells."""


class ParameterList(Painted):
    """One line for each, and the meaning of the marked one below the list."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Criterion, ...] = ()
        self._tried: Collection[str] = ()
        self._at = self._top = 0

    @property
    def widest(self) -> int:
        """Names, values and meanings take more than a text would."""
        return WIDEST

    def show(self, criteria: Sequence[Criterion], tried: Collection[str]) -> None:
        """Show these; `tried` are the names of those that do not hold yet."""
        self._all, self._tried = tuple(criteria), tried
        self._at = min(self._at, max(len(self._all) - 1, 0))
        self.repaint()

    @property
    def marked(self) -> Criterion | None:
        """The one with the mark."""
        return self._all[self._at] if self._all else None

    def on_click(self, event: events.Click) -> None:
        """Mark the line."""
        event.stop()
        if self._top + event.y < len(self._all) and event.y < self.size.height - 3:
            self._at = self._top + event.y
            self.repaint()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.press("down")

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.press("up")

    def press(self, key: str) -> bool:
        """Move the mark; False for keys that mean nothing here."""
        page = max(self.size.height - 5, 1)
        steps = {"down": 1, "up": -1, "tab": 1, "shift+tab": -1, "pagedown": page, "pageup": -page}
        far = {"home": -len(self._all), "end": len(self._all)}
        if key not in steps and key not in far:
            return False
        to = self._at + (steps.get(key) or far.get(key, 0))
        self._at = max(0, min(to, len(self._all) - 1))
        self.repaint()
        return True

    def lines(self, size: Size) -> Sequence[Line]:
        """The lines around the mark; the meaning stays at the bottom."""
        told = f"{self.marked.name}: {self.marked.meaning}" if self.marked else ""
        meaning = wrap(told, size.width - 6)[:2]
        height = max(size.height - 3, 1)
        self._top = max(min(self._top, self._at), self._at - height + 1, 0)
        self._top = min(self._top, max(len(self._all) - height, 0))
        shown = self._all[self._top : self._top + height]
        lines: list[Line] = [
            self._line(one, size.width, marked=n == self._at)
            for n, one in enumerate(shown, self._top)
        ]
        lines += [()] * (height - len(lines))
        if self._top + height < len(self._all):
            lines[-1] = (Run(" "), Run("▼ ", "rule"), *lines[-1][2:])
        return [*lines, (), *((Run("    "), Run(text, "quiet")) for text in meaning)]

    def _line(self, one: Criterion, width: int, *, marked: bool) -> Line:
        names = min(34, width // 2 - 4)
        role: Role = "chosen" if marked else "text"
        sign = "●" if one.name in self._tried else ("○" if one.changed else " ")
        span = fit(one.range, 10) + " " if width >= _ROOMY else ""
        words = _("tried") if one.name in self._tried else (_("changed") if one.changed else "")
        left = f"{sign} {fit(one.title, names)} {fit(one.value, 11)}{span}"
        room = max(width - 4 - cell_len(left), 0)
        told = [words, one.unit]
        if width >= _WIDE:
            told = [fit(one.unit, 18), words, one.meaning]
        rest = fit("  ".join(filter(None, told)), room)
        return (Run(" "), Run("› " if marked else "  ", "rule"), Run(left + rest, role))
