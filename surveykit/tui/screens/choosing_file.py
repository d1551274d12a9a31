"""A file by its path: typed, completed with Tab, or chosen from a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.asking.page import choose, fill_in
from surveykit.files import listing
from surveykit.form.paths import typed_path
from surveykit.text import _
from surveykit.tui.answering import Writer
from surveykit.tui.screens.asking import AskScreen

if TYPE_CHECKING:
    from surveykit.asking.page import Page


class FileScreen(AskScreen):
    """Asks until a file is good; dismisses with its path, with an empty text on Esc.

    A folder shows what is in it. What is wrong with a file is told, and then its path stands there
    to be mended.
    """

    def __init__(
        self,
        title: str,
        question: str,
        check: Callable[[Path], object],
        *,
        folder: Path,
        ending: str,
        value: str = "",
    ) -> None:
        """`check` reads the file in a thread and raises SurveykitError; paths begin at `folder`."""
        self._question, self._check = question, check
        self._folder, self._ending = folder, ending
        self._listed = False
        self.typed = value
        """What was typed last, good or not."""
        super().__init__(title, self._asked())

    async def pressed(self, key: str, character: str | None) -> None:
        if key == "escape" and self._listed:
            self._ask_path()
        elif key == "escape":
            self.dismiss("")
        elif key == "tab" and isinstance(self._card.editor, Writer):
            await self._complete(self._card.editor.text())
        else:
            await super().pressed(key, character)

    async def taken(self, answer: str | None) -> None:
        """A folder is listed, a file checked."""
        self.typed = answer or ""
        path = self._path(self.typed)
        if path.is_dir():
            await self._list(path.resolve())
        elif await self.managed(lambda: self._check(path)):
            self.dismiss(str(path))
        else:
            self._ask_path()

    def _path(self, typed: str) -> Path:
        return self._folder / typed_path(typed)

    def _ask_path(self, complaint: str = "") -> None:
        self._listed = False
        self._card.forget()
        self.ask(self._asked(), complaint)

    def _asked(self) -> Page:
        hint = (
            _("A path; Tab completes it, and a folder lists its files.")
            if self.typed
            else _("A path; Tab completes it. Enter alone lists {folder}, and a folder its files.")
        )
        return fill_in(self._question, hint.format(folder=self._folder), value=self.typed)

    async def _list(self, folder: Path) -> None:
        found = await self.errand(lambda: listing(folder, self._ending))
        if found is None:
            self._ask_path()
            return
        answers = [(str(one), one.name + (os.sep if one.is_dir() else "")) for one in found]
        if folder.parent != folder:
            answers.append((str(folder.parent), _("the folder above")))
        hint = str(folder)
        if not any(one.is_file() for one in found):
            hint = _("{folder}: no file that ends in {ending}.").format(
                folder=folder, ending=self._ending
            )
        self._listed = True
        self.ask(choose(self._question, answers, hint))

    async def _complete(self, typed: str) -> None:
        """As far as only one name fits; where several do, they are told."""
        path = self._path(typed)
        begun = "" if not typed or typed.endswith(("/", os.sep)) else path.name
        folder = path if not begun else path.parent
        found = await self.errand(lambda: listing(folder, self._ending) if folder.is_dir() else [])
        names = [one for one in found or () if one.name.casefold().startswith(begun.casefold())]
        if not names:
            self._ask_path(_("Nothing here begins so."))
            return
        common = _alike([one.name for one in names])
        more = common if len(common) >= len(begun) else begun
        only = len(names) == 1 and names[0].is_dir()
        self.typed = typed[: len(typed) - len(begun)] + more + (os.sep if only else "")
        several = ", ".join(one.name for one in names[:6]) if len(names) > 1 else ""
        self._ask_path(several)


def _alike(names: Sequence[str]) -> str:
    """As far as all of them begin alike."""
    for at, signs in enumerate(zip(*names, strict=False)):
        if len({*signs}) > 1:
            return names[0][:at]
    return min(names, key=len)
