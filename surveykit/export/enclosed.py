"""The files that answers name, written into a folder: internal, and only where asked for.

They come under the names that the sheet of responses shows. Names come from other laptops too, so
none is taken for a path, and none is one that a system keeps for itself.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from surveykit.errors import SurveykitError
from surveykit.files import write_whole
from surveykit.text import _

_LONGEST = 100
_UNSAFE = re.compile(r"[^\w.\- ]")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class FolderInUseError(SurveykitError):
    """The folder holds something already; it may be what was erased since."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("{folder} holds files already; nothing was written into it.").format(folder=folder),
            advice=_("Delete it first: it may hold pictures of interviews that were erased since."),
        )


def write_files(files: Iterable[tuple[str, Iterator[bytes]]], folder: Path) -> tuple[Path, ...]:
    """Write files, each a name and its bytes in pieces; returns where they lie.

    Raises:
        FolderInUseError: there is something in the folder.
        CannotWriteError: the system refuses.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUseError(folder)
    written: list[Path] = []
    taken: set[str] = set()
    for name, content in files:
        free = next(one for one in safe_names(name) if one.casefold() not in taken)
        taken.add(free.casefold())

        def fill(out: BinaryIO, content: Iterator[bytes] = content) -> None:
            out.writelines(content)

        write_whole(folder / free, fill, replace=False, private=True)
        written.append(folder / free)
    return tuple(written)


def safe_names(name: str) -> Iterator[str]:
    """The name as far as it is safe, then with 2, 3 … behind it."""
    safe = _UNSAFE.sub("_", name).strip(". ") or "file"
    safe = f"_{safe}" if _DEVICES.fullmatch(safe) else safe
    path = PurePosixPath(safe)
    stem, ending = path.stem[:_LONGEST], path.suffix[:10]
    yield stem + ending
    for number in count(2):
        yield f"{stem}-{number}{ending}"
