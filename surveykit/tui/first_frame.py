"""The first frame: the doors of a round on the screen before Textual is even read.

What stands there is what the app shows a moment later, and keys typed in between wait for it.
Only where the terminal is known to understand it: not on Windows, whose consoles must be told
to first, and not on a terminal that calls itself dumb.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.color import ColorSystem

from surveykit.asking.round import Round
from surveykit.asking.words import BUTTONS, outcome_words
from surveykit.errors import SurveykitError
from surveykit.text import _
from surveykit.tui import COLOURS
from surveykit.tui.colours import Colours
from surveykit.tui.lines import (
    COLUMN,
    Keys,
    Line,
    Run,
    as_shown,
    button_lines,
    door_lines,
    first_line,
    key_line,
    keys_width,
    progress_line,
    reminder_line,
    top_line,
    width_of,
)
from surveykit.tui.themes import NAMES, Role, styles

if TYPE_CHECKING:
    from surveykit.workflow import Project

LEAST_WIDTH, LEAST_HEIGHT = 48, 14
"""Below this a plain sentence stands in for every screen."""

_SYSTEMS: Mapping[Colours, ColorSystem] = {
    "none": ColorSystem.STANDARD, "standard": ColorSystem.STANDARD,
    "256": ColorSystem.EIGHT_BIT, "truecolor": ColorSystem.TRUECOLOR,
}  # fmt: skip

_UNKNOWN = ("", "dumb", "unknown")

_ENTER, _LEAVE = "\x1b[?1049h\x1b[?25l\x1b[H", "\x1b[?1049l\x1b[?25h"


def sheet_buttons() -> Keys:
    """What one key records at a door."""
    return [*((key, outcome_words(outcome)) for key, outcome in BUTTONS), ("K", _("card left"))]


def sheet_keys() -> Keys:
    """What else the round can do, the most used first."""
    return [
        ("Enter", _("interview")),
        ("U", _("undo")),
        ("O", _("open doors")),
        ("H", _("hallway")),
        ("S", _("desk")),
        ("?", _("help")),
    ]


def screenful(
    round_: Round, label: str, width: int, height: int, colours: Colours
) -> Sequence[str]:
    """The round from its first door on, line by line as a terminal takes it."""
    lines = _lines(round_, label, width, height)
    return [_escaped(line, ground, width, colours) for line, ground in lines]


def _lines(round_: Round, label: str, width: int, height: int) -> Iterator[tuple[Line, Role]]:
    """What every line says, and the role that fills its rest."""
    column, count = min(width, COLUMN), round_.tally()
    buttons = button_lines(sheet_buttons(), column)
    reminder = round_.reminder(round_.now)
    doors = height - len(buttons) - 5 - bool(reminder)
    yield _centred(top_line(label, "", _("not protected"), column), column, width, "bar")
    progress = progress_line(count.done, count.doors, count.words(), column)
    yield _centred(progress, column, width, "text")
    if reminder:
        yield _centred(reminder_line(reminder, column), column, width, "complaint")
    view = round_.view()
    at = view.line_of(round_.next_door()) or 1
    shown = door_lines(view, first_line(view, at, doors), at, column, doors)
    for line in (*shown, *[()] * (doors - len(shown)), (), *buttons, ()):
        yield _centred(line, column, width, "text")
    keys = sheet_keys()
    column = min(width, max(COLUMN, keys_width(keys, "   ")))
    yield _centred(key_line(keys, column), column, width, "bar")


def _centred(line: Line, column: int, width: int, ground: Role) -> tuple[Line, Role]:
    return (Run(" " * ((width - column) // 2), ground), *line), ground


def _escaped(line: Line, ground: Role, width: int, colours: Colours) -> str:
    roles, system = styles(NAMES[0], colours), _SYSTEMS[colours]
    runs = (*line, Run(" " * max(width - width_of(line), 0), ground))
    return "".join(
        roles[run.role].render(as_shown(run), color_system=system) for run in runs if run.text
    )


def open_at_once(path: Path) -> Project | None:
    """The project, if it opens without a passphrase; what is wrong otherwise is told later."""
    from surveykit.workflow import needs_passphrase, open_project

    with suppress(SurveykitError, OSError):
        return open_project(path) if path.is_file() and not needs_passphrase(path) else None
    return None


@contextmanager
def painted_at_once(project: Project | None, now: datetime) -> Iterator[None]:
    """Paint the doors, and hold back what is typed until the app takes over.

    The app enters the alternate screen once more, which changes nothing, and leaves it for both.
    """
    if project is None or not _understood():
        yield
        return
    import termios

    width, height = os.get_terminal_size()
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        yield
        return
    before = termios.tcgetattr(sys.stdin)
    silent = [*before]
    silent[0] &= ~termios.ICRNL  # Enter stays what the app takes for it
    silent[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(sys.stdin, termios.TCSANOW, silent)
    lines = screenful(Round.of(project, now), project.label, width, height, COLOURS)
    _write(_ENTER + "\r\n".join(lines))
    try:
        yield
    except BaseException:
        _write(_LEAVE)
        raise
    finally:
        with suppress(termios.error):  # it was closed meanwhile
            termios.tcsetattr(sys.stdin, termios.TCSANOW, before)


def _understood() -> bool:
    """Whether somebody is there and the terminal is known to take what we write."""
    somebody = sys.stdin.isatty() and sys.stdout.isatty()
    return somebody and os.name != "nt" and os.environ.get("TERM", "") not in _UNKNOWN


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
