"""A file → Form: an XLSForm workbook through pyxform, or an XForm as it is."""

from contextlib import suppress
from pathlib import Path

from surveykit.errors import Fault, FaultyFileError
from surveykit.files import CannotWriteError, reason, write_whole
from surveykit.form.findings import BrokenXFormError
from surveykit.form.model import Form
from surveykit.form.xform import form_from_xml
from surveykit.text import _


def load(path: Path, *, cache: Path | None = None) -> Form:
    """Read an XLSForm workbook (.xlsx) or an XForm (.xml).

    A workbook that was converted before is taken from the folder `cache`, by its content and
    the version of pyxform; a folder that cannot be written to does no harm.

    Raises:
        FaultyFileError: with everything that is wrong in it.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        what = _("The file cannot be read: {reason}.").format(reason=reason(error))
        raise FaultyFileError(
            path, [Fault("", "", "", what, _("Check name, folder and permissions."))]
        ) from error
    if path.suffix.lower() == ".xml":
        return read_xform(content, file=path)
    return _converted(path, content, cache)


def read_xform(xml: bytes, *, file: Path = Path("form.xml")) -> Form:
    """Read an XForm that is already in memory, as the project file stores it.

    `file` is what to call it if it is faulty.

    Raises:
        FaultyFileError: with everything that is wrong in it.
    """
    try:
        return form_from_xml(xml)
    except BrokenXFormError as error:
        faults = [
            Fault("", finding.path, finding.source, finding.what, finding.mend)
            for finding in error.findings
        ]
        raise FaultyFileError(file, faults) from error


def _converted(path: Path, workbook: bytes, cache: Path | None) -> Form:
    from hashlib import sha256
    from importlib.metadata import version

    key = sha256(workbook + version("pyxform").encode()).hexdigest()
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
