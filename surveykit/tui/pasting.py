"""Keep a paste a paste: nothing in it may act as a key.

Textual looks for key sequences inside a bracketed paste too, so an escape byte from a
spreadsheet could press keys in an interview. No public hook lies before its parser; therefore
the drivers' modules are given a parser that hears no escape byte between the brackets.
"""

import sys
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

_ESCAPE, _BEGIN, _END = "\x1b", "\x1b[200~", "\x1b[201~"


class PasteGuard:
    """Takes escape bytes out of pastes, however the input is cut into pieces."""

    def __init__(self) -> None:
        self._pasting = False
        self._tail = ""  # outside a paste: what has passed already and may begin a paste
        self._kept = ""  # inside a paste: what may be its end, to be looked at again

    def passed(self, data: str) -> str:
        """What of this piece of input the parser may see now."""
        data, self._kept = self._kept + data, ""
        out: list[str] = []
        while data:
            step = self._inside if self._pasting else self._outside
            seen, data = step(data)
            out.append(seen)
        return "".join(out)

    def _outside(self, data: str) -> tuple[str, str]:
        at = (self._tail + data).find(_BEGIN)
        if at < 0:
            self._tail = (self._tail + data)[1 - len(_BEGIN) :]
            return data, ""
        cut = at + len(_BEGIN) - len(self._tail)
        self._tail, self._pasting = "", True
        return data[:cut], data[cut:]

    def _inside(self, data: str) -> tuple[str, str]:
        pasted, end, rest = data.partition(_END)
        if end:
            self._pasting = False
        else:
            begun = (n for n in range(len(_END) - 1, 0, -1) if pasted.endswith(_END[:n]))
            cut = len(pasted) - next(begun, 0)
            pasted, self._kept = pasted[:cut], pasted[cut:]
        return pasted.replace(_ESCAPE, "") + end, rest


class GuardedParser(XTermParser):
    """Textual's parser behind a guard."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - as Textual calls it
        self._guard = PasteGuard()
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """As Textual's; nothing at all means the end of the input, so it is passed on as it is."""
        passed = self._guard.passed(data)
        return super().feed(passed) if passed or not data else ()


def guard_pastes() -> None:
    """Let the driver of this system, once it is imported, read through a guarded parser."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith("textual.drivers.") and hasattr(module, XTermParser.__name__):
            setattr(module, XTermParser.__name__, GuardedParser)
