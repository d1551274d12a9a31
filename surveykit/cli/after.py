"""After the launch: `visits`, `review`."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from surveykit.cli.console import DONE, Commands, open_project, print_json, print_lines
from surveykit.text import _, ngettext


def declare_visits(commands: Commands) -> None:
    """`surveykit visits PROJECT [FILE.csv] [--form FORM]`."""
    parser = commands.on_project(
        "visits", run_visits, _("sessions and visits so far; or enter some from a table")
    )
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE.csv",
                        help=_("a table whose first line names the questions"))  # fmt: skip
    parser.add_argument(
        "--form",
        choices=("session_sheet", "visit_log", "followup"),
        default="session_sheet",
        help=_("the form whose questions the table answers"),
    )


def run_visits(options: Namespace) -> int:
    """Enter a table, or list the sessions."""
    from surveykit import launched
    from surveykit.assess.words.learning import headline, session_lines

    now = datetime.now().astimezone()
    with open_project(options.project) as project:
        if options.file is not None:
            entered = launched.enter_table(project, options.form, options.file, now)
            print(
                ngettext(
                    "{n} sheet entered, {known} were there already.",
                    "{n} sheets entered, {known} were there already.",
                    entered.new,
                ).format(n=entered.new, known=entered.known)
            )
            return DONE
        found = launched.attendance(project, now)
    print_lines([headline(found), *session_lines(found)])
    return DONE


def declare_review(commands: Commands) -> None:
    """`surveykit review PROJECT [--rhythm weekly|fortnightly|monthly]`."""
    parser = commands.on_project(
        "review", run_review, _("forecast against attendance, and what to learn"), as_json=True
    )
    parser.add_argument(
        "--rhythm",
        choices=("weekly", "fortnightly", "monthly"),
        help=_("how often the hour is held; else by the days of its sessions"),
    )


def run_review(options: Namespace) -> int:
    """Print the comparison."""
    from surveykit import launched
    from surveykit.assess.result import Format
    from surveykit.assess.words.learning import review_lines

    now = datetime.now().astimezone()
    kind = Format(options.rhythm) if options.rhythm else None
    with open_project(options.project) as project:
        found = launched.attendance(project, now, kind)
    if options.json:
        print_json(found.plain())
    else:
        print_lines([*review_lines(found)])
    return DONE
