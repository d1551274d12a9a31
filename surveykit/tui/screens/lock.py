"""The page that stands in for everything while the project is locked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from math import ceil

from textual.app import ComposeResult

from surveykit.asking.idleness import patience
from surveykit.asking.page import fill_in
from surveykit.asking.written import Kind
from surveykit.errors import SurveykitError
from surveykit.text import _, ngettext
from surveykit.tui.answering import Writer
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.widgets.bars import KeyBar, TopBar
from surveykit.tui.widgets.question_card import QuestionCard


class LockScreen(PlainScreen[None]):
    """Names no project and no place; is dismissed once `unlock` took the passphrase."""

    LOCKS = True

    def __init__(self, unlock: Callable[[str], None], steady: Callable[[], float]) -> None:
        super().__init__()
        self._unlock, self._steady = unlock, steady
        self._card = QuestionCard()
        self._wrong, self._again_at = 0, 0.0
        self._why = ""
        """What is said as long as there is to wait."""

    def parts(self) -> ComposeResult:
        yield TopBar("surveykit")
        yield self._card
        yield KeyBar([("Enter", _("go on")), (_("Ctrl+C"), _("quit"))])

    def on_mount(self) -> None:
        self._ask()
        self.every(1, self._count_down)

    def _count_down(self) -> None:
        """Say how long it still takes, until it takes no longer."""
        if self._why:
            self._complain(self._why)

    async def pressed(self, key: str, character: str | None) -> None:
        if key == "enter":
            await self._try()
        elif key == "escape":
            self._ask()
        else:
            self._card.press(key, character)

    async def _try(self) -> None:
        """Wrong ones cost more and more time, so that nobody tries many of them by hand."""
        editor = self._card.editor
        typed = editor.text() if isinstance(editor, Writer) else ""
        if self._left > 0:
            self._complain(_("Not yet."))
            return
        self._ask()
        if typed:
            try:
                await asyncio.to_thread(self._unlock, typed)
            except SurveykitError as error:
                self._wrong += 1
                self._again_at = self._steady() + patience(self._wrong)
                self._complain(_("It stays locked.") + f" {error.advice}")
            else:
                self.dismiss(None)

    def _ask(self) -> None:
        """An empty field: what was typed is forgotten."""
        self._card.forget()
        hint = _("What was entered is safe. With the passphrase you go on where you stopped.")
        self._card.show(fill_in(_("Locked. Passphrase"), hint, kind=Kind.SECRET))

    @property
    def _left(self) -> int:
        """Seconds in which no passphrase is looked at."""
        return ceil(self._again_at - self._steady())

    def _complain(self, why: str) -> None:
        """Say why, and how long there is to wait; nothing any more once there is not."""
        seconds = self._left
        self._why = why if seconds > 0 else ""
        wait = ngettext("Wait {n} second.", "Wait {n} seconds.", seconds).format(n=seconds)
        editor = self._card.editor
        said = f"{why} {wait}" if self._why else ""
        self._card.complain(editor.asked.ref if editor else "", said)
