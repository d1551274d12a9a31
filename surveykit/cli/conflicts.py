"""`conflicts`: what several laptops say differently, and settling it."""

from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from surveykit.cli.console import DONE, NO, Commands, open_project, print_json, print_lines
from surveykit.errors import SurveykitError
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.settling import Contradiction


def declare_conflicts(commands: Commands) -> None:
    """`surveykit conflicts PROJECT [--settle N --keep A [--take QUESTION=B …]]`."""
    parser = commands.on_project(
        "conflicts",
        run_conflicts,
        _("interviews whose corrections contradict each other, and doors interviewed twice"),
        as_json=True,
    )
    parser.add_argument("--settle", type=int, metavar="N", help=_("settle conflict N of the list"))
    parser.add_argument("--keep", metavar="A", help=_("the version that is to stand"))
    parser.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="QUESTION=B",
        help=_("the answer of another version for one question; may be repeated"),
    )


def run_conflicts(options: Namespace) -> int:
    """List them question by question, or settle one; 1 if any is left."""
    from surveykit import settling

    now = datetime.now().astimezone()
    with open_project(options.project) as project:
        found = settling.contradictions(project, now)
        if options.settle is not None:
            one = settling.numbered(found, options.settle)
            settling.settle(project, one, settling.choice(one, _kept(options), options.take), now)
            found = settling.contradictions(project, now)
        twice = settling.twice(project)
    if options.json:
        print_json({"conflicts": [_plain(one) for one in found], "interviewed_twice": list(twice)})
    else:
        lines = settling.lines_of(found) or (_("No corrections contradict each other."),)
        print_lines([*lines, *settling.twice_words(twice)])
    return NO if found else DONE


def _kept(options: Namespace) -> str:
    if not options.keep:
        raise SurveykitError(
            _("Which version is to stand?"), advice=_("Say it with --keep A, or B …")
        )
    return str(options.keep)


def _plain(one: "Contradiction") -> dict[str, object]:
    """For programs: codes beside the words; no id, for an id is what an erasure code leads to."""
    versions = [*zip(one.letters, one.versions, strict=True)]
    return {
        "form": one.versions[0].form,
        "form_version": one.versions[0].form_version,
        "month": f"{one.versions[0].day:%Y-%m}",
        "versions": {
            letter: {"revision": version.revision, "reason": version.reason}
            for letter, version in versions
        },
        "differences": [
            {
                "question": each.name,
                "label": each.label,
                "answers": {letter: version.answers.get(each.name) for letter, version in versions},
                "words": dict(zip(one.letters, each.answers, strict=True)),
            }
            for each in one.differences
        ],
    }
