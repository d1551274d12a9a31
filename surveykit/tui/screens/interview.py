"""The interview: asking, and everything around it that is not answering."""

from __future__ import annotations

from surveykit.text import _
from surveykit.tui.screens.asking import menu
from surveykit.tui.screens.help import interview_help
from surveykit.tui.screens.interview_menu import (
    break_off_question,
    discard_question,
    interview_menu,
    jump_menu,
)
from surveykit.tui.screens.questioning import Command, Ending, QuestioningScreen
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.typography import language_name


class InterviewScreen(QuestioningScreen):
    """One screen from the greeting to the last question, with menu, help and languages."""

    def commands(self) -> dict[str, Command]:
        """As for asking; letters only where none can be typed."""
        always: dict[str, Command] = {
            "f1": self._help, "f2": self._ask_language, "f3": self._theme, "escape": self._menu,
        }  # fmt: skip
        letters: dict[str, Command] = {
            "question_mark": self._help, "l": self._ask_language, "t": self._theme,
        }  # fmt: skip
        typing = self.card.editor is not None and self.card.editor.typing
        return super().commands() | always | ({} if typing else letters)

    async def _help(self) -> None:
        self.app.push_screen(ReadingScreen(_("Help"), interview_help()))

    async def _theme(self) -> None:
        await self.app.run_action("next_theme")

    async def _ask_language(self) -> None:
        """Another language: the other one at once, or a menu of several."""
        await self.record()
        names = self.interview.form.languages
        others = [name for name in names if name != self.interview.language]
        if len(others) == 1:
            await self._use_language(others[0])
        elif others:
            listed = [(name, language_name(name)) for name in names]
            question = _("In which language shall the questions be shown?")
            self.app.push_screen(menu(_("Language"), question, listed), self._use_language)

    async def _use_language(self, name: str | None) -> None:
        if name:
            await self.managed(lambda: self.interview.use_language(name))
            self.show()

    async def _menu(self) -> None:
        await self.record()
        self.app.push_screen(interview_menu(self.interview), self._chosen)

    async def _chosen(self, item: str | None) -> None:
        """Do what was chosen from the menu."""
        match item:
            case "jump":
                self.app.push_screen(jump_menu(self.interview), self._jump)
            case "language":
                await self._ask_language()
            case "theme":
                await self._theme()
            case "help":
                await self._help()
            case "keep":
                self.dismiss(Ending.KEPT)
            case "break_off":
                self.app.push_screen(break_off_question(self.interview), self._break_off)
            case "discard":
                self.app.push_screen(discard_question(self.interview), self._discard)
            case _:
                return

    async def _jump(self, ref: str | None) -> None:
        if ref:
            self.card.forget()
            self.interview.entry.go_to(ref)
            self.show()

    async def _break_off(self, sure: str | None) -> None:
        if sure == "yes" and await self.managed(self.interview.break_off):
            self.dismiss(Ending.BROKEN_OFF)

    async def _discard(self, sure: str | None) -> None:
        project, draft = self.interview.project, self.interview.draft
        if sure == "yes" and await self.managed(lambda: project.discard_draft(draft.id)):
            self.dismiss(Ending.DISCARDED)
