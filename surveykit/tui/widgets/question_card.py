"""The page of questions, painted by one widget: the heart of the interview."""

from collections.abc import Sequence
from dataclasses import replace

from textual import events
from textual.geometry import Offset, Size
from textual.message import Message

from surveykit.asking.page import Page
from surveykit.tui.answering import (
    Chooser,
    Editor,
    Effect,
    Reader,
    Searcher,
    Writer,
    editor_of,
)
from surveykit.tui.widgets.drawing import draw
from surveykit.tui.widgets.drawing.answers import aside_of
from surveykit.tui.widgets.drawing.groups import draw_group
from surveykit.tui.widgets.drawing.paper import LEAST_BODY, Drawing, unpinned
from surveykit.tui.widgets.painted import Line, Painted, Run, width_of


class QuestionCard(Painted):
    """Shows a page and takes the keys that answer it; recording is the screen's business."""

    class Clicked(Message):
        """Somebody clicked on line `y` of the card."""

        def __init__(self, y: int) -> None:
            super().__init__()
            self.y = y

    def __init__(self) -> None:
        super().__init__()
        self._page = Page("", (), 0, 1)
        self._editors: list[Editor] = []
        self._at = 0
        self._complaint = ""
        self._top = 0
        self._looking = False  # about in a long text, away from the cursor
        self._rows: dict[int, int] = {}

    def show(self, page: Page) -> None:
        """Show a page; a question that was on the screen already keeps its cursor."""
        before = {editor.asked.ref: editor for editor in self._editors}
        here = self.editor.asked.ref if self.editor else ""
        self._editors = [editor_of(asked) for asked in page.questions]
        for editor in self._editors:
            if old := before.get(editor.asked.ref):
                editor.follow(old)
        refs = [asked.ref for asked in page.questions]
        answerable = (n for n, asked in enumerate(page.questions) if asked.answerable)
        self._at = refs.index(here) if here in refs else next(answerable, 0)
        if here not in refs:
            self._top, self._looking = 0, False
        self._page, self._complaint = page, ""
        self.repaint()

    def recorded(self, value: str) -> None:
        """The answer being given is the form's now, which keeps it as this value."""
        if self.editor:
            self.editor.recorded()
            self.editor.asked = replace(self.editor.asked, value=value)

    def enter(self) -> Effect:
        """Give Enter to the question, as far as it means more than going on."""
        effect = self.editor.enter() if self.editor else Effect.NOTHING
        self.repaint()
        return effect

    def forget(self) -> None:
        """Drop what was typed and not recorded, as when the person goes back without it."""
        self._editors = []

    @property
    def page(self) -> Page:
        """What is shown."""
        return self._page

    @property
    def editor(self) -> Editor | None:
        """The editor of the question being answered; None on an empty page."""
        return self._editors[self._at] if self._editors else None

    @property
    def place(self) -> int:
        """Which question of the page is being answered, from 0 on."""
        return self._at

    @property
    def shared(self) -> bool:
        """Whether several questions stand on the page."""
        return len(self._editors) > 1

    @property
    def complaint(self) -> str:
        """What the form has against the answer; empty if nothing."""
        return self._complaint

    def press(self, key: str, character: str | None) -> Effect:
        """Give a key to the question being answered and show what it did."""
        if self.editor is None:
            return Effect.NOTHING
        effect = self.editor.press(key, character)
        beyond = {Effect.LEFT_ABOVE: -1, Effect.LEFT_BELOW: 1}.get(effect, 0)
        self._looking = bool(beyond) and not self.step(beyond)
        self._top += beyond if self._looking else 0
        if effect is not Effect.NOTHING:
            self._complaint = "" if effect is Effect.CHOSEN else self._complaint
            self.repaint()
        return effect

    def paste(self, text: str) -> None:
        """Put pasted text into a field; elsewhere pasting means nothing."""
        if isinstance(self.editor, Writer | Searcher):
            self.editor.insert(text)
            self.repaint()

    def on_click(self, event: events.Click) -> None:
        """The answer in this line; where something stands for a key, `Painted` presses it."""
        if not self.key_at(event.x, event.y):
            self.post_message(self.Clicked(event.y))

    def take(self, y: int) -> Effect:
        """Choose the answer drawn in this line, as with the mouse."""
        if y not in self._rows or not isinstance(self.editor, Chooser):
            return Effect.NOTHING
        effect = self.editor.take(self._rows[y])
        self.repaint()
        return effect

    def unrecorded(self) -> tuple[str, str] | None:
        """Question and answer that differ from what the interview holds."""
        if self.editor is None or self.editor.text() == self.editor.asked.value:
            return None
        return self.editor.asked.ref, self.editor.text()

    def step(self, by: int) -> bool:
        """Go to another question of the page; False at its ends."""
        to = self._at + by
        if not 0 <= to < len(self._editors):
            return False
        self._at, self._complaint = to, ""
        self.repaint()
        return True

    def complete(self, *, one_key: bool) -> bool:
        """Whether what was chosen is all there is to say, so that the next question may come.

        `one_key` where this holds for every single choice, and not only where the form says so.
        """
        editor = self.editor
        if editor is None or not editor.text():
            return False
        if isinstance(editor, Chooser) and editor.may_become_ten:
            return editor.asked.quick
        return editor.asked.quick or (one_key and editor.asked.at_once)

    @property
    def unanswered(self) -> bool:
        """Whether this is a question, and has no answer."""
        return self.editor is not None and self.editor.asked.open

    @property
    def untouched(self) -> bool:
        """Whether it has no answer, and none was begun."""
        return self.unanswered and self.unrecorded() is None

    def step_to_open(self) -> bool:
        """Go to the next question of the page without an answer; False if there is none."""
        for to in range(self._at + 1, len(self._editors)):
            if self._editors[to].asked.open:
                return self.step(to - self._at)
        return False

    def turn_to(self, ref: str) -> None:
        """Go to this question of the page, if it is there."""
        refs = [editor.asked.ref for editor in self._editors]
        self._at = refs.index(ref) if ref in refs else self._at
        self.repaint()

    def complain(self, ref: str, message: str) -> None:
        """Go to this question and say what is wrong with its answer."""
        self._complaint = message
        self.turn_to(ref)

    def lines(self, size: Size) -> Sequence[Line]:
        """The page in this size; the question stays in place while its answers scroll."""
        if self.editor is None:
            return ()
        if self.shared:
            return self._group(size)
        aside = self._aside(self.editor, size.width)
        height = size.height - 2 if aside else size.height
        drawing = draw(self.editor, size.width, height, self._complaint, self._page.title)
        if len(drawing.head) + min(len(drawing.body), LEAST_BODY) > height:
            drawing = unpinned(drawing)
        view = height - len(drawing.head)
        shown = self._scrolled(drawing, view, size.width)
        self._place_caret(drawing, len(drawing.head))
        lines = [*drawing.head, *shown]
        lines.extend([()] * (height - len(lines)))
        if not aside:
            return lines
        return [*lines, (), aside] if len(drawing.body) > view else [*lines, aside, ()]

    def _group(self, size: Size) -> Sequence[Line]:
        """A group: the question being answered in full, the others in short."""
        whole = draw_group(self._editors, self._at, size, self._complaint, self._page.title)
        shown = self._scrolled(whole, size.height - len(whole.head), size.width)
        self._place_caret(whole, len(whole.head))
        return [*whole.head, *shown]

    @staticmethod
    def _aside(editor: Editor, width: int) -> Line:
        if not isinstance(editor, Chooser) or not editor.asked.aside:
            return ()
        return aside_of(editor, width)

    def _scrolled(self, drawing: Drawing, view: int, width: int) -> list[Line]:
        """The part of the body around the cursor, with arrows where there is more.

        A note has no cursor: it begins at its beginning.
        """
        alone = len(self._editors) == 1 and isinstance(self.editor, Reader)
        if not self._looking and not alone:
            first, last = drawing.mark
            self._top = max(min(self._top, first), last - view + 1)
        self._top = max(self._top, 0)
        self._top = min(self._top, max(len(drawing.body) - view, 0))
        shown = list(drawing.body[self._top : self._top + view])
        if shown and self._top:
            shown[0] = _with_arrow(shown[0], width, "▲")
        if shown and self._top + view < len(drawing.body):
            shown[-1] = _with_arrow(shown[-1], width, "▼")
        above = len(drawing.head) - self._top
        self._rows = {row + above: answer for row, answer in drawing.rows.items()}
        return shown

    def _place_caret(self, drawing: Drawing, above: int) -> None:
        """Tell the terminal where letters go, for input methods."""
        if drawing.caret:
            x, y = drawing.caret
            self.app.cursor_position = self.region.offset + Offset(
                self.margin + x, y - self._top + above
            )


def _with_arrow(line: Line, width: int, arrow: str) -> Line:
    gap = " " * max(width - 2 - width_of(line), 1)
    return (*line, Run(gap), Run(arrow, "rule"))
