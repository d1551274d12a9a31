"""An end that comes from outside: an interrupt, `kill`, logging off, a terminal that is closed.

Windows tells a program that its window is closed, and ends it as soon as the handler of the C
runtime has returned: before Python gets to ours. There only Ctrl+C and Ctrl+Break are heard.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from textual.driver import Driver

INTERRUPT = ("SIGINT",)
FOR_GOOD = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""Whoever sends these wants the program to end, and may send them twice."""


@contextmanager
def heard(names: Sequence[str], act: Callable[[], object]) -> Iterator[None]:
    """Meanwhile these signals, as far as the system has them, do this and nothing else."""
    terminals = [number for number in (0, 1, 2) if os.isatty(number)]

    def hear(_number: int, _frame: object) -> None:
        for number in terminals:
            if not os.isatty(number):  # it is closed: nothing may wait for it, or fail at it
                _into_nothing(number)
        act()

    signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = [(number, signal.signal(number, hear)) for number in signals]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def outliving_the_terminal(driver: "type[Driver]") -> "type[Driver]":
    """Textual's driver, whose writing goes on where nobody reads any more.

    Its thread would end at the first fault, and the app wait for it for ever.
    """

    class Outliving(driver):  # type: ignore[misc, valid-type]  # one of several
        def __init__(self, *given: object, **named: object) -> None:
            super().__init__(*given, **named)
            self._file = _Forgiving(self._file)  # type: ignore[arg-type, has-type]

    return Outliving


class _Forgiving:
    """A stream whose reader may be gone."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.fileno = stream.fileno

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


def _into_nothing(number: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, number)
    os.close(nothing)
