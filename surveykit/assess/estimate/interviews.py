"""Records → what an assessment keeps of them; they pass by once, and none is held."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from math import isnan, nan

from surveykit.assess.coverage.missing import Spoken
from surveykit.assess.estimate.answer_table import AnswerTable
from surveykit.assess.estimate.households import Households, mean, raw_visits
from surveykit.assess.estimate.questionnaire import Questionnaire
from surveykit.assess.launched.attendance import VISIT_FORM
from surveykit.assess.result import Hallway
from surveykit.fieldwork.record import DOOR_FORM, HALLWAY_FORM, KEY_QUESTION, Mode, Record


@dataclass(frozen=True, slots=True)
class Interviews:
    """The interviews of a survey, as an assessment sees them."""

    households: Households
    """One for each consenting door interview.

    An interview broken off before the key question (`prob`) is none: AAPOR counts a refusal. An
    open probability counts as `dk_factor` times the mean of the known ones.
    """
    hallway: Hallway
    """Of residents not asked before, with their mean probability."""
    spoken: Mapping[Spoken, int]
    """Records of the door's form, whatever became of them, by their languages."""
    visits: tuple[Mapping[str, str], ...]
    """Answers on visits after the launch."""
    contradictions: int
    """Corrections that contradict another one."""
    broken_off: int
    """Interviews at a door that ended before their end but after the key question; the contact
    sheet does not tell them."""


def read_interviews(
    records: Iterable[Record], questionnaire: Questionnaire, *, dk_factor: float
) -> Interviews:
    """Sort records; those of one interview come one after another, as a project gives them.

    Of contradicting corrections the one with the smallest revision counts. Which one is
    arbitrary, but it is the same on every laptop, and nobody counts twice.
    """
    found = _Reading(questionnaire)
    for _id, versions in groupby(records, key=lambda record: record.id):
        found.take([*versions])
    return found.read(dk_factor)


class _Reading:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._table, self._raws = AnswerTable(), array("d")
        self._hallway = array("d")
        self._contradictions = self._broken_off = 0
        self._spoken: Counter[Spoken] = Counter()
        self._visits: list[Mapping[str, str]] = []

    def take(self, versions: list[Record]) -> None:
        self._contradictions += len(versions) - 1
        self._broken_off += any(map(_is_broken_off, versions))
        for record in versions:
            if record.form == DOOR_FORM:
                self._spoken[record.language, record.answers.get("lang", "")] += 1
            elif record.form == VISIT_FORM:
                self._visits.append(record.answers)
        self._count(min(versions, key=_revision) if len(versions) > 1 else versions[0])

    def _count(self, record: Record) -> None:
        given = record.answers
        if given.get("consent") != "yes":
            return
        if record.form == DOOR_FORM and record.mode is Mode.DOOR and given.get(KEY_QUESTION):
            raw = raw_visits(given, self._questionnaire.visits)
            self._table.add(given)
            self._raws.append(nan if raw is None else raw)
        elif record.form == HALLWAY_FORM and given.get("lives") == "yes_new":
            raw = raw_visits(given, {})
            self._hallway.append(nan if raw is None else raw)

    def read(self, dk_factor: float) -> Interviews:
        known = _known(self._hallway)
        return Interviews(
            households=Households(self._table, self._raws, dk_factor),
            hallway=Hallway(len(self._hallway), mean(known) if known else None, len(known)),
            spoken=self._spoken,
            visits=tuple(self._visits),
            contradictions=self._contradictions,
            broken_off=self._broken_off,
        )


def _is_broken_off(record: Record) -> bool:
    at_a_door = record.form == DOOR_FORM and record.mode is Mode.DOOR
    return at_a_door and record.partial and KEY_QUESTION in record.answers


def _known(raws: "array[float]") -> "array[float]":
    return array("d", (raw for raw in raws if not isnan(raw)))


def _revision(record: Record) -> str:
    return record.revision
