"""Exports: chosen by a key, looked at first, then written and opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.worker import Worker

from surveykit.asking.page import choose
from surveykit.text import _
from surveykit.tui.screens.asking import AskScreen
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.widgets.bars import KeyBar, ProgressLine, TopBar
from surveykit.tui.widgets.leaflet import Leaflet, Paragraph

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.desk.offers import Offer
    from surveykit.export.results import Results
    from surveykit.workflow import Project


class ExportsScreen(AskScreen):
    """The list of what can be written; each has its own page before anything is."""

    def __init__(self, project: Project, results: Results, clock: Callable[[], datetime]) -> None:
        super().__init__(_("export"), choose(_("One moment …"), []))
        self._project, self._results, self._clock = project, results, clock
        self._offers: dict[str, Offer] = {}

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self._look)

    async def _look(self) -> None:
        from surveykit.desk.offers import offers

        folder = self._project.path.parent / "exports"
        found = await self.errand(lambda: offers(self._project, self._results, folder)) or ()
        self._offers = {one.key: one for one in found}
        answers = [(key, _told(one)) for key, one in self._offers.items()]
        hint = _("Each is shown before it is written.")
        self.ask(choose(_("What is to be exported?"), answers, hint))

    def taken(self, answer: str | None) -> None:
        if offer := self._offers.get(answer or ""):
            self.app.push_screen(OfferScreen(self._project, self._results, offer, self._clock))


def _told(offer: Offer) -> str:
    return f"{offer.name} – {_('not possible now')}" if offer.refusal else offer.name


class OfferScreen(PlainScreen[None]):
    """One export: what it holds and where it goes; then it is written, then opened."""

    def __init__(
        self,
        project: Project,
        results: Results,
        offer: Offer,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._project, self._results, self._clock = project, results, clock
        self._offer = offer
        self._written: tuple[Path, ...] = ()
        self._progress, self._text = ProgressLine(), Leaflet(_pages(offer))
        self._keys = KeyBar(self._offered())
        self._worker: Worker[None] | None = None

    def parts(self) -> ComposeResult:
        yield TopBar(self._offer.name, _("export"))
        yield self._progress
        yield self._text
        yield self._keys

    def _offered(self) -> list[tuple[str, str]]:
        keys = [] if self._offer.refusal else [("Enter", _("write"))]
        if self._written:
            keys = [("O", _("open"))]
        if self._offer.key == "flyers" and self._offer.languages:
            keys.append(("V", _("preview")))
        return [*keys, (_("Arrows"), _("scroll")), ("Esc", _("back"))]

    def on_mount(self) -> None:
        self._progress.show(0, 1, _("not written yet"))

    @property
    def _busy(self) -> bool:
        return self._worker is not None and not self._worker.is_finished

    async def pressed(self, key: str, character: str | None) -> None:
        if self._busy or self._text.press(key):
            return
        if key == "escape":
            self.dismiss(None)
        elif key == "enter" and not self._offer.refusal and not self._written:
            self._worker = self.run_worker(self._write())
        elif key.lower() == "o" and self._written:
            await self._open()
        elif key.lower() == "v" and self._offer.languages:
            self._preview()

    async def before_leaving(self) -> None:
        """A file that is being written is finished first."""
        if self._worker:
            await self._worker.wait()

    async def _write(self) -> None:
        from surveykit.desk.offers import write

        self._progress.show(0, 2, _("is being written …"))
        today = self._clock().astimezone().date()
        written = await self.errand(lambda: write(self._project, self._results, self._offer, today))
        if written is None:
            self._progress.show(0, 1, _("not written"))
            return
        self._written = written
        self._progress.show(1, 1, _("written"))
        files: list[Paragraph] = [("text", str(file)) for file in written]
        self._text.show(
            [("strong", _("These files:")), *files, ("text", ""), *_warning(self._offer)]
        )
        self._keys.show(self._offered())

    async def _open(self) -> None:
        """With the program that the system has for such files; else the path must do."""
        from surveykit.files import open_with_system

        path = self._written[0] if len(self._written) == 1 else self._written[0].parent
        if not await self.errand(lambda: open_with_system(path)):
            told: list[Paragraph] = [
                ("strong", _("Nothing here can open it. It lies there:")),
                ("text", str(path.absolute())),
            ]
            self.app.push_screen(ReadingScreen(self._offer.name, told))

    def _preview(self) -> None:
        self.app.push_screen(PreviewsScreen(self._results, self._offer))


class PreviewsScreen(PlainScreen[None]):
    """A flyer in words, language after language."""

    def __init__(self, results: Results, offer: Offer) -> None:
        super().__init__()
        self._results, self._offer, self._at = results, offer, 0
        self._progress, self._text = ProgressLine(), Leaflet()

    def parts(self) -> ComposeResult:
        yield TopBar(self._offer.name, _("preview"))
        yield self._progress
        yield self._text
        yield KeyBar([("← →", _("language")), (_("Arrows"), _("scroll")), ("Esc", _("back"))])

    def on_mount(self) -> None:
        self.call_after_refresh(self._show)

    async def pressed(self, key: str, character: str | None) -> None:
        if key in ("left", "right"):
            step = 1 if key == "right" else -1
            self._at = (self._at + step) % len(self._offer.languages)
            await self._show()
        elif not self._text.press(key):
            self.dismiss(None)

    async def _show(self) -> None:
        from surveykit.assess.words.names import language_name
        from surveykit.desk.offers import preview

        language, count = self._offer.languages[self._at], len(self._offer.languages)
        lines = await self.errand(lambda: preview(self._results, self._offer, language)) or ()
        words = _("{n} of {all}").format(n=self._at + 1, all=count)
        self._progress.show(self._at + 1, count, f"{language_name(language)}, {words}")
        told: list[Paragraph] = [
            ("strong" if not n else "text", one) for n, one in enumerate(lines)
        ]
        note = _("Roughly: words and order; the printed page has columns, letters and a QR code.")
        self._text.show([*told, ("text", ""), ("quiet", note)])


def _pages(offer: Offer) -> Sequence[Paragraph]:
    """What it holds, where it goes, and what stands against it."""
    lines: list[Paragraph] = [("strong", offer.name), ("text", "")]
    if offer.refusal:
        lines += [("complaint", f" {offer.refusal} "), ("text", "")]
    lines += [("text", one) for one in offer.holds]
    lines += [("text", ""), ("strong", _("It goes to")), ("text", str(offer.folder))]
    return [*lines, ("text", ""), *_warning(offer)]


def _warning(offer: Offer) -> Sequence[Paragraph]:
    if not offer.internal:
        return ()
    words = _(
        "Internal only: check free texts before passing on. Every row is one household's "
        "answers; this folder must not leave the team."
    )
    return [("strong", words)]
