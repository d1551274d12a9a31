"""The command line: options → one errand of `workflow` → exit code.

0 done; 1 the answer is "no"; 2 something the person can mend, told on standard error.
"""

import atexit
import gc
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module

from surveykit import __version__, text
from surveykit.cli.console import DONE, MENDABLE, Commands, tell
from surveykit.cli.words import Parser, speak
from surveykit.errors import SurveykitError
from surveykit.files import reason
from surveykit.text import _

_LANGUAGE = "SURVEYKIT_LANGUAGE"

COMMANDS = {
    "demo": "example",
    "site": "files",
    "form": "form",
    "new": "files",
    "interview": "field",
    "status": "field",
    "assess": "outcome",
    "desk": "desk",
    "criteria": "criteria",
    "decide": "signing",
    "plausibility": "outcome",
    "export": "outcome",
    "flyers": "printing",
    "cards": "printing",
    "rounds": "printing",
    "visits": "after",
    "review": "after",
    "handover": "field",
    "merge": "field",
    "conflicts": "conflicts",
    "log": "keeping",
    "contacts": "keeping",
    "erase": "keeping",
    "retention": "keeping",
    "keys": "keeping",
    "passphrase": "keeping",
    "autolock": "keeping",
    "verify": "care",
    "recover": "care",
    "backup": "care",
}
"""Every command in the order of the help, with the module that declares it as `declare_NAME`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; anything the person can fix is told, not traced."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    atexit.register(gc.freeze)  # else all that ends with the program is searched for garbage first
    _let_every_terminal_print()
    try:
        language = _language(arguments)
        speak(language if language in text.languages() else text.DEFAULT)
        command = _command(arguments)
        _insist_on_known(command)
        options, unknown = build_parser(command).parse_known_args(arguments)
        _insist_on_options(command, unknown)
        if not getattr(options, "language_of_form", False):
            _insist_on_spoken(language)
        done = int(options.run(options))
        sys.stdout.flush()
    except BrokenPipeError:  # `… | head` has seen enough
        _print_no_more()
        return DONE
    except SurveykitError as error:
        tell(str(error))
    except OSError as error:
        tell(_("{file}: {reason}.").format(file=error.filename or "", reason=reason(error)))
        if isinstance(error, FileNotFoundError):
            tell(_("Check name and folder."))
        else:
            tell(_("Is the disk full or write-protected, or the file open in another program?"))
    except (KeyboardInterrupt, EOFError):
        tell(_("Stopped. What was saved so far is safe; start again when you like."))
    else:
        return done
    return MENDABLE


def build_parser(asked: str = "") -> ArgumentParser:
    """All commands with their options, in the language in use; of a known one only that one.

    So no command waits for what another one imports.
    """
    parser = Parser(
        prog="surveykit",
        description=_("Is a tenants' consultation hour wanted here, where and when?"),
        epilog=_("Without a command the terminal app opens."),
    )
    parser.add_argument("--language", metavar="CODE", help=_("language of the program: de, en"))
    parser.add_argument(
        "--version",
        action="version",
        version=f"surveykit {__version__}",
        help=_("show the program's version and exit"),
    )
    parser.set_defaults(run=_run_app)
    commands = Commands(parser)
    for name in [asked] if asked in COMMANDS else COMMANDS:
        module = import_module(f"surveykit.cli.{COMMANDS[name]}")
        getattr(module, f"declare_{name}")(commands)
    return parser


def _command(arguments: Sequence[str]) -> str:
    """The word that says which command is meant; empty if there is none."""
    words = iter(arguments)
    for word in words:
        if word == "--language":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def _insist_on_known(command: str) -> None:
    if command and command not in COMMANDS:
        from difflib import get_close_matches

        close = get_close_matches(command.lower(), COMMANDS, 1)
        advice = _("Did you mean “{name}”?").format(name=close[0]) if close else ""
        raise SurveykitError(
            _("There is no command “{name}”.").format(name=command),
            advice=advice or _("“surveykit --help” lists all commands."),
        )


def _insist_on_options(command: str, unknown: Sequence[str]) -> None:
    """What is left over is told with the help of its own command, not with that of all."""
    if unknown:
        program = f"surveykit {command}".strip()
        raise SurveykitError(
            _("“{program}” does not know: {words}").format(
                program=program, words=" ".join(unknown)
            ),
            advice=_("“{program} --help” shows what it knows.").format(program=program),
        )


def _run_app(options: Namespace) -> int:
    """Open the terminal app."""
    from surveykit.cli.field import run_app

    return run_app(options)


def _language(arguments: Sequence[str]) -> str:
    """From `--language`, else the environment, else German; before any text is shown.

    `EN` and `de_DE` mean en and de.
    """
    chosen = os.environ.get(_LANGUAGE, text.DEFAULT)
    for at, argument in enumerate(arguments):
        if argument == "--language" and at + 1 < len(arguments):
            chosen = arguments[at + 1]
        elif argument.startswith("--language="):
            chosen = argument.partition("=")[2]
    plain = chosen.lower().replace("_", "-").partition("-")[0]
    return plain if plain in text.languages() else chosen


def _insist_on_spoken(code: str) -> None:
    if code not in text.languages():
        raise SurveykitError(
            _("surveykit does not speak “{code}”.").format(code=code),
            advice=_("Choose among: {codes}.").format(codes=", ".join(text.languages())),
        )


def _print_no_more() -> None:
    """Nobody reads any longer; what is left to print must not fail at the very end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _let_every_terminal_print() -> None:
    """A console that lacks a letter shows a substitute instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
