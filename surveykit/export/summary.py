"""The assessment for programs: what `assess --json` prints."""

from dataclasses import asdict

from surveykit.assess.result import (
    Flip,
    Forecast,
    PlaceScore,
    Reason,
    SlotScore,
    Span,
)
from surveykit.assess.suppress import OF_DOORS
from surveykit.export.results import Results
from surveykit.export.workbook.view import View, look_at

Json = dict[str, object]


def summary(results: Results) -> Json:
    """Verdict, forecast, rates, slots, places, partners, costs and flips; plain JSON values.

    Visits are per 13 weeks or per session, shares run from 0 to 1, money is euros. `null` stands
    for what is hidden, as in every report: figures of few households, and with `suppressed` all
    that is reckoned from answers.
    """
    assessment, view = results.assessment, look_at(results)
    hidden = view.hides_forecast()
    return {
        "site": results.site.name,
        "verdict": assessment.verdict,
        "suppressed": hidden,
        "reasons": [_reason(reason, view) for reason in assessment.reasons],
        "doors": asdict(assessment.doors),
        "interviews": assessment.doors.interviewed,
        "dwellings": assessment.doors.dwellings,
        **_forecast(assessment.forecast, hidden=hidden),
        "response": asdict(results.rates),
        "slots": None if hidden else [_slot(score, view) for score in assessment.slots],
        "places": [_place(score, view) for score in assessment.places],
        "proposals": None if hidden else [_timed(asdict(found)) for found in assessment.proposals],
        "partner": _partner(view),
        "plan": _plan(results),
        "costs": None if hidden else [asdict(cost) for cost in assessment.costs],
        "flips": None if hidden else [_flip(flip, view) for flip in assessment.flips],
        "parameters": results.site.criteria.model_dump(),
        "changed_parameters": sorted(assessment.changed_criteria),
    }


def _reason(reason: Reason, view: View) -> Json:
    """A step of the rules; its value is null where it tells of few households."""
    few = view.hides_forecast() and reason.rule not in OF_DOORS
    if few or (reason.rule == "coop_households" and view.is_small(int(reason.value))):
        return asdict(reason) | {"value": None}
    return asdict(reason)


def _flip(flip: Flip, view: View) -> Json:
    small = flip.quantity == "households_likely" and view.is_small(int(flip.now))
    return asdict(flip) | ({"now": None} if small else {})


def _forecast(found: Forecast, *, hidden: bool) -> Json:
    visits = {
        "raw_visits": {
            "interviewed": found.raw_interviewed,
            "mean": found.mean,
            "not_reached": found.raw_not_reached,
            "refused": found.raw_refused,
            "total": found.raw_total,
        },
        "visits_13_weeks": _span(found.visits_13_weeks),
        "visits_per_session": {
            str(format_): _span(span) for format_, span in found.per_session.items()
        },
        "empty_risk": {str(format_): risk for format_, risk in found.empty_risk.items()},
    }
    return dict.fromkeys(visits) if hidden else dict(visits)


def _slot(score: SlotScore, view: View) -> Json:
    few = view.is_small(view.suits("slots", {score.slot.code}))
    return {
        "slot": score.slot.code,
        "raw_visits": None if few else score.raw_visits,
        "coverage": None if few else score.coverage,
    }


def _place(score: PlaceScore, view: View) -> Json:
    few = view.hides_forecast() or view.is_small(view.suits("places", {score.place}))
    found = asdict(score) | {"eligible": score.eligible}
    return found | ({"coverage": None} if few else {})


def _span(span: Span) -> Json:
    return {"point": span.point, "low": span.low, "high": span.high}


def _timed(value: Json) -> Json:
    return value | {"start": f"{value['start']:%H:%M}", "end": f"{value['end']:%H:%M}"}


def _partner(view: View) -> Json | None:
    score = view.results.assessment.partner
    if score is None:
        return None
    few = view.hides_forecast() or view.is_small(view.suits("slots", score.slots))
    return {
        "partner": score.hour.partner,
        "place": score.hour.place,
        "day": score.hour.day,
        "start": f"{score.hour.start:%H:%M}",
        "end": f"{score.hour.end:%H:%M}",
        "coverage": None if few else score.coverage,
        "free": score.free,
    }


def _plan(results: Results) -> Json | None:
    if results.plan is None:
        return None
    dates = [day.isoformat() for day in results.plan.dates]
    return _timed(asdict(results.plan)) | {"dates": dates}
