"""A file → Form: an XLSForm workbook through pyxform, or an XForm as it is."""

from pathlib import Path

from surveykit.errors import FaultyFileError, Fault
from surveykit.form.findings import BrokenXFormError
from surveykit.form.model import Form
from surveykit.form.xform import form_from_xml


def load(path: Path, *, cache: Path | None = None) -> Form:
    """Read an XLSForm workbook (.xlsx) or an XForm (.xml).

    Raises:
        FaultyFileError: with everything that is wrong in it.
    """
    from pyxform.xls2xform import convert
    return read_xform(convert(path).xform.encode())


def read_xform(xml: bytes) -> Form:
    """Read an XForm that is already in memory, as the project file stores it.

    Raises:
        FaultyFileError: with everything that is wrong in it.
    """
    return form_from_xml(xml)
