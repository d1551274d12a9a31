"""Trying a form out in the screens of the interview; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from surveykit.asking.page import Page, say
from surveykit.asking.trial import report_of
from surveykit.text import _
from surveykit.text.form_language import language_name
from surveykit.tui.screens.conversation_menu import conversation_menu
from surveykit.tui.screens.guided import GuidedScreen
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.widgets.leaflet import Paragraph

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.preview import Preview, Trial


class PreviewScreen(GuidedScreen[None]):
    """The interview with a form on trial; at the end it says what would keep it from ending."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(preview)
        self._preview = preview

    def bar(self, *, unsafe: bool) -> tuple[str, str]:
        """The form; that nothing is stored, whatever has been answered."""
        mark = _("Preview – nothing is stored")
        name = language_name(self._preview.language)
        return self._preview.form.title, f"{name} · {mark}" if name else mark

    def end_page(self) -> Page:
        """Enter shows how it went."""
        words = _("That was the last question. Enter shows how it went.")
        return say(words, _("Backspace goes back to the questions."))

    async def finish(self) -> None:
        """Show how it went, then leave."""
        title = " · ".join((self._preview.form.title, _("Preview – nothing is stored")))
        report = list(_paragraphs(self._preview.trial()))
        self.app.push_screen(ReadingScreen(title, report), self._left)

    def _left(self, _result: None) -> None:
        self.dismiss(None)

    async def menu(self) -> None:
        """Everything that is not answering."""
        more = [
            ("finish", _("Show how it went, and leave")),
            ("discard", _("Leave at once")),
        ]
        screen = conversation_menu(self.bar(unsafe=False)[0], self._preview, more)
        self.app.push_screen(screen, self.chosen)

    async def chosen(self, item: str | None) -> None:
        """As in every menu; here also to end or to leave."""
        match item:
            case "finish":
                await self.finish()
            case "discard":
                self.dismiss(None)
            case _:
                await super().chosen(item)


def _paragraphs(trial: Trial) -> Iterator[Paragraph]:
    for place, (heading, lines) in enumerate(report_of(trial)):
        if place:
            yield "text", ""
        yield "strong", heading
        yield from (("text", line) for line in lines)
