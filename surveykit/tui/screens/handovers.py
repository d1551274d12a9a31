"""Giving a handover and taking some in: what is asked before, in a screen that can do both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.text import _
from surveykit.tui.screens.asking import AskScreen, line, menu
from surveykit.tui.screens.merging import MergingScreen
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.widgets.leaflet import Paragraph

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.exchange import Receipt
    from surveykit.workflow import Project


class HandoversScreen(PlainScreen[None]):
    """Seals what it gives, and writes nothing that lies open unless somebody says so."""

    def __init__(self, project: Project, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.project, self.clock = project, clock
        self._files: tuple[Path, ...] = ()
        self._key_file = ""  # the one used last, as it was typed

    async def give(self) -> None:
        """Where to? Without a planner's key first: for whom?"""
        if self.project.key is not None:
            self._where_to(self._give_sealed)
            return
        answers = [
            ("key", _("Seal it: take the planner's public key first")),
            ("open", _("Leave it open: whoever finds the stick can read it")),
            ("no", _("Write nothing")),
        ]
        question = _("This project knows no planner's key, so nothing can be sealed.")
        self.app.push_screen(menu(_("Handover"), question, answers), self._unsealed)

    async def _unsealed(self, answer: str | None) -> None:
        match answer:
            case "key":
                self.app.push_screen(public_key_question(_("Handover")), self._key_given)
            case "open":
                self._where_to(self._give_open)

    async def _key_given(self, source: str | None) -> None:
        if source and await self._use_key(source):
            self._where_to(self._give_sealed)

    async def seal(self) -> None:
        """Take the planner's public key, or say for which one this project seals."""
        if self.project.key is None:
            self.app.push_screen(public_key_question(_("Seal")), self._seal)
        else:
            self._tell_protection()

    async def _seal(self, source: str | None) -> None:
        if source and await self._use_key(source):
            self._tell_protection()

    async def _use_key(self, source: str) -> bool:
        from surveykit.safekeeping import read_public_key, use_key

        folder = self.project.path.parent
        return await self.managed(lambda: use_key(self.project, read_public_key(source, folder)))

    def _tell_protection(self) -> None:
        from surveykit.safekeeping import protection

        told: list[Paragraph] = [("text", words) for words in protection(self.project)]
        self.app.push_screen(ReadingScreen(_("Seal"), told))

    def _where_to(self, give: Callable[[str | None], object]) -> None:
        from surveykit.exchange import free_name

        name = free_name(self.project, self.clock().astimezone().date())
        question = _("Where to? The path on the USB stick")
        self.app.push_screen(line(_("Handover"), question, value=str(name)), give)  # type: ignore[arg-type]

    async def _give_sealed(self, path: str | None) -> None:
        await self._write(path, unsealed=False)

    async def _give_open(self, path: str | None) -> None:
        await self._write(path, unsealed=True)

    async def _write(self, path: str | None, *, unsealed: bool) -> None:
        from surveykit.exchange import handover, target

        if not path:
            return
        today = self.clock().astimezone().date()
        receipt = await self.errand(
            lambda: handover(self.project, target(self.project, path, today), unsealed=unsealed)
        )
        if receipt:
            self.app.push_screen(ReadingScreen(_("Handover written"), given_words(receipt)))

    async def take(self) -> None:
        """Which files?"""
        hint = _("A file, several, *.handover, a folder or the stick; or drag them in here.")
        question = _("Which handovers are to be taken in?")
        self.app.push_screen(line(_("Merge"), question, hint), self._named)

    async def _named(self, typed: str | None) -> None:
        from surveykit.exchange import any_sealed, handovers_at

        folder = self.project.path.parent
        if not typed or not (files := await self.errand(lambda: handovers_at(typed, folder))):
            return
        self._files = files
        if await self.errand(lambda: any_sealed(files)):
            hint = _("The file that ends in .key. Enter alone takes in only what is not sealed.")
            screen = line(_("Merge"), _("The planner's secret key"), hint, value=self._key_file)
            self.app.push_screen(screen, self._key_named)
        else:
            await self._merge(None)

    async def _key_named(self, file: str | None) -> None:
        self._key_file = file or ""
        if file:
            screen = line(_("Merge"), _("The passphrase of the secret key"), secret=True)
            self.app.push_screen(screen, self._merge)
        elif file is not None:
            await self._merge(None)

    async def _merge(self, passphrase: str | None) -> None:
        """With the key, if its file was named; Esc at its passphrase leaves everything as it is."""
        from surveykit.form.paths import typed_path
        from surveykit.safekeeping import read_secret_key

        key = None
        if self._key_file:
            if passphrase is None:
                return
            file = self.project.path.parent / typed_path(self._key_file)
            key = await self.errand(lambda: read_secret_key(file, lambda: passphrase))
            if key is None:
                return
        self.app.push_screen(MergingScreen(self.project, self._files, key), self._merged)

    async def _merged(self, _nothing: None) -> None:
        await self.look_again()


def public_key_question(title: str, more: str = "") -> AskScreen:
    """For whom contacts and handovers are sealed."""
    hint = _("The file that ends in .pub, or the line in it that begins with age1.")
    return line(title, _("The planner's public key"), f"{hint} {more}".strip())


def given_words(receipt: Receipt) -> list[Paragraph]:
    """What was written, and who can read it."""
    return [
        ("strong", str(receipt.file.absolute())),
        ("text", receipt.contents),
        ("text" if receipt.sealed else "strong", receipt.seal),
        ("quiet", _("Check: {code}").format(code=receipt.sha256[:12])),
    ]
