"""The words that argparse says by itself, in the language of the program."""

import gettext
import os
from typing import TYPE_CHECKING

from surveykit import text
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.form import Form


def speak(code: str) -> None:
    """Use a language everywhere: argparse looks its words up in our catalogue too."""
    text.use(code)
    os.environ["LANGUAGE"] = text.language()
    gettext.bindtextdomain("surveykit", str(text.CATALOGUES))
    gettext.textdomain("surveykit")


def language_of_form(form: "Form", asked: str | None) -> str | None:
    """The language of a form that `--language` means; None for the form's own.

    Raises SurveykitError if neither the form nor the program has it.
    """
    from surveykit.form.filling.trace import language_of

    spoken = asked in text.languages()
    if asked is None or (spoken and not any(f"({asked})" in one for one in form.languages)):
        return None
    return language_of(form, asked)


def words_of_argparse() -> tuple[str, ...]:
    """What argparse looks up, listed for the catalogue."""
    return (
        _("usage: "),
        _("options"),
        _("positional arguments"),
        _("show this help message and exit"),
        _("%(prog)s: error: %(message)s\n"),
        _("argument %(argument_name)s: %(message)s"),
        _("expected one argument"),
        _("expected at least one argument"),
        _("invalid %(type)s value: %(value)r"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("the following arguments are required: %s"),
        _("unrecognized arguments: %s"),
        _("ambiguous option: %(option)s could match %(matches)s"),
    )
