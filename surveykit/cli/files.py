"""The planner's files: `site template`, `site check`, `new`."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from surveykit.cli.console import (
    DONE,
    Commands,
    choose_passphrase,
    print_json,
    print_lines,
    refusal,
    tell,
)
from surveykit.errors import FaultyFileError
from surveykit.files import as_argument
from surveykit.text import _


def declare_site(commands: Commands) -> None:
    """`surveykit site template OUT.xlsx`, `surveykit site check SITE.xlsx`."""
    parser = commands.add("site", None, _("the planner's workbook: template, check"))
    inner = Commands(parser, required=True)
    template = inner.add("template", run_site_template, _("write an empty site workbook"))
    template.add_argument("file", type=Path)
    check = inner.add(
        "check", run_site_check, _("find every fault of a site workbook"), as_json=True
    )
    check.add_argument("file", type=Path)


def run_site_template(options: Namespace) -> int:
    """Write the template; never over a file that exists."""
    from surveykit import setting_up

    setting_up.write_template(options.file)
    print(
        _("{file} is written. Fill it in, then: surveykit site check {file}").format(
            file=as_argument(options.file)
        )
    )
    return DONE


def run_site_check(options: Namespace) -> int:
    """Tell every fault, or what the site holds."""
    from surveykit import setting_up

    def describe() -> list[str]:
        counts = _(
            "{label}: {buildings} buildings, {dwellings} dwellings, {places} places. No fault."
        )
        told = []
        for site, notices in setting_up.check_sites(options.file):
            told.append(
                counts.format(
                    label=site.label,
                    buildings=len(site.buildings),
                    dwellings=len(site.dwellings),
                    places=len(site.places),
                )
            )
            told += notices
        return told

    return _check(options, describe)


def declare_new(commands: Commands) -> None:
    """`surveykit new PROJECT --site SITE.xlsx`."""
    parser = commands.add("new", run_new, _("make a project file from a site workbook"))
    parser.add_argument(
        "project",
        type=Path,
        help=_("NAME.survey; a folder where the workbook describes several sites"),
    )
    parser.add_argument("--site", type=Path, required=True, help=_("the site workbook"))
    parser.add_argument(
        "--form",
        type=Path,
        action="append",
        default=[],
        help=_("a form of your own; may be repeated"),
    )
    parser.add_argument(
        "--key", help=_("the planner's public key, FILE.pub, to seal contacts and handovers for")
    )
    parser.add_argument(
        "--no-passphrase",
        action="store_true",
        help=_("leave the file unencrypted: for trials only"),
    )


def run_new(options: Namespace) -> int:
    """Make the project file."""
    from surveykit import safekeeping, setting_up
    from surveykit.site.notices import paper_notice

    key = safekeeping.read_public_key(options.key) if options.key else None
    passphrase = None if options.no_passphrase else choose_passphrase()
    protection: tuple[str, ...] = ()
    for project in setting_up.new_projects(
        options.project,
        options.site,
        forms=options.form,
        passphrase=passphrase,
        now=datetime.now().astimezone(),
        key=key,
    ):
        print(
            _("{file} is ready: {n} dwellings.").format(
                file=project.path, n=len(project.site.dwellings)
            )
        )
        protection = safekeeping.protection(project)
        if missing := paper_notice(project.site):
            tell(missing)
    print_lines(protection)
    return DONE


def _check(options: Namespace, describe: Callable[[], Sequence[str]]) -> int:
    try:
        lines = describe()
    except FaultyFileError as error:
        if options.json:
            print_json({"ok": False, "faults": [asdict(fault) for fault in error.faults]})
        else:
            tell(str(error))
        return refusal(error)
    if options.json:
        print_json({"ok": True, "notices": list(lines)})
    else:
        print_lines(lines)
    return DONE
