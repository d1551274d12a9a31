"""Lines of text in roles: bars, buttons and doors, drawn without a terminal.

Nothing here imports Textual: the first frame stands on the screen before that is read.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from surveykit.asking.round import Row, View
from surveykit.text import _, ngettext
from surveykit.text.clean import without_controls
from surveykit.text.from_right import as_painted
from surveykit.text.stand_ins import character_set, showable
from surveykit.tui.themes import Role
from surveykit.tui.typography import fit

COLUMN = 84
"""Widest column of text in cells; a wider window has margins on both sides."""

ROOMY = 72
"""Cells from which attempts are counted in words."""


class Run(NamedTuple):
    """Some text in one role."""

    text: str
    role: Role = "text"
    key: str = ""
    """What a click on it presses, as Textual names keys."""


Line = Sequence[Run]
"""Runs from left to right; what is missing on the right is filled with the paper."""

Keys = Sequence[tuple[str, str]]
"""Keys with the words for what they do."""

_HELP = ("?", "F1")
"""The keys that tell what all the others do."""


def width_of(line: Iterable[Run]) -> int:
    """Cells that the line takes."""
    return sum(cell_len(run.text) for run in line)


def as_shown(run: Run) -> str:
    """What the terminal gets of a run: no control character, every letter in its place.

    Bars are the program's own and run from the left.
    """
    text = as_painted(without_controls(run.text), from_left=run.role in ("bar", "key"))
    return showable(text, character_set())


def top_line(left: str, right: str, mark: str, width: int) -> Line:
    """Where we are; the right side is never cut, it says whether the answer is safe."""
    right = fit(right, min(cell_len(right), width - 2))
    mark = f" {mark} " if mark else ""
    left = fit(left, max(width - cell_len(right) - cell_len(mark) - 4, 0))
    return (Run(mark, "complaint"), Run(f" {left}  ", "bar"), Run(f"{right} ", "bar"))


def reminder_line(words: str, width: int) -> Line:
    """What stands out over the whole width."""
    return (Run(fit(f"  {words}", width), "complaint"),)


def progress_line(done: int, total: int, words: str, width: int) -> Line:
    """A thick line for what is done, a thin one for what is left, and the words for it.

    Half of the width is the whole, whatever is said beside it: other words move nothing. Longer
    ones lie over its end.
    """
    words = fit(words, min(cell_len(words), width - 4))
    whole = width // 2
    room = max(min(whole, width - cell_len(words) - 4), 0)
    thick = min(round(whole * min(done / max(total, 1), 1.0)), room)
    line = Run("━" * thick, "rule"), Run("─" * (room - thick), "quiet")
    gap = " " * max(width - room - cell_len(words) - 3, 0)
    return [Run(" "), *line, Run(f"{gap} {words} ", "strong")]


def key_line(keys: Keys, width: int) -> Line:
    """As many keys as fit, the earlier before the later.

    The last one stays, and so does help, which then says that it tells the others too.
    """
    for gap in ("   ", "  "):
        if keys_width(keys, gap) <= width:
            return _key_line(keys, gap)
    told = [(key, _("keys") if key in _HELP else word) for key, word in keys]
    kept = {n for n, (key, _word) in enumerate(told) if key in _HELP or n == len(told) - 1}
    for n in range(len(told)):
        wider = [told[place] for place in sorted(kept | {n})]
        if keys_width(wider, "  ") <= width:
            kept.add(n)
    return _key_line([told[place] for place in sorted(kept)], "  ")


def key_lines(keys: Keys, width: int, most: int) -> Sequence[Line]:
    """All keys in up to `most` lines; what has no room in the last of them goes."""
    left = list(keys)
    lines: list[Line] = []
    while len(lines) + 1 < most and keys_width(left, "  ") > width:
        fitting = sum(keys_width(left[: n + 1], "  ") <= width for n in range(len(left))) or 1
        lines.append(_key_line(left[:fitting], "  "))
        left = left[fitting:]
    return [*lines, key_line(left, width)]


def keys_width(keys: Keys, gap: str) -> int:
    """Cells that these keys take, so far apart."""
    return 1 + sum(cell_len(f"{key} {word}") for key, word in keys) + len(gap) * (len(keys) - 1)


def _key_line(keys: Keys, gap: str) -> Line:
    runs = [Run(" ", "bar")]
    for shown, word in keys:
        key = _key_of(shown)
        runs.extend([Run(shown, "key", key), Run(f" {word}", "bar", key), Run(gap, "bar")])
    return runs


def _key_of(shown: str) -> str:
    """The key that a bar shows, as Textual names it; empty where it shows several."""
    named = {
        _("Backspace"): "backspace", _("PgUp"): "pageup", _("Any key"): "space",
        "Esc": "escape", "?": "question_mark", "+": "plus", "-": "minus",
    }  # fmt: skip
    if shown in named or len(shown) == 1 or shown == "Enter" or shown[1:].isdecimal():
        return named.get(shown, shown.lower())
    return ""


def button_lines(buttons: Keys, width: int) -> Sequence[Line]:
    """Rows of buttons, read from left to right, each column as wide as it must be."""
    for columns in range(len(buttons), 0, -1):
        widths = [
            max(cell_len(word) for _key, word in buttons[column::columns]) + 6
            for column in range(columns)
        ]
        if sum(widths) + 2 <= width or columns == 1:
            starts = range(0, len(buttons), columns)
            return [_buttons(buttons[start : start + columns], widths) for start in starts]
    return ()


def _buttons(buttons: Keys, widths: Sequence[int]) -> Line:
    runs = [Run("  ")]
    for (key, word), width in zip(buttons, widths, strict=False):
        pressed = key.lower()
        runs += [Run(f" {key} ", "cap", pressed), Run(fit(f" {word}", width - 3), "text", pressed)]
    return runs


def first_line(view: View, marked: int, height: int, before: int = 0) -> int:
    """The line of a round that stands on top, so that the marked door and its heading show.

    `before` is the one that stood there; it stays if it can.
    """
    first = marked - 1 if marked and view.is_heading(marked - 1) else marked
    top = max(min(before, first), marked - height + 1, 0)
    return min(top, max(len(view) - height, 0))


def door_lines(view: View, first: int, marked: int, width: int, height: int) -> Sequence[Line]:
    """The doors from the line `first` of a round on, one of them marked."""
    visible = enumerate(view[first : first + height], first)
    return [_door(row, width, marked=n == marked) for n, row in visible]


def _door(row: Row, width: int, *, marked: bool) -> Line:
    if row.flat is None:
        return (Run("  "), Run(fit(row.heading, width - 4), "strong"))
    tries = f"{row.attempts}×"
    if width >= ROOMY:
        tries = ngettext("{n} attempt", "{n} attempts", row.attempts).format(n=row.attempts)
    role: Role = "chosen" if marked else ("text" if row.may_try or row.draft else "quiet")
    name = fit(row.flat.name, min(max(cell_len(row.flat.name), 10), width // 4))
    gap = "  " if width >= ROOMY else " "  # a narrow window needs the room for what was agreed
    left = f" {row.mark or ' '}  {name}{gap}{fit(row.place, 14)}{gap}"
    right = f" {fit(tries if row.attempts else '', 11 if width >= ROOMY else 2)} "
    words = fit(row.words, width - 4 - cell_len(left) - cell_len(right))
    return (Run(" "), Run("›" if marked else " ", "rule"), Run(f"{left}{words}{right}", role))
