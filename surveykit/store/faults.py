"""What SQLite and the operating system say is wrong, as errors that a person can act on."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from surveykit.store.errors import (
    DamagedProjectError,
    DiskFaultError,
    DiskFullError,
    NoProjectError,
    ProjectError,
    ProjectInUseError,
    ReadOnlyProjectError,
)

LEAST_ROOM = 64 * 1024
"""Free bytes below which a fault is taken for a full disk: one answer needs about 20 kB."""

ROOM_FOR_ANSWERS = 16 * 1024 * 1024
"""Free bytes that no file is to take: the answers after it must be saved too."""


def insist_on_room(path: Path, size: int) -> None:
    """Make sure that bytes from elsewhere fit into a project with room to spare.

    They are written to the WAL, with as much again that moves (see `enclosures`), then to the file.

    Raises:
        DiskFullError: they do not.
    """
    with sentences(path):
        free = shutil.disk_usage(path.absolute().parent).free
    if free < 3 * size + ROOM_FOR_ANSWERS:
        raise DiskFullError(path)


@contextmanager
def sentences(path: Path, connection: apsw.Connection | None = None) -> Iterator[None]:
    """Turn what SQLite and the operating system say into errors that a person can act on."""
    try:
        yield
    except (apsw.BusyError, apsw.LockedError) as error:
        raise ProjectInUseError(path) from error
    except apsw.FullError as error:
        raise DiskFullError(path) from error
    except (apsw.ReadOnlyError, apsw.PermissionsError, apsw.CantOpenError) as error:
        raise ReadOnlyProjectError(path) from error
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise DamagedProjectError(path) from error
    except apsw.IOError as error:
        code = connection.system_errno if connection else errno.EIO
        raise _of_the_system(path, code) from error
    except OSError as error:
        raise _of_the_system(path, error.errno or errno.EIO) from error


def _of_the_system(path: Path, code: int) -> ProjectError:
    if _is_full(path):  # SQLite often says no more than that something failed
        return DiskFullError(path)
    match code:
        case errno.ENOSPC | errno.EFBIG | errno.EDQUOT:
            return DiskFullError(path)
        case errno.ENOENT | errno.ENOTDIR:
            return NoProjectError(path)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return ReadOnlyProjectError(path)
        case _:
            return DiskFaultError(path)


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.absolute().parent).free < LEAST_ROOM
    except OSError:
        return False
