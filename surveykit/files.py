"""Files on a person's disk: written whole or not at all, and faults told in sentences."""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from surveykit.errors import SurveykitError
from surveykit.text import _


class CannotWriteError(SurveykitError):
    """A file could not be written; what stood there before is unchanged."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            _("{file} cannot be written: {reason}.").format(file=path, reason=reason(error)),
            advice=_("Close the file if it is open in another program, or choose another place."),
        )


class FileExistsAlreadyError(SurveykitError):
    """There is a file of this name, and it is not ours to replace."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("{file} exists already; it was left as it is.").format(file=path),
            advice=_("Choose another name, or move the file away first."),
        )


def write_whole(path: Path, content: bytes, *, replace: bool = True) -> None:
    """Write a file in one step: after a fault or a power cut it is the old one or the new one.

    Missing folders are made. Raises FileExistsAlreadyError if `replace` is False and the file
    exists, and CannotWriteError if the system refuses.
    """
    if not replace and path.exists():
        raise FileExistsAlreadyError(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".surveykit-")
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.chmod(0o644)
            draft.replace(path)
        except BaseException:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotWriteError(path, error) from error


def reason(error: OSError) -> str:
    """Why the system refused, as part of a sentence."""
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return _("there is no such file or folder")
        case errno.EACCES | errno.EPERM:
            return _("it may not be written or read here, or another program has it open")
        case errno.EROFS:
            return _("the disk is write-protected")
        case errno.ENOSPC | errno.EFBIG | errno.EDQUOT:
            return _("the disk is full")
        case errno.EISDIR:
            return _("it is a folder")
        case _:
            return error.strerror or str(error)
