"""A layer below the cipher: sees, notes and spoils what SQLite writes to the disk."""

import errno
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, ClassVar

import apsw
import pytest

from surveykit.store import connect, new_file
from surveykit.store.care import backup, migration

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Hook = Callable[["Operation"], None]

BELOW = next(name for name in ("unix", "win32") if name in apsw.vfs_names())
NAME = "faults"


class Operation(tuple[object, ...]):
    """What was done: its kind, the file's name, and what else belongs to it."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        """write, sync, truncate, create, delete, rename, sync folder; or sync file, without SQLite,
        which makes no name durable.
        """
        return str(self[0])


class _File(apsw.VFSFile):
    def __init__(self, name: str, below: object, flags: list[int], shim: "Shim") -> None:
        self._name, self._shim = name, shim
        super().__init__(BELOW, below, flags)  # type: ignore[arg-type]

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        self._shim.happens("write", self._name, offset, bytes(data))
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._shim.happens("sync", self._name)
        super().xSync(flags)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._shim.happens("truncate", self._name, size)
        super().xTruncate(size)


class Shim(apsw.VFS):
    """Tells `hook` of every operation before it is done; what the hook raises, SQLite gets."""

    def __init__(self) -> None:
        self.hook: Hook | None = None
        super().__init__(NAME, BELOW)

    def happens(self, *operation: object) -> None:
        """Something is about to be written."""
        if self.hook is not None:
            self.hook(Operation(operation))

    def xOpen(self, name: "str | apsw.URIFilename | None", flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        text = name.filename() if isinstance(name, apsw.URIFilename) else str(name or "")
        if flags[0] & apsw.SQLITE_OPEN_CREATE and text and not Path(text).exists():
            self.happens("create", text)
        return _File(text, name, flags, self)

    def xDelete(self, name: str, sync_folder: bool) -> None:  # noqa: N802
        self.happens("delete", name)
        if sync_folder:
            self.happens("sync folder", str(Path(name).parent))
        super().xDelete(name, sync_folder)


_SHIM = Shim()


def _stack_the_cipher() -> None:
    """Have SQLite lay its cipher on top of the shim: it does when such a name is first used."""
    flags = apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    apsw.Connection(f"file:?vfs=multipleciphers-{NAME}", flags=flags).close()


_stack_the_cipher()


class _Raw(io.FileIO):
    """A file that the program itself writes to beside SQLite, such as a WAL that is given room."""

    names: ClassVar[dict[int, str]] = {}

    def __init__(self, path: Path) -> None:
        super().__init__(path, "r+")
        self.names[self.fileno()] = str(path)

    def write(self, data: "ReadableBuffer", /) -> int:
        content, offset = bytes(data), self.tell()
        _above(lambda: _SHIM.happens("write", str(self.name), offset, content))
        return super().write(content)


@contextmanager
def listening(hook: Hook) -> Iterator[None]:
    """While inside, every project opened writes through the shim.

    What the program writes to its files and renames without SQLite is seen too.
    """
    rename, open_file = Path.replace, Path.open

    def opened(path: Path, mode: str = "r", *options: Any, **more: Any) -> IO[Any]:  # noqa: ANN401
        if mode == "r+b":
            return _Raw(path)
        return open_file(path, mode, *options, **more)

    def replace(old: Path, new: Path) -> Path:
        _above(lambda: _SHIM.happens("rename", str(old), str(new)))
        return rename(old, new)

    def sync_file(handle: int) -> None:
        _above(lambda: _SHIM.happens("sync file", _Raw.names[handle]))

    def sync_folder(folder: Path) -> None:
        _above(lambda: _SHIM.happens("sync folder", str(folder)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "open", opened)
        patch.setattr(Path, "replace", replace)
        patch.setattr(connect, "sync_file", sync_file)
        for module in (new_file, backup, migration):
            patch.setattr(module, "sync_folder", sync_folder)
        apsw.set_default_vfs(f"multipleciphers-{NAME}")
        _SHIM.hook = hook
        try:
            yield
        finally:
            _SHIM.hook = None
            apsw.set_default_vfs(f"multipleciphers-{BELOW}")


def _above(happens: Callable[[], None]) -> None:
    """What goes to the system without SQLite fails as the system fails."""
    try:
        happens()
    except apsw.FullError as error:
        raise OSError(errno.ENOSPC, "no room") from error
    except apsw.IOError as error:
        raise OSError(errno.EIO, "the disk failed") from error
