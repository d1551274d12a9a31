"""A question on paper: its text with a rule at the side, and room for its answers.

Plain functions from an editor and a width to lines, so that every layout can be tested at
every size without a terminal.
"""

from dataclasses import dataclass, field

from rich.cells import cell_len

from surveykit.asking.page import Asked
from surveykit.text import _
from surveykit.tui.answering import Editor
from surveykit.tui.typography import fit, measure_of, wrap
from surveykit.tui.widgets.drawing.languages import in_languages, mirrored
from surveykit.tui.widgets.painted import Line, Run

LEAST_BODY = 4
"""Lines of answers below a question that stays in place while they scroll."""


@dataclass(slots=True)
class Drawing:
    """A question on paper: what stays in place, what scrolls, where the cursor is."""

    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    mark: tuple[int, int] = (0, 0)
    """First and last line of the body that must be visible."""
    caret: tuple[int, int] | None = None
    """Column and line of the body where the next letter goes."""
    rows: dict[int, int] = field(default_factory=dict)
    """Line of the body → number of the answer drawn there."""

    def add(self, block: list[Line], number: int) -> None:
        """Append the lines of an answer, to be found again by a click."""
        start = len(self.body)
        self.body.extend(block)
        self.rows.update(dict.fromkeys(range(start, len(self.body)), number))


def head_of(editor: Editor, measure: int, complaint: str = "", title: str = "") -> list[Line]:
    """The question in bold with the rule at its side, its hint, and what is wrong.

    Above it the title, such as which person of a household is asked for; below the hint, that
    there is more to be told on demand.
    """
    asked = editor.asked
    lines: list[Line] = [(Run("    "), Run(fit(title, measure), "quiet")) if title else ()]
    other, hint = (asked.beside.label, asked.beside.hint) if asked.beside else ("", "")
    rule = Run("▌", "rule")
    for line in in_languages(asked.label, other, asked, measure, "strong", "text"):
        lines.append(mirrored((Run("  "), rule, Run(" "), *line), asked))
    if asked.hint or hint:
        hints = in_languages(asked.hint, hint, asked, measure, "quiet")
        lines.extend(mirrored((Run("    "), *line), asked) for line in hints)
    for text in wrap(_("Note: {note}").format(note=asked.note), measure) if asked.note else []:
        lines.append((Run("    "), Run(text, "rule")))
    if asked.guidance:
        key, words = "F1" if editor.typing else "?", _("more about this")
        lines.append((Run("    "), Run(f" {key} ", "cap"), Run(f" {words}", "quiet")))
    for text in wrap(complaint, measure - 2) if complaint else []:
        lines.append((Run("    "), Run(f" {fit(text, measure - 2)} ", "complaint")))
    return lines


def summary_of(asked: Asked, width: int, key: str = "") -> list[Line]:
    """A question of a group that is not being answered: label and answer in one line.

    `key` is what a click on it presses.
    """
    measure = measure_of(width)
    said = asked.said()
    room = measure - min(cell_len(said), measure // 2) - 2
    label = fit(asked.label, min(cell_len(asked.label), room))
    gap = " " * max(measure - cell_len(label) - cell_len(said), 2)
    answer = fit(said, min(cell_len(said), measure - cell_len(label) - 2))
    return [
        (Run("    "), Run(label, "quiet", key), Run(gap, "text", key), Run(answer, "text", key))
    ]


def unpinned(drawing: Drawing) -> Drawing:
    """The question scrolls with its answers: the window is too low to keep it in place."""
    by = len(drawing.head)
    first, last = drawing.mark
    return Drawing(
        body=[*drawing.head, *drawing.body],
        mark=(0 if last + by < LEAST_BODY else first + by, last + by),
        caret=(drawing.caret[0], drawing.caret[1] + by) if drawing.caret else None,
        rows={row + by: answer for row, answer in drawing.rows.items()},
    )
