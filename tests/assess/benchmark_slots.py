"""Measure the choice of times and places beside a plain solver, in one run on one machine.

    python -m tests.assess.benchmark_slots [--large 100000] [--json]

Respondents are made up: four kinds of people, 50 times at 6 places, weights of 0 to some 1,400.
The solver is HiGHS (`pip install highspy`) with one variable per household and per combination.
Both must find the same value, and the solver's set must be among ours. Ends with 1 if a target is
missed: 20 times faster with 2,000 respondents and three times, 10 s with 100,000.
"""

import argparse
import json
import sys
from collections.abc import Callable
from random import Random
from time import process_time
from typing import NamedTuple, TypeVar

from surveykit.assess.hour.covering import Best, Covering, Weights, bit_set

DAYS, HOURS, PLACES = 5, 10, 6
TIMES, LEAST_RATIO, MOST_SECONDS = 3, 20.0, 10.0

Result = TypeVar("Result")


class Respondent(NamedTuple):
    """Whom which times and places suit, and how much they count."""

    slots: frozenset[int]
    places: frozenset[int]
    weight: int


def respondents(count: int, seed: int) -> list[Respondent]:
    """Working people, elderly, parents and others, each with their hours."""
    random = Random(seed)  # noqa: S311 - made-up people
    found = []
    for _one in range(count):
        kind = random.choices("WEPN", (0.45, 0.2, 0.2, 0.15))[0]
        slots = frozenset(
            day * HOURS + hour
            for day in range(DAYS)
            if random.random() < 0.55
            for hour in range(HOURS)
            if random.random() < _can_come(kind, hour)
        )
        near = {random.randrange(PLACES)}
        places = frozenset(near | {place for place in range(PLACES) if random.random() < 0.22})
        likely = random.choice([0] * 6 + [1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 10])
        weight = likely * (90 + 7 * random.randrange(8))
        found.append(Respondent(slots, places, weight))
    return [one for one in found if one.weight and one.slots]


def _can_come(kind: str, hour: int) -> float:
    """Hours count from 9 in the morning."""
    match kind:
        case "W":
            return 0.75 if hour >= 7 else 0.05
        case "E":
            return 0.6 if hour <= 3 else 0.25 if hour <= 7 else 0.05
        case "P":
            return 0.6 if hour <= 2 else 0.35 if 5 <= hour <= 7 else 0.05
    return 0.3


def covering(found: list[Respondent]) -> Covering:
    """The combinations in the order of `serves`."""
    slots = [
        bit_set(n for n, one in enumerate(found) if slot in one.slots)
        for slot in range(DAYS * HOURS)
    ]
    places = [
        bit_set(n for n, one in enumerate(found) if place in one.places) for place in range(PLACES)
    ]
    choices = [slot & place for slot in slots for place in places]
    return Covering(choices, Weights.of([one.weight for one in found]))


def solved(found: list[Respondent], times: int) -> tuple[int, tuple[int, ...]]:
    """The same by HiGHS: a household counts at most as much as the combinations chosen for it."""
    import highspy
    import numpy as np

    combinations = DAYS * HOURS * PLACES
    serving = [
        [slot * PLACES + place for slot in sorted(one.slots) for place in sorted(one.places)]
        for one in found
    ]
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    model = highspy.HighsLp()
    columns, rows = combinations + len(found), len(found) + 1
    model.num_col_, model.num_row_ = columns, rows
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.array([0.0] * combinations + [float(one.weight) for one in found])
    model.col_lower_, model.col_upper_ = np.zeros(columns), np.ones(columns)
    model.row_lower_ = np.full(rows, -highspy.kHighsInf)
    model.row_upper_ = np.array([0.0] * len(found) + [float(times)])
    starts, index, value = [0], list[int](), list[float]()
    for household, choices in enumerate(serving):
        index += [*choices, combinations + household]
        value += [*[-1.0] * len(choices), 1.0]
        starts.append(len(index))
    index += range(combinations)
    value += [1.0] * combinations
    starts.append(len(index))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(starts)
    model.a_matrix_.index_ = np.array(index)
    model.a_matrix_.value_ = np.array(value)
    whole = [highspy.HighsVarType.kInteger] * combinations
    model.integrality_ = [*whole, *[highspy.HighsVarType.kContinuous] * len(found)]
    solver.passModel(model)
    solver.run()
    solution = solver.getSolution().col_value
    chosen = tuple(place for place in range(combinations) if solution[place] > 0.5)
    return round(solver.getInfo().objective_function_value), chosen


def timed(errand: Callable[[], Result]) -> tuple[Result, float]:
    """What it gives, and the seconds of the processor it took."""
    start = process_time()
    return errand(), process_time() - start


def compare(count: int) -> dict[str, float]:
    """Ours beside the solver; ours includes making the bit sets."""
    found = respondents(count, seed=3)
    best, ours = timed(lambda: covering(found).best_of_size(TIMES))
    (value, chosen), theirs = timed(lambda: solved(found, TIMES))
    if value != best.value or chosen not in best.sets:
        raise SystemExit(f"the solver found {value} {chosen}, we {best}")
    return {"respondents": count, "ours": ours, "highs": theirs, "ratio": theirs / ours}


def alone(count: int) -> dict[str, float]:
    """Ours for one, two and three times, with the making of the bit sets."""
    found = respondents(count, seed=3)
    choices, making = timed(lambda: covering(found))
    seconds = {"respondents": float(count), "making": making}
    for times in range(1, TIMES + 1):
        best, spent = timed(lambda times=times: _best(choices, times))  # type: ignore[misc]
        seconds[f"times_{times}"] = spent
        seconds[f"sets_{times}"] = len(best.sets)
    return seconds


def _best(choices: Covering, times: int) -> Best:
    return choices.best_of_size(times)


def main() -> int:
    """Run both parts; 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=2_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    beside, large = compare(options.small), alone(options.large)
    total = sum(large[f"times_{times}"] for times in range(1, TIMES + 1)) + large["making"]
    held = beside["ratio"] >= LEAST_RATIO and total <= MOST_SECONDS
    if options.json:
        report = json.dumps({"beside_highs": beside, "large": large, "held": held}, indent=2)
    else:
        report = "\n".join(
            (
                f"{options.small} respondents, 300 combinations, 3 times: ours "
                f"{beside['ours']:.3f} s, HiGHS {beside['highs']:.2f} s, {beside['ratio']:.0f} "
                f"times as fast (at least {LEAST_RATIO:.0f})",
                f"{options.large} respondents, one to three times, all ties: {total:.2f} s "
                f"(at most {MOST_SECONDS:.0f})",
                "held" if held else "MISSED",
            )
        )
    sys.stdout.write(report + "\n")
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
