"""Files on a person's disk: written whole or not at all, and faults told in sentences."""

import errno
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import which
from typing import BinaryIO

from surveykit.errors import SurveykitError
from surveykit.text import _

_UNSYNCED_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


class CannotWriteError(SurveykitError):
    """A file could not be written; what stood there before is unchanged."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            _("{file} cannot be written: {reason}.").format(file=path, reason=reason(error)),
            advice=_("Choose another folder.")
            if error.errno in (errno.EEXIST, errno.ENOTDIR)
            else _("Close the file if it is open in another program, or choose another place."),
        )
        self.reason = reason(error)


class FileExistsAlreadyError(SurveykitError):
    """There is a file of this name, and it is not ours to replace."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("{file} exists already; it was left as it is.").format(file=path),
            advice=_("Choose another name, or move the file away first."),
        )


def as_argument(path: Path) -> str:
    """A path as it is typed behind a command: in quotation marks where it needs them."""
    typed = str(path)
    if re.fullmatch(r"[\w./\\:+,=@~-]+", typed):
        return typed
    means_more = os.name == "posix" and not set('"$`!\\').isdisjoint(typed)
    return shlex.quote(typed) if means_more else f'"{typed}"'


def write_whole(
    path: Path,
    content: bytes | Callable[[BinaryIO], None],
    *,
    replace: bool = True,
    private: bool = False,
    check: Callable[[Path], None] | None = None,
) -> None:
    """Write a file in one step: after a fault or a power cut it is the old one or the new one.

    Missing folders are made. Content that is too large for the memory is written by a function.
    `check` looks at what has been written before it gets its name; whatever it raises, nothing is
    left. Raises FileExistsAlreadyError if `replace` is False and the file exists, and
    CannotWriteError if the system refuses. A private file is for its owner alone, where the system
    knows owners.
    """
    if not replace and path.exists():
        raise FileExistsAlreadyError(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".surveykit-")
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                content(file) if callable(content) else file.write(content)
                file.flush()
                sync_file(file.fileno())
            with suppress(OSError):  # many a network drive knows no owners
                draft.chmod(0o600 if private else 0o644)
            if check:
                check(draft)
            draft.replace(path)
            sync_folder(path.parent)
        except BaseException:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotWriteError(path, error) from error


_OURS = "SURVEYKIT_"
"""How variables of our own begin, passphrases among them: no other program is told them."""


def open_with_system(path: Path) -> bool:
    """Open a file or a folder with what the system has for it; False where it has nothing.

    The other program goes on by itself, and nothing it says comes to our terminal. Over ssh and
    on a console there is no window to open it in.
    """
    start: Callable[[Path], None] | None = getattr(os, "startfile", None)
    if start is not None:
        start(path.absolute())
        return True
    if sys.platform == "darwin":
        opener = which("open")
    else:
        shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        opener = which("xdg-open") if shown else None
    if opener is None:
        return False
    import subprocess  # not when the program starts: only here is another one started

    subprocess.Popen(  # noqa: S603 - the system's own opener, and a path of ours, no shell
        [opener, str(path.absolute())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if not name.startswith(_OURS)},
        start_new_session=True,
    )
    return True


def sync_file(handle: int) -> None:
    """Wait until the medium holds what was written; on macOS fsync reaches only its cache."""
    if sys.platform != "win32":
        import fcntl

        thoroughly: int | None = getattr(fcntl, "F_FULLFSYNC", None)
        if thoroughly is not None:
            with suppress(OSError):  # not every file system knows it
                fcntl.fcntl(handle, thoroughly)
                return
    os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder durable, where the system and its file system can.

    Windows needs no such call; some network drives and sticks refuse it, and then what they
    hold is as durable as they are.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNSYNCED_FOLDERS:
            raise
    finally:
        os.close(handle)


def reason(error: OSError) -> str:
    """Why the system refused, as part of a sentence."""
    match error.errno:
        case errno.ENOENT:
            return _("there is no such file or folder")
        case errno.EEXIST | errno.ENOTDIR:
            return _("a file stands where a folder is needed")
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


def listing(folder: Path, ending: str) -> list[Path]:
    """What can be chosen in a folder: the files with this ending, then the folders, by name.

    What is hidden is left out, and what Excel puts beside a workbook that is open.
    """
    found = [one for one in folder.iterdir() if not one.name.startswith((".", "~$"))]
    files = [one for one in found if one.suffix.lower() == ending and one.is_file()]
    folders = [one for one in found if one.is_dir()]
    return [*sorted(files), *sorted(folders)]
