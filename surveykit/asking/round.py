"""The round through the houses as plain values: which doors, in which order, in which state."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, overload

from surveykit.asking.words import appointment_words, floor_words, languages, outcome_words
from surveykit.fieldwork.appointment import Appointment, appointment
from surveykit.fieldwork.attempt import INTERVIEWED, Attempt, Outcome
from surveykit.fieldwork.contact_sheet import DwellingState, final, standing
from surveykit.fieldwork.time_of_day import time_of_day
from surveykit.text import _, ngettext

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.fieldwork.frame import Flat, Frame
    from surveykit.workflow import Project


class Filter(Enum):
    """Which doors are shown."""

    ALL = auto()
    OPEN = auto()
    """Those that may still be tried."""
    EXPECTED = auto()
    """Those where somebody wants to be called on, the earliest first; last who did not say when."""
    NEW_AT_THIS_TIME = auto()
    """Open ones that nobody has tried at this time of day."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the round: a door as it stands, or a heading where `flat` is None."""

    heading: str = ""
    flat: Flat | None = None
    mark: str = ""
    """One sign that reads without colours."""
    place: str = ""
    words: str = ""
    attempts: int = 0
    may_try: bool = False
    outcome: Outcome | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the round is."""

    doors: int
    """Dwellings in scope."""
    done: int
    """Those among them that need no further attempt."""
    interviews: int
    today: int
    """Tries of today; an interview leaves no day behind, so `with_interviews` adds those known."""

    def with_interviews(self, today: int) -> Tally:
        """The same with so many interviews of today, which only whoever held them can know."""
        return replace(self, today=self.today + today)

    def words(self) -> str:
        """All of it in one line."""
        interviews = ngettext("{n} interview", "{n} interviews", self.interviews)
        words = _("{done} of {doors} doors · {interviews}").format(
            done=self.done, doors=self.doors, interviews=interviews.format(n=self.interviews)
        )
        return words + (" · " + _("{n} today").format(n=self.today) if self.today else "")


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who waits for us."""

    dwelling: str
    when: Appointment


@dataclass(frozen=True)
class Round:
    """Every door as it stands at one moment.

    Only doors at which something happened are looked at one by one: of 50,000 that nobody has
    tried yet all is known beforehand.
    """

    frame: Frame
    attempts: Sequence[Attempt]
    drafts: frozenset[str]
    """Names of the dwellings with an unfinished interview."""
    now: datetime
    """Local time."""

    @classmethod
    def of(cls, project: Project, now: datetime) -> Round:
        """The round of a project."""
        begun = frozenset(draft.dwelling for draft in project.drafts() if draft.dwelling)
        return cls(project.frame, project.attempts(), begun, now.astimezone())

    def state(self, n: int) -> DwellingState:
        """What is known of a door."""
        return self._touched.get(n) or self._untouched[n not in self.frame.vacant]

    def tally(self) -> Tally:
        """How many doors are done, and how many interviews were held."""
        vacant = self.frame.vacant
        touched = self._touched
        in_scope = [state for state in touched.values() if state.occupied]
        asleep = len(self.frame) - len(vacant) - sum(n not in vacant for n in touched)
        today = self.now.date()
        return Tally(
            doors=asleep + len(in_scope),
            done=sum(not state.may_try for state in in_scope),
            interviews=sum(state.outcome in INTERVIEWED for state in in_scope),
            today=sum(self._local(one).date() == today for one in self._standing if one.at),
        )

    def expected(self, now: datetime) -> tuple[Expected, ...]:
        """Who waits for us by appointment, `now` being local time, the earliest first."""
        waiting = [
            Expected(self.frame.names[n], when)
            for n, state in self._touched.items()
            if state.may_try and (when := appointment(state.call_back)) and when.due(now)
        ]
        return tuple(sorted(waiting, key=lambda one: one.when.starts))

    def reminder(self, now: datetime) -> str:
        """A sentence on who waits for us, `now` being local time; empty if nobody does."""
        waiting = self.expected(now)
        if not waiting:
            return ""
        first = waiting[0]
        words = _("Expected: {dwelling}, {when}. A shows where.").format(
            dwelling=first.dwelling, when=appointment_words(first.when.kept(), now.date())
        )
        if len(waiting) == 1:
            return words
        return _("{n} appointments.").format(n=len(waiting)) + " " + words

    def view(self, chosen: Filter = Filter.ALL, *, downwards: bool = False) -> View:
        """The lines to show: the doors of this choice, with a heading per entrance."""
        if chosen is Filter.EXPECTED:
            return self._appointments()
        keep = self._choice(chosen)
        doors: list[int] = []
        headings: list[int] = []
        for at, entrance in enumerate(self.frame.entrances):
            behind = range(entrance.first, entrance.first + entrance.doors)
            ordered = self.frame.downwards(entrance) if downwards else behind
            kept = [*filter(keep, ordered)] if keep else [*ordered]
            if kept:
                headings.append(len(doors))
                doors.append(-1 - at)
                doors.extend(kept)
        return View(self, doors, headings)

    def next_door(self) -> str:
        """Where to go on: the next open door behind the last one tried today, or the first one.

        Attempts tell the hour only: of those in the same one the last in walking order counts.
        Empty if no door is open.
        """
        today, numbers = self.now.date(), self.frame.numbers if self._standing else {}
        tried = [
            (one.at, numbers[one.dwelling])
            for one in self._standing
            if one.at and one.dwelling in numbers and self._local(one).date() == today
        ]
        behind = max(tried)[1] + 1 if tried else 0
        ahead = chain(range(behind, len(self.frame)), range(behind))
        waiting = (n for n in ahead if self.state(n).may_try or self._begun(n))
        return next((self.frame.names[n] for n in waiting), "")

    def _choice(self, chosen: Filter) -> Callable[[int], bool] | None:
        match chosen:
            case Filter.OPEN:
                return lambda n: self.state(n).may_try or self._begun(n)
            case Filter.NEW_AT_THIS_TIME:
                return self._new_now
            case _:
                return None

    def _begun(self, n: int) -> bool:
        return bool(self.drafts) and self.frame.names[n] in self.drafts

    def _appointments(self) -> View:
        """Every door that is signed as expecting us, by date; a heading wherever one walks on."""
        waiting = [n for n, one in self._touched.items() if one.may_try and one.call_back_due]
        waiting.sort(key=lambda n: (self._agreed(n), n))
        starts = [entrance.first for entrance in self.frame.entrances]
        doors: list[int] = []
        headings: list[int] = []
        for n in waiting:
            at = bisect_right(starts, n) - 1
            if not headings or doors[headings[-1]] != -1 - at:
                headings.append(len(doors))
                doors.append(-1 - at)
            doors.append(n)
        return View(self, doors, headings)

    def _agreed(self, n: int) -> datetime:
        """When; what nobody understood comes last."""
        when = appointment(self.state(n).call_back)
        return when.starts if when else datetime.max  # noqa: DTZ901 - the laptop's own clock

    def _new_now(self, n: int) -> bool:
        if n not in self._touched:
            return n not in self.frame.vacant
        name = self.frame.names[n]
        tried = {time_of_day(self._local(one)) for one in self._by_dwelling[name] if one.at}
        return self.state(n).may_try and time_of_day(self.now) not in tried

    def _local(self, attempt: Attempt) -> datetime:
        assert attempt.at is not None  # noqa: S101 - asked before
        return attempt.at.astimezone(self.now.tzinfo)

    def row(self, n: int) -> Row:
        """A door as one line."""
        flat, state = self.frame.flat(n), self.state(n)
        begun = flat.name in self.drafts
        return Row(
            flat=flat,
            mark="…" if begun else _mark(state),
            place=f"{floor_words(flat.floor)} · {flat.position}",
            words=_("interview not finished") if begun else self._words(flat, state),
            attempts=state.attempts,
            may_try=state.may_try,
            outcome=state.outcome,
            draft=begun,
        )

    def heading(self, at: int) -> Row:
        """The line above the doors of an entrance."""
        entrance = self.frame.entrances[at]
        return Row(heading=place_words(entrance.building, entrance.name))

    def _words(self, flat: Flat, state: DwellingState) -> str:
        if not state.occupied and state.outcome is None:
            return _("vacant by the list")
        detail = appointment_words(state.call_back, self.now.date())
        detail = detail or dict(languages()).get(state.language, state.language)
        if state.outcome is Outcome.NOT_HOME and self._card_left(flat.name):
            detail = _("card left")
        words = outcome_words(state.outcome)
        return f"{words}: {detail}" if detail else words

    def _card_left(self, name: str) -> bool:
        return any(attempt.card_left for attempt in self._by_dwelling[name])

    @cached_property
    def _standing(self) -> list[Attempt]:
        """Attempts that were not taken back."""
        return standing(self.attempts)

    @cached_property
    def _by_dwelling(self) -> defaultdict[str, list[Attempt]]:
        lines: defaultdict[str, list[Attempt]] = defaultdict(list)
        for attempt in self._standing:
            lines[attempt.dwelling].append(attempt)
        return lines

    @cached_property
    def _touched(self) -> dict[int, DwellingState]:
        """The state of every door at which something happened that stands."""
        numbers = self.frame.numbers if self._by_dwelling else {}
        return {
            numbers[name]: final(
                lines,
                occupied=numbers[name] not in self.frame.vacant,
                max_attempts=self.frame.max_attempts,
            )
            for name, lines in self._by_dwelling.items()
            if name in numbers
        }

    @cached_property
    def _untouched(self) -> tuple[DwellingState, DwellingState]:
        """The state of a door nobody has tried, vacant and occupied by the list."""
        most = self.frame.max_attempts
        vacant = final((), occupied=False, max_attempts=most)
        return vacant, final((), occupied=True, max_attempts=most)


class View(Sequence[Row]):
    """Lines of a round, each made when it is looked at."""

    def __init__(self, round_: Round, lines: Sequence[int], headings: Sequence[int]) -> None:
        self._round = round_
        self._lines = lines
        """Numbers of doors, and -1 for the heading of the first entrance, -2 of the second …"""
        self._headings = headings

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self._row(n) for n in self._lines[at]]
        return self._row(self._lines[at])

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, self._lines)

    def _row(self, n: int) -> Row:
        return self._round.heading(-1 - n) if n < 0 else self._round.row(n)

    def line_of(self, dwelling: str) -> int | None:
        """The line of a door by its name; None if it is not shown."""
        number = self._round.frame.numbers.get(dwelling)
        try:
            return None if number is None else self._lines.index(number)
        except ValueError:
            return None

    def heading(self, at: int, step: int) -> int | None:
        """The line of the next heading behind `at`, or the last one before it for a step of -1."""
        found = bisect_left(self._headings, at + 1 if step > 0 else at) + (0 if step > 0 else -1)
        return self._headings[found] if 0 <= found < len(self._headings) else None

    def next_open(self, at: int) -> int | None:
        """The line of the next door that may be tried; None if there is none below."""
        state = self._round.state
        below = range(at + 1, len(self._lines))
        return next(
            (at for at in below if self._lines[at] >= 0 and state(self._lines[at]).may_try), None
        )

    def is_heading(self, at: int) -> bool:
        """Whether an entrance is named there, and no door stands."""
        return self._lines[at] < 0


def place_words(building: str, entrance: str) -> str:
    """Building and entrance; an entrance that is the house number is not said twice."""
    if not entrance or building.endswith(f" {entrance}"):
        return building
    return _("{building}, entrance {entrance}").format(building=building, entrance=entrance)


def _mark(state: DwellingState) -> str:
    if not state.occupied:
        return "–"
    if state.outcome in INTERVIEWED:
        return "✓"
    if not state.may_try:
        return "×"
    if state.call_back_due:
        return "!"
    return "○" if state.outcome else " "
