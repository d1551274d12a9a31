"""A form looked through for its author: every fault at once, and what is worth knowing."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from surveykit.errors import Fault
from surveykit.form.attachments import find_file, media_folders, read_attachments
from surveykit.form.load import XFORM, load
from surveykit.form.model import Form
from surveykit.form.notices import media_of, notices, unused_lists
from surveykit.text import _
from surveykit.text.clean import clean


def check(
    path: Path,
    *,
    cache: Path | None = None,
    media: Path | None = None,
    given: Collection[str] = (),
) -> tuple[Form, tuple[Fault, ...]]:
    """Read a form and its attachments; what is no fault but worth knowing comes along.

    A notice has the shape of a fault: `value` is what it is about, `cell` where, or which
    questions. Attachments are looked for in the folder `media`, in `NAME-media` and beside the
    form. The lists `given` come from elsewhere and are not missed.

    Raises:
        FaultyFileError: with everything that is wrong in the form, or in its attachments.
    """
    form = load(path, cache=cache)
    folders = media_folders(path, media)
    missing = [name for name in read_attachments(form, folders).missing if name not in given]
    found = [
        *(unused_lists(form) if path.suffix.lower() == XFORM else _from_cells(path)),
        *notices(form),
        *_missing_lists(missing, path),
        *_missing_media(form, folders),
    ]
    return form, tuple(found)


def _from_cells(path: Path) -> Iterator[Fault]:
    from surveykit.form.sheet_notices import sheet_notices
    from surveykit.form.workbook import read_book

    return sheet_notices(read_book(path.read_bytes(), path.suffix.lower()))


def _missing_lists(names: Sequence[str], path: Path) -> Iterator[Fault]:
    for name in names:
        what = _("The file is missing; the list is empty.")
        mend = _("Put it beside the form, or into a folder “{folder}”.")
        yield Fault("", "", clean(name), what, mend.format(folder=f"{clean(path.stem)}-media"))


def _missing_media(form: Form, folders: Sequence[Path]) -> Iterator[Fault]:
    absent = [clean(name) for name in media_of(form) if find_file(name, folders) is None]
    if absent:
        what = _("These pictures, sounds or films are missing; only the words are shown.")
        yield Fault("", "", ", ".join(absent[:10]), what, _("Put them beside the form."))
