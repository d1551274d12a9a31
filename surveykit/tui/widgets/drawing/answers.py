"""Answers with a key cap each, one below the other, and the row of don't know beneath."""

from rich.cells import cell_len

from surveykit.asking.page import Answer
from surveykit.asking.written import Kind
from surveykit.text import _
from surveykit.tui.answering import Chooser, Searcher
from surveykit.tui.typography import fit
from surveykit.tui.widgets.drawing.languages import in_languages, mirrored
from surveykit.tui.widgets.drawing.paper import Drawing
from surveykit.tui.widgets.painted import Line, Role, Run

_CAP = 5  # cells from a key cap's left edge to the answer's mark


def draw_nothing(drawing: Drawing) -> None:
    """A question whose list is empty, as when it is filtered by an answer not given yet."""
    for words in (
        _("There is nothing to choose from here."),
        _("An earlier answer, or a list, is missing."),
    ):
        drawing.body.append((Run("    "), Run(words, "quiet")))


def draw_answers(drawing: Drawing, editor: Chooser, measure: int, room: int) -> None:
    """The answers, apart from each other where there is room."""
    listed = editor.asked.answers
    if not listed:
        draw_nothing(drawing)
    blocks = [answer_lines(editor, n, answer, measure) for n, answer in enumerate(listed)]
    tight = sum(map(len, blocks)) + sum(answer.apart for answer in listed)
    airy = tight + len(blocks) - 1 <= room
    if editor.asked.ladder and tight > room:
        _draw_ladder(drawing, editor, measure, room)
        return
    for n, block in enumerate(blocks):
        if n and (airy or listed[n].apart):
            drawing.body.append(())
        start = len(drawing.body)
        drawing.add(block, n)
        if n == editor.cursor:
            drawing.mark = (start, len(drawing.body) - 1)
    if editor.cursor >= len(blocks):
        drawing.mark = (0, 0) if not blocks else (len(drawing.body) - 1,) * 2


def answer_lines(editor: Chooser, n: int, answer: Answer, measure: int) -> list[Line]:
    """One answer: pointer, key cap, mark, label; a single chosen one as a solid bar."""
    on = answer.code in editor.chosen
    mark = mark_of(editor, answer)
    cap_role: Role = "chosen" if on else "cap"
    many = editor.asked.kind is Kind.MANY
    rest: Role = "text" if not on else ("strong" if many else "chosen")
    lines: list[Line] = []
    asked = editor.asked
    room = measure - _CAP
    for i, words in enumerate(in_languages(answer.label, asked.other(answer), asked, room, rest)):
        pointer = Run("›" if n == editor.pointer and i == 0 else " ", "rule")
        cap = Run(f" {answer.key.upper() or ' '} ", cap_role) if i == 0 else Run("   ", rest)
        shown_mark = Run(f" {mark if i == 0 else ' '} ", rest)
        lines.append(mirrored((Run("  "), pointer, cap, shown_mark, *words, Run(" ", rest)), asked))
    return lines


def mark_of(editor: Chooser, answer: Answer) -> str:
    """A box where several answers are possible, a circle elsewhere; full if it is chosen."""
    if editor.asked.kind is Kind.REPEAT:
        return " "
    on = answer.code in editor.chosen
    if editor.asked.kind is Kind.MANY:
        return "■" if on else "□"
    return "●" if on else "○"


def aside_of(editor: Chooser, width: int) -> Line:
    """The fixed row of don't know and no answer; F-keys where letters are being typed.

    In one language where two would not fit, and as much of that as does.
    """
    listed = editor.asked.aside
    room = width - 2 - 12 * len(listed)
    words = [(answer.label, editor.asked.other(answer)) for answer in listed]
    if sum(cell_len(label) + cell_len(other) + 3 for label, other in words) > room:
        each = room // len(listed)
        words = [(fit(label, min(cell_len(label), each)), "") for label, _other in words]
    at = "" if isinstance(editor, Searcher) else editor.marked
    names = {"d": "F8", "r": "F9"} if editor.typing else {}
    runs: list[Run] = [Run("  ")]
    for answer, (label, other) in zip(listed, words, strict=True):
        on = answer.code in editor.chosen
        runs.append(Run("›" if answer.code == at else " ", "rule"))
        key = names.get(answer.key, answer.key.upper())
        pressed = key.lower()
        runs.append(Run(f" {key} ", "chosen" if on else "cap", pressed))
        role: Role = "chosen" if on else "text"
        runs.append(Run(f" {mark_of(editor, answer)} ", role, pressed))
        second = [Run("· ", role), Run(f"{other} ", role, pressed)] if other else []
        runs.extend([Run(f"{label} ", role, pressed), *second, Run("   ")])
    return runs


def _draw_ladder(drawing: Drawing, editor: Chooser, measure: int, room: int) -> None:
    """The steps 0 to 10 side by side, with the words of the one under the cursor."""
    runs: list[Run] = [Run("   ")]
    for n, answer in enumerate(editor.asked.answers):
        on = answer.code in editor.chosen
        runs.append(Run(f" {answer.key.upper()} ", "chosen" if on else "cap", answer.key))
        runs.append(Run("‹" if n == editor.pointer else " ", "rule"))
    at = editor.all[editor.cursor]
    role: Role = "chosen" if at.code in editor.chosen else "text"
    drawing.body.append(runs)
    drawing.body.extend([()] if room > 3 else [])
    for words in in_languages(at.label, editor.asked.other(at), editor.asked, measure, role):
        drawing.body.append((Run("   "), Run(" ", role), *words))
    drawing.mark = (0, len(drawing.body) - 1)
