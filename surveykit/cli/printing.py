"""What goes on paper: `flyers`, `cards`, `rounds`."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.cli.console import (
    DONE,
    Commands,
    folder,
    open_project,
    print_files,
    print_lines,
    tell,
    today,
)
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.export.results import Results

LIST = "list"
"""Instead of kinds to print: tell which there are."""


def declare_flyers(commands: Commands) -> None:
    """`surveykit flyers PROJECT [--kinds poster,week] [--languages de,ar] [--out DIR] …`."""
    parser = commands.on_project("flyers", run_flyers, _("print what announces the decided hour"))
    _declare_sheets(parser)


def run_flyers(options: Namespace) -> int:
    """Write the flyers, posters, reminders and notices."""
    from surveykit import evaluating, ideas, printing
    from surveykit.export.flyers import HOUR_KINDS, read_facts

    if options.kinds == (LIST,):
        return _listed(HOUR_KINDS)
    told = read_facts(options.fact)
    with open_project(options.project) as project:
        results = evaluating.results(project, today())
        _tell_undecided(results, options.kinds)
        answered = ideas.registered(project) if {"result", "all"} & set(options.kinds) else ()
        print_files(
            printing.flyers(
                results,
                options.out,
                options.languages,
                options.kinds,
                told=told,
                content=options.code,
                ideas=answered,
            )
        )
    return DONE


def declare_cards(commands: Commands) -> None:
    """`surveykit cards PROJECT [--kinds missed,privacy] [--languages de,tr] [--out DIR] …`."""
    parser = commands.on_project("cards", run_cards, _("print what the survey takes to the doors"))
    _declare_sheets(parser)


def run_cards(options: Namespace) -> int:
    """Write the cards and sheets."""
    from surveykit import printing
    from surveykit.export.flyers import DOOR_KINDS, read_facts

    if options.kinds == (LIST,):
        return _listed(DOOR_KINDS)
    told = read_facts(options.fact)
    with open_project(options.project) as project:
        print_files(
            printing.cards(
                project,
                options.out,
                today(),
                options.languages,
                options.kinds,
                told=told,
                content=options.code,
            )
        )
    return DONE


def declare_rounds(commands: Commands) -> None:
    """`surveykit rounds PROJECT --volunteers NAME,NAME … [--kinds flyer_a5,poster] …`."""
    parser = commands.on_project("rounds", run_rounds, _("print packing lists and flyers by route"))
    parser.add_argument(
        "--volunteers", type=_codes, default=(), metavar="NAME,…", help=_("who carries them")
    )
    _declare_sheets(parser)


def run_rounds(options: Namespace) -> int:
    """Write the packing list, and for each volunteer what goes to which entrance."""
    from surveykit import evaluating, printing
    from surveykit.export.flyers import ROUND_KINDS, read_facts

    if options.kinds == (LIST,):
        return _listed(ROUND_KINDS)
    told = read_facts(options.fact)
    with open_project(options.project) as project:
        results = evaluating.results(project, today())
        _tell_undecided(results, options.kinds)
        print_files(
            printing.print_jobs(
                results,
                options.out,
                options.volunteers,
                options.languages,
                options.kinds,
                told=told,
                content=options.code,
            )
        )
    return DONE


def _declare_sheets(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--kinds",
        type=_codes,
        default=(),
        metavar="KIND,…",
        help=_("what to print, with commas, or all; list tells what there is"),
    )
    parser.add_argument(
        "--languages", type=_codes, default=(), help=_("codes with commas: de,de-simple,en,ar")
    )
    parser.add_argument(
        "--out", type=folder, default=Path("exports"), help=_("folder for what is written")
    )
    parser.add_argument(
        "--fact",
        action="append",
        default=[],
        metavar="NAME=TEXT",
        help=_("what stands in no workbook; what is missing is told by name"),
    )
    parser.add_argument(
        "--code",
        default="",
        metavar="CONTENT",
        help=_("what the QR codes hold: calendar, contact, phone, mail or web"),
    )


def _tell_undecided(results: "Results", kinds: Sequence[str]) -> None:
    """Nobody is to come to an hour on which nobody has decided."""
    from surveykit import signing

    if tuple(kinds) != ("result",) and (words := signing.undecided(results)):
        tell(words)


def _listed(kinds: Sequence[str]) -> int:
    """Print what can be printed, with what it is called."""
    from surveykit.export.flyers import kind_words

    told = kind_words()
    print_lines([f"{name:14} {told[name]}" for name in kinds])
    return DONE


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())
