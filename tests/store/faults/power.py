"""Power cuts, simulated: what was not synced is kept, dropped or torn, each write by itself.

As POSIX allows and no more: a file's content is safe once the file is synced, its name once the
folder is. SQLite syncs the folder when it first syncs a journal or WAL that it has made. A file may
have got longer without what was written there; then it shows zeros, or what lay there before.
"""

import random
import tempfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .ledger import Found, Ledger, Promise, look, quick_keys
from .shim import Operation, listening
from .table import Line

SECTOR = 512
_JOURNALS = ("-journal", "-wal")
_SYNCS = {"sync", "sync file"}
_OF_NAMES = {"create", "delete", "rename"}


@dataclass(frozen=True, slots=True)
class Style:
    """How likely what is not synced is kept, and a kept write is torn."""

    name: str
    data: float
    names: float
    """Names, and how long a file is: after it was cut off, or where a write to it is lost."""
    torn: float = 0.0
    dirty: float = 0.5
    """How likely a file that got longer shows what lay there before, and not zeros."""


STYLES = (
    Style("nothing unsynced is kept", 0, 0),
    Style("everything is kept", 1, 1),
    Style("data kept, names lost", 1, 0),
    Style("names kept, data lost", 0, 1),
    Style("half of each", 0.5, 0.5),
    Style("half of each, torn", 0.5, 0.5, 0.5),
    Style("most kept, torn", 0.9, 0.9, 0.5),
)


class Recording:
    """Everything that reached the disk during a day of work, with the promises between."""

    def __init__(self, folder: Path, deaf: Collection[str] = ()) -> None:
        self.operations: list[Operation] = []
        """What was done; kinds of operations to which the disk is `deaf` are left out."""
        self.promises: list[tuple[int, Promise]] = [(0, Promise())]
        ledger = Ledger(folder.resolve() / "court.survey", self._noted)

        def note(operation: Operation) -> None:
            if operation.kind not in deaf:
                self.operations.append(operation)

        with listening(note):
            ledger.create()
            ledger.a_day()
            ledger.a_day(interviews=1, answers=2)
        self.path = ledger.path

    def _noted(self, promise: Promise) -> None:
        self.promises.append((len(self.operations), promise))

    @property
    def moments(self) -> Sequence[int]:
        """Before every operation, and behind the last."""
        return range(len(self.operations) + 1)

    @property
    def creation(self) -> Sequence[int]:
        """From the first operation until the first answers are on the disk."""
        [*_before, end] = [at for at, promise in self.promises if not promise.answers][:3]
        return range(end)

    @property
    def beginnings(self) -> list[int]:
        """The moments from when a WAL is given room until it has been synced three times."""
        found: list[int] = []
        to_come = 0
        for at, operation in enumerate(self.operations):
            if _gives_room(operation):
                to_come = 3
            if to_come:
                found.append(at)
            if operation.kind in _SYNCS:
                to_come -= to_come > 0
        return found

    def promised(self, cut: int) -> Promise:
        """What had been acknowledged when the power went, before operation number `cut`."""
        return [promise for at, promise in self.promises if at <= cut][-1]

    def image(self, cut: int, style: Style, chance: random.Random) -> dict[str, bytes]:
        """The files that the disk holds afterwards, by name."""
        return _Disk(self.operations[:cut], style, chance).files()


class _Disk:
    """A disk on which some operations are safe and others depend on chance."""

    def __init__(self, done: Sequence[Operation], style: Style, chance: random.Random) -> None:
        self._done, self._style, self._chance = done, style, chance
        self._file_of: list[int] = []  # which file each operation concerns, whatever its name then
        self._safe_until: dict[int, int] = {}
        self._names_safe_until = -1
        self._is_dirty = chance.random() < style.dirty
        self._freed = b""
        self._trace()

    def _trace(self) -> None:
        """Walk once through what happened, to know which syncs made what safe."""
        living: dict[str, int] = {}
        synced: set[int] = set()
        for at, operation in enumerate(self._done):
            name = str(operation[1])
            if operation.kind == "create":
                living[name] = at
            file = living.get(name, -1)
            self._file_of.append(file)
            if operation.kind == "rename":
                living[str(operation[2])] = living.pop(name)
            elif operation.kind == "delete":
                living.pop(name, None)
            elif operation.kind == "sync folder":
                self._names_safe_until = at
            elif operation.kind == "sync file":
                self._safe_until[file] = at
            elif operation.kind == "sync":
                self._safe_until[file] = at
                if name.endswith(_JOURNALS) and file not in synced:
                    self._names_safe_until = at
                synced.add(file)

    def files(self) -> dict[str, bytes]:
        """The files as they are found."""
        contents: dict[int, bytearray] = {}
        names: dict[str, int] = {}
        for at, operation in enumerate(self._done):
            file = self._file_of[at]
            if operation.kind in _OF_NAMES:
                if at <= self._names_safe_until or self._chance.random() < self._style.names:
                    _name(names, operation, file)
                    if operation.kind == "delete":
                        self._freed = bytes(contents.get(file, b"")) or self._freed
            elif operation.kind in ("write", "truncate"):
                safe = at <= self._safe_until.get(file, -1)
                change = self._write if operation.kind == "write" else self._truncate
                change(contents.setdefault(file, bytearray()), operation, safe=safe)
        return {name: bytes(contents.get(file, b"")) for name, file in names.items()}

    def _truncate(self, content: bytearray, operation: Operation, *, safe: bool) -> None:
        if safe or self._chance.random() < self._style.names:
            size = operation[2]
            assert isinstance(size, int)
            self._freed = bytes(content)
            del content[size:]

    def _write(self, content: bytearray, operation: Operation, *, safe: bool) -> None:
        _kind, _name, offset, data = operation
        assert isinstance(offset, int)
        assert isinstance(data, bytes)
        end = offset + len(data)
        if not safe and self._chance.random() >= self._style.data:
            data = b""
        elif not safe and self._chance.random() < self._style.torn:
            data = data[: self._chance.randrange(0, len(data) + 1, SECTOR)]
        if data:
            content.extend(bytes(max(0, offset + len(data) - len(content))))
            content[offset : offset + len(data)] = data
        if self._chance.random() < self._style.names:
            self._lengthen(content, end)

    def _lengthen(self, content: bytearray, size: int) -> None:
        lay_there = self._freed if self._is_dirty else b""
        content.extend(lay_there[len(content) : size])
        content.extend(bytes(max(0, size - len(content))))


def _name(names: dict[str, int], operation: Operation, file: int) -> None:
    match operation.kind:
        case "create":
            names[str(operation[1])] = file
        case "delete":
            names.pop(str(operation[1]), None)
        case _:
            names.pop(str(operation[1]), None)
            names[str(operation[2])] = file


def _gives_room(operation: Operation) -> bool:
    """Whether it writes zeros where a WAL begins."""
    match operation:
        case ("write", str(name), 0, bytes(data)):
            return name.endswith("-wal") and not any(data)
    return False


def cut_power(images: int, seed: int = 1) -> Iterator[Line]:
    """Cut the power `images` times at moments spread over the whole day of work.

    One in five of them while a WAL begins, of which there are few moments.
    """
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    with tempfile.TemporaryDirectory(dir=memory()) as folder, quick_keys():
        recording = Recording(Path(folder))
        whole = images * 4 // 5
        for when, moments, count in (
            ("", recording.moments, whole),
            (" as a WAL begins", recording.beginnings, images - whole),
        ):
            lines = {style: Line(f"power cut{when}: {style.name}") for style in STYLES}
            for style, found in cut(recording, moments, count, chance):
                lines[style].add(found)
            yield from lines.values()


def cut(
    recording: Recording,
    moments: Sequence[int],
    images: int,
    chance: random.Random,
    styles: Sequence[Style] = STYLES,
) -> Iterator[tuple[Style, Found]]:
    """What is found after cuts at these moments in turn, of one style after the other."""
    for n in range(images):
        style, cut = styles[n % len(styles)], moments[n * len(moments) // images]
        lay_out(recording.image(cut, style, chance), recording.path.parent)
        yield style, look(recording.path, recording.promised(cut))


def lay_out(files: dict[str, bytes], folder: Path) -> None:
    """Put an image where the project lay."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        Path(name).write_bytes(content)


def memory() -> str | None:
    """A folder in memory, where the harness's own syncs cost nothing."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
