"""A key held down counts once, where a key writes something down.

Terminals tell that a key came again, and never that it was let go. So what shows a held key is
how fast it comes: nobody presses one key twice within `EVERY`, and no keyboard repeats one more
slowly unless it was told to.
"""

import asyncio

from textual import events

EVERY = 0.11
"""Seconds, at most, between the repeats of a held key: 0.03 as a rule, 0.09 on macOS."""
DELAY = 0.8
"""Seconds, at most, until a held key begins to repeat: 0.25 to 0.75."""

MOVES = frozenset(
    {"up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab"}
    | {"backspace", "delete"}
)
"""Keys that are held down on purpose, to go far."""


class HeldKey:
    """Knows which key came last, and whether it is held down."""

    def __init__(self) -> None:
        self._acted = self._came = ("", 0.0)
        self._fast = False

    def came(self, event: events.Key) -> None:
        """A key has come in, whatever becomes of it."""
        key, at = self._came
        self._fast = event.key == key and event.time - at <= EVERY
        self._came = event.key, event.time

    async def repeats(self, event: events.Key) -> bool:
        """Whether this key, which is about to act, comes of holding it down.

        The first repeat is as late as a second press: the next key tells which of them it is.
        """
        key, at = self._acted
        self._acted = event.key, event.time
        gap = event.time - at
        if event.key != key or not 0 <= gap <= DELAY:
            return False
        if gap > EVERY:
            await asyncio.sleep(EVERY)
            key, at = self._came
            return self._fast and key == event.key and at > event.time
        return True
