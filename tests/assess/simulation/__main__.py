"""Print what the stopping rule is worth beside others, over made-up sites.

    python -m tests.assess.simulation [--sites 2400] [--seed 20240501] [--world WORLD] [--json FILE]

`documented`: scores in tenths with the parameters of the model's description. `criteria`: raw
visits with the defaults of the planner criteria. Both without `--world`. Ends with 1 if the rule
breaks a promise.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from surveykit.assess.track_record import (
    CLAIMED,
    DECIDED,
    SAVED,
    SAVED_ERROR,
    SEED,
    SITES,
    TRACK_RECORD,
    WRONG_OF_DECIDED,
)
from surveykit.site.criteria import Criteria

from .score import Saving, Score
from .shipped import Shipped, shipped
from .studies import BATCH, CRITERIA_STUDY, DOCUMENTED_STUDY, OWN, RIVAL, Study
from .world import Site, sites

STUDIES = {study.name: study for study in (DOCUMENTED_STUDY, CRITERIA_STUDY)}


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that must hold, with the figure that shows it."""

    text: str
    figure: float
    kept: bool


def main() -> int:
    """Compare and print."""
    options = _options()
    results: dict[str, object] = {}
    promises: list[Promise] = []
    for name in [options.world] if options.world else STUDIES:
        study = STUDIES[name]
        drawn = sites(study.world, options.seed, options.sites)
        _tell(f"\n{name}: {options.sites} sites, seed {options.seed}, limit {study.limit:.2f}")
        scores, saved = _compare(study, drawn)
        results[name] = {rule: asdict(found) for rule, found in scores.items()}
        promises += _promises(study, scores, saved)
        if study is CRITERIA_STUDY:
            every = shipped(drawn, study.model, Criteria(), BATCH)
            results["shipped"] = asdict(every)
            promises += _promises_of_all(every)
            if saved and (options.sites, options.seed) == (SITES, SEED):
                promises.append(_as_published(scores, saved, every))
            _tell("\nAll verdicts of the criteria, with as many interviews as they ask for:")
            _tell("\n".join(f"{rate:38}{value:7.3f}" for rate, value in asdict(every).items()))
    _tell("")
    for promise in promises:
        _tell(f"{'kept  ' if promise.kept else 'BROKEN'} {promise.text}: {promise.figure:.3f}")
    if options.json:
        told = {**results, "promises": [asdict(promise) for promise in promises]}
        options.json.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return 0 if all(promise.kept for promise in promises) else 1


def _tell(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def _compare(study: Study, drawn: Sequence[Site]) -> tuple[dict[str, Score], Saving | None]:
    """Every rule, printed as soon as it is known; what the assessment's own saves."""
    _tell(HEAD)
    scores, saved = {}, None
    for rule, found, answers in study.compare(drawn):
        scores[rule] = found
        _tell(_line(rule, found))
        if rule == OWN:
            saved = study.saving(drawn, answers)
    return scores, saved


HEAD = (
    f"{'rule':38}{'error':>7}{'yes<':>7}{'no>=':>7}{'mater.':>7}{'undec.':>7}{'doors':>7}"
    f"{'cover':>7}{'dec.err':>8}{'claimed':>8}"
)


def _line(rule: str, found: Score) -> str:
    rates = (found.error, found.yes_though_below, found.no_though_above, found.material,
             found.undecided)  # fmt: skip
    cells = [f"{rate:7.3f}" for rate in rates] + [f"{found.doors:7.1f}"]
    last = ((found.coverage, 7), (found.error_of_decided, 8), (found.risk_of_decided, 8))
    cells += [" " * width if rate is None else f"{rate:{width}.3f}" for rate, width in last]
    return f"{rule:38}" + "".join(cells)


def _promises(study: Study, scores: dict[str, Score], saved: Saving | None) -> Iterator[Promise]:
    own, rival = scores[OWN], scores[RIVAL]
    wrong, cover = own.error_of_decided or 0.0, own.coverage or 0.0
    name = study.name
    yield Promise(f"{name}: error of decided verdicts at most 0.10", wrong, wrong <= 0.10)
    yield Promise(f"{name}: 90 % intervals cover 0.88 to 0.95", cover, 0.88 <= cover <= 0.95)
    share, error = (saved.share, saved.error) if saved else (0.0, 0.0)
    yield Promise(
        f"{name}: doors saved against a fixed sample of equal material error, at least 0.60 "
        f"(standard error {error:.3f})",
        share,
        share >= 0.60,
    )
    yield Promise(
        f"{name}: fewer doors than Wilson every five doors ({rival.doors:.1f})",
        own.doors,
        own.doors < rival.doors,
    )


def _promises_of_all(every: Shipped) -> Iterator[Promise]:
    wrong = every.wrong_of_decided
    yield Promise("all verdicts: error of decided ones at most 0.10", wrong, wrong <= 0.10)


def _as_published(scores: dict[str, Score], saved: Saving, every: Shipped) -> Promise:
    """The workbook prints these figures with three decimals, the doors with one."""
    found = [
        abs(was - now)
        for one in TRACK_RECORD
        for was, now in (
            (one.error, scores[one.rule].error),
            (one.material, scores[one.rule].material),
            (one.doors / 100, scores[one.rule].doors / 100),
            (one.coverage or 0.0, scores[one.rule].coverage or 0.0),
        )
    ]
    found += [abs(SAVED - saved.share), abs(SAVED_ERROR - saved.error),
              abs(DECIDED - every.decided), abs(WRONG_OF_DECIDED - every.wrong_of_decided),
              abs(CLAIMED - every.risk_of_decided)]  # fmt: skip
    text = "criteria: the published figures are these, largest difference at most 0.0006"
    return Promise(text, max(found), max(found) <= 0.0006)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sites", type=int, default=SITES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--world", choices=STUDIES)
    parser.add_argument("--json", type=Path, help="write the results to this file as well")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
