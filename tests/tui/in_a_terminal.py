"""A program on a pseudo-terminal, and what stands on its screen; for Linux and macOS."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

import pyte

KEYS = {
    "enter": "\r", "escape": "\x1b", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C",
    "left": "\x1b[D", "pagedown": "\x1b[6~", "pageup": "\x1b[5~", "end": "\x1b[F",
    "home": "\x1b[H", "backspace": "\x7f", "ctrl+c": "\x03", "f4": "\x1bOS",
}  # fmt: skip

_OF_THE_TESTS = ("COLUMNS", "LINES", "NO_COLOR", "TEXTUAL_COLOR_SYSTEM")
"""What is said of the terminal from which the tests were started."""

PATIENCE = 60.0
"""Seconds until what never comes is given up."""

TWICE = 0.15
"""Seconds between two presses of one key; what comes faster is a key held down."""

QUIET = 0.06
"""Seconds without output after which a screen is settled."""


class Terminal:
    """Runs a program and reads its screen; times are seconds since it was started."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        folder: str | None = None,
    ) -> None:
        self._command, self._size, self._folder = command, size, folder
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        around = {name: value for name, value in os.environ.items() if name not in _OF_THE_TESTS}
        self._environment = {**around, **terminal, **(environment or {})}
        self._pressed = ""
        self.sent = bytearray()
        """All that the program has written so far."""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)

    def __enter__(self) -> Self:
        self.began = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            self._become_the_program()
        os.set_blocking(self._fd, False)
        return self

    def _become_the_program(self) -> None:
        columns, rows = self._size
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if self._folder:
            os.chdir(self._folder)
        try:
            os.execvpe(self._command[0], [*self._command], self._environment)  # noqa: S606
        finally:
            os._exit(127)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        with suppress(OSError):  # hung up already
            os.close(self._fd)

    def hang_up(self) -> None:
        """Close the window: from now on the program has no terminal."""
        os.close(self._fd)

    def resize(self, columns: int, rows: int) -> None:
        """Make the window larger or smaller."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, *keys: str) -> None:
        """Press keys as a hand does, which needs a moment for the same one again."""
        for key in keys:
            if key == self._pressed:
                time.sleep(TWICE)
            self.send(key)
            self._pressed = key

    def send(self, key: str) -> float:
        """Send a key at once; returns when, on the clock of `time.perf_counter`."""
        at = time.perf_counter()
        os.write(self._fd, KEYS.get(key, key).encode())
        return at

    def read(self, patience: float) -> float | None:
        """Take in one piece of output; returns when it came, None if none did in time."""
        try:
            if not select.select([self._fd], [], [], patience)[0]:
                return None
        except OSError:  # hung up
            time.sleep(patience)
            return None
        try:
            output = os.read(self._fd, 1 << 16)
        except (BlockingIOError, OSError):  # the program has ended
            return None
        came = time.perf_counter()
        self.sent += output
        # Private modes that this model of a terminal does not know would be shown as text.
        self._stream.feed(_known(output))
        return came

    def settle(self, quiet: float = QUIET) -> None:
        """Take in everything, until the program is quiet for so many seconds."""
        while self.read(quiet) is not None:
            pass

    def text(self) -> str:
        """Everything on the screen, a line each."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def sees(self, words: str) -> bool:
        """Whether these words stand on the screen."""
        return words in self.text()

    def until(self, words: str) -> float:
        """Wait for words; returns when the output came that brought them."""
        came, end = time.perf_counter(), time.perf_counter() + PATIENCE
        while not self.sees(words):
            came = self.read(0.5) or came
            if time.perf_counter() > end:
                raise AssertionError(f"never seen: {words}\n{self.text()}")
        return came

    def changed(self) -> float | None:
        """Wait until the screen looks different; returns when, None if it never does."""
        before, end = self.text(), time.perf_counter() + 2
        while time.perf_counter() < end:
            came = self.read(0.5)
            if came is not None and self.text() != before:
                return came
        return None

    def ended(self) -> int:
        """Wait for the end of the program; returns its exit code."""
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"has not ended\n{self.text()}")

    @property
    def memory(self) -> float:
        """MiB of the program that are in memory now; 0 where nobody tells."""
        try:
            with open(f"/proc/{self.pid}/statm") as file:  # noqa: PTH123 - no file of ours
                return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
        except OSError:
            return 0.0


def _known(output: bytes) -> bytes:
    for mode in (b"\x1b[>25u", b"\x1b[>1u", b"\x1b[<u", b"\x1b[?2026$p", b"\x1b[?2048$p"):
        output = output.replace(mode, b"")
    return output


PYTHON = sys.executable
"""What runs the tests runs the programs."""
