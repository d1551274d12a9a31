"""Choose a project, make one from a site workbook, or try the example."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from surveykit import text
from surveykit.asking.page import choose, say
from surveykit.errors import SurveykitError
from surveykit.text import _
from surveykit.tui.answering import Chooser, Effect
from surveykit.tui.screens.asking import PassphraseScreen, line, menu
from surveykit.tui.screens.handovers import public_key_question
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.widgets.bars import KeyBar, TopBar
from surveykit.tui.widgets.leaflet import Paragraph
from surveykit.tui.widgets.question_card import QuestionCard

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.safekeeping import PublicKey
    from surveykit.workflow import Project

_LOOK_EVERY = 2
"""Seconds."""

_NEW, _EXAMPLE, _TEMPLATE, _OTHER = "new:", "example:", "template:", "other:"  # no file's names


class ProjectsScreen(PlainScreen["Project | None"]):
    """Dismisses with an open project; with None if the person leaves."""

    def __init__(
        self,
        folder: Path,
        path: Path | None,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._folder, self._path = folder, path
        self._clock = clock
        self._card = QuestionCard()
        self._workbook, self._typed_workbook = Path(), ""
        self._elsewhere = ""
        """The path typed last, which may only need a letter mended."""
        self._found: tuple[Path, ...] = ()
        self._begun = False

    def parts(self) -> ComposeResult:
        yield TopBar("surveykit", _purpose())
        yield self._card
        yield KeyBar(_keys())

    def on_mount(self) -> None:
        self._card.show(say(_("One moment …")))
        self.every(_LOOK_EVERY, self._look_for_files)

    async def _look_for_files(self) -> None:
        """Show a project that was copied here meanwhile."""
        from surveykit.workflow import find_projects

        if self.is_current and isinstance(self._card.editor, Chooser):
            found = await self.errand(lambda: find_projects(self._folder))
            if found is not None and tuple(found) != self._found:
                await self._list()

    async def on_key(self, event: events.Key) -> None:
        """A key typed very early is for what opens by itself here; `super` hands it on."""
        await self.begin()
        await super().on_key(event)

    async def pressed(self, key: str, character: str | None) -> None:
        if key == "escape":
            self.dismiss(None)
        elif key.lower() in ("t", "f3"):
            await self.app.run_action("next_theme")
        elif key.lower() == "l":
            await self.speak_next()
        elif key == "enter" or self._card.press(key, character) in _TAKEN:
            await self._take()

    async def on_question_card_clicked(self, event: QuestionCard.Clicked) -> None:
        if self._card.take(event.y) in _TAKEN:
            await self._take()

    async def begin(self) -> None:
        """Open the project that was asked for, or show what there is; after the first frame."""
        if self._begun:
            return
        self._begun = True
        await self._list()
        if self._path is not None:
            self._mark(self._path)
            await self._open(self._path)

    def _mark(self, path: Path) -> None:
        """Lead the mark to this file; where it lies elsewhere, to where its path is typed."""
        editor = self._card.editor
        if isinstance(editor, Chooser):
            listed = [file.resolve() for file in self._found]
            elsewhere = path.resolve() not in listed
            self._elsewhere = str(path) if elsewhere else ""
            editor.cursor = len(editor.all) - 1 if elsewhere else listed.index(path.resolve())

    async def speak(self) -> None:
        self.query_one(TopBar).show("surveykit", _purpose())
        self.query_one(KeyBar).show(_keys())
        await super().speak()

    async def look_again(self) -> None:
        await self._list()

    async def _list(self) -> None:
        from surveykit.workflow import find_projects

        found = await self.errand(lambda: find_projects(self._folder)) or ()
        self._found = tuple(found)
        answers = [(str(file), file.name) for file in found]
        answers.append((_NEW, _("New project from a site workbook")))
        answers.append((_EXAMPLE, _("Try the example: Sonnenberg-Ring")))
        answers.append((_TEMPLATE, _("Write an empty site workbook (Excel)")))
        answers.append((_OTHER, _("Open a file elsewhere")))
        hint = _("Projects in {folder}").format(folder=self._folder)
        before = self._card.editor
        marked = before.marked if isinstance(before, Chooser) else ""
        self._card.show(choose(_("Which project?"), answers, hint))
        if isinstance(editor := self._card.editor, Chooser):
            codes = [code for code, _words in answers]
            editor.cursor = codes.index(marked) if marked in codes else 0

    async def _take(self) -> None:
        editor = self._card.editor
        if not isinstance(editor, Chooser):
            return
        match editor.all[editor.cursor].code:
            case code if code == _NEW:
                self._ask_workbook()
            case code if code == _EXAMPLE:
                await self._open_example()
            case code if code == _TEMPLATE:
                await self._write_template()
            case code if code == _OTHER:
                self._ask_project()
            case path:
                await self._open(Path(path))

    def _ask_project(self) -> None:
        from surveykit.tui.screens.choosing_file import FileScreen
        from surveykit.workflow import insist_on_project

        screen = FileScreen(
            _("Open"), _("Path of the project"), insist_on_project,
            folder=self._folder, ending=".survey", value=self._elsewhere,
        )  # fmt: skip

        async def chosen(path: str | None) -> None:
            self._elsewhere = screen.typed
            if path:
                await self._open(Path(path))

        self.app.push_screen(screen, chosen)

    def _ask_workbook(self) -> None:
        """Read the workbook first: its faults are told before a passphrase is asked."""
        from surveykit.setting_up import check_site
        from surveykit.site.notices import paper_notice
        from surveykit.tui.screens.choosing_file import FileScreen

        notices: list[str] = []

        def check(workbook: Path) -> None:
            site, _told = check_site(workbook)
            notices.append(paper_notice(site))

        screen = FileScreen(
            _("New project"), _("Site workbook"), check,
            folder=self._folder, ending=".xlsx", value=self._typed_workbook,
        )  # fmt: skip

        def chosen(path: str | None) -> None:
            self._typed_workbook = screen.typed
            if path:
                self._workbook = Path(path)
                self._ask_new_passphrase(notices[-1])

        self.app.push_screen(screen, chosen)

    async def _write_template(self) -> None:
        """Beside the projects, under a name that is free; the next new project asks for it."""
        from surveykit.setting_up import write_template

        name = _("site")
        paths = (self._folder / f"{name}{n or ''}.xlsx" for n in count())
        path = next(path for path in paths if not path.exists())
        if await self.managed(lambda: write_template(path)):
            self._typed_workbook = path.name
            told: list[Paragraph] = [
                ("strong", _("The empty site workbook lies there:")),
                ("text", str(path.absolute())),
                ("text", ""),
                ("text", _("Fill it in with Excel or LibreOffice and save it; then choose “New "
                           "project from a site workbook” here. What is wrong is told cell by "
                           "cell.")),
            ]  # fmt: skip
            self.app.push_screen(ReadingScreen(_("Site workbook"), told))

    def _ask_new_passphrase(self, refused: str = "") -> None:
        """Ask for it; `refused` says why the one before was no good, or what to know first."""
        question = _("A passphrase for the new project")
        hint = _("Everybody who works with it needs it; lost, nobody can open the project.")
        screen = line(_("New project"), question, f"{refused}\n{hint}".strip(), secret=True)
        self.app.push_screen(screen, self._repeat)

    async def _repeat(self, passphrase: str | None) -> None:
        """Ask for the same again: a slip of the finger would lock everybody out."""
        from surveykit.setting_up import check_passphrase

        if passphrase is None:
            return
        try:
            check_passphrase(passphrase)
        except SurveykitError as error:
            self._ask_new_passphrase(str(error))
            return

        async def repeated(again: str | None) -> None:
            if again == passphrase:
                self._ask_key(passphrase)
            elif again is not None:
                self._ask_new_passphrase(_("The two passphrases differ."))

        self.app.push_screen(line(_("New project"), _("The same again"), secret=True), repeated)

    def _ask_key(self, passphrase: str, refused: str = "") -> None:
        """For whom it seals, from the start; that can wait."""
        from surveykit.safekeeping import read_public_key

        async def given(source: str | None) -> None:
            if source is None:
                self._ask_whether_later(passphrase)
                return
            try:
                key = read_public_key(source, self._folder) if source else None
            except SurveykitError as error:
                self._ask_key(passphrase, str(error))
            else:
                await self._make(passphrase, key)

        more = "\n".join([_("Enter alone: later."), refused])
        self.app.push_screen(public_key_question(_("New project"), more), given)

    def _ask_whether_later(self, passphrase: str) -> None:
        """Esc at the key: nobody types file and passphrases again because of that."""

        async def decided(answer: str | None) -> None:
            if answer == "now":
                await self._make(passphrase, None)
            elif answer != "drop":
                self._ask_key(passphrase)

        answers = [
            ("key", _("Back to the key")),
            ("now", _("Make the project now, the key later")),
            ("drop", _("Make no project")),
        ]
        question = _("Without the planner's key?")
        self.app.push_screen(menu(_("New project"), question, answers), decided)

    async def _make(self, passphrase: str, key: PublicKey | None) -> None:
        """Make the project beside the other ones, named like its workbook."""
        from surveykit.setting_up import new_project

        path, workbook = self._folder / f"{self._workbook.stem}.survey", self._workbook

        def made() -> Project:
            return new_project(path, workbook, passphrase=passphrase, now=self._clock(), key=key)

        project = await self.errand(made)
        if project is None:
            return
        told: list[Paragraph] = [
            ("strong", _("The project lies there:")),
            ("text", str(path.absolute())),
            ("text", ""),
            ("text", _("This one file holds everything: copying it copies the work. Here it stands "
                       "in the list of projects.")),
        ]  # fmt: skip
        self.app.push_screen(
            ReadingScreen(_("New project"), told), lambda _nothing: self._done(project)
        )

    async def _open_example(self) -> None:
        from surveykit.setting_up import new_example
        from surveykit.workflow import open_project

        path = self._folder / _("example.survey")
        if path.exists():
            self._done(await self.errand(lambda: open_project(path, now=self._clock())))
        else:
            self._done(await self.errand(lambda: new_example(path, "C", now=self._clock())))

    async def _open(self, path: Path) -> None:
        from surveykit.workflow import needs_passphrase, open_project

        if await self.errand(lambda: needs_passphrase(path)):
            self._ask_passphrase(path)
        else:
            self._done(await self.errand(lambda: open_project(path, now=self._clock())))

    def _ask_passphrase(self, path: Path) -> None:
        """Ask until it opens; Esc leads back to the list."""
        from surveykit.workflow import open_project

        opened: list[Project] = []

        def unlock(passphrase: str) -> None:
            opened.append(open_project(path, passphrase, self._clock()))

        def answered(_answer: str | None) -> None:
            self._done(*opened)

        self.app.push_screen(PassphraseScreen(path.name, unlock), answered)

    def _done(self, project: Project | None = None) -> None:
        if project is not None:
            self.dismiss(project)


_TAKEN = (Effect.CHOSEN, Effect.CONFIRMED)


def _purpose() -> str:
    return _("consultation hours: wanted, where and when?")


def _keys() -> Sequence[tuple[str, str]]:
    return [
        ("Enter", _("open")),
        ("T", _("theme")),
        ("L", text.other_language()),
        ("Esc", _("quit")),
    ]
