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
        self._file, self._wal = connection.filename, connection.filename_wal
        self._opened = _identity(os.stat(self._file))  # noqa: PTH116 - a Path takes twice the time
        self._wal_opened: _Identity | None = None  # SQLite makes it when it is first needed

    def wal_size(self) -> int:
        """Bytes in the WAL; 0 where there is none.

        Raises:
            ProjectGoneError: a path leads to another file than is open, or to none.
        """
        try:
            file, wal = os.stat(self._file), self._wal_now()  # noqa: PTH116
        except OSError as error:
            raise ProjectGoneError(self._path) from error
        if _identity(file) != self._opened or (wal and _identity(wal) != self._wal_opened):
            raise ProjectGoneError(self._path)
        return wal.st_size if wal else 0

    def _wal_now(self) -> os.stat_result | None:
        """None only before there ever was one."""
        try:
            state = os.stat(self._wal)  # noqa: PTH116
        except FileNotFoundError:
            if self._wal_opened:
                raise
            return None
        self._wal_opened = self._wal_opened or _identity(state)
        return state

    @property
    def gone(self) -> bool:
        """Whether they lie there no more."""
        try:
            self.wal_size()
        except ProjectGoneError:
            return True
        return False


def _identity(state: os.stat_result) -> _Identity:
    return (0, 0) if os.name == "nt" else (state.st_dev, state.st_ino)
