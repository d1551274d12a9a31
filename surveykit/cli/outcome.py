"""What leaves the program: `assess`, `plausibility`, `export`."""

import gc
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.cli.console import (
    DONE,
    NO,
    Commands,
    folder,
    matching,
    open_project,
    print_files,
    print_json,
    print_lines,
    print_report,
    same_passphrase,
    tell,
    today,
)
from surveykit.cli.table import assess_many
from surveykit.errors import SurveykitError
from surveykit.export.exporters import EXPORTERS
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.export.data.dialect import Dialect

_LOOK_FOR_GARBAGE = 100_000
"""After so many new objects: what an export loads and makes is nearly all in use to its end."""


def declare_assess(commands: Commands) -> None:
    """`surveykit assess PROJECT …`."""
    parser = commands.add(
        "assess", run_assess, _("is an hour warranted, where and when?"), as_json=True
    )
    parser.add_argument(
        "projects",
        type=Path,
        nargs="+",
        metavar="PROJECT",
        help=_("several, or a folder of them: one table of all"),
    )


def run_assess(options: Namespace) -> int:
    """Print the assessment; 1 while more interviews are needed for a verdict."""
    from surveykit import evaluating

    projects = matching(options.projects)
    if len(projects) > 1:
        return assess_many(projects, same_passphrase(projects), json=options.json)
    with open_project(projects[0]) as project:
        results = evaluating.results(project, today())
    if options.json:
        print_json(evaluating.summary(results))
    else:
        print_report(results)
    return NO if results.assessment.verdict == "continue_survey" else DONE


def declare_plausibility(commands: Commands) -> None:
    """`surveykit plausibility PROJECT`."""
    commands.on_project(
        "plausibility", run_plausibility, _("signs of invented interviews, for the planner alone")
    )


def run_plausibility(options: Namespace) -> int:
    """Print what to look after; 1 if there is anything. No export and no JSON holds it."""
    from surveykit import evaluating

    with open_project(options.project) as project:
        signs = evaluating.plausibility(project)
    print_lines(signs or [_("Nothing looks invented.")])
    if signs:
        print(
            _(
                "None of this is a proof: a sheet entered later at one go looks the same. Ask the "
                "team kindly how it came about, and call back a few of those who left a number."
            )
        )
    return NO if signs else DONE


def declare_export(commands: Commands) -> None:
    """`surveykit export PROJECT [--public] [--format xlsx,csv] [--out DIR] [--files] …`."""
    parser = commands.on_project(
        "export", run_export, _("write the Excel workbook of the results, or data files")
    )
    parser.add_argument(
        "--out", type=folder, default=Path("exports"), help=_("folder for what is written")
    )
    parser.add_argument(
        "--public",
        action="store_true",
        help=_("what may leave the team: no free text, no number of few households"),
    )
    parser.add_argument(
        "--files",
        action="store_true",
        help=_("also the pictures and other files that answers name; internal only"),
    )
    parser.add_argument(
        "--format",
        default="xlsx",
        metavar="KIND,…",
        help=_("what to write, with commas: {kinds}").format(kinds=", ".join(EXPORTERS)),
    )
    parser.add_argument(
        "--separator",
        choices=("comma", "semicolon"),
        help=_(
            "of CSV files; with a semicolon numbers have a decimal comma; as the language has it"
        ),
    )
    parser.add_argument(
        "--bom", action="store_true", help=_("mark CSV files as UTF-8, so that Excel reads them so")
    )


def run_export(options: Namespace) -> int:
    """Write the workbook or what is asked for, and the files that answers name."""
    gc.set_threshold(_LOOK_FOR_GARBAGE)
    if options.public:
        return _run_public(options)
    from surveykit import evaluating, publishing, safekeeping

    kinds, dialect = _kinds_and_dialect(options)
    with open_project(options.project) as project:
        results = evaluating.results(project, today())
        written = publishing.export(results, options.out, kinds, dialect)
        print_files(written)
        files = safekeeping.export_files(project, options.out) if options.files else ()
    print_files(files)
    if any(path.parent != options.out for path in written):
        tell(
            _(
                "Internal only: check free texts before passing on. Every row is one household's "
                "answers; this folder must not leave the team."
            )
        )
    if files:
        tell(
            _(
                "Internal only: pictures can show doors and faces, and erasing an interview does "
                "not reach what was exported. Delete the folder as soon as you can."
            )
        )
    elif options.files:
        tell(_("No answer names a file."))
    return DONE


def _run_public(options: Namespace) -> int:
    """Write what may leave the team."""
    from surveykit import evaluating, publishing

    if options.files:
        raise SurveykitError(
            _("Pictures and other files that answers name are never public."),
            advice=_("Leave out --files, or --public."),
        )
    kinds, dialect = _kinds_and_dialect(options)
    with open_project(options.project) as project:
        results = evaluating.results(project, today())
        print_files(publishing.publish(project, results, options.out, kinds, dialect))
    tell(
        _(
            "These files may leave the team. The project keeps what they show: later ones must "
            "not tell, beside them, what few households said."
        )
    )
    return DONE


def _kinds_and_dialect(options: Namespace) -> "tuple[list[str], Dialect]":
    from surveykit.export.data.dialect import Dialect

    usual = Dialect.of_language()
    dialect = Dialect(options.separator or usual.separator, options.bom)
    return [kind.strip() for kind in options.format.split(",") if kind.strip()], dialect
