"""One export: what it holds and where it goes; then it is written, then opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.worker import Worker

from surveykit.text import _
from surveykit.tui.screens.asking import line
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.widgets.bars import KeyBar, ProgressLine, TopBar
from surveykit.tui.widgets.leaflet import Leaflet, Paragraph

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.desk.offers import Exports, Offer


class OfferScreen(PlainScreen[None]):
    """S writes it; what is missing can be told here, and what is printed be read.

    Enter does not: who chose it from the list with Enter, or with a digit and Enter as in an
    interview, has not read this page yet.
    """

    def __init__(self, exports: Exports, offer: Offer, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._exports, self._offer, self._clock = exports, offer, clock
        self._written: tuple[Path, ...] = ()
        self._progress, self._text = ProgressLine(), Leaflet(_page(offer))
        self._keys = KeyBar(self._offered())
        self._worker: Worker[None] | None = None

    def parts(self) -> ComposeResult:
        yield TopBar(self._offer.name, _("export"))
        yield self._progress
        yield self._text
        yield self._keys

    def on_mount(self) -> None:
        self._progress.show(0, 1, _("not written yet"))

    def _offered(self) -> list[tuple[str, str]]:
        keys = []
        if self._written:
            keys.append(("O", _("open")))
        elif self._offer.asks:
            keys.append(("F", _("tell what is missing")))
        elif not self._offer.refusal:
            keys.append(("S", _("save")))
        if self._offer.languages:
            keys.append(("V", _("preview")))
        return [*keys, (_("Arrows"), _("scroll")), ("Esc", _("back"))]

    @property
    def _may_be_written(self) -> bool:
        return not self._offer.refusal and not self._written

    @property
    def _busy(self) -> bool:
        return self._worker is not None and not self._worker.is_finished

    async def pressed(self, key: str, character: str | None) -> None:
        if self._busy or self._text.press(key):
            return
        match key.lower():
            case "escape":
                self.dismiss(None)
            case "enter" if self._may_be_written:
                self._progress.show(0, 1, _("not written yet: S saves it"))
            case "s" if self._may_be_written:
                self._worker = self.run_worker(self._write())
            case "f" if self._offer.asks:
                self._ask_fact()
            case "v" if self._offer.languages:
                self.app.push_screen(PreviewScreen(self._exports, self._offer))
            case "o" if self._written:
                await self._open()

    async def before_leaving(self) -> None:
        """A file that is being written is finished first."""
        if self._worker:
            await self._worker.wait()

    async def _write(self) -> None:
        self._progress.show(1, 2, _("is being written …"))
        today = self._clock().astimezone().date()
        written = await self.errand(lambda: self._exports.write(self._offer, today))
        if written is None:
            self._progress.show(0, 1, _("not written"))
            return
        self._written = written
        self._progress.show(1, 1, _("written"))
        files: list[Paragraph] = [("text", str(file.absolute())) for file in written]
        self._text.show([("strong", _("These files:")), *files, *_warning(self._offer)])
        self._keys.show(self._offered())

    def _ask_fact(self) -> None:
        """The first fact that is missing; then the next one, as long as somebody answers."""
        name, words = self._offer.asks[0]
        question = f"{words[:1].upper()}{words[1:]}"
        hint = _("It is printed as it stands here, and kept until the desk is closed.")
        self.app.push_screen(line(self._offer.name, question, hint), partial(self._tell, name))

    async def _tell(self, name: str, text: str | None) -> None:
        if text and await self.managed(lambda: self._exports.tell(name, text)):
            self._offer = await self.errand(lambda: self._exports.again(self._offer)) or self._offer
            self._text.show(_page(self._offer))
            self._keys.show(self._offered())
            if self._offer.asks:
                self._ask_fact()

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


class PreviewScreen(PlainScreen[None]):
    """A sheet in words, language after language."""

    def __init__(self, exports: Exports, offer: Offer) -> None:
        super().__init__()
        self._exports, self._offer, self._at = exports, offer, 0
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

        language, count = self._offer.languages[self._at], len(self._offer.languages)
        told = await self.errand(lambda: self._exports.preview(self._offer, language)) or ()
        words = _("{n} of {all}").format(n=self._at + 1, all=count)
        self._progress.show(self._at + 1, count, f"{language_name(language)}, {words}")
        lines: list[Paragraph] = [("text" if n else "strong", one) for n, one in enumerate(told)]
        note = _("Roughly: words and order; the printed page has columns, letters and a QR code.")
        self._text.show([*lines, ("text", ""), ("quiet", note)])


def _page(offer: Offer) -> Sequence[Paragraph]:
    """What it holds, where it goes, and what stands against it."""
    lines: list[Paragraph] = [("strong", offer.name), ("text", "")]
    if offer.refusal:
        lines += [("strong", offer.refusal), ("text", "")]
    lines += [("text", one) for one in offer.holds]
    lines += [("text", ""), ("strong", _("It goes to")), ("text", str(offer.folder.absolute()))]
    return [*lines, *_warning(offer)]


def _warning(offer: Offer) -> Sequence[Paragraph]:
    if not offer.internal:
        return ()
    words = _(
        "Internal only: check free texts before passing on. Every row is one household's "
        "answers; this folder must not leave the team."
    )
    return [("text", ""), ("strong", words)]
