"""The command line: options → one errand of `workflow` → exit code.

0 done; 1 the answer is "no"; 2 something the person can mend, told on standard error.
"""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit import text
from surveykit.errors import FaultyFileError, SurveykitError
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.workflow import Project, Results

DONE, NO, MENDABLE = 0, 1, 2

_PASSPHRASE = "SURVEYKIT_PASSPHRASE"  # noqa: S105 - the name of a variable
_LANGUAGE = "SURVEYKIT_LANGUAGE"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; anything the person can fix is told, not traced."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _let_every_terminal_print()
    text.use(_language(arguments))
    options = build_parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except SurveykitError as error:
        _tell(str(error))
    except KeyboardInterrupt:
        _tell(_("Stopped. What was saved so far is safe; start again when you like."))
    return MENDABLE


def build_parser() -> ArgumentParser:
    """All commands with their options, in the language in use."""
    parser = ArgumentParser(
        prog="surveykit",
        description=_("Is a tenants' consultation hour wanted here, where and when?"),
        epilog=_("Without a command the terminal app opens."),
    )
    parser.add_argument("--language", metavar="CODE", help=_("language of the program: de, en"))
    parser.set_defaults(run=run_app)
    commands = Commands(parser)
    for declare in (
        declare_demo,
        declare_site,
        declare_form,
        declare_new,
        declare_interview,
        declare_status,
        declare_assess,
        declare_export,
        declare_flyers,
        declare_handover,
        declare_merge,
    ):
        declare(commands)
    return parser


class Commands:
    """The commands of one parser; every one takes `--language` and may take `--json`."""

    def __init__(self, parser: ArgumentParser) -> None:
        self._commands = parser.add_subparsers(metavar=_("COMMAND"))

    def add(
        self, name: str, run: Callable[[Namespace], int], help_text: str, *, as_json: bool = False
    ) -> ArgumentParser:
        """Declare one command."""
        parser = self._commands.add_parser(name, help=help_text, description=help_text)
        parser.add_argument("--language", metavar="CODE", help=_("language of the program: de, en"))
        if as_json:
            parser.add_argument("--json", action="store_true", help=_("print JSON"))
        parser.set_defaults(run=run)
        return parser


def run_app(options: Namespace) -> int:
    """Open the terminal app."""
    from surveykit.tui.app import SurveykitApp

    SurveykitApp(**getattr(options, "app", {})).run()
    return DONE


def declare_demo(commands: Commands) -> None:
    """`surveykit demo [--site A|B|C] [--out DIR]`."""
    parser = commands.add(
        "demo", run_demo, _("run the whole way on a bundled example"), as_json=True
    )
    parser.add_argument(
        "--site", choices=("A", "B", "C"), default="C", help=_("the example site, C if not given")
    )
    parser.add_argument("--out", type=Path, help=_("folder for what is written"))
    parser.add_argument(
        "--date", type=date.fromisoformat, help=_("day of the decision, YYYY-MM-DD; today if not given")
    )


def run_demo(options: Namespace) -> int:
    """Run the example, say what happens, end with the verdict and the files."""
    from surveykit import demo

    folder = options.out or Path("exports") / f"demo-{options.site}"
    today = options.date or _today()
    done = demo.run(options.site, folder, today=today, tell=_tell)
    if options.json:
        _print_json(_summary(done.results) | {"files": [str(file) for file in done.files]})
        return DONE
    _print_report(done.results)
    print()
    print(_("Written:"))
    for file in done.files:
        print(f"  {file}")
    print(
        _("Look around in the project: surveykit interview {file} (passphrase: {passphrase})").format(
            file=done.files[0], passphrase=demo.PASSPHRASE
        )
    )
    return DONE


def declare_site(commands: Commands) -> None:
    """`surveykit site template OUT.xlsx`, `surveykit site check SITE.xlsx`."""
    parser = commands.add("site", _needs_more, _("the planner's workbook: template, check"))
    inner = Commands(parser)
    template = inner.add("template", run_site_template, _("write an empty site workbook"))
    template.add_argument("file", type=Path)
    check = inner.add(
        "check", run_site_check, _("find every fault of a site workbook"), as_json=True
    )
    check.add_argument("file", type=Path)


def run_site_template(options: Namespace) -> int:
    """Write the template; never over a file that exists."""
    from surveykit import workflow

    workflow.write_template(options.file)
    print(_("{file} is written. Fill it in, then: surveykit site check {file}").format(file=options.file))
    return DONE


def run_site_check(options: Namespace) -> int:
    """Tell every fault, or what the site holds."""
    from surveykit import workflow

    return _check(options, lambda: workflow.describe_site(options.file))


def declare_form(commands: Commands) -> None:
    """`surveykit form check FORM`."""
    parser = commands.add("form", _needs_more, _("a questionnaire: check"))
    check = Commands(parser).add(
        "check", run_form_check, _("find every fault of a form"), as_json=True
    )
    check.add_argument("file", type=Path)


def run_form_check(options: Namespace) -> int:
    """Tell every fault, or what the form holds."""
    from surveykit import workflow

    return _check(options, lambda: workflow.describe_form(options.file))


def declare_new(commands: Commands) -> None:
    """`surveykit new PROJECT --site SITE.xlsx`."""
    parser = commands.add("new", run_new, _("make a project file from a site workbook"))
    parser.add_argument("project", type=Path, help="NAME.survey")
    parser.add_argument("--site", type=Path, required=True, help=_("the site workbook"))
    parser.add_argument(
        "--form", type=Path, action="append", default=[], help=_("a form of your own; may be repeated")
    )
    parser.add_argument(
        "--no-passphrase", action="store_true", help=_("leave the file unencrypted: for trials only")
    )


def run_new(options: Namespace) -> int:
    """Make the project file."""
    from surveykit import workflow

    passphrase = None if options.no_passphrase else _new_passphrase()
    with workflow.new_project(
        options.project,
        options.site,
        forms=options.form,
        passphrase=passphrase,
        now=datetime.now(UTC),
    ) as project:
        print(_("{file} is ready: {n} dwellings.").format(
            file=options.project, n=len(project.site.dwellings)
        ))
    if passphrase is None:
        print(_("It is NOT encrypted. Do not take it to a door."))
    return DONE


def declare_interview(commands: Commands) -> None:
    """`surveykit interview PROJECT [--mode door|hallway]`."""
    parser = commands.add("interview", run_interview, _("interview at the door or in the hallway"))
    parser.add_argument("project", type=Path)
    parser.add_argument("--mode", choices=("door", "hallway"), default="door")


def run_interview(options: Namespace) -> int:
    """Open the terminal app on this project."""
    from surveykit.tui.app import SurveykitApp

    SurveykitApp(project_path=options.project, mode=options.mode).run()
    return DONE


def declare_status(commands: Commands) -> None:
    """`surveykit status PROJECT`."""
    parser = commands.add(
        "status", run_status, _("doors, outcomes and response rates so far"), as_json=True
    )
    parser.add_argument("project", type=Path)


def run_status(options: Namespace) -> int:
    """Print the state of the fieldwork."""
    from surveykit import workflow

    with _open(options.project) as project:
        results = workflow.results(project, _today())
    if options.json:
        summary = _summary(results)
        _print_json({key: summary[key] for key in ("site", "doors", "response")})
    else:
        _print_lines(results.report.fieldwork)
    return DONE


def declare_assess(commands: Commands) -> None:
    """`surveykit assess PROJECT`."""
    parser = commands.add(
        "assess", run_assess, _("is an hour warranted, where and when?"), as_json=True
    )
    parser.add_argument("project", type=Path)


def run_assess(options: Namespace) -> int:
    """Print the assessment; 1 while more interviews are needed for a verdict."""
    from surveykit import workflow

    with _open(options.project) as project:
        results = workflow.results(project, _today())
    if options.json:
        _print_json(_summary(results))
    else:
        _print_report(results)
    return NO if results.assessment.verdict == "continue_survey" else DONE


def declare_export(commands: Commands) -> None:
    """`surveykit export PROJECT [--out DIR]`."""
    parser = commands.add("export", run_export, _("write the Excel workbook of the results"))
    parser.add_argument("project", type=Path)
    parser.add_argument("--out", type=Path, default=Path("exports"), help=_("folder for what is written"))


def run_export(options: Namespace) -> int:
    """Write the workbook."""
    from surveykit import workflow

    with _open(options.project) as project:
        _print_files(workflow.export(workflow.results(project, _today()), options.out))
    return DONE


def declare_flyers(commands: Commands) -> None:
    """`surveykit flyers PROJECT [--languages de,ar] [--out DIR]`."""
    parser = commands.add("flyers", run_flyers, _("write the flyers of the decided hour"))
    parser.add_argument("project", type=Path)
    parser.add_argument("--languages", default="", help=_("codes with commas: de,de-simple,en,ar"))
    parser.add_argument("--out", type=Path, default=Path("exports"), help=_("folder for what is written"))


def run_flyers(options: Namespace) -> int:
    """Write the flyers."""
    from surveykit import workflow

    languages = [code.strip() for code in options.languages.split(",") if code.strip()]
    with _open(options.project) as project:
        results = workflow.results(project, _today())
        _print_files(workflow.flyers(results, options.out, languages))
    return DONE


def declare_handover(commands: Commands) -> None:
    """`surveykit handover PROJECT OUT`."""
    parser = commands.add("handover", run_handover, _("write what this laptop has for the planner"))
    parser.add_argument("project", type=Path)
    parser.add_argument("file", type=Path, help="NAME.handover")


def run_handover(options: Namespace) -> int:
    """Write the handover file."""
    from surveykit import workflow

    with _open(options.project) as project:
        print(workflow.handover(project, options.file))
    return DONE


def declare_merge(commands: Commands) -> None:
    """`surveykit merge PROJECT FILE …`."""
    parser = commands.add("merge", run_merge, _("take in handover files, in any order"))
    parser.add_argument("project", type=Path)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")


def run_merge(options: Namespace) -> int:
    """Take in the files."""
    from surveykit import workflow

    with _open(options.project) as project:
        for receipt in workflow.merge(project, options.files):
            print(receipt)
    return DONE


def _needs_more(options: Namespace) -> int:
    raise SurveykitError(
        _("This command needs a second word."),
        advice=_("Type it with --help to see which."),
    )


def _check(options: Namespace, describe: Callable[[], tuple[str, ...]]) -> int:
    try:
        lines = describe()
    except FaultyFileError as error:
        if options.json:
            faults = [
                {name: getattr(fault, name) for name in ("sheet", "cell", "value", "what", "mend")}
                for fault in error.faults
            ]
            _print_json({"ok": False, "faults": faults})
        else:
            _tell(str(error))
        return NO
    if options.json:
        _print_json({"ok": True, "notices": list(lines)})
    else:
        _print_lines(lines)
    return DONE


def _open(path: Path) -> "Project":
    from surveykit import workflow

    return workflow.open_project(
        path, _ask_passphrase() if workflow.needs_passphrase(path) else None
    )


def _ask_passphrase() -> str:
    """From the environment, or typed unseen."""
    if _PASSPHRASE in os.environ:
        return os.environ[_PASSPHRASE]
    if not sys.stdin.isatty():
        raise SurveykitError(
            _("The project needs a passphrase, and nobody is here to type it."),
            advice=_("Set the variable {name}.").format(name=_PASSPHRASE),
        )
    return getpass(_("Passphrase: "))


def _new_passphrase() -> str:
    passphrase = _ask_passphrase()
    if not passphrase:
        raise SurveykitError(
            _("An empty passphrase protects nothing."),
            advice=_("Choose several words, or use --no-passphrase for a trial."),
        )
    if _PASSPHRASE not in os.environ and getpass(_("The same again: ")) != passphrase:
        raise SurveykitError(
            _("The two passphrases differ. No project was made."), advice=_("Try again.")
        )
    return passphrase


def _language(arguments: Sequence[str]) -> str:
    """From `--language`, else the environment, else German; before any text is shown."""
    for at, argument in enumerate(arguments):
        if argument == "--language" and at + 1 < len(arguments):
            return arguments[at + 1]
        if argument.startswith("--language="):
            return argument.partition("=")[2]
    return os.environ.get(_LANGUAGE, text.DEFAULT)


def _let_every_terminal_print() -> None:
    """A console that lacks a letter shows a substitute instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def _today() -> date:
    return datetime.now().astimezone().date()


def _summary(results: "Results") -> dict[str, object]:
    from surveykit.export.summary import summary

    return summary(results)


def _print_report(results: "Results") -> None:
    _print_lines(results.report.lines())


def _print_lines(lines: Sequence[str]) -> None:
    for line in lines:
        print(line)


def _print_files(files: Sequence[Path]) -> None:
    _print_lines([str(file) for file in files])


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
