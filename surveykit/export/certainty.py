"""How sure the assessment is, for programs: a part of what `assess --json` prints."""

from dataclasses import asdict

from surveykit.assess.result import Assessment, Format
from surveykit.assess.suppress import buildings_shown
from surveykit.assess.verdict.outlook import Estimate, Interval, Outlook
from surveykit.assess.verdict.verdicts import Status
from surveykit.assess.words.certainty import visits_between
from surveykit.export.method import Json
from surveykit.export.workbook.view import View


def certainty(view: View) -> Json:
    """Status and risk of the verdict, what comes next, and what would overturn it.

    `verdict` stands beside it; `as_things_stand` is the same once there are interviews enough.
    """
    assessment, criteria = view.results.assessment, view.results.site.criteria
    found = assessment.outlook
    told: Json = {
        "status": found.status,
        "reason": _reason(assessment),
        "as_things_stand": found.verdict,
        "certain": found.certain,
        "risk": found.risk,
        "risk_max": criteria.risk_max,
        "probabilities": dict(found.probabilities),
        "blocks": _blocks(found),
        "further": [asdict(step) for step in found.further],
        "decided_in_the_end": found.decided_in_the_end,
        "sensitivity": _sensitivity(found),
    }
    shown = dict.fromkeys(told) if view.hides_forecast() else told
    doors = [asdict(group) | {"doors": [*group.doors]} for group in found.next_doors]
    return {**shown, "next_doors": doors}


def _reason(assessment: Assessment) -> str:
    """Why the status is what it is; a code, the same in every language."""
    if assessment.verdict == "continue_survey":
        return "too_few_interviews"
    match assessment.outlook.status:
        case Status.CERTIFIED:
            return "no_answer_can_change_it"
        case Status.PROBABLE:
            return "risk_within_limit"
        case Status.UNDECIDED:
            return "risk_over_limit"
        case Status.EXHAUSTED:
            return "every_door_tried"


def intervals(view: View, kind: Format | None = None) -> Json:
    """Of the visits in 13 weeks, or per session of a format, beside their point."""
    assessment, criteria = view.results.assessment, view.results.site.criteria
    half, ninety = visits_between(assessment, criteria, kind)
    told: Json = {"interval_50": _pair(half), "interval_90": _pair(ninety)}
    return told | ({"probability": assessment.outlook.reaching[kind]} if kind else {})


def raw_intervals(found: Outlook) -> Json:
    """Of the raw total, and its bounds without any assumption."""
    return _intervals(found.raw) | {"bounds": _pair(found.bounds)}


def _intervals(found: Estimate) -> Json:
    return {
        "expected": found.mean,
        "interval_50": _pair(found.half),
        "interval_90": _pair(found.ninety),
    }


def _pair(interval: Interval) -> list[float]:
    return [interval.low, interval.high]


def _blocks(found: Outlook) -> list[Json]:
    """Blocks with interviews enough for figures of their own."""
    shown = buildings_shown({block.block: block.interviewed for block in found.blocks})
    return [
        {"block": block.block, "interviewed": block.interviewed, **_intervals(block)}
        for block in found.blocks
        if block.block in shown
    ]


def _sensitivity(found: Outlook) -> Json:
    return {
        "limit": found.limit,
        "ratios": [asdict(step) for step in found.sensitivity],
        "tipping_ratio": found.tipping_ratio,
        "missed_up_to": found.missed_up_to,
        "reached_from": found.reached_from,
    }
