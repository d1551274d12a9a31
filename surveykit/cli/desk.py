"""The planner's desk on paper: `desk` prints the dashboard and where its figures come from."""

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from surveykit.cli.console import DONE, Commands, open_project, print_json, print_lines, today
from surveykit.errors import SurveykitError
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.desk.figures import Board


def declare_desk(commands: Commands) -> None:
    """`surveykit desk PROJECT [--trace FIGURE]`."""
    parser = commands.on_project(
        "desk", run_desk, _("the planner's dashboard: every figure so far"), as_json=True
    )
    parser.add_argument(
        "--trace", metavar=_("FIGURE"), help=_("where this figure comes from, by its key")
    )


def run_desk(options: Namespace) -> int:
    """Print every panel with the keys of its figures, or the trace of one."""
    from surveykit import evaluating
    from surveykit.desk.board import board, steps_of

    with open_project(options.project) as project:
        results = evaluating.results(project, today())
        found = board(project, results, steps=steps_of(project, results))
    if options.json:
        print_json({
            "headline": found.headline,
            "panels": [
                {"key": panel.key, "title": panel.title,
                 "figures": [asdict(one) for one in panel.all]}
                for panel in found.panels
            ],
        })  # fmt: skip
    elif options.trace:
        _print_trace(found, options.trace)
    else:
        _print_board(found)
    return DONE


def _print_board(found: "Board") -> None:
    print_lines([found.headline])
    for panel in found.panels:
        print_lines(["", panel.title])
        print_lines([f"  {one.name}: {one.shown}  [{one.key}]" for one in panel.all])
        print_lines([f"  {note}" for note in panel.notes])


def _print_trace(found: "Board", key: str) -> None:
    from surveykit.desk.figures import trace_lines

    figure = found.figure(key)
    if figure is None:
        raise SurveykitError(
            _("There is no figure “{key}”.").format(key=key),
            advice=_("“surveykit desk PROJECT” shows the key of each in brackets."),
        )
    print_lines([text for _tone, text in trace_lines(figure, found)])
