"""`form keys`: how many keys an interviewer presses in a form."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.cli.console import DONE, NO, Commands, print_json, print_lines
from surveykit.text import _, number

if TYPE_CHECKING:
    from surveykit.asking.key_count import KeyCount


def declare_keys(commands: Commands) -> None:
    """`surveykit form keys [FORM …]`."""
    help_text = _("count the keys that an interviewer presses")
    parser = commands.add("keys", run_keys, help_text, as_json=True)
    words = _("XLSForms or XForms; without any the bundled ones")
    parser.add_argument("files", type=Path, nargs="*", help=words)


def run_keys(options: Namespace) -> int:
    """Tell for each form; the answer is no if together they take more than the program promises."""
    from surveykit.asking.key_count import MOST, together

    counts = [_count(file) for file in options.files or _bundled()]
    if options.json:
        print_json([{**asdict(one), "average": round(one.average, 2)} for one in counts])
    else:
        print_lines([*_lines(counts)])
    return DONE if together(counts).average <= MOST else NO


def _bundled() -> list[Path]:
    from surveykit.bundled import FORMS

    return sorted(FORMS.glob("*.xlsx"))


def _count(file: Path) -> "KeyCount":
    from surveykit import setting_up
    from surveykit.asking.key_count import key_count
    from surveykit.entering import KNOWN
    from surveykit.form import Instance
    from surveykit.form.attachments import media_folders, read_attachments

    form = setting_up.load_form(file)
    lists = read_attachments(form, media_folders(file, None)).lists
    instance = Instance(form, lists=lists, now=lambda: datetime.now().astimezone())
    return key_count(form, instance, KNOWN)


def _lines(counts: "Sequence[KeyCount]") -> Iterator[str]:
    from surveykit.asking.key_count import together

    all_of_them = _("together")
    width = max(len(all_of_them), *(len(one.form) for one in counts))
    total = [together(counts)] if len(counts) > 1 else []
    for one in (*counts, *total):
        told = _("closed questions: {n}, keys: {keys}, {average} each")
        words = told.format(n=one.questions, keys=one.keys, average=number(one.average, 2))
        yield f"{one.form or all_of_them:<{width}}  {words}"
    yield _("One answer to each; Enter after questions that take several counts too.")
