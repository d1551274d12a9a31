"""Text to read: help, faults, a report; scrolls when it is long."""

from collections.abc import Sequence

from textual.geometry import Size

from surveykit.tui.typography import MARGIN, measure_of, wrap
from surveykit.tui.widgets.painted import Line, Painted, Role, Run

Paragraph = tuple[Role, str]


class Leaflet(Painted):
    """Paragraphs, each in one role, with a blank line where a text is empty."""

    def __init__(self, paragraphs: Sequence[Paragraph] = ()) -> None:
        super().__init__()
        self._paragraphs = tuple(paragraphs)
        self._top = 0

    def show(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show another text from its beginning."""
        self._paragraphs, self._top = tuple(paragraphs), 0
        self.repaint()

    @property
    def words(self) -> str:
        """Everything it says, a line per paragraph."""
        return "\n".join(text for _role, text in self._paragraphs)

    def press(self, key: str) -> bool:
        """Scroll; False for keys that mean nothing here."""
        page = max(self.size.height - 2, 1)
        steps = {"down": 1, "up": -1, "pagedown": page, "space": page, "pageup": -page}
        far = {"home": -1_000_000, "end": 1_000_000}
        if key not in steps and key not in far:
            return False
        self._top += steps.get(key) or far.get(key, 0)
        self.repaint()
        return True

    def lines(self, size: Size) -> Sequence[Line]:
        """The part around the present place, with arrows where there is more."""
        indent, width = Run(" " * MARGIN), measure_of(size.width)
        everything: list[Line] = [()]
        for role, text in self._paragraphs:
            everything.extend((indent, Run(line, role)) for line in wrap(text, width))
        self._top = max(min(self._top, len(everything) - size.height), 0)
        shown = everything[self._top : self._top + size.height]
        if self._top + size.height < len(everything):
            shown[-1] = (indent, Run("▼", "rule"))
        return shown
