"""Measure the assessment of one site of 420 dwellings, in one run on one machine.

    python -m tests.assess.benchmark_site

Processor time, the least of several runs: start-up and what else runs do not count. The risk of
the verdict is compared with the whole assessment, and the posterior's closed form with drawing
10,000 totals, which must also find the same probability. Ends with 1 if a target is missed.
"""

import sys
from collections.abc import Callable
from math import sqrt
from random import Random
from time import process_time

from surveykit.assess.assessment import assess
from surveykit.assess.coverage.doors import count_doors
from surveykit.assess.estimate.forecast import forecast
from surveykit.assess.estimate.interviews import read_interviews
from surveykit.assess.estimate.posterior import Estimator
from surveykit.assess.estimate.questionnaire import read_questionnaire
from surveykit.assess.estimate.strata import block_strata, model_of
from surveykit.assess.result import Hallway
from surveykit.assess.verdict.certificate import answers_of
from surveykit.assess.verdict.risk import Evidence, look_ahead
from surveykit.assess.verdict.rules import Facts
from surveykit.bundled import FORMS, SITES
from surveykit.fieldwork.contact_sheet import contact_sheet
from surveykit.form import load
from surveykit.site.workbook import read_site

from .midway import midway

RUNS, DRAWS = 7, 10_000
MOST_SECONDS, MOST_SHARE, LEAST_RATIO = 0.100, 0.5, 10.0


def main() -> int:
    """Measure, compare and print."""
    site, form = read_site(SITES / "C.xlsx"), load(FORMS / "door_interest.xlsx")
    records, lines = midway(site, 160, 120)
    whole = fastest(lambda: assess(site, form, records, lines))

    questionnaire, criteria = read_questionnaire(form), site.criteria
    homes = read_interviews(records, questionnaire, dk_factor=criteria.dk_factor).households
    doors = count_doors(site, lines, interviews=len(homes))
    strata = block_strata(site, homes, doors, contact_sheet(site, lines))
    expected = forecast(homes, doors, Hallway(0, None), criteria)
    estimator = Estimator(strata, model_of(criteria, questionnaire))
    facts = Facts(criteria, doors.dwellings, doors.occupied, doors.interviewed, expected.raw_total,
                  criteria.calibration, criteria.calibration_low, expected.households_likely,
                  None)  # fmt: skip
    evidence = Evidence(facts, answers_of(homes), doors, expected, estimator)
    risk = fastest(lambda: look_ahead(evidence))

    limit = estimator.posterior().mean
    closed = fastest(lambda: estimator.posterior().at_least(limit))
    begin = process_time()
    drawn = draw(estimator, limit)
    drawing = process_time() - begin
    difference = abs(drawn - estimator.posterior().at_least(limit))
    return told([
        ("whole assessment, seconds", whole, whole <= MOST_SECONDS),
        ("risk of the verdict, of the whole", risk / whole, risk / whole <= MOST_SHARE),
        ("closed form, times faster than drawing", drawing / closed,
         drawing / closed >= LEAST_RATIO),
        ("closed form and drawing differ by", difference, difference <= 4 * sqrt(0.25 / DRAWS)),
    ])  # fmt: skip


def fastest(work: Callable[[], object]) -> float:
    """Least processor time of several runs, in seconds."""
    times = []
    for _run in range(RUNS):
        begin = process_time()
        work()
        times.append(process_time() - begin)
    return min(times)


def draw(estimator: Estimator, limit: float) -> float:
    """Share of drawn raw totals that reach the limit: a number of the interested, their mean
    score, then their sum."""
    random, found = Random(1), estimator.posterior()  # noqa: S311 - a simulation
    numbers = random.choices(range(found.unheard + 1), found.counts, k=DRAWS)
    reached = 0
    for number in numbers:
        mean = random.gauss(found.score, sqrt(found.score_error))
        total = found.heard + random.gauss(number * mean, sqrt(number * found.score_spread))
        reached += total >= limit
    return reached / DRAWS


def told(lines: list[tuple[str, float, bool]]) -> int:
    """Print each figure and whether its target is kept."""
    for name, figure, kept in lines:
        sys.stdout.write(f"{'kept  ' if kept else 'MISSED'} {name}: {figure:.4f}\n")
    return 0 if all(kept for _, _, kept in lines) else 1


if __name__ == "__main__":
    raise SystemExit(main())
