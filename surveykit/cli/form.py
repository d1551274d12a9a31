"""`form check`; `form preview`, `form trace` and `form keys` stand in modules of their own."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.cli.console import DONE, Commands, print_json, print_lines, refusal, tell
from surveykit.cli.keys import declare_keys
from surveykit.cli.preview import declare_preview
from surveykit.cli.trace import declare_trace
from surveykit.errors import Fault, FaultyFileError
from surveykit.text import _, ngettext
from surveykit.text.clean import clean

if TYPE_CHECKING:
    from surveykit.form import Form


def declare_form(commands: Commands) -> None:
    """`surveykit form check FORM [--media DIR]`, and `preview`, `trace` and `keys` of their own."""
    parser = commands.add("form", None, _("a questionnaire: check, preview, trace, keys"))
    inner = Commands(parser, required=True)
    check = inner.add("check", run_form_check, _("find every fault of a form"), as_json=True)
    check.add_argument("file", type=Path, help=_("an XLSForm or an XForm"))
    check.add_argument(
        "--media", type=Path, metavar="DIR", help=_("folder with the lists that the form attaches")
    )
    declare_preview(inner)
    declare_trace(inner)
    declare_keys(inner)


def run_form_check(options: Namespace) -> int:
    """Tell every fault, or what the form holds; and what else is worth knowing."""
    from surveykit import setting_up

    checked = setting_up.check_form(options.file, media=options.media)
    if options.json:
        facts = {} if checked.form is None else {"form": _facts(checked.form)}
        faults, notices = _plain(checked.faults), _plain(checked.notices)
        print_json({"ok": not faults, **facts, "faults": faults, "notices": notices})
    if checked.form is None:
        error = FaultyFileError(options.file, checked.faults)
        if not options.json:
            tell("\n".join((str(error), *_worth_knowing(checked.notices))))
        return refusal(error)
    if not options.json:
        print_lines([_summary(checked.form), *_worth_knowing(checked.notices)])
    return DONE


def _plain(faults: Sequence[Fault]) -> list[dict[str, str]]:
    return [asdict(fault) for fault in faults]


def _facts(form: "Form") -> dict[str, object]:
    return {
        "id": form.id,
        "title": form.title,
        "version": form.version,
        "languages": form.languages,
        "questions": len(form.questions),
        "external": form.external,
    }


def _summary(form: "Form") -> str:
    version = _("version {version}").format(version=form.version) if form.version else ""
    called = ", ".join(clean(part) for part in (form.id, version) if part)
    counts = _("{title} ({called}): {n} questions. No fault.")
    return counts.format(title=clean(form.title), called=called, n=len(form.questions))


def _worth_knowing(notices: Sequence[Fault]) -> list[str]:
    if not notices:
        return []
    heading = ngettext("{n} thing is worth knowing:", "{n} things are worth knowing:", len(notices))
    told = (f"  {str(notice).rstrip()}" for notice in notices)
    return [heading.format(n=len(notices)), *told]
