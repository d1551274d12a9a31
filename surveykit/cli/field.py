"""The fieldwork: `interview`, `status`, `handover`, `merge`."""

import gc
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.cli import plain
from surveykit.cli.console import (
    DONE,
    MENDABLE,
    Commands,
    insist_on_a_person,
    open_project,
    print_json,
    print_lines,
    secret_key,
    tell,
    today,
)
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.tui.app import SurveykitApp


def run_app(_options: Namespace) -> int:
    """Open the terminal app."""
    insist_on_a_person()
    from surveykit.tui.app import SurveykitApp

    return _run(SurveykitApp())


def declare_interview(commands: Commands) -> None:
    """`surveykit interview PROJECT [--mode door|hallway] [--plain]`."""
    parser = commands.on_project(
        "interview", run_interview, _("interview at the door or in the hallway")
    )
    parser.add_argument("--mode", choices=("door", "hallway"), default="door")
    parser.add_argument(
        "--plain",
        action="store_true",
        help=_("line by line, for screen readers and plain terminals"),
    )


def run_interview(options: Namespace) -> int:
    """Open the terminal app on this project, or interview line by line."""
    if options.plain:
        plain.interview(options.project, hallway=options.mode == "hallway")
        return DONE
    from surveykit.workflow import insist_on_project

    insist_on_project(options.project)
    insist_on_a_person()
    gc.disable()  # nothing made before the first frame is garbage
    from surveykit.tui.first_frame import open_at_once, painted_at_once

    project = open_at_once(options.project)
    with painted_at_once(project, datetime.now().astimezone()):
        from surveykit.tui.app import SurveykitApp

        return _run(SurveykitApp(options.project, options.mode, project=project))


def declare_status(commands: Commands) -> None:
    """`surveykit status PROJECT`."""
    commands.on_project(
        "status", run_status, _("doors, outcomes and response rates so far"), as_json=True
    )


def run_status(options: Namespace) -> int:
    """Print the state of the fieldwork, and what keeps it safe."""
    from surveykit import evaluating, safekeeping

    with open_project(options.project) as project:
        results = evaluating.results(project, today())
        protection = safekeeping.protection(project)
    if options.json:
        summary = evaluating.summary(results)
        print_json({key: summary[key] for key in ("site", "doors", "response")})
    else:
        print_lines([*results.report.fieldwork, *protection])
    return DONE


def declare_handover(commands: Commands) -> None:
    """`surveykit handover PROJECT OUT`."""
    parser = commands.on_project(
        "handover", run_handover, _("write what this laptop has for the planner")
    )
    parser.add_argument("file", type=Path, help=_("NAME.handover, or a folder or stick"))
    parser.add_argument(
        "--unsealed", action="store_true", help=_("leave it readable by anybody: for trials only")
    )


def run_handover(options: Namespace) -> int:
    """Write the handover file."""
    from surveykit import exchange

    with open_project(options.project) as project:
        file = exchange.into(project, options.file, today())
        receipt = exchange.handover(project, file, unsealed=options.unsealed)
    if file != options.file:
        print(file)
    print_lines([receipt.contents, receipt.seal, f"SHA-256: {receipt.sha256}"])
    return DONE


def declare_merge(commands: Commands) -> None:
    """`surveykit merge PROJECT FILE … [--key FILE.key]`."""
    parser = commands.on_project("merge", run_merge, _("take in handover files, in any order"))
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--key", type=Path, help=_("the planner's secret key, FILE.key"))


def run_merge(options: Namespace) -> int:
    """Take in the files; what is wrong with one is told, and the others are taken in."""
    from surveykit import exchange

    with open_project(options.project) as project:
        files = [file for named in options.files for file in _files(named)]
        done: list[exchange.Receipt | exchange.Refused] = []
        for one in exchange.merge(project, files, secret_key(options.key)):
            done.append(one)
            told = _("{n} of {all}: {file}").format(n=len(done), all=len(files), file=one.file.name)
            tell(told if isinstance(one, exchange.Receipt) else f"{told}\n{one}")
            if isinstance(one, exchange.Receipt):
                print(one)
    if len(files) > 1:
        print(exchange.altogether(done))
    return DONE if all(isinstance(one, exchange.Receipt) for one in done) else MENDABLE


def _run(app: "SurveykitApp") -> int:
    app.run_quietly()
    for line in app.last_words:
        tell(line)
    return DONE


def _files(named: Path) -> Sequence[Path]:
    """Folders and patterns spelled out; a name that is no file is told when it is its turn."""
    from surveykit.exchange import handovers_at

    return [named] if named.is_file() else handovers_at(str(named), Path())
