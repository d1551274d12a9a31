"""Reckon beside a screen: one thing at a time, and of several wishes the newest."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from textual.widget import Widget
from textual.worker import Worker

Wish = TypeVar("Wish")
Result = TypeVar("Result")


class Beside(Generic[Wish, Result]):
    """Keys go on while it works in a thread; a key held down leaves one wish behind, not many.

    `work` is called outside the screen's thread and touches nothing of it; `show` inside.
    """

    def __init__(
        self, screen: Widget, work: Callable[[Wish], Result], show: Callable[[Result], None]
    ) -> None:
        self._screen, self._work, self._show = screen, work, show
        self._wish: tuple[Wish] | None = None
        self._worker: Worker[None] | None = None

    def want(self, wish: Wish) -> None:
        """Show what comes of this, and of nothing that was wished before."""
        self._wish = (wish,)
        if not self.busy:
            self._worker = self._screen.run_worker(self._reckon())

    def drop(self) -> None:
        """Never mind: nothing will be shown."""
        self._wish = None

    @property
    def busy(self) -> bool:
        """Whether something is being reckoned, wanted or not."""
        return self._worker is not None and not self._worker.is_finished

    async def _reckon(self) -> None:
        while (wish := self._wish) is not None:
            found = await asyncio.to_thread(self._work, wish[0])
            if wish is self._wish:
                self._wish = None
                self._show(found)
