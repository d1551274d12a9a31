"""What is known of every block: its doors, and the answers given behind them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import fsum, sqrt
from typing import NamedTuple

from surveykit.assess.estimate.households import Household, juster
from surveykit.assess.estimate.posterior import Model, Scale, Stratum
from surveykit.assess.estimate.questionnaire import Questionnaire
from surveykit.assess.result import Doors
from surveykit.fieldwork.attempt import Outcome
from surveykit.fieldwork.contact_sheet import DwellingState
from surveykit.site.criteria import Criteria, limits
from surveykit.site.model import Site

SCORE, SCORE_VARIANCE, SCORE_WEIGHT = 0.98, 1.4, 12.0
"""Raw visits of an interested household before anything is known, their variance, and how many
interviews that is worth.

Purchase-probability scales average about 0.57 among the interested, and those likely to come come
oftener: 1.7 times on average. Sites' means spread by a third, √(1.4/12) = 0.34. Chosen by
simulation (`tests/assess/simulation`): a lower mean ends the survey too early where the first few
are not interested.
"""


def model_of(criteria: Criteria, questionnaire: Questionnaire) -> Model:
    """The criteria's factors, each as uncertain as its range is wide."""
    often = max(questionnaire.visits.values(), default=1.0)
    scale = Scale(step=0.005, least=juster(1), most=juster(10) * often, base=juster(0))
    refused = _ratio("k_refused", criteria.k_refused)
    not_met = _ratio("k_not_reached", criteria.k_not_reached)
    return Model(
        scale=scale,
        ratio_refused=refused.mean,
        ratio_not_met=not_met.mean,
        error_refused=refused.deviation,
        error_not_met=not_met.deviation,
        score=SCORE - scale.base,
        score_variance=SCORE_VARIANCE,
        score_weight=SCORE_WEIGHT,
    )


def site_stratum(households: Sequence[Household], doors: Doors, *, untried: int = 0) -> Stratum:
    """The whole site as one stratum; `untried` of the doors not reached may still be tried."""
    answers = [*chain.from_iterable(_by_block(households).values())]
    told = _Told.of(answers)
    return replace(
        told.stratum("", answers, homes=doors.interviewed),
        refused=doors.refused,
        not_met=doors.not_reached - untried,
        untried=untried,
    )


def block_strata(
    site: Site,
    households: Sequence[Household],
    doors: Doors,
    sheet: Mapping[str, DwellingState],
) -> tuple[Stratum, ...]:
    """One stratum for every block; the whole site as one where blocks and doors do not add up.

    That is so where answers lack their block, or a block has more of them than homes.
    """
    by_block = _by_block(households)
    told = _Told.of([*chain.from_iterable(by_block.values())])
    found = tuple(
        _block(site, block.name, by_block.pop(block.name, ()), told, sheet) for block in site.blocks
    )
    whole = tuple(stratum for stratum in found if stratum is not None)
    fits = sum(stratum.unheard for stratum in whole) == doors.refused + doors.not_reached
    if len(whole) == len(found) and fits and not by_block:
        return whole
    untried = sum(state.may_try for state in sheet.values())
    return (site_stratum(households, doors, untried=min(untried, doors.not_reached)),)


class _Answer(NamedTuple):
    """What counts of a household here; equal ones are one object."""

    prob: int | None
    raw: float


@dataclass(frozen=True, slots=True)
class _Told:
    """What those who know have answered, on average; the others count a part of it."""

    mean: float
    interested: float
    score: float
    square: float

    @classmethod
    def of(cls, homes: Sequence[_Answer]) -> "_Told":
        known = [home for home in homes if home.prob is not None]
        interested = [home for home in known if home.prob]
        n = len(known) or 1
        return cls(
            mean=fsum(home.raw for home in known) / n,
            interested=len(interested) / n,
            score=fsum(map(_score, interested)) / n,
            square=fsum(_score(home) ** 2 for home in interested) / n,
        )

    def stratum(self, name: str, households: Sequence[_Answer], *, homes: int) -> Stratum:
        """The answers of some households; those who do not know count as their raw visits do.

        `homes` are counted where some of them were asked twice.
        """
        known = [home for home in households if home.prob is not None]
        interested = [home for home in known if home.prob]
        unknown = fsum(home.raw for home in households if home.prob is None)
        share = unknown / self.mean if self.mean else 0.0  # households worth of answers
        visits = fsum(home.raw for home in households)
        return Stratum(
            name=name,
            interviews=len(households) if self.mean else len(known),
            interested=len(interested) + share * self.interested,
            visits=visits * homes / len(households) if households else 0.0,
            scores=fsum(map(_score, interested)) + share * self.score,
            squares=fsum(_score(home) ** 2 for home in interested) + share * self.square,
        )


def _block(
    site: Site,
    block: str,
    homes: Sequence[_Answer],
    told: _Told,
    sheet: Mapping[str, DwellingState],
) -> Stratum | None:
    """One block; None where it has more answers than homes.

    Answers and contact sheet may differ, as in `count_doors`: what the answers say counts, and
    the difference goes to or comes from the doors not reached.
    """
    flats = [(flat, sheet[flat.name]) for flat in site.dwellings if flat.block == block]
    states = [state for _, state in flats if state.occupied]
    symbols = [state.disposition.symbol for state in states]
    untried = sum(state.may_try for state in states)
    pending = sum(state.may_try and state.attempts > 0 for state in states)
    refused = symbols.count("R")
    unknown = sum(state.outcome is Outcome.STOP for state in states)
    not_met = len(states) - symbols.count("I") - refused - unknown - untried
    beyond = len(homes) - symbols.count("I")
    if beyond < 0:
        not_met -= beyond
    for_answers = max(beyond, 0)
    taken = []
    for left in (untried - pending, pending, not_met, unknown, refused):
        taken.append(min(left, for_answers))
        for_answers -= taken[-1]
    if for_answers:
        return None
    return replace(
        told.stratum(block, homes, homes=len(homes)),
        refused=refused - taken[4],
        not_met=not_met - taken[2],
        unknown=unknown - taken[3],
        vacant=sum(flat.occupied and not state.occupied for flat, state in flats),
        untried=untried - taken[0] - taken[1],
        pending=pending - taken[1],
    )


def _by_block(households: Iterable[Household]) -> dict[str, Sequence[_Answer]]:
    found: defaultdict[str, Counter[_Answer]] = defaultdict(Counter)
    for home in households:
        found[home.answers.get("block", "")][_Answer(home.prob, home.raw)] += 1
    return {block: tuple(answers.elements()) for block, answers in found.items()}


def _score(home: _Answer) -> float:
    return home.raw - juster(0)


class _Ratio(NamedTuple):
    mean: float
    deviation: float


def _ratio(criterion: str, likeliest: float) -> _Ratio:
    """A triangle: the criterion's value is the likeliest, the ends of its range are not reached.

    Where the range reaches farther to one side, so does the mean.
    """
    ends = (*(limits(criterion) or (likeliest, likeliest)), likeliest)
    mean = fsum(ends) / 3
    return _Ratio(mean, sqrt(fsum((end - mean) ** 2 for end in ends) / 12))
