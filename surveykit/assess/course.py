"""How the forecast came about: what it was after so many interviews, on the way to today.

A project knows of an interview its month and nothing else, and nothing about it is stored that
could be added up over days. So the months come one after the other, and within a month the order
is the one of the random ids: drawn by lot, and the same on every laptop. Steps are as large as the
numbers that may be shown, so that no two neighbours tell what one household said.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from surveykit.assess.assessment import assess_interviews
from surveykit.assess.estimate.interviews import read_interviews
from surveykit.assess.estimate.questionnaire import Questionnaire
from surveykit.assess.result import Assessment
from surveykit.fieldwork.attempt import INTERVIEWED, Attempt
from surveykit.fieldwork.contact_sheet import standing
from surveykit.fieldwork.record import DOOR_FORM, Mode, Record
from surveykit.site.model import Site

STEPS = 12
"""At most, the last one is today."""

_VERY_MANY, _FEW_STEPS = 2_000, 4
"""From so many interviews on each step takes long, so there are fewer of them."""


@dataclass(frozen=True, slots=True)
class Step:
    """The assessment as it would have been after so many interviews."""

    interviews: int
    month: date | None
    """The month that ends here; None between two ends."""
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class _Told:
    """An interview: its month, its random id, its block."""

    month: date
    id: UUID
    block: str


def course(
    site: Site,
    questionnaire: Questionnaire,
    records: Iterable[Record],
    attempts: Sequence[Attempt],
    *,
    wanted: Callable[[], bool] = lambda: True,
) -> Iterator[Step]:
    """The steps up to today, one by one as they are reckoned; ends early if nobody wants them.

    `records` are gone through once for each step.
    """
    told = sorted(_interviews(records), key=lambda one: (one.month, one.id.hex))
    made = standing(attempts)
    for number in _numbers([one.month for one in told], site.criteria.suppress_below):
        if not wanted():
            return
        until = told[:number]
        lines = attempts if number == len(told) else _lines(site, made, told, number)
        found = read_interviews(
            _only(records, {one.id for one in until}),
            questionnaire,
            dk_factor=site.criteria.dk_factor,
        )
        ends = number == len(told) or told[number].month != until[-1].month
        yield Step(
            interviews=len(found.households),
            month=until[-1].month if ends else None,
            assessment=assess_interviews(site, questionnaire, found, lines),
        )


def _interviews(records: Iterable[Record]) -> Iterator[_Told]:
    """Of the door; each once, however often it was corrected."""
    at_doors = (one for one in records if one.form == DOOR_FORM and one.mode is Mode.DOOR)
    for id_, versions in groupby(at_doors, key=lambda one: one.id):
        first = next(versions)
        yield _Told(first.day, id_, first.answers.get("block", ""))


def _only(records: Iterable[Record], ids: Collection[UUID]) -> Iterator[Record]:
    return (one for one in records if one.id in ids)


def _numbers(months: Sequence[date], least: int) -> list[int]:
    """After how many interviews to look: at the ends of months, and evenly in between."""
    whole = len(months)
    ends = [at for at in range(1, whole) if months[at] != months[at - 1]]
    most = STEPS if whole <= _VERY_MANY else _FEW_STEPS
    stride = max(whole / most, least)
    even = [at for n in range(1, most) if (at := round(stride * n)) < whole]
    found = [whole] if whole else []
    for at in (*reversed(ends), *reversed(even)):
        if len(found) < most and at >= least and all(abs(at - one) >= least for one in found):
            found.append(at)
    return sorted(found)


def _lines(
    site: Site, made: Sequence[Attempt], told: Sequence[_Told], number: int
) -> list[Attempt]:
    """The contact sheet by then, as far as anybody can know.

    Interviews are so many lines of their block, for which household a line stands for nobody
    knows. Of the other lines those of earlier months, and the same part of the last month's.
    """
    month = told[number - 1].month
    same = [at for at, one in enumerate(told) if one.month == month]
    share = (number - same[0]) / len(same)
    before: list[Attempt] = []
    then: list[Attempt] = []
    for line in made:
        if line.outcome in INTERVIEWED or line.at is None:
            continue
        day = line.at.astimezone(site.zone).date().replace(day=1)
        (before if day < month else then if day == month else []).append(line)
    then.sort(key=lambda line: line.id.hex)
    return [*_of_interviews(site, made, told[:number]), *before, *then[: round(share * len(then))]]


def _of_interviews(
    site: Site, made: Sequence[Attempt], until: Sequence[_Told]
) -> Iterator[Attempt]:
    block_of = {flat.name: flat.block for flat in site.dwellings}
    left: dict[str, int] = {}
    for one in until:
        left[one.block] = left.get(one.block, 0) + 1
    lines = (line for line in made if line.outcome in INTERVIEWED)
    for line in sorted(lines, key=lambda line: line.id.hex):
        block = block_of.get(line.dwelling, "")
        if left.get(block, 0):
            left[block] -= 1
            yield line
