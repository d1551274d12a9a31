"""A text over the whole screen: help, faults, a receipt."""

from collections.abc import Sequence

from textual.app import ComposeResult

from surveykit.text import _
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.widgets.bars import KeyBar, TopBar
from surveykit.tui.widgets.leaflet import Leaflet, Paragraph


class ReadingScreen(PlainScreen[None]):
    """Shows paragraphs until a key closes it."""

    def __init__(self, title: str, paragraphs: Sequence[Paragraph]) -> None:
        super().__init__()
        self._title, self._paragraphs = title, tuple(paragraphs)

    def parts(self) -> ComposeResult:
        yield TopBar(self._title)
        yield Leaflet(self._paragraphs)
        yield KeyBar([(_("Arrows"), _("scroll")), ("Esc", _("back"))])

    async def pressed(self, key: str, character: str | None) -> None:
        if not self.query_one("Leaflet", Leaflet).press(key):
            self.dismiss(None)
