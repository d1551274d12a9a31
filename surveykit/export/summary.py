"""The assessment for programs: what `assess --json` prints."""

from dataclasses import asdict

from surveykit.assess.result import Assessment, Span
from surveykit.export.results import Results

Json = dict[str, object]


def summary(results: Results) -> Json:
    """Verdict, forecast, rates, slots, places, partners, costs and flips; plain JSON values.

    Visits are per 13 weeks or per session, shares run from 0 to 1, money is euros.
    """
    assessment = results.assessment
    forecast = assessment.forecast
    return {
        "site": results.site.name,
        "verdict": assessment.verdict,
        "reasons": [asdict(reason) for reason in assessment.reasons],
        "doors": asdict(assessment.doors),
        "interviews": assessment.doors.interviewed,
        "dwellings": assessment.doors.dwellings,
        "raw_visits": {
            "interviewed": forecast.raw_interviewed,
            "mean": forecast.mean,
            "not_reached": forecast.raw_not_reached,
            "refused": forecast.raw_refused,
            "total": forecast.raw_total,
        },
        "visits_13_weeks": _span(forecast.visits_13_weeks),
        "visits_per_session": {
            str(format_): _span(span) for format_, span in forecast.per_session.items()
        },
        "empty_risk": {str(format_): risk for format_, risk in forecast.empty_risk.items()},
        "response": asdict(results.rates),
        "slots": [
            {"slot": score.slot.code, "raw_visits": score.raw_visits, "coverage": score.coverage}
            for score in assessment.slots
        ],
        "places": [asdict(score) | {"eligible": score.eligible} for score in assessment.places],
        "proposals": [_timed(asdict(proposal)) for proposal in assessment.proposals],
        "partner": _partner(assessment),
        "plan": _plan(results),
        "costs": [asdict(cost) for cost in assessment.costs],
        "flips": [asdict(flip) for flip in assessment.flips],
        "parameters": results.site.criteria.model_dump(),
        "changed_parameters": sorted(assessment.changed_criteria),
    }


def _span(span: Span) -> Json:
    return {"point": span.point, "low": span.low, "high": span.high}


def _timed(value: Json) -> Json:
    return value | {"start": f"{value['start']:%H:%M}", "end": f"{value['end']:%H:%M}"}


def _partner(assessment: Assessment) -> Json | None:
    score = assessment.partner
    if score is None:
        return None
    return {
        "partner": score.hour.partner,
        "place": score.hour.place,
        "day": score.hour.day,
        "start": f"{score.hour.start:%H:%M}",
        "end": f"{score.hour.end:%H:%M}",
        "coverage": score.coverage,
        "free": score.free,
    }


def _plan(results: Results) -> Json | None:
    if results.plan is None:
        return None
    dates = [day.isoformat() for day in results.plan.dates]
    return _timed(asdict(results.plan)) | {"dates": dates}
