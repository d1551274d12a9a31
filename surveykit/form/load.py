"""A file → Form: an XLSForm workbook through pyxform, or an XForm as it is."""

from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from surveykit.errors import Fault, FaultyFileError
from surveykit.files import CannotWriteError, reason, write_whole
from surveykit.form.kept import KeptWiring
from surveykit.form.model import Form
from surveykit.form.xform.findings import BrokenXFormError
from surveykit.form.xform.reader import form_from_xml
from surveykit.form.xform.xml import LARGEST
from surveykit.form.xlsform.workbook import EXCEL, LARGEST_FILE, TEXT
from surveykit.text import _, number

XFORM = ".xml"


class TooLargeError(ValueError):
    """A file is larger than what it is taken for can be; the text is a whole sentence."""


def load(path: Path, *, cache: Path | None = None) -> Form:
    """Read an XLSForm (.xlsx, .xlsm, .xls, .csv, .md) or an XForm (.xml).

    An XLSForm that was converted before is taken from the folder `cache`, by its content, its
    name and the version of pyxform, and so is what was found out about an XForm that was read
    before; a folder that cannot be written to does no harm.

    Raises:
        FaultyFileError: with everything that is wrong in it.
    """
    kind = path.suffix.lower()
    if kind not in (XFORM, *EXCEL, *TEXT):
        raise _unreadable(path, _("This is no form."), _("Give .xlsx, .xls, .csv, .md or .xml."))
    content = _content(path, LARGEST if kind == XFORM else LARGEST_FILE)
    if kind == XFORM:
        return read_xform(content, file=path, cache=cache)
    return _converted(path, content, cache)


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


def read_xform(xml: bytes, *, file: Path = Path("form.xml"), cache: Path | None = None) -> Form:
    """Read an XForm that is already in memory, as the project file stores it.

    `file` is what to call it if it is faulty; `cache` as for `load`.

    Raises:
        FaultyFileError: with everything that is wrong in it.
    """
    try:
        return _read(xml, cache)
    except BrokenXFormError as error:
        raise FaultyFileError(file, [finding.fault for finding in error.findings]) from error


def _read(xml: bytes, cache: Path | None) -> Form:
    if cache is None:
        return form_from_xml(xml)
    kept = KeptWiring(cache, xml)
    wiring = kept.read()
    form = form_from_xml(xml, wiring)
    if wiring is None:
        kept.keep(form.definition.graph.wiring)
    return form


def _converted(path: Path, workbook: bytes, cache: Path | None) -> Form:
    if cache is None:
        return _made_from(workbook, path)
    # pyxform calls a form without an id as its file.
    key = sha256(b"\n".join((_converter(), path.name.encode(), workbook))).hexdigest()
    known = cache / f"{key}.xml"
    with suppress(OSError, BrokenXFormError):
        return _read(known.read_bytes(), cache)
    form = _made_from(workbook, path)
    with suppress(CannotWriteError):  # the next start converts again
        write_whole(known, form.xml)
    KeptWiring(cache, form.xml).keep(form.definition.graph.wiring)
    return form


def _made_from(workbook: bytes, path: Path) -> Form:
    from surveykit.form.xlsform.convert import form_from_workbook

    return form_from_workbook(workbook, path)


def _converter() -> bytes:
    """Names the version of pyxform, without importing it."""
    found = find_spec("pyxform")
    return Path(found.origin).read_bytes() if found and found.origin else b""
