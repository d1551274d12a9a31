"""Looking after a project: `verify`, `recover`, `backup`."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from surveykit.cli.console import (
    DONE,
    NO,
    Commands,
    open_project,
    passphrase_of,
    print_json,
    print_lines,
    tell,
)
from surveykit.cli.words import placeholder
from surveykit.errors import SurveykitError
from surveykit.text import _


def declare_verify(commands: Commands) -> None:
    """`surveykit verify PROJECT`."""
    commands.on_project("verify", run_verify, _("is a project whole?"), as_json=True)


def run_verify(options: Namespace) -> int:
    """Look at every byte; 1 if anything is wrong."""
    from surveykit import workflow

    findings = workflow.verify_project(options.project, passphrase_of(options.project))
    if options.json:
        print_json(
            {
                "whole": findings.whole,
                "faults": list(findings.faults),
                "damaged_pages": list(findings.damaged_pages),
                "counts": {**asdict(findings.counts), "drafts": findings.drafts},
            }
        )
    else:
        print_lines(findings.lines())
    return DONE if findings.whole else NO


def declare_recover(commands: Commands) -> None:
    """`surveykit recover PROJECT NEW [--site SITE.xlsx]`."""
    parser = commands.on_project(
        "recover", run_recover, _("save what can be read of a damaged project"), as_json=True
    )
    parser.add_argument("new", type=Path, help=placeholder("NEW.survey"))
    parser.add_argument("--site", type=Path, help=_("the site workbook, if the site is lost too"))


def run_recover(options: Namespace) -> int:
    """Make a new project of what can be read; 1 if anything is missing or doubtful."""
    from surveykit import workflow

    recovered = workflow.recover_project(
        options.project, passphrase_of(options.project), options.new, options.site
    )
    if options.json:
        told = ("pages", "damaged", "saved", "unproven", "broken", "lost_pages")
        print_json(
            {name: getattr(recovered, name) for name in told}
            | {"complete": recovered.complete, "faults": list(recovered.findings.faults)}
        )
    else:
        print_lines(recovered.lines())
    return DONE if recovered.complete else NO


def declare_backup(commands: Commands) -> None:
    """`surveykit backup PROJECT [TARGET] [--automatic FOLDER | --automatic-off]`."""
    parser = commands.on_project(
        "backup", run_backup, _("write a second copy, also while interviews go on")
    )
    parser.add_argument("target", type=Path, nargs="?", help=_("a file or a folder"))
    parser.add_argument(
        "--automatic",
        type=Path,
        metavar="FOLDER",
        help=_("keep a second copy in this folder too, renewed at the end of each day of work"),
    )
    parser.add_argument(
        "--automatic-off", action="store_true", help=_("keep no copy in a second folder any more")
    )


def run_backup(options: Namespace) -> int:
    """Write the copy, or say where copies are to be kept; 1 if one could not be written."""
    from surveykit import workflow

    with open_project(options.project) as project:
        failed: tuple[str, ...] = ()
        if options.automatic or options.automatic_off:
            failed = workflow.keep_copies_in(project, options.automatic)
            print_lines([str(copy) for copy in (project.second_copy,) if copy])
        elif options.target:
            print(workflow.back_up(project, options.target))
        else:
            raise SurveykitError(
                _("It is not said where the copy is to go."),
                advice=_("Name a file or a folder: surveykit backup PROJECT FOLDER"),
            )
    for line in failed:
        tell(line)
    return NO if failed else DONE
