"""The assessment for programs: what `assess --json` prints."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from surveykit.assess.coverage.missing import Group, Missing
from surveykit.assess.estimate.questionnaire import NO_ANSWER
from surveykit.assess.hour.weekly import Weekly, WeeklyChoice
from surveykit.assess.result import (
    Flip,
    PlaceScore,
    Reason,
    Span,
)
from surveykit.assess.suppress import OF_DOORS, buildings_shown
from surveykit.assess.voices.shares import SiteShare
from surveykit.export.certainty import certainty, intervals, raw_intervals
from surveykit.export.method import Json, method
from surveykit.export.results import Results
from surveykit.export.workbook.view import View, look_at

_SHARED = ("topics", "barriers", "lang", "alt", "help_will", "provider_ok")
"""Questions whose answers are counted; those of the workbook's sheet of topics."""


def summary(results: Results) -> Json:
    """Verdict, forecast, rates, slots, places, partners, costs and flips; plain JSON values.

    Visits are per 13 weeks or per session, shares run from 0 to 1, money is euros. `null` stands
    for what is hidden, as in every report: figures of few households, and with `suppressed` all
    that is reckoned from answers. Numbers have twelve significant digits: the last ones of a
    logarithm differ from one system to another.
    """
    told = _rounded(_told(results))
    return told | {"method": method(results, told)}


def _rounded(told: Json) -> Json:
    return {name: _with_digits(value) for name, value in told.items()}


def _with_digits(value: object) -> object:
    match value:
        case float():
            return float(f"{value:.12g}")
        case Mapping():
            return {name: _with_digits(part) for name, part in value.items()}
        case list() | tuple():
            return [_with_digits(part) for part in value]
        case _:
            return value


def _told(results: Results) -> Json:
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
        **certainty(view),
        **_forecast(view),
        "response": asdict(results.rates),
        "slots": None if hidden else _slots(view),
        "weekly": None if hidden else _weekly(assessment.weekly, view),
        "combinations": None if hidden else _combinations(assessment.weekly, view),
        "crowding": None
        if hidden
        else {str(kind): asdict(found) for kind, found in assessment.crowding.items()},
        "shares": None if hidden else {name: _shares(name, view) for name in _SHARED},
        "missing": _missing(assessment.missing, view),
        "places": [_place(score, view) for score in assessment.places],
        "proposals": None if hidden else [_timed(asdict(found)) for found in assessment.proposals],
        "partner": _partner(view),
        "plan": _plan(results),
        "attendance": results.attendance and results.attendance.plain(),
        "costs": None if hidden else [asdict(cost) for cost in assessment.costs],
        "flips": None if hidden else [_flip(flip, view) for flip in assessment.flips],
        "parameters": results.site.criteria.model_dump(),
        "changed_parameters": sorted(assessment.changed_criteria),
    }


def _reason(reason: Reason, view: View) -> Json:
    """A step of the rules; its value is null where it tells of few households."""
    few = view.hides_forecast() and reason.rule not in OF_DOORS
    if few or (reason.rule == "coop_households" and view.is_small(int(reason.value))):
        return asdict(reason) | {"value": None, "risk": None}
    return asdict(reason)


def _flip(flip: Flip, view: View) -> Json:
    small = flip.quantity == "households_likely" and view.is_small(int(flip.now))
    return asdict(flip) | ({"now": None} if small else {})


def _forecast(view: View) -> Json:
    found = view.results.assessment.forecast
    visits: Json = {
        "raw_visits": {
            "interviewed": found.raw_interviewed,
            "mean": found.mean,
            "not_reached": found.raw_not_reached,
            "refused": found.raw_refused,
            "total": found.raw_total,
            **raw_intervals(view.results.assessment.outlook),
        },
        "visits_13_weeks": _span(found.visits_13_weeks) | intervals(view),
        "visits_per_session": {
            str(kind): _span(span) | intervals(view, kind)
            for kind, span in found.per_session.items()
        },
        "empty_risk": {str(format_): risk for format_, risk in found.empty_risk.items()},
    }
    return dict.fromkeys(visits) if view.hides_forecast() else visits


def _slots(view: View) -> list[Json]:
    scores = view.results.assessment.slots
    suits = {score.slot.code: view.suits("slots", {score.slot.code}) for score in scores}
    known = {code: count for code, count in suits.items() if not view.is_small(count)}
    of_site = view.whole_site("slots", known)
    return [
        {
            "slot": score.slot.code,
            "raw_visits": score.raw_visits if score.slot.code in known else None,
            "coverage": score.coverage if score.slot.code in known else None,
            "whole_site": _site_share(of_site.get(score.slot.code)),
        }
        for score in scores
    ]


def _shares(question: str, view: View) -> Json:
    """By answer: households, their share of those `asked`, and that of the whole site.

    `low` and `high` are a 90 % interval.
    """
    shown, asked = view.answers(question), view.base(question)
    estimates = view.site_shares(question, shown)
    answers = {
        code: _answer(count, asked, estimates.get(code))
        for code, count in shown.items()
        if code != NO_ANSWER
    }
    return {"asked": asked, "answers": answers}


def _answer(count: int | str, asked: int | None, of_site: SiteShare | None) -> Json:
    known = count if isinstance(count, int) else None
    return {
        "households": known,
        "share": None if known is None or not asked else known / asked,
        "whole_site": _site_share(of_site),
    }


def _site_share(found: SiteShare | None) -> Json | None:
    return None if found is None else asdict(found)


def _missing(found: Missing | None, view: View) -> Json | None:
    """Where interviews are scarce; counts only of groups large enough for figures of their own."""
    if found is None:
        return None
    waiting = {
        code: None if view.is_small(doors) else doors for code, doors in found.waiting.items()
    }
    groups = {"blocks": _groups(found.blocks), "floors": _groups(found.floors)}
    return asdict(found) | groups | {"waiting": waiting}


def _groups(groups: Sequence[Group]) -> list[Json]:
    shown = buildings_shown({group.name: group.interviewed for group in groups})
    return [
        asdict(group) | ({} if group.name in shown else {"interviewed": None}) for group in groups
    ]


def _weekly(found: Weekly | None, view: View) -> Json | None:
    """The best one, two, three times a week; every set of a choice reaches as much."""
    if found is None:
        return None
    return {
        name: [_choice(choice, few=found.tells_of_few(choice, view.limit)) for choice in choices]
        for name, choices in (("any_places", found.choices), ("one_place", found.one_place))
    }


def _choice(choice: WeeklyChoice, *, few: bool) -> Json:
    return {
        "times": len(choice.sets[0]),
        "sets": [[{"slot": one.slot, "place": one.place} for one in chosen]
                 for chosen in choice.sets],
        "coverage": None if few else choice.coverage,
        "corrected": None if few else choice.corrected,
    }  # fmt: skip


def _combinations(found: Weekly | None, view: View) -> list[Json]:
    return [
        {
            "slot": one.slot,
            "place": one.place,
            "start": f"{one.start:%H:%M}",
            "end": f"{one.end:%H:%M}",
            "coverage": None if view.is_small(one.households) else one.coverage,
            "obstacles": list(one.obstacles),
            "partner": one.partner,
        }
        for one in (found.combinations if found else ())
    ]


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
        "of_best_free_time": None if few else score.of_best,
        "free": score.free,
    }


def _plan(results: Results) -> Json | None:
    if results.plan is None:
        return None
    dates = [day.isoformat() for day in results.plan.dates]
    return _timed(asdict(results.plan)) | {"dates": dates}
