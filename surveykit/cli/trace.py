"""`form trace`: answer a form by a list of steps, and tell what each of them changes."""

import json
import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.cli.console import DONE, Commands, print_json, print_lines, refusal, tell
from surveykit.cli.story import story
from surveykit.cli.words import language_of_form
from surveykit.errors import FaultyFileError, SurveykitError
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.form.filling.trace import Step, Trace

_SEED = 42


def declare_trace(commands: Commands) -> None:
    """`surveykit form trace FORM [STEPS.json]`."""
    help_text = _("answer a form by a list of steps and tell what each of them changes")
    parser = commands.add("trace", run_trace, help_text, as_json=True)
    parser.add_argument("file", type=Path, help=_("an XLSForm or an XForm"))
    parser.add_argument(
        "steps", nargs="?", default="", help=_("a JSON file; - reads it from standard input")
    )
    parser.add_argument(
        "--media", type=Path, metavar="DIR", help=_("folder with the lists that the form attaches")
    )
    parser.add_argument(
        "--now", type=_moment, metavar="ISO", help=_("stop the clock here, and fix what is random")
    )
    parser.add_argument(
        "--labels",
        choices=("each", "final", "none"),
        default="final",
        help=_("after which steps JSON holds labels, hints and messages"),
    )
    parser.set_defaults(language_of_form=True)


def run_trace(options: Namespace) -> int:
    """Print the trace; faults of the form as `form check` tells them."""
    steps = _read_steps(options.steps)
    try:
        told = _trace(options, steps)
    except FaultyFileError as error:
        if options.json:
            faults = [asdict(fault) for fault in error.faults]
            print_json({"ok": False, "stage": "load", "error": error.what, "faults": faults})
        else:
            tell(str(error))
        return refusal(error)
    if options.json:
        print_json(told)
    else:
        print_lines(list(story(told)))
    return DONE


def _trace(options: Namespace, steps: "Sequence[Step]") -> "Trace":
    from random import Random, SystemRandom

    from surveykit import setting_up
    from surveykit.form.attachments import media_folders, read_attachments
    from surveykit.form.filling.trace import trace

    form = setting_up.load_form(options.file)
    attached = read_attachments(form, media_folders(options.file, options.media))
    for name in attached.missing:
        tell(_("There is no file {file}. The form takes it for an empty list.").format(file=name))
    fixed: datetime | None = options.now
    return trace(
        form,
        steps,
        lists=attached.lists,
        now=(lambda: fixed) if fixed else (lambda: datetime.now().astimezone()),
        language=language_of_form(form, options.language),
        labels=options.labels,
        random=Random(_SEED) if fixed else SystemRandom(),  # noqa: S311 - reproducible
    )


def _moment(text: str) -> datetime:
    """A moment in ISO 8601; without an offset it is the laptop's own time."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        message = _("“{text}” is no moment such as 2026-06-01T12:00:00Z.").format(text=text)
        raise ArgumentTypeError(message) from error
    return moment if moment.tzinfo else moment.astimezone()


def _read_steps(source: str) -> "Sequence[Step]":
    if not source:
        return []
    content = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    try:
        steps = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        why = _("it is not JSON from line {line}, character {column} on")
        raise _no_steps(source, why.format(line=error.lineno, column=error.colno)) from error
    except UnicodeDecodeError as error:
        raise _no_steps(source, _("it is not UTF-8")) from error
    except RecursionError as error:
        raise _no_steps(source, _("its lists lie too deep in one another")) from error
    if not isinstance(steps, list):
        raise _no_steps(source, _("it is no list"))
    for place, step in enumerate(steps, start=1):
        if not isinstance(step, dict):
            raise _no_steps(source, _("step {n} is no object in braces").format(n=place))
    return steps


def _no_steps(source: str, why: str) -> SurveykitError:
    what = _("{file} holds no steps: {reason}.").format(file=source, reason=why)
    example = '[{"set": "/data/age", "value": "33"}]'
    return SurveykitError(what, advice=_("Write a list such as {example}.").format(example=example))
