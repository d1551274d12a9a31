"""When the screen is to be hidden because nobody is there: pure reckoning with two clocks."""

from collections.abc import Callable
from datetime import datetime, timedelta

LONGEST_GAP = timedelta(seconds=30)
"""Between two looks, which come every second: more than that, and the laptop was asleep."""

MOST_PATIENCE = 60
"""Seconds to wait after many wrong passphrases."""


class Idleness:
    """Counts how long nobody has touched the laptop.

    The one clock shows the time of day and goes on while a laptop sleeps, but can be set; the
    other, `steady`, counts seconds from anywhere, and on most systems stands still in sleep.
    """

    def __init__(
        self, limit: timedelta, clock: Callable[[], datetime], steady: Callable[[], float]
    ) -> None:
        self._limit, self._clock, self._steady = limit, clock, steady
        self._touched = self._looked = self._now()

    def touch(self) -> None:
        """Somebody pressed a key or clicked."""
        self._touched = self._looked = self._now()

    def due(self) -> bool:
        """Whether the limit has run out, or the laptop has slept since the last look."""
        gap, self._looked = self._since(self._looked), self._now()
        return gap > LONGEST_GAP or self._since(self._touched) >= self._limit

    def _now(self) -> tuple[datetime, float]:
        return self._clock(), self._steady()

    def _since(self, moment: tuple[datetime, float]) -> timedelta:
        """By the clock that says more: a clock that is set back does not keep the screen open."""
        now, steady = self._now()
        return max(now - moment[0], timedelta(seconds=steady - moment[1]))


def patience(wrong: int) -> int:
    """Seconds to wait after so many wrong passphrases one after the other."""
    return min(2 ** (wrong - 1), MOST_PATIENCE) if wrong else 0
