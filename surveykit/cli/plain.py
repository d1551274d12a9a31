"""`--plain`: the interview and the preview line by line, on any terminal and through a pipe."""

import sys
import time
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.cli.console import passphrase_of, tell
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.plain.dialogue import Dialogue
    from surveykit.preview import Preview


def declare_plain(parser: ArgumentParser) -> None:
    """The option itself."""
    help_text = _("line by line, for screen readers and plain terminals")
    parser.add_argument("--plain", action="store_true", help=help_text)


def interview(path: Path, *, hallway: bool) -> None:
    """Open a project and go from door to door; close it with its second copies."""
    from surveykit import workflow
    from surveykit.fieldwork.clock import WatchedClock
    from surveykit.plain.privacy import Privacy
    from surveykit.plain.round import PlainRound

    dialogue = _dialogue()
    clock = WatchedClock(_now, time.monotonic, dialogue.say)
    project = workflow.open_project(path, passphrase_of(path), clock())
    try:
        if notice := workflow.clock_notice(project, clock()):
            dialogue.say(notice)
        privacy = Privacy(project, dialogue, lambda: passphrase_of(project.path), clock)
        PlainRound(project, dialogue, clock, privacy.hide).run(hallway=hallway)
    finally:
        for words in workflow.close_project(project):
            tell(words)


def preview(form: "Preview") -> None:
    """Try a form out."""
    from surveykit.plain.preview import PlainPreview

    PlainPreview(form, _dialogue()).run()


def _dialogue() -> "Dialogue":
    """Through standard input and output; a byte that is no letter does not end the program."""
    from surveykit.plain.dialogue import Dialogue

    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")
    return Dialogue(sys.stdin, sys.stdout)


def _now() -> datetime:
    return datetime.now().astimezone()
