"""`kill -9` at any moment: of the whole app on a terminal, and of its interview path."""

import os
import pty
import random
import select
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from surveykit import setting_up
from surveykit.bundled import SITES
from surveykit.store import Project
from tests.store.samples import PASSPHRASE

from . import witness
from .ledger import Found, Promise, look, quick_keys
from .table import Line

_PATIENCE = 20.0  # seconds: a terminal app that has not begun by then never will
_KEYS = (b"1", b"2", b"3", b"\r", b"\r", b"\r")


def kill(times: int, what: str, seed: int = 1) -> Line:
    """Kill the app ("app") or the interview path ("path") again and again, at one project."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    names = {"app": "kill -9 of the app on a terminal", "path": "kill -9 of the interview path"}
    line = Line(names[what])
    with tempfile.TemporaryDirectory() as folder, quick_keys():
        path = Path(folder, "court.survey")
        now = datetime.now().astimezone()
        setting_up.new_project(path, SITES / "C.xlsx", passphrase=PASSPHRASE, now=now).close()
        earlier = Promise()
        for _n in range(times):
            promise = _promise(_killed(path, what, chance), earlier)
            line.add(_counted(look(path, promise), promise, earlier))
            earlier = _cleared(path)
    return line


def _counted(found: Found, promise: Promise, earlier: Promise) -> Found:
    """Count what was promised in this life only; what was promised earlier must be there too."""
    found.acknowledged = promise.answers + len(promise.kept - earlier.kept)
    return found


def _cleared(path: Path) -> Promise:
    """Discard what a dead program left unfinished; the next one begins anew, with the rest."""
    with Project.open(path, PASSPHRASE) as project:
        for draft in project.drafts():
            project.discard_draft(draft.id)
        return Promise(
            created=True,
            records=frozenset(record.id for record in project.records()),
            contacts=frozenset(contact.id for contact in project.contacts()),
        )


def _killed(path: Path, what: str, chance: random.Random) -> list[list[str]]:
    """Start the program, kill it after a random number of promises; all that it had said."""
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    pid, terminal = _started(path, what, writing)
    os.close(writing)
    wanted = chance.randrange(1, 30) if what == "app" else chance.randrange(1, 120)
    said = _said_until(wanted, reading, terminal, chance)
    time.sleep(chance.random() * 0.02)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while more := os.read(reading, 65536):
        said += more
    os.close(reading)
    if terminal is not None:
        os.close(terminal)
    return [line.split(" ", 2) for line in said.decode().split("\n")[:-1]]


def _started(path: Path, what: str, writing: int) -> tuple[int, int | None]:
    command = [sys.executable, "-m", witness.__name__, what, str(path), str(writing)]
    if what == "path":
        return os.posix_spawn(sys.executable, command, _environment()), None
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(sys.executable, command, _environment())  # noqa: S606
    return pid, terminal


def _environment() -> dict[str, str]:
    path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
    return {**os.environ, "PYTHONPATH": path, "TERM": "xterm-256color", "COLUMNS": "80",
            "LINES": "24", "SURVEYKIT_LANGUAGE": "en"}  # fmt: skip


def _said_until(wanted: int, reading: int, terminal: int | None, chance: random.Random) -> bytes:
    """Read, and type at random, until enough was promised."""
    said, shown = b"", b""
    opened = False
    until = time.monotonic() + _PATIENCE
    files = [file for file in (reading, terminal) if file is not None]
    while said.count(b"\n") < wanted and time.monotonic() < until:
        ready, _write, _error = select.select(files, [], [], 0.01)
        if reading in ready:
            more = os.read(reading, 65536)
            if not more:
                raise RuntimeError(f"the program has ended by itself: {shown[-2000:]!r}")
            said += more
        if terminal in ready and terminal is not None:
            with suppress(OSError):
                shown += os.read(terminal, 65536)
        if terminal is not None and said:
            os.write(terminal, chance.choice(_KEYS))
        elif terminal is not None and b"Passphrase" in shown and not opened:
            os.write(terminal, PASSPHRASE.encode() + b"\r")
            opened = True
    return said


def _promise(said: list[list[str]], earlier: Promise) -> Promise:
    """What the lines add up to, with what there was before."""
    drafts: dict[UUID, tuple[str, ...]] = {}
    records, contacts = {*earlier.records}, {*earlier.contacts}
    finished: set[UUID] = set()
    ending: UUID | None = None
    for kind, name, *rest in said:
        draft = UUID(name)
        match kind:
            case "begun":
                drafts[draft] = ()
            case "answer":
                drafts[draft] = (*drafts[draft], rest[0])
            case "ending":  # one Enter too many may try to end what has ended
                ending = draft if draft in drafts else None
            case "discarding":  # it may still be there, whole or not; no record comes of it
                ending = None
                del drafts[draft]
            case "discarded":
                finished.add(draft)
            case _:
                ending = None
                del drafts[draft]
                finished.add(draft)
                kept = contacts if kind == "reachable" else records
                kept.add(UUID(rest[0]))
    return Promise(
        created=True,
        drafts=tuple(drafts.items()),
        records=frozenset(records),
        contacts=frozenset(contacts),
        ending=ending,
        finished=frozenset(finished),
    )


def killed_in_both_ways(app: int, path: int) -> Iterator[Line]:
    """Both drivers."""
    yield kill(app, "app")
    yield kill(path, "path")
