"""Whether the files that are open still lie where they were opened."""

import os
from pathlib import Path

import apsw

from surveykit.store.errors import ProjectGoneError

_Identity = tuple[int, int]


class OpenFiles:
    """A project file and its WAL, by the numbers under which the system knows them.

    Linux and macOS keep a removed file for whoever has it open: all that is written to it goes
    well, and is gone when the program ends. So who writes asks here first, at the cost of a few
    microseconds. Windows neither removes nor renames an open file, and on some drives it numbers
    files anew; there it is enough that the path leads to one. A stick that was pulled out is no
    path any more, on every system.
    """

    def __init__(self, path: Path, connection: apsw.Connection) -> None:
        """`path` is what the person calls it; SQLite follows links, and knows the WAL's."""
        self._path = path
        self._names = connection.filename, connection.filename_wal
        self._opened = [_opened(name) for name in self._names]

    def wal_size(self) -> int:
        """Bytes in the WAL; 0 where there is none.

        Raises:
            ProjectGoneError: a path leads to another file than is open, or to none.
        """
        size = 0
        for name, opened in zip(self._names, self._opened, strict=True):
            if opened is not None:
                try:
                    state = os.stat(name)  # noqa: PTH116 - a Path takes twice the time
                except OSError as error:
                    raise ProjectGoneError(self._path) from error
                if _identity(state) != opened:
                    raise ProjectGoneError(self._path)
                size = state.st_size
        return size if self._opened[-1] is not None else 0

    @property
    def gone(self) -> bool:
        """Whether they lie there no more."""
        try:
            self.wal_size()
        except ProjectGoneError:
            return True
        return False


def _opened(name: str) -> _Identity | None:
    """What was opened under this name; None if nothing was, as in reading a file without a WAL."""
    try:
        return _identity(os.stat(name))  # noqa: PTH116
    except OSError:
        return None


def _identity(state: os.stat_result) -> _Identity:
    return (0, 0) if os.name == "nt" else (state.st_dev, state.st_ino)
