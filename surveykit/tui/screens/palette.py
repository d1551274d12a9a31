"""The command palette: every errand of a screen by its name, done with Enter."""

from collections.abc import Sequence

from textual.screen import ScreenResultType

from surveykit.text import _
from surveykit.tui.errands import Errand, palette
from surveykit.tui.screens.asking import AskScreen
from surveykit.tui.screens.plain import PlainScreen


def open_palette(screen: PlainScreen[ScreenResultType]) -> None:
    """Let one of the screen's errands be chosen, then do it there."""
    errands: Sequence[Errand] = screen.errands()

    async def chosen(answer: str | None) -> None:
        if answer:
            await errands[int(answer.partition(" ")[0])].run()

    screen.app.push_screen(AskScreen(_("everything"), palette(errands)), chosen)
