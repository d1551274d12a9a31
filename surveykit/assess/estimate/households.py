"""Answers → households: how likely each is to come, how often, and whom it would suit.

A household is one door interview with consent. The hallway has no frame and is kept apart.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from math import fsum, isnan
from typing import overload

from surveykit.assess.estimate.answer_table import AnswerTable
from surveykit.assess.estimate.questionnaire import ANY, NO_ANSWER

_SCORES = {str(score): score for score in range(11)}

LIKELY = 4
"""A household with this probability out of 10, or a higher one, counts as likely to come."""


@dataclass(frozen=True, slots=True)
class Household:
    """One interviewed household."""

    prob: int | None
    """Answer on the scale from 0 to 10; None where it was left open."""
    raw: float
    """Raw visits in 13 weeks: probability times how often, 0 to 5 (criteria 5.2)."""
    answers: Mapping[str, str]

    def chosen(self, question: str) -> frozenset[str]:
        """The codes chosen; empty where nothing was asked or answered."""
        return _codes(self.answers.get(question, ""))

    def answered(self, question: str) -> bool:
        """True if there is an answer in substance: `no_answer` counts as missing."""
        return bool(self.chosen(question) - {NO_ANSWER})

    def accepts(self, question: str, codes: Collection[str]) -> bool:
        """True if one of the codes suits; `any` suits always."""
        chosen = self.chosen(question)
        return ANY in chosen or not chosen.isdisjoint(codes)


@dataclass(frozen=True, slots=True)
class Covered:
    """Raw visits of the households that something suits, and their share of those who said."""

    raw: float
    share: float


class Households(Sequence[Household]):
    """Many households in little memory: each is put together when it is looked at."""

    def __init__(self, table: AnswerTable, raws: "array[float]", dk_factor: float) -> None:
        """`raws` is NaN where the probability is open: it counts so much of the others' mean."""
        self._table, self._raws = table, raws
        self._stand_in = dk_factor * mean(array("d", (raw for raw in raws if not isnan(raw))))

    def with_stand_in(self, dk_factor: float) -> "Households":
        """The same with open probabilities counted in another way."""
        return Households(self._table, self._raws, dk_factor)

    def __len__(self) -> int:
        return len(self._table)

    @overload
    def __getitem__(self, row: int) -> Household: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[Household, ...]: ...
    def __getitem__(self, row: int | slice) -> Household | tuple[Household, ...]:
        if isinstance(row, slice):
            return tuple(map(self._at, range(*row.indices(len(self)))))
        return self._at(row)

    def __iter__(self) -> Iterator[Household]:
        return map(self._at, range(len(self)))

    def _at(self, row: int) -> Household:
        answers, raw = self._table[row], self._raws[row]
        raw = self._stand_in if isnan(raw) else raw
        return Household(prob=_score(answers), raw=raw, answers=answers)


class Reach:
    """How much of the expected visits a time, a place or a group of them can have."""

    def __init__(self, households: Iterable[Household], question: str) -> None:
        """The shares are of the raw visits of all households that answered the question."""
        self._alike = Counter(
            (home.chosen(question), home.raw) for home in households if home.answered(question)
        )
        self._whole = _visits(self._alike)

    def of(self, codes: Collection[str]) -> Covered:
        """What these can have together (criteria 5.2, step 6); 0 where nobody answered."""
        suited = {*codes, ANY}
        raw = _visits({
            (chosen, raw): count
            for (chosen, raw), count in self._alike.items()
            if not chosen.isdisjoint(suited)
        })  # fmt: skip
        return Covered(raw, raw / self._whole if self._whole else 0.0)


def _visits(alike: Mapping[tuple[frozenset[str], float], int]) -> float:
    """The sum to the last bit, as if each household were added by itself."""
    return fsum(chain.from_iterable(repeat(raw, count) for (_chosen, raw), count in alike.items()))


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean whose bytes do not depend on the order; 0 of nothing."""
    return fsum(values) / len(values) if values else 0.0


def juster(score: int) -> float:
    """Probability of an answer from 0 to 10 on the original Juster scale: 0.01, 0.1 … 0.99.

    Raises:
        ValueError: the answer lies outside.
    """
    if not 0 <= score <= 10:
        raise ValueError(f"a score runs from 0 to 10, not {score}")
    return {0: 0.01, 10: 0.99}.get(score, score / 10)


@lru_cache(maxsize=1 << 14)
def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _score(answers: Mapping[str, str]) -> int | None:
    return _SCORES.get(answers.get("prob", ""))


def raw_visits(answers: Mapping[str, str], visits: Mapping[str, float]) -> float | None:
    """Visits in 13 weeks that were stated: probability times how often.

    `visits` are how often by the code of the answer; 1 where that is open. None where the
    probability is open.
    """
    score = _score(answers)
    return None if score is None else juster(score) * visits.get(answers.get("visits", ""), 1.0)
