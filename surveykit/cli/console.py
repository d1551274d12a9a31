"""What commands share: passphrases, printing, and the parser they are declared on."""

import json
import os
import sys
import textwrap
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import date, datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from surveykit.errors import FaultyFileError, SurveykitError
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.export.results import Results
    from surveykit.store.keys.pair import SecretKey
    from surveykit.workflow import Project

DONE, NO, MENDABLE = 0, 1, 2
"""Exit codes: done; the answer is "no"; something the person can mend."""

# The names of variables.
_PASSPHRASE = "SURVEYKIT_PASSPHRASE"  # noqa: S105
_NEW_PASSPHRASE = "SURVEYKIT_NEW_PASSPHRASE"  # noqa: S105
_KEY_PASSPHRASE = "SURVEYKIT_KEY_PASSPHRASE"  # noqa: S105


_WHITE_ON_BLACK, _AS_BEFORE = "\x1b[38;5;231;48;5;16m", "\x1b[0m"


def refusal(error: FaultyFileError) -> int:
    """NO where its author can mend a faulty file in its cells, else MENDABLE."""
    return NO if any(fault.sheet or fault.cell for fault in error.faults) else MENDABLE


_FILES = {".xlsx", ".csv", ".pdf", ".zip", ".sav", ".dta", ".jsonl", ".json", ".ics", ".survey"}
"""Endings by which a name is known as that of a file."""


class Commands:
    """The commands of one parser; every one takes `--language` and may take `--json`."""

    def __init__(self, parser: ArgumentParser, *, required: bool = False) -> None:
        self._commands = parser.add_subparsers(metavar=_("COMMAND"), required=required)

    def add(
        self,
        name: str,
        run: Callable[[Namespace], int] | None,
        help_text: str,
        *,
        as_json: bool = False,
    ) -> ArgumentParser:
        """Declare one command; `run` is None for a word that needs a second one."""
        parser = self._commands.add_parser(name, help=help_text, description=help_text)
        parser.add_argument("--language", metavar="CODE", help=_("language of the program: de, en"))
        if as_json:
            parser.add_argument("--json", action="store_true", help=_("print JSON"))
        if run:
            parser.set_defaults(run=run)
        return parser

    def on_project(
        self,
        name: str,
        run: Callable[[Namespace], int],
        help_text: str,
        *,
        as_json: bool = False,
    ) -> ArgumentParser:
        """Declare one command whose first argument is a project file."""
        parser = self.add(name, run, help_text, as_json=as_json)
        parser.add_argument("project", type=Path)
        return parser


def open_project(path: Path) -> "Project":
    """Open a project, asking for its passphrase if it has one; tell what is wrong with it."""
    return _opened(path, passphrase_of(path))


def _opened(path: Path, passphrase: str | None) -> "Project":
    from surveykit import workflow

    project = workflow.open_project(path, passphrase)
    clock = workflow.clock_notice(project, datetime.now().astimezone())
    for notice in filter(None, (clock, workflow.damage_notice(project, passphrase))):
        tell(notice)
    return project


def same_passphrase(projects: Sequence[Path]) -> "Callable[[Path], Project]":
    """Opens many projects, asking once for the passphrase of all that have one."""
    locked = {*filter(_is_locked, projects)}
    passphrase = _ask_passphrase() if locked else None
    return lambda path: _opened(path, passphrase if path in locked else None)


def _is_locked(path: Path) -> bool:
    """Whether it needs a passphrase; a file that is no project tells so when it is opened."""
    from surveykit import workflow

    try:
        return workflow.needs_passphrase(path)
    except SurveykitError:
        return False


def passphrase_of(path: Path) -> str | None:
    """The passphrase of a project, asked for; None if it has none."""
    from surveykit import workflow

    return _ask_passphrase() if workflow.needs_passphrase(path) else None


def _ask_passphrase() -> str:
    return _ask(_PASSPHRASE, _("Passphrase: "))


def _ask(variable: str, prompt: str) -> str:
    """From the environment, or typed unseen; never from the command line, which others can see."""
    if variable in os.environ:
        return os.environ[variable]
    if not sys.stdin.isatty():
        raise SurveykitError(
            _("A passphrase is needed, and nobody is here to type it."),
            advice=_("Set the variable {name}.").format(name=variable),
        )
    return getpass(prompt)


def agrees(question: str, *, already: bool) -> bool:
    """Whether the person says yes; without a person only what was agreed to by an option."""
    if already:
        return True
    if not sys.stdin.isatty():
        raise SurveykitError(
            _("Nobody is here to confirm it."), advice=_("Say it beforehand with --yes.")
        )
    return input(f"{question} ").strip().casefold() in {_("yes").casefold(), _("y").casefold()}


def choose_passphrase() -> str:
    """A passphrase for a new project, typed twice; raises SurveykitError if none can be typed."""
    return _choose(_PASSPHRASE, _("Passphrase: "))


def choose_new_passphrase() -> str:
    """The passphrase that is to take the place of a project's old one."""
    return _choose(_NEW_PASSPHRASE, _("New passphrase: "))


def choose_key_passphrase() -> str:
    """A passphrase for a new secret key."""
    return _choose(_KEY_PASSPHRASE, _("Passphrase for the secret key: "))


def secret_key(file: Path | None) -> "Callable[[], SecretKey] | None":
    """What opens the planner's secret key once it is needed, asking for its passphrase."""
    if file is None:
        return None
    from surveykit import safekeeping

    prompt = _("Passphrase for the secret key: ")
    return lambda: safekeeping.read_secret_key(file, lambda: _ask(_KEY_PASSPHRASE, prompt))


def _choose(variable: str, prompt: str) -> str:
    """Asks a person until it is good: who types on after the end types it into the shell."""
    from surveykit import setting_up

    while True:
        passphrase = _ask(variable, prompt)
        try:
            setting_up.check_passphrase(passphrase)
        except SurveykitError as error:
            if variable in os.environ:
                raise
            tell(str(error))
            continue
        if variable in os.environ or getpass(_("The same again: ")) == passphrase:
            return passphrase
        tell(_("The two passphrases differ."))


def folder(typed: str) -> Path:
    """What `--out` names; raises SurveykitError where that is a file, or looks like one.

    Nothing is made here: the folder appears with the first file in it.
    """
    path = Path(typed)
    if path.is_file() or (path.suffix.lower() in _FILES and not path.is_dir()):
        raise SurveykitError(
            _("{file} is the name of a file; --out names a folder.").format(file=path),
            advice=_("Name a folder; the files in it get their names by themselves."),
        )
    return path


def today() -> date:
    """The day, as the laptop's clock and time zone have it."""
    return datetime.now().astimezone().date()


def print_report(results: "Results") -> None:
    """Print the whole assessment in sentences."""
    print_lines(results.report.lines())


def print_lines(lines: Sequence[str]) -> None:
    """Print lines for people; in a terminal none is broken inside a word."""
    width = _width(sys.stdout)
    for line in lines:
        print(broken_between_words(line, width))


def _width(stream: TextIO) -> int:
    """Of the window that this stream writes to; 0 where it writes to none."""
    return os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0


def broken_between_words(line: str, width: int) -> str:
    """A line as a window of this width shows it, indented as it was; 0 leaves it whole."""
    if not width or len(line) <= width:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def print_files(files: Sequence[Path]) -> None:
    """Print where the files lie."""
    print_lines([str(file) for file in files])


def print_code(rows: Sequence[str]) -> None:
    """Print a QR code of half blocks: dark on light for a camera, whatever the terminal's colours.

    The blocks are the light modules, so on a dark terminal it is right without any colour; so it is
    printed where colours may not be understood.
    """
    coloured = sys.stdout.isatty() and (os.name != "nt" or "WT_SESSION" in os.environ)
    for row in rows:
        print(f"{_WHITE_ON_BLACK}{row}{_AS_BEFORE}" if coloured else row)


def print_json(value: object) -> None:
    """Print a value for programs."""
    any_letter = (sys.stdout.encoding or "").lower() in ("utf-8", "utf8")
    print(json.dumps(value, ensure_ascii=not any_letter, indent=2, sort_keys=True))


def tell(message: str) -> None:
    """Say something beside the answer: progress, faults, what to do."""
    width = _width(sys.stderr)
    told = "\n".join(broken_between_words(line, width) for line in message.split("\n"))
    print(told, file=sys.stderr, flush=True)


def insist_on_a_person() -> None:
    """Raise SurveykitError unless somebody sits at a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise SurveykitError(
            _("The terminal app needs a keyboard and a screen."),
            advice=_("Start it in a terminal window, without redirecting its input or output."),
        )


def matching(files: Sequence[Path]) -> list[Path]:
    """The files named; `*.survey` is spelled out, which the shell of Windows does not do.

    A folder stands for the projects in it.
    """
    found: list[Path] = []
    for file in files:
        folder, pattern = (file, "*.survey") if file.is_dir() else (file.parent, file.name)
        matches = sorted(folder.glob(pattern)) if "*" in pattern else []
        found += matches or [file]
    return found
