"""How the rules of a form hang together, kept beside the converted form: data and no code.

A file is of use only to the code that wrote it. One that is damaged, or was left by another
version, tells nothing, and what it told is found out anew.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from surveykit import __version__
from surveykit.files import CannotWriteError, write_whole
from surveykit.form.graph import Wiring


class KeptWiring:
    """The wiring of one XForm, in a folder where it may have been kept."""

    def __init__(self, folder: Path, xml: bytes) -> None:
        self._file = folder / f"{sha256(xml).hexdigest()}.json"

    def read(self) -> Wiring | None:
        """What was kept; None if there is nothing, or nothing that can be relied on."""
        with suppress(OSError):
            seal, _line, told = self._file.read_bytes().partition(b"\n")
            if seal == _seal(told):
                return Wiring(**json.loads(told))
        return None

    def keep(self, wiring: Wiring) -> None:
        """Keep it for the next time; if that cannot be, it is found out again then."""
        told = json.dumps(asdict(wiring), ensure_ascii=False, separators=(",", ":")).encode()
        with suppress(CannotWriteError):
            write_whole(self._file, _seal(told) + b"\n" + told)


def _seal(told: bytes) -> bytes:
    return sha256(_THIS_CODE + told).hexdigest().encode()


def _files(folder: str | Path) -> Iterator[str]:
    """Every file of the engine, and when it was written; nothing where it lies in an archive."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path)
            elif entry.name.endswith(".py"):
                yield f"{entry.path} {entry.stat().st_mtime_ns}"


_THIS_CODE = "\n".join((__version__, *sorted(_files(Path(__file__).parent)))).encode(
    errors="surrogateescape"
)
"""Names the code as it stood when it was loaded: it may be renewed while it runs."""
