"""Answers → households: how likely each is to come, how often, and whom it would suit.

A household is one door interview with consent. The hallway has no frame and is kept apart.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from uuid import UUID

from surveykit.assess.questionnaire import ANY, NO_ANSWER, Questionnaire
from surveykit.assess.result import Hallway
from surveykit.fieldwork.record import DOOR_FORM, HALLWAY_FORM, Mode, Record

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
        return frozenset(self.answers.get(question, "").split())

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


def read_households(
    records: Iterable[Record], questionnaire: Questionnaire, *, dk_factor: float
) -> tuple[Household, ...]:
    """One household per consenting door interview.

    An interview broken off before the key question (`prob`) is none: AAPOR counts a refusal. An
    open probability counts as `dk_factor` times the mean of the known ones.
    """
    answers = [
        record.answers
        for record in one_each(records)
        if record.form == DOOR_FORM
        and record.mode is Mode.DOOR
        and record.answers.get("consent") == "yes"
        and record.answers.get("prob")
    ]
    raws = [_raw_visits(given, questionnaire.visits) for given in answers]
    stand_in = dk_factor * mean([raw for raw in raws if raw is not None])
    return tuple(
        Household(prob=_score(given), raw=stand_in if raw is None else raw, answers=given)
        for given, raw in zip(answers, raws, strict=True)
    )


def read_hallway(records: Iterable[Record]) -> Hallway:
    """The hallway interviews of residents not asked before, with their mean probability."""
    answers = [
        record.answers
        for record in one_each(records)
        if record.form == HALLWAY_FORM
        and record.answers.get("consent") == "yes"
        and record.answers.get("lives") == "yes_new"
    ]
    known = [raw for given in answers if (raw := _raw_visits(given, {})) is not None]
    return Hallway(interviews=len(answers), mean=mean(known) if known else None)


def one_each(records: Iterable[Record]) -> tuple[Record, ...]:
    """One record per interview; of contradicting corrections the one with the smallest revision.

    Which one is arbitrary, but it is the same on every laptop, and nobody counts twice.
    """
    by_id: defaultdict[UUID, list[Record]] = defaultdict(list)
    for record in records:
        by_id[record.id].append(record)
    return tuple(
        min(same, key=lambda record: record.revision) if len(same) > 1 else same[0]
        for same in by_id.values()
    )


def covered(households: Iterable[Household], question: str, codes: Collection[str]) -> Covered:
    """How much of the expected visits a time, a place or a group of them can have.

    The share is of the raw visits of all households that answered the question (criteria 5.2,
    step 6); 0 where nobody did.
    """
    asked = [household for household in households if household.answered(question)]
    raw = fsum(household.raw for household in asked if household.accepts(question, codes))
    whole = fsum(household.raw for household in asked)
    return Covered(raw, raw / whole if whole else 0.0)


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean whose bytes do not depend on the order; 0 of nothing."""
    return fsum(values) / len(values) if values else 0.0


def juster(score: int) -> float:
    """Probability of an answer from 0 to 10 on the original Juster scale: 0.01, 0.1 … 0.99."""
    if not 0 <= score <= 10:
        raise ValueError(f"a score runs from 0 to 10, not {score}")
    return {0: 0.01, 10: 0.99}.get(score, score / 10)


def _score(answers: Mapping[str, str]) -> int | None:
    return _SCORES.get(answers.get("prob", ""))


def _raw_visits(answers: Mapping[str, str], visits: Mapping[str, float]) -> float | None:
    score = _score(answers)
    return None if score is None else juster(score) * visits.get(answers.get("visits", ""), 1.0)
