"""The words that argparse says by itself, in the language of the program."""

import gettext
import os
import re
from argparse import Action, ArgumentParser
from collections.abc import Mapping
from typing import TYPE_CHECKING

from surveykit import text
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.form import Form


_NO_VALUE = ("store_true", "store_false", "help", "version")


class Parser(ArgumentParser):
    """Whose placeholders are in the language of the program: in its help and its complaints."""

    def add_argument(self, *names: str, **options: object) -> Action:
        """As argparse; values that must be typed as they stand are left alone."""
        if options.get("action") not in _NO_VALUE and "choices" not in options:
            named = options.get("metavar") or names[-1].lstrip("-").replace("-", "_").upper()
            options["metavar"] = placeholder(str(named))
        return super().add_argument(*names, **options)  # type: ignore[arg-type]


def placeholder(named: str) -> str:
    """Something to be filled in, such as `FILE.csv`, in the language of the program."""
    words = _placeholders()
    return re.sub(r"[A-Z]+", lambda found: words.get(found[0], found[0]), named)


def _placeholders() -> Mapping[str, str]:
    return {
        "CODE": _("CODE"),
        "DAYS": _("DAYS"),
        "DIR": _("FOLDER"),
        "FILE": _("FILE"),
        "FILES": _("FILE"),
        "FOLDER": _("FOLDER"),
        "FORM": _("FORM"),
        "KEY": _("KEY"),
        "KIND": _("KIND"),
        "MINUTES": _("MINUTES"),
        "NAME": _("NAME"),
        "NEW": _("NEW"),
        "OUT": _("FOLDER"),
        "PROJECT": _("PROJECT"),
        "QUESTION": _("QUESTION"),
        "REASON": _("REASON"),
        "SITE": _("SITE"),
        "STEPS": _("STEPS"),
        "TARGET": _("TARGET"),
    }


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
