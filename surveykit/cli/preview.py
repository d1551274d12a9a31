"""`form preview`: try a form out in the screens of the interview; nothing is stored."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from surveykit.cli import plain
from surveykit.cli.console import DONE, Commands, insist_on_a_person, tell
from surveykit.cli.words import language_of_form
from surveykit.text import _


def declare_preview(commands: Commands) -> None:
    """`surveykit form preview FORM [--media DIR] [--language L] [--plain]`."""
    help_text = _("fill a form in on the screen; nothing is stored")
    parser = commands.add("preview", run_preview, help_text)
    parser.add_argument("file", type=Path, help=_("an XLSForm or an XForm"))
    parser.add_argument(
        "--media", type=Path, metavar="DIR", help=_("folder with the lists that the form attaches")
    )
    plain.declare_plain(parser)
    parser.set_defaults(language_of_form=True)


def run_preview(options: Namespace) -> int:
    """Show the form until it is left; lists that are not there are told afterwards."""
    from surveykit import setting_up
    from surveykit.form.attachments import media_folders, read_attachments
    from surveykit.preview import Preview

    form = setting_up.load_form(options.file)
    attached = read_attachments(form, media_folders(options.file, options.media))
    spoken = language_of_form(form, options.language)
    if not options.plain:
        insist_on_a_person()
    trial = Preview(form, attached.lists, _now, spoken)
    if options.plain:
        plain.preview(trial)
    else:
        from surveykit.tui.preview_app import PreviewApp

        PreviewApp(trial).run_quietly()
    for name in attached.missing:
        tell(_("There is no file {file}. The form takes it for an empty list.").format(file=name))
    return DONE


def _now() -> datetime:
    return datetime.now().astimezone()
