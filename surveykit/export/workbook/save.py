"""Put a workbook on the disk: whole or not at all, and the same bytes for the same content."""

import tempfile
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from surveykit.errors import SurveykitError
from surveykit.text import _


def save(workbook: Workbook, path: Path, *, made_on: date) -> None:
    """Write the workbook beside its target, then put it in place in one step.

    `made_on` stands for the clock: it becomes the file's dates, so that equal content gives
    equal bytes. Raises SurveykitError where the target is open in Excel, the folder cannot
    be written or the disk is full; an older file then stays as it was.
    """
    moment = datetime(made_on.year, made_on.month, made_on.day)  # noqa: DTZ001 - Excel has no zones
    workbook.properties.creator = "surveykit"
    workbook.properties.created = workbook.properties.modified = moment
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".surveykit-") as folder:
            draft = Path(folder) / path.name
            with _TimelessZip(draft, moment) as archive:
                ExcelWriter(workbook, archive).write_data()
            _put_in_place(draft, path)
    except OSError as error:
        raise SurveykitError(
            _("{path} could not be written: {reason}.").format(
                path=path, reason=error.strerror or error
            ),
            advice=_("Check that the folder exists, may be written and has free space."),
        ) from error


def _put_in_place(draft: Path, path: Path) -> None:
    try:
        draft.replace(path)
    except PermissionError as error:
        # Windows does not replace a file that Excel holds open.
        raise SurveykitError(
            _("{path} could not be replaced: another program has it open.").format(path=path),
            advice=_("Close the workbook in Excel and export again."),
        ) from error


class _TimelessZip(ZipFile):
    """A zip archive whose members all carry the same date instead of the clock's."""

    def __init__(self, path: Path, moment: datetime) -> None:
        super().__init__(path, "w", ZIP_DEFLATED)
        self._date = (max(moment.year, 1980), moment.month, moment.day, 0, 0, 0)

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: str | bytes,  # type: ignore[override]
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """As ZipFile, under the fixed date."""
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        info = ZipInfo(name.lstrip("/"), self._date)
        info.compress_type = ZIP_DEFLATED
        info.create_system = 0  # the same bytes on every system
        super().writestr(info, data)

    def write(
        self,
        filename: str | PathLike[str],
        arcname: str | PathLike[str] | None = None,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """As ZipFile, under the fixed date."""
        self.writestr(str(arcname or filename), Path(filename).read_bytes())
