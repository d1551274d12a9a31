"""The decision on the hour: `decide` shows what is proposed, and records who decided what."""

from argparse import Namespace

from surveykit.cli.console import DONE, Commands, open_project, print_lines, today
from surveykit.text import _


def declare_decide(commands: Commands) -> None:
    """`surveykit decide PROJECT [--name NAME] [--verdict CODE] [--reason WHY]`."""
    parser = commands.on_project(
        "decide", run_decide, _("what was decided on the hour; with --name: decide")
    )
    parser.add_argument("--name", help=_("who decides and answers for it"))
    parser.add_argument(
        "--verdict",
        metavar="CODE",
        help=_("what is decided, if it is not what the program proposes, such as trial:monthly"),
    )
    parser.add_argument("--reason", default="", help=_("why, if it is not what was proposed"))


def run_decide(options: Namespace) -> int:
    """Tell how it stands; with a name or a verdict let it hold."""
    from surveykit import evaluating, signing

    with open_project(options.project) as project:
        results = evaluating.results(project, today())
        if options.name is not None or options.verdict is not None:
            verdict = options.verdict or results.assessment.verdict
            new = signing.sign(
                project, results, verdict, options.name or "", options.reason, today()
            )
            print_lines([_("Decided, and written to the log:"), signing.told(new, results.site)])
            return DONE
    print_lines([results.report.headline, *signing.standing(results), ""])
    print_lines([_("With --name NAME somebody decides. --verdict takes one of these:")])
    print_lines([f"  {code:20} {words}" for code, words in signing.choices(results).items()])
    return DONE
