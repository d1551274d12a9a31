"""The result so far: the report, and what the planner does with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from surveykit.text import _, ngettext
from surveykit.tui.screens.asking import line
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.widgets.bars import KeyBar, TopBar
from surveykit.tui.widgets.leaflet import Leaflet, Paragraph

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.export.results import Results
    from surveykit.workflow import Project, Receipt


class StatusScreen(PlainScreen[None]):
    """Shows the verdict with its figures; writes exports, gives and takes handovers."""

    def __init__(self, project: Project, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._project, self._clock = project, clock
        self._results: Results | None = None
        self._text = Leaflet([("quiet", _("One moment …"))])

    def parts(self) -> ComposeResult:
        yield TopBar(self._project.site.label, _("result so far"))
        yield self._text
        yield KeyBar(
            [
                ("E", _("workbook")),
                ("F", _("flyers")),
                ("G", _("give")),
                ("M", _("merge")),
                ("C", _("settle")),
                ("Esc", _("back")),
            ]
        )

    def on_mount(self) -> None:
        self.call_after_refresh(self._assess)

    async def pressed(self, key: str, character: str | None) -> None:
        commands = {
            "e": self._export,
            "f": self._flyers,
            "g": self._give,
            "m": self._take,
            "c": self._conflicts,
        }
        if key == "escape":
            self.dismiss(None)
        elif command := commands.get(key):
            await command()
        else:
            self._text.press(key)

    async def _assess(self) -> None:
        from surveykit.workflow import results

        today = self._clock().astimezone().date()
        self._results = await self.errand(lambda: results(self._project, today))
        if self._results is None:
            self._text.show([("strong", _("There is no result yet."))])
            return
        headline, *rest = self._results.report.lines()
        paragraphs: list[Paragraph] = [("strong", headline), ("text", "")]
        self._text.show([*paragraphs, *(("text", text) for text in rest)])

    async def _export(self) -> None:
        from surveykit.workflow import export

        await self._assess()  # another window may have merged in between
        if found := self._results:
            self._tell_files(await self.errand(lambda: export(found, self._folder())))

    async def _flyers(self) -> None:
        from surveykit.workflow import flyers

        await self._assess()
        if found := self._results:
            self._tell_files(await self.errand(lambda: flyers(found, self._folder())))

    def _folder(self) -> Path:
        """Beside the project: exports are never read back."""
        return self._project.path.parent / "exports"

    def _tell_files(self, files: Iterable[Path] | None) -> None:
        if files is not None:
            listed: list[Paragraph] = [("text", str(file)) for file in files]
            title = _("Written")
            self.app.push_screen(ReadingScreen(title, [("strong", _("These files:")), *listed]))

    async def _give(self) -> None:
        question = _("Where to? The path on the USB stick")
        screen = line(_("Handover"), question, value=str(self._free_name()))
        self.app.push_screen(screen, self._given)

    def _free_name(self) -> Path:
        """A name with the day and a number: the time would tell when who was asked."""
        path = self._project.path
        day = f"{self._clock().astimezone():%Y%m%d}"
        names = (path.with_name(f"{path.stem}-{day}-{n}.handover") for n in count(1))
        return next(name for name in names if not name.exists())

    async def _given(self, path: str | None) -> None:
        from surveykit.workflow import handover

        if path:
            target = Path(path).expanduser()
            receipt = await self.errand(
                lambda: handover(self._project, target, unsealed=self._project.key is None)
            )
            self._tell_receipts(_("Handover written"), [receipt] if receipt else [])

    async def _take(self) -> None:
        question = _("Path of the handover, or of a folder with several")
        self.app.push_screen(line(_("Merge"), question), self._merged)

    async def _merged(self, path: str | None) -> None:
        from surveykit.workflow import merge

        if path:
            target = Path(path).expanduser()
            files = sorted(target.glob("*.handover")) if target.is_dir() else [target]
            receipts: list[Receipt] = []
            for file in files:
                receipts += await self.errand(partial(list, merge(self._project, [file]))) or []
            self._tell_receipts(_("Merged"), receipts)
            await self._assess()

    async def _conflicts(self) -> None:
        from surveykit.tui.screens.conflicts import ConflictsScreen

        self.app.push_screen(ConflictsScreen(self._project, self._clock), self._settled)

    async def _settled(self, _nothing: None) -> None:
        await self._assess()

    def _tell_receipts(self, title: str, receipts: Sequence[Receipt]) -> None:
        if receipts:
            paragraphs = [part for receipt in receipts for part in receipt_words(receipt)]
            self.app.push_screen(ReadingScreen(title, paragraphs))


def receipt_words(receipt: Receipt) -> list[Paragraph]:
    """What a handover held and what was new."""
    held = receipt.new.records + receipt.known.records
    records = ngettext("{n} filled-in form in it", "{n} filled-in forms in it", held)
    doors = receipt.new.attempts + receipt.known.attempts
    lines = ngettext("{n} line of the contact sheet", "{n} lines of the contact sheet", doors)
    return [
        ("strong", str(receipt.file.absolute())),
        ("text", records.format(n=held)),
        ("text", lines.format(n=doors)),
        ("text", _("New here: {n} forms").format(n=receipt.new.records)),
        ("text", _("Contradicting corrections: {n}").format(n=receipt.conflicts)),
        ("quiet", _("Check: {code}").format(code=receipt.sha256[:12])),
        ("text", ""),
    ]
