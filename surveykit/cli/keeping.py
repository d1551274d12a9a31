"""What is kept for whom and how long: `keys`, `passphrase`, `contacts`, `erase`, `retention`."""

from argparse import ArgumentTypeError, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.cli.console import (
    DONE,
    NO,
    Commands,
    agrees,
    choose_key_passphrase,
    choose_new_passphrase,
    open_project,
    passphrase_of,
    print_code,
    print_json,
    print_lines,
    secret_key,
    tell,
    today,
)
from surveykit.cli.words import placeholder
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.store.keys.pair import PublicKey


def declare_keys(commands: Commands) -> None:
    """`surveykit keys new FILE.key`, `keys show KEY`, `keys use PROJECT KEY [--replace]`."""
    parser = commands.add("keys", None, _("the planner's key pair: new, show, use"))
    inner = Commands(parser, required=True)
    new = inner.add("new", run_keys_new, _("make a key pair for the planner"))
    new.add_argument("file", type=Path, help=placeholder("FILE.key"))
    show = inner.add("show", run_keys_show, _("show a public key, to be photographed or typed"))
    show.add_argument("key", help=_("FILE.pub, or the text that begins with age1"))
    use = inner.on_project("use", run_keys_use, _("let a project seal for the planner"))
    use.add_argument("key", help=_("FILE.pub, or the text that begins with age1"))
    use.add_argument("--replace", action="store_true", help=_("in the place of another key"))


def run_keys_new(options: Namespace) -> int:
    """Write both parts and show the public one."""
    from surveykit import safekeeping

    public = safekeeping.new_keys(options.file, choose_key_passphrase())
    _show(public)
    print_lines(
        [
            _(
                "{file} is the secret key. Keep it and its passphrase apart from the laptops."
            ).format(file=options.file),
            _("Without both, nobody can ever open what was sealed: keep a second copy."),
            _("{file} is the public key, for every laptop. It is no secret.").format(
                file=options.file.with_suffix(".pub")
            ),
        ]
    )  # behind the code, which would push it out of a small window
    return DONE


def _show(public: "PublicKey") -> None:
    from surveykit import safekeeping

    typed = _(
        "To be typed on another laptop, with or without the blanks: "
        'surveykit keys use PROJECT "age1 …"'
    )
    print_lines([public.text, "", typed, public.groups, ""])
    print_code(safekeeping.drawn(public))  # last, for it fills a small window


def run_keys_show(options: Namespace) -> int:
    """Show the public part as a QR code and as text."""
    from surveykit import safekeeping

    _show(safekeeping.read_public_key(options.key))
    return DONE


def run_keys_use(options: Namespace) -> int:
    """Seal for this planner from now on."""
    from surveykit import safekeeping

    public = safekeeping.read_public_key(options.key)
    with open_project(options.project) as project:
        safekeeping.use_key(project, public, replace_old=options.replace)
        print_lines(safekeeping.protection(project))
    return DONE


def declare_passphrase(commands: Commands) -> None:
    """`surveykit passphrase PROJECT`."""
    commands.on_project("passphrase", run_passphrase, _("give a project another passphrase"))


def run_passphrase(options: Namespace) -> int:
    """Ask for the old and the new one."""
    from surveykit import safekeeping, workflow

    old = passphrase_of(options.project)
    with workflow.open_project(options.project, old):
        pass  # a wrong one is told before a new one is asked for
    missing = safekeeping.change_passphrase(options.project, old, choose_new_passphrase())
    print(_("{file} opens with the new passphrase only.").format(file=options.project))
    for line in missing:
        tell(line)
    return DONE


def declare_autolock(commands: Commands) -> None:
    """`surveykit autolock PROJECT [MINUTES]`."""
    parser = commands.on_project(
        "autolock", run_autolock, _("after how many idle minutes the app locks a project")
    )
    parser.add_argument("minutes", type=int, nargs="?", help=_("1 to 60; 5 if never chosen"))


def run_autolock(options: Namespace) -> int:
    """Set it, if it is given, and say how it stands."""
    from surveykit import safekeeping

    with open_project(options.project) as project:
        if options.minutes is not None:
            safekeeping.set_lock_after(project, options.minutes)
        print(safekeeping.lock_words(project))
    return DONE


def declare_contacts(commands: Commands) -> None:
    """`surveykit contacts PROJECT [--key FILE.key]`."""
    parser = commands.on_project(
        "contacts", run_contacts, _("show who wants to be reached, and for what"), as_json=True
    )
    parser.add_argument("--key", type=Path, help=_("the planner's secret key, FILE.key"))


def run_contacts(options: Namespace) -> int:
    """Print the contacts; sealed ones only with the secret key."""
    from surveykit import safekeeping

    with open_project(options.project) as project:
        contacts = safekeeping.contacts(project, secret_key(options.key))
        lines = list(safekeeping.contact_lines(project, contacts))
    if options.json:
        print_json(
            [
                {"form": one.form, "month": f"{one.day:%Y-%m}", "answers": dict(one.answers)}
                for one in contacts
            ]
        )
        return DONE
    print_lines(lines or [_("Nobody wants to be reached.")])
    return DONE


def declare_erase(commands: Commands) -> None:
    """`surveykit erase PROJECT CODE [--yes]`."""
    parser = commands.on_project("erase", run_erase, _("erase an interview or contact by its code"))
    parser.add_argument("code", help=_("the erasure code, as on the card"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask again"))


def run_erase(options: Namespace) -> int:
    """Erase it here and in every later merge; 1 if it is not here yet."""
    from surveykit import safekeeping

    safekeeping.check_code(options.code)
    with open_project(options.project) as project:
        found = safekeeping.found_by(project, options.code)
        if not agrees(_erasing(found), already=options.yes):
            print(_("Nothing was erased."))
            return NO
        erased, missing = safekeeping.erase(project, options.code)
    if erased.records or erased.contacts:
        print(_("Erased, here and wherever this project is handed over."))
    else:
        print(_("Nothing here has this code. If a handover brings it, it will not be taken in."))
    for line in missing:
        tell(line)
    return DONE if erased.records or erased.contacts else NO


def _erasing(found: str) -> str:
    if found:
        return found + " " + _("Erase it for good? Nobody can bring it back. [y/n]")
    return _(
        "Nothing here has this code. Check it on the card; or is it still on another laptop? Then "
        "no handover is to bring it. Note that? [y/n]"
    )


def declare_retention(commands: Commands) -> None:
    """`surveykit retention PROJECT [--period KIND=DAYS …] [--delete [--yes]]`."""
    parser = commands.on_project(
        "retention", run_retention, _("what has been kept long enough"), as_json=True
    )
    parser.add_argument(
        "--period",
        type=_period,
        action="append",
        default=[],
        metavar="KIND=DAYS",
        help=_("another period for sheet, callback, contact or answers; may be repeated"),
    )
    parser.add_argument("--delete", action="store_true", help=_("delete what is due"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask again"))


def run_retention(options: Namespace) -> int:
    """List what is due by class of data, and delete it if that is wanted and confirmed."""
    from surveykit import safekeeping

    with open_project(options.project) as project:
        found = safekeeping.due_for_deletion(project, today(), dict(options.period))
        if options.json:
            print_json(
                [
                    {"kind": one.kind, "period": one.period, "held": one.held, "due": len(one.ids)}
                    for one in found
                ]
            )
        else:
            print_lines(safekeeping.due_lines(project, found))
        if not (options.delete and any(one.ids for one in found)):
            return DONE
        if not agrees(
            _("Delete what is due? Export the results first. [y/n]"), already=options.yes
        ):
            return NO
        for line in safekeeping.delete_due(project, found):
            tell(line)
        print(_("Deleted, here and in every later merge."))
    return DONE


_KINDS = ("sheet", "callback", "contact", "answers")


def _period(text: str) -> tuple[str, int]:
    kind, _equals, days = text.partition("=")
    if kind not in _KINDS or not days.isdecimal():
        raise ArgumentTypeError(
            _("KIND=DAYS expected, for instance contact=90; kinds are {kinds}").format(
                kinds=", ".join(_KINDS)
            )
        )
    return kind, int(days)


def declare_log(commands: Commands) -> None:
    """`surveykit log PROJECT`."""
    commands.on_project(
        "log", run_log, _("the handovers taken in so far, and what was corrected"), as_json=True
    )


def run_log(options: Namespace) -> int:
    """Print the log of merges and of corrections."""
    from surveykit import safekeeping

    with open_project(options.project) as project:
        log, changes = project.merge_log(), safekeeping.corrections(project)
        corrected = safekeeping.correction_lines(project, changes)
    if options.json:
        handovers = [
            {"file": one.name, "day": one.day.isoformat(), "sha256": one.sha256}
            | one.tally.to_json()
            for one in log
        ]
        print_json({"handovers": handovers, "corrections": [asdict(one) for one in changes]})
    else:
        lines = [*safekeeping.log_lines(log), *corrected]
        print_lines(lines or [_("No handover has been taken in, and nothing was corrected.")])
    return DONE
