"""A file → Form: an XLSForm workbook through pyxform, or an XForm as it is."""

from contextlib import suppress
from pathlib import Path

from surveykit.errors import Fault, FaultyFileError
from surveykit.files import CannotWriteError, reason, write_whole
from surveykit.form.findings import BrokenXFormError
from surveykit.form.model import Form
from surveykit.form.workbook import EXCEL, LARGEST_FILE, TEXT
from surveykit.form.xform import form_from_xml
from surveykit.form.xml import LARGEST
from surveykit.text import _, number

XFORM = ".xml"


class TooLargeError(ValueError):
    """A file is larger than what it is taken for can be; the text is a whole sentence."""


def load(path: Path, *, cache: Path | None = None) -> Form:
    """Read an XLSForm (.xlsx, .xlsm, .xls, .csv, .md) or an XForm (.xml).

    An XLSForm that was converted before is taken from the folder `cache`, by its content, its
    name and the version of pyxform; a folder that cannot be written to does no harm.

    Raises:
        FaultyFileError: with everything that is wrong in it.
    """
    kind = path.suffix.lower()
    if kind not in (XFORM, *EXCEL, *TEXT):
        raise _unreadable(path, _("This is no form."), _("Give .xlsx, .xls, .csv, .md or .xml."))
    content = _content(path, LARGEST if kind == XFORM else LARGEST_FILE)
    return read_xform(content, file=path) if kind == XFORM else _converted(path, content, cache)


def read_at_most(path: Path, most: int) -> bytes:
    """The content of a file that is not read at all if it is too large.

    Raises:
        TooLargeError: it has more than `most` bytes.
        OSError: it cannot be read.
    """
    if path.stat().st_size > most:
        raise TooLargeError(_("The file is larger than {n} bytes.").format(n=number(most)))
    return path.read_bytes()


def _content(path: Path, most: int) -> bytes:
    try:
        return read_at_most(path, most)
    except TooLargeError as error:
        mend = _("No questionnaire needs that much; delete what is not part.")
        raise _unreadable(path, str(error), mend) from error
    except OSError as error:
        what = _("The file cannot be read: {reason}.").format(reason=reason(error))
        mend = _("Check name, folder and permissions.")
        raise _unreadable(path, what, mend) from error


def _unreadable(path: Path, what: str, mend: str) -> FaultyFileError:
    return FaultyFileError(path, [Fault("", "", "", what, mend)])


def read_xform(xml: bytes, *, file: Path = Path("form.xml")) -> Form:
    """Read an XForm that is already in memory, as the project file stores it.

    `file` is what to call it if it is faulty.

    Raises:
        FaultyFileError: with everything that is wrong in it.
    """
    try:
        return form_from_xml(xml)
    except BrokenXFormError as error:
        raise FaultyFileError(file, [finding.fault for finding in error.findings]) from error


def _converted(path: Path, workbook: bytes, cache: Path | None) -> Form:
    from hashlib import sha256
    from importlib.metadata import version

    # pyxform calls a form without an id as its file.
    made_from = f"{version('pyxform')}\n{path.name}\n".encode()
    key = sha256(made_from + workbook).hexdigest()
    known = cache / f"{key}.xml" if cache is not None else None
    if known is not None:
        with suppress(OSError, BrokenXFormError):
            return form_from_xml(known.read_bytes())
    from surveykit.form.convert import form_from_workbook

    form = form_from_workbook(workbook, path)
    if known is not None:
        with suppress(CannotWriteError):  # the next start converts again
            write_whole(known, form.xml)
    return form
