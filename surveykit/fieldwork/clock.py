"""A clock that stands wrong or jumps: noticed and told, and no result depends on it.

Ids are random, merging is a union of sets, and which of two tries at a door was the later one is
told by their numbers; so a wrong clock spoils days on paper and nothing else.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from surveykit import RELEASED
from surveykit.text import _, day

Clock = Callable[[], datetime]
"""The time now, aware, in the zone of the laptop."""

SLACK = timedelta(minutes=5)
"""How far a clock may be put right in the middle of work without a word."""

LONGEST_SLEEP = timedelta(days=3)
"""How long a closed laptop may sleep with the program open: its other clock stands still then."""


def standing_wrong(today: date, newest: date | None) -> str:
    """A sentence if this cannot be the day, else nothing; `newest` is the last day on record."""
    if today < RELEASED:
        return _(
            "Please check the date of this computer: it says {today}, and this program is newer."
        ).format(today=day(today))
    if newest and today < newest:
        return _(
            "Please check the date of this computer: it says {today}, but this project holds "
            "something of {newest}. One of the two was written with a wrong clock."
        ).format(today=day(today), newest=day(newest))
    return ""


class WatchedClock:
    """A clock that is held against another one which nobody can set; tells once if it jumps.

    `steady` counts seconds from anywhere, such as `time.monotonic`.
    """

    def __init__(
        self, clock: Clock, steady: Callable[[], float], tell: Callable[[str], object]
    ) -> None:
        self._clock, self._steady, self._tell = clock, steady, tell
        self._last = clock(), steady()
        self._told = False

    def __call__(self) -> datetime:
        """The time now, as the computer has it, right or wrong."""
        now, steady = self._clock(), self._steady()
        passed = timedelta(seconds=steady - self._last[1])
        jump = now - self._last[0] - passed
        self._last = now, steady
        if not self._told and not -SLACK <= jump <= LONGEST_SLEEP:
            self._told = True
            self._tell(
                _(
                    "The clock of this computer has jumped; it says {now} now. What you record "
                    "is safe; please check date and time."
                ).format(now=f"{day(now)} {now:%H:%M}")
            )
        return now
