"""A form looked through for its author: every fault at once, and what is worth knowing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from surveykit.errors import Fault, FaultyFileError
from surveykit.form.attachments import find_file, media_folders, read_attachments
from surveykit.form.errors import FaultyFormError
from surveykit.form.load import XFORM, TooLargeError, load, read_at_most
from surveykit.form.model import Form
from surveykit.form.xform.notices import media_of, notices, unused_lists
from surveykit.form.xlsform.workbook import LARGEST_FILE, NoWorkbookError, formulas, read_book
from surveykit.text import _
from surveykit.text.clean import clean


@dataclass(frozen=True, slots=True)
class Checked:
    """What there is to say of a form: it is faultless and there, or it has faults.

    A notice has the shape of a fault: `value` is what it is about, `cell` where, or which
    questions.
    """

    form: Form | None
    faults: tuple[Fault, ...]
    notices: tuple[Fault, ...]


def check(
    path: Path,
    *,
    cache: Path | None = None,
    media: Path | None = None,
    given: Collection[str] = (),
) -> Checked:
    """Read a form and its attachments, and tell faults and notices at once.

    Attachments are looked for in the folder `media`, in `NAME-media` and beside the form. The
    lists `given` come from elsewhere and are not missed.
    """
    try:
        form = load(path, cache=cache)
    except FaultyFormError as error:
        return Checked(None, error.faults, tuple(_notices(path, error.rest)))
    except FaultyFileError as error:
        return Checked(None, error.faults, ())
    folders = media_folders(path, media)
    found = (*_notices(path, form), *_media(form, folders))
    try:
        missing = read_attachments(form, folders).missing
    except FaultyFileError as error:
        return Checked(None, error.faults, found)
    missed = _missing_lists([name for name in missing if name not in given], path)
    return Checked(form, (), (*found, *missed))


def _notices(path: Path, form: Form | None) -> Iterator[Fault]:
    """What shows in the cells, and in the form as far as it could be read."""
    if path.suffix.lower() != XFORM:
        yield from _from_cells(path)
    elif form is not None:
        yield from unused_lists(form)
    if form is not None:
        yield from notices(form)


def _from_cells(path: Path) -> Iterator[Fault]:
    from surveykit.form.xlsform.sheet_notices import sheet_notices

    try:
        content = read_at_most(path, LARGEST_FILE)
        book = read_book(content, path.suffix.lower())
    except (NoWorkbookError, TooLargeError, OSError):
        return  # told as a fault
    yield from sheet_notices(book, formulas(content, book))


def _missing_lists(names: Sequence[str], path: Path) -> Iterator[Fault]:
    for name in names:
        what = _("The file is missing; the list is empty.")
        mend = _("Put it beside the form, or into a folder “{folder}”.")
        yield Fault("", "", clean(name), what, mend.format(folder=f"{clean(path.stem)}-media"))


def _media(form: Form, folders: Sequence[Path]) -> Iterator[Fault]:
    """What becomes of pictures, sounds and films, and which are missing."""
    names = media_of(form)
    absent = [name for name in names if find_file(name, folders) is None]
    if names:
        what = _("Pictures, sounds and films are not shown; their names are.")
        yield Fault("", "", _some(names), what, "")
    if absent:
        what = _("These files are missing.")
        yield Fault("", "", _some(absent), what, _("Put them beside the form."))


def _some(names: Sequence[str]) -> str:
    return ", ".join(map(clean, names[:10])) + (" …" if names[10:] else "")
