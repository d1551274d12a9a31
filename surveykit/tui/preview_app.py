"""The app for trying out one form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveykit.tui.screens.preview import PreviewScreen
from surveykit.tui.terminal_app import TerminalApp

if TYPE_CHECKING:
    from surveykit.preview import Preview


class PreviewApp(TerminalApp):
    """Shows a form as in the interview, until it is left."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview

    def begin(self) -> None:
        """Show the first question."""
        self.push_screen(PreviewScreen(self._preview), self._left)

    def _left(self, _result: None) -> None:
        self.exit()
