"""A command that watches itself: `python -m tests.store.watched KNOWN PLACE -- COMMAND …`.

Whenever it opens, renames or removes a file or starts another program, everything that others could
see or find is searched for the secrets named in KNOWN: arguments and environment, its own and those
of its children, every file that it has open, and the folders in which it works. What is found goes
behind the secrets in KNOWN. Where PLACE names a function, the command fails there with a traceback.
"""

import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

_TELLING = {"open", "os.remove", "os.rename", "os.rmdir", "subprocess.Popen", "os.posix_spawn"}
_LIBRARY = (sys.prefix, sys.base_prefix)


class Watch:
    """Looks again and again, and never at itself looking."""

    def __init__(self, known: Path) -> None:
        self._known = known
        told = json.loads(known.read_text(encoding="utf-8"))
        self._secrets = {name: bytes.fromhex(secret) for name, secret in told["secrets"].items()}
        self._folders = [Path(folder) for folder in told["folders"]]
        self._looking = False
        self.found: set[str] = set()
        self.looks = 0

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        """Look, unless it is a module that is being loaded."""
        if event not in _TELLING or self._looking:
            return
        if event == "open" and str(arguments[0]).startswith(_LIBRARY):
            return
        self._looking = True
        try:
            self.look()
        finally:
            self._looking = False

    def look(self) -> None:
        """Search everything that can be seen now."""
        self.looks += 1
        for place, content in self._everything():
            for name, secret in self._secrets.items():
                if secret in content:
                    self.found.add(f"{name} in {place}")

    def tell(self) -> None:
        """Write down what was found, and how often there was a look."""
        self._looking = True
        self.look()
        self._known.with_suffix(".found").write_text(
            json.dumps({"found": sorted(self.found), "looks": self.looks}), encoding="utf-8"
        )

    def _everything(self) -> Iterator[tuple[str, bytes]]:
        for process in ("self", *_children()):
            for what in ("cmdline", "environ"):
                yield f"{what} of {process}", _content(Path("/proc", process, what))
        for link in Path("/proc/self/fd").iterdir():  # temporary ones have no name any more
            yield f"open file {link.name}", _content(link)
        for folder in self._folders:
            for file in folder.rglob("*"):
                yield file.name, _content(file)


def _children() -> Iterator[str]:
    for thread in Path("/proc/self/task").iterdir():
        yield from (thread / "children").read_text(encoding="ascii").split()


def _content(path: Path) -> bytes:
    """All bytes of a file, but for terminals, pipes and what is gone by now."""
    with suppress(OSError):
        if stat.S_ISREG(path.stat().st_mode):
            return path.read_bytes()
    return b""


def _fail_at(place: str) -> None:
    """Let a function fail as a fault of ours would."""
    module, name = place.rsplit(":")

    def failing(*_arguments: object, **_more: object) -> None:
        raise RuntimeError("out of order")

    setattr(import_module(module), name, failing)


def main(known: str, place: str, command: list[str]) -> int:
    """Run the command as a person would who typed it."""
    from surveykit.cli import main as run

    watch = Watch(Path(known))
    if place:
        _fail_at(place)
    sys.addaudithook(watch.hear)
    try:
        return run(command)
    finally:
        watch.tell()


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[4:]))
