"""`surveykit demo`: the whole way on a bundled example."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from surveykit.cli.console import DONE, Commands, print_json, print_lines, print_report, tell, today
from surveykit.files import as_argument
from surveykit.text import _


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
        "--date",
        type=date.fromisoformat,
        help=_("day of the decision, YYYY-MM-DD; today if not given"),
    )


def run_demo(options: Namespace) -> int:
    """Run the example, say what happens, end with the verdict and the files."""
    from surveykit import demo, evaluating

    folder = options.out or Path("exports") / f"demo-{options.site}"
    done = demo.run(options.site, folder, today=options.date or today(), tell=tell)
    if options.json:
        print_json(evaluating.summary(done.results) | {"files": [str(file) for file in done.files]})
        return DONE
    print_report(done.results)
    print()
    print(_("Written:"))
    print_lines([f"  {file}" for file in done.files])
    print(
        _(
            "Look around in the project: surveykit interview {file} (passphrase: {passphrase})"
        ).format(file=as_argument(done.files[0]), passphrase=demo.PASSPHRASE)
    )
    return DONE
