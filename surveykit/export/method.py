"""How a result came about: program, inputs, constants, and one hash over everything told.

Together with `parameters` of the summary this is all that the calculation depends on. The result's
hash is the SHA-256 of the summary without `method`, as JSON with sorted keys, no white space and
characters as they are: Python's `json.dumps(…, sort_keys=True, separators=(",", ":"),
ensure_ascii=False)`. Two laptops with the same inputs print the same hash.
"""

import json
from dataclasses import asdict
from hashlib import sha256

from surveykit import __version__
from surveykit.assess.estimate.forecast import HALLWAY_ALONE
from surveykit.assess.estimate.formats import capture, sessions_in_13_weeks
from surveykit.assess.estimate.households import LIKELY, juster
from surveykit.assess.estimate.posterior import Model
from surveykit.assess.estimate.questionnaire import read_questionnaire
from surveykit.assess.estimate.strata import model_of
from surveykit.assess.hour.slots import MIN_OVERLAP
from surveykit.assess.hour.weekly import MOST
from surveykit.assess.result import Format
from surveykit.assess.suppress import BUILDING_MIN
from surveykit.assess.verdict.rules import LARGE_SITE, LARGE_SITE_INTERVIEWS
from surveykit.assess.verdict.verdicts import ENOUGH_INTERVIEWS
from surveykit.assess.voices.shares import CONFIDENCE
from surveykit.export.results import Results
from surveykit.fieldwork.record import DOOR_FORM

Json = dict[str, object]


def method(results: Results, told: Json) -> Json:
    """The key `method` of a summary, which is all that was `told` but this."""
    return {
        "program": f"surveykit {__version__}",
        "as_of": results.made_on.isoformat(),
        "inputs": asdict(results.sources),
        "constants": constants(results),
        "log": log(results),
        "result_sha256": result_hash(told),
    }


def log(results: Results) -> Json:
    """What came in, what was corrected, what was decided; names no interview."""
    return {
        "handovers": [
            asdict(taken) | {"day": taken.day.isoformat()} for taken in results.handovers
        ],
        "corrections": [asdict(change) for change in results.changes],
        "conflicts_not_settled": results.conflicts,
        "decisions": [one.model_dump(mode="json") for one in results.decisions],
    }


def result_hash(told: Json) -> str:
    """SHA-256 of a summary without its key `method`."""
    rest = {name: value for name, value in told.items() if name != "method"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def constants(results: Results) -> Json:
    """Numbers of the calculation that no planner sets, by the names of the criteria."""
    criteria = results.site.criteria
    questionnaire = read_questionnaire(results.forms[DOOR_FORM])
    return {
        "juster": {str(score): juster(score) for score in range(11)},
        "visits_if": dict(sorted(questionnaire.visits.items())),
        "sessions_13w": {str(kind): sessions_in_13_weeks(kind) for kind in Format},
        "capture": {str(kind): capture(kind, criteria) for kind in Format},
        "likely_from": LIKELY,
        "hallway_alone": HALLWAY_ALONE,
        "large_site_dwellings": LARGE_SITE,
        "large_site_interviews": LARGE_SITE_INTERVIEWS,
        "band_overlap_minutes": MIN_OVERLAP,
        "fixed_times_at_most": MOST,
        "building_min_interviews": BUILDING_MIN,
        "model": _model(model_of(criteria, questionnaire)),
        "share_confidence": CONFIDENCE,
        "interviews_for_a_probability": ENOUGH_INTERVIEWS,
    }


def _model(model: Model) -> Json:
    """What the risk assumes before any answer, as numbers side by side."""
    told = asdict(model)
    scale = told.pop("scale")
    for prior in ("eligible", "response"):
        told[f"{prior}_yes"], told[f"{prior}_no"] = told.pop(prior)
    return {**told, **scale}
