"""What several laptops say differently, side by side, for a person to settle."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from surveykit.asking.markdown import without_marks
from surveykit.text import _
from surveykit.tui.screens.asking import menu
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.widgets.bars import KeyBar, ProgressLine, TopBar
from surveykit.tui.widgets.leaflet import Paragraph
from surveykit.tui.widgets.versus import Row, Versus

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.settling import Contradiction
    from surveykit.workflow import Project


class ConflictsScreen(PlainScreen[None]):
    """One contradiction after the other; nothing is settled before it was confirmed."""

    def __init__(self, project: Project, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._project, self._clock = project, clock
        self._found: tuple[Contradiction, ...] = ()
        self._at = 0
        self._top, self._progress = TopBar(project.site.label, _("conflicts")), ProgressLine()
        self._versus, self._keys = Versus(), KeyBar()

    def parts(self) -> ComposeResult:
        yield self._top
        yield self._progress
        yield self._versus
        yield self._keys

    def on_mount(self) -> None:
        self.call_after_refresh(self._look)

    async def pressed(self, key: str, character: str | None) -> None:
        key, letters = key.lower(), self._one.letters.lower() if self._one else ""
        if key == "escape":
            self.dismiss(None)
        elif key == "enter":
            self._sure()
        elif key == "n" and self._found:
            self._at = (self._at + 1) % len(self._found)
            self._show()
        elif key in letters:
            self._versus.take(letters.index(key))
        elif key in ("left", "right") and self._one:
            self._versus.take(0 if key == "left" else len(letters) - 1)
        elif key.isdecimal() and 1 <= int(key) <= len(letters):
            self._versus.take(int(key) - 1, everywhere=True)
        elif key == "d":
            await self._doors()
        else:
            self._versus.press(key)

    def _offered(self) -> list[tuple[str, str]]:
        """Only what can be done: with a letter and a figure for each version there is."""
        letters = self._one.letters if self._one else ""
        doors = [] if "D" in letters else [("D", _("doors"))]
        keys = [*doors, ("Esc", _("back"))]
        if not letters:
            return keys
        figures = " ".join(str(n) for n, _letter in enumerate(letters, 1))
        settle = [("Enter", _("settle")), (" ".join(letters), _("take")), (figures, _("all"))]
        another = [("N", _("another"))] if len(self._found) > 1 else []
        return [*settle, *another, *keys]

    @property
    def _one(self) -> Contradiction | None:
        return self._found[self._at] if self._found else None

    async def _look(self) -> None:
        from surveykit.settling import contradictions

        now = self._clock()
        self._found = await self.errand(lambda: contradictions(self._project, now)) or ()
        self._at = min(self._at, max(len(self._found) - 1, 0))
        self._show()

    def _show(self) -> None:
        from surveykit.settling import reasons

        one, count = self._one, len(self._found)
        self._keys.show(self._offered())
        if one is None:
            self._progress.show(1, 1, "")
            self._versus.show([_("No corrections contradict each other.")], [])
            return
        words = _("{n} of {all}").format(n=self._at + 1, all=count)
        self._progress.show(self._at, count, words)
        head = [f"{one.title}, {one.versions[0].day:%Y-%m}", *reasons(one)]
        rows = [Row(without_marks(each.label), each.answers) for each in one.differences]
        self._versus.show(head, rows)

    def _sure(self) -> None:
        """Every question is decided, and then it is asked once more."""
        if self._one is None:
            return
        if None in self._versus.taken:
            hint = _("For every question one version is to be taken: A or B, or 1 or 2 for all.")
            self.app.push_screen(ReadingScreen(_("conflicts"), [("strong", hint)]))
            return
        answers = [("yes", _("Yes, this is to stand")), ("no", _("No"))]
        hint = _("The other versions are kept as earlier ones, and stay settled in every merge.")
        self.app.push_screen(menu(_("conflicts"), _("Settle it so?"), answers, hint), self._settle)

    async def _settle(self, sure: str | None) -> None:
        from surveykit.settling import settle

        one, taken, now = self._one, self._versus.taken, self._clock()
        if sure == "yes" and one:
            names = [each.name for each in one.differences]
            chosen = {n: v for n, v in zip(names, taken, strict=True) if v is not None}
            if await self.managed(lambda: settle(self._project, one, chosen, now)):
                await self._look()

    async def _doors(self) -> None:
        from surveykit.settling import twice, twice_words

        names = await self.errand(lambda: twice(self._project)) or ()
        told = twice_words(names) or (_("No dwelling was interviewed more than once."),)
        paragraphs: list[Paragraph] = [("text", f"{text}\n") for text in told]
        self.app.push_screen(ReadingScreen(_("doors"), paragraphs))
