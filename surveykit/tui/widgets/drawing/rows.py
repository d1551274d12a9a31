"""Answers side by side: a Likert scale, and tables of questions with the same answers."""

from collections.abc import Sequence

from rich.cells import cell_len

from surveykit.asking.page import Answer
from surveykit.tui.answering import Chooser, RowChooser
from surveykit.tui.typography import MARGIN, fit, wrap
from surveykit.tui.widgets.drawing.answers import draw_answers, mark_of
from surveykit.tui.widgets.drawing.paper import Drawing
from surveykit.tui.widgets.painted import Line, Role, Run

_MOST_LINES = 3  # of a heading; with more it is a legend
_LEAST_COLUMN = 5  # pointer, mark, a gap: what a column of a table needs
_LEAST_NAME = 12  # words of a row


def draw_row(drawing: Drawing, editor: RowChooser, measure: int, room: int) -> None:
    """The answers in one row with their words beneath, or in a list where they do not fit."""
    answers = editor.asked.answers
    width = measure // max(len(answers), 1)
    blocks = _in_columns(answers, width)
    if blocks is None:
        draw_answers(drawing, editor, measure, room)
        return
    caps: list[Run] = [Run("   ")]
    for n, answer in enumerate(answers):
        on = answer.code in editor.chosen
        caps.append(Run("›" if n == editor.pointer else " ", "rule"))
        cap_role: Role = "chosen" if on else "cap"
        caps.append(Run(f" {answer.key.upper() or ' '} ", cap_role, answer.key))
        caps.append(Run(fit(f" {mark_of(editor, answer)}", width - 4), "text", answer.key))
    drawing.body.append(caps)
    for line in range(max(map(len, blocks), default=0)):
        runs: list[Run] = [Run("    ")]
        for answer, block in zip(answers, blocks, strict=True):
            on = answer.code in editor.chosen
            words = block[line] if line < len(block) else ""
            runs.append(Run(fit(words, width - 1), "strong" if on else "text", answer.key))
            runs.append(Run(" "))
        drawing.body.append(runs)
    drawing.mark = (0, len(drawing.body) - 1)


def fits_table(answers: Sequence[Answer], measure: int) -> bool:
    """Whether so many answers can have a column each."""
    return len(answers) * _LEAST_COLUMN + _LEAST_NAME <= measure


def table_heading(answers: Sequence[Answer], measure: int) -> list[Line]:
    """The answers of a table above their columns; where they do not fit, as a legend."""
    name, width = _columns(len(answers), measure)
    indent = " " * (MARGIN + name)
    blocks = _in_columns(answers, width)
    lines: list[Line] = []
    if blocks is None:
        legend = "  ".join(f"{answer.key.upper()} {answer.label}" for answer in answers)
        lines.extend((Run("    "), Run(text, "quiet")) for text in wrap(legend, measure))
        blocks = []
    for line in range(max(map(len, blocks), default=0)):
        words = (block[line] if line < len(block) else "" for block in blocks)
        lines.append((Run(indent), *(Run(fit(word, width), "quiet") for word in words)))
    caps = [Run(indent)]
    for answer in answers:
        caps.extend([Run(f" {answer.key.upper()} ", "cap"), Run(" " * (width - 3))])
    return [*lines, caps]


def table_row(editor: Chooser, measure: int, *, here: bool) -> list[Line]:
    """A question of a table: its words, and a mark in the column of every answer."""
    answers = editor.asked.answers
    name, width = _columns(len(answers), measure)
    lines: list[Line] = []
    for i, text in enumerate(wrap(editor.asked.label, name - 1)):
        pointer = Run("  › " if here and i == 0 else "    ", "rule")
        line = [pointer, Run(fit(text, name), "strong" if here else "text")]
        for n, answer in enumerate(answers if i == 0 else ()):
            role: Role = "chosen" if answer.code in editor.chosen else "text"
            at = "‹" if here and n == editor.pointer else " "
            line.extend([Run(f" {mark_of(editor, answer)} ", role), Run(at, "rule")])
            line.append(Run(" " * (width - 4)))
        lines.append(line)
    return lines


def _columns(answers: int, measure: int) -> tuple[int, int]:
    """Cells for the words of a row and for each of its columns."""
    width = max(min(measure * 2 // 3 // max(answers, 1), 14), _LEAST_COLUMN)
    return measure - width * answers, width


def _in_columns(answers: Sequence[Answer], width: int) -> list[list[str]] | None:
    """The labels in columns of this width; None if words had to be cut for it."""
    blocks = [wrap(answer.label, width - 1) for answer in answers]
    words = (word for answer in answers for word in answer.label.split())
    if any(cell_len(word) > width - 1 for word in words):
        return None
    return blocks if all(len(block) <= _MOST_LINES for block in blocks) else None
