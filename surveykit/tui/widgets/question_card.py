"""The page of questions, painted by one widget: the heart of the interview."""

from collections.abc import Sequence
from datetime import date

from textual import events
from textual.geometry import Offset, Size
from textual.message import Message

from surveykit.tui.answering import Chooser, Editor, Effect, Writer, editor_of
from surveykit.tui.page import Kind, Page
from surveykit.tui.typography import fit
from surveykit.tui.widgets.painted import Line, Painted, Run, width_of
from surveykit.tui.widgets.question_drawing import Drawing, aside_of, draw, summary_of

_LEAST_BODY = 4  # lines of answers below a question that stays in place while they scroll


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
        self._rows: dict[int, int] = {}

    def show(self, page: Page, today: date) -> None:
        """Show a page; a question that was on the screen already keeps its cursor."""
        before = {editor.asked.ref: editor for editor in self._editors}
        here = self.editor.asked.ref if self.editor else ""
        self._editors = [editor_of(asked, today) for asked in page.questions]
        for editor in self._editors:
            if old := before.get(editor.asked.ref):
                editor.follow(old)
        refs = [asked.ref for asked in page.questions]
        self._at = refs.index(here) if here in refs else 0
        if here not in refs:
            self._top = 0
        self._page, self._complaint = page, ""
        self.repaint()

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
    def complaint(self) -> str:
        """What the form has against the answer; empty if nothing."""
        return self._complaint

    def press(self, key: str, character: str | None) -> Effect:
        """Give a key to the question being answered and show what it did."""
        if self.editor is None:
            return Effect.NOTHING
        effect = self.editor.press(key, character)
        if effect is Effect.LEFT_ABOVE:
            self.step(-1)
        elif effect is Effect.LEFT_BELOW:
            self.step(1)
        if effect is not Effect.NOTHING:
            self._complaint = "" if effect is Effect.CHOSEN else self._complaint
            self.repaint()
        return effect

    def paste(self, text: str) -> None:
        """Put pasted text into a field; elsewhere pasting means nothing."""
        if isinstance(self.editor, Writer):
            self.editor.insert(text)
            self.repaint()

    def on_click(self, event: events.Click) -> None:
        self.post_message(self.Clicked(event.y))

    def take(self, y: int) -> Effect:
        """Choose the answer drawn in this line, as with the mouse."""
        if y not in self._rows or not isinstance(self.editor, Chooser):
            return Effect.NOTHING
        answer = self.editor.all[self._rows[y]]
        return self.press("", answer.key) if answer.key else Effect.NOTHING

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

    @property
    def unanswered(self) -> bool:
        """Whether this is a question, and has no answer."""
        asked = self.editor.asked if self.editor else None
        return asked is not None and asked.kind is not Kind.NOTE and not asked.value

    def step_to_open(self) -> bool:
        """Go to the next question of the page without an answer; False if there is none."""
        for to in range(self._at + 1, len(self._editors)):
            asked = self._editors[to].asked
            if asked.kind is not Kind.NOTE and not asked.value:
                return self.step(to - self._at)
        return False

    def complain(self, ref: str, message: str) -> None:
        """Go to this question and say what is wrong with its answer."""
        refs = [editor.asked.ref for editor in self._editors]
        self._at = refs.index(ref) if ref in refs else self._at
        self._complaint = message
        self.repaint()

    def lines(self, size: Size) -> Sequence[Line]:
        """The page in this size; the question stays in place while its answers scroll."""
        if self.editor is None:
            return ()
        if len(self._editors) > 1:
            return self._group(size)
        aside = self._aside(self.editor)
        height = size.height - 2 if aside else size.height
        drawing = draw(self.editor, size.width, height, self._complaint)
        if len(drawing.head) + min(len(drawing.body), _LEAST_BODY) > height:
            drawing = _unpinned(drawing)
        view = height - len(drawing.head)
        shown = self._scrolled(drawing, view, size.width)
        self._place_caret(drawing, len(drawing.head))
        lines = [*drawing.head, *shown]
        lines.extend([()] * (height - len(lines)))
        if not aside:
            return lines
        return [*lines, (), aside] if len(drawing.body) > view else [*lines, aside, ()]

    def _group(self, size: Size) -> Sequence[Line]:
        """A group: the question being answered in full, the others in one line each."""
        whole = Drawing(
            head=[(), (Run("    "), Run(fit(self._page.title, size.width - 8), "quiet"))]
        )
        for n, editor in enumerate(self._editors):
            if n != self._at:
                whole.body.extend(summary_of(editor.asked, size.width))
                continue
            room = size.height - len(self._editors) - 4
            drawing = _unpinned(draw(editor, size.width, room, self._complaint))
            if n and drawing.body[0]:
                whole.body.append(())
            start = len(whole.body)
            whole.body.extend(drawing.body)
            if aside := self._aside(editor):
                whole.body.extend([(), aside])
            whole.body.append(())
            whole.mark = (
                (start, start + drawing.mark[1])
                if self._fits(drawing, size)
                else (start + drawing.mark[0], start + drawing.mark[1])
            )
            if isinstance(editor, Chooser) and editor.cursor >= len(editor.asked.answers):
                whole.mark = (len(whole.body) - 2, len(whole.body) - 1)
            if drawing.caret:
                whole.caret = (drawing.caret[0], drawing.caret[1] + start)
            whole.rows = {row + start: answer for row, answer in drawing.rows.items()}
        view = size.height - len(whole.head)
        shown = self._scrolled(whole, view, size.width)
        self._place_caret(whole, len(whole.head))
        return [*whole.head, *shown]

    @staticmethod
    def _fits(drawing: Drawing, size: Size) -> bool:
        return drawing.mark[1] < size.height - 4

    @staticmethod
    def _aside(editor: Editor) -> Line:
        if not isinstance(editor, Chooser) or not editor.asked.aside:
            return ()
        at = editor.all[editor.cursor].code if editor.all else ""
        return aside_of(editor, at)

    def _scrolled(self, drawing: Drawing, view: int, width: int) -> list[Line]:
        """The part of the body around the cursor, with arrows where there is more."""
        first, last = drawing.mark
        self._top = max(min(self._top, first), last - view + 1, 0)
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


def _unpinned(drawing: Drawing) -> Drawing:
    """The question scrolls with its answers: the window is too low to keep it in place."""
    by = len(drawing.head)
    first, last = drawing.mark
    return Drawing(
        body=[*drawing.head, *drawing.body],
        mark=(0 if last + by < _LEAST_BODY else first + by, last + by),
        caret=(drawing.caret[0], drawing.caret[1] + by) if drawing.caret else None,
        rows={row + by: answer for row, answer in drawing.rows.items()},
    )


def _with_arrow(line: Line, width: int, arrow: str) -> Line:
    gap = " " * max(width - 2 - width_of(line), 1)
    return (*line, Run(gap), Run(arrow, "rule"))
