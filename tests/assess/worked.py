"""The worked examples of the model: scores from 0 to 1 in tenths, with their own parameters."""

import json
from math import fsum
from pathlib import Path
from typing import Any

from surveykit.assess.estimate.posterior import Model, Scale, Stratum

_FILE = json.loads(Path(__file__).with_name("worked_examples.json").read_text(encoding="utf-8"))

EXPECTED: dict[str, dict[str, Any]] = _FILE["expected"]
"""Results by example, computed once by an independent program."""

TENTHS = Model(
    scale=Scale(step=0.1, least=0.1, most=1.0),
    ratio_refused=0.8,
    ratio_not_met=1.0,
    error_refused=0.2,
    error_not_met=0.2,
    score=0.55,
    score_variance=0.08,
)

LIMIT = 13.0


def stratum(name: str, dwellings: int, scores: list[float], **counts: int) -> Stratum:
    """A stratum from the scores of its interviewed households."""
    return Stratum(
        name=name,
        interviews=len(scores),
        interested=sum(score > 0 for score in scores),
        visits=fsum(scores),
        scores=fsum(scores),
        squares=fsum(score * score for score in scores),
        untried=dwellings - len(scores) - sum(counts.values()),
        **counts,
    )


def strata(example: str) -> list[Stratum]:
    """The strata of an example."""
    return [
        stratum(
            row["name"],
            row["N"],
            row["scores"],
            refused=row["ref"],
            not_met=row["nc"],
            unknown=row["uh"],
            vacant=row["ne"],
        )
        for row in _FILE["inputs"][example]
    ]
